package io.github.portregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(strings = {"/dev/pts/0", "/dev/tty", "/dev/tty1", "/dev/ttyS0", "/dev/console"})
  void aDeviceOfAPersonIsATerminal(String stream) {
    assertThat(Terminal.isTerminal(stream)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/dev/null", "/dev/ptmx", "pipe:[4711]", "/tmp/tty", "/dev/console1"})
  void anyOtherStreamIsNone(String stream) {
    assertThat(Terminal.isTerminal(stream)).isFalse();
  }

  @Test
  void aStreamThatIsNotOpenHasNoName() {
    assertThat(Terminal.nameOfStream(99_999)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "9, 9", "80, 80", "109, 109", "99999, 99999"})
  void columnsAreAWholeNumber(String text, int columns) {
    assertThat(Terminal.columns(text)).isEqualTo(columns);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "080", "100000", "-1", "+8", "8 ", "8/", "8:", "x"})
  void anythingElseIsNoNumberOfColumns(String text) {
    assertThat(Terminal.columns(text)).isZero();
  }

  @Test
  void aTitleIsBoldAndAnIndentedLineIsNot() {
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out);

    new Terminal(writer, writer, 80, true).print("Title\n\n  text\nNext");

    assertThat(out.toString().replace(System.lineSeparator(), "\n"))
        .isEqualTo("\033[1mTitle\033[0m\n\n  text\n\033[1mNext\033[0m\n");
  }

  @ParameterizedTest
  @CsvSource({"one, one|", "'one|', one|", "'|one', |one|", "'one||', one||", "'', ''"})
  void eachLineOfATextIsPrintedOnce(String text, String expected) {
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out);

    new Terminal(writer, writer, 80, false).print(text.replace('|', '\n'));

    assertThat(out.toString().replace(System.lineSeparator(), "|")).isEqualTo(expected);
  }
}
