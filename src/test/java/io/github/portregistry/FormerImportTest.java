package io.github.portregistry;

import static io.github.portregistry.MadeChange.change;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.github.portregistry.FormerAssignment.Kind;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.RegistryHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormerImportTest {

  private static final List<RegistryRow> ROWS =
      List.of(
          MadeRow.of("alpha")
              .on("5000", Transport.TCP)
              .title("A")
              .registered("2012-03-09")
              .modified("2013-05-06")
              .row(),
          MadeRow.of("whois++").on("63", Transport.TCP).title("W").row());

  @TempDir private Path directory;

  private EvidenceImport evidence;

  private FormerAssignment one(String row) throws IOException {
    Files.writeString(
        directory.resolve("released.csv"), String.join(",", FormerImport.HEADER) + "\n" + row);
    evidence = new EvidenceImport(directory);
    List<FactTable.Row<FormerAssignment>> former =
        new FormerImport(evidence, ROWS, RegistryHistory.none()).former();
    assertThat(former).hasSize(1);
    return former.get(0).fact();
  }

  private static String row(String kind, String successor, String on, String grade) {
    return "5000,tcp,old,Old,"
        + on
        + ",,2005-12-22,2014-07,present; absent,Assigned: alpha,"
        + kind
        + ",\""
        + successor
        + "\","
        + grade
        + ",here\n";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "re-assigned; alpha; alpha; REASSIGNED",
        "re-assigned; alpha (same assignee); alpha; REASSIGNED",
        "re-assigned; whois++ (RFC 1835, twice); whois++; REASSIGNED",
        "re-assigned; beta; ; REASSIGNED",
        "renamed; \"770; port now alpha\"; 770; MOVED",
        "renamed; 770; 770; MOVED",
        "moved; \"513; port now alpha\"; 513; MOVED",
        "released; later assigned to alpha; ; RELEASED",
        "released; \"later assigned (beta 2016 udp; alpha)\"; ; RELEASED",
        "released; sometime alpha; ; RELEASED",
        "released; alpha; ; RELEASED",
        "released; 993; 993; RELEASED",
        "transport-removed; tcp renamed alpha; ; TRANSPORT_REMOVED",
        "transport-removed; udp/4342 alpha remains; ; TRANSPORT_REMOVED"
      })
  void aSuccessorIsAPortOrAKnownName(String said, String text, String successor, Kind kind)
      throws IOException {
    assertThat(one(row(said, text, "", "C")))
        .extracting(FormerAssignment::successor, FormerAssignment::kind)
        .containsExactly(successor == null ? "" : successor, kind);
  }

  @Test
  void whatIsNoSuccessorIsCounted() throws IOException {
    one(row("released", "later assigned to alpha", "", "C"));

    assertThat(evidence.leftOut()).containsExactly(entry("remark in the place of a successor", 1));
  }

  /** Alpha came on the first day, and was changed on the second. */
  @ParameterizedTest
  @ValueSource(strings = {"2012-03-09", "2013-05-06"})
  void theDateOfTheServiceThatCameLaterIsNotThatOfTheRelease(String day) throws IOException {
    assertThat(one(row("released", "later assigned to alpha", day, "B")))
        .extracting(FormerAssignment::releasedOn, FormerAssignment::strength)
        .containsExactly(null, Evidence.Strength.WEAK);
  }

  @Test
  void anotherDateThanThoseOfTheServiceThatCameLaterIsThatOfTheRelease() throws IOException {
    assertThat(one(row("released", "later assigned to alpha", "2012-03-08", "B")))
        .extracting(FormerAssignment::releasedOn, FormerAssignment::strength)
        .containsExactly(RegistryDate.parse("2012-03-08"), Evidence.Strength.MODERATE);
  }

  @Test
  void aTitleThatSaysThatTheServiceHadLeftGivesTheDay() throws IOException {
    FormerAssignment left =
        one(
            row("transport-removed", "", "2005-12-22", "A")
                .replace("Old", "De-registered (2001 June 07)"));

    assertThat(List.of(left))
        .extracting(
            FormerAssignment::description, FormerAssignment::releasedOn, FormerAssignment::lastSeen)
        .containsExactly(tuple("", RegistryDate.parse("2001-06-07"), null));
  }

  private static String dated(String on, String lastSeen, String absentBy, String grade) {
    return "5001,tcp,old,Old,"
        + on
        + ",,"
        + lastSeen
        + ","
        + absentBy
        + ",RFC 6335 section 1,,released,,"
        + grade
        + ",here\n";
  }

  @Test
  void aDateBetweenTheTwoCopiesIsThatOfTheRelease() throws IOException {
    assertThat(one(dated("2010-01-01", "2005-12-22", "2014-07", "A")))
        .isEqualTo(
            new FormerAssignment(
                Transport.TCP,
                "old",
                "Old",
                List.of(),
                null,
                RegistryDate.parse("2010-01-01"),
                "RFC6335",
                "",
                Kind.RELEASED,
                "here",
                RegistryDate.parse("2005-12-22"),
                RegistryDate.parse("2014-07"),
                Evidence.Strength.STRONG));
  }

  @ParameterizedTest
  @CsvSource({"A,WEAK", "B,MODERATE"})
  void aDateOutsideTheTwoCopiesIsOfAnotherChange(String grade, Evidence.Strength strength)
      throws IOException {
    assertThat(one(dated("2004-01-01", "2005-12-22", "2014-07", grade)))
        .extracting(
            FormerAssignment::releasedOn, FormerAssignment::authority, FormerAssignment::strength)
        .containsExactly(null, "IANA", strength);
  }

  @Test
  void aDateWithoutTheLaterCopyIsOfAnotherChange() throws IOException {
    assertThat(one(dated("2010-01-01", "2005-12-22", "", "A")))
        .extracting(
            FormerAssignment::releasedOn, FormerAssignment::lastSeen, FormerAssignment::absentBy)
        .containsExactly(null, null, null);
  }

  @Test
  void aDateWithoutTheEarlierCopyIsKept() throws IOException {
    assertThat(one(dated("2010-01-01", "", "2014-07", "A")))
        .extracting(
            FormerAssignment::releasedOn,
            FormerAssignment::lastSeen,
            FormerAssignment::absentBy,
            FormerAssignment::authority)
        .containsExactly(RegistryDate.parse("2010-01-01"), null, null, "RFC6335");
  }

  @Test
  void aWeakDateIsNoDate() throws IOException {
    assertThat(one(dated("2010-01-01", "2005-12-22", "2014-07", "C")))
        .extracting(
            FormerAssignment::releasedOn, FormerAssignment::authority, FormerAssignment::strength)
        .containsExactly(null, "RFC6335", Evidence.Strength.WEAK);
  }

  @Test
  void theDateOfAServiceNowIsThatOfAChangeOtherThanARelease() throws IOException {
    assertThat(one(row("moved", "513", "2012-03-09", "B")))
        .extracting(FormerAssignment::releasedOn, FormerAssignment::strength)
        .containsExactly(RegistryDate.parse("2012-03-09"), Evidence.Strength.MODERATE);
  }

  @Test
  void aGradeThatIsNotKnownIsRefused() {
    assertThatThrownBy(() -> one(dated("", "", "", "D")))
        .isInstanceOf(RegistryFormatException.class)
        .hasMessageEndingWith("column 13: expected the grade A, B or C but found \"D\"");
  }

  @Test
  void aChangeOfAnotherKindIsLeftOut() throws IOException {
    Files.writeString(
        directory.resolve("released.csv"),
        String.join(",", FormerImport.HEADER) + "\n" + row("puzzling", "", "", "A"));
    evidence = new EvidenceImport(directory);

    assertThat(new FormerImport(evidence, ROWS, RegistryHistory.none()).former()).isEmpty();
    assertThat(evidence.leftOut()).containsExactly(entry("change of assignment: puzzling", 1));
  }

  /** A name that the registry had once, and one to which a service was renamed. */
  @Test
  void aNameOfTheHistoryIsASuccessor() throws IOException {
    RegistryHistory history =
        new RegistryHistory(
            new RegistryHistory.Copy(LocalDate.of(2019, 1, 1), "a"),
            List.of(
                change(RegistryChange.Kind.WITHDRAWN, "9", Transport.TCP, "past", "Past", ""),
                change(RegistryChange.Kind.RENAMED, "9", Transport.TCP, "to", "from", "to")),
            new RegistryHistory.Copy(LocalDate.of(2020, 1, 1), "b"));
    Files.writeString(
        directory.resolve("released.csv"),
        String.join(",", FormerImport.HEADER)
            + "\n"
            + row("re-assigned", "past", "", "C")
            + row("re-assigned", "from", "", "C")
            + row("re-assigned", "to", "", "C"));
    evidence = new EvidenceImport(directory);

    assertThat(new FormerImport(evidence, ROWS, history).former())
        .extracting(row -> row.fact().successor())
        .containsExactly("past", "from", "to");
  }
}
