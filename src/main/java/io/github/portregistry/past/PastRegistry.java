package io.github.portregistry.past;

import io.github.portregistry.Assignment;
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
import io.github.portregistry.fact.Loaded;
import io.github.portregistry.fact.RegistryHistory;
import io.github.portregistry.fact.Statuses;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The rows and the facts of an earlier day.
 *
 * @param rows the rows, in no particular order
 * @param facts the facts that are not in the rows, loaded on first use
 */
public record PastRegistry(List<RegistryRow> rows, Facts facts) {

  // No lambdas here: linking them takes longer than computing a day of the past.

  private static final Comparator<RegistryChange> BY_FIRST_PORT =
      new Comparator<>() {
        @Override
        public int compare(RegistryChange change, RegistryChange other) {
          return Integer.compare(firstPort(change), firstPort(other));
        }
      };

  /**
   * Returns the registry of a day.
   *
   * @param rows the rows of a later day
   * @param source the table that the rows are from
   * @param facts the facts that are not in the rows, with the changes
   * @throws IllegalArgumentException if the changes do not lead to that day
   * @throws IllegalStateException if a change does not fit the rows
   */
  public static PastRegistry of(List<RegistryRow> rows, String source, Facts facts, LocalDate day) {
    return of(rows, source, facts, facts.history().changes(), day);
  }

  /**
   * Returns the registry of a day from some of the rows: rows may be left out if no change after
   * the day is about their ports or, without a port, their name.
   *
   * @param changes the changes of the facts' history
   */
  public static PastRegistry of(
      List<RegistryRow> rows,
      String source,
      Facts facts,
      List<RegistryChange> changes,
      LocalDate day) {
    RegistryHistory history = facts.history();
    history.requireDay(day);
    RegistryState state = new RegistryState(rows);
    state.rollBackTo(
        day,
        changes,
        new Function<>() {
          @Override
          public List<String> apply(RegistryChange change) {
            return cited(facts.former(), change);
          }
        });
    List<FactTable.Row<FormerAssignment>> former = former(facts.former().rows(), changes, day);
    KnownLiveness liveness = new KnownLiveness(rows, facts.statuses());
    Statuses statuses =
        new Statuses(
            former,
            new UnaryOperator<>() {
              @Override
              public Assignment apply(Assignment row) {
                return liveness.appliedTo(row);
              }
            });
    return new PastRegistry(
        statuses.appliedTo(state.rows(day, source)),
        facts.withPast(
            new Loaded<FactTable<FormerAssignment>>() {
              @Override
              protected FactTable<FormerAssignment> load() {
                return FactTable.of(FormerFormat.FORMAT, former);
              }
            },
            new Loaded<RegistryHistory>() {
              @Override
              protected RegistryHistory load() {
                return history.until(day);
              }
            }));
  }

  /** The references of a service when a change withdrew it, from its former assignment. */
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
    return isSame(date, former.releasedOn()) || isSame(date, former.absentBy());
  }

  /** Not equals: the first call of a record's equals takes 50 ms. */
  private static boolean isSame(RegistryDate date, @Nullable RegistryDate other) {
    return other != null
        && date.year() == other.year()
        && date.month() == other.month()
        && Objects.equals(date.day(), other.day());
  }

  /** The assignments that had already ended by the end of a day. */
  static FactTable<FormerAssignment> former(
      FactTable<FormerAssignment> all, RegistryHistory history, LocalDate day) {
    return FactTable.of(FormerFormat.FORMAT, former(all.rows(), history.changes(), day));
  }

  private static List<FactTable.Row<FormerAssignment>> former(
      List<FactTable.Row<FormerAssignment>> all, List<RegistryChange> changes, LocalDate day) {
    List<RegistryChange> taking = new ArrayList<>();
    for (RegistryChange change : changes) {
      if (change.ports() != null && Changes.takesAway(change)) {
        taking.add(change);
      }
    }
    taking.sort(BY_FIRST_PORT);
    List<FactTable.Row<FormerAssignment>> former = new ArrayList<>();
    for (FactTable.Row<FormerAssignment> row : all) {
      if (!isLater(row, taking, day)) {
        former.add(row);
      }
    }
    return former;
  }

  private static int firstPort(RegistryChange change) {
    return Objects.requireNonNull(change.ports()).first();
  }

  /** The index of the first change whose ports start at a port or above it. */
  private static int firstFrom(int port, List<RegistryChange> sorted) {
    int low = 0;
    int high = sorted.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (firstPort(sorted.get(middle)) < port) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static boolean isLater(
      FactTable.Row<FormerAssignment> row, List<RegistryChange> taking, LocalDate day) {
    PortSpan ports = row.ports();
    for (int i = firstFrom(ports.first(), taking); i < taking.size(); i++) {
      RegistryChange change = taking.get(i);
      if (firstPort(change) > ports.last()) {
        break;
      }
      if (RegistryHistory.tells(change, row.fact())) {
        return Changes.effective(change).isAfter(day);
      }
    }
    FormerAssignment former = row.fact();
    RegistryDate date = former.releasedOn() != null ? former.releasedOn() : former.absentBy();
    return isAfter(date, day);
  }

  /**
   * Whether a date is after a day. Events that the changes do not show happened before the first
   * copy, but may be dated to its month.
   */
  private static boolean isAfter(@Nullable RegistryDate date, LocalDate day) {
    return date != null && date.earliest().isAfter(day);
  }
}
