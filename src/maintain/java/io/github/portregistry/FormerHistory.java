package io.github.portregistry;

import io.github.portregistry.csv.RowFormat;
import io.github.portregistry.fact.Changes;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.RegistryHistory;
import io.github.portregistry.past.FormerOfChanges;
import java.io.PrintStream;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes the former assignments from notes and copies agree with the history, which has each change
 * since its first copy. The day and what became of the service come from the history; what it does
 * not record (authority, another port, strength) comes from them. A change that should be in the
 * history and is not did not happen.
 */
final class FormerHistory {

  private final RegistryHistory history;
  private final Set<List<String>> servicesNow = new TreeSet<>(FormerHistory::compare);
  private final Map<String, Integer> counts = new TreeMap<>();
  private final List<FactTable.Row<FormerAssignment>> joined = new ArrayList<>();

  private FormerHistory(RegistryHistory history, List<RegistryRow> rows) {
    this.history = history;
    for (RegistryRow row : rows) {
      if (row instanceof Assignment && row.ports() != null) {
        servicesNow.add(place(row.ports(), row.transport(), row.serviceName()));
      }
    }
  }

  private static int compare(List<String> one, List<String> other) {
    return String.join("\n", one).compareToIgnoreCase(String.join("\n", other));
  }

  private static List<String> place(PortSpan ports, @Nullable Transport transport, String name) {
    return List.of(ports.toString(), RowFormat.text(transport), name);
  }

  /**
   * Joins former assignments with the history.
   *
   * @param told what notes and copies say
   * @param rows the registry as it is at the end of the history
   */
  static FormerHistory join(
      FactTable<FormerAssignment> told, RegistryHistory history, List<RegistryRow> rows) {
    FormerHistory join = new FormerHistory(history, rows);
    if (history.isKnown()) {
      join.join(told.rows());
    } else {
      join.joined.addAll(told.rows());
    }
    return join;
  }

  List<FactTable.Row<FormerAssignment>> rows() {
    return joined;
  }

  /** How many rows were brought into line, by what was done. */
  Map<String, Integer> counts() {
    return counts;
  }

  void print(PrintStream out) {
    if (!counts.isEmpty()) {
      out.println("Former assignments brought into line with the history:");
      counts.forEach((what, count) -> RegistryImporter.printCount(out, count, what));
    }
  }

  private void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  private void join(List<FactTable.Row<FormerAssignment>> told) {
    List<FactTable.Row<FormerAssignment>> shown = FormerOfChanges.of(history.changes(), List.of());
    IdentityHashMap<FormerAssignment, List<FormerAssignment>> toldOf = new IdentityHashMap<>();
    for (FactTable.Row<FormerAssignment> row : told) {
      List<FormerAssignment> same = nearest(row, shown);
      if (!same.isEmpty()) {
        same.forEach(of -> toldOf.computeIfAbsent(of, absent -> new ArrayList<>()).add(row.fact()));
      } else if (isSince(row.fact())) {
        count("contradicted by the history, left out");
      } else {
        joined.add(new FactTable.Row<>(row.ports(), withoutLateDate(row.fact())));
      }
    }
    for (FactTable.Row<FormerAssignment> row : shown) {
      FormerAssignment fact = row.fact();
      List<FormerAssignment> same = toldOf.get(fact);
      if (same != null) {
        joined.add(new FactTable.Row<>(row.ports(), joined(fact, same)));
      } else if (!servicesNow.contains(place(row.ports(), fact.transport(), fact.serviceName()))) {
        count("known from the history alone, added");
        joined.add(row);
      }
    }
  }

  /** Whether a change was made after the first copy of the history. */
  private boolean isSince(FormerAssignment told) {
    RegistryDate end = told.absentBy() != null ? told.absentBy() : told.releasedOn();
    return end != null && end.earliest().isAfter(history.first().day());
  }

  /** A date after the first copy, which lacks the service, is of another change. */
  private FormerAssignment withoutLateDate(FormerAssignment told) {
    RegistryDate date = told.releasedOn();
    if (date == null || !date.earliest().isAfter(history.first().day())) {
      return told;
    }
    count("dated after a copy that lacks the service, the date left out");
    return new FormerAssignment(
        told.transport(),
        told.serviceName(),
        told.description(),
        told.references(),
        told.registered(),
        null,
        told.authority(),
        told.successor(),
        told.kind(),
        told.source(),
        told.lastSeen(),
        told.absentBy(),
        Evidence.Strength.WEAK);
  }

  /** The change of the same ports and name that the history has at the nearest time. */
  private List<FormerAssignment> nearest(
      FactTable.Row<FormerAssignment> told, List<FactTable.Row<FormerAssignment>> shown) {
    List<FormerAssignment> nearest = new ArrayList<>();
    long least = Long.MAX_VALUE;
    for (FactTable.Row<FormerAssignment> row : shown) {
      if (!row.ports().equals(told.ports()) || !isOfTheSame(told.fact(), row.fact())) {
        continue;
      }
      long away = daysBetween(told.fact(), row.fact());
      if (away < least) {
        nearest.clear();
        least = away;
      }
      if (away == least) {
        nearest.add(row.fact());
      }
    }
    return nearest;
  }

  private boolean isOfTheSame(FormerAssignment told, FormerAssignment shown) {
    boolean dated = told.releasedOn() != null || told.absentBy() != null;
    return (told.transport() == null || told.transport() == shown.transport())
        && (told.serviceName().isEmpty()
            ? isSince(told)
            : told.serviceName().equalsIgnoreCase(shown.serviceName())
                && (!dated || isSince(told)));
  }

  private static long daysBetween(FormerAssignment one, FormerAssignment other) {
    LocalDate from = from(one);
    LocalDate otherTo = to(other);
    if (from == null || otherTo == null) {
      return 0;
    }
    long after = ChronoUnit.DAYS.between(otherTo, from);
    long before =
        ChronoUnit.DAYS.between(
            Objects.requireNonNullElse(to(one), from),
            Objects.requireNonNullElse(from(other), otherTo));
    return Math.max(0, Math.max(after, before));
  }

  private static @Nullable LocalDate from(FormerAssignment former) {
    RegistryDate date = former.releasedOn() != null ? former.releasedOn() : former.lastSeen();
    return date == null ? null : date.earliest();
  }

  private static @Nullable LocalDate to(FormerAssignment former) {
    RegistryDate date = former.releasedOn() != null ? former.releasedOn() : former.absentBy();
    return date == null ? null : date.latest();
  }

  private FormerAssignment joined(FormerAssignment shown, List<FormerAssignment> told) {
    FormerAssignment joined = shown;
    for (FormerAssignment one : told) {
      joined = joined(joined, one);
    }
    return joined;
  }

  private FormerAssignment joined(FormerAssignment shown, FormerAssignment told) {
    RegistryDate on = day(shown, told);
    if (!Objects.equals(on, told.releasedOn())) {
      count("dated by the history");
    }
    boolean fits = fitsTheHistory(told, shown);
    if (!fits && told.kind() != shown.kind()) {
      count("of another kind in the history");
    }
    return new FormerAssignment(
        shown.transport(),
        shown.serviceName(),
        told.description().isEmpty() ? shown.description() : told.description(),
        told.references().isEmpty() ? shown.references() : told.references(),
        told.registered() == null ? shown.registered() : told.registered(),
        on,
        told.authority().equals("IANA") ? shown.authority() : told.authority(),
        fits ? told.successor() : shown.successor(),
        fits ? told.kind() : shown.kind(),
        shown.source(),
        shown.lastSeen(),
        shown.absentBy(),
        told.strength() == Evidence.Strength.STRONG ? told.strength() : shown.strength());
  }

  /** The registry's own word on the day counts where the history has two days and not the one. */
  private static @Nullable RegistryDate day(FormerAssignment shown, FormerAssignment told) {
    RegistryDate on = told.releasedOn();
    RegistryDate lastSeen = shown.lastSeen();
    RegistryDate absentBy = shown.absentBy();
    boolean fits =
        shown.releasedOn() == null
            && told.strength() == Evidence.Strength.STRONG
            && on != null
            && lastSeen != null
            && absentBy != null
            && Changes.canBeWithin(on, lastSeen, absentBy);
    return fits ? on : shown.releasedOn();
  }

  /** Whether the history, which knows names and places alone, can mean what was told. */
  private static boolean fitsTheHistory(FormerAssignment told, FormerAssignment shown) {
    return switch (shown.kind()) {
      case RENAMED -> false;
      case REASSIGNED ->
          told.kind() == FormerAssignment.Kind.MOVED
              || (told.kind() == FormerAssignment.Kind.RENAMED
                  && told.successor().equalsIgnoreCase(shown.successor()));
      default -> told.leftThePort();
    };
  }
}
