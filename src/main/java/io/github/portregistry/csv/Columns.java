package io.github.portregistry.csv;

import java.util.ArrayList;
import java.util.List;

/** Measures and cuts text by terminal columns: a Chinese character takes two, an accent none. */
public final class Columns {

  private static final String CUT = "...";

  /** Every character before it takes one column. */
  private static final int FIRST_MARK = 0x300;

  private static final int ZERO_WIDTH_JOINER = 0x200d;
  private static final int EMOJI_STYLE = 0xfe0f;

  private Columns() {}

  /** Returns the number of columns that a text takes. */
  public static int of(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= FIRST_MARK) {
        Ruler ruler = new Ruler();
        ruler.end(text, 0, Integer.MAX_VALUE);
        return ruler.columns;
      }
    }
    return text.length();
  }

  /** Returns the text, or its beginning and dots if it is wider than {@code width}. */
  public static String cut(String text, int width) {
    return of(text) <= width
        ? text
        : text.substring(0, end(text, Math.max(0, width - CUT.length()))) + CUT;
  }

  /** Returns the text, or its beginning, dots and its end if it is wider than {@code width}. */
  public static String cutInside(String text, int width) {
    if (of(text) <= width) {
      return text;
    }
    int room = Math.max(0, width - CUT.length());
    int after = text.length();
    for (int at = after; at > 0 && of(text.substring(at)) <= room / 2; ) {
      after = isContinued(text, at) ? after : at;
      at = text.offsetByCodePoints(at, -1);
    }
    return text.substring(0, end(text, room - room / 2)) + CUT + text.substring(after);
  }

  /** Whether the character there belongs to the one before it. */
  private static boolean isContinued(String text, int at) {
    return at == text.length()
        || text.codePointBefore(at) == ZERO_WIDTH_JOINER
        || of(text.substring(0, text.offsetByCodePoints(at, 1))) == of(text.substring(0, at));
  }

  /**
   * Returns a text as lines, broken at spaces.
   *
   * @param width the columns of a line; only a longer word makes a line longer
   */
  public static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int used = 0;
    for (String word : text.split(" ", -1)) {
      int needed = of(word);
      if (line.length() > 0 && used + 1 + needed > width) {
        lines.add(line.toString());
        line.setLength(0);
        used = 0;
      }
      if (line.length() > 0) {
        line.append(' ');
        used++;
      }
      line.append(word);
      used += needed;
    }
    lines.add(line.toString());
    return lines;
  }

  /** The end of the longest prefix that fits into {@code width}. */
  private static int end(String text, int width) {
    return new Ruler().end(text, 0, width);
  }

  /** Counts the columns of a text, character by character. */
  private static final class Ruler {

    private int columns;

    /** The columns of the last character with what belongs to it. */
    private int last;

    private int before;

    int end(String text, int from, int width) {
      int at = from;
      while (at < text.length()) {
        int character = text.codePointAt(at);
        int added = added(character);
        if (columns + added > width) {
          break;
        }
        columns += added;
        before = character;
        at += Character.charCount(character);
      }
      return at;
    }

    private int added(int character) {
      if (character == EMOJI_STYLE) {
        int more = last == 1 ? 1 : 0;
        last += more;
        return more;
      }
      if (isPartOfEmoji(character) || takesNone(character)) {
        return 0;
      }
      last = WideRanges.contain(character) ? 2 : 1;
      return last;
    }

    /**
     * Several emoji can join into one, such as a family, and a skin tone changes the emoji before
     * it.
     */
    private boolean isPartOfEmoji(int character) {
      boolean tone = character >= 0x1f3fb && character <= 0x1f3ff;
      return last == 2 && (tone || (before == ZERO_WIDTH_JOINER && !Character.isLetter(character)));
    }

    /** The vowels and last consonants of Hangul are drawn into the syllable that they end. */
    private static boolean takesNone(int character) {
      if (character < FIRST_MARK) {
        return false;
      }
      return switch (Character.getType(character)) {
        case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> true;
        default ->
            (character >= 0x1160 && character <= 0x11ff)
                || (character >= 0xd7b0 && character <= 0xd7ff);
      };
    }
  }
}
