package io.github.portregistry.dossier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.portregistry.IanaState;
import io.github.portregistry.Jackson;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.Shown;
import io.github.portregistry.TeamTables;
import io.github.portregistry.Transport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DossierTest {

  private static final Path GOLDEN = Path.of("src/test/resources/io/github/portregistry/dossiers");

  /** The ports of which there is something to tell, and of each run of 64 others one. */
  private static final List<PortRecord> PORTS =
      PortRegistry.bundled()
          .ports()
          .filter(port -> port.number() % 64 == 0 || hasFacts(port))
          .toList();

  private static boolean hasFacts(PortRecord port) {
    return !port.assignments().isEmpty()
        || port.unnamedEntries().stream().anyMatch(row -> row.state() != IanaState.UNASSIGNED)
        || !port.observedUses().isEmpty()
        || !port.formerAssignments().isEmpty();
  }

  /**
   * Reserved, unassigned, given to a purpose, with an alias, ghosts, assigned over three
   * transports, with several services, released, in a row of several ports, renamed after the
   * snapshot, in a range, used otherwise, dynamic.
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 6, 24, 66, 431, 432, 443, 465, 832, 840, 5543, 6000, 9092, 50000})
  @Tag("texts")
  void theTextOfAPortIsTheOneThatWasRead(int port) throws IOException {
    Dossier dossier = Dossier.of(PortRegistry.lookup(port)).forPlatforms(List.of(Platform.LINUX));

    Shown.inFile(GOLDEN.resolve(port + ".txt"), dossier.text());
    Shown.inFile(GOLDEN.resolve(port + "-summary.txt"), dossier.summary());
  }

  @ParameterizedTest
  @ValueSource(ints = {432, 832, 8080, 4318})
  void aPortWithFactsOfItsOwnHasAPage(int port) {
    assertThat(Dossier.of(PortRegistry.lookup(port)).page())
        .isEqualTo("https://portregistry.github.io/port-registry/" + port + "/");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 840, 50123})
  void aPortWithoutFactsOfItsOwnHasNoPage(int port) {
    assertThat(Dossier.of(PortRegistry.lookup(port)).page()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 60, 80, 100, 120})
  @Tag("whole")
  void noLineOfAnyPortIsWiderThanAskedUnlessAWordOrACommandIs(int width) {
    PORTS.stream()
        .filter(port -> port.number() % 5 == width / 20 % 5 || port.number() < 1024)
        .forEach(
            port ->
                assertThat(Dossier.of(port).text(width).lines())
                    .as("port %d", port.number())
                    .filteredOn(line -> !fits(line, width))
                    .isEmpty());
  }

  private static boolean fits(String line, int width) {
    boolean command = line.contains("sudo ") || line.contains("netstat ") || line.contains("Get-");
    return line.length() <= width || command || isOneWord(line);
  }

  /** Whether nothing of the line could have gone to another: one word with a lead or a note. */
  private static boolean isOneWord(String line) {
    return line.strip().matches("\\S+( \\[\\d+(, \\d+)*])?|\\S+  \\S+|\\[\\d+] +\\S+");
  }

  @Test
  void aWidthThatCannotBeReadIsTakenForTheNarrowest() {
    Dossier dossier = Dossier.of(PortRegistry.lookup(432));

    assertThat(dossier.text(0)).isEqualTo(dossier.text(Dossier.NARROWEST));
    assertThat(dossier.text(Integer.MIN_VALUE)).isEqualTo(dossier.text(Dossier.NARROWEST));
  }

  @Test
  void theTextIsThatOfEightyColumns() {
    Dossier dossier = Dossier.of(PortRegistry.lookup(443));

    assertThat(dossier.text()).isEqualTo(dossier.text(80));
  }

  @Test
  @Tag("whole")
  void everyPortHasADossierWithoutEmptySectionsOrLinesThatEndInABlank() {
    PORTS.forEach(
        port -> {
          Dossier dossier = Dossier.of(port);
          assertThat(dossier.title()).startsWith("Port " + port.number() + ": ");
          assertThat(dossier.sections()).allMatch(section -> !section.items().isEmpty());
          assertThat(dossier.text())
              .endsWith("\n")
              .doesNotContain(" \n", "\n\n\n", "\0", "()", "[]", "; null", ": null");
        });
  }

  @Test
  @Tag("whole")
  void everyServiceFormerHolderAndUseOfEveryPortIsTold() {
    PORTS.forEach(
        port -> {
          String text = Dossier.of(port).text(Integer.MAX_VALUE);
          port.assignments()
              .forEach(
                  service ->
                      assertThat(text)
                          .contains(service.serviceName())
                          .containsIgnoringCase(service.description()));
          port.formerAssignments()
              .forEach(former -> assertThat(text).contains(former.serviceName()));
          port.observedUses()
              .forEach(use -> assertThat(text).contains(use.application()).contains(use.sources()));
          port.related().forEach(other -> assertThat(text).contains("\n  " + other.port() + " "));
        });
  }

  @Test
  void aSectionIsThereOnlyIfItHasFacts() {
    assertThat(Dossier.of(PortRegistry.lookup(6)).sections())
        .extracting(Dossier.Section::title)
        .containsExactly("", "If something listens here", "Check by hand");
    assertThat(Dossier.of(PortRegistry.lookup(0)).sections())
        .extracting(Dossier.Section::title)
        .containsExactly("", "In the registry", "If something listens here");
    assertThat(Dossier.of(PortRegistry.lookup(432)).sections())
        .extracting(Dossier.Section::title)
        .containsExactly(
            "",
            "Assigned to",
            "Used in practice",
            "If something listens here",
            "Evidence",
            "Check by hand");
  }

  @Test
  void anAddedSectionComesAfterTheOpeningAndLeavesTheFirstDossierAsItWas() {
    Dossier dossier = Dossier.of(PortRegistry.lookup(432));
    Dossier.Section ours =
        new Dossier.Section(
            "Our runbook", List.of(new Dossier.Item("who", "ask the network team")));

    assertThat(dossier.with(ours).sections().get(1)).isEqualTo(ours);
    assertThat(dossier.with(ours).text()).contains("\nOur runbook\n  who  ask the network team\n");
    assertThat(dossier.text()).doesNotContain("Our runbook");
  }

  private static String textOf(Dossier.Item... items) {
    return Dossier.of(PortRegistry.lookup(6))
        .with(new Dossier.Section("Ours", List.of(items)))
        .text();
  }

  @Test
  void aLeadThatIsTooWideHasALineOfItsOwn() {
    assertThat(
            textOf(
                new Dossier.Item("x".repeat(15), "as wide as can be"),
                new Dossier.Item("y".repeat(16), "wider"),
                new Dossier.Item("z", "narrow")))
        .contains(
            ("\nOurs\n  %s as wide as can be\n  %s\n" + " ".repeat(18) + "wider\n  z%snarrow\n")
                .formatted("x".repeat(15), "y".repeat(16), " ".repeat(15)));
  }

  @Test
  void noLineEndsInABlank() {
    assertThat(textOf(new Dossier.Item("who", "the team  "), new Dossier.Item("when", "")))
        .contains("\nOurs\n  who   the team\n  when\n\n");
  }

  @Test
  void anItemOfNothingButDetailsHasNoLineOfItsOwn() {
    assertThat(textOf(new Dossier.Item("", "", List.of("a detail"), List.of(), List.of())))
        .contains("\nOurs\n    a detail\n\n");
  }

  @Test
  void aCommandStandsBesideTheLeadUnlessATextDoes() {
    assertThat(
            textOf(
                new Dossier.Item("sh", "", List.of(), List.of("one", "two"), List.of()),
                new Dossier.Item("sh", "say", List.of(), List.of("three"), List.of())))
        .contains("\nOurs\n  sh  one\n      two\n  sh  say\n      three\n\n");
  }

  @Test
  void itemsWithDetailsOrCommandsAreNotMadeIntoAParagraph() {
    List<Dossier.Item> detailed = Collections.nCopies(9, new Dossier.Item("z", "text", "detail"));
    List<Dossier.Item> commands =
        Collections.nCopies(9, new Dossier.Item("z", "text", List.of(), List.of("run"), List.of()));

    assertThat(textOf(detailed.toArray(new Dossier.Item[0])))
        .contains("\nOurs\n" + "  z  text\n       detail\n".repeat(9));
    assertThat(textOf(commands.toArray(new Dossier.Item[0])))
        .contains("\nOurs\n" + "  z  text\n     run\n".repeat(9));
  }

  private static Dossier ours(int port, String... rows) {
    return Dossier.of(TeamTables.table("team", rows).port(port));
  }

  @Test
  void aRowOfMorePortsThanTheNarrowestTellsWhich() {
    assertThat(
            ours(
                    8505,
                    TeamTables.unnamed("8500-8510", "", "reserved", ""),
                    TeamTables.named("8505", "tcp", "billing"))
                .text())
        .contains("\n  all  reserved, in the range 8500-8510\n");
    assertThat(ours(8505, TeamTables.unnamed("8500-8510", "", "reserved", "")).text(200))
        .contains("\n  all  reserved\n")
        .contains("The registry lists it in one entry with ports 8500-8510.");
  }

  @Test
  void aPurposeIsToldWithoutItsStateAndWithItsRemarks() {
    assertThat(ours(8500, "8500,tcp,assigned,,,our purpose,,,,,,,taken by x,,").text())
        .contains("\n  tcp  our purpose\n         Registry note on other uses: taken by x\n");
    assertThat(ours(8500, TeamTables.unnamed("8500", "tcp", "assigned", "")).text())
        .contains("\n  tcp  assigned\n");
  }

  @Test
  void aServiceHasItsTitleUnlessThatIsItsName() {
    assertThat(ours(8500, TeamTables.named("8500", "tcp", "billing", "Billing")).text())
        .contains("\n  tcp  billing\n");
    assertThat(ours(8500, TeamTables.named("8500", "tcp", "billing", "Of the team")).text())
        .contains("\n  tcp  billing: Of the team\n");
  }

  @Test
  void aGhostIsCalledSoWhereThePortIsNone() {
    assertThat(
            ours(8500, "8500,tcp,,,billing,,,,,,,,,,", "8500,udp,,ghost,oldbilling,,,,,,,,,,")
                .text())
        .contains("\n  tcp  billing\n", "\n  udp  oldbilling (ghost)\n");
    assertThat(ours(8500, "8500,udp,,ghost,oldbilling,,,,,,,,,,").text())
        .contains("\n  udp  oldbilling\n");
  }

  @Test
  void theServiceCodeOfDccpIsTold() {
    assertThat(ours(8500, "8500,dccp,,,billing,,,,,,,BILL,,,").text())
        .contains("\n          DCCP service code BILL\n");
  }

  @Test
  void thePortIsCheckedOverTcpAndUdpAndOverSctpIfAssigned() {
    for (String transport : List.of("udp", "tcp", "")) {
      assertThat(ours(8500, TeamTables.named("8500", transport, "billing")).markdown())
          .contains("sudo ss -H -lntup 'sport = :8500'");
    }
    assertThat(ours(8500, TeamTables.named("8500", "sctp", "billing")).markdown())
        .contains("sudo ss -H -lntuSp 'sport = :8500'");
  }

  @Test
  void relatedPortsOfARecordThatCameAloneHaveNoHeadline() {
    PortRecord port = PortRegistry.lookup(465);
    Jackson jackson = Jackson.JACKSON_2;
    PortRecord alone = jackson.read(jackson.write(port), PortRecord.class);

    assertThat(Dossier.of(port).text()).contains("plain-text variant: assigned to");
    assertThat(Dossier.of(alone).text()).contains("plain-text variant\n");
  }

  @Test
  void oneTransportIsToldWithoutTheOthers() {
    String text =
        Dossier.of(PortRegistry.lookup(443), Transport.SCTP)
            .forPlatforms(List.of(Platform.LINUX))
            .text();

    assertThat(text)
        .startsWith("Port 443/sctp: assigned to https\n")
        .contains("sctp  https\n", "Randall Stewart", "ss -H -lnSp")
        .doesNotContain("IESG;", "tcp  ", "unassigned");
  }

  @Test
  void evidenceOfAnotherTransportIsNotToldOfOne() {
    assertThat(Dossier.of(PortRegistry.lookup(2049), Transport.SCTP).text())
        .doesNotContain("on tcp");
    assertThat(Dossier.of(PortRegistry.lookup(24), Transport.DCCP).sections())
        .noneMatch(section -> section.title().equals("Evidence"));
  }

  @Test
  void aPortThatHadAServiceIsNotSaidToHaveHadNone() {
    assertThat(Dossier.of(PortRegistry.lookup(740)).text(200))
        .contains(
            "netcp (NETscout Control Protocol) had it before and was moved to 395",
            "old software that still uses it for netcp");
  }

  @Test
  void ofAGhostBesideALivingServiceOnlyTheLatterIsExpected() {
    assertThat(Dossier.of(PortRegistry.lookup(666)).text(200))
        .startsWith("Port 666: assigned to doom, no use found\n")
        .contains("; mdqs, also assigned, is a ghost.")
        .contains("Possibly doom, though no use was found.");
  }

  @Test
  void aTransportThatThePortHasNothingForIsUnassigned() {
    assertThat(Dossier.of(PortRegistry.lookup(443), Transport.DCCP).title())
        .isEqualTo("Port 443/dccp: unassigned");
  }

  @Test
  void whatATeamsTableSaysDoesNothingToATerminalAndNamesTheTable() throws IOException {
    String csv =
        "port,transport,state,status,service_name,description,assignee,contact,registered,modified,"
            + "references,service_code,unauthorized_use,alias_of,source\n"
            + "8500,tcp,,,billing,turned \u202e round,Team_Blue,,,,,,,,\n";
    PortRegistry ours =
        PortRegistry.bundled()
            .withOverlay(
                PortRegistry.read(
                    new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)),
                    "te\u001bam.csv"));

    assertThat(Dossier.of(ours.port(8500)).text())
        .contains("billing: turned \\u202e round", "Team Blue", "From\n  te\\u001bam.csv\n  IANA")
        .doesNotContain("\u202e", "\u001b");
  }

  @Test
  void markdownHasAHeadingForEachSectionAndLinksItsSources() {
    assertThat(Dossier.of(PortRegistry.lookup(832)).markdown())
        .startsWith(
            "# Port 832: released, formerly netconfsoaphttp\n\n- **Status** Port 832 was NETCONF over SOAP (netconfsoaphttp) until 2025-09-29; "
                + "")
        .contains(
            """

            ## Formerly

            - **tcp, udp** netconfsoaphttp: NETCONF over SOAP
              - Released on 2025-09-29 by [RFC 9900](https://www.rfc-editor.org/info/rfc9900)
            """,
            "\n- **Linux**\n\n  ```sh\n  sudo ss -H -lntup 'sport = :832'\n");
    assertThat(Dossier.of(PortRegistry.lookup(9092)).markdown())
        .contains(
            "([github.com](<https://github.com/apache/kafka/blob/1eb7644349cb/config/server.properties#L34>)");
  }

  @Test
  void markdownTellsWhereItIsFromUnlessTheRecordCameAlone() {
    PortRecord port = PortRegistry.lookup(66);
    Jackson jackson = Jackson.JACKSON_2;
    PortRecord alone = jackson.read(jackson.write(port), PortRecord.class);

    assertThat(Dossier.of(port).markdown()).contains("\n\n## From\n\n- IANA Service Name");
    assertThat(Dossier.of(alone).markdown()).doesNotContain("## From");
  }

  @Test
  void aLinkWithoutAHostIsCalledByItsAddress() {
    Dossier.Item item =
        new Dossier.Item("x", "y", List.of(), List.of(), List.of("https:///page", "https://h/p"));

    assertThat(
            Dossier.of(PortRegistry.lookup(6))
                .with(new Dossier.Section("Ours", List.of(item)))
                .markdown())
        .contains("- **x** y ([https:///page](<https:///page>), [h](<https://h/p>))\n");
  }

  @Test
  void markdownTakesNoNameForMarkup() {
    assertThat(Dossier.of(PortRegistry.lookup(66)).markdown()).contains("sql\\*net");
    Dossier.Section odd =
        new Dossier.Section(
            "a_b",
            List.of(
                new Dossier.Item("", "# not a heading"),
                new Dossier.Item("", "1. not a list"),
                new Dossier.Item("", "<b>&amp;|`"),
                new Dossier.Item(
                    "x", "y", List.of("- z"), List.of(), List.of("http://a b", "a_b"))));

    assertThat(Dossier.of(PortRegistry.lookup(6)).with(odd).markdown())
        .contains(
            """
            ## a\\_b

            - \\# not a heading
            - 1\\. not a list
            - \\<b\\>\\&amp;\\|\\`
            - **x** y (http://a b, a\\_b)
              - \\- z
            """);
  }

  @Test
  @Tag("whole")
  void noLinkOfAnyPortHasABlankOrABracketInItsAddress() {
    Pattern link = Pattern.compile("]\\(<([^>]*)>\\)");
    PORTS.forEach(
        port ->
            assertThat(link.matcher(Dossier.of(port).markdown()).results())
                .as("port %d", port.number())
                .allMatch(found -> found.group(1).matches("https?://[^\\s<>]+")));
  }

  @Test
  void aSourceIsListedOnceAndCitedByItsNumber() {
    String text = Dossier.of(PortRegistry.lookup(465)).text();

    assertThat(text.split("https://packages.debian.org/sid/netbase", -1)).hasSize(2);
  }

  @Test
  void nothingIsTakenForAPort() {
    assertThatNullPointerException().isThrownBy(() -> Dossier.of(null)).withMessage("port");
    assertThatNullPointerException()
        .isThrownBy(() -> Dossier.of(PortRegistry.lookup(6), null))
        .withMessage("transport");
    assertThatNullPointerException()
        .isThrownBy(() -> Dossier.of(PortRegistry.lookup(6)).with(null))
        .withMessage("section");
  }
}
