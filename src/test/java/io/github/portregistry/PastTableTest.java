package io.github.portregistry;

import static io.github.portregistry.MadeChange.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.RegistryChange.Kind;
import io.github.portregistry.csv.CsvText;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.Facts;
import io.github.portregistry.fact.FormerFormat;
import io.github.portregistry.fact.Judgment;
import io.github.portregistry.fact.JudgmentFormat;
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
import org.junit.jupiter.params.provider.CsvSource;
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
    return before(Facts.none(), history(changes), rows);
  }

  private static RegistryHistory history(List<RegistryChange> changes) {
    return new RegistryHistory(
        new RegistryHistory.Copy(DAY, "s"),
        changes,
        new RegistryHistory.Copy(DAY.plusDays(1), "s"));
  }

  private static List<String> before(Facts rest, RegistryHistory history, RegistryRow... rows) {
    Facts facts = rest.withPast(FactTable.of(FormerFormat.FORMAT, List.of()), history);
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

  @Test
  void aDateOfRegistrationThatWasStillToComeIsLeftOutToo() {
    assertThat(
            before(
                List.of(),
                MadeRow.of("early").on("7", Transport.TCP).registered(LATER).row(),
                MadeRow.of("both").on("8", null).registered(LATER).modified(LATER).row()))
        .containsExactly("7,tcp,,,early,,,,,,,,,,", "8,,,,both,,,,,,,,,,");
  }

  /** A doubt that only a later date of the row raised. */
  @Test
  void aServiceInDoubtForALaterChangeOfItsRowIsTheGhostItWas() {
    Judgment ghost =
        new Judgment(
            "old",
            Liveness.GHOST,
            null,
            Judgment.Basis.ABSENCE,
            Evidence.Strength.WEAK,
            "",
            List.of(),
            List.of(),
            "rule");
    String statuses =
        new String(RegistryData.empty(Facts.STATUSES), StandardCharsets.UTF_8)
            + "7,"
            + String.join(",", JudgmentFormat.FORMAT.encode(ghost))
            + "\n";
    Facts facts =
        Facts.read(
            name ->
                CsvText.of(
                    name.equals(Facts.STATUSES)
                        ? statuses.getBytes(StandardCharsets.UTF_8)
                        : RegistryData.empty(name),
                    name));

    assertThat(
            before(
                facts,
                history(List.of()),
                MadeRow.of("old")
                    .on("7", Transport.TCP)
                    .modified(LATER)
                    .doubt(Doubt.ROW_CHANGED)
                    .row()))
        .containsExactly("7,tcp,,ghost,old,,,,,,,,,,");
  }

  @Test
  void aPortWithoutAFormerServiceOnThatDayWasNotReleased() {
    UnnamedEntry released =
        new UnnamedEntry(
            PortSpan.of(9),
            Transport.TCP,
            IanaState.RESERVED,
            PortStatus.RELEASED,
            "",
            "",
            "",
            null,
            null,
            List.of(),
            "",
            "s");

    assertThat(before(List.of(), released)).containsExactly("9,tcp,reserved,,,,,,,,,,,,");
  }

  @Test
  void aChangeElsewhereLeavesUnassignedPortsFromTheFirstAsTheyAre() {
    assertThat(
            before(
                List.of(on(LATER, Kind.STATE_CHANGED, "20", null, "", "reserved", "unassigned")),
                unassigned(0, 9),
                unassigned(20, 20)))
        .containsExactly("0-9,,unassigned,,,,,,,,,,,,", "20,,reserved,,,,,,,,,,,,");
  }

  @Test
  void theFirstPortAloneJoinsItsNeighbors() {
    assertThat(before(List.of(), unassigned(0, 0), unassigned(1, 5)))
        .containsExactly("0-5,,unassigned,,,,,,,,,,,,");
  }

  @ParameterizedTest
  @CsvSource({"0, 0|1-9", "9, 0-8|9"})
  void aRangeIsCutAtEitherEnd(String changed, String ports) {
    assertThat(
            before(
                List.of(on(LATER, Kind.STATE_CHANGED, changed, null, "", "reserved", "unassigned")),
                unassigned(0, 9),
                service("after", "20", "")))
        .extracting(row -> row.split(",", -1)[0])
        .containsExactly((ports + "|20").split("\\|", -1));
  }

  /** The narrow row in between hides, while rows are read in order, that the other two touch. */
  @Test
  void aRowThatIsCutWithinAnotherJoinsTheOneAfterIt() {
    assertThat(
            before(
                List.of(on(LATER, Kind.STATE_CHANGED, "15", null, "", "reserved", "unassigned")),
                unassigned(1, 20),
                unassigned(5, 9),
                unassigned(21, 30)))
        .extracting(row -> row.split(",", -1)[0])
        .containsExactly("1-14", "5-9", "15", "16-30");
  }

  @Test
  void aNameComesBackBeforeTheFirstWithoutAPort() {
    assertThat(
            before(
                List.of(on(LATER, Kind.RENAMED, "", Transport.TCP, "Zulu", "alpha", "Zulu")),
                service("seven", "7", ""),
                service("bravo", "", ""),
                service("charlie", "", ""),
                service("Zulu", "", "")))
        .extracting(row -> row.split(",", -1)[4])
        .containsExactly("seven", "alpha", "bravo", "charlie");
  }

  @Test
  void aServiceOfTheHighestPortComesBackBeforeTheNamesWithoutAPort() {
    assertThat(
            before(
                List.of(on(LATER, Kind.WITHDRAWN, "65535", Transport.TCP, "zulu", "Last", "")),
                service("seven", "7", ""),
                service("alpha", "", "")))
        .extracting(row -> row.split(",", -1)[4])
        .containsExactly("seven", "zulu", "alpha");
  }

  /** As many rows as there is room for at first. */
  @Test
  void aTableThatFillsTheFirstRoomIsReadToItsEndAndNoFurther() {
    RegistryRow[] rows = new RegistryRow[16_384];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = MadeRow.of("s" + i).on(PortSpan.of(i), Transport.TCP).source("s").row();
    }

    List<String> then =
        before(
            List.of(
                on(LATER, Kind.WITHDRAWN, "", Transport.TCP, "back", "", ""),
                on(LATER, Kind.WITHDRAWN, "16383", Transport.UDP, "last", "", "")),
            rows);

    assertThat(then)
        .hasSize(16_386)
        .endsWith(
            "16383,tcp,,,s16383,,,,,,,,,,",
            "16383,udp,,,last,,,,,,,,,,log",
            ",tcp,,,back,,,,,,,,,,log");
  }
}
