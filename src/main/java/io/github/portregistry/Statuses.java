package io.github.portregistry;

import java.util.List;
import java.util.Map;

/** Gives rows the statuses that follow from former assignments and from what the rule found. */
final class Statuses {

  private final Map<PortSpan, List<FactTable.Row<FormerAssignment>>> former;
  private final FactTable<Judgement> judgements;

  Statuses(FactTable<FormerAssignment> former, FactTable<Judgement> judgements) {
    this.former = FactTable.byPorts(former.rows());
    this.judgements = judgements;
  }

  /** Returns the rows with their statuses, in the same order. */
  List<Entry> appliedTo(List<Entry> entries) {
    return entries.stream().map(this::appliedTo).toList();
  }

  private Entry appliedTo(Entry entry) {
    PortSpan ports = entry.ports();
    if (ports == null) {
      return entry;
    }
    if (entry instanceof Assignment row) {
      return row.withStatus(isGhost(row, ports) ? PortStatus.GHOST : PortStatus.ASSIGNED);
    }
    UnnamedEntry row = (UnnamedEntry) entry;
    boolean released = row.state() != IanaState.ASSIGNED && isReleased(row, ports);
    return row.withStatus(released ? PortStatus.RELEASED : UnnamedEntry.sameAs(row.state()));
  }

  private boolean isGhost(Assignment row, PortSpan ports) {
    return judgements.of(ports.first()).stream()
        .anyMatch(
            judgement ->
                judgement.serviceName().equalsIgnoreCase(row.serviceName())
                    && judgement.status() == PortStatus.GHOST
                    && !wasLookedAtSince(row, judgement));
  }

  /** A newer copy of the registry can have a row that its registrant has changed meanwhile. */
  private static boolean wasLookedAtSince(Assignment row, Judgement judgement) {
    RegistryDate modified = row.modified();
    return judgement.basis() == Judgement.Basis.ABSENCE
        && modified != null
        && modified.year() >= GhostRule.ROW_LOOKED_AT_SINCE;
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
