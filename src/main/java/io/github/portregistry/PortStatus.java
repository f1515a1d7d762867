package io.github.portregistry;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.json.Given;

/**
 * What is to be thought of a port's assignment, from the most alive to the least.
 *
 * <p>The order of the constants is the order in which the status of a number is chosen from those
 * of its transports: the first that any of them has.
 */
public enum PortStatus {
  /** The port has a holder and nothing shows that the service is abandoned. */
  ASSIGNED,
  /** The port has a holder, but evidence shows that the service is functionally abandoned. */
  GHOST,
  /** The port had a holder before and has none now. */
  RELEASED,
  /** The registry holds the port back and records no former holder. */
  RESERVED,
  /** The port has no holder and the registry records no former one. */
  UNASSIGNED,
  /** The port is one of the Dynamic Ports, 49152-65535, which nobody can hold. */
  DYNAMIC;

  /** The constant in JSON. */
  @JsonValue
  String json() {
    return RowFormat.text(this);
  }

  @JsonCreator
  static PortStatus read(Object json) {
    return Given.constant(json, PortStatus.class);
  }
}
