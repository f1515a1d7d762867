package io.github.portregistry.past;

import io.github.portregistry.Assignment;
import io.github.portregistry.Evidence;
import io.github.portregistry.FormerAssignment;
import io.github.portregistry.PortSpan;
import io.github.portregistry.RegistryChange;
import io.github.portregistry.RegistryDate;
import io.github.portregistry.RegistryRow;
import io.github.portregistry.Transport;
import io.github.portregistry.fact.Changes;
import io.github.portregistry.fact.FactTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the former assignments in the changes of the registry. */
public final class FormerOfChanges {

  /** The place of a service, regardless of its name. */
  private record Place(@Nullable PortSpan ports, @Nullable Transport transport) {

    static Place of(RegistryChange change) {
      return new Place(change.ports(), change.transport());
    }
  }

  private record Key(@Nullable PortSpan ports, @Nullable Transport transport, String name) {}

  private final Map<Place, List<RegistryChange>> assigned = new HashMap<>();
  private final Map<Key, Assignment> rows = new HashMap<>();

  private FormerOfChanges(List<RegistryChange> changes, List<RegistryRow> before) {
    for (RegistryChange change : changes) {
      if (change.kind() == RegistryChange.Kind.ASSIGNED) {
        assigned.computeIfAbsent(Place.of(change), absent -> new ArrayList<>(1)).add(change);
      }
    }
    for (RegistryRow row : before) {
      if (row instanceof Assignment service) {
        rows.put(new Key(row.ports(), row.transport(), row.serviceName()), service);
      }
    }
  }

  /**
   * Returns a row for each change that took a name from a port, in the order of the changes.
   *
   * @param changes in the order in which they were made
   * @param before the rows before the first change, as far as they are known completely
   */
  public static List<FactTable.Row<FormerAssignment>> of(
      List<RegistryChange> changes, List<RegistryRow> before) {
    FormerOfChanges all = new FormerOfChanges(changes, before);
    List<List<String>> references = RegistryState.referencesBefore(changes);
    List<FactTable.Row<FormerAssignment>> former = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      RegistryChange change = changes.get(i);
      PortSpan ports = change.ports();
      if (ports != null && Changes.takesAway(change)) {
        former.add(new FactTable.Row<>(ports, all.former(change, references.get(i))));
      }
    }
    return former;
  }

  private FormerAssignment former(RegistryChange change, List<String> references) {
    boolean renamed = change.kind() == RegistryChange.Kind.RENAMED;
    String name = Changes.formerName(change);
    String successor = renamed ? change.after() : successor(change);
    Assignment row = rows.get(new Key(change.ports(), change.transport(), name));
    // The two days around a change whose day is not known.
    RegistryDate lastSeen = change.hasDay() ? null : change.notBefore();
    return new FormerAssignment(
        change.transport(),
        name,
        !renamed ? change.before() : row == null ? "" : row.description(),
        row == null ? references : row.references(),
        row == null ? null : row.registered(),
        change.hasDay() ? change.notAfter() : null,
        "IANA",
        successor,
        kind(change, successor),
        change.source(),
        lastSeen,
        lastSeen == null ? null : change.notAfter(),
        change.hasDay() ? Evidence.Strength.MODERATE : Evidence.Strength.WEAK);
  }

  /** The service that got the ports and transport in the same step; "" if none did. */
  private String successor(RegistryChange change) {
    for (RegistryChange other : assigned.getOrDefault(Place.of(change), List.of())) {
      if (!other.serviceName().equals(change.serviceName()) && canBeOfOneDay(change, other)) {
        return other.serviceName();
      }
    }
    return "";
  }

  private static boolean canBeOfOneDay(RegistryChange change, RegistryChange other) {
    RegistryDate from = change.notBefore();
    RegistryDate otherFrom = other.notBefore();
    return (from == null || !from.earliest().isAfter(other.notAfter().latest()))
        && (otherFrom == null || !otherFrom.earliest().isAfter(change.notAfter().latest()));
  }

  private static FormerAssignment.Kind kind(RegistryChange change, String successor) {
    if (change.kind() == RegistryChange.Kind.RENAMED) {
      return FormerAssignment.Kind.RENAMED;
    }
    if (!successor.isEmpty()) {
      return FormerAssignment.Kind.REASSIGNED;
    }
    return change.kind() == RegistryChange.Kind.TRANSPORT_WITHDRAWN
        ? FormerAssignment.Kind.TRANSPORT_REMOVED
        : FormerAssignment.Kind.RELEASED;
  }
}
