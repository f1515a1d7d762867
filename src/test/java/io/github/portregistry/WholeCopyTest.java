package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.fact.RegistryHistory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many rows a copy of the registry lacks, by another copy that is known to be whole. */
class WholeCopyTest {

  private static final LocalDate DAY = LocalDate.of(2020, 5, 31);
  private static final RegistryHistory.Copy WHOLE = new RegistryHistory.Copy(DAY, "whole");

  private static List<RegistryRow> rows(int from, int to, String source) {
    List<RegistryRow> rows = new ArrayList<>();
    for (int port = from; port < to; port++) {
      rows.add(MadeRow.of("s" + port).on(PortSpan.of(port), Transport.TCP).source(source).row());
    }
    return rows;
  }

  private static int missing(List<RegistryRow> rows, List<RegistryRow> table) {
    return WholeCopy.missingRows(rows, DAY, table, WHOLE);
  }

  @ParameterizedTest
  @CsvSource({"100, 0", "99, 0", "98, 2", "0, 100"})
  void oneRowInAHundredMayBeMissing(int count, int missing) {
    List<RegistryRow> table = rows(0, 100, "whole");

    assertThat(missing(table.subList(100 - count, 100), table)).isEqualTo(missing);
  }

  @ParameterizedTest
  @CsvSource({"100, 0", "90, 0", "89, 11"})
  void oneRowInTenMayBeMissingFromAnOlderCopy(int count, int missing) {
    List<RegistryRow> table = rows(0, 100, "whole");

    assertThat(
            WholeCopy.missingRows(table.subList(100 - count, 100), DAY.minusDays(1), table, WHOLE))
        .isEqualTo(missing);
  }

  @Test
  void rowsThatTheTableHasFromElsewhereAreNotMissing() {
    List<RegistryRow> table = rows(0, 100, "whole");
    table.addAll(rows(100, 120, "later facts"));

    assertThat(missing(rows(0, 100, "whole"), table)).isZero();
  }

  @Test
  void everyRowAfterTheLastOfACopyIsMissing() {
    List<RegistryRow> table = rows(0, 1000, "whole");

    assertThat(missing(table.subList(0, 1000), table)).isZero();
    assertThat(missing(table.subList(0, 999), table)).isEqualTo(1);
    assertThat(missing(table.subList(0, 997), table)).isEqualTo(3);
  }

  @Test
  void aRowThatWasRegisteredAfterTheDayOfTheCopyIsNotMissing() {
    List<RegistryRow> table = rows(0, 1000, "whole");
    table.add(
        MadeRow.of("new").on("2000", Transport.TCP).registered("2020-06-01").source("whole").row());
    table.add(
        MadeRow.of("old").on("2001", Transport.TCP).registered("2020-05-31").source("whole").row());

    assertThat(missing(table.subList(0, 1000), table)).isEqualTo(1);
  }

  @Test
  void ofACopyWithoutRowsEachRowIsMissing() {
    assertThat(missing(List.of(), rows(0, 3, "whole"))).isEqualTo(3);
    assertThat(missing(List.of(), rows(0, 3, "elsewhere"))).isZero();
  }

  @Test
  void theFirstRowIsMissingFromACopyThatEndsBeforeIt() {
    assertThat(missing(rows(1, 2, "whole"), rows(5, 6, "whole"))).isEqualTo(1);
  }
}
