package io.github.portregistry;

import io.github.portregistry.csv.CsvText;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.Facts;
import io.github.portregistry.fact.RegistryHistory;
import io.github.portregistry.fact.Statuses;
import io.github.portregistry.iana.FormerMerge;
import io.github.portregistry.iana.IanaCsv;
import io.github.portregistry.past.ImpliedPast;
import java.util.List;

/** Makes a table of a copy of IANA's file, with what the packaged tables know of it. */
final class IanaTable {

  /**
   * A copy with fewer tenths of the packaged rows lacks some; no whole one since 2014 has so few.
   */
  private static final int TENTHS_OF_A_WHOLE = 9;

  private IanaTable() {}

  /**
   * Returns the table that a text spells.
   *
   * @param packaged the packaged table
   * @param facts the packaged facts
   * @throws RegistryFormatException at the first field that is not in IANA's layout
   */
  static PortTable read(CsvText text, PortTable packaged, Facts facts) {
    IanaCsv iana = IanaCsv.read(text);
    RegistryDate newest = Provenance.newestDate(iana.entries());
    ImpliedPast past =
        newest == null
            ? null
            : ImpliedPast.of(
                new ImpliedPast.Known(packaged.source(), () -> packaged.entries().toList(), facts),
                new RegistryHistory.Copy(newest.latest(), text.source()),
                iana.entries());
    FactTable<FormerAssignment> former =
        FormerMerge.of(iana.former(), past == null ? facts.former().rows() : past.former());
    List<RegistryRow> rows = new Statuses(former, facts.statuses()).appliedTo(iana.entries());
    PortTable table = PortTableCsv.of(rows, text.source(), Facts.none());
    RegistryHistory history =
        past == null ? RegistryHistory.none() : past.history(() -> table.entries().toList());
    return table.with(
        facts.withPast(former, history), missing(rows.size(), (int) packaged.offsets().count()));
  }

  private static int missing(int rows, int ofPackaged) {
    return 10L * rows < (long) TENTHS_OF_A_WHOLE * ofPackaged ? ofPackaged - rows : 0;
  }
}
