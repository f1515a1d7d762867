package io.github.portregistry.greeting;

import static java.util.Objects.requireNonNull;

import io.github.portregistry.Transport;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * A listener to ask.
 *
 * @param addresses the addresses to connect to; the first that this machine has is used
 * @param expected the protocols that its port is expected to have
 */
public record Target(Transport transport, List<InetSocketAddress> addresses, Expected expected) {

  /** Creates a target; there is at least one address. */
  public Target {
    requireNonNull(transport, "transport");
    addresses = List.copyOf(addresses);
    requireNonNull(expected, "expected");
  }

  /** Creates a target with one address. */
  public Target(Transport transport, InetSocketAddress address, Expected expected) {
    this(transport, List.of(address), expected);
  }
}
