package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of small tables; that of the packaged one is in {@link PackagedTest}. */
class ProvenanceTest {

  @Test
  void theRowsOfATableAreCounted() {
    Provenance provenance =
        TeamTables.table(
                "team",
                "100,tcp,,,a,,,,2001-02-03,2002-03-04,,,,,",
                TeamTables.unnamed("101-110", "", "reserved", ""),
                "200,tcp,,,b,,,,2003-04-05,,,,,,",
                TeamTables.named("", "tcp", "c"))
            .provenance();

    assertThat(provenance.source()).isEqualTo("team");
    assertThat(provenance.rows()).isEqualTo(4);
    assertThat(provenance.namedRows()).isEqualTo(3);
    assertThat(provenance.rowsWithoutPort()).isEqualTo(1);
    assertThat(provenance.base()).isNull();
  }

  @Test
  void theNewestDateIsThatOfARegistrationOrAChange() {
    assertThat(
            TeamTables.table(
                    "team",
                    "100,tcp,,,a,,,,2001-02-03,2002-03-04,,,,,",
                    "200,tcp,,,b,,,,2003-04-05,,,,,,")
                .provenance()
                .snapshotDate())
        .isEqualTo(new RegistryDate(2003, 4, 5));
    assertThat(
            TeamTables.table("team", "100,tcp,,,a,,,,2001-02-03,2002-03-04,,,,,")
                .provenance()
                .snapshotDate())
        .isEqualTo(new RegistryDate(2002, 3, 4));
    assertThat(
            TeamTables.table("team", TeamTables.named("100", "tcp", "a"))
                .provenance()
                .snapshotDate())
        .isNull();
  }

  @Test
  void aTableWithoutAPastIsNotKnownUntilADay() {
    Provenance team = TeamTables.table("team", "100,tcp,,,a,,,,2001-02-03,,,,,,").provenance();

    assertThat(team.knownUntil()).isNull();
    assertThat(team.missingRows()).isZero();
  }

  @Test
  void aCopyOfIanasFileThatEndsEarlyLacksRows() {
    List<RegistryRow> rows = IanaCopies.packagedRows();
    LocalDate day = LocalDate.of(2099, 12, 1);
    Provenance whole = IanaCopies.copy(day, rows).provenance();
    Provenance half = IanaCopies.copy(day, rows.subList(0, 7000)).provenance();
    Provenance cut = IanaCopies.copy(day, rows.subList(0, rows.size() - 3)).provenance();

    assertThat(whole.missingRows()).isZero();
    assertThat(whole.knownUntil()).isEqualTo(RegistryDate.parse("2099-12-01"));
    assertThat(half.missingRows()).isBetween(rows.size() - 7100, rows.size() - 7000);
    assertThat(cut.missingRows()).isEqualTo(3);
    assertThat(PortRegistry.bundled().provenance().missingRows()).isZero();
  }

  @Test
  void aNewerCopyLacksRowsIfItHasOnePerCentLessAndAnOlderOneIfTenPerCent() {
    List<RegistryRow> rows = IanaCopies.packagedRows();
    List<RegistryRow> most = rows.subList(rows.size() / 80, rows.size());
    List<RegistryRow> nearlyAll = rows.subList(rows.size() / 120, rows.size());

    assertThat(missing("2099-12-01", most)).isPositive();
    assertThat(missing("2099-12-01", nearlyAll)).isZero();
    assertThat(missing("2020-06-01", most)).isZero();
    assertThat(missing("2020-06-01", rows.subList(rows.size() / 8, rows.size()))).isPositive();
  }

  private static int missing(String day, List<RegistryRow> rows) {
    return IanaCopies.copy(LocalDate.parse(day), rows).provenance().missingRows();
  }

  @Test
  void theSumIsThatOfTheBytesOfTheTable() {
    assertThat(TeamTables.table("team", TeamTables.named("100", "tcp", "a")).provenance().sha256())
        .isEqualTo(
            Provenance.sha256(
                CsvSpec.bytes(
                    TeamTables.HEADER + "␊" + TeamTables.named("100", "tcp", "a") + "␊")));
    assertThat(Provenance.sha256(new byte[0]))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }
}
