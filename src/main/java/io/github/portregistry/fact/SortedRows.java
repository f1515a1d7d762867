package io.github.portregistry.fact;

import io.github.portregistry.PortSpan;
import io.github.portregistry.csv.CsvText;
import io.github.portregistry.csv.Fields;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of a canonical table: one line per row, in ascending order of the first column, which
 * is a key or ports. Rows of one port come first, then the few rows of several ports.
 *
 * <p>A row is found by binary search in the bytes, so no table is parsed for an answer.
 */
final class SortedRows {

  private final byte[] csv;
  private final String source;
  private final int columns;
  private final int first;

  /** Creates rows of bytes that must be canonical: written here, read strictly, or packaged. */
  SortedRows(byte[] csv, String source, List<String> header) {
    this.csv = csv;
    this.source = source;
    columns = header.size();
    first = after(0);
  }

  /** Returns the rows of lines that are in order. */
  static SortedRows of(List<String> header, List<List<String>> lines) {
    StringBuilder text = new StringBuilder();
    CsvText.appendRow(text, header);
    for (List<String> line : lines) {
      CsvText.appendRow(text, line);
    }
    return new SortedRows(text.toString().getBytes(StandardCharsets.UTF_8), "table", header);
  }

  /** Returns the columns of a row from the first and the others. */
  static List<String> line(String first, List<String> others) {
    List<String> line = new ArrayList<>(1 + others.size());
    line.add(first);
    line.addAll(others);
    return line;
  }

  /** Returns the bytes, which callers must not change. */
  byte[] csv() {
    return csv;
  }

  /** Returns the offset of the first row. */
  int first() {
    return first;
  }

  int end() {
    return csv.length;
  }

  /** Returns the offset of the next row. */
  int after(int row) {
    return Fields.lineAfter(csv, row);
  }

  /** Returns the ports of a row: the first in the upper 16 bits, the last in the lower. */
  int span(int row) {
    return Fields.span(csv, row);
  }

  /** Returns the ports in a field; {@code blank} if it is empty. */
  int spanOr(int field, int blank) {
    return csv[field] == ',' ? blank : Fields.span(csv, field);
  }

  /** Returns the offset of a field of a row. */
  int field(int row, int column) {
    int at = row;
    for (int i = 0; i < column; i++) {
      at = Fields.endOfField(csv, at) + 1;
    }
    return at;
  }

  String text(int row, int column) {
    int start = field(row, column);
    return Fields.field(csv, start, Fields.endOfField(csv, start));
  }

  Fields fields(int row) {
    return Fields.of(csv, row, columns, source);
  }

  /** Returns the offset of the first row whose key is not less; the keys are ASCII. */
  int startOf(String key) {
    int low = first;
    int high = csv.length;
    while (low < high) {
      int row = rowAround((low + high) >>> 1);
      if (compare(row, key) < 0) {
        low = after(row);
      } else {
        high = row;
      }
    }
    return low;
  }

  /**
   * Returns the offset of the first row of a port or of a higher one, or else of the first row of
   * several ports.
   */
  int startOf(int port) {
    int low = first;
    int high = csv.length;
    while (low < high) {
      int row = rowAround((low + high) >>> 1);
      int span = span(row);
      if (span >>> 16 == (span & PortSpan.MAX_PORT) && span >>> 16 < port) {
        low = after(row);
      } else {
        high = row;
      }
    }
    return low;
  }

  /** The offset of the row that contains a byte. */
  private int rowAround(int at) {
    int row = at;
    while (csv[row - 1] != '\n') {
      row--;
    }
    return row;
  }

  private int compare(int row, String key) {
    for (int i = 0; i < key.length(); i++) {
      int difference = csv[row + i] - key.charAt(i);
      if (difference != 0) {
        // The comma after a shorter key sorts before every letter and digit.
        return difference;
      }
    }
    return csv[row + key.length()] == ',' ? 0 : 1;
  }

  boolean hasKey(int row, String key) {
    return row < csv.length && compare(row, key) == 0;
  }
}
