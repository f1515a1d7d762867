package io.github.portregistry.probe;

import io.github.portregistry.PortRecord;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.Transport;
import io.github.portregistry.probe.SocketSource.Sockets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Creates the findings of the ports of one survey. */
final class Findings {

  private final PortRegistry registry;
  private final Instant at;
  private final Coverage coverage;
  private final @Nullable Transport transport;
  private final Supplier<LocalPorts> localPorts;
  private final Map<Integer, List<Listener>> listeners = new HashMap<>();
  private final Map<Integer, List<OtherUse>> uses = new HashMap<>();

  /**
   * Sorts a survey by ports.
   *
   * @param at when the survey began
   * @param transport the survey's transport; null if it has both
   * @param localPorts reads the system's settings for ports on first use
   */
  Findings(
      PortRegistry registry,
      Instant at,
      Sockets survey,
      @Nullable Transport transport,
      Supplier<LocalPorts> localPorts) {
    this.registry = registry;
    this.at = at;
    this.coverage = survey.coverage();
    this.transport = transport;
    this.localPorts = once(localPorts);
    for (Listener listener : survey.listeners()) {
      listeners
          .computeIfAbsent(listener.address().getPort(), port -> new ArrayList<>())
          .add(listener);
    }
    for (OtherUse use : survey.otherUses()) {
      uses.computeIfAbsent(use.address().getPort(), port -> new ArrayList<>()).add(use);
    }
  }

  /** Returns the findings by port number; for all ports, only the ports with a listener. */
  Survey of(PortSet ports) {
    List<PortFinding> findings = new ArrayList<>();
    if (ports.isAll()) {
      for (int port : new TreeSet<>(listeners.keySet())) {
        findings.add(finding(port));
      }
    } else {
      for (int port : ports.toArray()) {
        findings.add(finding(port));
      }
    }
    boolean owned = true;
    for (PortFinding finding : findings) {
      owned &= finding.coverage().ownersComplete();
    }
    return new Survey(at, findings, its(owned));
  }

  private Coverage its(boolean ownersComplete) {
    return coverage.source() == Source.NONE
        ? coverage
        : coverage.withOwnersComplete(ownersComplete);
  }

  private PortFinding finding(int port) {
    List<Listener> here = new ArrayList<>(listeners.getOrDefault(port, List.of()));
    boolean owned = true;
    if (!here.isEmpty()) {
      sortByPlace(here);
      for (Listener listener : here) {
        owned &= listener.ownership() instanceof Known known && known.complete();
      }
    }
    Coverage its = its(owned);
    List<OtherUse> others = uses.getOrDefault(port, List.of());
    PortRecord whole = registry.port(port);
    PortRecord record = transport == null ? whole : whole.forTransport(transport);
    VerdictRule rule = new VerdictRule(record, here, others, its, transport, localPorts);
    return new PortFinding(
        record, at, rule.listeners(), others, its, rule.verdict(), rule.reasons());
  }

  private static void sortByPlace(List<Listener> listeners) {
    listeners.sort(
        Comparator.comparing(Listener::transport)
            .thenComparing(listener -> listener.address().getAddress().getAddress().length)
            .thenComparing(listener -> listener.address().getAddress().getHostAddress()));
  }

  /** Reads on first use only, because some systems need to run a program for it. */
  private static <T> Supplier<T> once(Supplier<T> read) {
    return new Supplier<>() {
      private @Nullable T value;

      @Override
      public T get() {
        T found = value;
        if (found == null) {
          found = read.get();
          value = found;
        }
        return found;
      }
    };
  }
}
