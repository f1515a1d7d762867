package io.github.portregistry.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.PortRecord;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.TeamTables;
import io.github.portregistry.Transport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The one screen of a port. */
class SummaryTest {

  /** What the command line leaves for its own line. */
  private static final int LINES = 23;

  private static final Dossier.Section FULL = new Dossier.Section("Ours", List.of());

  /** Items with more lines, and longer ones, than any finding has. */
  private static List<Dossier.Item> nasty() {
    String path = "/" + "very-long-folder/".repeat(30) + "program";
    List<String> details = new ArrayList<>(Collections.nCopies(20, (path + " ").repeat(9)));
    return List.of(
        new Dossier.Item("Now", path, details, List.of(), List.of()),
        new Dossier.Item("Verdict of many", "x ".repeat(500), details, List.of(), List.of()));
  }

  @Test
  @Tag("whole")
  void everyPortFitsOnAScreenWithAndWithoutAFinding() {
    String next = "do this and that, ".repeat(40);
    PortRegistry.bundled()
        .ports()
        .forEach(
            port -> {
              check(port, Dossier.of(port));
              if (port.number() % 8 == 0 || port.number() < 10_000) {
                check(port, Dossier.of(port).with(FULL, nasty(), next));
              }
            });
  }

  private static void check(PortRecord port, Dossier dossier) {
    List<String> lines = dossier.forPlatforms(List.of(Platform.WINDOWS)).summary().lines().toList();
    assertThat(lines).as("port %d", port.number()).hasSizeLessThanOrEqualTo(LINES);
    assertThat(lines).as("port %d", port.number()).allMatch(line -> line.length() <= 80);
    assertThat(lines.get(0)).startsWith("Port " + port.number() + " ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "432   | Port 432 is a ghost: assigned to iasd, but no source shows that anyone still uses it.",
        "832   | Port 832 was NETCONF over SOAP (netconfsoaphttp) until 2025-09-29; RFC 9900 released it, and it is reserved now.",
        "8080  | Port 8080 is assigned to http-alt (HTTP Alternate), which is known to be in use.",
        "830   | Port 830 is assigned to netconf-ssh (NETCONF over SSH); RFC 6242 specifies it, but no source shows it in use.",
        "9092  | Port 9092 is assigned to XmlIpcRegSvc (Xml-Ipc Server Reg), but mostly used by Apache Kafka.",
        "6     | Port 6 is unassigned, and no use of it is known.",
        "0     | Port 0 is reserved, and no program can listen on it.",
        "232   | Port 232 is reserved: IANA assigns it to no service.",
        "786   | Port 786 was assigned to concert until 2002-05-08; IANA released it, and it is unassigned now.",
        "659   | Port 659 was assigned until 2001-06-06; IANA released it, and it is unassigned now.",
        "2379  | Port 2379 is assigned to etcd-client (etcd client communication), which is known to be in use. It is reserved over udp.",
        "9734  | Port 9734 is unassigned, but in the range 9652-9899 of OMG DDS.",
        "49153 | Port 49153 is dynamic: it is never assigned, and any program may use it for a while.",
        "30006 | Port 30006 is unassigned, but in 2 ranges that applications claim.",
      })
  void theFirstSentenceSaysWhatThePortIs(int port, String sentence) {
    assertThat(Dossier.of(PortRegistry.lookup(port)).summary(500)).startsWith(sentence + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "25  | UDP | Port 25/udp is assigned to smtp (Simple Mail Transfer); it is known to be in use over tcp, but no source shows it in use over udp.",
        "636 | UDP | Port 636/udp is assigned to ldaps (ldap protocol over TLS/SSL); it is known to be in use over tcp, but no source shows it in use over udp.",
        "69  | TCP | Port 69/tcp is assigned to tftp (Trivial File Transfer); it is known to be in use over udp, but no source shows it in use over tcp.",
        "53  | UDP | Port 53/udp is assigned to domain (Domain Name Server), which is known to be in use.",
        "51  | SCTP | Port 51/sctp is reserved in the registry; the port was assigned before, but only over tcp and udp.",
        "25  | TCP | Port 25/tcp is assigned to smtp (Simple Mail Transfer), which is known to be in use.",
      })
  void theSentenceOnATransportClaimsNoUseThatOnlyAnotherHas(
      int port, Transport transport, String sentence) {
    assertThat(Dossier.of(PortRegistry.lookup(port), transport).summary(500))
        .startsWith(sentence + "\n");
  }

  @Test
  @Tag("whole")
  void noSentenceIsCutOrEndsWithTwoFullStops() {
    for (int port = 0; port <= 65535; port++) {
      String summary = Dossier.of(PortRegistry.lookup(port)).summary();
      int end = summary.indexOf("\n\n");

      assertThat(end < 0 ? summary.strip() : summary.substring(0, end)).matches("(?s).*[^.]\\.");
    }
  }

  @Test
  void aTransportWithoutAServiceIsSaidToBeUnassignedAndWhatTheOthersHave() {
    assertThat(Dossier.of(PortRegistry.lookup(443), Transport.DCCP).summary(500))
        .startsWith(
            "Port 443/dccp is unassigned, and no use of it is known. Over tcp, udp and sctp it is"
                + " assigned to https.\n");
  }

  @Test
  void whatIsAddedComesAfterTheSentenceAndItsAdviceReplacesTheCommand() {
    Dossier.Item now = new Dossier.Item("Now", "iasd (pid 7)");

    assertThat(Dossier.of(PortRegistry.lookup(832)).with(FULL, List.of(now), "wait").summary())
        .contains("now.\n\n  Now       iasd (pid 7)\n", "\n  Next      wait\n")
        .doesNotContain("sudo");
  }

  @Test
  void theCommandIsForTheSystemAskedFor() {
    Dossier dossier = Dossier.of(PortRegistry.lookup(22));

    assertThat(dossier.forPlatforms(List.of(Platform.LINUX)).summary())
        .contains("\n  Next      see what listens: sudo ss -H -lnt");
    assertThat(dossier.forPlatforms(List.of(Platform.MACOS)).summary())
        .contains("sudo lsof -nP -i:22 | grep -E 'LISTEN|UDP'\n");
    assertThat(dossier.forPlatforms(List.of(Platform.WINDOWS)).summary())
        .contains("\n  Next      netstat -ano | findstr ");
    assertThat(dossier.forPlatforms(List.of()).summary()).doesNotContain("Next");
    assertThat(dossier.forPlatforms(List.of(Platform.MACOS)).text())
        .contains("\n  macOS  ")
        .doesNotContain("\n  Linux");
    assertThat(dossier.markdown()).contains("**Linux**", "**macOS**", "**Windows**");
  }

  @Test
  void theCommandShowsListenersOverTcpAndUdpWhateverThePortHas() {
    for (int number = 1; number <= 65535; number++) {
      PortRecord port = PortRegistry.lookup(number);
      DossierSections sections = new DossierSections(port, null);
      boolean sctp = port.assignments().stream().anyMatch(row -> row.transport() == Transport.SCTP);
      String letters = sctp ? "tuS" : "tu";

      assertThat(sections.commands(Platform.LINUX))
          .startsWith("sudo ss -H -ln" + letters + "p 'sport = :" + number + "'");
      assertThat(sections.commands(Platform.MACOS))
          .startsWith("sudo lsof -nP -i:" + number + " | grep -E 'LISTEN|UDP'");
      assertThat(sections.commands(Platform.WINDOWS).get(0)).contains("[TU][CD]P");
    }
  }

  @Test
  void theCommandIsForTheTransportAskedFor() {
    assertThat(
            Dossier.of(PortRegistry.lookup(27000), Transport.TCP)
                .forPlatforms(List.of(Platform.LINUX))
                .summary())
        .contains("see what listens: sudo ss -H -lntp 'sport = :27000'");
  }

  @ParameterizedTest
  @CsvSource({
    "Linux, LINUX",
    "Mac OS X, MACOS",
    "Darwin, MACOS",
    "Windows 11, WINDOWS",
    "AIX, LINUX"
  })
  void aSystemIsKnownByItsName(String name, Platform platform) {
    assertThat(Platform.named(name)).isEqualTo(platform);
  }

  @Test
  void aNarrowScreenKeepsItsColumns() {
    assertThat(Dossier.of(PortRegistry.lookup(8080)).summary(40).lines())
        .filteredOn(line -> !line.contains("https://") && !line.contains("sudo "))
        .allMatch(line -> line.length() <= 40);
  }

  /** The lines of a summary that are about an added item. */
  private static List<String> given(int width, Dossier.Item... items) {
    String summary =
        Dossier.of(PortRegistry.lookup(6)).with(FULL, List.of(items), "wait").summary(width);
    int from = summary.indexOf("\n\n") + 2;
    return summary.substring(from, summary.indexOf("\n  Range")).lines().toList();
  }

  @ParameterizedTest
  @CsvSource({"160, 2", "81, 2", "80, 2", "79, 3", "46, 4", "40, 5"})
  void aNarrowScreenGivesATextMoreLines(int width, int lines) {
    List<String> given = given(width, new Dossier.Item("Now", "x ".repeat(500).strip()));

    assertThat(given).hasSize(lines).allMatch(line -> line.length() <= width);
    assertThat(given.get(lines - 1)).endsWith("x ...");
  }

  @Test
  void sevenAddedTextsAreShown() {
    Dossier.Item[] items = new Dossier.Item[9];
    for (int i = 0; i < items.length; i++) {
      items[i] = new Dossier.Item("n" + i, "text " + i);
    }

    assertThat(given(80, items))
        .hasSize(7)
        .startsWith("  n0        text 0")
        .endsWith("  n6        text 6");
  }

  @Test
  void sevenAddedDetailsAreShownTheFirstBesideTheLead() {
    Dossier.Item item =
        new Dossier.Item("Now", "", "d0", "d1", "d2", "d3", "d4", "d5", "d6", "d7", "d8");

    assertThat(given(80, item))
        .hasSize(7)
        .startsWith("  Now       d0", "            d1")
        .endsWith("            d6");
  }

  /** Seven items, of which some need two lines. */
  private static List<String> withLongItems(int many) {
    List<Dossier.Item> items = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      items.add(new Dossier.Item("Now", i < many ? "long ".repeat(16) + "end" : "short"));
    }
    return Dossier.of(PortRegistry.lookup(143))
        .with(FULL, items, "wait")
        .summary()
        .lines()
        .toList();
  }

  @Test
  void textsThatFitOnTheScreenAreWholeAndTheOthersHaveALineEach() {
    int room = LINES - withLongItems(0).size();

    assertThat(room).isBetween(1, 6);
    assertThat(withLongItems(room))
        .hasSize(LINES)
        .filteredOn(line -> line.endsWith("long end"))
        .hasSize(room);
    assertThat(withLongItems(room + 1))
        .hasSizeLessThan(LINES)
        .noneMatch(line -> line.endsWith("long end"))
        .filteredOn(line -> line.endsWith("long ..."))
        .hasSize(room + 1);
  }

  @ParameterizedTest
  @CsvSource({"62, 'see what listens: sudo ss'", "61, sudo ss"})
  void theCommandIsExplainedIfThereIsRoom(int width, String command) {
    assertThat(
            Dossier.of(PortRegistry.lookup(432))
                .forPlatforms(List.of(Platform.LINUX))
                .summary(width))
        .contains("\n  Next      " + command + " -H -lntup 'sport = :432'\n");
  }

  @Test
  void threeServicesAreShownAndTheRestAreCounted() {
    String[] rows = new String[5];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = TeamTables.named("8500", "tcp", "service" + i);
    }

    assertThat(Dossier.of(TeamTables.table("team", rows).port(8500)).summary())
        .contains(
            """

              Assigned  service0 over tcp
                        service1 over tcp
                        service2 over tcp; and 2 more
            """)
        .doesNotContain("            service3");
  }

  @Test
  void theTransportThatWasAskedForIsNotRepeated() {
    PortRecord port = PortRegistry.lookup(25);

    assertThat(Dossier.of(port).summary()).contains("\n  Assigned  smtp over tcp and udp, ");
    assertThat(Dossier.of(port, Transport.UDP).summary()).contains("\n  Assigned  smtp, ");
  }

  @ParameterizedTest
  @ValueSource(ints = {994, 1000})
  void twoFormerServicesAreBothShown(int port) {
    assertThat(Dossier.of(PortRegistry.lookup(port)).summary(300).lines())
        .filteredOn(line -> line.startsWith("  Formerly  "))
        .singleElement()
        .asString()
        .contains("; ")
        .endsWith(" by IANA");
  }

  @ParameterizedTest
  @CsvSource({"1, FreeBSD", "191, neozeed", "79, Debian"})
  void theNameOfAMakerAfterTheEvidenceIsKept(int port, String maker) {
    assertThat(Dossier.of(PortRegistry.lookup(port)).summary(200))
        .containsPattern("\n  Evidence  .* \\(" + maker + "\\)\n");
  }

  @Test
  void emptyFactsAreLeftOut() {
    for (int port : List.of(432, 8080, 443)) {
      assertThat(Dossier.of(PortRegistry.lookup(port)).text())
          .doesNotContain("no date", "unassigned over");
    }
  }
}
