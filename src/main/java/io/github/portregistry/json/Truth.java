package io.github.portregistry.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** A truth value that JSON gave as {@code true} or {@code false}; a text or a number is refused. */
public final class Truth {

  private static final String EXPECTED = "true or false";

  private final boolean value;

  private Truth(boolean value) {
    this.value = value;
  }

  /** Returns the value to write. */
  public static Truth of(boolean value) {
    return new Truth(value);
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Truth read(Object json) {
    if (json instanceof Boolean value) {
      return new Truth(value);
    }
    throw Given.refused(EXPECTED, json);
  }

  /** Returns the value. */
  @JsonValue
  public boolean value() {
    return value;
  }

  /**
   * Returns a required value.
   *
   * @throws IllegalArgumentException if it is missing
   */
  public static boolean required(String name, @Nullable Truth truth) {
    return Given.required(name, truth, EXPECTED).value;
  }
}
