package io.github.portregistry.greeting;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.Transport;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** Asks servers of a test as listeners of ports that are for something, or for nothing. */
final class Asked {

  /** Long, so that a slow machine changes no answer; what ends sooner does not wait for it. */
  static final Duration BUDGET = Duration.ofSeconds(60);

  /** A Dynamic Port of which nothing is known. */
  static final int UNKNOWN_PORT = 60_001;

  private Asked() {}

  static Expected nothing(Transport transport) {
    return of(UNKNOWN_PORT, transport);
  }

  static Expected of(int port, Transport transport) {
    return Expected.of(Protocols.packaged(), PortRegistry.bundled().port(port), transport);
  }

  /** As on a port of which nothing is known. */
  static Heard anywhere(LoopbackServer server) {
    return one(server.address(), nothing(Transport.TCP));
  }

  /** As if it listened on another port. */
  static Heard as(int port, LoopbackServer server) {
    return one(server.address(), of(port, Transport.TCP));
  }

  static Heard one(InetSocketAddress address, Expected expected) {
    return Greeter.ask(List.of(new Target(Transport.TCP, address, expected)), BUDGET).get(0);
  }
}
