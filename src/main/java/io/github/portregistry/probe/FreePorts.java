package io.github.portregistry.probe;

import io.github.portregistry.ObservedUse;
import io.github.portregistry.PortRange;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Finds ports that are unassigned, have no known use, and are not in use here. */
final class FreePorts {

  /** How many ports are looked for in the system's tables with one pass. */
  private static final int AT_ONCE = 64;

  private final ListenerProbe probe;

  FreePorts(ListenerProbe probe) {
    this.probe = probe.withOwners(Owners.NONE).withOtherUses(OtherUses.ALL);
  }

  /**
   * Returns the first of some ports that are free, in the order given.
   *
   * @throws IllegalStateException if the system does not show whether a port is in use
   */
  List<Integer> first(int count, IntStream ports) {
    List<Integer> free = new ArrayList<>();
    Iterator<Integer> quiet = ports.filter(this::isQuiet).iterator();
    while (free.size() < count && quiet.hasNext()) {
      List<Integer> candidates = new ArrayList<>();
      while (candidates.size() < AT_ONCE && quiet.hasNext()) {
        candidates.add(quiet.next());
      }
      Set<Integer> unused = unused(candidates);
      candidates.stream()
          .filter(unused::contains)
          .limit((long) count - free.size())
          .forEach(free::add);
    }
    return free;
  }

  /** A Dynamic Port is not assigned, but the system may hand it out at any moment. */
  private boolean isQuiet(int port) {
    if (port <= 0 || PortRange.of(port) == PortRange.DYNAMIC) {
      return false;
    }
    PortRecord record = probe.registry().port(port);
    return record.status() == PortStatus.UNASSIGNED
        && record.observedUses().stream().allMatch(ObservedUse::isRange);
  }

  private Set<Integer> unused(List<Integer> candidates) {
    Set<Integer> unused = new HashSet<>();
    for (PortFinding finding : probe.check(candidates)) {
      if (!finding.coverage().socketsComplete()) {
        throw new IllegalStateException(
            "cannot see whether a port is in use: " + String.join(" ", finding.coverage().notes()));
      }
      if (finding.verdict() == Verdict.NOT_IN_USE && finding.otherUses().isEmpty()) {
        unused.add(finding.port());
      }
    }
    return unused;
  }
}
