package io.github.portregistry;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.json.Given;
import java.util.Locale;

/** One of the three ranges into which RFC 6335, section 6, divides the port numbers. */
public enum PortRange {
  /**
   * System Ports, 0-1023: assigned by IETF Review or IESG Approval; most Unix systems let only a
   * privileged process listen on them.
   */
  SYSTEM(0, 1023),
  /** User Ports, 1024-49151: assigned by IETF Review, IESG Approval or Expert Review. */
  USER(1024, 49151),
  /** Dynamic Ports, 49152-65535, also called private or ephemeral: never assigned. */
  DYNAMIC(49152, 65535);

  private final int first;
  private final int last;

  PortRange(int first, int last) {
    this.first = first;
    this.last = last;
  }

  /**
   * Returns the range of a port number.
   *
   * @param port a port number, 0 to 65535
   * @return its range
   * @throws IllegalArgumentException if {@code port} is below 0 or above 65535
   */
  public static PortRange of(int port) {
    PortSpan.requirePort(port);
    return port <= SYSTEM.last ? SYSTEM : port <= USER.last ? USER : DYNAMIC;
  }

  /**
   * Returns the numbers of this range.
   *
   * @return the span from the first to the last port of the range, both included
   */
  public PortSpan span() {
    return new PortSpan(first, last);
  }

  /** The constant in JSON. */
  @JsonValue
  String json() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  static PortRange read(Object json) {
    return Given.constant(json, PortRange.class);
  }
}
