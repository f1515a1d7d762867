package io.github.portregistry;

import io.github.portregistry.csv.RowFormat;
import io.github.portregistry.fact.RegistryHistory;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a copy of IANA's file is complete, by the rows of a copy that is known to be.
 *
 * <p>A copy that was cut after a whole row can be read, but it lacks rows at its end; one that was
 * damaged otherwise may lack some anywhere. From one published state to the next the registry has
 * lost at most two rows since 2015, so a copy that is not older than the known one lacks rows if it
 * has fewer than 99 percent of them. The registry used to be smaller: an older copy lacks rows if
 * it has fewer than 90 percent.
 */
final class WholeCopy {

  private static final int OF_100_ROWS = 99;
  private static final int OF_100_ROWS_IF_OLDER = 90;

  private static final Comparator<RegistryRow> ORDER = RowFormat.tableOrder();

  private WholeCopy() {}

  /**
   * Returns the whole copy that a table was made from. Its day is at the end of the table's name,
   * and may be before the last day to which changes are known.
   *
   * @param source what the table is called
   */
  static RegistryHistory.Copy named(String source) {
    RegistryDate day = RegistryDate.parse(source.substring(source.lastIndexOf(' ') + 1));
    return new RegistryHistory.Copy(day.latest(), source);
  }

  /**
   * Returns how many rows a copy seems to lack, 0 if it seems to be complete: how many fewer it has
   * than the known one, if that is too many, or how many belong after its last row, whichever is
   * more.
   *
   * @param rows the rows of the copy, in any order
   * @param day the day of the copy; null if it is not known
   * @param table the rows of a table, in its order
   * @param whole the whole copy that it was made from; other rows were seen later elsewhere
   */
  static int missingRows(
      List<RegistryRow> rows,
      @Nullable LocalDate day,
      List<RegistryRow> table,
      RegistryHistory.Copy whole) {
    List<RegistryRow> known =
        table.stream().filter(row -> row.source().equals(whole.source())).toList();
    boolean older = day != null && day.isBefore(whole.day());
    int share = older ? OF_100_ROWS_IF_OLDER : OF_100_ROWS;
    int fewer = 100L * rows.size() < (long) share * known.size() ? known.size() - rows.size() : 0;
    return Math.max(fewer, missingAtTheEnd(rows, day, known));
  }

  /** The rows that were there on the day and stand after the last one of the copy. */
  private static int missingAtTheEnd(
      List<RegistryRow> rows, @Nullable LocalDate day, List<RegistryRow> known) {
    RegistryRow last = rows.stream().max(ORDER).orElse(null);
    int missing = 0;
    for (int i = known.size() - 1; i >= 0; i--) {
      RegistryRow row = known.get(i);
      if (last != null && ORDER.compare(row, last) <= 0) {
        break;
      }
      if (day == null || row.registered() == null || !row.registered().earliest().isAfter(day)) {
        missing++;
      }
    }
    return missing;
  }
}
