package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.ObservedUse.Confidence;
import io.github.portregistry.csv.Fields;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of observed uses, the order in which a port has them, and what a range may say. */
class ObservedUsesTest {

  private static final PortRegistry BUNDLED = PortRegistry.bundled();
  private static final List<ObservedUse> USES = PackagedFacts.get().uses().facts().toList();

  private static ObservedUse of(PortSpan ports) {
    return new ObservedUse(ports, null, "A", "", Confidence.REPORTED, List.of("s"));
  }

  // Ranges

  @ParameterizedTest
  @CsvSource({"1, false", "16, false", "17, true", "65536, true"})
  void seventeenPortsAreARange(int size, boolean range) {
    assertThat(of(new PortSpan(0, size - 1)).isRange()).isEqualTo(range);
  }

  @Test
  void aUseIsShownByItsApplicationAndAClaimOnARangeAsOne() {
    assertThat(of(new PortSpan(10, 25)).label()).isEqualTo("A");
    assertThat(of(new PortSpan(10, 26)).label()).isEqualTo("in the range 10-26 of A");
    assertThat(PortRegistry.lookup(31337).observedUses())
        .extracting(ObservedUse::label)
        .contains("Back Orifice (malware)");
    assertThat(PortRegistry.lookup(3129).observedUses())
        .extracting(ObservedUse::label)
        .contains("Masters Paradise (trojan)");
  }

  @Test
  void aUseHasThePortsOfItsRow() {
    PackagedFacts.get()
        .uses()
        .rows()
        .forEach(row -> assertThat(row.fact().ports()).isEqualTo(row.ports()));
  }

  @Test
  @Tag("whole")
  void aSearchFindsAClaimOnARangeAtItsFirstPortAlone() {
    List<ObservedUse> ranges = USES.stream().filter(ObservedUse::isRange).toList();
    assertThat(ranges).isNotEmpty();

    for (ObservedUse range : ranges) {
      PortSearch search = new PortSearch(range.application());
      List<Integer> found =
          BUNDLED.search(range.application()).stream()
              .filter(port -> range.ports().contains(port.number()))
              .filter(port -> port.assignments().stream().noneMatch(search::fits))
              .filter(
                  port -> port.observedUses().stream().noneMatch(use -> isAt(port, use, search)))
              .map(PortRecord::number)
              .toList();
      assertThat(found).as("%s", range).isEmpty();
      assertThat(BUNDLED.search(range.application()))
          .extracting(PortRecord::number)
          .contains(range.ports().first());
    }
  }

  private static boolean isAt(PortRecord port, ObservedUse use, PortSearch search) {
    return search.fits(use) && (!use.isRange() || use.ports().first() == port.number());
  }

  // Order

  @Test
  void aPortHasTheLikeliestUseFirstAndClaimsOnRangesAndDisputesLast() {
    for (int port = 0; port <= PortSpan.MAX_PORT; port++) {
      List<ObservedUse> uses = BUNDLED.port(port).observedUses();
      for (int i = 1; i < uses.size(); i++) {
        assertThat(rank(uses.get(i - 1)))
            .as("%d: %s before %s", port, uses.get(i - 1), uses.get(i))
            .isLessThanOrEqualTo(rank(uses.get(i)));
      }
    }
  }

  private static String rank(ObservedUse use) {
    int kind =
        use.confidence() == Confidence.DISPUTED
            ? 3
            : use.isRange() ? 2 : use.commonName().isEmpty() ? 1 : 0;
    return "%d%d%d%s"
        .formatted(
            kind,
            9 - use.sources().size(),
            List.of(Confidence.values()).indexOf(use.confidence()),
            use.application().toLowerCase(Locale.ROOT));
  }

  // The table

  @Test
  void aUseHasOneSourceForEachFamilyAndAtMostFour() {
    for (ObservedUse use : USES) {
      assertThat(use.sources().stream().map(SourceFamily::of))
          .as("%s", use)
          .doesNotHaveDuplicates()
          .hasSizeLessThanOrEqualTo(4);
    }
  }

  @Test
  void aProgramIsOnAPortAndTransportOnce() {
    assertThat(
            USES.stream()
                .map(
                    use ->
                        use.ports()
                            + " "
                            + use.transport()
                            + " "
                            + use.application().toLowerCase(Locale.ROOT)))
        .doesNotHaveDuplicates();
  }

  /**
   * What a query library asks over TCP of a port on which a game listens over UDP is a web service.
   */
  @Test
  void noQueryOverTcpOfAServerOverUdpIsAUse() {
    Set<String> servers =
        USES.stream()
            .filter(use -> use.transport() == Transport.UDP)
            .map(use -> use.ports() + " " + use.application() + " (query)")
            .collect(Collectors.toSet());

    assertThat(USES)
        .filteredOn(use -> use.transport() == Transport.TCP)
        .extracting(use -> use.ports() + " " + use.application())
        .doesNotContainAnyElementsOf(servers);
  }

  @Test
  void everyVerifiedUseWithAnAddressIsInTheTable() throws IOException {
    EvidenceImport evidence = new EvidenceImport(Snapshot.evidence());
    int seen = 0;
    for (Fields fields : evidence.rows("verified-uses.csv", VerifiedUseImport.VERIFIED)) {
      if (fields.text(7).startsWith("http")) {
        seen++;
        assertThat(USES)
            .as("%s %s", fields.text(0), fields.text(2))
            .anyMatch(
                use ->
                    use.ports().equals(fields.requirePorts(0))
                        && use.transport() == fields.transport(1)
                        && use.sources().stream()
                            .map(SourceFamily::of)
                            .anyMatch(SourceFamily.of(fields.text(7))::equals));
      }
    }
    assertThat(seen).isPositive();
  }

  @Test
  void theUsesThatTheIssueNamesHaveCommonNames() {
    assertThat(BUNDLED.commonName(25565, Transport.TCP)).isEqualTo("minecraft");
    assertThat(BUNDLED.commonName(41641, Transport.UDP)).isEqualTo("tailscale");
    assertThat(BUNDLED.commonName(51820, Transport.UDP)).isEqualTo("wireguard");
    for (Transport transport : List.of(Transport.TCP, Transport.UDP)) {
      assertThat(BUNDLED.commonName(8600, transport)).isEqualTo("consul-dns");
    }
  }

  @Test
  void aCommonNameIsOfItsPortsAndTransportsAloneUnlessAnOverlayGivesThePortToAnother() {
    PortRegistry team =
        BUNDLED.withOverlay(TeamTables.table("team", TeamTables.named("25565", "tcp", "ours")));

    assertThat(team.commonName(25565, Transport.TCP)).isEqualTo("ours");
    assertThat(team.commonName(41641, Transport.UDP)).isEqualTo("tailscale");
    assertThat(team.commonName(41641, Transport.TCP))
        .isEqualTo(team.serviceName(41641, Transport.TCP));
    for (int port = 8000; port < 9300; port++) {
      for (Transport transport : Transport.values()) {
        String name =
            team.port(port).observedUses().stream()
                .filter(use -> use.transport() == null || use.transport() == transport)
                .map(ObservedUse::commonName)
                .filter(common -> !common.isEmpty())
                .findFirst()
                .orElse(team.serviceName(port, transport));
        assertThat(team.commonName(port, transport)).as(port + "/" + transport).isEqualTo(name);
      }
    }
  }
}
