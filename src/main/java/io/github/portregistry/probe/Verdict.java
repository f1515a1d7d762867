package io.github.portregistry.probe;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.json.Given;
import java.util.Locale;

/**
 * The judgment of a finding or of one listener: whether the listeners on a port fit the registry.
 */
public enum Verdict {
  /** Nothing listens on the port, and the socket tables were read to their end. */
  NOT_IN_USE,
  /**
   * Every owner is a program that is documented to implement the port's assigned service or a
   * recorded use, and its file is still in place and belongs to the system; on macOS and Windows,
   * only the path is checked.
   */
  EXPECTED,
  /** Nothing is suspicious, but an owner is not known to belong on the port. */
  PLAUSIBLE,
  /**
   * An owner should not be a server (a shell, a relay, a file in a temporary or hidden folder) or
   * does not fit the port's service; or the port has no service and no recorded use, and the owner
   * is not an installed program.
   */
  INVESTIGATE,
  /**
   * No listener was seen, but the socket tables could not be read to their end; or a listener that
   * no probe has judged.
   */
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
