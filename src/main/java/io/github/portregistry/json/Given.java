package io.github.portregistry.json;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks values that JSON gave, and makes the exceptions for those that are not as expected. */
public final class Given {

  /** The most characters of a text that a message shows. */
  private static final int SHOWN = 60;

  private Given() {}

  /**
   * Returns a required value.
   *
   * @param name the property
   * @param expected what the property is, for the sentence
   * @throws IllegalArgumentException if JSON has no such property, or null
   */
  public static <T> T required(String name, @Nullable T value, String expected) {
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing or null, expected " + expected);
    }
    return value;
  }

  /** Returns a required constant, as {@link #required(String, Object, String)} does. */
  public static <E extends Enum<E>> E required(String name, @Nullable E value, Class<E> type) {
    return value != null ? value : required(name, value, oneOf(type));
  }

  /**
   * Returns the elements of a list.
   *
   * @param name the property
   * @param list null where JSON has no such property
   * @param expected what each element is, for the sentence
   * @throws IllegalArgumentException if an element is null
   */
  public static <T> List<T> list(
      String name, @Nullable List<? extends @Nullable T> list, String expected) {
    if (list == null) {
      return List.of();
    }
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i) == null) {
        throw new IllegalArgumentException(name + "[" + i + "] is null, expected " + expected);
      }
    }
    return List.copyOf(list);
  }

  /**
   * Returns the constant that JSON names: by its name in lower case, and in no other way.
   *
   * @param json what JSON has where the constant should be
   * @throws IllegalArgumentException if it is not the name of a constant
   */
  public static <E extends Enum<E>> E constant(Object json, Class<E> type) {
    for (E constant : type.getEnumConstants()) {
      if (name(constant).equals(json)) {
        return constant;
      }
    }
    throw refused(oneOf(type), json);
  }

  private static <E extends Enum<E>> String oneOf(Class<E> type) {
    StringBuilder names = new StringBuilder("one of");
    String separator = " ";
    for (E constant : type.getEnumConstants()) {
      names.append(separator).append(name(constant));
      separator = ", ";
    }
    return names.toString();
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** Returns the exception for something that is not what was expected. */
  public static IllegalArgumentException refused(String expected, Object found) {
    return new IllegalArgumentException("expected " + expected + ", found " + described(found));
  }

  private static String described(Object found) {
    if (found instanceof String text) {
      return "the text " + quoted(text);
    }
    if (found instanceof List) {
      return "a list";
    }
    return found instanceof Map ? "an object" : shortened(found.toString());
  }

  /** Returns a text in quotes, shortened and escaped so that a terminal can print it. */
  public static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    String shown = shortened(text);
    for (int i = 0; i < shown.length(); i++) {
      char c = shown.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (Character.isLetterOrDigit(c) || (c >= ' ' && c < 0x7f)) {
        quoted.append(c);
      } else {
        String hex = Integer.toHexString(c);
        quoted.append("\\u").append("0".repeat(4 - hex.length())).append(hex);
      }
    }
    return quoted.append('"').toString();
  }

  private static String shortened(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
