package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages on security say about connections and files is what the classes do. */
class SecurityPageTest {

  private static final Pattern WRITES =
      Pattern.compile("Files\\.(write|newOutputStream|newBufferedWriter|copy|move)|Option\\.WRITE");

  private static List<String> classesWith(Pattern pattern) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> pattern.matcher(read(file)).find())
          .map(file -> String.valueOf(file.getFileName()).replace(".java", ""))
          .sorted()
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SECURITY.md", "docs/security.md", "docs/probe.md"})
  void everyPageNamesTheCallsThatOpenAConnection(String page) throws IOException {
    assertThat(classesWith(Pattern.compile("\\.connect\\(")))
        .containsExactly("Connection", "ContainerEngine", "Reachability");
    assertThat(read(Path.of(page)))
        .contains("`Reachability.probe`", "`withGreeting`", "`withContainers`")
        .doesNotContain("Only two calls", "two exceptions");
  }

  @Test
  void thePagesNameWhatWritesAFile() throws IOException {
    assertThat(classesWith(WRITES)).containsExactly("PortRegistry", "WholeFile");
    for (String page : List.of("SECURITY.md", "docs/security.md")) {
      assertThat(read(Path.of(page))).contains("`PortRegistry.write`", "--save`", "--junit`");
    }
  }
}
