package io.github.portregistry.probe;

import io.github.portregistry.PortRange;
import io.github.portregistry.PortSpan;
import io.github.portregistry.Transport;
import java.util.List;

/**
 * The system's settings for ports.
 *
 * @param client the ports that it hands out to connections
 * @param reserved the ports that it is configured not to hand out
 * @param excludedTcp the ports that no program may bind over TCP
 * @param excludedUdp the ports that no program may bind over UDP
 * @param firstUnprivileged the lowest port that this user may bind; 0 if the user may bind all
 */
record LocalPorts(
    PortSpan client,
    List<PortSpan> reserved,
    List<PortSpan> excludedTcp,
    List<PortSpan> excludedUdp,
    int firstUnprivileged) {

  /** The default of macOS and Windows; RFC 6335, section 6. */
  static final LocalPorts USUAL = ofClient(PortRange.DYNAMIC.span());

  LocalPorts {
    reserved = List.copyOf(reserved);
    excludedTcp = List.copyOf(excludedTcp);
    excludedUdp = List.copyOf(excludedUdp);
  }

  /** Returns the default of the system that a source belongs to. */
  static LocalPorts usual(Source source) {
    return source == Source.PROC || source == Source.NETLINK ? LinuxLocalPorts.USUAL : USUAL;
  }

  static LocalPorts ofClient(PortSpan client) {
    return new LocalPorts(client, List.of(), List.of(), List.of(), 0);
  }

  /** Whether the system may hand the port out to a connection at any moment. */
  boolean handsOut(int port) {
    return client.contains(port) && !contains(reserved, port) && !contains(excludedTcp, port);
  }

  /** Whether no program may bind the port, although nothing has it. */
  boolean excludes(int port, Transport transport) {
    return contains(transport == Transport.UDP ? excludedUdp : excludedTcp, port);
  }

  /**
   * Whether this user lacks the right to bind the port. In a user namespace of Linux that is not
   * visible, so a user who seems to have the right may be refused.
   */
  boolean forbids(int port) {
    return port < firstUnprivileged;
  }

  private static boolean contains(List<PortSpan> spans, int port) {
    for (PortSpan span : spans) {
      if (span.contains(port)) {
        return true;
      }
    }
    return false;
  }
}
