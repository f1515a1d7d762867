package io.github.portregistry;

import static io.github.portregistry.CsvSpec.csvText;
import static io.github.portregistry.TeamTables.named;
import static io.github.portregistry.TeamTables.table;
import static io.github.portregistry.TeamTables.unnamed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.Facts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which end of a flow is the server's, and how sure that is. */
class StandingsTest {

  private static final PortRegistry BUNDLED = PortRegistry.bundled();

  /** A table with facts of its own, as the packaged one has them. */
  private static PortRegistry with(String rows, String uses, String related) {
    Facts facts =
        Facts.read(
            name ->
                csvText(
                    new String(RegistryData.empty(name), UTF_8)
                        + (name.equals(Facts.USES) ? uses : "")
                        + (name.equals(Facts.RELATED) ? related : "")));
    List<RegistryRow> entries =
        PortTableCsv.read(csvText(CsvSpec.HEADER + rows)).entries().toList();
    return new PortRegistry(PortTableCsv.of(entries, "own", facts));
  }

  private static PortRegistry withUse(String ports, String transport, String confidence) {
    return with(
        "2000,tcp,,,assigned,,,,,,,,,,␊2000,udp,,,assigned,,,,,,,,,,␊",
        ports + "," + transport + ",Program,web," + confidence + ",,https://a␊",
        "");
  }

  private static String row(int port, String status) {
    String row = port + ",tcp,," + status + ",name" + port + ",,,,,,,,,,␊";
    return status.equals("nothing") ? port + ",tcp,reserved,,,,,,,,,,,,␊" : row;
  }

  /** Asks with both orders of the arguments. */
  private static int server(PortRegistry registry, int portA, int portB, Transport transport) {
    int server = registry.serverPort(portA, portB, transport);
    assertThat(registry.serverPort(portB, portA, transport)).isEqualTo(server);
    assertThat(registry.serverEnd(portA, portB, transport).port()).isEqualTo(server);
    assertThat(registry.serverEnd(portB, portA, transport))
        .isEqualTo(registry.serverEnd(portA, portB, transport));
    return server;
  }

  private static ServerEnd end(String lower, String higher) {
    PortRegistry registry = with(row(2000, lower) + row(3000, higher), "", "");
    ServerEnd end = registry.serverEnd(2000, 3000, Transport.TCP);
    assertThat(server(registry, 2000, 3000, Transport.TCP)).isEqualTo(end.port());
    return end;
  }

  // The order

  @ParameterizedTest
  @CsvSource({
    "specified, in_use, LIKELY",
    "maker_lives, in_use, LIKELY",
    "'', in_use, LIKELY",
    "ghost, in_use, CLEAR",
    "nothing, in_use, CLEAR",
    "ghost, specified, LIKELY",
    "ghost, listed_late, LIKELY",
    "ghost, '', LIKELY",
    "nothing, specified, LIKELY",
    "nothing, '', LIKELY",
    "nothing, ghost, LIKELY"
  })
  void theHigherStandingBeatsTheLowerNumber(
      String lower, String higher, ServerEnd.Certainty certainty) {
    assertThat(end(lower, higher)).isEqualTo(new ServerEnd(3000, certainty));
    assertThat(end(higher, lower)).isEqualTo(new ServerEnd(2000, certainty));
  }

  @ParameterizedTest
  @CsvSource({
    "in_use, in_use",
    "specified, ''",
    "'', specified",
    "row_changed, specified",
    "'', row_changed",
    "ghost, ghost",
    "nothing, nothing"
  })
  void ofTwoAlikeTheLowerNumberIsAGuess(String lower, String higher) {
    assertThat(end(lower, higher)).isEqualTo(new ServerEnd(2000, ServerEnd.Certainty.GUESS));
  }

  /** Such as NTP, IKE, BFD and NetBIOS, whose two ends have the same port. */
  @ParameterizedTest
  @CsvSource({
    "in_use, CLEAR",
    "specified, LIKELY",
    "row_changed, LIKELY",
    "'', LIKELY",
    "ghost, LIKELY",
    "nothing, GUESS"
  })
  void ofAPortAgainstItselfOnlyItsOwnUseMatters(String status, ServerEnd.Certainty certainty) {
    PortRegistry registry = with(row(2000, status), "", "");

    assertThat(registry.serverEnd(2000, 2000, Transport.TCP))
        .isEqualTo(new ServerEnd(2000, certainty));
  }

  @Test
  void theMostAliveServiceOfAPortCounts() {
    PortRegistry registry =
        with(
            "2000,tcp,,,some,,,,,,,,,,␊3000,tcp,,ghost,dead,,,,,,,,,,␊"
                + "3000,tcp,,in_use,live,,,,,,,,,,␊",
            "",
            "");

    assertThat(server(registry, 2000, 3000, Transport.TCP)).isEqualTo(3000);
  }

  @ParameterizedTest
  @EnumSource
  void aServiceCountsForItsTransportOnly(Transport transport) {
    PortRegistry registry = with("3000,sctp,,in_use,live,,,,,,,,,,␊", "", "");

    assertThat(server(registry, 2000, 3000, transport))
        .isEqualTo(transport == Transport.SCTP ? 3000 : 2000);
  }

  @ParameterizedTest
  @EnumSource
  void aServiceOfNoTransportCountsForEach(Transport transport) {
    PortRegistry registry = with("3000,,,in_use,live,,,,,,,,,,␊", "", "");

    assertThat(server(registry, 2000, 3000, transport)).isEqualTo(3000);
  }

  @ParameterizedTest
  @CsvSource({"2999,2000", "3000,3000", "3017,3017", "3100,3100", "3101,2000"})
  void aServiceOfARangeCountsForEachOfItsPorts(int port, int server) {
    PortRegistry registry = with("3000-3100,tcp,,in_use,live,,,,,,,,,,␊", "", "");

    assertThat(server(registry, 2000, port, Transport.TCP)).isEqualTo(server);
  }

  @Test
  void theHighestPortIsAPort() {
    PortRegistry registry = with("65535,udp,,in_use,live,,,,,,,,,,␊", "", "");

    assertThat(server(registry, 0, 65535, Transport.UDP)).isEqualTo(65535);
  }

  // Uses

  @ParameterizedTest
  @ValueSource(strings = {"documented", "reported", "recorded_by_iana"})
  void aUseOfItsOwnBeatsAPortThatIsOnlyAssigned(String confidence) {
    PortRegistry registry = withUse("3000", "tcp", confidence);

    assertThat(server(registry, 2000, 3000, Transport.TCP)).isEqualTo(3000);
    assertThat(server(registry, 2000, 3000, Transport.UDP)).isEqualTo(2000);
  }

  @Test
  void aDisputedUseCountsForNothing() {
    assertThat(server(withUse("3000", "tcp", "disputed"), 2000, 3000, Transport.TCP))
        .isEqualTo(2000);
  }

  @ParameterizedTest
  @CsvSource({"3000-3015,3000", "3000-3016,2000", "3000-4000,2000"})
  void aClaimOnARangeCountsForNothing(String ports, int server) {
    assertThat(server(withUse(ports, "tcp", "documented"), 2000, 3000, Transport.TCP))
        .isEqualTo(server);
  }

  @ParameterizedTest
  @EnumSource
  void aUseOfNoTransportCountsForEach(Transport transport) {
    PortRegistry registry =
        with("2000,,,,assigned,,,,,,,,,,␊", "3000,,Program,web,documented,,https://a␊", "");

    assertThat(server(registry, 2000, 3000, transport)).isEqualTo(3000);
  }

  // The client's end

  private static final String BOTH_ENDS =
      "2999,udp,,,other,,,,,,,,,,␊3000,udp,,in_use,alpha-client,,,,,,,,,,␊"
          + "3001,udp,,in_use,alpha-server,,,,,,,,,,␊";

  private static final String ENDS =
      "3000,3001,server_end,a standard,https://a␊3001,3000,client_end,a standard,https://a␊";

  @Test
  void theServersEndBeatsTheClients() {
    PortRegistry registry = with(BOTH_ENDS, "", ENDS);

    assertThat(registry.serverEnd(3000, 3001, Transport.UDP))
        .isEqualTo(new ServerEnd(3001, ServerEnd.Certainty.LIKELY));
  }

  @Test
  void theClientsEndCountsAsOnlyAssigned() {
    PortRegistry registry = with(BOTH_ENDS, "", ENDS);

    assertThat(server(registry, 2999, 3000, Transport.UDP)).isEqualTo(2999);
    assertThat(server(registry, 2000, 3000, Transport.UDP)).isEqualTo(3000);
  }

  @Test
  void theClientsEndOfAGhostIsNoMoreThanAGhost() {
    PortRegistry registry =
        with("2999,udp,,ghost,other,,,,,,,,,,␊3000,udp,,ghost,client,,,,,,,,,,␊", "", ENDS);

    assertThat(server(registry, 2999, 3000, Transport.UDP)).isEqualTo(2999);
  }

  @ParameterizedTest
  @CsvSource({"67, 68, 67", "546, 547, 547"})
  void theServerOfDhcpIsTheServer(int portA, int portB, int server) {
    assertThat(server(BUNDLED, portA, portB, Transport.UDP)).isEqualTo(server);
  }

  // Overlays

  @ParameterizedTest
  @ValueSource(strings = {"", "specified", "in_use"})
  void aNameOfAnOverlayBeatsWhatIsOnlyAssigned(String status) {
    PortRegistry both =
        with(row(2000, "specified"), "", "")
            .withOverlay(table("team", "3000,tcp,," + status + ",ours,,,,,,,,,,"));

    assertThat(server(both, 2000, 3000, Transport.TCP)).isEqualTo(3000);
    assertThat(server(both, 2000, 3000, Transport.UDP)).isEqualTo(2000);
  }

  @Test
  void aNameOfAnOverlayIsAsGoodAsAUse() {
    PortRegistry both =
        with(row(3000, "in_use"), "", "").withOverlay(table("team", named("2000", "tcp", "ours")));

    assertThat(both.serverEnd(2000, 3000, Transport.TCP))
        .isEqualTo(new ServerEnd(2000, ServerEnd.Certainty.GUESS));
  }

  @Test
  void aRowOfAnOverlayWithoutANameHidesTheServiceBeneath() {
    PortRegistry both =
        with(row(2000, "ghost") + row(3000, "in_use"), "", "")
            .withOverlay(table("team", unnamed("2500-3500", "tcp", "unassigned", "")));

    assertThat(server(both, 2000, 3000, Transport.TCP)).isEqualTo(2000);
  }

  @Test
  void aRowOfAnOverlayFromTheFirstPortHidesEachOfItsPorts() {
    PortRegistry both =
        with(row(2000, "ghost") + row(3000, "in_use"), "", "")
            .withOverlay(table("team", unnamed("0-3000", "tcp", "unassigned", "")));

    assertThat(server(both, 2000, 3000, Transport.TCP)).isEqualTo(2000);
  }

  @Test
  void aRowOfAnOverlayWithoutANameHidesTheUseBeneathForItsTransportOnly() {
    PortRegistry both =
        withUse("3000", "", "documented")
            .withOverlay(table("team", unnamed("3000", "tcp", "unassigned", "")));

    assertThat(server(both, 2000, 3000, Transport.TCP)).isEqualTo(2000);
    assertThat(server(both, 2000, 3000, Transport.UDP)).isEqualTo(3000);
  }

  @Test
  void aNameOfAnOverlayOnTheClientsEndIsThatOfAServer() {
    PortRegistry both =
        with(BOTH_ENDS, "", ENDS).withOverlay(table("team", named("3000", "udp", "ours")));

    assertThat(server(both, 2999, 3000, Transport.UDP)).isEqualTo(3000);
  }

  @Test
  void aCopyOfTheRegistryLaidOverAnotherChangesNoFlow() throws IOException {
    PortRegistry over = BUNDLED.withOverlay(PortRegistry.readIana(Snapshot.iana()));

    for (int server : new int[] {22, 432, 443, 3389, 5432, 6379, 8080}) {
      for (int client = 1024; client <= 5000; client++) {
        assertThat(over.serverEnd(server, client, Transport.TCP))
            .isEqualTo(BUNDLED.serverEnd(server, client, Transport.TCP));
      }
    }
  }

  @Test
  void aGhostOfATeamIsAGhost() {
    PortRegistry ours = BUNDLED.withOverlay(table("team", "8500,tcp,,ghost,old,,,,,,,,,,"));

    assertThat(ours.serverEnd(8500, 60000, Transport.TCP).certainty())
        .isEqualTo(ServerEnd.Certainty.LIKELY);
    assertThat(ours.port(8500).candidates(Transport.TCP))
        .filteredOn(candidate -> candidate.name().equals("old"))
        .extracting(Candidate::standing)
        .containsExactly(Standing.GHOST);
  }

  // The packaged table

  /** The rule of the documentation, said in another way. */
  private static int standing(PortRegistry registry, int port, Transport transport) {
    PortRecord record = registry.port(port);
    int standing = 0;
    for (Assignment service : record.assignments(transport)) {
      standing =
          Math.max(
              standing,
              switch (service.liveness()) {
                case IN_USE -> 3;
                case SPECIFIED, IN_DOUBT, UNEXAMINED -> 2;
                case GHOST -> 1;
              });
    }
    for (FactTable.Row<ObservedUse> row : PackagedFacts.get().uses().rows()) {
      boolean counts =
          row.ports().contains(port)
              && row.ports().size() < 17
              && row.fact().confidence() != ObservedUse.Confidence.DISPUTED;
      Transport of = row.fact().transport();
      if (counts && (of == transport || of == null)) {
        standing = 3;
      }
    }
    boolean client = record.related().stream().anyMatch(to -> to.relation() == Relation.SERVER_END);
    return client ? Math.min(standing, 2) : standing;
  }

  private static List<Integer> somePorts(Random random) {
    List<Integer> ports = new ArrayList<>(List.of(9, 67, 68, 546, 547, 6000, 6063, 65535, 0));
    for (int i = 0; i < 120; i++) {
      ports.add(random.nextInt(i % 2 == 0 ? 1024 : 65536));
    }
    return ports;
  }

  @ParameterizedTest
  @EnumSource
  void theEndOfAnyTwoPackagedPortsFollowsTheRule(Transport transport) {
    List<Integer> ports = somePorts(new Random(6335));
    List<Integer> standings =
        ports.stream().map(port -> standing(BUNDLED, port, transport)).toList();
    for (int a = 0; a < ports.size(); a++) {
      for (int b = 0; b < ports.size(); b++) {
        int portA = ports.get(a);
        int portB = ports.get(b);
        int by = standings.get(a) - standings.get(b);
        int expected = by == 0 ? Math.min(portA, portB) : by > 0 ? portA : portB;

        assertThat(server(BUNDLED, portA, portB, transport))
            .as("%d and %d", portA, portB)
            .isEqualTo(expected);
        assertThat(
                BUNDLED.serverEnd(portA, portB, transport).certainty() == ServerEnd.Certainty.GUESS)
            .isEqualTo(by == 0 && (portA != portB || standings.get(a) == 0));
      }
    }
    assertThat(standings.stream().distinct()).hasSizeGreaterThan(1);
  }

  // What is returned

  @Test
  void aServerEndShowsItsPortAndItsCertainty() {
    assertThat(new ServerEnd(443, ServerEnd.Certainty.CLEAR)).hasToString("443 CLEAR");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65536})
  void aServerEndHasAPort(int port) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ServerEnd(port, ServerEnd.Certainty.CLEAR))
        .withMessage("port " + port + " is outside 0 to 65535");
  }
}
