package io.github.portregistry;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.json.Given;
import java.util.Locale;

/**
 * The state of a port's assignment, from most to least active.
 *
 * <p>The transports of a port can have different statuses. The status of the port is the first of
 * these constants that any of its transports has.
 */
public enum PortStatus {
  /** The port is assigned and nothing shows that the service is abandoned. */
  ASSIGNED,
  /** The port is assigned, but evidence shows that the service is functionally abandoned. */
  GHOST,
  /** The port was assigned before and is no longer. */
  RELEASED,
  /** The registry reserves the port and records no former service. */
  RESERVED,
  /**
   * No service has the port, and none is proven to have had it. A service that only an older copy
   * of the registry shows, without a date, is listed as a former assignment, but the port stays
   * unassigned.
   */
  UNASSIGNED,
  /** The port is one of the Dynamic Ports, 49152-65535, which are never assigned. */
  DYNAMIC;

  /**
   * Returns the status of the same name as a state of the registry.
   *
   * @param state the registry's state of a port
   * @return the status of the same name
   * @throws NullPointerException if {@code state} is null
   */
  public static PortStatus of(IanaState state) {
    return requireNonNull(state, "state") == IanaState.ASSIGNED
        ? ASSIGNED
        : state == IanaState.RESERVED ? RESERVED : UNASSIGNED;
  }

  /** The constant in JSON. */
  @JsonValue
  String json() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  static PortStatus read(Object json) {
    return Given.constant(json, PortStatus.class);
  }
}
