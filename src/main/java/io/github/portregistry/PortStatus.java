package io.github.portregistry;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.json.Given;
import java.util.Locale;

/**
 * The state of a port's assignment, from the most active to the least.
 *
 * <p>The order of the constants is the order in which the status of a number is chosen from those
 * of its transports: the first that any of them has.
 */
public enum PortStatus {
  /** The port is assigned and nothing shows that the service is abandoned. */
  ASSIGNED,
  /** The port is assigned, but evidence shows that the service is functionally abandoned. */
  GHOST,
  /** The port was assigned before and is no longer. */
  RELEASED,
  /** The registry keeps the port back and records no former service. */
  RESERVED,
  /**
   * No service has the port, and no former one is attested. A service that only an older copy of
   * the registry shows, without a date, is among the former assignments and leaves the port
   * unassigned.
   */
  UNASSIGNED,
  /** The port is one of the Dynamic Ports, 49152-65535, which are never assigned. */
  DYNAMIC;

  /**
   * Returns the status that follows from the registry's state alone.
   *
   * @param state what the registry says of a port
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
