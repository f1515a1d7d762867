package io.github.portregistry.cli;

import io.github.portregistry.Assignment;
import io.github.portregistry.EverydayName;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.PortSpan;
import io.github.portregistry.Transport;
import io.github.portregistry.probe.ListenerProbe;
import io.github.portregistry.probe.OtherUses;
import io.github.portregistry.probe.PortFinding;
import io.github.portregistry.probe.Survey;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Finds the listeners on the ports that a command line names. */
final class AskedListeners {

  private AskedListeners() {}

  /**
   * Returns the listeners on some ports.
   *
   * @param words ports and names, each with or without a transport; if empty, all listeners
   * @return the findings that have a listener, by port number, and how much was seen for them
   * @throws UsageException if a word is neither a port nor the name of one
   */
  static Survey of(List<String> words, ListenerProbe probe, PortRegistry registry) {
    if (words.isEmpty()) {
      return probe.survey();
    }
    BitSet tcp = new BitSet();
    BitSet udp = new BitSet();
    for (String word : words) {
      Query query = query(word);
      spans(query, registry)
          .forEach(
              span -> {
                if (query.transport() != Transport.UDP) {
                  tcp.set(span.first(), span.last() + 1);
                }
                if (query.transport() != Transport.TCP) {
                  udp.set(span.first(), span.last() + 1);
                }
              });
    }
    BitSet both = (BitSet) tcp.clone();
    both.and(udp);
    tcp.andNot(both);
    udp.andNot(both);
    // Like checkAll, which looks at nothing but listeners.
    ListenerProbe ofListeners = probe.withOtherUses(OtherUses.NONE);
    List<PortFinding> found = new ArrayList<>();
    found.addAll(check(both, ofListeners));
    found.addAll(check(tcp, ofListeners.withTransport(Transport.TCP)));
    found.addAll(check(udp, ofListeners.withTransport(Transport.UDP)));
    // What one of them could not read, the answer lacks.
    PortFinding weakest =
        found.stream()
            .filter(finding -> !finding.coverage().socketsComplete())
            .findFirst()
            .orElse(found.get(0));
    List<PortFinding> listening =
        found.stream()
            .filter(finding -> !finding.listeners().isEmpty())
            .sorted(Comparator.comparingInt(PortFinding::port))
            .toList();
    return new Survey(weakest.at(), listening, weakest.coverage());
  }

  /** Checks these ports and no others, whose listeners would be asked what they speak. */
  private static List<PortFinding> check(BitSet ports, ListenerProbe probe) {
    return ports.isEmpty() ? List.of() : probe.check(ports.stream().boxed().toList());
  }

  private static Query query(String word) {
    Query query;
    try {
      query = Query.parse(word);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
    Transport transport = query.transport();
    if (transport != null && transport != Transport.TCP && transport != Transport.UDP) {
      throw new UsageException(
          "'"
              + word
              + "' is for "
              + transport.keyword()
              + ", and only TCP and UDP sockets are seen");
    }
    return query;
  }

  private static Stream<PortSpan> spans(Query query, PortRegistry registry) {
    PortSpan ports = query.ports();
    if (ports != null) {
      return Stream.of(ports);
    }
    String name = query.name();
    List<PortSpan> named =
        Stream.concat(
                registry.service(name).stream().map(Assignment::ports).filter(Objects::nonNull),
                registry.everydayNames(name).stream().map(EverydayName::port).map(PortSpan::of))
            .toList();
    if (named.isEmpty()) {
      throw new UsageException(
          "no service '"
              + name
              + "' has a port; "
              + Suggestion.serviceName(registry, name)
                  .map(near -> "did you mean " + near + "?")
                  .orElse("give ports, such as 80 or 8000-8999"));
    }
    return named.stream();
  }
}
