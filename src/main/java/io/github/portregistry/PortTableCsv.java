package io.github.portregistry;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads and writes {@code port-registry.csv}, the canonical form of a table of registry rows. */
final class PortTableCsv {

  private static final Comparator<Entry> ORDER = RowFormat.tableOrder();

  private PortTableCsv() {}

  /**
   * Returns the table that a text spells.
   *
   * @throws RegistryFormatException if it is not canonical in every byte, or has more rows of a
   *     port than {@link RowPlaces} allows
   */
  static PortTable read(CsvText text) {
    List<Entry> entries = new ArrayList<>();
    RowPlaces places = new RowPlaces();
    for (Fields fields : text.rows(RowFormat.HEADER)) {
      fields.requireOneLineEach();
      Entry entry = fields.entry(text.source());
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

  /** Returns the table of some entries, which may come in any order. */
  static PortTable of(List<Entry> entries, String source, Facts facts) {
    return of(entries, source, source, facts);
  }

  /** The same for entries of which those of {@code rowSource} become the table's own. */
  static PortTable of(List<Entry> entries, String rowSource, String source, Facts facts) {
    List<Entry> sorted = new ArrayList<>(entries);
    sorted.sort(ORDER);
    return table(write(sorted, rowSource), source, facts);
  }

  private static PortTable table(byte[] csv, String source, Facts facts) {
    return new PortTable(csv, source, PortTable.startsOf(csv), facts, null);
  }

  private static byte[] write(List<Entry> entries, String source) {
    StringBuilder csv = new StringBuilder();
    CsvText.appendRow(csv, RowFormat.HEADER);
    for (Entry entry : entries) {
      CsvText.appendRow(csv, RowFormat.encode(entry, source));
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }
}
