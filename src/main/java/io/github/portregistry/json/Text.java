package io.github.portregistry.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A text that JSON gave as a string; a number or a truth value is refused. */
public final class Text {

  private static final String EXPECTED = "a text";

  private final String value;

  private Text(String value) {
    this.value = value;
  }

  /** Returns the text to write. */
  public static Text of(String value) {
    return new Text(value);
  }

  /** Returns the text to write; null if it is empty, because JSON leaves out empty texts. */
  public static @Nullable Text ofNonEmpty(String value) {
    return value.isEmpty() ? null : new Text(value);
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Text read(Object json) {
    if (json instanceof String text) {
      return new Text(text);
    }
    throw Given.refused(EXPECTED, json);
  }

  /** Returns the text. */
  @JsonValue
  public String value() {
    return value;
  }

  /** Returns the text; "" if JSON has none. */
  public static String orEmpty(@Nullable Text text) {
    return text == null ? "" : text.value;
  }

  /**
   * Returns the texts of a list; none if JSON has no list.
   *
   * @throws IllegalArgumentException if one is null
   */
  public static List<String> list(String name, @Nullable List<Text> texts) {
    List<Text> given = Given.list(name, texts, EXPECTED);
    String[] values = new String[given.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = given.get(i).value;
    }
    return List.of(values);
  }
}
