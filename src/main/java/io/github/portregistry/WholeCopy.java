package io.github.portregistry;

import io.github.portregistry.csv.RowFormat;
import io.github.portregistry.fact.RegistryHistory;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Estimates whether a copy of IANA's file is complete, by comparing it with a complete copy.
 *
 * <p>A copy that was cut after a complete row can be read, but lacks rows at its end; other damage
 * can remove rows anywhere. Since 2015, the registry has lost at most two rows from one published
 * copy to the next. A copy that is not older than the complete one therefore lacks rows if it has
 * fewer than 99 percent of its rows; an older copy, if it has fewer than 90 percent, because the
 * registry used to be smaller.
 */
final class WholeCopy {

  private static final int OF_100_ROWS = 99;
  private static final int OF_100_ROWS_IF_OLDER = 90;

  private static final Comparator<RegistryRow> ORDER = RowFormat.tableOrder();

  private WholeCopy() {}

  /**
   * Returns the complete copy that a table was made from. Its day is at the end of the table's
   * name, and may be before the last day of the known changes.
   *
   * @param source the name of the table
   */
  static RegistryHistory.Copy named(String source) {
    RegistryDate day = RegistryDate.parse(source.substring(source.lastIndexOf(' ') + 1));
    return new RegistryHistory.Copy(day.latest(), source);
  }

  /**
   * Returns the number of rows that a copy seems to lack; 0 if it seems complete. This is the
   * difference from the complete copy, if it is too large, or the number of rows that belong after
   * the copy's last one, whichever is more.
   *
   * @param rows the rows of the copy, in any order
   * @param day the day of the copy; null if it is not known
   * @param table the rows of a table, in its order
   * @param whole the complete copy that the table was made from; its other rows were seen later
   *     elsewhere
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

  /** The number of rows of that day that belong after the copy's last one. */
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
