package io.github.portregistry;

import io.github.portregistry.csv.CsvText;
import io.github.portregistry.csv.Fields;
import io.github.portregistry.csv.RowFormat;
import io.github.portregistry.csv.RowPlaces;
import io.github.portregistry.fact.Facts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads and writes {@code port-registry.csv}, the canonical form of a table of registry rows. */
final class PortTableCsv {

  private static final Comparator<RegistryRow> ORDER = RowFormat.tableOrder();

  private PortTableCsv() {}

  /**
   * Returns the table of a text.
   *
   * @throws RegistryFormatException if it is not canonical in every byte, or has more rows for a
   *     port than {@link RowPlaces} allows
   */
  static PortTable read(CsvText text) {
    List<RegistryRow> entries = new ArrayList<>();
    RowPlaces places = new RowPlaces();
    for (Fields fields : text.rows(RowFormat.HEADER)) {
      fields.requireOneLineEach();
      RegistryRow entry = fields.entry(text.source());
      if (!entries.isEmpty() && ORDER.compare(entries.get(entries.size() - 1), entry) > 0) {
        throw fields.fault(
            0,
            "rows in ascending order of port, then transport; then names without a port by name",
            "a row that belongs further up");
      }
      places.add(entry, fields, 4, 0);
      entries.add(entry);
    }
    byte[] csv = text.requireCanonical(write(entries, text.source()));
    return table(csv, text.source(), Facts.none());
  }

  /** Returns the table of entries in any order. */
  static PortTable of(List<RegistryRow> entries, String source, Facts facts) {
    List<RegistryRow> sorted = new ArrayList<>(entries);
    sorted.sort(ORDER);
    return table(write(sorted, source), source, facts);
  }

  private static PortTable table(byte[] csv, String source, Facts facts) {
    return new PortTable(csv, source, PortTable.startsOf(csv), facts, null);
  }

  private static byte[] write(List<RegistryRow> entries, String source) {
    StringBuilder csv = new StringBuilder();
    CsvText.appendRow(csv, RowFormat.HEADER);
    for (RegistryRow entry : entries) {
      CsvText.appendRow(csv, RowFormat.encode(entry, source));
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }
}
