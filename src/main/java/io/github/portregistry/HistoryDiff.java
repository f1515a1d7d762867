package io.github.portregistry;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The changes that lead from the rows of one copy of the registry to those of the next. */
final class HistoryDiff {

  /** Where a service is, whatever its name. */
  private record Place(@Nullable PortSpan ports, @Nullable Transport transport) {

    static Place of(Assignment row) {
      return new Place(row.ports(), row.transport());
    }
  }

  private final RegistryHistory.Copy older;
  private final RegistryHistory.Copy newer;
  private final UnnamedRows statesBefore;
  private final UnnamedRows statesAfter;
  private final List<Assignment> servicesBefore;
  private final List<Assignment> servicesAfter;
  private final List<RegistryChange> changes = new ArrayList<>();

  private HistoryDiff(
      List<Entry> before,
      RegistryHistory.Copy older,
      List<Entry> after,
      RegistryHistory.Copy newer) {
    this.older = older;
    this.newer = newer;
    statesBefore = UnnamedRows.of(before);
    statesAfter = UnnamedRows.of(after);
    servicesBefore = services(before);
    servicesAfter = services(after);
  }

  /**
   * Returns the difference of two copies.
   *
   * @throws IllegalStateException if the changes do not lead back from the newer to the older one
   */
  static HistoryDiff between(
      List<Entry> before,
      RegistryHistory.Copy older,
      List<Entry> after,
      RegistryHistory.Copy newer) {
    HistoryDiff diff = new HistoryDiff(before, older, after, newer);
    diff.compareServices();
    diff.compareStates();
    diff.changes.sort(
        Comparator.comparing(RegistryHistory::effective).thenComparing(RegistryChange::kind));
    new RegistryState(after).rollBackTo(older.day(), diff.changes);
    return diff;
  }

  private static List<Assignment> services(List<Entry> rows) {
    return rows.stream().filter(Assignment.class::isInstance).map(Assignment.class::cast).toList();
  }

  List<RegistryChange> changes() {
    return changes;
  }

  /** The history with these changes at its end. */
  RegistryHistory after(RegistryHistory history) {
    return new RegistryHistory(
        history.first(),
        Stream.concat(history.changes().stream(), changes.stream()).toList(),
        newer);
  }

  /** The assignments that the older copy has and the newer one has not, as former ones. */
  List<FactTable.Row<FormerAssignment>> former() {
    Map<Place, String> successors = new HashMap<>();
    for (RegistryChange change : changes) {
      if (change.kind() == RegistryChange.Kind.ASSIGNED) {
        successors.putIfAbsent(new Place(change.ports(), change.transport()), change.serviceName());
      }
    }
    List<FactTable.Row<FormerAssignment>> former = new ArrayList<>();
    for (RegistryChange change : changes) {
      PortSpan ports = change.ports();
      if (ports != null && change.takesAway()) {
        // The service that came to the port of a withdrawn one; not one that had it too.
        String successor = successors.getOrDefault(new Place(ports, change.transport()), "");
        former.add(new FactTable.Row<>(ports, former(change, successor)));
      }
    }
    return former;
  }

  private FormerAssignment former(RegistryChange change, String successor) {
    boolean renamed = change.kind() == RegistryChange.Kind.RENAMED;
    return new FormerAssignment(
        change.transport(),
        change.formerName(),
        renamed ? "" : change.before(),
        change.hasDay() ? change.notAfter() : null,
        "IANA",
        renamed ? change.after() : successor,
        kind(change, successor),
        change.source(),
        RegistryHistory.date(older.day()),
        RegistryHistory.date(newer.day()),
        change.hasDay() ? Evidence.Strength.MODERATE : Evidence.Strength.WEAK);
  }

  private static FormerAssignment.Kind kind(RegistryChange change, String successor) {
    return switch (change.kind()) {
      case RENAMED -> FormerAssignment.Kind.RENAMED;
      case TRANSPORT_WITHDRAWN -> FormerAssignment.Kind.TRANSPORT_REMOVED;
      default ->
          successor.isEmpty() ? FormerAssignment.Kind.RELEASED : FormerAssignment.Kind.REASSIGNED;
    };
  }

  // Services

  private static Map<RegistryState.Key, List<Assignment>> byKey(List<Assignment> rows) {
    Map<RegistryState.Key, List<Assignment>> byKey = new LinkedHashMap<>();
    for (Assignment row : rows) {
      byKey.computeIfAbsent(RegistryState.Key.of(row), absent -> new ArrayList<>(1)).add(row);
    }
    return byKey;
  }

  private void compareServices() {
    Map<RegistryState.Key, List<Assignment>> before = byKey(servicesBefore);
    Map<RegistryState.Key, List<Assignment>> after = byKey(servicesAfter);
    List<Assignment> gone = new ArrayList<>();
    List<Assignment> come = new ArrayList<>();
    before.forEach((key, rows) -> pair(rows, after.getOrDefault(key, List.of()), gone, come));
    after.forEach(
        (key, rows) -> {
          if (!before.containsKey(key)) {
            come.addAll(rows);
          }
        });
    Map<Place, List<Assignment>> comeTo = new HashMap<>();
    for (Assignment row : come) {
      if (row.ports() != null) {
        comeTo.computeIfAbsent(Place.of(row), absent -> new ArrayList<>(1)).add(row);
      }
    }
    List<Assignment> withdrawn = new ArrayList<>();
    Set<Assignment> renamed = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Assignment row : gone) {
      List<Assignment> inPlace = comeTo.getOrDefault(Place.of(row), List.of());
      Assignment other = renamed(row, inPlace);
      if (other == null) {
        withdrawn.add(row);
      } else {
        inPlace.remove(other);
        renamed.add(other);
        add(RegistryChange.Kind.RENAMED, other, row.serviceName(), other.serviceName());
        compare(row, other);
      }
    }
    Set<RegistryState.Key> staying = new HashSet<>();
    servicesAfter.forEach(row -> staying.add(withoutTransport(row)));
    withdrawn.forEach(row -> addWithdrawn(row, staying.contains(withoutTransport(row))));
    come.removeIf(renamed::contains);
    come.forEach(
        row -> add(RegistryChange.Kind.ASSIGNED, row, state(statesBefore, row), row.description()));
  }

  /** Of two rows of one name in each copy those of one title belong together. */
  private void pair(
      List<Assignment> before,
      List<Assignment> after,
      List<Assignment> gone,
      List<Assignment> come) {
    List<Assignment> left = new ArrayList<>(after);
    List<Assignment> unlike = new ArrayList<>();
    for (Assignment row : before) {
      Assignment same =
          left.stream()
              .filter(other -> other.description().equals(row.description()))
              .findFirst()
              .orElse(null);
      if (same == null) {
        unlike.add(row);
      } else {
        left.remove(same);
        compare(row, same);
      }
    }
    for (Assignment row : unlike) {
      if (left.isEmpty()) {
        gone.add(row);
      } else {
        compare(row, left.remove(0));
      }
    }
    come.addAll(left);
  }

  private void compare(Assignment before, Assignment after) {
    if (!before.description().equals(after.description())) {
      add(RegistryChange.Kind.RETITLED, after, before.description(), after.description());
    }
    if (!before.references().equals(after.references())) {
      add(
          RegistryChange.Kind.REFERENCE_CHANGED,
          after,
          RowFormat.text(before.references()),
          RowFormat.text(after.references()));
    }
  }

  /** A service that took another name stays in its place, and keeps its title, date or assignee. */
  private static @Nullable Assignment renamed(Assignment row, List<Assignment> inPlace) {
    for (Assignment other : inPlace) {
      boolean keeps =
          row.description().equals(other.description())
              || (row.registered() != null && row.registered().equals(other.registered()))
              || (!row.assignee().isEmpty() && row.assignee().equals(other.assignee()));
      if (keeps) {
        return other;
      }
    }
    return null;
  }

  private static RegistryState.Key withoutTransport(Assignment row) {
    return new RegistryState.Key(row.ports(), null, row.serviceName());
  }

  /** What a copy withdrew; {@code stays} if it kept the service on the port for a transport. */
  private void addWithdrawn(Assignment row, boolean stays) {
    changes.add(
        change(
            stays ? RegistryChange.Kind.TRANSPORT_WITHDRAWN : RegistryChange.Kind.WITHDRAWN,
            dayOfState(row),
            row.ports(),
            row.transport(),
            row.serviceName(),
            row.description(),
            state(statesAfter, row)));
  }

  private void add(RegistryChange.Kind kind, Assignment row, String before, String after) {
    changes.add(
        change(kind, day(row), row.ports(), row.transport(), row.serviceName(), before, after));
  }

  private RegistryChange change(
      RegistryChange.Kind kind,
      @Nullable LocalDate day,
      @Nullable PortSpan ports,
      @Nullable Transport transport,
      String name,
      String before,
      String after) {
    return new RegistryChange(
        kind,
        RegistryHistory.date(day == null ? older.day() : day),
        RegistryHistory.date(day == null ? newer.day() : day),
        ports,
        transport,
        name,
        before,
        after,
        older.source() + " -> " + newer.source());
  }

  /** The day that a row has of its own, if it lies between the two copies. */
  private @Nullable LocalDate day(@Nullable Entry row) {
    if (row == null) {
      return null;
    }
    return Stream.of(row.modified(), row.registered())
        .filter(Objects::nonNull)
        .filter(date -> date.day() != null)
        .map(RegistryDate::earliest)
        .filter(day -> day.isAfter(older.day()) && !day.isAfter(newer.day()))
        .findFirst()
        .orElse(null);
  }

  private @Nullable LocalDate dayOfState(Assignment row) {
    PortSpan ports = row.ports();
    Transport transport = UnnamedRows.spokenOf(row.transport()).get(0);
    return ports == null ? null : day(statesAfter.row(ports.first(), transport));
  }

  // States

  private static String state(UnnamedRows rows, Assignment row) {
    PortSpan ports = row.ports();
    Transport transport = UnnamedRows.spokenOf(row.transport()).get(0);
    return ports == null ? "" : text(rows.state(ports.first(), transport));
  }

  /** A port that is given to a purpose without a name counts as one of which no row speaks. */
  private static String text(@Nullable IanaState state) {
    return state == null || state == IanaState.ASSIGNED ? "" : RowFormat.text(state);
  }

  /** The ports that a service has in either copy. */
  private BitSet covered(Transport transport) {
    BitSet covered = new BitSet();
    Stream.concat(servicesBefore.stream(), servicesAfter.stream())
        .filter(row -> UnnamedRows.spokenOf(row.transport()).contains(transport))
        .map(Assignment::ports)
        .filter(Objects::nonNull)
        .forEach(ports -> covered.set(ports.first(), ports.last() + 1));
    return covered;
  }

  /** Ports that no service has in either copy. */
  private void compareStates() {
    for (Transport transport : Transport.values()) {
      BitSet covered = covered(transport);
      int port = 0;
      while (port <= PortSpan.MAX_PORT) {
        String before = text(statesBefore.state(port, transport));
        String after = text(statesAfter.state(port, transport));
        int first = port++;
        if (before.equals(after) || covered.get(first)) {
          continue;
        }
        LocalDate day = day(statesAfter.row(first, transport));
        while (port <= PortSpan.MAX_PORT
            && !covered.get(port)
            && before.equals(text(statesBefore.state(port, transport)))
            && after.equals(text(statesAfter.state(port, transport)))
            && Objects.equals(day, day(statesAfter.row(port, transport)))) {
          port++;
        }
        changes.add(
            change(
                RegistryChange.Kind.STATE_CHANGED,
                day,
                new PortSpan(first, port - 1),
                transport,
                "",
                before,
                after));
      }
    }
  }
}
