package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples in the Javadoc of the library, and on its overview page. */
@Tag("jvm")
class JavadocExamplesTest {

  private static final Path SOURCES = Path.of("src", "main", "java");

  private static final Pattern EXAMPLE =
      Pattern.compile("<pre>\\{@code\\R(.*?)\\R[ *]*}</pre>", Pattern.DOTALL);

  /** What an example may take for granted. */
  private static final String GIVEN =
      """
      java.util.logging.Logger log;
      Listener listener;
      ProcessRef process;
      ServerSocket server;
      int port;
      """;

  @TempDir private Path directory;

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  private static List<String> examples(Path source) throws IOException {
    Matcher matcher = EXAMPLE.matcher(Files.readString(source));
    return matcher
        .results()
        .map(MatchResult::group)
        .map(example -> example.substring("<pre>{@code".length(), example.lastIndexOf('}')))
        .map(example -> example.replaceAll("(?m)^ *\\* ?", ""))
        .toList();
  }

  private static void addMethods(StringBuilder members, Path source) throws IOException {
    List<String> examples = examples(source);
    for (int i = 0; i < examples.size(); i++) {
      String name = source.getFileName().toString().replaceAll("\\W", "") + i;
      members.append("void ").append(name).append("() throws Exception {\n");
      members.append(examples.get(i)).append("\n}\n");
    }
  }

  @Test
  void everyExampleCompiles() throws IOException {
    StringBuilder members = new StringBuilder(GIVEN);
    for (Path source : sources()) {
      addMethods(members, source);
    }
    addMethods(members, Path.of("src", "main", "javadoc", "overview.html"));

    Snippets.compile(directory, members.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PortRegistry",
        "PortRecord",
        "PortQuery",
        "RegistryDiff",
        "dossier/Dossier",
        "probe/AllowList",
        "probe/ListenerBaseline",
        "probe/ListenerProbe",
        "probe/PortConflict"
      })
  void anEntryPointHasAnExample(String type) throws IOException {
    Path source = SOURCES.resolve("io/github/portregistry").resolve(type + ".java");

    assertThat(examples(source)).isNotEmpty();
  }

  @Test
  void noExampleIsInAFormThatIsNotCompiled() throws IOException {
    for (Path source : sources()) {
      assertThat(Files.readString(source)).as(source.toString()).doesNotContain("{@snippet");
    }
  }
}
