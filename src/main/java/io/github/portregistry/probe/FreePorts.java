package io.github.portregistry.probe;

import io.github.portregistry.Candidate;
import io.github.portregistry.ObservedUse;
import io.github.portregistry.PortRange;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortSpan;
import io.github.portregistry.PortStatus;
import io.github.portregistry.Standing;
import io.github.portregistry.Transport;
import io.github.portregistry.dossier.Escaped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Finds ports that can be bound and that nothing else is known to use: unassigned, without a known
 * use, not in use here, and neither handed out nor reserved by the system.
 */
final class FreePorts {

  /** The number of ports that are checked in one pass over the system's tables. */
  private static final int AT_ONCE = 64;

  /** People know 8080 for 80 and 8443 for 443. */
  private static final int RECOGNIZABLE = 8000;

  private static final int RECOGNIZABLE_COUNT = 10;

  /** What people use instead of FTP's, SSH's and SMTP's port. */
  private static final Map<Integer, Integer> USUAL = Map.of(21, 2121, 22, 2222, 25, 2525);

  private final ListenerProbe probe;
  private final LocalPorts local;

  FreePorts(ListenerProbe probe) {
    this.probe =
        probe.remembering().overBoth().withOwners(Owners.NONE).withOtherUses(OtherUses.ALL);
    this.local = this.probe.localPorts();
  }

  /**
   * Returns the first ports of a range that are free; of a range that the system hands out
   * altogether, and of one of Dynamic Ports, such ports nevertheless.
   *
   * @throws IllegalStateException if the system does not show whether a port is in use
   */
  List<Integer> in(PortSpan range, int count) {
    boolean allHandedOut = ports(range).allMatch(local::handsOut);
    boolean dynamic = allHandedOut || PortRange.of(range.first()) == PortRange.DYNAMIC;
    return first(
        count,
        ports(range)
            .filter(port -> allHandedOut || !local.handsOut(port))
            .filter(port -> dynamic ? isQuiet(probe.registry().port(port)) : isQuiet(port)));
  }

  private static IntStream ports(PortSpan range) {
    return IntStream.rangeClosed(range.first(), range.last());
  }

  /**
   * Returns a port to take instead of another: of a System Port the usual one or one that ends like
   * it, if it is not in use here; else the nearest above the System Ports, if possible one that no
   * application claims as part of a range, and of two at the same distance the lower one; on a
   * machine that hands all of them out, one that it hands out.
   *
   * @return empty if there is none, or the system does not show which ports are in use
   */
  OptionalInt near(int port) {
    try {
      OptionalInt found = OptionalInt.empty();
      if (PortRange.of(port) == PortRange.SYSTEM) {
        int first = RECOGNIZABLE + port;
        IntStream alike =
            IntStream.range(first, first + RECOGNIZABLE_COUNT).filter(near -> !isCommon(near));
        Integer usual = USUAL.get(port);
        if (usual != null) {
          alike = IntStream.concat(IntStream.of(usual), alike);
        }
        found = one(alike.filter(near -> !local.handsOut(near)));
      }
      if (found.isEmpty()) {
        found = one(nearest(port, near -> !local.handsOut(near) && uses(near).isEmpty()));
      }
      if (found.isEmpty()) {
        found = one(nearest(port, near -> !local.handsOut(near)));
      }
      return found.isPresent() ? found : one(nearest(port, local::handsOut));
    } catch (IllegalStateException e) {
      return OptionalInt.empty();
    }
  }

  /** Whether an application dominates the port, so that people expect it there. */
  private boolean isCommon(int port) {
    PortRecord record = probe.registry().port(port);
    return record.candidates(Transport.TCP).stream().anyMatch(FreePorts::isCommon)
        || record.candidates(Transport.UDP).stream().anyMatch(FreePorts::isCommon);
  }

  private static boolean isCommon(Candidate candidate) {
    return candidate.standing() == Standing.COMMON;
  }

  private OptionalInt one(IntStream ports) {
    return first(1, ports).stream().mapToInt(port -> port).findFirst();
  }

  private IntStream nearest(int port, IntPredicate wanted) {
    return IntStream.rangeClosed(1, PortSet.MAX_PORT)
        .flatMap(distance -> IntStream.of(port - distance, port + distance))
        .filter(near -> near > PortRange.SYSTEM.span().last() && near <= PortSet.MAX_PORT)
        .filter(near -> wanted.test(near) && isQuiet(near));
  }

  /** Returns the first ports that are not in use here and can be bound. */
  private List<Integer> first(int count, IntStream ports) {
    List<Integer> free = new ArrayList<>();
    Iterator<Integer> allowed = ports.filter(this::isAllowed).iterator();
    while (free.size() < count && allowed.hasNext()) {
      List<Integer> candidates = new ArrayList<>();
      while (candidates.size() < AT_ONCE && allowed.hasNext()) {
        candidates.add(allowed.next());
      }
      Set<Integer> unused = unused(candidates);
      candidates.stream()
          .filter(port -> unused.contains(port) && probe.canBind(port))
          .limit((long) count - free.size())
          .forEach(free::add);
    }
    return free;
  }

  private boolean isAllowed(int port) {
    return port > 0
        && !local.forbids(port)
        && !local.excludes(port, Transport.TCP)
        && !local.excludes(port, Transport.UDP);
  }

  /**
   * Whether a port is unassigned and has no known use but claims on a range. A Dynamic Port does
   * not count, because programs use one for a while at any moment.
   */
  private boolean isQuiet(int port) {
    return PortRange.of(port) != PortRange.DYNAMIC && isQuiet(probe.registry().port(port));
  }

  private List<ObservedUse> uses(int port) {
    return probe.registry().port(port).observedUses();
  }

  private static boolean isQuiet(PortRecord record) {
    return (record.status() == PortStatus.UNASSIGNED || record.status() == PortStatus.DYNAMIC)
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

  // What is said of a port to take instead

  /** Returns the port for a line of a report. */
  String described(int port) {
    boolean quiet = isQuiet(probe.registry().port(port));
    String claims = quiet ? claims(port) : "";
    return port
        + (!quiet
            ? ", not in use here"
            : claims.isEmpty() ? ", unassigned and with no known use" : ", unassigned; " + claims)
        + handedOut(port, "; ");
  }

  /** Returns the port as a sentence of a paragraph. */
  String sentence(int port) {
    boolean quiet = isQuiet(probe.registry().port(port));
    String claims = quiet ? claims(port) : "";
    return "Port "
        + port
        + " is free: it is "
        + (!quiet
            ? "not in use here"
            : claims.isEmpty()
                ? "unassigned, has no known use and is not in use here"
                : "unassigned and not in use here; " + claims)
        + handedOut(port, ", but ")
        + ".";
  }

  /** The applications that claim a range with a port, as a clause; "" if there are none. */
  private String claims(int port) {
    return uses(port).stream()
        .map(use -> Escaped.text(use.application()) + " may use " + use.ports())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private String handedOut(int port, String before) {
    return local.handsOut(port)
        ? before + "this machine gives the ports " + local.client() + " to outgoing connections"
        : "";
  }
}
