package io.github.portregistry;

import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.Facts;
import io.github.portregistry.fact.KnownLiveness;
import io.github.portregistry.fact.RegistryHistory;
import io.github.portregistry.fact.Statuses;
import io.github.portregistry.iana.FormerMerge;
import io.github.portregistry.iana.IanaCopy;
import io.github.portregistry.past.ImpliedPast;
import java.time.LocalDate;
import java.util.List;

/**
 * Creates a table from a copy of IANA's file, with the facts that the packaged tables have about
 * it.
 */
final class IanaTable {

  private IanaTable() {}

  /**
   * Returns the table of a copy.
   *
   * @param source the name of the copy
   * @param packaged the packaged table
   * @param facts the packaged facts
   */
  static PortTable of(IanaCopy iana, String source, PortTable packaged, Facts facts) {
    LocalDate day = iana.day();
    List<RegistryRow> known = packaged.entries().toList();
    RegistryHistory.Copy whole = WholeCopy.named(packaged.source());
    ImpliedPast past =
        day == null
            ? null
            : ImpliedPast.of(
                new ImpliedPast.Known(whole, () -> known, facts),
                new RegistryHistory.Copy(day, source),
                iana.entries());
    FactTable<FormerAssignment> former =
        FormerMerge.of(iana.former(), past == null ? facts.former().rows() : past.former());
    KnownLiveness liveness = new KnownLiveness(known, facts.statuses());
    List<RegistryRow> rows =
        new Statuses(former.rows(), liveness::appliedTo).appliedTo(iana.entries());
    PortTable table = PortTableCsv.of(rows, source, Facts.none());
    RegistryHistory history =
        past == null ? RegistryHistory.none() : past.history(() -> table.entries().toList());
    return table.with(
        facts.withPast(former, history), WholeCopy.missingRows(rows, day, known, whole));
  }
}
