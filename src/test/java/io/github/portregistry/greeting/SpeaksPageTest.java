package io.github.portregistry.greeting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class SpeaksPageTest {

  @Test
  void thePageIsWhatTheTableSays() throws IOException {
    assertThat(Files.readString(SpeaksPage.FILE))
        .as("mvn -q test-compile exec:java@pages writes it again")
        .isEqualTo(SpeaksPage.text());
  }
}
