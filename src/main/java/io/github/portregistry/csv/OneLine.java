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
    return !isBlank(c)
        && switch (Character.getType(c)) {
          // FORMAT includes the marks that change the text direction.
          case Character.CONTROL,
              Character.FORMAT,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR,
              Character.SPACE_SEPARATOR,
              Character.SURROGATE,
              Character.UNASSIGNED ->
              false;
          default -> true;
        };
  }

  /**
   * Whether a letter, mark or symbol is shown as nothing or as a blank (Unicode's
   * Default_Ignorable_Code_Point, and the empty Braille pattern), so that two names can look alike.
   */
  private static boolean isBlank(int c) {
    return c == 0x034f
        || c == 0x115f
        || c == 0x1160
        || c == 0x17b4
        || c == 0x17b5
        || (c >= 0x180b && c <= 0x180f)
        || c == 0x2800
        || c == 0x3164
        || (c >= 0xfe00 && c <= 0xfe0f)
        || c == 0xffa0
        || (c >= 0xe0100 && c <= 0xe01ef);
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
