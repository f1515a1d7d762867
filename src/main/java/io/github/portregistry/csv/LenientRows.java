package io.github.portregistry.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.github.portregistry.RegistryFormatException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Reads a table that a person wrote or a spreadsheet exported: named columns in any order, in any
 * usual form of CSV.
 *
 * <p>Nothing is skipped silently: a file with anything that cannot be understood is refused.
 */
public abstract class LenientRows {

  /** What a first line can name after {@code sep=}. */
  private static final String SEPARATORS = ",;\t|";

  private static final String EXPECTED = "UTF-8 text (a spreadsheet calls it \"CSV UTF-8\")";

  private final String source;
  private final List<String> header;
  private final List<String> needed;

  /** For each column of the file, its index in the header; -1 for an unnamed column. */
  private int[] columns = {};

  /** For each name of the header, its column in the file, from 1; 0 if the file lacks it. */
  private int[] places = {};

  /**
   * Prepares a reader.
   *
   * @param header the allowed columns
   * @param needed the required columns
   */
  protected LenientRows(String source, List<String> header, List<String> needed) {
    this.source = source;
    this.header = header;
    this.needed = needed;
  }

  /**
   * Takes a row.
   *
   * @param row the fields in the order of the header, without space at their ends; "" for a column
   *     that the file lacks
   * @param line the line at which it starts
   * @param places for each field, its column in the file, from 1; 0 if it has none
   */
  protected abstract void row(String[] row, int line, int[] places);

  /** The expected columns, for the message about an unknown one. */
  protected abstract String expectedHeader(List<String> fields);

  /**
   * Decodes the bytes of a file, without a byte order mark.
   *
   * @throws RegistryFormatException if it is not UTF-8
   */
  public static String text(byte[] bytes, String source) {
    if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
      throw Utf8.fault(source, bytes, 0, EXPECTED, "UTF-16 text");
    }
    String text = Utf8.decode(bytes, source, EXPECTED);
    return text.startsWith(Utf8.BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  private static boolean startsWith(byte[] bytes, int first, int second) {
    return bytes.length >= 2 && bytes[0] == (byte) first && bytes[1] == (byte) second;
  }

  /**
   * Reads a text to its end.
   *
   * @throws RegistryFormatException at the first place that cannot be understood
   */
  public void read(String text) {
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
      throw fault(
          1,
          0,
          needed.size() == 1
              ? "a header row with the column " + needed.get(0)
              : "a header row with the columns " + String.join(" and ", needed),
          "an empty file");
    }
  }

  /** What the first line uses most: spreadsheets take semicolons where the comma is decimal. */
  private char separator(String text) {
    long empty = text.lines().takeWhile(line -> trimmed(line).isEmpty()).count();
    String first = text.lines().skip(empty).findFirst().orElse("");
    if (first.toLowerCase(Locale.ROOT).startsWith("sep=") && first.length() > 4) {
      char named = first.charAt(4);
      if (SEPARATORS.indexOf(named) < 0) {
        throw fault(
            (int) empty + 1,
            0,
            "a comma, a semicolon, a tab or | after sep=",
            Fault.quote(first.substring(4)));
      }
      return named;
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
    int[] found = new int[fields.size()];
    places = new int[header.size()];
    for (int i = 0; i < found.length; i++) {
      String name = trimmed(fields.get(i));
      found[i] = header.indexOf(canonical(name));
      if (found[i] >= 0 && places[found[i]] > 0) {
        throw fault(line, i + 1, "each column once", Fault.quote(name) + " again");
      }
      if (found[i] >= 0) {
        places[found[i]] = i + 1;
      } else if (!name.isEmpty()) {
        throw fault(line, i + 1, expectedHeader(fields), Fault.quote(name));
      }
    }
    for (String name : needed) {
      if (places[header.indexOf(name)] == 0) {
        throw fault(
            line, 0, "a column " + name + " in the header", "only " + String.join(", ", fields));
      }
    }
    columns = found;
  }

  private static String canonical(String name) {
    return name.toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
  }

  private void row(List<String> fields, int line) {
    String[] row = new String[header.size()];
    Arrays.fill(row, "");
    for (int i = 0; i < fields.size(); i++) {
      String field = trimmed(fields.get(i));
      CsvText.requireLength(field, source, line, i + 1);
      if (i < columns.length && columns[i] >= 0) {
        row[columns[i]] = field;
      } else if (!field.isEmpty()) {
        throw fault(
            line, i + 1, "nothing in a column that has no name in the header", Fault.quote(field));
      }
    }
    row(row, line, places);
  }

  /** Without space at the ends, non-breaking space included. */
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
