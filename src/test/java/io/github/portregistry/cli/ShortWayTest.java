package io.github.portregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShortWayTest {

  /** What a run prints, and how it ends. */
  private record Run(String out, String err, int status) {

    static Run ofShortWay(int width, boolean color, String... args) {
      StringWriter out = new StringWriter();
      StringWriter err = new StringWriter();
      Terminal terminal = terminal(out, err, width, color);
      LookupCommand lookup = ShortWay.of(args, terminal);
      assertThat(lookup).as(String.join(" ", args)).isNotNull();
      int status = lookup.call();
      return new Run(out.toString(), err.toString(), status);
    }

    static Run ofLongWay(int width, boolean color, String... args) {
      StringWriter out = new StringWriter();
      StringWriter err = new StringWriter();
      int status = LongWay.run(args, terminal(out, err, width, color));
      return new Run(out.toString(), err.toString(), status);
    }

    private static Terminal terminal(StringWriter out, StringWriter err, int width, boolean color) {
      return new Terminal(new PrintWriter(out), new PrintWriter(err), width, color);
    }
  }

  @Test
  @Tag("whole")
  void thePortsGetTheSameAnswerByBothWays() {
    for (int port = 0; port <= 65535; port += port < 1024 ? 7 : 397) {
      String word = Integer.toString(port);
      assertThat(Run.ofShortWay(Terminal.ANY, false, word))
          .isEqualTo(Run.ofLongWay(Terminal.ANY, false, word));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "432/udp",
        "80/TCP",
        "00080",
        "65535",
        "0",
        "9",
        "443 80/tcp 22",
        "432 --json",
        "--json 432/udp 80",
        "--markdown 432",
        "432 --full",
        "--check 832/udp",
        "832 --history",
        "--history --json 8080",
        "7 --history 832",
      })
  void portsAndSwitchesGetTheSameAnswerByBothWays(String line) {
    String[] args = line.split(" ", -1);

    assertThat(Run.ofShortWay(60, false, args)).isEqualTo(Run.ofLongWay(60, false, args));
    assertThat(Run.ofShortWay(120, true, args)).isEqualTo(Run.ofLongWay(120, true, args));
  }

  @Test
  void whoAsksListenersGoesTheShortWayToo() {
    StringWriter text = new StringWriter();
    Terminal terminal =
        new Terminal(new PrintWriter(text), new PrintWriter(text), Terminal.ANY, false);

    assertThat(ShortWay.of(new String[] {"22", "--speaks", "--json"}, terminal))
        .matches(lookup -> lookup.speaks && lookup.json && !lookup.speaksUdp);
    assertThat(ShortWay.of(new String[] {"--speaks-udp", "53/udp"}, terminal))
        .matches(lookup -> lookup.speaksUdp && !lookup.speaks);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http",
        "--json",
        "80-90",
        "80/icmp",
        "70000",
        "80,443",
        "-1",
        "914c/g",
        "432 http",
        "432 --as-of 2020-01-01",
        "432 --json=true",
        "432 --json --json",
        "432 -p --probe",
        "432 --speaks --speaks",
        "432 --speaks=udp",
        "listening --speaks",
        "432 --help",
        "432 -V",
        "432 --",
        "status 80",
      })
  void whateverElseThereIsGoesTheLongWay(String line) {
    StringWriter text = new StringWriter();
    Terminal terminal =
        new Terminal(new PrintWriter(text), new PrintWriter(text), Terminal.ANY, false);

    assertThat(ShortWay.of(line.split(" ", -1), terminal)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "432 --json --markdown",
        "432 --history --probe",
        "432 --history --speaks",
        "432 --history --markdown",
        "432 --history --full",
        "432 --check --json"
      })
  void switchesThatExcludeEachOtherAreExplainedByTheLongWay(String line) {
    Cli cli = Cli.run(line.split(" ", -1));

    assertThat(cli.status()).isEqualTo(2);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err()).startsWith("port-registry: --").endsWith("--help'.\n");
  }
}
