package io.github.portregistry.csv;

import io.github.portregistry.RegistryFormatException;
import io.github.portregistry.RegistryRow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks rows that a program created, as a table's rows are checked. */
public final class GivenRows {

  private static final int REFERENCES = 10;

  private GivenRows() {}

  /**
   * Returns the rows as a table has them; a row without a source gets the table's.
   *
   * @throws IllegalArgumentException if one of them could not be in a table; the message says which
   *     and why
   */
  public static List<RegistryRow> checked(Collection<? extends RegistryRow> rows, String source) {
    List<RegistryRow> checked = new ArrayList<>(rows.size());
    Map<String, Integer> taken = new HashMap<>();
    Room room = new Room(source);
    for (RegistryRow row : rows) {
      int number = checked.size() + 1;
      String[] fields = RowFormat.encode(row, source).toArray(new String[0]);
      try {
        RegistryRow same = checked(new Fields(fields, source, number), fields, row, source, number);
        Integer before = taken.putIfAbsent(RowFormat.place(same), number);
        if (before != null) {
          throw new RegistryFormatException(
              source, number, 0, "each row once", "row " + before + " again: " + row);
        }
        room.take(fields, number);
        checked.add(same);
      } catch (RegistryFormatException e) {
        String column = e.column() == 0 ? "" : ", " + RowFormat.HEADER.get(e.column() - 1);
        throw new IllegalArgumentException(
            "row " + number + column + ": expected " + e.expected() + " but found " + e.found(), e);
      }
    }
    return checked;
  }

  private static RegistryRow checked(
      Fields row, String[] fields, RegistryRow given, String source, int number) {
    row.requireOneLineEach();
    for (int column = 0; column < fields.length; column++) {
      CsvText.requireLength(fields[column], source, number, column + 1);
      if (!StandardCharsets.UTF_8.newEncoder().canEncode(fields[column])) {
        throw row.fault(column, "text without half a character", Fault.quote(fields[column]));
      }
    }
    RegistryRow same = row.entry(source);
    if (!same.references().equals(given.references())) {
      throw row.fault(REFERENCES, "documents without a |", Fault.quote(fields[REFERENCES]));
    }
    return same;
  }
}
