package io.github.portregistry.csv;

import io.github.portregistry.RegistryFormatException;
import java.io.IOException;
import java.util.Locale;

/** Makes the exceptions for what is wrong in a table, and their texts. */
public final class Fault {

  private static final int LONGEST_QUOTE = 80;

  private Fault() {}

  /**
   * Returns the exception, typed so that the caller's class can be verified without loading this
   * one.
   */
  public static RuntimeException at(
      String source, int line, int column, String expected, String found) {
    return new RegistryFormatException(source, line, column, expected, found);
  }

  /** Returns the exception for what ought to be there and cannot be read. */
  public static RuntimeException unreadable(String source, IOException cause) {
    String found = "what cannot be read: " + cause;
    RuntimeException exception = at(source, 0, 0, "a resource", found);
    exception.initCause(cause);
    return exception;
  }

  /** Returns {@code text} in quotes, fit for one line of a message. */
  public static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (quoted.length() > LONGEST_QUOTE) {
        return quoted.append("…\" (").append(text.length()).append(" characters)").toString();
      }
      append(quoted, text.codePointAt(i));
    }
    return quoted.append('"').toString();
  }

  private static void append(StringBuilder quoted, int codePoint) {
    switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE -> {
        for (char c : Character.toChars(codePoint)) {
          quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
        }
      }
      default -> quoted.appendCodePoint(codePoint);
    }
  }
}
