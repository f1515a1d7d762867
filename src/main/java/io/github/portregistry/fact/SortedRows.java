package io.github.portregistry.fact;

import io.github.portregistry.PortSpan;
import io.github.portregistry.csv.CsvText;
import io.github.portregistry.csv.Fields;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of a canonical table, of which every row is one line, in ascending order of the first
 * column: a key, or ports. Rows of one port come first, then the few of several ports.
 *
 * <p>A row is found by halving the bytes, so no table is parsed for an answer.
 */
final class SortedRows {

  private final byte[] csv;
  private final String source;
  private final int columns;
  private final int first;

  /** Trusts that the bytes are canonical: they were written here, read strictly, or packaged. */
  SortedRows(byte[] csv, String source, List<String> header) {
    this.csv = csv;
    this.source = source;
    columns = header.size();
    first = after(0);
  }

  /** Returns the rows of some lines of fields, which are in order. */
  static SortedRows of(List<String> header, List<List<String>> lines) {
    StringBuilder text = new StringBuilder();
    CsvText.appendRow(text, header);
    for (List<String> line : lines) {
      CsvText.appendRow(text, line);
    }
    return new SortedRows(text.toString().getBytes(StandardCharsets.UTF_8), "table", header);
  }

  /** Returns the columns of a row: the first, then the others. */
  static List<String> line(String first, List<String> others) {
    List<String> line = new ArrayList<>(1 + others.size());
    line.add(first);
    line.addAll(others);
    return line;
  }

  /** The bytes; the caller does not change them. */
  byte[] csv() {
    return csv;
  }

  /** Where the first row starts. */
  int first() {
    return first;
  }

  int end() {
    return csv.length;
  }

  /** Where the row after one starts. */
  int after(int row) {
    return Fields.lineAfter(csv, row);
  }

  /** The ports of a row: the first in the upper half, the last in the lower. */
  int span(int row) {
    return Fields.span(csv, row);
  }

  /** The ports in a field; another value where it is blank. */
  int spanOr(int field, int blank) {
    return csv[field] == ',' ? blank : Fields.span(csv, field);
  }

  /** Where a field of a row starts. */
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

  /** Returns where the first row starts whose key is not less; the keys are ASCII. */
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

  /** Returns where the first row starts that is of a port or one above it, or of several ports. */
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

  /** Where the row starts that a byte is in. */
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
        // The comma after a shorter key is below every letter and digit.
        return difference;
      }
    }
    return csv[row + key.length()] == ',' ? 0 : 1;
  }

  boolean hasKey(int row, String key) {
    return row < csv.length && compare(row, key) == 0;
  }
}
