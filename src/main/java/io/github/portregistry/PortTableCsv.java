package io.github.portregistry;

import io.github.portregistry.csv.CsvText;
import io.github.portregistry.csv.Fields;
import io.github.portregistry.csv.RowFormat;
import io.github.portregistry.fact.Facts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads and writes {@code port-registry.csv}, the canonical form of a table of registry rows. */
final class PortTableCsv {

  private static final Comparator<RegistryRow> ORDER = RowFormat.tableOrder();

  private PortTableCsv() {}

  /**
   * Returns the table that a text spells.
   *
   * @throws RegistryFormatException if it is not canonical in every byte
   */
  static PortTable read(CsvText text) {
    List<RegistryRow> entries = new ArrayList<>();
    Set<List<String>> places = new HashSet<>();
    for (Fields fields : text.rows(RowFormat.HEADER)) {
      fields.requireOneLineEach();
      RegistryRow entry = fields.entry(text.source());
      if (!entries.isEmpty() && ORDER.compare(entries.get(entries.size() - 1), entry) > 0) {
        throw fields.fault(
            0,
            "rows in ascending order of port, then transport; then names without a port by name",
            "a row that belongs further up");
      }
      if (!places.add(RowFormat.place(entry))) {
        throw fields.fault(0, "each row once", "a row that stands above already");
      }
      entries.add(entry);
    }
    byte[] csv = text.requireCanonical(write(entries, text.source()));
    return table(csv, text.source(), Facts.none());
  }

  /** Returns the table of some entries, which may come in any order. */
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
