package io.github.portregistry.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** A number that JSON gave without a decimal point or an exponent; a text is refused. */
public final class Whole {

  private static final String EXPECTED = "a whole number";
  private static final int MAX_PORT = 65535;

  private final long value;

  private Whole(long value) {
    this.value = value;
  }

  /** Returns the number to write. */
  public static Whole of(long value) {
    return new Whole(value);
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Whole read(Object json) {
    if (json instanceof Integer
        || json instanceof Long
        || json instanceof Short
        || json instanceof Byte) {
      return new Whole(((Number) json).longValue());
    }
    if (json instanceof BigInteger big) {
      if (big.bitLength() < Long.SIZE) {
        return new Whole(big.longValue());
      }
      throw Given.refused(EXPECTED + " of 64 bits", big);
    }
    throw Given.refused(EXPECTED, json);
  }

  @JsonValue
  long value() {
    return value;
  }

  /**
   * Returns a required number.
   *
   * @throws IllegalArgumentException if it is missing
   */
  public static long number(String name, @Nullable Whole number) {
    return Given.required(name, number, EXPECTED).value;
  }

  /**
   * Returns a required number that fits an {@code int}.
   *
   * @throws IllegalArgumentException if it is missing, or does not fit
   */
  public static int integer(String name, @Nullable Whole number) {
    long value = number(name, number);
    if (value != (int) value) {
      throw new IllegalArgumentException(
          name + ": expected a whole number of 32 bits, found " + value);
    }
    return (int) value;
  }

  /**
   * Returns a required port.
   *
   * @throws IllegalArgumentException if it is missing, or not from 0 to 65535
   */
  public static int port(String name, @Nullable Whole number) {
    long port = Given.required(name, number, "a port from 0 to " + MAX_PORT).value;
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException(name + ": port " + port + " is outside 0 to " + MAX_PORT);
    }
    return (int) port;
  }
}
