package io.github.portregistry.dossier;

import io.github.portregistry.csv.Columns;
import java.util.ArrayList;
import java.util.List;

/** Breaks a paragraph into lines, and shortens text that does not fit. */
final class Wrapping {

  /** Stands for a space at which no line is broken. */
  static final String GLUE = "\0";

  private static final String CUT = "...";

  private Wrapping() {}

  /**
   * Returns a paragraph as lines, broken at spaces only.
   *
   * @param columns the columns of a line; a wider word has a line of its own
   * @return at least one line; none ends with a space
   */
  static List<String> lines(String paragraph, int columns) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int used = 0;
    boolean empty = true;
    for (String word : paragraph.split(" ", -1)) {
      int needed = columns(word) + (empty ? 0 : 1);
      if (!empty && used + needed > columns) {
        lines.add(finished(line));
        line.setLength(0);
        used = 0;
        empty = true;
        needed = columns(word);
      }
      if (!empty) {
        line.append(' ');
      }
      line.append(word);
      used += needed;
      empty = false;
    }
    lines.add(finished(line));
    return lines;
  }

  private static String finished(StringBuilder line) {
    int end = line.length();
    while (end > 0 && line.charAt(end - 1) == ' ') {
      end--;
    }
    return line.substring(0, end).replace(GLUE, " ");
  }

  /**
   * Returns a paragraph as a few lines, none of which is too wide. Three dots replace omitted text:
   * in the middle of a long word, because its end matters too, and at the end of the paragraph.
   *
   * @param most the most lines
   */
  static List<String> fewLines(String paragraph, int columns, int most) {
    StringBuilder fitting = new StringBuilder(paragraph.length());
    for (String word : paragraph.split(" ", -1)) {
      fitting.append(fitting.length() == 0 ? "" : " ").append(shortened(word, columns));
    }
    List<String> lines = lines(fitting.toString(), columns);
    if (lines.size() <= most) {
      return lines;
    }
    List<String> kept = new ArrayList<>(lines.subList(0, most));
    String last = kept.get(most - 1);
    while (columns(last) + 1 + CUT.length() > columns && last.lastIndexOf(' ') > 0) {
      last = last.substring(0, last.lastIndexOf(' '));
    }
    boolean room = columns(last) + 1 + CUT.length() <= columns;
    kept.set(most - 1, room ? last + " " + CUT : head(last, columns - CUT.length()) + CUT);
    return kept;
  }

  private static String shortened(String word, int columns) {
    int length = columns(word);
    if (length <= columns) {
      return word;
    }
    int head = (columns - CUT.length()) / 2;
    int tail = columns - CUT.length() - head;
    int to = word.length();
    while (columns(word.substring(word.offsetByCodePoints(to, -1))) <= tail) {
      to = word.offsetByCodePoints(to, -1);
    }
    return head(word, head) + CUT + word.substring(to);
  }

  /** Returns the start of a word that takes the given columns at most. */
  private static String head(String word, int columns) {
    int end = 0;
    while (end < word.length()
        && columns(word.substring(0, word.offsetByCodePoints(end, 1))) <= columns) {
      end = word.offsetByCodePoints(end, 1);
    }
    return word.substring(0, end);
  }

  /** Returns the number of columns that a text takes. */
  static int columns(String word) {
    for (int i = 0; i < word.length(); i++) {
      // Each character before U+0300 takes one column, so no further class is needed.
      if (word.charAt(i) >= '\u0300') {
        return Columns.of(word);
      }
    }
    return word.length();
  }
}
