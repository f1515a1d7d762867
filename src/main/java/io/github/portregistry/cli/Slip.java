package io.github.portregistry.cli;

import java.util.Locale;

/**
 * Distinguishes a typing error from another name: two services often differ in one letter ({@code
 * smtp} and {@code snmp}), and neither may be mistaken for the other.
 *
 * <p>A slip is one letter omitted, inserted or replaced by its neighbor on a QWERTY keyboard, or
 * two letters swapped. The first letter is right unless it is swapped with the second. A digit is
 * never a slip, because it makes another version. In a word of three letters, only a doubled
 * letter, a letter that should be doubled, and a swap are slips.
 */
final class Slip {

  /**
   * The rows of the keyboard. A key's neighbors in the row below are the keys at its index and the
   * one before.
   */
  private static final String[] KEYS = {"qwertyuiop", "asdfghjkl", "zxcvbnm"};

  /** The shortest word in which a wrong letter probably does not make another abbreviation. */
  private static final int WORD = 4;

  private Slip() {}

  /**
   * Returns whether a word may be another one typed with at most one slip.
   *
   * @param typed the word
   * @param meant the other one
   */
  static boolean isOne(String typed, String meant) {
    String t = plain(typed);
    String m = plain(meant);
    if (t.isEmpty() || m.isEmpty()) {
      return false;
    }
    if (t.equals(m)) {
      return true;
    }
    int at = 0;
    while (at < t.length() && at < m.length() && t.charAt(at) == m.charAt(at)) {
      at++;
    }
    return switch (t.length() - m.length()) {
      case 0 -> isSwap(t, m, at) || isNeighbor(t, m, at);
      case 1 -> isPutIn(t, m, at);
      case -1 -> isLeftOut(t, m, at);
      default -> false;
    };
  }

  /** Returns whether two words differ only in case and separators. */
  static boolean isSame(String one, String other) {
    return plain(one).equals(plain(other));
  }

  /** The word in lower case, with one kind of separator. */
  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replace('_', '-').replace('.', '-').replace(' ', '-');
  }

  private static boolean isSwap(String t, String m, int at) {
    return at + 1 < t.length()
        && areLetters(t.charAt(at), m.charAt(at))
        && t.charAt(at) == m.charAt(at + 1)
        && t.charAt(at + 1) == m.charAt(at)
        && t.substring(at + 2).equals(m.substring(at + 2));
  }

  private static boolean isNeighbor(String t, String m, int at) {
    return at > 0
        && m.length() >= WORD
        && areNeighbors(t.charAt(at), m.charAt(at))
        && t.substring(at + 1).equals(m.substring(at + 1))
        && !isSuffix(t, at);
  }

  private static boolean isPutIn(String t, String m, int at) {
    if (at == 0 || !t.substring(at + 1).equals(m.substring(at))) {
      return false;
    }
    char added = t.charAt(at);
    if (added == '-') {
      return true;
    }
    boolean doubled = added == t.charAt(at - 1);
    // A letter appended to a whole name makes another name: postgrest, mysqlx.
    boolean last = at == m.length();
    return Character.isLetter(added)
        && (doubled
            || (m.length() >= WORD
                && (!last || (areNeighbors(added, t.charAt(at - 1)) && !isSuffix(t, at)))));
  }

  private static boolean isLeftOut(String t, String m, int at) {
    if (at == 0 || !m.substring(at + 1).equals(t.substring(at))) {
      return false;
    }
    char missing = m.charAt(at);
    if (missing == '-') {
      return true;
    }
    return Character.isLetter(missing) && (missing == m.charAt(at - 1) || t.length() >= WORD);
  }

  /**
   * Whether the extra letter is the suffix of a daemon or of a secure variant, which is not a slip.
   */
  private static boolean isSuffix(String typed, int at) {
    char letter = typed.charAt(at);
    return at == typed.length() - 1 && (letter == 'd' || letter == 's');
  }

  private static boolean areLetters(char one, char other) {
    return Character.isLetter(one) && Character.isLetter(other);
  }

  private static boolean areNeighbors(char one, char other) {
    for (int row = 0; row < KEYS.length; row++) {
      int place = KEYS[row].indexOf(one);
      if (place < 0) {
        continue;
      }
      return isAt(row, place - 1, other)
          || isAt(row, place + 1, other)
          || isAt(row - 1, place, other)
          || isAt(row - 1, place + 1, other)
          || isAt(row + 1, place - 1, other)
          || isAt(row + 1, place, other);
    }
    return false;
  }

  private static boolean isAt(int row, int place, char key) {
    return row >= 0
        && row < KEYS.length
        && place >= 0
        && place < KEYS[row].length()
        && KEYS[row].charAt(place) == key;
  }
}
