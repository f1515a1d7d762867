package io.github.portregistry.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.github.portregistry.OtherProtocols;
import io.github.portregistry.RegistryFormatException;
import io.github.portregistry.RegistryRow;
import io.github.portregistry.Transport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A table as people write it and spreadsheets export it: the columns of {@code port-registry.csv},
 * as many as there is something to say in, in any order and any of the usual spellings of CSV.
 *
 * <p>Nothing that stands in it is lost: what cannot be understood is refused.
 */
final class TeamTable {

  private static final String NEEDED = "port and service_name";
  private static final String COLUMNS =
      NEEDED
          + ", and any of "
          + String.join(
              ", ", RowFormat.HEADER.stream().filter(name -> !NEEDED.contains(name)).toList());

  private static final int TRANSPORT = 1;
  private static final int STATE = 2;
  private static final int STATUS = 3;
  private static final int SERVICE_NAME = 4;

  private final String source;
  private final OtherProtocols others;
  private final Room room;
  private final List<RegistryRow> rows = new ArrayList<>();

  /** The line of each place that a row has taken. */
  private final Map<String, Integer> taken = new HashMap<>();

  /** For each column of the file what it holds, as a place in the canonical row; -1 for nothing. */
  private int[] columns = {};

  /** For each field of the canonical row its column in the file, from 1; 0 where it has none. */
  private int[] places = {};

  private TeamTable(String source, OtherProtocols others) {
    this.source = source;
    this.others = others;
    this.room = new Room(source);
  }

  /**
   * Returns the rows that a text spells, in its order.
   *
   * @throws RegistryFormatException at the first place that cannot be understood
   */
  static List<RegistryRow> rows(String text, String source, OtherProtocols others) {
    TeamTable table = new TeamTable(source, others);
    table.read(text);
    return table.rows;
  }

  private void read(String text) {
    int line = 1;
    try (CsvReader<CsvRecord> reader =
        CsvText.reader(separator(text)).trimWhitespacesAroundQuotes(true).ofCsvRecord(text)) {
      for (CsvRecord record : reader) {
        List<String> fields = record.getFields();
        if (!fields.stream().allMatch(field -> trimmed(field).isEmpty())) {
          if (columns.length > 0) {
            row(fields, line);
          } else if (!fields.get(0).toLowerCase(Locale.ROOT).startsWith("sep=")) {
            header(fields, line);
          }
        }
        line += 1 + CsvText.lineBreaksIn(fields);
      }
    } catch (CsvParseException e) {
      throw CsvText.refused(source, line, e);
    } catch (IOException e) {
      throw new AssertionError("text in memory cannot fail to be read", e);
    }
    if (columns.length == 0) {
      throw fault(1, 0, "a header row with the columns " + NEEDED, "an empty file");
    }
  }

  /** What the first line uses most: spreadsheets take semicolons where the comma is decimal. */
  private static char separator(String text) {
    String first = text.lines().filter(line -> !trimmed(line).isEmpty()).findFirst().orElse("");
    if (first.toLowerCase(Locale.ROOT).startsWith("sep=") && first.length() > 4) {
      return first.charAt(4);
    }
    char best = ',';
    for (char separator : new char[] {';', '\t'}) {
      if (count(first, separator) > count(first, best)) {
        best = separator;
      }
    }
    return best;
  }

  private static long count(String text, char counted) {
    return text.chars().filter(c -> c == counted).count();
  }

  private void header(List<String> fields, int line) {
    int[] columns = new int[fields.size()];
    places = new int[RowFormat.HEADER.size()];
    for (int i = 0; i < columns.length; i++) {
      String name = trimmed(fields.get(i));
      columns[i] = RowFormat.HEADER.indexOf(canonical(name));
      if (columns[i] >= 0 && places[columns[i]] > 0) {
        throw fault(line, i + 1, "each column once", Fault.quote(name) + " again");
      }
      if (columns[i] >= 0) {
        places[columns[i]] = i + 1;
      } else if (!name.isEmpty()) {
        throw fault(line, i + 1, expectedHeader(fields), Fault.quote(name));
      }
    }
    for (String needed : List.of("port", "service_name")) {
      if (places[RowFormat.HEADER.indexOf(needed)] == 0) {
        throw fault(
            line, 0, "a column " + needed + " in the header", "only " + String.join(", ", fields));
      }
    }
    this.columns = columns;
  }

  private static String expectedHeader(List<String> fields) {
    return fields.contains("Service Name") && fields.contains("Port Number")
        ? "the columns " + COLUMNS + " (readIana reads IANA's own file)"
        : "a header row with the columns " + COLUMNS + ", or lines such as https 443/tcp";
  }

  private static String canonical(String name) {
    return name.toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
  }

  private void row(List<String> fields, int line) {
    String[] canonical = new String[RowFormat.HEADER.size()];
    Arrays.fill(canonical, "");
    for (int i = 0; i < fields.size(); i++) {
      String field = trimmed(fields.get(i));
      CsvText.requireLength(field, source, line, i + 1);
      if (i < columns.length && columns[i] >= 0) {
        canonical[columns[i]] = field;
      } else if (!field.isEmpty()) {
        throw fault(
            line, i + 1, "nothing in a column that has no name in the header", Fault.quote(field));
      }
    }
    if (others == OtherProtocols.SKIP && !isTransport(canonical[TRANSPORT])) {
      return;
    }
    plain(canonical);
    Fields row = new Fields(canonical, source, line, places);
    row.requireOneLineEach();
    RegistryRow entry = row.entry(source);
    Integer before = taken.putIfAbsent(RowFormat.place(entry), line);
    if (before != null) {
      throw row.fault(0, "each row once", "the row of line " + before + " again");
    }
    rows.add(entry);
    room.take(canonical, line);
  }

  /** Writes words as the canonical form has them, and leaves out what goes without saying. */
  private static void plain(String[] fields) {
    fields[TRANSPORT] = fields[TRANSPORT].toLowerCase(Locale.ROOT);
    fields[STATE] = fields[STATE].toLowerCase(Locale.ROOT);
    fields[STATUS] = fields[STATUS].toLowerCase(Locale.ROOT);
    boolean named = !fields[SERVICE_NAME].isEmpty();
    if (fields[STATUS].equals(named ? "assigned" : fields[STATE])) {
      fields[STATUS] = "";
    }
    if (named && fields[STATE].equals("assigned")) {
      fields[STATE] = "";
    }
  }

  private static boolean isTransport(String text) {
    try {
      return text.isEmpty() || Transport.of(text).protocol() > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Without space at the ends, that which does not break included. */
  private static String trimmed(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isSpace(text.charAt(from))) {
      from++;
    }
    while (to > from && isSpace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isSpace(char c) {
    return c == '\u00a0' || c == '\u202f' || Character.isWhitespace(c);
  }

  private RegistryFormatException fault(int line, int column, String expected, String found) {
    return new RegistryFormatException(source, line, column, expected, found);
  }
}
