package io.github.portregistry.probe;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.json.Given;
import java.util.Locale;

/** The judgment of a finding: whether what listens on a port fits the registry. */
public enum Verdict {
  /** Nothing listens on the port, and the socket tables were read to their end. */
  NOT_IN_USE,
  /**
   * Every owner is a program that is documented to serve the port, by its assigned service or a use
   * on record, from a file that is in its place and belongs to the system; on macOS and Windows by
   * its path alone.
   */
  EXPECTED,
  /** Nothing is suspicious, but an owner is not known to be what belongs on the port. */
  PLAUSIBLE,
  /**
   * An owner is what no server should be (a shell, a relay, a file in a temporary or hidden place),
   * does not fit the port's service; or the port has no service and no use on record, and the owner
   * is not an installed program.
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
