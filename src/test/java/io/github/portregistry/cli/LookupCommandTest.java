package io.github.portregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.Assignment;
import io.github.portregistry.EverydayName;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.Transport;
import io.github.portregistry.dossier.Dossier;
import io.github.portregistry.probe.PortFinding;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class LookupCommandTest {

  private static final JsonMapper JSON = JsonMapper.shared();

  @TempDir private Path directory;

  private static Dossier dossier(int port) {
    return Dossier.of(PortRegistry.lookup(port));
  }

  private static String full(String words) {
    return "            port-registry " + words + " --full\n";
  }

  /** The screen of a port that has a page. */
  private static String screen(int port) {
    return dossier(port).summary() + full("" + port);
  }

  @ParameterizedTest
  @ValueSource(ints = {432, 443, 832, 9092, 8080})
  void aPortIsShownByItsSummaryAndTheCommandForTheRest(int port) {
    Cli cli = Cli.run(Integer.toString(port));

    assertThat(cli.out()).isEqualTo(screen(port));
    assertThat(cli.out().lines().count()).isLessThanOrEqualTo(24);
    assertThat(cli.err()).isEmpty();
    assertThat(cli.status()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 840, 65535})
  void aPortWithoutAPageHasTheCommandForTheRestToo(int port) {
    assertThat(Cli.run("" + port).out())
        .isEqualTo(dossier(port).summary() + "  More      " + full("" + port).strip() + "\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 432, 443, 832, 9092, 65535})
  void fullIsTheTextOfTheDossier(int port) {
    assertThat(Cli.run("" + port, "--full").out()).isEqualTo(dossier(port).text());
  }

  @Test
  void checkIsTheCommandsForEverySystem() {
    assertThat(Cli.run("432", "--check").out())
        .isEqualTo(dossier(432).checks())
        .contains("  Linux ", "  macOS ", "  Windows ");
    assertThat(Cli.run("0", "--check").out()).contains("No command shows listeners");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--probe", "--json", "--markdown", "--full"})
  void checkGoesWithNoOtherForm(String option) {
    assertThat(Cli.run("432", "--check", option).err())
        .startsWith("port-registry: --check goes with no other option but");
  }

  @Test
  void aWiderTerminalGetsWiderLines() {
    assertThat(Cli.runAt(120, "443").out()).isEqualTo(dossier(443).summary(120) + full("443"));
    assertThat(Cli.runAt(120, "443", "--full").out()).isEqualTo(dossier(443).text(120));
  }

  @Test
  void severalPortsHaveAnEmptyLineBetween() {
    assertThat(Cli.run("432", "832").out()).isEqualTo(screen(432) + "\n" + screen(832));
  }

  @Test
  void aPortWithATransportIsShownForIt() {
    assertThat(Cli.run("443/SCTP").out())
        .isEqualTo(
            Dossier.of(PortRegistry.lookup(443), Transport.SCTP).summary() + full("443/sctp"));
  }

  @Test
  void markdownIsThatOfTheDossier() {
    assertThat(Cli.run("432", "--markdown").out()).isEqualTo(dossier(432).markdown());
  }

  @Test
  void titlesAreBoldWhereColorsAreWantedAndNothingElseIsChanged() {
    String colored = Cli.runInColor("432").out();

    assertThat(colored).contains("\033[1mPort 432 is a ghost: assigned to iasd, ");
    assertThat(colored.replaceAll("\033\\[[0-9]*m", "")).isEqualTo(screen(432));
  }

  @Test
  void jsonIsTheRecord() {
    PortRecord read = JSON.readValue(Cli.run("432", "--json").out(), PortRecord.class);

    assertThat(read).isEqualTo(PortRegistry.lookup(432));
  }

  @Test
  void jsonOfSeveralIsAnArray() {
    PortRecord[] read = JSON.readValue(Cli.run("432", "832", "--json").out(), PortRecord[].class);

    assertThat(read).containsExactly(PortRegistry.lookup(432), PortRegistry.lookup(832));
  }

  @Test
  void jsonOfANameIsAnArrayOfItsPorts() {
    assertThat(ports("http")).containsExactly(80);
    assertThat(ports("sql*net")).containsExactly(66, 150);
    assertThat(ports("netconfsoaphttp")).containsExactly(832);
    assertThat(ports("kafka")).containsExactly(9092);
    assertThat(ports("htp")).isEmpty();
  }

  private static List<Integer> ports(String name) {
    return Stream.of(JSON.readValue(Cli.run(name, "--json").out(), PortRecord[].class))
        .map(PortRecord::number)
        .toList();
  }

  // Names

  @Test
  void aNameOnOnePortIsToldByThatPortsDossier() {
    assertThat(Cli.run("HTTPS").out()).isEqualTo(screen(443));
    assertThat(Cli.run("914c/g").out()).isEqualTo(screen(211));
  }

  @Test
  void aNameWithATransportIsToldForIt() {
    assertThat(Cli.run("https/udp").out())
        .isEqualTo(Dossier.of(PortRegistry.lookup(443), Transport.UDP).summary() + full("443/udp"));
  }

  @Test
  void aNameOnSeveralPortsIsATable() {
    assertThat(Cli.run("sql*net").out())
        .isEqualTo(
            """
            PORT         SERVICE  STATUS  DESCRIPTION
            66/tcp,udp   sql-net  ghost   Oracle SQL*NET
            66/tcp,udp   sql*net  ghost   Oracle SQL*NET
            150/tcp,udp  sql-net  ghost   SQL-NET
            """);
  }

  @Test
  void aNameThatLostItsPortIsToldByThatPortsDossier() {
    assertThat(Cli.run("netconfsoaphttp").out()).isEqualTo(screen(832));
  }

  @Test
  void aNameThatNeverHadAPortIsToldByItsRow() {
    assertThat(Cli.run("1password").out())
        .isEqualTo(
            """
            PORT  SERVICE    STATUS    DESCRIPTION
            none  1password  assigned  1Password Password Manager data sharing and synchronization protocol
            """);
  }

  @Test
  void whatPeopleUseAPortForFindsItToo() {
    assertThat(Cli.run("Apache Impala").out()).endsWith("\n\n" + screen(21050));
  }

  @Test
  void whatOnePortIsUsedForIsToldByThatPortsDossier() {
    assertThat(Cli.run("afs file server").out()).isEqualTo(screen(2040));
    assertThat(ports("AFS file server")).containsExactly(2040);
    assertThat(Cli.run("AFS file server/udp").err())
        .startsWith("port-registry: no service 'AFS file server'\n");
  }

  @Test
  void whatSeveralPortsAreUsedForIsATable() {
    assertThat(Cli.run("Back Orifice").out())
        .startsWith("PORT ")
        .contains("\n31337/tcp,udp  ", "\n31338  ");
    assertThat(Cli.run("back", "orifice").out()).isEqualTo(Cli.run("Back Orifice").out());
  }

  @Test
  void aFormerNameWithAnotherSeparatorIsFoundToo() {
    assertThat(Cli.run("avi nms").out()).isEqualTo(Cli.run("avi-nms").out()).isNotEmpty();
    assertThat(Cli.run("netconf beep").out()).isEqualTo(Cli.run("netconf-beep").out());
  }

  @Test
  void aFormerNameIsToldForTheTransportsThatItHad() {
    assertThat(Cli.run("avi-nms/tcp").out())
        .isEqualTo(
            Dossier.of(PortRegistry.lookup(4413), Transport.TCP).summary() + full("4413/tcp"));
    // Over UDP, the port had a service of another name.
    assertThat(Cli.run("avi-nms/udp").err()).startsWith("port-registry: no service 'avi-nms'\n");
    // This one was for every transport.
    assertThat(Cli.run("frp/sctp").out()).startsWith("Port 2925/sctp was assigned to frp until ");
  }

  @Test
  void anEverydayNameIsToldByThePortsDossierAfterALineOnWhatItIs() {
    assertThat(Cli.run("RDP").out())
        .isEqualTo("rdp is an everyday name of port 3389/tcp,udp\n\n" + screen(3389));
    assertThat(Cli.run("rdp/tcp").out())
        .startsWith("rdp is an everyday name of port 3389/tcp\n")
        .endsWith(
            "\n\n"
                + Dossier.of(PortRegistry.lookup(3389), Transport.TCP).summary()
                + full("3389/tcp"));
  }

  @Test
  void anEverydayNameOfAPortWithoutAServiceIsToldAlike() {
    assertThat(Cli.run("wireguard").out())
        .startsWith("wireguard is an everyday name of port 51820/udp\n")
        .endsWith("\n\n" + screen(51820));
    assertThat(Cli.run("adb-server").out())
        .startsWith("adb-server is an everyday name of port 5037/tcp\n");
  }

  /** Kafka is not a name of Xml-Ipc Server Reg. */
  @Test
  void anEverydayNameIsNotCalledANameOfTheServiceOfItsPort() {
    PortRegistry registry = PortRegistry.bundled();
    for (EverydayName name : registry.everydayNames()) {
      assertThat(Meanings.of(name.name(), name.transport(), List.of(), registry).sentences())
          .allMatch(line -> line.matches("\\S+ is an everyday name of port [0-9]+/[a-z,]+"));
    }
    assertThat(Cli.run("kafka").out()).contains("kafka is an everyday name of port 9092/tcp\n");
  }

  @Test
  void severalWordsThatAreNoNamesAloneCanBeOneName() {
    assertThat(Cli.run("MS", "SQL", "--full").out()).isEqualTo(Cli.run("MS SQL", "--full").out());
    assertThat(Cli.run("MS", "SQL").status()).isZero();
    assertThat(Cli.run("ssh", "nosuchname").err()).contains("no service 'nosuchname'");
    assertThat(Cli.run("MS", "nosuchname").err()).contains("no service 'MS'", "'nosuchname'");
  }

  @Test
  void anEverydayNameWithSeveralMeaningsIsATableAfterALineForEach() {
    assertThat(Cli.run("dhcp").out().lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("dhcp is an everyday name of port 67/udp"),
            line -> assertThat(line).isEqualTo("dhcp is an everyday name of port 68/udp"),
            line -> assertThat(line).isEmpty(),
            line -> assertThat(line).startsWith("PORT"),
            line -> assertThat(line).startsWith("67/tcp,udp  bootps "),
            line -> assertThat(line).startsWith("68/tcp,udp  bootpc "));
  }

  @Test
  void aRegisteredNameThatMeansAnotherPortTooSaysSo() {
    assertThat(Cli.run("sftp").out())
        .startsWith("sftp is also an everyday name of port 22/tcp\n")
        .endsWith("\n\n" + screen(115));
  }

  @Test
  void anEverydayNameIsThePortInJsonInMarkdownAndInItsHistory() {
    assertThat(Cli.run("rdp", "--json").out()).isEqualTo(Cli.run("ms-wbt-server", "--json").out());
    assertThat(Cli.run("rdp", "--markdown").out()).endsWith(dossier(3389).markdown());
    assertThat(Cli.run("snmp-trap", "--history").out())
        .isEqualTo(Cli.run("snmptrap", "--history").out());
  }

  @Test
  void anEverydayNameOfAnotherTransportIsSaidToBeThat() {
    assertThat(Cli.run("wireguard/sctp").err())
        .isEqualTo(
            "port-registry: no service 'wireguard' over sctp; 'port-registry wireguard' shows the"
                + " others\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mysqll    | mysql (3306, MySQL)",
        "htto      | http (80, World Wide Web HTTP)",
        "wiregaurd | wireguard (51820, ",
        "kibanna   | kibana (5601, ",
        "postgrse  | postgres (5432, ",
      })
  void aSuggestionSaysWhatItIs(String typed, String suggested) {
    assertThat(Cli.run(typed).err()).contains("; did you mean " + suggested);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mongosql", "pgsqld", "nysql", "mysqlx", "redir", "smpt2", "pop7"})
  void aNameOfAnotherProductSuggestsNone(String typed) {
    assertThat(Cli.run(typed).err()).doesNotContain("did you mean");
  }

  @Test
  void aNameThatIsNoneIsAnsweredWithWhatWasMeant() {
    Cli cli = Cli.run("htp");

    assertThat(cli.err())
        .startsWith(
            "port-registry: no service 'htp'; did you mean http (80, World Wide Web HTTP)?\n")
        .contains("'port-registry search htp' finds ");
    assertThat(cli.out()).isEmpty();
    assertThat(cli.status()).isEqualTo(1);
  }

  @Test
  void aCommandToPasteIsQuotedForAShell() {
    assertThat(Cli.run("Command & Conquer").err())
        .contains("\nport-registry search 'Command & Conquer' finds ");
    assertThat(Cli.run("Baldur's").err()).contains("\nport-registry search 'Baldur'\\''s' finds ");
  }

  @Test
  void aNameThatIsLikeNoneIsAnsweredWithoutASuggestion() {
    assertThat(Cli.run("qqqqqqqqqqqqqqqqqqqq").err())
        .isEqualTo("port-registry: no service 'qqqqqqqqqqqqqqqqqqqq'\n");
  }

  @Test
  void aNameThatOtherTransportsHaveIsSaidToBeTheirs() {
    assertThat(Cli.run("smtp/dccp").err())
        .isEqualTo(
            "port-registry: no service 'smtp' over dccp; 'port-registry smtp' shows the others\n");
  }

  @Test
  void whatWasFoundIsPrintedAlthoughAnotherWordFindsNothing() {
    Cli cli = Cli.run("432", "htp");

    assertThat(cli.out()).startsWith("Port 432");
    assertThat(cli.status()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"htp,qqqqqqqqqq", "htp,htp/udp"})
  void wordsThatFindNothingPrintNoEmptyLine(String one, String other) {
    assertThat(Cli.run(one, other).out()).isEmpty();
    assertThat(Cli.run("432", one, other).out()).isEqualTo(screen(432));
    assertThat(Cli.run(one, "432", other, "832").out()).isEqualTo(screen(432) + "\n" + screen(832));
  }

  @Test
  void portsWithoutAChangePrintNoEmptyLine() {
    String changes = Cli.run("832", "--history").out();

    assertThat(Cli.run("65000", "832", "65000", "--history").out()).isEqualTo(changes).isNotEmpty();
  }

  @Test
  void aRangeWithoutAChangeIsNamed() {
    assertThat(Cli.run("50000-50010", "--history").err())
        .startsWith("port-registry: no change of 50000-50010 is recorded; all from ");
  }

  // Ranges

  @Test
  void aRangeIsATableInWhichPortsThatAreAlikeShareALine() {
    assertThat(Cli.run("830-842").out())
        .isEqualTo(
            """
            PORT         SERVICE      STATUS      DESCRIPTION
            830/tcp,udp  netconf-ssh  assigned    NETCONF over SSH
            831                       released    formerly netconf-beep
            832                       released    formerly netconfsoaphttp
            833                       released    formerly netconfsoapbeep
            834-842                   unassigned
            """);
  }

  @Test
  void aRangeOfOneTransportHasItsServicesOnly() {
    assertThat(Cli.run("443-444/sctp").out())
        .isEqualTo(
            """
            PORT      SERVICE  STATUS      DESCRIPTION
            443/sctp  https    assigned    HTTPS
            444                unassigned
            """);
  }

  @Test
  void aTableOnATerminalIsNoWiderThanIt() {
    assertThat(Cli.runAt(80, "0-2000").out().lines())
        .allMatch(line -> line.length() <= 80)
        .anyMatch(line -> line.endsWith("..."));
  }

  // What is wrong

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "70000         | port 70000 is above 65535",
        "99999999999   | port 99999999999 is above 65535",
        "-1            | port -1 is below 0",
        "432/foo       | 'foo' is not a transport; give tcp, udp, sctp or dccp, as in 432/udp",
        "432/          | no transport after the slash; give tcp, udp, sctp or dccp, as in 432/udp",
        "432/udp/tcp   | '432/udp/tcp' has more than one transport; give each by itself: 432/udp 432/tcp",
        "https/UDP/tcp | 'https/UDP/tcp' has more than one transport; give each by itself: https/udp https/tcp",
        "80-           | '80-' is no range of ports; give one such as 80-65535",
        "\"\"            | expected a port or a name, found nothing",
        "9000-8000     | the range 9000-8000 ends before it begins; did you mean 8000-9000?",
        "8000-70000    | port 70000 is above 65535",
      })
  void aWrongPortIsAnsweredWithWhatWouldBeRight(String word, String message) {
    Cli cli = Cli.run(word);

    assertThat(cli.err())
        .isEqualTo("port-registry: " + message + "\nTry 'port-registry --help'.\n");
    assertThat(cli.out()).isEmpty();
    assertThat(cli.status()).isEqualTo(2);
  }

  @Test
  void nothingIsToldWhereOneWordIsWrong() {
    assertThat(Cli.run("432", "70000").out()).isEmpty();
  }

  @Test
  void anOptionThatIsNoneIsAnsweredWithThoseThatThereAre() {
    Cli cli = Cli.run("432", "--jsn");

    assertThat(cli.err())
        .startsWith("port-registry: unknown option '--jsn'; did you mean --json?\n");
    assertThat(cli.status()).isEqualTo(2);
  }

  @Test
  void jsonAndMarkdownExcludeEachOther() {
    assertThat(Cli.run("432", "--json", "--markdown").err())
        .startsWith("port-registry: --json and --markdown exclude each other\n");
  }

  @Test
  void noWordAtAllIsAnsweredWithTheHelp() {
    Cli cli = Cli.run();

    assertThat(cli.err())
        .startsWith("Usage: port-registry ")
        .contains("port-registry 432/udp          the same, for UDP only\n");
    assertThat(cli.status()).isEqualTo(2);
  }

  @Test
  void theHelpTeachesByExamples() {
    Cli cli = Cli.run("--help");

    assertThat(cli.out())
        .contains(
            "\nExamples:\n  port-registry 432 ", "\nExit codes:\n  0   found\n", "  listening  ");
    assertThat(cli.out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(cli.status()).isZero();
  }

  @Test
  void theVersionTellsTheDayOfTheFacts() {
    assertThat(Cli.run("--version").out())
        .startsWith("port-registry ")
        .endsWith(PortRegistry.bundled().provenance().source() + "\n");
  }

  // Other registries

  @Test
  void anOverlayIsLaidOverTheRegistry() throws Exception {
    Path csv = directory.resolve("team.csv");
    Files.writeString(
        csv,
        "port,transport,state,status,service_name,description,assignee,contact,registered,modified,"
            + "references,service_code,unauthorized_use,alias_of,source\n"
            + "8500,tcp,,,billing,Billing API,Team_Blue,,,,,,,,\n");

    assertThat(Cli.run("8500", "--overlay", csv.toString()).out())
        .startsWith("Port 8500 is assigned to billing (Billing API) by the overlay")
        .endsWith("\n            the same command with --full\n");
  }

  @Test
  void aFileThatIsNotThereIsSaidNotToBe() {
    String file = directory.resolve("no.csv").toString();

    assertThat(Cli.run("8500", "--overlay", file).err())
        .startsWith("port-registry: cannot read " + file + ": there is no such file\n");
    assertThat(Cli.run("8500", "--iana", file).status()).isEqualTo(2);
  }

  @Test
  void aFileThatIsNoTableIsToldWithLineAndColumn() throws Exception {
    Path csv = Files.writeString(directory.resolve("bad.csv"), "hello\n");

    assertThat(Cli.run("8500", "--iana", csv.toString()).err())
        .startsWith("port-registry: " + csv + ", line 1");
  }

  // Who listens

  @Test
  void theProbeTellsWhoListensHere() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(server.getLocalPort());
      String pid = Long.toString(ProcessHandle.current().pid());

      assertThat(Cli.run(port, "--probe").out())
          .contains("\n  Now       ", "(pid " + pid, "tcp on 127.0.0.1", "\n  Verdict   In use");
      assertThat(Cli.run(port, "--probe", "--full").out())
          .contains("\nOn this machine\n  Verdict   In use")
          .contains("Listener  tcp on 127.0.0.1\n", "(pid " + pid);
      PortFinding finding =
          JSON.readValue(Cli.run(port, "--probe", "--json").out(), PortFinding.class);
      assertThat(finding.listeners()).hasSize(1);
    }
  }

  @Test
  void containersAreLookedForWithoutTheProbe() {
    Cli cli = Cli.run("831", "--containers");

    assertThat(cli.out()).contains("\n  Now       nothing is listening on port 831");
    assertThat(Cli.run("831", "--containers", "--check").status()).isEqualTo(2);
  }

  @Test
  void jsonAndFullExcludeEachOther() {
    assertThat(Cli.run("831", "--json", "--full").err())
        .startsWith("port-registry: --json and --full exclude each other");
  }

  @Test
  void strictIsOneWhereAListenerIsToBeInvestigated() throws Exception {
    int port = freeUnassigned();
    assertThat(Cli.run(Integer.toString(port), "--strict").status()).isZero();
    try (ServerSocket server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
      Cli cli = Cli.run(Integer.toString(server.getLocalPort()), "--strict");

      assertThat(cli.out()).contains("In use; worth investigating.");
      assertThat(cli.status()).isEqualTo(1);
      assertThat(Cli.run(Integer.toString(port), "--probe").status()).isZero();
    }
  }

  private static int freeUnassigned() {
    return Integer.parseInt(Cli.run("free", "--range", "28000-29000").out().strip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--probe",
        "--strict",
        "--speaks",
        "--speaks-udp",
        "--containers",
        "--full",
        "--check"
      })
  void theProbeTakesPortsOneByOne(String option) {
    Cli cli = Cli.run("8000-8001", option);

    assertThat(cli.err())
        .startsWith("port-registry: " + option + " takes ports one by one, and this gives 2");
    assertThat(Cli.run("sql*net", option).status()).isEqualTo(2);
    assertThat(cli.status()).isEqualTo(2);
  }

  @Test
  void aNameWithoutAPortIsItsRowsInJson() {
    Assignment[] rows = JSON.readValue(Cli.run("1password", "--json").out(), Assignment[].class);

    assertThat(rows).containsExactlyElementsOf(PortRegistry.bundled().service("1password"));
  }

  @Test
  void severalWordsAreOneArray() {
    PortRecord[] read =
        JSON.readValue(Cli.run("432", "sql*net", "htp", "--json").out(), PortRecord[].class);

    assertThat(read).extracting(PortRecord::number).containsExactly(432, 66, 150);
  }

  @Test
  void jsonIsAsciiWhateverTheNamesAre() throws Exception {
    Path csv = directory.resolve("team.csv");
    Files.writeString(
        csv,
        "port,transport,state,status,service_name,description,assignee,contact,registered,modified,"
            + "references,service_code,unauthorized_use,alias_of,source\n"
            + "8500,tcp,,,billing,turned \u202e round \u00e9,,,,,,,,,\n");

    String json = Cli.run("8500", "--json", "--overlay", csv.toString()).out();
    assertThat(json.chars()).allMatch(c -> c < 0x7f);
    assertThat(JSON.readValue(json, PortRecord.class).assignments().get(0).description())
        .isEqualTo("turned \u202e round \u00e9");
  }

  @Test
  void noServiceNameIsTakenForAPort() {
    List<String> lost =
        PortRegistry.bundled()
            .assignments()
            .map(Assignment::serviceName)
            .distinct()
            .filter(name -> Query.parse(name).ports() != null)
            .toList();

    assertThat(lost).isEmpty();
  }
}
