package io.github.portregistry.csv;

import io.github.portregistry.RegistryFormatException;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Creates the exceptions for faults in a table, with their messages. */
public final class Fault {

  private static final int LONGEST_QUOTE = 80;
  private static final String CRLF = "CRLF";

  private Fault() {}

  /**
   * Returns the exception for a fault at a line and column. The return type lets the JVM verify a
   * caller's class without loading the exception's.
   */
  public static RuntimeException at(
      String source, int line, int column, String expected, String found) {
    return new RegistryFormatException(source, line, column, expected, found);
  }

  /** Returns the exception for a packaged table that is not the one that the build packaged. */
  public static RuntimeException damaged(String table, int line, String expected, String found) {
    return at(
        "packaged ".concat(table),
        line,
        0,
        expected,
        found + "; is the jar whole, and the one that the program started with?");
  }

  /** Returns the exception for a packaged table that is not beside a class. */
  public static RuntimeException missing(String table, Class<?> beside) {
    return damaged(table, 0, "a resource beside ".concat(beside.getName()), "none");
  }

  /** Returns the exception for a resource that should exist and cannot be read. */
  public static RuntimeException unreadable(String source, IOException cause) {
    String found = "what cannot be read: " + cause;
    RuntimeException exception = at(source, 0, 0, "a resource", found);
    exception.initCause(cause);
    return exception;
  }

  /**
   * Returns {@code text} in quotes, as one line of a message. An invisible character is named
   * outside the quotes, such as {@code "two", a tab, "columns"}, or escaped if it has no familiar
   * name.
   */
  public static String quote(String text) {
    StringBuilder quoted = new StringBuilder();
    boolean open = false;
    for (int i = 0; i < text.length(); ) {
      if (quoted.length() > LONGEST_QUOTE) {
        return (open ? quoted.append("…\"") : quoted.append(", …"))
            .append(" (")
            .append(text.length())
            .append(" characters)")
            .toString();
      }
      String name = name(text, i);
      if (name == null) {
        open = opened(quoted, open);
        append(quoted, text.codePointAt(i));
        i += Character.charCount(text.codePointAt(i));
      } else {
        quoted.append(open ? "\", " : i > 0 ? ", " : "").append(name);
        open = false;
        i += name.equals(CRLF) ? 2 : 1;
      }
    }
    if (text.isEmpty()) {
      opened(quoted, false);
    }
    return (open || text.isEmpty() ? quoted.append('"') : quoted).toString();
  }

  private static boolean opened(StringBuilder quoted, boolean open) {
    if (!open) {
      quoted.append(quoted.length() > 0 ? ", \"" : "\"");
    }
    return true;
  }

  /** The familiar name of an invisible character; null for any other. */
  private static @Nullable String name(String text, int at) {
    return switch (text.charAt(at)) {
      case '\0' -> "a NUL byte";
      case '\t' -> "a tab";
      case '\n' -> "a line break";
      case '\r' -> text.startsWith("\n", at + 1) ? CRLF : "a carriage return";
      case '\u00a0' -> "a no-break space";
      case '\ufeff' -> "a byte order mark";
      default -> null;
    };
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
