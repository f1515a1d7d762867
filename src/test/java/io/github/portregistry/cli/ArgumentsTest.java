package io.github.portregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.portregistry.probe.ListenerProbe;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** A command line in the order in which picocli reads it. */
class ArgumentsTest {

  private static Arguments sorted(String line) {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    Terminal terminal = new Terminal(nowhere, nowhere, 80, false);
    CommandLine root =
        new CommandLine(new LookupCommand(terminal))
            .addSubcommand(new StatusCommand(terminal))
            .addSubcommand(new ListeningCommand(terminal, ListenerProbe.local()));
    return Arguments.of(line.split(" ", -1), root, note -> {});
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--json status ghost      | status ghost --json",
        "--range 1-9 status ghost | status ghost --range 1-9",
        "80,443 listening-port    | 80 443 listening-port",
        "listening 80,443         | listening 80 443",
        "status 80,443            | status 80,443",
        // help and version as options
        "version                  | --version",
        "help                     | --help",
        "help -h --help           | --help",
        "help status              | status --help",
        // a dash alone, and a number below zero, are words
        "--json -                 | - --json",
        "--json -1                | -1 --json",
        "-p 80                    | 80 -p",
        // after the end of the options, everything is a name
        "--json -- status --json  | --json -- status --json",
        "80 --                    | 80",
      })
  void theCommandIsFirstAndItsOptionsAreLast(String line, String sorted) {
    assertThat(String.join(" ", sorted(line).toArray())).isEqualTo(sorted);
  }

  @Test
  void theWordThatMayBeAMistypedCommandIsTheFirstOne() {
    assertThat(sorted("--json statu x").first()).isEqualTo("statu");
    assertThat(sorted("status x").first()).isEmpty();
    assertThat(sorted("--json").first()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--range", "status ghost --range", "--as-of"})
  void anOptionAtTheEndThatTakesAValueLacksIt(String line) {
    assertThatThrownBy(() -> sorted(line))
        .isInstanceOf(UsageException.class)
        .hasMessage(line.substring(line.lastIndexOf(' ') + 1) + " needs a value");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "http", "http 80", "80 -h", "80 -help", "80 --help", "80 free", "80 status"})
  void aLineThatMayHaveACommandNeedsThem(String line) {
    assertThat(Arguments.needsCommands(line.split(" ", -1))).isTrue();
  }

  @Test
  void aLineWithoutWordsNeedsTheCommandsForItsHelp() {
    assertThat(Arguments.needsCommands(new String[0])).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"80", "80-90 --json", "80 http", "0x"})
  void aLineThatBeginsWithAPortNeedsNone(String line) {
    assertThat(Arguments.needsCommands(line.split(" ", -1))).isFalse();
  }
}
