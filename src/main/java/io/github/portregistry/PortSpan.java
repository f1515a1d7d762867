package io.github.portregistry;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.portregistry.json.Whole;
import org.jspecify.annotations.Nullable;

/**
 * A range of port numbers from {@code first} to {@code last}, both included; a single port is a
 * span of one.
 *
 * @param first the lowest port, 0 to 65535
 * @param last the highest port, {@code first} to 65535
 */
@Json
public record PortSpan(int first, int last) implements Comparable<PortSpan> {

  /** The highest port number. */
  public static final int MAX_PORT = 65535;

  /**
   * Creates a span.
   *
   * @param first the {@link #first}
   * @param last the {@link #last}
   * @throws IllegalArgumentException if a bound is below 0 or above 65535, or {@code last} is below
   *     {@code first}
   */
  public PortSpan {
    requirePort(first);
    requirePort(last);
    if (last < first) {
      throw new IllegalArgumentException("last port " + last + " is below first port " + first);
    }
  }

  /** The properties as JSON gives them, before they are checked. */
  record JsonObject(@Nullable Whole first, @Nullable Whole last) {}

  @JsonCreator
  static PortSpan read(JsonObject json) {
    return new PortSpan(Whole.port("first", json.first), Whole.port("last", json.last));
  }

  /**
   * Returns the span of a single port.
   *
   * @param port a port number, 0 to 65535
   * @return a span of one
   * @throws IllegalArgumentException if {@code port} is below 0 or above 65535
   */
  public static PortSpan of(int port) {
    return new PortSpan(port, port);
  }

  /**
   * Returns whether this span contains a number.
   *
   * @param port any number
   * @return whether {@code first <= port <= last}
   */
  public boolean contains(int port) {
    return first <= port && port <= last;
  }

  /**
   * Returns the number of ports.
   *
   * @return the number of ports, 1 to 65536
   */
  public int size() {
    return last - first + 1;
  }

  // Written out, because a record's generated methods make the first call slow.

  @Override
  public boolean equals(Object other) {
    return other instanceof PortSpan that && first == that.first && last == that.last;
  }

  @Override
  public int hashCode() {
    return 31 * first + last;
  }

  /** Compares by the first port, then by the last. */
  @Override
  public int compareTo(PortSpan other) {
    int byFirst = Integer.compare(first, other.first);
    return byFirst != 0 ? byFirst : Integer.compare(last, other.last);
  }

  /** Returns the span as the registry writes it: {@code 443} or {@code 6000-6063}. */
  @Override
  public String toString() {
    return first == last ? Integer.toString(first) : first + "-" + last;
  }

  /**
   * Returns {@code port} if it is a port number, and throws an exception that names the range
   * otherwise.
   */
  static int requirePort(int port) {
    if ((port & ~MAX_PORT) != 0) {
      throw new IllegalArgumentException("port " + port + " is outside 0 to " + MAX_PORT);
    }
    return port;
  }
}
