package io.github.portregistry;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.json.Given;
import java.util.Locale;

/**
 * The rank of a candidate on a port, from most to least likely. {@code docs/status-rules.md}
 * explains the order.
 */
public enum Standing {
  /** An overlay, such as a team's table, assigns the port to the service. */
  OVERLAID,
  /**
   * The program dominates the port, so that people call the port by its name: {@link
   * ObservedUse#commonName}.
   */
  COMMON,
  /** The assigned service is known to be in use. */
  IN_USE,
  /** At least one source names this port for another program. */
  OBSERVED,
  /** An RFC in force specifies the assigned service, but no source shows it in use. */
  SPECIFIED,
  /**
   * The port is assigned to the service, but no source shows it in use, or its use was not
   * examined.
   */
  ASSIGNED,
  /** The program claims a range of ports that includes this one. */
  RANGE,
  /** The assigned service is a ghost. */
  GHOST,
  /** One source claims the use, and another contradicts it. */
  DISPUTED;

  /** The constant in JSON. */
  @JsonValue
  String json() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  static Standing read(Object json) {
    return Given.constant(json, Standing.class);
  }
}
