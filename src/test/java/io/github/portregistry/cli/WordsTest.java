package io.github.portregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.portregistry.PortRange;
import io.github.portregistry.PortSpan;
import io.github.portregistry.PortStatus;
import io.github.portregistry.probe.Greeting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Words that stand for constants, and words that were probably meant as commands. */
class WordsTest {

  @Test
  void aWordIsReadInAnyCaseAndWithDashes() {
    assertThat(Words.status("Ghost")).isEqualTo(PortStatus.GHOST);
    assertThat(Words.statusOrVerdict("Not-In-Use")).isEqualTo("not_in_use");
    assertThat(Words.range("USER")).isEqualTo(PortRange.USER.span());
  }

  @Test
  void aRangeIsAPortOrTwo() {
    assertThat(Words.range("8000")).isEqualTo(PortSpan.of(8000));
    assertThat(Words.range("0-65535")).isEqualTo(new PortSpan(0, 65535));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-5", "80-", "8000-8100/tcp", "80,90"})
  void anythingElseIsNoRange(String word) {
    assertThatThrownBy(() -> Words.range(word))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "'"
                + word
                + "' is no range of ports; give one such as 8000-8999, or system, user, dynamic");
  }

  @Test
  void udpListenersAreAskedOnlyByTheOptionForThem() {
    assertThat(Words.greeting(false, false)).isEqualTo(Greeting.NONE);
    assertThat(Words.greeting(true, false)).isEqualTo(Greeting.ASK);
    assertThat(Words.greeting(false, true)).isEqualTo(Greeting.ASK_UDP);
    assertThat(Words.greeting(true, true)).isEqualTo(Greeting.ASK_UDP);
  }

  // Commands

  @ParameterizedTest
  @CsvSource({
    "sear, search",
    "compl, completion",
    "serch, search",
    "sttuss, status",
    "lsitenng, listening",
  })
  void aCommandIsMeantByItsBeginningOrAWordThatIsNear(String word, String command) {
    assertThat(Commands.meant(word)).contains(command);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sea", "fre-", "sarhc", "xxarxx", "search-engine"})
  void aShortWordOrOneThatIsFarFromAllMeansNoCommand(String word) {
    assertThat(Commands.meant(word)).isEmpty();
  }

  @Test
  void aStatusOrItsPluralIsAnsweredWithTheCommandThatListsIt() {
    String rest = "'; did you mean 'port-registry status ghost'?";

    assertThat(Commands.unknown("ghost")).isEqualTo("no service 'ghost" + rest);
    assertThat(Commands.unknown("Ghosts")).isEqualTo("no service 'Ghosts" + rest);
    assertThat(Commands.unknown("ghostss")).isEmpty();
  }
}
