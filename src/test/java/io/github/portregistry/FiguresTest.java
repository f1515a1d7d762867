package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.portregistry.Figures.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Documents against reality: each figure of {@link Figures} is what counts it, and a number that is
 * neither one of these nor in {@code numbers-in-documents.txt} is found.
 */
@Tag("whole")
class FiguresTest {

  private static final Path NUMBERS =
      Path.of("src/test/resources/io/github/portregistry/numbers-in-documents.txt");

  private static final String CHANGELOG = "CHANGELOG.md";

  /** Written from the data by a program, and compared as a whole by another test. */
  private static final Pattern GENERATED = Pattern.compile("docs/(ports/.*|speaks)\\.md");

  /**
   * Sections that are themselves the record of a measurement or a judgment, with its day, and the
   * heading at which each ends. Figures has what other places say of benchmarks.
   */
  private static final Map<String, List<String>> RECORDS =
      Map.of(
          "docs/status-rules.md",
              List.of("### Doubts", "### Searches", "### How right it is", "## Standing"),
          "docs/flow-logs.md", List.of("### What it costs", "## Flink"));

  private static final Pattern INLINE_CODE = Pattern.compile("``.+?``|`[^`]+`");
  private static final Pattern LINK_TARGET = Pattern.compile("]\\([^)]*\\)|<[^>\n]*>");
  private static final Pattern LIST_NUMBER = Pattern.compile("^ *\\d+\\. ", Pattern.MULTILINE);

  private static final List<String> WORDS =
      List.of(
          ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
                  + " fifteen sixteen")
              .split(" ", -1));

  /** A number of two digits or more, a date, a range, or a word for more than nine. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![\\w.,:/-])(?:\\d\\d[\\d,.-]*|\\d[,.]\\d[\\d,.]*|\\d-\\d+|\\d(?= %| MB| MiB| KB| ms)"
              + "|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|twenty|thirty|fifty|hundred"
              + "|thousand|millions?)(?!\\w)");

  private static final String ANY_NUMBER = "\\d(?:[\\d,.-]*\\d)?";

  static List<Figure> figures() throws IOException {
    return Figures.all();
  }

  @ParameterizedTest
  @MethodSource("figures")
  @Tag("texts")
  void aFigureIsWhatCountsIt(Figure figure) throws IOException {
    String text = Documents.text(figure.document());
    List<MatchResult> found = pattern(figure).matcher(text).results().toList();
    // The newest section of the changelog need not have totals.
    if (found.isEmpty() && !figure.document().equals(CHANGELOG)) {
      fail(
          figure.document()
              + " no longer says \""
              + figure.sentence()
              + "\"; change or remove the sentence in Figures.java");
    }
    assumeFalse(figure.truths().isEmpty(), "what counts it is not on this machine");
    for (MatchResult sentence : found) {
      String expected = withTruths(figure, sentence);
      if (expected.equals(sentence.group()) || isOfAnOldRelease(figure, text, sentence.start())) {
        continue;
      }
      if (Shown.approves()) {
        Shown.inDocument(Path.of(figure.document()), "", sentence.group(), expected);
      } else {
        fail(
            Documents.place(figure.document(), text, sentence.start())
                + " says\n  "
                + sentence.group()
                + "\nand it is\n  "
                + expected
                + "\nTo write the figures into the documents:\n"
                + "  mvn -q test -Dgroups=texts -Dtexts.approve=true");
      }
    }
  }

  /** The changelog's older sections keep the figures of their days. */
  private static boolean isOfAnOldRelease(Figure figure, String text, int at) {
    int newest = text.indexOf("\n## [");
    int next = text.indexOf("\n## [", newest + 1);
    return figure.document().equals(CHANGELOG) && next >= 0 && at > next;
  }

  /** The sentence over any line ends, with a group for each figure. */
  private static Pattern pattern(Figure figure) {
    StringBuilder pattern = new StringBuilder();
    String[] pieces = figure.sentence().split("\\{}", -1);
    boolean isCounted = !figure.truths().isEmpty();
    if (isCounted) {
      assertThat(figure.truths()).as(figure.toString()).hasSize(pieces.length - 1);
    }
    for (int i = 0; i < pieces.length; i++) {
      pattern.append(literally(pieces[i]));
      if (i < pieces.length - 1) {
        boolean isMonth =
            isCounted && figure.truths().get(i).toString().matches("[A-Z][a-z]+ \\d+");
        pattern.append(isMonth ? "([A-Z][a-z]+\\s\\d+)" : "(" + ANY_NUMBER + "|[a-z]+)");
      }
    }
    return Pattern.compile(pattern.toString());
  }

  static String literally(String piece) {
    return Stream.of(piece.split("\\s+", -1))
        .map(Pattern::quote)
        .reduce((one, next) -> one + "\\s+" + next)
        .orElseThrow();
  }

  private static String withTruths(Figure figure, MatchResult sentence) {
    StringBuilder text = new StringBuilder(sentence.group());
    for (int group = sentence.groupCount(); group > 0; group--) {
      text.replace(
          sentence.start(group) - sentence.start(),
          sentence.end(group) - sentence.start(),
          asShown(figure.truths().get(group - 1), sentence.group(group)));
    }
    return text.toString();
  }

  /** The true value, rounded and spelled as the figure that a document shows. */
  static String asShown(Object truth, String shown) {
    if (!(truth instanceof Number number)) {
      return truth.toString();
    }
    long whole = Math.round(number.doubleValue());
    if (WORDS.contains(shown) && whole < WORDS.size()) {
      return WORDS.get((int) whole);
    }
    int point = shown.indexOf('.');
    if (point >= 0) {
      return String.format(
          Locale.ROOT, "%,." + (shown.length() - point - 1) + "f", number.doubleValue());
    }
    boolean isPlain = shown.matches("\\d{4,}");
    return isPlain ? Long.toString(whole) : String.format(Locale.ROOT, "%,d", whole);
  }

  // Numbers that no figure has

  /** A phrase of the list, in which {@code #} is any number. */
  private static Map<String, Pattern> known() throws IOException {
    Map<String, Pattern> known = new TreeMap<>();
    for (String line : Files.readAllLines(NUMBERS)) {
      if (!line.isBlank() && !line.startsWith("//")) {
        String phrase = literally(line.strip()).replace("#", "\\E" + ANY_NUMBER + "\\Q");
        known.put(line.strip(), Pattern.compile("(?<!\\w)" + phrase));
      }
    }
    return known;
  }

  static List<String> documents() throws IOException {
    return Documents.all().stream()
        .filter(document -> document.matches("[^/]+|docs/.*|registry-data/.*"))
        .filter(document -> !document.equals(CHANGELOG) && !document.equals("docs/benchmarks.md"))
        .filter(document -> !GENERATED.matcher(document).matches())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void aNumberIsCheckedOrKnown(String document) throws IOException {
    String text = Documents.text(document);
    BitSet accounted = recorded(document, text);
    for (Figure figure : Figures.all()) {
      if (figure.document().equals(document)) {
        pattern(figure).matcher(text).results().forEach(it -> accounted.set(it.start(), it.end()));
      }
    }
    for (Pattern phrase : known().values()) {
      phrase.matcher(text).results().forEach(it -> accounted.set(it.start(), it.end()));
    }
    List<String> unknown = new ArrayList<>();
    Matcher number = NUMBER.matcher(prose(text));
    while (number.find()) {
      if (!accounted.get(number.start())) {
        unknown.add(
            Documents.place(document, text, number.start())
                + " "
                + text.substring(
                        Math.max(0, number.start() - 40),
                        Math.min(text.length(), number.end() + 30))
                    .replace('\n', ' '));
      }
    }

    assertThat(unknown)
        .as(
            "if something counts the number, add the sentence to Figures.java, otherwise to "
                + NUMBERS)
        .isEmpty();
  }

  @Test
  void eachPhraseOfTheListIsInADocument() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String document : documents()) {
      all.append(Documents.text(document));
    }

    List<String> unused = new ArrayList<>();
    known()
        .forEach(
            (phrase, pattern) -> {
              if (!pattern.matcher(all).find()) {
                unused.add(phrase);
              }
            });
    assertThat(unused).as("phrases of " + NUMBERS + " that no document has").isEmpty();
  }

  private static BitSet recorded(String document, String text) {
    BitSet recorded = new BitSet();
    List<String> headings = RECORDS.getOrDefault(document, List.of());
    for (int i = 0; i < headings.size(); i += 2) {
      int from = text.indexOf(headings.get(i) + "\n");
      int to = text.indexOf(headings.get(i + 1) + "\n");
      assertThat(from).as(headings.get(i)).isPositive().isLessThan(to);
      recorded.set(from, to);
    }
    return recorded;
  }

  /** What is written in words and not in code. */
  private static String prose(String text) {
    String prose = Documents.withoutBlocks(text);
    for (Pattern code : List.of(INLINE_CODE, LINK_TARGET, LIST_NUMBER)) {
      prose = Documents.blank(prose, code);
    }
    return prose;
  }

  // The test itself

  static List<Arguments> roundings() {
    return List.of(
        arguments(7, "nine", "seven"),
        arguments(12, "eleven", "twelve"),
        arguments(20, "eleven", "20"),
        arguments(1414, "999", "1,414"),
        arguments(49151, "49152", "49151"),
        arguments(1.1499, "1.2", "1.1"),
        arguments("2026-08-17", "2026-02-13", "2026-08-17"));
  }

  @ParameterizedTest
  @MethodSource("roundings")
  void aFigureIsRoundedAndSpelledAsTheOneThatIsShown(Object truth, String shown, String expected) {
    assertThat(asShown(truth, shown)).isEqualTo(expected);
  }
}
