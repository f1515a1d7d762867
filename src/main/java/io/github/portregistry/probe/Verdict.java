package io.github.portregistry.probe;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.json.Given;
import java.util.Locale;

/** The judgment of a finding: whether what listens on a port fits the registry. */
public enum Verdict {
  /** Nothing listens on the port, and the socket tables were read to their end. */
  NOT_IN_USE,
  /** Every owner is a program that is known to implement a service the port is assigned to. */
  EXPECTED,
  /** Nothing is suspicious, but an owner is not known to implement the port's service. */
  PLAUSIBLE,
  /**
   * The port is a ghost, released, reserved or unassigned, or an owner does not fit its service.
   */
  INVESTIGATE,
  /** No listener was seen, but the socket tables could not be read to their end. */
  UNKNOWN;

  /** The constant in JSON. */
  @JsonValue
  String json() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  static Verdict read(Object json) {
    return Given.constant(json, Verdict.class);
  }
}
