package io.github.portregistry;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** One row of a registry table: a service that has a name, or a port that has none. */
sealed interface Entry permits Assignment, UnnamedEntry {

  /** The ports of the row; null for a name that has none. */
  @Nullable PortSpan ports();

  /** The transport of the row; null where it names none and so holds for all. */
  @Nullable Transport transport();

  @Nullable RegistryDate registered();

  @Nullable RegistryDate modified();

  PortStatus status();

  /** The service name; "" for a row that has none. */
  String serviceName();

  String description();

  String source();

  /** The same row for one transport only. */
  Entry withTransport(Transport transport);

  /** The same row without a date that was still to come. */
  Entry knownOn(LocalDate day);

  /**
   * Tells whether the row speaks of a transport.
   *
   * @param transport the transport
   * @return whether the row names it, or names none and so holds for all
   */
  default boolean isFor(Transport transport) {
    return transport() == null || transport() == transport;
  }

  /**
   * Tells whether the row covers a port.
   *
   * @param port any number
   * @return whether it is among the ports of the row
   */
  default boolean covers(int port) {
    PortSpan ports = ports();
    return ports != null && ports.contains(port);
  }
}
