package io.github.portregistry;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the registry of an earlier day out of a later one. */
final class PastRegistry {

  private PastRegistry() {}

  /**
   * Returns the registry of a day.
   *
   * @param table the later one, whose facts tell the changes
   * @throws IllegalArgumentException if the changes do not lead to that day
   * @throws IllegalStateException if a change does not fit the rows
   */
  static PortRegistry of(PortTable table, LocalDate day) {
    Facts facts = table.facts();
    RegistryHistory history = facts.history();
    history.requireDay(day);
    String source = table.source() + ", as of " + day;
    RegistryState state = new RegistryState(table.entries().toList());
    state.rollBackTo(day, history.changes());
    FactTable<FormerAssignment> former = former(facts.former(), history, day);
    List<Entry> rows =
        new Statuses(former, facts.statuses()).appliedTo(state.rows(day, table.source()));
    Facts past = facts.withPast(former, history.until(day));
    return new PortRegistry(PortTableCsv.of(rows, table.source(), source, past));
  }

  /** The assignments that were former ones already. */
  private static FactTable<FormerAssignment> former(
      FactTable<FormerAssignment> all, RegistryHistory history, LocalDate day) {
    return FactTable.of(
        FormerFormat.FORMAT,
        all.rows().stream().filter(row -> !isLater(row, history, day)).toList());
  }

  private static boolean isLater(
      FactTable.Row<FormerAssignment> row, RegistryHistory history, LocalDate day) {
    for (RegistryChange change : history.changes()) {
      PortSpan ports = change.ports();
      if (ports != null
          && row.ports().contains(ports.first())
          && RegistryHistory.tells(change, row.fact())) {
        return RegistryHistory.effective(change).isAfter(day);
      }
    }
    FormerAssignment former = row.fact();
    RegistryDate date = former.releasedOn() != null ? former.releasedOn() : former.absentBy();
    return isAfter(date, day);
  }

  /**
   * What the changes do not tell was done before the first copy, in whose month it may be dated.
   */
  private static boolean isAfter(@Nullable RegistryDate date, LocalDate day) {
    return date != null && date.earliest().isAfter(day);
  }
}
