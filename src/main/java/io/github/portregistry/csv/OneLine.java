package io.github.portregistry.csv;

/** Escapes untrusted text into one line that is safe to print or log. */
public final class OneLine {

  private OneLine() {}

  /**
   * Returns a text with its backslashes, control and invisible characters as escapes, in the manner
   * of Java source; the text itself if it has none.
   */
  public static String of(String text) {
    StringBuilder escaped = null;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int length = Character.charCount(c);
      if (isPlain(c)) {
        if (escaped != null) {
          escaped.appendCodePoint(c);
        }
      } else {
        if (escaped == null) {
          escaped = new StringBuilder(text.length() + 8).append(text, 0, i);
        }
        append(escaped, c);
      }
      i += length;
    }
    return escaped == null ? text : escaped.toString();
  }

  private static boolean isPlain(int c) {
    if (c >= ' ' && c < 0x7f) {
      return c != '\\';
    }
    return switch (Character.getType(c)) {
      // FORMAT includes the marks that change the text direction.
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  private static void append(StringBuilder escaped, int c) {
    switch (c) {
      case '\n' -> escaped.append("\\n");
      case '\r' -> escaped.append("\\r");
      case '\t' -> escaped.append("\\t");
      case '\\' -> escaped.append("\\\\");
      default -> {
        for (char unit : Character.toChars(c)) {
          escaped.append("\\u");
          String hex = Integer.toHexString(unit);
          escaped.append("0".repeat(4 - hex.length())).append(hex);
        }
      }
    }
  }
}
