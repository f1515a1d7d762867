package io.github.portregistry.fact;

import io.github.portregistry.Assignment;
import io.github.portregistry.Evidence;
import io.github.portregistry.FormerAssignment;
import io.github.portregistry.IanaState;
import io.github.portregistry.PortSpan;
import io.github.portregistry.PortStatus;
import io.github.portregistry.RegistryRow;
import io.github.portregistry.UnnamedEntry;
import io.github.portregistry.csv.Rows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Sets the status of rows from former assignments, and the liveness of services. */
public final class Statuses {

  /**
   * The former assignments by their ports: the first in the upper 16 bits, the last in the lower.
   */
  private final Map<Integer, List<FormerAssignment>> former = new HashMap<>();

  private final UnaryOperator<Assignment> liveness;

  /**
   * Creates the statuses.
   *
   * @param liveness returns a row with a port and its liveness
   */
  public Statuses(
      List<FactTable.Row<FormerAssignment>> former, UnaryOperator<Assignment> liveness) {
    this.liveness = liveness;
    for (FactTable.Row<FormerAssignment> row : former) {
      Integer key = key(row.ports());
      List<FormerAssignment> same = this.former.get(key);
      if (same == null) {
        same = new ArrayList<>(1);
        this.former.put(key, same);
      }
      same.add(row.fact());
    }
  }

  private static int key(PortSpan ports) {
    return ports.first() << 16 | ports.last();
  }

  /** Returns the rows with their statuses, in the same order. */
  public List<RegistryRow> appliedTo(List<RegistryRow> entries) {
    List<RegistryRow> rows = new ArrayList<>(entries.size());
    for (RegistryRow entry : entries) {
      rows.add(appliedTo(entry));
    }
    return rows;
  }

  private RegistryRow appliedTo(RegistryRow entry) {
    PortSpan ports = entry.ports();
    if (ports == null) {
      return entry;
    }
    if (entry instanceof Assignment row) {
      return liveness.apply(row);
    }
    UnnamedEntry row = (UnnamedEntry) entry;
    boolean released = row.state() != IanaState.ASSIGNED && isReleased(row, ports);
    return Rows.withStatus(row, released ? PortStatus.RELEASED : PortStatus.of(row.state()));
  }

  /**
   * Whether a former assignment of exactly these ports makes them released. One that only two
   * copies of the registry show does not.
   */
  private boolean isReleased(UnnamedEntry row, PortSpan ports) {
    for (FormerAssignment fact : former.getOrDefault(key(ports), List.of())) {
      if (fact.leftThePort()
          && fact.strength() != Evidence.Strength.WEAK
          && (fact.transport() == null
              || row.transport() == null
              || fact.transport() == row.transport())) {
        return true;
      }
    }
    return false;
  }
}
