package io.github.portregistry.greeting;

import io.github.portregistry.Transport;
import java.net.InetSocketAddress;

/**
 * A listener that is to be asked.
 *
 * @param address where it is connected to
 * @param expected what its port is for
 */
public record Target(Transport transport, InetSocketAddress address, Expected expected) {}
