package io.github.portregistry.past;

import io.github.portregistry.FormerAssignment;
import io.github.portregistry.PortSpan;
import io.github.portregistry.RegistryChange;
import io.github.portregistry.RegistryDate;
import io.github.portregistry.RegistryRow;
import io.github.portregistry.fact.Changes;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.Facts;
import io.github.portregistry.fact.FormerFormat;
import io.github.portregistry.fact.KnownLiveness;
import io.github.portregistry.fact.RegistryHistory;
import io.github.portregistry.fact.Statuses;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rows and the facts of an earlier day.
 *
 * @param rows the rows, in no particular order
 * @param facts what was known beside them
 */
public record PastRegistry(List<RegistryRow> rows, Facts facts) {

  /**
   * Returns the registry of a day.
   *
   * @param rows the rows of a later day
   * @param source the table that they are from
   * @param facts what is known beside them, with the changes
   * @throws IllegalArgumentException if the changes do not lead to that day
   * @throws IllegalStateException if a change does not fit the rows
   */
  public static PastRegistry of(List<RegistryRow> rows, String source, Facts facts, LocalDate day) {
    RegistryHistory history = facts.history();
    history.requireDay(day);
    RegistryState state = new RegistryState(rows);
    state.rollBackTo(day, history.changes(), change -> cited(facts.former(), change));
    FactTable<FormerAssignment> former = former(facts.former(), history, day);
    return new PastRegistry(
        new Statuses(former, new KnownLiveness(rows, facts.statuses())::appliedTo)
            .appliedTo(state.rows(day, source)),
        facts.withPast(former, history.until(day)));
  }

  /** What a service cited when a change took it away, as its former assignment says. */
  private static List<String> cited(FactTable<FormerAssignment> all, RegistryChange change) {
    PortSpan ports = change.ports();
    if (ports == null) {
      return List.of();
    }
    for (FormerAssignment former : all.of(ports.first())) {
      if (RegistryHistory.tells(change, former) && isOf(change.notAfter(), former)) {
        return former.references();
      }
    }
    return List.of();
  }

  private static boolean isOf(RegistryDate date, FormerAssignment former) {
    return date.equals(former.releasedOn()) || date.equals(former.absentBy());
  }

  /** The assignments that were former ones at the end of a day already. */
  static FactTable<FormerAssignment> former(
      FactTable<FormerAssignment> all, RegistryHistory history, LocalDate day) {
    TreeMap<Integer, List<RegistryChange>> byFirstPort = new TreeMap<>();
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
      TreeMap<Integer, List<RegistryChange>> changes,
      LocalDate day) {
    PortSpan ports = row.ports();
    for (List<RegistryChange> there :
        changes.subMap(ports.first(), true, ports.last(), true).values()) {
      for (RegistryChange change : there) {
        if (RegistryHistory.tells(change, row.fact())) {
          return Changes.effective(change).isAfter(day);
        }
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
