package io.github.portregistry;

import static io.github.portregistry.TeamTables.alias;
import static io.github.portregistry.TeamTables.iana;
import static io.github.portregistry.TeamTables.named;
import static io.github.portregistry.TeamTables.names;
import static io.github.portregistry.TeamTables.table;
import static io.github.portregistry.TeamTables.unnamed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is told of a port where one table lies over another. */
class OverlayTest {

  private static final PortRegistry BUNDLED = PortRegistry.bundled();

  private static final PortRegistry TEAM = table("team.csv", named("8432", "tcp", "acme-billing"));

  private static final PortRegistry BOTH = BUNDLED.withOverlay(TEAM);

  @Test
  void aServiceOfTheOverlayHidesThoseBeneathOfItsPortAndTransport() {
    assertThat(names(BUNDLED.assignments(8432, Transport.TCP))).containsExactly("pgbackrest");
    assertThat(names(BOTH.assignments(8432, Transport.TCP))).containsExactly("acme-billing");
    assertThat(BOTH.serviceName(8432, Transport.TCP)).isEqualTo("acme-billing");
    assertThat(BOTH.commonName(8432, Transport.TCP)).isEqualTo("acme-billing");
  }

  @Test
  void theOtherTransportsOfThePortStayAsTheyAre() {
    assertThat(BOTH.port(8432).ianaState(Transport.UDP)).isEqualTo(IanaState.RESERVED);
    assertThat(BOTH.port(8432).unnamedEntries())
        .isEqualTo(BUNDLED.port(8432).unnamedEntries())
        .hasSize(1);
  }

  @Test
  void theOtherTransportsKeepTheRowThatIsForThemAlone() {
    PortRegistry base =
        table(
            "base.csv",
            unnamed("0-90", "tcp", "unassigned", ""),
            unnamed("80", "", "reserved", ""));

    PortRegistry both = base.withOverlay(table("team.csv", named("80", "udp", "alpha")));

    assertThat(both.port(80).ianaState(Transport.TCP))
        .isEqualTo(base.port(80).ianaState(Transport.TCP))
        .isEqualTo(IanaState.UNASSIGNED);
    assertThat(both.port(80).ianaState(Transport.SCTP)).isEqualTo(IanaState.RESERVED);
  }

  @Test
  @Tag("whole")
  void theOtherPortsStayAsTheyAre() {
    for (int port = 0; port <= 65535; port++) {
      if (port != 8432) {
        assertThat(BOTH.port(port)).isEqualTo(BUNDLED.port(port));
      }
    }
  }

  @Test
  @Tag("whole")
  void theEvidenceOfTheOtherPortsStaysAsItIsAndIsToldOnce() {
    for (int port = 0; port <= 65535; port++) {
      if (port != 8432) {
        assertThat(BOTH.port(port).evidence())
            .isEqualTo(BUNDLED.port(port).evidence())
            .doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void bothRegistriesStayAsTheyWere() {
    PortRecord before = BUNDLED.port(8432);

    BUNDLED.withOverlay(table("x", unnamed("0-65535", "", "reserved", ""))).port(8432);

    assertThat(BUNDLED.port(8432)).isSameAs(before);
    assertThat(BUNDLED.serviceName(8432, Transport.TCP)).isEqualTo("pgbackrest");
    assertThat(names(BUNDLED.service("pgbackrest"))).containsExactly("pgbackrest");
    assertThat(TEAM.port(8432).unnamedEntries()).isEmpty();
    assertThat(TEAM.port(80).assignments()).isEmpty();
    assertThat(BUNDLED.provenance().base()).isNull();
  }

  @Test
  void aServiceOfAllTransportsHidesEverythingBeneathIt() {
    PortRegistry both = BUNDLED.withOverlay(table("x", named("80", "", "ours")));

    for (Transport transport : Transport.values()) {
      assertThat(names(both.assignments(80, transport))).containsExactly("ours");
    }
    assertThat(names(both.port(80).assignments())).containsExactly("ours");
  }

  @Test
  void aRowOfAllTransportsIsSeenForThoseThatTheOverlayLeaves() {
    PortRegistry both = BUNDLED.withOverlay(table("x", named("6400", "udp", "ours")));

    assertThat(names(both.assignments(6400, Transport.UDP))).containsExactly("ours");
    for (Transport transport : new Transport[] {Transport.TCP, Transport.SCTP, Transport.DCCP}) {
      assertThat(names(both.assignments(6400, transport))).containsExactly("boe-cms");
    }
    assertThat(both.port(6400).assignments())
        .extracting(Assignment::transport)
        .containsExactly(Transport.TCP, Transport.UDP, Transport.SCTP, Transport.DCCP);
  }

  @Test
  void aRowOfAllTransportsIsHiddenByRowsThatTogetherSpeakOfAllFour() {
    PortRegistry both =
        BUNDLED.withOverlay(
            table(
                "x",
                named("6400", "tcp", "a"),
                unnamed("6400", "udp", "reserved", ""),
                named("6400", "sctp", "b"),
                named("6400", "dccp", "c")));

    assertThat(names(both.port(6400).assignments())).containsExactly("a", "b", "c");
    assertThat(both.assignments(6400, Transport.UDP)).isEmpty();
    assertThat(both.service("boe-cms")).isEmpty();
  }

  @Test
  void aRowThatSaysUnassignedHidesAService() {
    PortRegistry both = BUNDLED.withOverlay(table("x", unnamed("443", "tcp", "unassigned", "")));

    assertThat(both.assignments(443, Transport.TCP)).isEmpty();
    assertThat(both.serviceName(443, Transport.TCP)).isEmpty();
    assertThat(both.port(443).status(Transport.TCP)).isEqualTo(PortStatus.UNASSIGNED);
    assertThat(both.serviceName(443, Transport.UDP)).isEqualTo("https");
    assertThat(both.port(443).status()).isEqualTo(PortStatus.ASSIGNED);
  }

  @Test
  void aRangeOfTheOverlayHidesEachOfItsPortsAndNoOther() {
    PortRegistry both = BUNDLED.withOverlay(table("x", named("6010-6019", "tcp", "ours")));

    for (int port = 6000; port <= 6063; port++) {
      boolean ours = 6010 <= port && port <= 6019;
      assertThat(both.serviceName(port, Transport.TCP)).isEqualTo(ours ? "ours" : "x11");
      assertThat(both.serviceName(port, Transport.UDP)).isEqualTo("x11");
    }
  }

  @Test
  void aSinglePortWithinARangeOfTheOverlayIsTheOverlays() {
    PortRegistry both = BUNDLED.withOverlay(table("x", named("440-450", "", "ours")));

    assertThat(names(both.port(443).assignments())).containsExactly("ours");
    assertThat(both.port(443).block()).isEqualTo(new PortSpan(440, 450));
  }

  @Test
  void theBlockIsThatOfTheNarrowestRowThatIsSeen() {
    PortRegistry wide = table("wide", named("800-899", "tcp", "ours"));

    assertThat(BUNDLED.withOverlay(wide).port(840).block()).isEqualTo(new PortSpan(834, 846));
    assertThat(BUNDLED.withOverlay(wide).port(832).block()).isEqualTo(new PortSpan(832, 832));
    PortRegistry all = table("all", named("800-899", "", "ours"));
    assertThat(BUNDLED.withOverlay(all).port(840).block()).isEqualTo(new PortSpan(800, 899));
    assertThat(BOTH.port(60000).block()).isEqualTo(new PortSpan(49152, 65535));
  }

  @Test
  void theRowsOfTheOverlayAloneDecideWhichServiceIsPrimary() {
    PortRegistry both =
        BUNDLED.withOverlay(
            table("x", alias("80", "tcp", "web", "http"), named("80", "tcp", "acme-web")));

    assertThat(names(both.assignments(80, Transport.TCP))).containsExactly("acme-web", "web");
  }

  @Test
  void theSourceOfARowTellsItsTable() {
    assertThat(BOTH.assignments(8432, Transport.TCP).get(0).source()).isEqualTo("team.csv");
    assertThat(BOTH.port(8432).unnamedEntries().get(0).source())
        .isEqualTo(BUNDLED.sources().get(0));
  }

  @Test
  void aRowThatStatesItsOwnSourceKeepsIt() {
    PortRegistry both =
        BUNDLED.withOverlay(table("x", "8432,tcp,,,ours,,,,,,,,,,the port plan of 2026"));

    assertThat(both.assignments(8432, Transport.TCP).get(0).source())
        .isEqualTo("the port plan of 2026");
  }

  @Test
  void theTopmostOfThreeTablesWins() {
    PortRegistry team = table("team", named("80", "tcp", "team"), named("81", "tcp", "team"));
    PortRegistry mine = table("mine", named("80", "tcp", "mine"));

    PortRegistry three = BUNDLED.withOverlay(team).withOverlay(mine);

    assertThat(three.serviceName(80, Transport.TCP)).isEqualTo("mine");
    assertThat(three.serviceName(81, Transport.TCP)).isEqualTo("team");
    assertThat(three.serviceName(82, Transport.TCP)).isEqualTo("xfer");
    assertThat(three.serviceName(80, Transport.UDP)).isEqualTo("http");
  }

  @Test
  void aRowOfAllTransportsIsSeenThroughTwoTablesThatEachHideAPart() {
    PortRegistry three =
        BUNDLED
            .withOverlay(table("team", named("6400", "tcp", "team")))
            .withOverlay(table("mine", named("6400", "udp", "mine")));

    assertThat(names(three.assignments(6400, Transport.TCP))).containsExactly("team");
    assertThat(names(three.assignments(6400, Transport.UDP))).containsExactly("mine");
    assertThat(names(three.assignments(6400, Transport.SCTP))).containsExactly("boe-cms");
    assertThat(names(three.assignments(6400, Transport.DCCP))).containsExactly("boe-cms");
  }

  @Test
  @Tag("whole")
  void layingTablesOnTopOneByOneOrTogetherIsTheSame() {
    PortRegistry team = table("team", named("80", "", "team"), named("81", "tcp", "team"));
    PortRegistry mine = table("mine", named("80", "tcp", "mine"));

    PortRegistry oneByOne = BUNDLED.withOverlay(team).withOverlay(mine);
    PortRegistry together = BUNDLED.withOverlay(team.withOverlay(mine));

    assertThat(together.provenance()).isEqualTo(oneByOne.provenance());
    for (int port = 0; port <= 65535; port++) {
      assertThat(together.port(port)).isEqualTo(oneByOne.port(port));
    }
    assertThat(together.assignments().toList()).isEqualTo(oneByOne.assignments().toList());
  }

  @Test
  @Tag("whole")
  void aRegistryOverItselfTellsTheSameOfEveryPort() {
    PortRegistry twice = BUNDLED.withOverlay(BUNDLED);

    for (int port = 0; port <= 65535; port++) {
      assertThat(twice.port(port)).isEqualTo(BUNDLED.port(port));
      for (Transport transport : Transport.values()) {
        assertThat(twice.serviceName(port, transport))
            .isEqualTo(BUNDLED.serviceName(port, transport));
      }
    }
  }

  @Test
  void aRegistryOverItselfHasEveryRowOnce() {
    assertThat(BUNDLED.withOverlay(BUNDLED).assignments().toList())
        .isEqualTo(BUNDLED.assignments().toList());
  }

  @Test
  @Tag("whole")
  void anEmptyTableHidesNothing() {
    PortRegistry over = BUNDLED.withOverlay(table("empty"));
    PortRegistry under = table("empty").withOverlay(BUNDLED);

    for (int port = 0; port <= 65535; port++) {
      assertThat(over.port(port)).isEqualTo(BUNDLED.port(port));
      assertThat(under.port(port)).isEqualTo(BUNDLED.port(port));
    }
  }

  @Test
  void theTransportsOfAnOverlayAreThoseOfItsRows() {
    PortRegistry ours =
        BUNDLED.withOverlay(table("team", named("9092", "tcp", "billing"), named("9093", "", "x")));

    assertThat(ours.port(9092).overlaid()).containsExactly(Transport.TCP);
    assertThat(ours.port(9092).forTransport(Transport.TCP).overlaid())
        .containsExactly(Transport.TCP);
    assertThat(ours.port(9092).forTransport(Transport.UDP).overlaid()).isEmpty();
    assertThat(ours.port(9093).overlaid()).containsExactly(Transport.values());
    assertThat(ours.port(9094).overlaid()).isEmpty();
    assertThat(BUNDLED.port(9092).overlaid()).isEmpty();
  }

  @Test
  void aTableThatLiesUnderAllOthersIsNoOverlay() {
    PortRegistry both = table("base", named("80", "tcp", "web")).withOverlay(table("team"));

    assertThat(both.isOverlaid(80, Transport.TCP)).isFalse();
    assertThat(table("alone", named("80", "tcp", "web")).isOverlaid(80, Transport.TCP)).isFalse();
  }

  @Test
  void aCopyOfTheRegistryIsNoOverlay() {
    assertThat(BUNDLED.withOverlay(BUNDLED).isOverlaid(80, Transport.TCP)).isFalse();
    assertThat(table("team", named("80", "tcp", "web")).withOverlay(BUNDLED).port(80).overlaid())
        .isEmpty();
  }

  @Test
  @Tag("whole")
  void aChangeAndItsEvidenceThatTwoCopiesHaveAreToldOnce() throws IOException {
    PortRegistry copy = PortRegistry.readIana(Snapshot.iana());

    PortRegistry both = BUNDLED.withOverlay(copy);

    for (int port = 0; port <= 65535; port++) {
      assertThat(both.port(port).overlaid()).isEmpty();
      assertThat(both.port(port).history()).hasSameSizeAs(BUNDLED.port(port).history());
      assertThat(both.port(port).evidence())
          .extracting(Evidence::kind, Evidence::serviceName, Evidence::detail)
          .filteredOn(piece -> piece.toList().get(0) == Evidence.Kind.REGISTRY_NOTE)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void formerAssignmentsAreThoseOfAllTables() {
    PortRegistry own =
        iana("own.csv", ",832,tcp,Reserved,,,,2099-11-01,,,,De-Assigned on 2099-11-01");

    List<FormerAssignment> former = BUNDLED.withOverlay(own).port(832).formerAssignments();

    assertThat(former)
        .extracting(FormerAssignment::transport, FormerAssignment::authority)
        .containsExactly(
            tuple(Transport.TCP, "IANA"),
            tuple(Transport.TCP, "RFC9900"),
            tuple(Transport.UDP, "RFC9900"));
  }

  @Test
  void aFormerAssignmentThatTwoTablesTellIsToldOnceWithTheSourceOfTheUpper() {
    String[] rows = {",9,tcp,Reserved,,,,,,,,De-Assigned on 2019-10-30"};

    PortRegistry both = iana("old.csv", rows).withOverlay(iana("new.csv", rows));

    assertThat(both.port(9).formerAssignments())
        .singleElement()
        .satisfies(
            former -> {
              assertThat(former.source()).isEqualTo("new.csv");
              assertThat(former.releasedOn()).isEqualTo(new RegistryDate(2019, 10, 30));
            });
  }

  @Test
  void aFormerAssignmentThatTwoTablesTellInDifferentWaysIsToldTwice() {
    PortRegistry both =
        iana("old.csv", ",9,tcp,Reserved,,,,,,,,De-Assigned on 2019-10-30")
            .withOverlay(iana("new.csv", ",9,tcp,Reserved,,,,,,,,De-Assigned on 2019-10-31"));

    assertThat(both.port(9).formerAssignments()).hasSize(2);
  }

  @Test
  void theProvenanceIsThatOfTheOverlayOverThatOfTheBase() {
    Provenance both = BOTH.provenance();

    assertThat(both.source()).isEqualTo("team.csv");
    assertThat(both.rows()).isEqualTo(1);
    assertThat(both.sha256()).isEqualTo(TEAM.provenance().sha256());
    assertThat(both.base()).isEqualTo(BUNDLED.provenance());
    PortRegistry three = BOTH.withOverlay(table("mine"));
    assertThat(three.provenance().source()).isEqualTo("mine");
    assertThat(three.provenance().base()).isEqualTo(both);
  }
}
