package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortPagesTest {

  @TempDir private Path directory;

  private static Map<String, String> read(Path folder) throws IOException {
    Map<String, String> pages = new HashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        pages.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return pages;
  }

  @Test
  void thePagesAreWhatTheRegistrySaysToday() throws IOException {
    assertThat(read(PortPages.FOLDER))
        .as("mvn -q test-compile exec:java@pages writes them anew")
        .isEqualTo(PortPages.pages(PortRegistry.bundled()));
  }

  @Test
  void theFoundingPortsTheReleasedOnesAndTheBestKnownHavePages() {
    Map<String, String> pages = PortPages.pages(PortRegistry.bundled());
    List<String> released =
        PortRegistry.bundled()
            .ports(PortStatus.RELEASED)
            .map(port -> port.number() + ".md")
            .toList();

    assertThat(pages)
        .containsKeys(
            "README.md", "431.md", "432.md", "22.md", "53.md", "80.md", "443.md", "3306.md")
        .containsKeys(released.toArray(new String[0]));
    assertThat(pages).hasSize(1 + 2 + 30 + released.size());
  }

  @Test
  void thePagesAreWrittenAndThoseThatAreNoMoreAmongThemRemoved() throws IOException {
    Files.writeString(directory.resolve("9999.md"), "old");
    PortPages.write(directory);

    assertThat(read(directory)).isEqualTo(PortPages.pages(PortRegistry.bundled()));
  }
}
