package io.github.portregistry.greeting;

import io.github.portregistry.Transport;
import java.net.InetSocketAddress;

/**
 * A listener to ask.
 *
 * @param address the address to connect to
 * @param expected what its port is for
 */
public record Target(Transport transport, InetSocketAddress address, Expected expected) {}
