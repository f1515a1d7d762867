package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compiles every Java snippet of the documents, and runs those that show their output. */
@Tag("jvm")
class DocumentationTest {

  private static final Pattern SNIPPET =
      Pattern.compile("```java\n(.*?)```\n(?:\n```text\n(.*?)```\n)?", Pattern.DOTALL);

  private static final Pattern OF_CONSUMER =
      Pattern.compile("```java (\\S+) (\\S+)\n(.*?)```\n", Pattern.DOTALL);

  /** Where a link, a picture or a source of one leads, in Markdown or HTML. */
  private static final Pattern LINK =
      Pattern.compile("]\\(<?([^)>\\s]+)>?\\)|\\b(?:href|src|srcset)=\"([^\"]+)\"");

  private static final Pattern IMPORTS = Pattern.compile("\\A(?:import [^\n]+\n)+");

  /** Addresses of this repository's own files on GitHub. */
  private static final Pattern OWN_FILE =
      Pattern.compile("https://github\\.com/portregistry/port-registry/(?:blob|tree)/[^/]+/");

  @TempDir private Path directory;

  /** A snippet, and what it prints; "" if the document does not show it. */
  record Snippet(String document, int number, String code, String output) {
    @Override
    public String toString() {
      return document + " #" + number;
    }
  }

  static List<Snippet> snippets() throws IOException {
    List<Snippet> snippets = new ArrayList<>();
    for (String document : Documents.all()) {
      Matcher matcher = SNIPPET.matcher(Files.readString(Path.of(document)));
      for (int number = 1; matcher.find(); number++) {
        String output = matcher.group(2) == null ? "" : matcher.group(2);
        snippets.add(new Snippet(document, number, matcher.group(1), output));
      }
    }
    return snippets;
  }

  @ParameterizedTest
  @MethodSource("snippets")
  @Tag("texts")
  void aSnippetCompilesAndPrintsWhatTheDocumentShows(Snippet snippet) throws Exception {
    compile(snippet.code());

    if (!snippet.output().isEmpty()) {
      Shown.inDocument(
          Path.of(snippet.document()),
          "```java\n" + snippet.code() + "```\n\n```text\n",
          snippet.output(),
          run());
    }
  }

  /** Snippets headed by a project of src/it and a class are parts of that class, compiled there. */
  @ParameterizedTest
  @MethodSource("documents")
  void aSnippetOfAConsumerIsWhatTheConsumerCompiles(String document) throws IOException {
    Matcher snippets = OF_CONSUMER.matcher(Files.readString(Path.of(document)));
    while (snippets.find()) {
      Path source =
          Path.of("src", "it", snippets.group(1), "src", "main", "java", "consumer")
              .resolve(snippets.group(2) + ".java");

      assertThat(Files.readString(source)).contains(snippets.group(3));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/install.md"})
  void theDependencyInADocumentIsThisProject(String document) throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    String coordinates =
        pom.substring(pom.indexOf("<groupId>"), pom.indexOf("</version>") + "</version>".length());

    assertThat(Files.readString(Path.of(document)).replaceAll("\\s+", ""))
        .contains("<dependency>" + coordinates.replaceAll("\\s+", "") + "</dependency>");
  }

  @ParameterizedTest
  @MethodSource("documents")
  void aLinkToAFileOrAHeadingOfTheProjectLeadsSomewhere(String document) throws IOException {
    String text = Documents.text(document);
    Matcher links = LINK.matcher(Documents.withoutBlocks(text));
    List<String> broken = new ArrayList<>();
    while (links.find()) {
      String link = links.group(1) == null ? links.group(2) : links.group(1);
      if (!leadsSomewhere(document, link)) {
        broken.add(Documents.place(document, text, links.start()) + " links to " + link);
      }
    }
    assertThat(broken).isEmpty();
  }

  private static boolean leadsSomewhere(String document, String link) throws IOException {
    String own = OWN_FILE.matcher(link).replaceFirst("/");
    if (own.matches("[a-z]+:.*")) {
      return true; // Of another site, or a page of ours, which SiteTest checks.
    }
    int hash = own.indexOf('#');
    String file = own.substring(0, hash < 0 ? own.length() : hash);
    Path target =
        file.startsWith("/")
            ? Path.of(file.substring(1))
            : file.isEmpty() ? Path.of(document) : Path.of(document).resolveSibling(file);
    return Files.exists(target)
        && (hash < 0
            || Documents.anchors(Files.readString(target)).contains(own.substring(hash + 1)));
  }

  static List<String> documents() throws IOException {
    return Documents.all();
  }

  private void compile(String code) throws IOException {
    Matcher imports = IMPORTS.matcher(code);
    boolean hasImports = imports.find();
    Snippets.compile(
        directory,
        hasImports ? imports.group() : Snippets.USUAL_IMPORTS,
        "public static void main(String[] args) throws Exception {\n"
            + (hasImports ? code.substring(imports.end()) : code)
            + "}\n");
  }

  private String run() throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = System.out;
    try (URLClassLoader loader = new URLClassLoader(new URL[] {directory.toUri().toURL()})) {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      loader
          .loadClass("Snippet")
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[0]);
    } finally {
      System.setOut(out);
    }
    return printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
