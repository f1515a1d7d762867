package io.github.portregistry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The project's Markdown files, as those see them who read them and not the Markdown. */
public final class Documents {

  private static final List<String> FOLDERS =
      List.of("docs", "registry-data", ".github", "src/test/resources");

  private static final Pattern FENCED =
      Pattern.compile("^( *)```.*?^\\1``` *$", Pattern.DOTALL | Pattern.MULTILINE);

  /** Lines of four spaces after a blank line; in a list they would be a paragraph of it. */
  private static final Pattern INDENTED =
      Pattern.compile("(?<=\n\n) {4}\\S[^\n]*\n(?:(?: {4}[^\n]*)?\n)*");

  private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);
  private static final Pattern LINK_TEXT = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");

  private Documents() {}

  /** Every Markdown file by its path from the project's folder, with slashes. */
  public static List<String> all() throws IOException {
    try (Stream<Path> root = Files.list(Path.of(""))) {
      return Stream.concat(root, FOLDERS.stream().map(Path::of).flatMap(Documents::under))
          .map(path -> path.toString().replace('\\', '/'))
          .filter(path -> path.endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  private static Stream<Path> under(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.toList().stream();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  public static String text(String document) throws IOException {
    return Files.readString(Path.of(document));
  }

  /** The document and the line, as compilers name a place. */
  public static String place(String document, String text, int offset) {
    return document + ":" + (1 + text.substring(0, offset).chars().filter(c -> c == '\n').count());
  }

  /** The blocks of code that are indented, as they are in the text. */
  public static List<String> indentedBlocks(String text) {
    return INDENTED.matcher(blank(text, FENCED)).results().map(MatchResult::group).toList();
  }

  /** The text with spaces for its blocks of code, so that every place in it stays the same. */
  public static String withoutBlocks(String text) {
    return blank(blank(text, FENCED), INDENTED);
  }

  static String blank(String text, Pattern what) {
    return what.matcher(text).replaceAll(found -> found.group().replaceAll("[^\n]", " "));
  }

  /** What a link to a heading of the document may have after its {@code #}, as on GitHub. */
  static Set<String> anchors(String text) {
    Set<String> anchors = new HashSet<>();
    HEADING
        .matcher(withoutBlocks(text))
        .results()
        .map(heading -> LINK_TEXT.matcher(heading.group(1)).replaceAll("$1"))
        .map(heading -> heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", ""))
        .map(heading -> heading.strip().replace(' ', '-'))
        .forEach(
            anchor -> {
              String free = anchor;
              for (int number = 1; !anchors.add(free); number++) {
                free = anchor + "-" + number;
              }
            });
    return anchors;
  }
}
