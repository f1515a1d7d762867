package io.github.portregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands and options that were mistyped or stand in another place. */
class WrongLinesTest {

  @ParameterizedTest
  @CsvSource({
    "lisening, listening",
    "listeing --strict, listening",
    "Listening, listening",
    "lsitenng, listening",
    "seach kafka, search",
    "serach kafka --json, search",
    "satus ghost, status",
    "stauts ghost --range system, status",
    "change --since 2020-01-01, changes",
    "frree --count 3, free",
    "refrsh file.csv, refresh",
    "completoin, completion",
    "--json lisening, listening",
    "80 lisening, listening",
  })
  void aMistypedCommandIsAnsweredWithTheCommandAndNothingElse(String line, String command) {
    Cli cli = Cli.run(line.split(" ", -1));

    assertThat(cli.err())
        .matches(
            "port-registry: no service '\\S+'; did you mean the command '"
                + command
                + "'\\?\nTry 'port-registry --help'.\n");
    assertThat(cli.out()).isEmpty();
    assertThat(cli.status()).isEqualTo(2);
  }

  @Test
  void aStatusAloneIsAnsweredWithTheCommandThatListsIt() {
    assertThat(Cli.run("unassigned").err())
        .startsWith(
            "port-registry: no service 'unassigned'; did you mean 'port-registry status unassigned'?\n");
  }

  @Test
  void aServiceThatIsNamedAlmostLikeACommandIsFound() {
    assertThat(Cli.run("statsd").out()).startsWith("statsd is an everyday name of ");
    assertThat(Cli.run("--", "search").out()).startsWith("Port 2010 is assigned to search ");
  }

  @Test
  void helpAndVersionAreCommandsToo() {
    assertThat(Cli.run("help").out()).isEqualTo(Cli.run("--help").out());
    assertThat(Cli.run("help", "status").out()).isEqualTo(Cli.run("status", "--help").out());
    assertThat(Cli.run("help", "--help").out()).isEqualTo(Cli.run("--help").out());
    assertThat(Cli.run("help", "status", "-h").out()).isEqualTo(Cli.run("status", "--help").out());
    assertThat(Cli.run("search", "help").out()).startsWith("PORT ");
    assertThat(Cli.run("version").out()).isEqualTo(Cli.run("--version").out());
    assertThat(Cli.run("free", "--version").out()).isEqualTo(Cli.run("--version").out());
    assertThat(Cli.run("help", "stauts").err())
        .startsWith(
            "port-registry: no command 'stauts'; did you mean 'port-registry help status'?\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--json status ghost --range 430-432 | status ghost --range 430-432 --json",
        "--range 430-432 status ghost        | status ghost --range 430-432",
        "--as-of 2020-01-01 search netconf   | search netconf --as-of 2020-01-01",
        "--json 432                          | 432 --json",
        "832 --as-of 2020-01-01 --json       | --json --as-of 2020-01-01 832",
      })
  void anOptionCountsWhereverItStands(String line, String same) {
    Cli cli = Cli.run(line.split(" ", -1));

    assertThat(cli.out()).isNotEmpty().isEqualTo(Cli.run(same.split(" ", -1)).out());
    assertThat(cli.status()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "mysql listening      | 'listening' is a command and comes first, but 'mysql' stands before it; did you mean 'port-registry listening mysql'?",
        "ghost status         | 'status' is a command and comes first, but 'ghost' stands before it; did you mean 'port-registry status ghost'?",
        "22 free              | 'free' is a command and comes first, but '22' stands before it; 'port-registry 22 --probe' shows what listens there",
        "22 --json changes    | 'changes' is a command and comes first, but '22' stands before it; 'port-registry 22 --history' lists the changes of ports",
        "x completion         | 'completion' is a command and comes first, but 'x' stands before it; see 'port-registry completion --help'",
        "free 22              | unexpected '22'; 'port-registry 22 --probe' shows what listens there",
        "free 22-99           | unexpected '22-99'; did you mean --range 22-99?",
        "changes 22           | unexpected '22'; did you mean 'port-registry 22 --history'?",
        "status ghost 22      | unexpected '22'; 'status' takes one STATUS and options only",
        "completion bash      | unexpected 'bash'; 'completion' takes options only",
        "-p free              | unknown option '-p' of 'free'; it is an option of 'port-registry PORT'",
        "22 --range 1-9       | unknown option '--range'; it is an option of 'port-registry status' and 'port-registry free'",
        "22 --porbe           | unknown option '--porbe'; did you mean --probe?",
        "status ghost --rnage 1 | unknown option '--rnage'; did you mean --range?",
        "22 --frobnicate      | unknown option '--frobnicate'",
        "22 --json=no         | --json takes no value, found 'no'",
        "22 --json --json     | --json is given twice; give it once",
        "22 --iana            | --iana needs a value",
        "--as-of -- 22        | --as-of needs a value",
        "22 --as-of --json    | --as-of needs a value: DATE",
        "free --count many    | --count needs a number, found 'many'",
        "listening help       | did you mean 'port-registry help listening'?",
        "free help            | did you mean 'port-registry help free'?",
        "help 22              | no command '22'; the commands are search, status, changes, listening, free, refresh, completion",
        "help free now        | 'help' takes one command, found 'free' and 'now'",
        "443/dccp --probe     | --probe sees TCP and UDP sockets, not '443/dccp', which is for dccp only; give '443'",
        "listening 9/sctp     | '9/sctp' is for sctp, and only TCP and UDP sockets are seen",
        "listening mysqk      | no service 'mysqk' has a port; did you mean mysql (3306, MySQL)?",
        "http/https           | no service 'http/https'; 'https' is not a transport; give tcp, udp, sctp or dccp",
      })
  void noWordIsDropped(String line, String message) {
    Cli cli = Cli.run(line.split(" ", -1));

    assertThat(cli.err()).startsWith("port-registry: " + message + "\n");
    assertThat(cli.out()).isEmpty();
    assertThat(cli.status()).isPositive();
  }

  @Test
  void aFileWhoseNameIsNoneIsNamed() {
    assertThat(Cli.run("22", "--iana", "a\0b").err())
        .startsWith("port-registry: Invalid value for option '--iana'")
        .endsWith("\nTry 'port-registry --help'.\n");
    assertThat(Cli.run("refresh", "a\0b").err())
        .startsWith("port-registry: Invalid value for positional parameter")
        .endsWith("\nTry 'port-registry refresh --help'.\n");
  }

  @Test
  void aMissingValueIsAnsweredWithTheHelpOfTheCommand() {
    assertThat(Cli.run("listening", "--save").err())
        .isEqualTo(
            """
            port-registry: --save needs a value
            Try 'port-registry listening --help'.
            """);
    assertThat(Cli.run("22", "--iana").err()).endsWith("Try 'port-registry --help'.\n");
  }

  @Test
  void anEmptyWordBeforeACommandIsNamed() {
    assertThat(Cli.run("", "status").err())
        .startsWith(
            "port-registry: 'status' is a command and comes first, but '' stands before it; see");
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "--range", "--only", "--kind"})
  void aWrongWordIsAnsweredWithTheNearestAndWithAll(String where) {
    String line =
        switch (where) {
          case "status" -> "status asigned";
          case "--range" -> "status ghost --range usr";
          case "--only" -> "listening --only expectd";
          default -> "changes --kind renmed";
        };
    Cli cli = Cli.run(line.split(" ", -1));

    assertThat(cli.err())
        .matches("port-registry: no .*; did you mean \\w+\\?\nThe choices are \\w+, .*\nTry .*\n");
    assertThat(cli.status()).isEqualTo(2);
  }

  @Test
  void onlyTakesVerdictsToo() {
    assertThat(Cli.run("listening", "--only", "gohst").err())
        .contains(
            "The choices are assigned, ", ", dynamic, not_in_use, ", ", investigate, unknown\n");
    assertThat(Cli.run("listening", "--help").out().replaceAll("\\s+", " "))
        .contains("unassigned, dynamic, not_in_use, expected, plausible, investigate, unknown.");
  }
}
