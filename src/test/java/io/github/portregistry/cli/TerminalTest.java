package io.github.portregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {

  @Test
  void colorsAreWantedUnlessSomethingSpeaksAgainstThem() {
    assertThat(Terminal.isColorWanted(Map.of("TERM", "xterm"))).isTrue();
    assertThat(Terminal.isColorWanted(Map.of("NO_COLOR", ""))).isTrue();
    assertThat(Terminal.isColorWanted(Map.of("NO_COLOR", "1"))).isFalse();
    assertThat(Terminal.isColorWanted(Map.of("NO_COLOR", "0"))).isFalse();
    assertThat(Terminal.isColorWanted(Map.of("TERM", "dumb"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "http, http, 0",
    "htp, http, 1",
    "HTTP, http, 0",
    "hptt, http, 2",
    "htpt, http, 1",
    "'', abc, 3",
    "kitten, sitting, 3",
  })
  void theDistanceOfTwoWordsIsThatOfTheSlipsBetweenThem(String one, String other, int distance) {
    assertThat(Suggestion.distance(one, other)).isEqualTo(distance);
    assertThat(Suggestion.distance(other, one)).isEqualTo(distance);
  }
}
