package io.github.portregistry;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    Map<Integer, List<RegistryChange>> byFirstPort = new HashMap<>();
    for (RegistryChange change : history.changes()) {
      PortSpan ports = change.ports();
      if (ports != null) {
        byFirstPort.computeIfAbsent(ports.first(), absent -> new ArrayList<>(2)).add(change);
      }
    }
    return FactTable.of(
        FormerFormat.FORMAT,
        all.rows().stream().filter(row -> !isLater(row, byFirstPort, day)).toList());
  }

  private static boolean isLater(
      FactTable.Row<FormerAssignment> row,
      Map<Integer, List<RegistryChange>> byFirstPort,
      LocalDate day) {
    LocalDate told = null;
    for (int port = row.ports().first(); port <= row.ports().last(); port++) {
      for (RegistryChange change : byFirstPort.getOrDefault(port, List.of())) {
        LocalDate effective = RegistryHistory.effective(change);
        if ((told == null || effective.isBefore(told))
            && RegistryHistory.tells(change, row.fact())) {
          told = effective;
        }
      }
    }
    if (told != null) {
      return told.isAfter(day);
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
