package io.github.portregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.PortRecord;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.PortStatus;
import io.github.portregistry.RegistryChange;
import io.github.portregistry.probe.ListenerProbe;
import io.github.portregistry.probe.PortFinding;
import io.github.portregistry.probe.Verdict;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

class CommandsTest {

  private static final JsonMapper JSON = JsonMapper.shared();

  @TempDir private Path directory;

  // search

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka", "redis", "remote desktop", "rdp", "ajp13", "www-http", "call of duty", "nodeport",
        "netconf", "alertmanager", "smb", "monitoring", "database", "samba", "tomcat", "iasd"
      })
  void onANarrowScreenEachPortStillShowsTheWordsItWasFoundBy(String text) {
    for (int width : new int[] {Terminal.ANY, 100}) {
      String[] rows = Cli.runAt(width, "search", text).out().split("\n(?=[0-9])", -1);

      assertThat(rows).hasSizeGreaterThan(1);
      for (PortRecord port : PortRegistry.bundled().search(text)) {
        String shown =
            Stream.of(rows)
                .filter(row -> row.matches("(?s)" + port.number() + "\\D.*"))
                .collect(Collectors.joining());
        assertThat(shown.toLowerCase(Locale.ROOT)).contains(text.split(" ", -1)[0]);
      }
    }
  }

  @Test
  void aCutLineBeginsWithTheUse() {
    assertThat(Cli.runAt(80, "search", "kafka").out())
        .contains("\n9092/tcp,udp  XmlIpcRegSvc  assigned    mostly used by Apache Kafka;");
    assertThat(Cli.runAt(80, "8006-8007").out())
        .contains("assigned  mostly used by Proxmox VE web UI; Worl...\n");
    assertThat(Cli.run("9092-9093").out())
        .contains("assigned  Xml-Ipc Server Reg; mostly used by Apache Kafka\n");
  }

  @Test
  void aSearchFindsServicesAndUses() {
    Cli cli = Cli.run("search", "kafka");

    assertThat(cli.out())
        .startsWith("PORT ")
        .containsPattern(
            "\n9092/tcp,udp +XmlIpcRegSvc +assigned +Xml-Ipc Server Reg; mostly used by Apache Kafka\n");
    assertThat(cli.status()).isZero();
  }

  @Test
  void aSearchForSeveralWordsFindsWhatHasAll() {
    assertThat(
            JSON.readValue(Cli.run("search", "netconf", "ssh", "--json").out(), PortRecord[].class))
        .containsExactlyElementsOf(PortRegistry.bundled().search("netconf ssh"));
  }

  @Test
  void aSearchInVainSaysSoAndIsOne() {
    Cli cli = Cli.run("search", "no such words");

    assertThat(cli.err())
        .isEqualTo("port-registry: no service, description or use has 'no such words'\n");
    assertThat(cli.status()).isEqualTo(1);
  }

  // status

  @Test
  void theGhostsOfTheSystemPortsAreListed() {
    List<PortRecord> ghosts = PortRegistry.bundled().ports(PortStatus.GHOST).toList();

    assertThat(Cli.run("status", "GHOST", "--range", "system").out().lines())
        .filteredOn(line -> line.startsWith("432/tcp,udp "))
        .singleElement()
        .asString()
        .matches("432/tcp,udp +iasd +ghost +IASD");
    assertThat(
            JSON.readValue(
                Cli.run("status", "ghost", "--range", "system", "--json").out(),
                PortRecord[].class))
        .containsExactlyElementsOf(ghosts);
  }

  @Test
  void withoutARangeEveryPortIsLookedAt() {
    assertThat(Cli.run("status", "reserved").out().lines().skip(1).findFirst())
        .hasValueSatisfying(line -> assertThat(line).matches("0(/|-| ).*"));
    assertThat(Cli.run("status", "dynamic").out().lines())
        .last()
        .asString()
        .matches("([0-9]+-)?65535 .*");
  }

  @Test
  void portsThatAreAlikeShareALine() {
    assertThat(Cli.run("status", "dynamic", "--range", "65000-65535").out().lines())
        .hasSizeLessThan(40)
        .first()
        .asString()
        .startsWith("PORT");
  }

  @Test
  void aRangeWithoutSuchAPortIsOne() {
    Cli cli = Cli.run("status", "ghost", "--range", "dynamic");

    assertThat(cli.err()).isEqualTo("port-registry: no port of 49152-65535 is ghost\n");
    assertThat(cli.status()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "status gost | no status 'gost'; did you mean ghost?",
        "status unused | no status 'unused'; the choices are assigned, ghost, released, reserved, unassigned, dynamic",
        "status ghost --range sytem | no range 'sytem'; did you mean system?",
        "status ghost --range 1-x | '1-x' is no range of ports; give one such as 8000-8999, or system, user, dynamic",
        "free --count 0 | --count needs a number from 1, found 0",
        "free --range 1-70000 | port 70000 is above 65535",
        "listening --only goost | no status or verdict 'goost'; did you mean ghost?",
        "search | 'search' needs a WORD, as in 'port-registry search kafka'",
        "refresh | 'refresh' needs a FILE, as in 'port-registry refresh service-names-port-numbers.csv'",
        "refresh /no/such/file | cannot read /no/such/file: there is no such file",
      })
  void aWrongCallIsAnsweredWithWhatWouldBeRight(String line, String message) {
    Cli cli = Cli.run(line.split(" ", -1));

    assertThat(cli.err())
        .startsWith("port-registry: " + message + "\n")
        .endsWith("Try 'port-registry " + line.split(" ", -1)[0] + " --help'.\n");
    assertThat(cli.out()).isEmpty();
    assertThat(cli.status()).isEqualTo(2);
  }

  // free

  @Test
  void freePortsAreUnassignedUnusedAndNotListenedOn() throws Exception {
    List<Integer> free = free("--range", "20000-29999", "--count", "50");

    assertThat(free).hasSize(50).isSorted().doesNotHaveDuplicates();
    assertThat(free)
        .allSatisfy(
            port -> {
              PortRecord record = PortRegistry.lookup(port);
              assertThat(record.status()).isEqualTo(PortStatus.UNASSIGNED);
              assertThat(record.observedUses()).isEmpty();
            });
    try (ServerSocket server =
        new ServerSocket(free.get(0), 50, InetAddress.getLoopbackAddress())) {
      assertThat(free("--range", "20000-29999", "--count", "50"))
          .doesNotContain(server.getLocalPort());
    }
  }

  private static List<Integer> free(String... options) {
    String[] args = new String[options.length + 1];
    args[0] = "free";
    System.arraycopy(options, 0, args, 1, options.length);
    return Cli.run(args).out().lines().map(Integer::valueOf).toList();
  }

  @Test
  void fewerFreePortsThanAskedForIsOne() {
    Cli cli = Cli.run("free", "--range", "1-1023", "--count", "1000");

    assertThat(cli.err()).matches("port-registry: found \\d+ of 1000 free ports in 1-1023.*\n");
    assertThat(cli.out().lines()).allMatch(line -> line.matches("\\d+"));
    assertThat(cli.status()).isEqualTo(1);
  }

  @Test
  void aFreePortInsideARangeClaimComesWithANote() {
    Cli cli = Cli.run("free", "--range", "30000-32767");

    assertThat(cli.status()).isZero();
    assertThat(cli.out().strip()).matches("3[0-2][0-9]{3}");
    assertThat(cli.err())
        .matches(
            "(?s)port-registry: "
                + cli.out().strip()
                + " is in 30000-32767, a range that Kubernetes [^\n]+ may use\n.*");
    assertThat(Cli.run("free", "--range", "30000-32767", "--count", "3").err())
        .matches("(?s)port-registry: 3[0-9-]+(, 3\\d+)?( and 3[0-9-]+)? are in 30000-32767, .+\n");
  }

  @Test
  void whereNoSystemPortIsFreeTheReasonMayBeTheUser() {
    // 22 to 25 are assigned, so that none of them is free whoever asks.
    assertThat(Cli.run("free", "--range", "22-25").err())
        .isEqualTo(
            "port-registry: found 0 of 1 free ports in 22-25; this user may lack the right to bind"
                + " ports below 1024: try sudo\n");
    assertThat(Cli.run("free", "--range", "5432-5433", "--count", "2").err())
        .isEqualTo("port-registry: found 0 of 2 free ports in 5432-5433\n");
  }

  @Test
  void thatNoSystemPortIsFreeCountsWhateverOtherPortIs() {
    // 1023 is reserved, and 1028 is unassigned.
    assertThat(PortRegistry.lookup(1023).status()).isEqualTo(PortStatus.RESERVED);
    assertThat(Cli.run("free", "--range", "1023-1024").err()).endsWith(": try sudo\n");
    assertThat(Cli.run("free", "--range", "1023-2000", "--count", "999").err())
        .endsWith(": try sudo\n");
    assertThat(Cli.run("free", "--range", "1024-2000", "--count", "999").err())
        .doesNotContain("sudo");
  }

  @Test
  void nothingIsMissingWhereAsManyPortsAreFoundAsWereAskedFor() {
    Cli cli = Cli.run("free", "--range", "20000-29999", "--count", "2");

    assertThat(cli.err()).doesNotContain("found ");
    assertThat(cli.status()).isZero();
  }

  @Test
  void freePortsInJsonAreNumbers() {
    Integer[] free =
        JSON.readValue(Cli.run("free", "--count", "2", "--json").out(), Integer[].class);

    assertThat(free).hasSize(2);
  }

  // listening

  @Test
  void everyListenerIsListedWithWhatItsPortIs() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String pid = Long.toString(ProcessHandle.current().pid());
      Cli cli = Cli.run("listening");

      assertThat(cli.out())
          .startsWith("PORT ")
          .containsPattern(
              "\n" + server.getLocalPort() + "/tcp +127\\.0\\.0\\.1 +\\S.* " + pid + " ");
      assertThat(cli.status()).isZero();
      assertThat(JSON.readValue(Cli.run("listening", "--json").out(), PortFinding[].class))
          .extracting(PortFinding::port)
          .contains(server.getLocalPort());
    }
  }

  @Test
  void onlyTheStatusesAndVerdictsAskedForAreListed() throws Exception {
    int unassigned = free("--range", "28000-29000").get(0);
    try (ServerSocket server = new ServerSocket(unassigned, 50, InetAddress.getLoopbackAddress())) {
      String row = server.getLocalPort() + "/tcp";

      assertThat(Cli.run("listening", "--only", "unassigned").out()).contains(row);
      // What it is depends on what started this process.
      Verdict verdict = ListenerProbe.local().check(unassigned).verdict();
      assertThat(Cli.run("listening", "--only", "ghost," + verdict).out()).contains(row);
      assertThat(Cli.run("listening", "--only", "reserved").out()).doesNotContain(row);
      boolean investigate =
          ListenerProbe.local().checkAll().stream()
              .anyMatch(finding -> finding.verdict() == Verdict.INVESTIGATE);
      assertThat(Cli.run("listening", "--strict").status()).isEqualTo(investigate ? 1 : 0);
      Cli none = Cli.run("listening", "--only", "reserved", "--strict");
      assertThat(none.status()).as(none.out()).isZero();
    }
  }

  @Test
  void whereTheSocketsCannotBeReadThePortsAreNotSaidToBeFreeAndNoAuditPasses() {
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(new PrintWriter(new StringWriter()), new PrintWriter(err, true), 80, false);
    CommandLine command =
        new CommandLine(new ListeningCommand(terminal, ListenerProbe.ofProc(directory)));

    assertThat(command.execute("--strict")).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("port-registry: not every listener can be seen: ")
        .doesNotContain("nothing is listening");
  }

  @Test
  void whatIsToBeInvestigatedStandsOutInColor() throws Exception {
    int unassigned = free("--range", "28000-29000").get(0);
    try (ServerSocket server = new ServerSocket(unassigned, 50, InetAddress.getLoopbackAddress())) {
      assertThat(server.isBound()).isTrue();
      assertThat(Cli.runInColor("listening", "--only", "investigate").out())
          .contains("\033[31minvestigate\033[0m");
    }
  }

  // changes, and other days

  @Test
  void changesOfATimeAreListed() {
    Cli cli = Cli.run("changes", "--since", "2025-09-29", "--until", "2025-09-29");

    assertThat(cli.out())
        .startsWith("WHEN ")
        .containsPattern("\n2025-09-29 +832/tcp,udp +netconfsoaphttp .* withdrawn, now reserved\n")
        .containsPattern(
            "\n2025-09-29 +none +netconfsoaphttp \\(NETCONF for SOAP over HTTPS\\) registered without a port");
    assertThat(cli.status()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"changes --since 2014-07-13", "4000-4999 --history"})
  void changesFit80Columns(String line) {
    assertThat(Cli.runAt(80, line.split(" ", -1)).out().lines())
        .hasSizeGreaterThan(50)
        .allMatch(changes -> changes.length() <= 80);
  }

  @Test
  void changesAreThoseOfTheLastYearUnlessAskedOtherwise() {
    LocalDate last = PortRegistry.bundled().lastDay();

    assertThat(JSON.readValue(Cli.run("changes", "--json").out(), RegistryChange[].class))
        .containsExactlyElementsOf(PortRegistry.bundled().changes(last.minusYears(1), last));
  }

  @Test
  void changesUpToADayAreThoseOfTheYearBeforeItAsFarAsTheyAreKnown() {
    LocalDate day = LocalDate.of(2016, 1, 1);
    LocalDate early = LocalDate.of(2014, 12, 31);

    assertThat(
            JSON.readValue(
                Cli.run("changes", "--until", "2016-01-01", "--json").out(),
                RegistryChange[].class))
        .containsExactlyElementsOf(PortRegistry.bundled().changes(day.minusYears(1), day));
    assertThat(
            JSON.readValue(
                Cli.run("changes", "--until", "2014-12-31", "--json").out(),
                RegistryChange[].class))
        .containsExactlyElementsOf(
            PortRegistry.bundled().changes(PortRegistry.bundled().firstDay(), early));
  }

  @Test
  void changesOfSomeKindsAreListed() {
    Cli cli =
        Cli.run("changes", "--since", "2014-07-13", "--kind", "renamed", "--kind", "WITHDRAWN");

    assertThat(cli.out().lines().skip(1))
        .hasSizeGreaterThan(50)
        .allMatch(line -> line.contains(" renamed to ") || line.contains(" withdrawn"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "changes --since 2010-01-01|known from 2014-07-13 to LAST, but the day is 2010-01-01",
        "changes --since yesterday|no such day 'yesterday'; write it as 2020-06-01",
        "changes --since 2020-02-30|no such day '2020-02-30'; write it as 2020-06-01",
        "changes --since 2020-01-02 --until 2020-01-01|expected a first day up to the last day but found 2020-01-02 to 2020-01-01",
        "changes --until 2999-01-01|known from 2014-07-13 to LAST, but the day is 2998-01-01",
        "changes --until 2010-01-01|known from 2014-07-13 to LAST, but the day is 2010-01-01",
        "1password --history|never had a port; --history lists the changes of ports",
        "changes --kind gone|no kind of change 'gone'; the choices are assigned, withdrawn,",
        "432 --as-of 2999-01-01|known from 2014-07-13 to LAST, but the day is 2999-01-01; leave out --as-of to use the newest data",
        "432 --as-of 1999-01-01|known from 2014-07-13 to LAST, but the day is 1999-01-01",
        "432 --as-of x|no such day 'x'; write it as 2020-06-01",
        "changes --iana /no/such/file|cannot read /no/such/file: there is no such file",
        "432 --history --markdown|--history goes with no other option but --json, --as-of, --iana and --overlay",
        "432 --history --probe|--history goes with no other option but --json, --as-of, --iana and --overlay",
        "432 --history --speaks|--history goes with no other option but --json, --as-of, --iana and --overlay",
        "432 --history --speaks-udp|--history goes with no other option but --json, --as-of, --iana and --overlay",
        "432 --history --containers|--history goes with no other option but --json, --as-of, --iana and --overlay",
        "432 --history --strict|--history goes with no other option but --json, --as-of, --iana and --overlay",
      })
  void aWrongQuestionAboutThePastIsTold(String line, String message) {
    Cli cli = Cli.run(line.split(" "));

    String last = PortRegistry.bundled().lastDay().toString();
    assertThat(cli.err()).startsWith("port-registry: ").contains(message.replace("LAST", last));
    assertThat(cli.status()).isEqualTo(2);
  }

  @Test
  void aTimeWithoutAChangeSaysSoAndIsOne() {
    Cli cli = Cli.run("changes", "--since", "2019-11-06", "--until", "2019-11-06");

    assertThat(cli.err())
        .isEqualTo("port-registry: no such change from 2019-11-06 to 2019-11-06\n");
    assertThat(cli.status()).isEqualTo(1);
  }

  @Test
  void everyCommandAsksTheRegistryOfADay() {
    assertThat(Cli.run("search", "netconfsoaphttp", "--as-of", "2025-09-28").out())
        .containsPattern("\n832/tcp,udp +netconfsoaphttp +assigned ");
    assertThat(Cli.run("status", "released", "--range", "832", "--as-of", "2025-09-28").status())
        .isEqualTo(1);
    assertThat(Cli.run("832/tcp", "--as-of", "2025-09-28").out())
        .startsWith("Port 832/tcp is assigned to netconfsoaphttp ");
  }

  @Test
  void theHistoryOfAPortIsListed() {
    assertThat(Cli.run("832/udp", "--history").out())
        .containsPattern("\n2025-09-29 +832/udp +netconfsoaphttp .* withdrawn, now reserved\n");
    assertThat(
            JSON.readValue(
                Cli.run("netconfsoaphttp", "--history", "--json").out(), RegistryChange[].class))
        .containsExactlyElementsOf(PortRegistry.lookup(832).history());
  }

  @Test
  void aPortWithoutAHistorySaysSoAndIsOne() {
    Cli cli = Cli.run("50000", "--history");

    assertThat(cli.err())
        .isEqualTo(
            "port-registry: no change of 50000 is recorded; all from 2014-07-13 to "
                + PortRegistry.bundled().lastDay()
                + " are known\n");
    assertThat(cli.out()).isEmpty();
    assertThat(cli.status()).isEqualTo(1);
  }

  // completion

  @Test
  void theCompletionScriptNamesEveryCommandAndOption() {
    assertThat(Cli.run("completion").out())
        .startsWith("#!")
        .contains("listening", "--only", "refresh", "--markdown", "investigate");
  }

  @ParameterizedTest
  @CsvSource({"search", "status", "changes", "free", "listening", "refresh", "completion"})
  void everyCommandHasAHelpWithExamples(String command) {
    Cli cli = Cli.run(command, "--help");

    assertThat(cli.out())
        .startsWith("Usage: port-registry " + command)
        .containsPattern("\nExamples?:\n")
        .doesNotContain("null");
    assertThat(cli.status()).isZero();
  }
}
