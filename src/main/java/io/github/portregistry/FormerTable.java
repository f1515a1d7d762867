package io.github.portregistry;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The former holders of ports: the rows of {@code former-assignments.csv}. */
final class FormerTable {

  static final List<String> HEADER =
      List.of(
          "port",
          "transport",
          "kind",
          "service_name",
          "description",
          "released_on",
          "authority",
          "successor",
          "source");

  static final FormerTable EMPTY = new FormerTable(List.of());

  private static final Comparator<Row> ORDER =
      Comparator.comparing(Row::ports)
          .thenComparingInt(row -> Transport.place(row.former().transport()));

  private final List<Row> rows;

  /** A former assignment and the ports that it was for. */
  record Row(PortSpan ports, FormerAssignment former) {}

  private FormerTable(List<Row> rows) {
    this.rows = rows;
  }

  /** Returns the table of some rows, which may come in any order and more than once. */
  static FormerTable of(List<Row> rows) {
    return new FormerTable(rows.stream().distinct().sorted(ORDER).toList());
  }

  /**
   * Returns the table that a text spells.
   *
   * @throws RegistryFormatException if it is not canonical in every byte
   */
  static FormerTable read(CsvText text) {
    List<Row> rows = new ArrayList<>();
    for (Fields fields : text.rows(HEADER)) {
      fields.requireOneLineEach();
      Row row = decode(fields);
      if (!rows.isEmpty() && ORDER.compare(rows.get(rows.size() - 1), row) > 0) {
        throw fields.fault(
            0, "rows in ascending order of port, then transport", "a row that belongs further up");
      }
      if (rows.contains(row)) {
        throw fields.fault(0, "each row once", "a row that stands above already");
      }
      rows.add(row);
    }
    FormerTable table = new FormerTable(List.copyOf(rows));
    text.requireCanonical(table.csv());
    return table;
  }

  private static Row decode(Fields fields) {
    PortSpan ports = fields.ports(0);
    if (ports == null) {
      throw fields.fault(0, "a port or a range of ports", "nothing");
    }
    return new Row(
        ports,
        new FormerAssignment(
            fields.transport(1),
            fields.text(3),
            fields.text(4),
            fields.date(5),
            fields.requireText(6),
            fields.text(7),
            kind(fields),
            fields.requireText(8)));
  }

  private static FormerAssignment.Kind kind(Fields fields) {
    for (FormerAssignment.Kind kind : FormerAssignment.Kind.values()) {
      if (spelled(kind).equals(fields.text(2))) {
        return kind;
      }
    }
    throw fields.fault(
        2,
        "released, moved, renamed, reassigned or transport_removed",
        RegistryFormatException.quote(fields.text(2)));
  }

  private static String spelled(FormerAssignment.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** Returns the canonical bytes of the table. */
  byte[] csv() {
    StringBuilder csv = new StringBuilder();
    CsvText.appendRow(csv, HEADER);
    for (Row row : rows) {
      FormerAssignment former = row.former();
      CsvText.appendRow(
          csv,
          List.of(
              row.ports().toString(),
              RowFormat.text(former.transport()),
              spelled(former.kind()),
              former.serviceName(),
              former.description(),
              RowFormat.text(former.releasedOn()),
              former.authority(),
              former.successor(),
              former.source()));
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  int size() {
    return rows.size();
  }

  /** Returns the former assignments of a port, in table order. */
  List<FormerAssignment> of(int port) {
    return rows.stream().filter(row -> row.ports().contains(port)).map(Row::former).toList();
  }
}
