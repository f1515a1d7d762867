package io.github.portregistry.past;

import io.github.portregistry.Evidence;
import io.github.portregistry.FormerAssignment;
import io.github.portregistry.PortSpan;
import io.github.portregistry.RegistryChange;
import io.github.portregistry.Transport;
import io.github.portregistry.fact.Changes;
import io.github.portregistry.fact.FactTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What left with some changes, as former assignments. */
final class LeftAssignments {

  /** Where a service is, whatever its name. */
  private record Place(@Nullable PortSpan ports, @Nullable Transport transport) {}

  private LeftAssignments() {}

  /**
   * Returns the former assignments.
   *
   * @param changes the changes that lead from one copy to another
   * @param known until when it is known what they changed
   * @param newer the day of the other copy
   */
  static List<FactTable.Row<FormerAssignment>> of(
      List<RegistryChange> changes, LastKnown known, LocalDate newer) {
    Map<Place, String> successors = new HashMap<>();
    for (RegistryChange change : changes) {
      if (change.kind() == RegistryChange.Kind.ASSIGNED) {
        successors.putIfAbsent(new Place(change.ports(), change.transport()), change.serviceName());
      }
    }
    List<FactTable.Row<FormerAssignment>> former = new ArrayList<>();
    for (RegistryChange change : changes) {
      PortSpan ports = change.ports();
      if (ports != null && Changes.takesAway(change)) {
        String successor = successors.getOrDefault(new Place(ports, change.transport()), "");
        former.add(new FactTable.Row<>(ports, former(change, successor, known, newer)));
      }
    }
    return former;
  }

  /**
   * Returns a change as a former assignment.
   *
   * @param successor the service that came to the port of a withdrawn one; not one that had it too
   */
  private static FormerAssignment former(
      RegistryChange change, String successor, LastKnown known, LocalDate newer) {
    boolean renamed = change.kind() == RegistryChange.Kind.RENAMED;
    return new FormerAssignment(
        change.transport(),
        Changes.formerName(change),
        renamed ? "" : change.before(),
        change.hasDay() ? change.notAfter() : null,
        "IANA",
        renamed ? change.after() : successor,
        kind(change, successor),
        change.source(),
        Changes.date(known.since(change.kind(), change.ports(), change.transport())),
        Changes.date(newer),
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
}
