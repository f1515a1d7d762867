package io.github.portregistry;

import io.github.portregistry.fact.FactTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the registry cited for a service in the last published state in which it had its port. */
final class FormerReferences {

  private FormerReferences() {}

  /** Returns the former assignments with the references of those that have none. */
  static List<FactTable.Row<FormerAssignment>> of(
      List<FactTable.Row<FormerAssignment>> former, List<PublishedStates.State> states) {
    Set<StateChanges.Place> wanted = new HashSet<>();
    former.forEach(row -> wanted.add(place(row)));
    Map<StateChanges.Place, List<String>> cited = new HashMap<>();
    for (PublishedStates.State state : states) {
      for (RegistryRow row : state.rows()) {
        if (row instanceof Assignment service) {
          StateChanges.Place place =
              new StateChanges.Place(row.ports(), row.transport(), row.serviceName());
          if (wanted.contains(place)) {
            cited.put(place, service.references());
          }
        }
      }
    }
    List<FactTable.Row<FormerAssignment>> all = new ArrayList<>();
    for (FactTable.Row<FormerAssignment> row : former) {
      List<String> references = cited.getOrDefault(place(row), List.of());
      all.add(
          row.fact().references().isEmpty() && !references.isEmpty()
              ? new FactTable.Row<>(row.ports(), with(row.fact(), references))
              : row);
    }
    return all;
  }

  private static StateChanges.Place place(FactTable.Row<FormerAssignment> row) {
    return new StateChanges.Place(row.ports(), row.fact().transport(), row.fact().serviceName());
  }

  private static FormerAssignment with(FormerAssignment former, List<String> references) {
    return new FormerAssignment(
        former.transport(),
        former.serviceName(),
        former.description(),
        references,
        former.registered(),
        former.releasedOn(),
        former.authority(),
        former.successor(),
        former.kind(),
        former.source(),
        former.lastSeen(),
        former.absentBy(),
        former.strength());
  }
}
