package io.github.portregistry;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.json.Given;
import java.util.Locale;

/** IANA's current state of a port: one of the three states of RFC 6335, section 6. */
public enum IanaState {
  /** The registry names a service or a purpose for the port. */
  ASSIGNED,
  /** The registry reserves the port: it is not available for ordinary assignment. */
  RESERVED,
  /** The registry names no service for the port; below 49152 it can be assigned on request. */
  UNASSIGNED;

  /** The constant in JSON. */
  @JsonValue
  String json() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  static IanaState read(Object json) {
    return Given.constant(json, IanaState.class);
  }
}
