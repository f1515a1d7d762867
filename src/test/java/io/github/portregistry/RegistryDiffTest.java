package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.portregistry.RegistryDiff.Field;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegistryDiffTest {

  private static RegistryDiff between(PortRegistry before, PortRegistry after) {
    return before.differenceTo(after);
  }

  private static PortRegistry table(String... rows) {
    return TeamTables.table("table", rows);
  }

  @Test
  void aRegistryDoesNotDifferFromItself() {
    RegistryDiff diff = between(PortRegistry.bundled(), PortRegistry.bundled());

    assertThat(diff.isEmpty()).isTrue();
    assertThat(diff).hasToString("0 added, 0 changed, 0 gone");
  }

  @Test
  void aRowThatWasAddedOrChangedOrIsGoneIsADifference() {
    PortRegistry one = table(TeamTables.named("100", "tcp", "a"));

    assertThat(between(table(), one).isEmpty()).isFalse();
    assertThat(between(one, table()).isEmpty()).isFalse();
    assertThat(between(one, table(TeamTables.named("100", "tcp", "a", "A"))).isEmpty()).isFalse();
  }

  @Test
  void rowsOfOneRegistryAloneAreAddedOrGone() {
    RegistryDiff diff =
        between(
            table(TeamTables.named("100", "tcp", "a"), TeamTables.named("101", "udp", "b")),
            table(
                TeamTables.named("100", "tcp", "a"),
                TeamTables.named("100", "udp", "a"),
                TeamTables.unnamed("101", "udp", "reserved", "")));

    assertThat(diff.added())
        .extracting(RegistryRow::ports, RegistryRow::transport, RegistryRow::serviceName)
        .containsExactly(
            tuple(PortSpan.of(100), Transport.UDP, "a"),
            tuple(PortSpan.of(101), Transport.UDP, ""));
    assertThat(diff.gone()).extracting(RegistryRow::serviceName).containsExactly("b");
    assertThat(diff.changed()).isEmpty();
    assertThat(diff).hasToString("2 added, 0 changed, 1 gone");
  }

  @Test
  void everyFieldIsCompared() {
    RegistryDiff diff =
        between(
            table("100,tcp,,,a,A,One,Two,2001-01,2002-01,RFC1,1,x,c,"),
            table("100,tcp,,ghost,a,B,Two,One,2001-02,2002-02,RFC1|RFC2,2,y,d,"));

    assertThat(diff.changed())
        .singleElement()
        .satisfies(
            change ->
                assertThat(change.fields())
                    .isEqualTo(
                        EnumSet.complementOf(
                            EnumSet.of(Field.SERVICE_NAME, Field.STATE, Field.DOUBT))));
    assertThat(diff).hasToString("0 added, 1 changed, 0 gone");
  }

  @Test
  void theLivenessOfAServiceAndItsDoubtAreCompared() {
    PortRegistry before = table("100,tcp,,in_use,a,,,,,,,,,,", "101,tcp,,maker_lives,b,,,,,,,,,,");
    PortRegistry after =
        table("100,tcp,,specified,a,,,,,,,,,,", "101,tcp,,platform_lives,b,,,,,,,,,,");

    assertThat(between(before, after).changed())
        .extracting(RegistryDiff.Change::fields)
        .containsExactly(EnumSet.of(Field.LIVENESS), EnumSet.of(Field.DOUBT));
    assertThat(RegistryDiff.between(before.assignments().toList(), List.of()).gone()).hasSize(2);
  }

  @Test
  void theStateOfPortsWithoutAServiceIsCompared() {
    RegistryDiff diff =
        between(
            table(TeamTables.unnamed("100-110", "", "unassigned", "")),
            table(TeamTables.unnamed("100-110", "", "reserved", "released")));

    assertThat(diff.changed())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.fields()).containsExactly(Field.STATE, Field.STATUS);
              assertThat(Field.STATE.textOf(change.before())).isEqualTo("unassigned");
              assertThat(Field.STATUS.textOf(change.after())).isEqualTo("released");
            });
  }

  @Test
  void theSourceOfARowIsNotCompared() {
    assertThat(
            between(
                    TeamTables.table("one", TeamTables.named("100", "tcp", "a")),
                    TeamTables.table("two", TeamTables.named("100", "tcp", "a")))
                .isEmpty())
        .isTrue();
  }

  @Test
  void ofTwoRowsOfOneNameThoseOfOneTitleBelongTogether() {
    RegistryDiff diff =
        between(
            table(",tcp,,,rdp,One,Blue,,,,,,,,", ",tcp,,,rdp,Two,Blue,,,,,,,,"),
            table(",tcp,,,rdp,Two,Red,,,,,,,,", ",tcp,,,rdp,Three,Blue,,,,,,,,"));

    assertThat(diff.changed())
        .extracting(
            change -> change.before().description(),
            change -> change.after().description(),
            RegistryDiff.Change::fields)
        .containsExactly(
            tuple("Two", "Two", Set.of(Field.ASSIGNEE)),
            tuple("One", "Three", Set.of(Field.DESCRIPTION)));
    assertThat(diff.added()).isEmpty();
    assertThat(diff.gone()).isEmpty();
  }

  @Test
  void ofTwoRowsOfOneNameTheOneThatIsLostIsGone() {
    RegistryDiff diff =
        between(
            table(",tcp,,,rdp,One,Blue,,,,,,,,", ",tcp,,,rdp,Two,Blue,,,,,,,,"),
            table(",tcp,,,rdp,Two,Blue,,,,,,,,"));

    assertThat(diff.gone()).extracting(RegistryRow::description).containsExactly("One");
    assertThat(diff).hasToString("0 added, 0 changed, 1 gone");
  }

  @Test
  void aServiceThatKeepsItsTitleDateOrAssigneeInItsPlaceIsRenamed() {
    RegistryDiff diff =
        between(
            table(
                "100,tcp,,,a,Same,,,,,,,,,",
                "101,tcp,,,b,B,,,2001-02,,,,,,",
                "102,tcp,,,c,C,Blue,,,,,,,,",
                "103,tcp,,,d,D,,,,,,,,,"),
            table(
                "100,tcp,,,aa,Same,,,,,,,,,",
                "101,tcp,,,bb,BB,,,2001-02,,,,,,",
                "102,tcp,,,cc,CC,Blue,,,,,,,,",
                "103,tcp,,,dd,DD,,,,,,,,,"));

    assertThat(diff.changed())
        .extracting(RegistryDiff.Change::fields)
        .containsExactly(
            Set.of(Field.SERVICE_NAME),
            Set.of(Field.SERVICE_NAME, Field.DESCRIPTION),
            Set.of(Field.SERVICE_NAME, Field.DESCRIPTION));
    assertThat(diff.gone()).extracting(RegistryRow::serviceName).containsExactly("d");
    assertThat(diff.added()).extracting(RegistryRow::serviceName).containsExactly("dd");
  }

  @Test
  void aServiceWithoutAPortIsNeverRenamed() {
    RegistryDiff diff = between(table(",tcp,,,a,Same,,,,,,,,,"), table(",tcp,,,b,Same,,,,,,,,,"));

    assertThat(diff).hasToString("1 added, 0 changed, 1 gone");
  }

  @Test
  void whatAnOverlayHidesIsGone() {
    PortRegistry base =
        table(TeamTables.named("100", "tcp", "a"), TeamTables.unnamed("101", "", "reserved", ""));
    PortRegistry ours = TeamTables.table("ours", TeamTables.named("100", "tcp", "b", "Ours"));
    RegistryDiff diff = between(base, base.withOverlay(ours));

    assertThat(diff.added()).extracting(RegistryRow::serviceName).containsExactly("b");
    assertThat(diff.gone()).extracting(RegistryRow::serviceName).containsExactly("a");
    assertThat(diff.changed()).isEmpty();
  }

  @Test
  void theDifferenceOfTwoDaysIsThatOfTheHistory() {
    PortRegistry packaged = PortRegistry.bundled();
    RegistryDiff diff = between(packaged.asOf(LocalDate.of(2025, 9, 28)), packaged);

    assertThat(diff.gone())
        .filteredOn(row -> row.covers(832))
        .extracting(RegistryRow::serviceName)
        .containsExactly("netconfsoaphttp", "netconfsoaphttp");
    assertThat(diff.changed())
        .filteredOn(change -> change.fields().contains(Field.SERVICE_NAME))
        .extracting(change -> change.before().serviceName(), change -> change.after().serviceName())
        .contains(tuple("qftest-licserve", "qftest-lic-mcp"));
  }

  @Test
  void aFieldIsToldAsText() {
    RegistryRow row =
        table("100,tcp,,,a,A,,,2001-01,,RFC1|RFC2,,,,").port(100).assignments().get(0);

    assertThat(Field.REFERENCES.textOf(row)).isEqualTo("RFC1, RFC2");
    assertThat(Field.REGISTERED.textOf(row)).isEqualTo("2001-01");
    assertThat(Field.MODIFIED.textOf(row)).isEmpty();
    assertThat(Field.STATE.textOf(row)).isEqualTo("assigned");
  }

  @Test
  void nothingOfADifferenceCanBeChanged() {
    List<RegistryRow> before =
        new ArrayList<>(table("100,tcp,,,a,A,,,,,,,,,").assignments().toList());
    RegistryDiff diff =
        RegistryDiff.between(
            before, List.copyOf(table("100,tcp,,,a,B,,,,,,,,,").layers().rows().toList()));
    before.clear();

    assertThat(diff.changed()).hasSize(1);
    assertThatThrownBy(() -> diff.changed().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> diff.added().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> diff.gone().clear()).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> diff.changed().get(0).fields().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aChangeNeedsAField() {
    RegistryRow row = table("100,tcp,,,a,A,,,,,,,,,").port(100).assignments().get(0);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RegistryDiff.Change(row, row, Set.of()))
        .withMessage("a row without a field that differs was not changed");
    NullComponents.areRefusedBut(new RegistryDiff.Change(row, row, EnumSet.of(Field.DESCRIPTION)));
  }

  @Test
  void nullIsRefused() {
    PortRegistry registry = table();

    assertThatNullPointerException()
        .isThrownBy(() -> RegistryDiff.between(null, List.of()))
        .withMessage("before");
    assertThatNullPointerException()
        .isThrownBy(() -> RegistryDiff.between(List.of(), null))
        .withMessage("after");
    assertThatNullPointerException()
        .isThrownBy(() -> registry.differenceTo(null))
        .withMessage("other");
  }
}
