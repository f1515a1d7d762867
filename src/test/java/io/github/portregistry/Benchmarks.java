package io.github.portregistry;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Figures that a page records. */
record Benchmarks(String page, String text) {

  static final String PAGE = "docs/benchmarks.md";

  private static final Pattern NUMBER = Pattern.compile("\\d(?:[\\d,.]*\\d)?");

  static Benchmarks recorded() throws IOException {
    return recorded(PAGE);
  }

  static Benchmarks recorded(String page) throws IOException {
    return new Benchmarks(page, Documents.text(page));
  }

  /** The rows below a heading, each with its cells; the first is the table's own heading. */
  List<List<String>> table(String heading) {
    String section = text.split("\n##+ " + Pattern.quote(heading) + "\n", 2)[1].split("\n##", 2)[0];
    return section
        .lines()
        .filter(line -> line.startsWith("| ") && !line.startsWith("|--"))
        .map(line -> line.substring(2, line.length() - 1).split("\\|", -1))
        .map(cells -> Stream.of(cells).map(String::strip).toList())
        .toList();
  }

  /** The first number of a cell. */
  double number(String heading, String row, int column) {
    List<String> cells =
        table(heading).stream()
            .filter(all -> all.get(0).equals(row))
            .findFirst()
            .orElseThrow(() -> new AssertionError(page + ", " + heading + ", has no row " + row));
    return numberIn(cells.get(column));
  }

  /** The number that a sentence has in the place of {@code {}}. */
  double number(String sentence) {
    return Double.parseDouble(found(sentence).group(1).replace(",", ""));
  }

  /** The middle of the two numbers that a sentence has. */
  double middle(String sentence) {
    Matcher found = found(sentence);
    return (Double.parseDouble(found.group(1)) + Double.parseDouble(found.group(2))) / 2;
  }

  private Matcher found(String sentence) {
    String pattern =
        Stream.of(sentence.split("\\{}", -1))
            .map(FiguresTest::literally)
            .reduce((one, next) -> one + "(" + NUMBER + ")" + next)
            .orElseThrow();
    Matcher found = Pattern.compile(pattern).matcher(text);
    if (!found.find()) {
      throw new AssertionError(page + " no longer records \"" + sentence + "\"");
    }
    return found;
  }

  static double numberIn(String cell) {
    Matcher number = NUMBER.matcher(cell);
    if (!number.find()) {
      throw new AssertionError("no number in " + cell);
    }
    return Double.parseDouble(number.group().replace(",", ""));
  }
}
