package io.github.portregistry.greeting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeaksPageTest {

  @Test
  void thePageIsWhatTheTableSays() throws IOException {
    assertThat(Files.readString(SpeaksPage.FILE))
        .as("mvn -q test-compile exec:java@pages writes it again")
        .isEqualTo(SpeaksPage.text());
  }

  @ParameterizedTest
  @CsvSource({
    "https://www.rfc-editor.org/rfc/rfc4253#section-4.2, RFC 4253 section 4.2",
    "https://www.rfc-editor.org/rfc/rfc862, RFC 862",
    "https://wiki.example/protocol/, wiki.example protocol",
    "https://modern.example/, modern.example",
    "http://modern.example, modern.example",
    "https://developer.example/api-docs#default-acl, developer.example api-docs",
    "https://android.example.com/a/b/aVeryLongNameOfADocument.txt, android.example.com aVeryLongNameOfAD...",
  })
  void aSourceIsNamedByItsDocument(String address, String name) {
    assertThat(SpeaksPage.nameOf(address)).isEqualTo(name).hasSizeLessThanOrEqualTo(40);
  }
}
