package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
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
        .as("mvn -q test-compile exec:java@pages writes them")
        .isEqualTo(PortPages.pages(PortRegistry.bundled()));
  }

  @Test
  void aRelatedPortIsALinkToItsPageHereOrOnTheSite() {
    Map<String, String> pages = PortPages.pages(PortRegistry.bundled());

    assertThat(pages.get("9092.md"))
        .contains("**[2181](https://portregistry.github.io/port-registry/2181/)**");
    assertThat(pages.get("831.md")).contains("**[832](832.md)**");
  }

  @Test
  void theStoryOfAPortAgreesWithItsStatus() {
    assertThat(PortPages.pages(PortRegistry.bundled()).get("README.md").lines())
        .filteredOn(line -> line.contains("Released") || line.contains("ghost:"))
        .allMatch(line -> line.contains("| released |") || line.contains("| ghost |"))
        .isNotEmpty();
  }

  @Test
  void thePagesAreWrittenAndThoseThatAreNoMoreAmongThemRemoved() throws IOException {
    Files.writeString(directory.resolve("9999.md"), "old");
    PortPages.write(directory);

    assertThat(read(directory)).isEqualTo(PortPages.pages(PortRegistry.bundled()));
  }
}
