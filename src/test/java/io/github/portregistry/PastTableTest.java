package io.github.portregistry;

import static io.github.portregistry.MadeChange.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.RegistryChange.Kind;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.Facts;
import io.github.portregistry.fact.FormerFormat;
import io.github.portregistry.fact.RegistryHistory;
import io.github.portregistry.past.PastRegistry;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A table of which most bytes are copied is the one that all rows as objects would give. */
class PastTableTest {

  private static final LocalDate DAY = LocalDate.of(2020, 5, 31);
  private static final String LATER = "2020-06-01";

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

  private static UnnamedEntry unassigned(int first, int last) {
    return new UnnamedEntry(new PortSpan(first, last), null, IanaState.UNASSIGNED, "s");
  }

  private static Assignment service(String name, String ports, String modified) {
    return MadeRow.of(name)
        .on(ports, Transport.TCP)
        .title("A \"title\", as it is")
        .registered("2001-02")
        .modified(modified)
        .references("RFC1")
        .row();
  }

  @Test
  void aDateThatWasStillToComeIsLeftOutOfARowThatNothingChanged() {
    assertThat(
            before(
                List.of(),
                service("one", "7", LATER),
                service("two", "8", "2020-05-31"),
                service("three", "9", "2020-06")))
        .containsExactly(
            "7,tcp,,,one,\"A \"\"title\"\", as it is\",,,2001-02,,RFC1,,,,",
            "8,tcp,,,two,\"A \"\"title\"\", as it is\",,,2001-02,2020-05-31,RFC1,,,,",
            "9,tcp,,,three,\"A \"\"title\"\", as it is\",,,2001-02,,RFC1,,,,");
  }

  @Test
  void whatBecomesUnassignedJoinsTheRowsOnBothSides() {
    assertThat(
            before(
                List.of(on(LATER, Kind.ASSIGNED, "10", null, "new", "unassigned", "")),
                unassigned(4, 9),
                MadeRow.of("new").on("10", null).row(),
                unassigned(11, 20)))
        .containsExactly("4-20,,unassigned,,,,,,,,,,,,");
  }

  /** Sixty thousand rows of which each overlaps the next, and only the last has changed. */
  @Test
  @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
  void rowsThatOverlapInALongChainAreFoundInOnePass() {
    List<RegistryRow> rows = new ArrayList<>();
    for (int port = 1; port < 60_000; port++) {
      rows.add(service("s" + port, port + "-" + (port + 1), ""));
    }
    rows.add(service("new", "60000-60001", ""));

    List<String> then =
        before(
            List.of(
                on(
                    LATER,
                    Kind.ASSIGNED,
                    "60000-60001",
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
                service("late", "5", "")))
        .extracting(row -> row.split(",", -1)[4])
        .containsExactly("late", "");
  }

  @Test
  void aWiderRowThatAChangeCutsLeavesThePartsInTheirPlaces() {
    assertThat(
            before(
                List.of(on(LATER, Kind.STATE_CHANGED, "12", null, "", "reserved", "unassigned")),
                unassigned(10, 20),
                service("in", "13-14", ""),
                service("after", "21", "")))
        .extracting(row -> row.split(",", -1)[0])
        .containsExactly("10-11", "12", "13-20", "13-14", "21");
  }

  @Test
  void aNameWithoutAPortComesBackInItsPlaceWhateverTheCase() {
    assertThat(
            before(
                List.of(on(LATER, Kind.RENAMED, "", Transport.TCP, "Zulu", "bravo", "Zulu")),
                service("Alpha", "", ""),
                service("charlie", "", ""),
                service("Zulu", "", "")))
        .extracting(row -> row.split(",", -1)[4])
        .containsExactly("Alpha", "bravo", "charlie");
  }
}
