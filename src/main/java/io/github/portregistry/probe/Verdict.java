package io.github.portregistry.probe;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.json.Given;
import java.util.Locale;

/** What is to be thought of what was found on a port. */
public enum Verdict {
  /** Nobody listens on the port, and the socket tables were read whole. */
  NOT_IN_USE,
  /** Each holder is a program that is known to implement a service the port is assigned to. */
  EXPECTED,
  /** Nothing speaks against it, but a holder is not known to implement the port's service. */
  PLAUSIBLE,
  /** The port is a ghost, released, reserved or unassigned, or a holder contradicts its service. */
  SCRUTINISE,
  /** No listener was seen, but the socket tables could not be read whole. */
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
