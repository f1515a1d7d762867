package io.github.portregistry.greeting;

import java.util.HexFormat;

/** Escapes bytes into printable ASCII. */
final class Printable {

  private Printable() {}

  /**
   * Returns the first bytes of a text, escaped.
   *
   * @param bytes the bytes, one character for each, see {@link Protocol#text}
   * @param most the most characters to return; an escape that does not fit is left out
   */
  static String of(String bytes, int most) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < bytes.length(); i++) {
      String next = of(bytes.charAt(i));
      if (shown.length() + next.length() > most) {
        break;
      }
      shown.append(next);
    }
    return shown.toString();
  }

  private static String of(char c) {
    return switch (c) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case '\\' -> "\\\\";
      default ->
          c >= ' ' && c <= '~' ? String.valueOf(c) : "\\x" + HexFormat.of().toHexDigits((byte) c);
    };
  }
}
