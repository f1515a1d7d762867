package io.github.portregistry;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * A table of facts about ports, one row a fact, in the canonical form: by port, then as the format
 * orders facts, then by their text.
 *
 * @param <T> what a row tells of its ports
 */
final class FactTable<T> {

  /**
   * How the facts of one table are spelled.
   *
   * @param header the names of all columns, the first being {@code port}
   * @param decode reads the columns after the first
   * @param encode returns the columns after the first
   * @param place the place among the facts of the same ports; facts of one place are ordered by
   *     their text
   */
  record Format<T>(
      List<String> header,
      Function<Fields, T> decode,
      Function<T, List<String>> encode,
      ToIntFunction<T> place) {

    Format(List<String> header, Function<Fields, T> decode, Function<T, List<String>> encode) {
      this(header, decode, encode, fact -> 0);
    }
  }

  /** A fact and the ports that it is about. */
  record Row<T>(PortSpan ports, T fact) {}

  private final Format<T> format;
  private final List<Row<T>> rows;
  private final PortIndex<T> index;

  private FactTable(Format<T> format, List<Row<T>> rows) {
    this.format = format;
    this.rows = List.copyOf(rows);
    index = new PortIndex<>(this.rows);
  }

  static <T> FactTable<T> empty(Format<T> format) {
    return new FactTable<>(format, List.of());
  }

  /** Returns the table of some rows, which may come in any order and more than once. */
  static <T> FactTable<T> of(Format<T> format, List<Row<T>> rows) {
    List<Row<T>> sorted = new ArrayList<>(rows);
    sorted.sort(order(format));
    List<Row<T>> distinct = new ArrayList<>(sorted.size());
    for (Row<T> row : sorted) {
      if (distinct.isEmpty() || !row.equals(distinct.get(distinct.size() - 1))) {
        distinct.add(row);
      }
    }
    return new FactTable<>(format, distinct);
  }

  /** Returns rows by their ports, those of the same ports in their order. */
  static <T> Map<PortSpan, List<Row<T>>> byPorts(List<Row<T>> rows) {
    Map<PortSpan, List<Row<T>>> byPorts = new HashMap<>();
    for (Row<T> row : rows) {
      byPorts.computeIfAbsent(row.ports(), absent -> new ArrayList<>(1)).add(row);
    }
    return byPorts;
  }

  private static <T> Comparator<Row<T>> order(Format<T> format) {
    return Comparator.comparing((Row<T> row) -> row.ports())
        .thenComparingInt(row -> format.place().applyAsInt(row.fact()))
        .thenComparing(row -> String.join("\0", format.encode().apply(row.fact())));
  }

  /**
   * Returns the table that a text spells.
   *
   * @throws RegistryFormatException if it is not canonical in every byte
   */
  static <T> FactTable<T> read(Format<T> format, CsvText text) {
    Comparator<Row<T>> order = order(format);
    List<Row<T>> rows = new ArrayList<>();
    Set<Row<T>> seen = new HashSet<>();
    for (Fields fields : text.rows(format.header())) {
      fields.requireOneLineEach();
      Row<T> row = new Row<>(fields.requirePorts(0), format.decode().apply(fields));
      if (!seen.add(row)) {
        throw fields.fault(0, "each row once", "a row that stands above already");
      }
      if (!rows.isEmpty() && order.compare(rows.get(rows.size() - 1), row) > 0) {
        throw fields.fault(
            0, "rows in ascending order of port, then transport", "a row that belongs further up");
      }
      rows.add(row);
    }
    FactTable<T> table = new FactTable<>(format, rows);
    text.requireCanonical(table.csv());
    return table;
  }

  /**
   * Returns the table that a text spells which was canonical when it was packaged, and is the same
   * byte for byte by its checksum. The order and the form of the rows are not looked at again, as
   * that takes several times as long as reading them.
   */
  static <T> FactTable<T> readPackaged(Format<T> format, CsvText text) {
    List<Row<T>> rows = new ArrayList<>();
    for (Fields fields : text.rows(format.header())) {
      rows.add(new Row<>(fields.requirePorts(0), format.decode().apply(fields)));
    }
    return new FactTable<>(format, rows);
  }

  /** Returns the canonical bytes of the table. */
  byte[] csv() {
    StringBuilder csv = new StringBuilder();
    CsvText.appendRow(csv, format.header());
    for (Row<T> row : rows) {
      List<String> fields = new ArrayList<>();
      fields.add(row.ports().toString());
      fields.addAll(format.encode().apply(row.fact()));
      CsvText.appendRow(csv, fields);
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  List<Row<T>> rows() {
    return rows;
  }

  Stream<T> facts() {
    return rows.stream().map(Row::fact);
  }

  /** Returns the facts about a port, in table order. */
  List<T> of(int port) {
    return index.of(port);
  }
}
