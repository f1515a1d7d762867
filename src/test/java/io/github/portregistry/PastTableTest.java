package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.Facts;
import io.github.portregistry.fact.FormerFormat;
import io.github.portregistry.fact.RegistryHistory;
import io.github.portregistry.past.PastRegistry;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A table of which most bytes are copied is the one that all rows as objects would give. */
class PastTableTest {

  private static final LocalDate DAY = LocalDate.of(2020, 5, 31);
  private static final RegistryDate LATER = new RegistryDate(2020, 6, 1);

  private static String madeOfAllRows(PortTable table, Facts facts, LocalDate day) {
    PastRegistry past = PastRegistry.of(table.entries().toList(), table.source(), facts, day);
    return text(PortTableCsv.of(past.rows(), table.source(), Facts.none()));
  }

  private static String text(PortTable table) {
    return new String(table.csv(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2014-07-13", "2016-12-13", "2019-10-08", "2022-03-01", "2026-08-16"})
  void aDayOfThePackagedTableIsTheSameByteForByte(LocalDate day) {
    PortTable table = PortRegistry.bundled().layers().table(0);
    Facts facts = PackagedFacts.get();

    assertThat(text(PastTable.of(table, facts, day))).isEqualTo(madeOfAllRows(table, facts, day));
  }

  /** The rows of the day before; those of the table are checked to give the same by both ways. */
  private static List<String> before(List<RegistryChange> changes, RegistryRow... rows) {
    RegistryHistory history =
        new RegistryHistory(
            new RegistryHistory.Copy(DAY, "s"),
            changes,
            new RegistryHistory.Copy(DAY.plusDays(1), "s"));
    Facts facts = Facts.none().withPast(FactTable.of(FormerFormat.FORMAT, List.of()), history);
    PortTable table = PortTableCsv.of(List.of(rows), "s", facts);
    String then = text(PastTable.of(table, facts, DAY));
    assertThat(then).isEqualTo(madeOfAllRows(table, facts, DAY));
    return then.lines().skip(1).toList();
  }

  private static RegistryChange change(
      RegistryChange.Kind kind,
      @Nullable PortSpan ports,
      @Nullable Transport transport,
      String name,
      String before,
      String after) {
    return new RegistryChange(kind, LATER, LATER, ports, transport, name, before, after, "log");
  }

  private static UnnamedEntry unassigned(int first, int last) {
    return new UnnamedEntry(new PortSpan(first, last), null, IanaState.UNASSIGNED, "s");
  }

  private static Assignment service(
      String name, @Nullable PortSpan ports, @Nullable RegistryDate modified) {
    return new Assignment(
        name,
        ports,
        Transport.TCP,
        "A \"title\", as it is",
        "",
        "",
        new RegistryDate(2001, 2, null),
        modified,
        List.of("RFC1"),
        "",
        "",
        "",
        Liveness.UNEXAMINED,
        null,
        "s");
  }

  @Test
  void aDateThatWasStillToComeIsLeftOutOfARowThatNothingChanged() {
    assertThat(
            before(
                List.of(),
                service("one", PortSpan.of(7), LATER),
                service("two", PortSpan.of(8), new RegistryDate(2020, 5, 31)),
                service("three", PortSpan.of(9), new RegistryDate(2020, 6, null))))
        .containsExactly(
            "7,tcp,,,one,\"A \"\"title\"\", as it is\",,,2001-02,,RFC1,,,,",
            "8,tcp,,,two,\"A \"\"title\"\", as it is\",,,2001-02,2020-05-31,RFC1,,,,",
            "9,tcp,,,three,\"A \"\"title\"\", as it is\",,,2001-02,,RFC1,,,,");
  }

  @Test
  void whatBecomesUnassignedJoinsTheRowsOnBothSides() {
    assertThat(
            before(
                List.of(
                    change(
                        RegistryChange.Kind.ASSIGNED,
                        PortSpan.of(10),
                        null,
                        "new",
                        "unassigned",
                        "")),
                unassigned(4, 9),
                new Assignment("new", PortSpan.of(10), null, "", List.of(), "s"),
                unassigned(11, 20)))
        .containsExactly("4-20,,unassigned,,,,,,,,,,,,");
  }

  /** Sixty thousand rows of which each overlaps the next, and only the last has changed. */
  @Test
  @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
  void rowsThatOverlapInALongChainAreFoundInOnePass() {
    List<RegistryRow> rows = new ArrayList<>();
    for (int port = 1; port < 60_000; port++) {
      rows.add(service("s" + port, new PortSpan(port, port + 1), null));
    }
    PortSpan lastPorts = new PortSpan(60_000, 60_001);
    rows.add(service("new", lastPorts, null));

    List<String> then =
        before(
            List.of(
                change(
                    RegistryChange.Kind.ASSIGNED,
                    lastPorts,
                    Transport.TCP,
                    "new",
                    "",
                    "A \"title\", as it is")),
            rows.toArray(RegistryRow[]::new));

    assertThat(then).hasSize(59_999);
  }

  @Test
  void neighborsThatAreUnassignedAreJoinedWhereNothingChanged() {
    assertThat(before(List.of(), unassigned(4, 9), unassigned(10, 20)))
        .containsExactly("4-20,,unassigned,,,,,,,,,,,,");
  }

  @Test
  void aServiceComesBeforeAnotherRowOfItsPlace() {
    assertThat(
            before(
                List.of(),
                new UnnamedEntry(PortSpan.of(5), Transport.TCP, IanaState.RESERVED, "s"),
                service("late", PortSpan.of(5), null)))
        .extracting(row -> row.split(",", -1)[4])
        .containsExactly("late", "");
  }

  @Test
  void aWiderRowThatAChangeCutsLeavesThePartsInTheirPlaces() {
    assertThat(
            before(
                List.of(
                    change(
                        RegistryChange.Kind.STATE_CHANGED,
                        PortSpan.of(12),
                        null,
                        "",
                        "reserved",
                        "unassigned")),
                unassigned(10, 20),
                service("in", new PortSpan(13, 14), null),
                service("after", PortSpan.of(21), null)))
        .extracting(row -> row.split(",", -1)[0])
        .containsExactly("10-11", "12", "13-20", "13-14", "21");
  }

  @Test
  void aNameWithoutAPortComesBackInItsPlaceWhateverTheCase() {
    assertThat(
            before(
                List.of(
                    change(
                        RegistryChange.Kind.RENAMED, null, Transport.TCP, "Zulu", "bravo", "Zulu")),
                service("Alpha", null, null),
                service("charlie", null, null),
                service("Zulu", null, null)))
        .extracting(row -> row.split(",", -1)[4])
        .containsExactly("Alpha", "bravo", "charlie");
  }
}
