package io.github.portregistry.cli;

import io.github.portregistry.PortStatus;
import io.github.portregistry.Transport;
import io.github.portregistry.probe.Known;
import io.github.portregistry.probe.Likely;
import io.github.portregistry.probe.Listener;
import io.github.portregistry.probe.PortFinding;
import io.github.portregistry.probe.ProcessRef;
import io.github.portregistry.probe.Spoken;
import io.github.portregistry.probe.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Combines the listeners of this machine into rows, so that no row is repeated. */
final class ListenerRows {

  private ListenerRows() {}

  /**
   * Listeners that differ only in the address, the port or the transport.
   *
   * @param status the status of their ports for their transports
   * @param verdict the verdict of each
   * @param listeners one for each address, port and transport
   */
  record Row(
      Set<Integer> ports,
      Set<Transport> transports,
      PortStatus status,
      Verdict verdict,
      List<Listener> listeners) {

    Listener first() {
      return listeners.get(0);
    }

    /**
     * The process to name: an owner, or a likely owner if no owner is known; null if neither is
     * known.
     */
    @Nullable ProcessRef process() {
      return named(first());
    }

    boolean isLikely() {
      return first().ownership() instanceof Likely;
    }

    /** The number of owners besides the process that is named. */
    int otherOwners() {
      Set<Long> owners = new LinkedHashSet<>();
      for (Listener listener : listeners) {
        if (listener.ownership() instanceof Known known) {
          known.owners().forEach(owner -> owners.add(owner.pid()));
        }
      }
      return Math.max(0, owners.size() - 1);
    }

    /** The addresses, the most widely reachable first. */
    List<String> addresses() {
      return ListenerRows.addresses(listeners);
    }

    /** The protocols that they speak, each answer once; "" if they were not asked. */
    String spoken() {
      return ListenerRows.spoken(listeners);
    }
  }

  /** Returns the rows, by their first port. */
  static List<Row> of(List<PortFinding> findings) {
    List<Row> rows = new ArrayList<>();
    for (PortFinding finding : findings) {
      rows.addAll(byOwner(finding));
    }
    List<Row> ofPorts = folded(rows, row -> List.of(row.ports(), same(row)));
    return folded(
        ofPorts,
        row ->
            // Two unknown owners may be different processes.
            row.process() == null
                ? List.of(row.ports(), row.transports(), same(row))
                : List.of(row.transports(), same(row)));
  }

  /** The listeners of a port, combined by transport, owner and verdict. */
  private static Collection<Row> byOwner(PortFinding finding) {
    Map<List<Object>, Row> rows = new LinkedHashMap<>();
    for (Listener listener : finding.listeners()) {
      Transport transport = listener.transport();
      rows.computeIfAbsent(
              List.of(transport, owner(listener), listener.verdict()),
              absent ->
                  new Row(
                      new TreeSet<>(Set.of(finding.port())),
                      new TreeSet<>(Set.of(transport)),
                      finding.record().status(transport),
                      listener.verdict(),
                      new ArrayList<>()))
          .listeners()
          .add(listener);
    }
    return rows.values();
  }

  private static List<Row> folded(List<Row> rows, Function<Row, Object> key) {
    Map<Object, Row> folded = new LinkedHashMap<>();
    for (Row row : rows) {
      Row first = folded.putIfAbsent(key.apply(row), row);
      if (first != null) {
        first.ports().addAll(row.ports());
        first.transports().addAll(row.transports());
        first.listeners().addAll(row.listeners());
      }
    }
    return List.copyOf(folded.values());
  }

  /** The values in which rows must agree to be combined. */
  private static List<Object> same(Row row) {
    return List.of(owner(row.first()), row.addresses(), row.spoken(), row.status(), row.verdict());
  }

  private static List<Object> owner(Listener listener) {
    ProcessRef process = named(listener);
    return List.of(
        listener.user(),
        listener.unit(),
        listener.ownership() instanceof Likely,
        process == null ? -1L : process.pid(),
        process == null ? "" : process.label());
  }

  private static @Nullable ProcessRef named(Listener listener) {
    if (listener.ownership() instanceof Known known) {
      return known.leader();
    }
    return listener.ownership() instanceof Likely likely ? likely.candidates().get(0) : null;
  }

  private static List<String> addresses(List<Listener> listeners) {
    return listeners.stream()
        .sorted(
            Comparator.comparing((Listener listener) -> !listener.isOnAllAddresses())
                .thenComparing(Listener::isLoopback))
        .map(Listener::addressText)
        .distinct()
        .toList();
  }

  private static String spoken(List<Listener> listeners) {
    return listeners.stream()
        .map(Listener::spoken)
        .filter(Objects::nonNull)
        .map(Spoken::words)
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
