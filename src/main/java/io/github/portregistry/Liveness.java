package io.github.portregistry;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.json.Given;
import java.util.Locale;

/**
 * Whether an assigned service is known to be in use on its port. The first four are in order, from
 * most to least active. {@link #UNEXAMINED} has no place in that order: of several services on a
 * port, it counts as much as {@link #IN_DOUBT}. {@code docs/status-rules.md} has the rule.
 */
public enum Liveness {
  /** At least one source shows the service in use on the port. */
  IN_USE(0),
  /** An RFC in force specifies the service, and no source shows it in use. */
  SPECIFIED(1),
  /** No source shows the service in use, and a {@link Doubt} keeps it from being called a ghost. */
  IN_DOUBT(2),
  /** The service is functionally abandoned, as far as the sources consulted show. */
  GHOST(3),
  /**
   * The use was not examined, and no source happens to show it, which proves nothing. This is the
   * case for most User Ports.
   */
  UNEXAMINED(2);

  /** Two values share a rank, because for both the use is unknown. */
  private final int rank;

  Liveness(int rank) {
    this.rank = rank;
  }

  /** The number of values of {@link #rank}. */
  static final int RANKS = 4;

  /** The place among the services of a port, the lowest first. */
  int rank() {
    return rank;
  }

  /** The constant in JSON. */
  @JsonValue
  String json() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  static Liveness read(Object json) {
    return Given.constant(json, Liveness.class);
  }
}
