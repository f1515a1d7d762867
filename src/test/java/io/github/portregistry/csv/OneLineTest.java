package io.github.portregistry.csv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneLineTest {

  /** Fillers, variation selectors, and spaces other than the one on the keyboard. */
  @ParameterizedTest
  @ValueSource(
      ints = {
        0x00a0, 0x034f, 0x115f, 0x1160, 0x17b4, 0x180b, 0x180f, 0x200b, 0x2003, 0x202e, 0x2060,
        0x2800, 0x3000, 0x3164, 0xfe00, 0xfe0f, 0xfeff, 0xffa0, 0xe0001, 0xe0100, 0xe01ef
      })
  void whatIsShownAsNothingOrAsABlankIsEscaped(int c) {
    String name = "nginx" + Character.toString(c);

    assertThat(OneLine.of(name)).startsWith("nginx\\u").isASCII();
  }

  @Test
  void theControlCharactersAroundPrintableAsciiAreEscaped() {
    assertThat(OneLine.of("a\u001f ~\u007f")).isEqualTo("a\\u001f ~\\u007f");
  }

  @Test
  void lettersOfEveryScriptStayAsTheyAre() {
    String text = "Café Ünï 日本 한국 עברית ไทย 😀 a_b-c";

    assertThat(OneLine.of(text)).isSameAs(text);
  }
}
