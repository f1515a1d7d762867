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
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Gives rows the statuses that follow from former assignments, and services their liveness. */
public final class Statuses {

  private final Map<PortSpan, List<FactTable.Row<FormerAssignment>>> former;
  private final UnaryOperator<Assignment> liveness;

  /**
   * Creates the statuses.
   *
   * @param liveness returns a row with a port and its liveness
   */
  public Statuses(FactTable<FormerAssignment> former, UnaryOperator<Assignment> liveness) {
    this.former = FactTable.byPorts(former.rows());
    this.liveness = liveness;
  }

  /** Returns the rows with their statuses, in the same order. */
  public List<RegistryRow> appliedTo(List<RegistryRow> entries) {
    return entries.stream().map(this::appliedTo).toList();
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

  /** What two copies of the registry alone attest makes no status, nor what left a wider block. */
  private boolean isReleased(UnnamedEntry row, PortSpan ports) {
    return former.getOrDefault(ports, List.of()).stream()
        .map(FactTable.Row::fact)
        .anyMatch(
            fact ->
                fact.leftThePort()
                    && fact.strength() != Evidence.Strength.WEAK
                    && (fact.transport() == null
                        || row.transport() == null
                        || fact.transport() == row.transport()));
  }
}
