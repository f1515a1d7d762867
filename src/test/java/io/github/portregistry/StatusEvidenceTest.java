package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.Judgment;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged statuses, and the evidence that they rest on, for every port. */
class StatusEvidenceTest {

  private static final PortRegistry BUNDLED = PortRegistry.bundled();

  @ParameterizedTest
  @ValueSource(ints = {431, 432})
  void theFoundingGhostsAreGhostsOverTcpAndUdp(int port) {
    assertThat(BUNDLED.port(port).status()).isEqualTo(PortStatus.GHOST);
    assertThat(BUNDLED.port(port).status(Transport.TCP)).isEqualTo(PortStatus.GHOST);
    assertThat(BUNDLED.port(port).status(Transport.UDP)).isEqualTo(PortStatus.GHOST);
    assertThat(BUNDLED.port(port).ianaState(Transport.TCP)).isEqualTo(IanaState.ASSIGNED);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        22, 25, 53, 80, 123, 179, 443, 445, 514, 548, 631, 636, 853, 873, 989, 990, 993, 995, 86,
        175, 424, 450, 501, 665, 696, 900
      })
  void whatIsInUseOrDocumentedIsNoGhost(int port) {
    assertThat(BUNDLED.port(port).status()).isEqualTo(PortStatus.ASSIGNED);
  }

  @ParameterizedTest
  @CsvSource({"994,TCP,ircs,2011-08-31", "143,UDP,imap,2021-02-22", "993,UDP,imaps,2021-02-22"})
  void whatWasGivenUpIsReleasedSinceItsDay(int port, Transport transport, String name, String on) {
    assertThat(BUNDLED.port(port).status(transport)).isEqualTo(PortStatus.RELEASED);
    assertThat(BUNDLED.port(port).formerAssignments())
        .filteredOn(former -> former.transport() == transport && former.leftThePort())
        .extracting(FormerAssignment::serviceName, FormerAssignment::releasedOn)
        .containsExactly(tuple(name, RegistryDate.parse(on)));
  }

  @Test
  void everyNamedServiceOfTheSystemPortsIsJudgedAndItsRowsHaveThatStatus() {
    List<String> wrong = new ArrayList<>();
    for (int port = 0; port <= 1023; port++) {
      for (Assignment row : BUNDLED.port(port).assignments()) {
        List<Judgment> judgments =
            PackagedFacts.get().statuses().of(port).stream()
                .filter(j -> j.serviceName().equalsIgnoreCase(row.serviceName()))
                .toList();
        if (judgments.size() != 1 || !agree(judgments.get(0), row)) {
          wrong.add(port + " " + row.serviceName() + " " + judgments);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static boolean agree(Judgment judgment, Assignment row) {
    return judgment.liveness() == row.liveness() && judgment.doubt() == row.doubt();
  }

  @Test
  void theRuleRunAgainOverThePackagedTablesGivesThePackagedStatuses() {
    RegistryData data = new RegistryData(java.nio.file.Path.of("registry-data"));
    List<RegistryRow> entries = data.entries(data.source());

    assertThat(data.judge(entries).judgments().csv())
        .isEqualTo(PackagedFacts.get().statuses().csv());
  }

  @Test
  void aUserPortIsAGhostOnlyWhereAPersonSaidSoWithASource() {
    Set<Integer> curated = new HashSet<>();
    RegistryData data = new RegistryData(java.nio.file.Path.of("registry-data"));
    FactTable.read(CuratedStatus.FORMAT, data.text(RegistryData.CURATED))
        .rows()
        .forEach(row -> curated.add(row.ports().first()));

    assertThat(BUNDLED.ports(PortStatus.GHOST).map(PortRecord::number))
        .allMatch(port -> port <= 1023 || curated.contains(port));
  }

  @Test
  void everyGhostTellsHowManySourcesWereConsultedWhenAndHowStrongThatIs() {
    List<String> wrong = new ArrayList<>();
    for (int port = 0; port <= 1023; port++) {
      PortRecord record = BUNDLED.port(port);
      for (Assignment row : record.assignments()) {
        if (row.status() == PortStatus.GHOST && !isExplained(record, row.serviceName())) {
          wrong.add(port + " " + row.serviceName() + " " + record.evidence());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static boolean isExplained(PortRecord port, String serviceName) {
    return port.evidence().stream()
        .filter(evidence -> evidence.serviceName().equalsIgnoreCase(serviceName))
        .anyMatch(
            evidence ->
                evidence.kind() == Evidence.Kind.CURATED
                    || (evidence.kind() == Evidence.Kind.ABSENCE
                        && evidence.strength() != Evidence.Strength.STRONG
                        && isConsulted(evidence.consulted().size())));
  }

  /** All of them, or all but the search by hand where a document or a state decided. */
  private static boolean isConsulted(int sources) {
    int all = PackagedFacts.get().catalogs().byKey().size();
    return sources == all || sources == all - 1;
  }

  @Test
  void aGhostByAbsenceAloneIsWeak() {
    assertThat(BUNDLED.port(432).evidence())
        .filteredOn(evidence -> evidence.kind() == Evidence.Kind.ABSENCE)
        .singleElement()
        .satisfies(
            evidence -> {
              assertThat(evidence.strength()).isEqualTo(Evidence.Strength.WEAK);
              assertThat(evidence.serviceName()).isEqualTo("iasd");
              assertThat(evidence.consulted())
                  .extracting(Consultation::source)
                  .contains("Wireshark", "netbase", "firewalld", "nDPI", "Zeek");
            });
  }

  @Test
  void nothingShowsAGhostInUse() {
    BUNDLED
        .ports(PortStatus.GHOST)
        .forEach(
            port ->
                assertThat(port.evidence())
                    .filteredOn(evidence -> !evidence.serviceName().isEmpty())
                    .noneMatch(evidence -> evidence.kind() == Evidence.Kind.IN_USE));
  }

  @Test
  void everyPieceOfEvidenceOfEveryPortNamesItsSource() {
    BUNDLED
        .ports()
        .flatMap(port -> port.evidence().stream())
        .forEach(
            evidence -> {
              assertThat(evidence.source()).isNotBlank();
              assertThat(evidence.detail()).isNotBlank();
            });
  }

  @Test
  void whatOneCatalogShowsOfAServiceIsOnePiece() {
    assertThat(PortRegistry.lookup(443).evidence())
        .filteredOn(evidence -> evidence.source().contains("firewalld"))
        .singleElement()
        .extracting(Evidence::detail)
        .isEqualTo(
            "firewalld opens the port as freeipa-ldap, freeipa-ldaps, https on tcp; http3 on udp"
                + " (1.3.3, 2.5.2 and 2745d6f0ab9e)");
  }

  @Test
  void whatTwoCopiesAloneAttestIsAnIntervalAndMakesNoStatus() {
    assertThat(BUNDLED.ports().flatMap(port -> port.formerAssignments().stream()))
        .filteredOn(former -> former.strength() == Evidence.Strength.WEAK)
        .hasSizeGreaterThan(200)
        .allSatisfy(
            former -> {
              assertThat(former.releasedOn()).isNull();
              assertThat(former.lastSeen()).isLessThan(former.absentBy());
            });
    assertThat(BUNDLED.port(740).formerAssignments())
        .extracting(FormerAssignment::strength)
        .containsOnly(Evidence.Strength.WEAK);
    assertThat(BUNDLED.port(740).status()).isEqualTo(PortStatus.UNASSIGNED);
  }

  @Test
  void aRenameIsNoRelease() {
    PortRecord port = BUNDLED.port(5543);

    assertThat(port.formerAssignments())
        .extracting(FormerAssignment::kind)
        .containsOnly(FormerAssignment.Kind.RENAMED);
    assertThat(port.status()).isEqualTo(PortStatus.ASSIGNED);
  }

  @Test
  void aNameThatLostItsPortIsFoundWithoutOneAndItsFormerPortBeside() {
    assertThat(BUNDLED.service("netconfsoaphttp"))
        .isNotEmpty()
        .allMatch(row -> row.ports() == null);
    assertThat(BUNDLED.formerPorts("NetconfSoapHttp"))
        .extracting(PortRecord::number)
        .containsExactly(832);
    assertThat(BUNDLED.formerPorts("netconf beep"))
        .isEqualTo(BUNDLED.formerPorts("netconf-beep"))
        .extracting(PortRecord::number)
        .containsExactly(831);
    assertThat(BUNDLED.formerPorts("http")).isEmpty();
    assertThat(BUNDLED.formerPorts("")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "831, netconf-beep, RFC4744, 832, 833",
    "832, netconfsoaphttp, RFC4743, 831, 833",
    "833, netconfsoapbeep, RFC4743, 831, 832"
  })
  void whatADocumentReleasedHasItsSpecificationAndTheOtherPortsOfTheDocument(
      int number, String name, String specification, int one, int other) {
    PortRecord port = BUNDLED.port(number);

    assertThat(port.formerAssignments())
        .hasSize(2)
        .allSatisfy(
            former -> {
              assertThat(former.serviceName()).isEqualTo(name);
              assertThat(former.references()).containsExactly(specification);
              assertThat(former.authority()).isEqualTo("RFC9900");
              assertThat(former.releasedOn()).isEqualTo(RegistryDate.parse("2025-09-29"));
            });
    assertThat(port.related())
        .filteredOn(related -> related.relation() == Relation.RELEASED_TOGETHER)
        .extracting(RelatedPort::port)
        .containsExactly(one, other);
    assertThat(port.evidence())
        .extracting(Evidence::kind, Evidence::strength, Evidence::serviceName)
        .contains(
            tuple(Evidence.Kind.SPECIFICATION, Evidence.Strength.WEAK, name),
            tuple(Evidence.Kind.MENTION, Evidence.Strength.STRONG, name));
  }

  @Test
  void whatIanaDidBeforeTheDocumentWasPublishedItDidOnTheDraft() {
    assertThat(BUNDLED.port(832).evidence())
        .extracting(Evidence::detail)
        .anyMatch(detail -> detail.endsWith("; IANA acted on its approved draft"));
    assertThat(BUNDLED.port(44323).evidence())
        .extracting(Evidence::detail)
        .noneMatch(detail -> detail.contains("draft"));
  }

  @Test
  void aPortThatStillHasTheNameForAnotherTransportIsNoFormerPortOfIt() {
    assertThat(BUNDLED.port(143).formerAssignments())
        .extracting(FormerAssignment::serviceName, FormerAssignment::transport)
        .contains(tuple("imap", Transport.UDP));
    assertThat(BUNDLED.serviceName(143, Transport.TCP)).isEqualTo("imap");
    assertThat(BUNDLED.formerPorts("IMAP")).isEmpty();
  }

  /** The signs are of whatever speaks HTTP or TLS there, which many programs do. */
  @ParameterizedTest
  @ValueSource(ints = {6443, 7900, 8081, 8088, 8443, 9443})
  void aSignOfAnotherProgramOrOfAnyWebServerIsNoSignOfTheService(int port) {
    assertThat(BUNDLED.port(port).liveness()).isEqualTo(Liveness.UNEXAMINED);
  }

  @Test
  void aServiceOfARangeIsInUseIfASourceShowsItOnAnyOfItsPorts() {
    for (int port = 6665; port <= 6669; port++) {
      assertThat(BUNDLED.port(port).liveness(Transport.TCP)).isEqualTo(Liveness.IN_USE);
    }
  }

  /** A firewall's profile lists every port that a game may need, 3074 of Xbox too. */
  @Test
  void aProfileOfAFirewallAloneNamesNoPortOfAnotherService() {
    assertThat(BUNDLED.commonName(3074, Transport.TCP)).isEqualTo("xbox");
    assertThat(BUNDLED.commonName(2048, Transport.TCP)).isEqualTo("dls-monitor");
    assertThat(BUNDLED.commonName(42000, Transport.TCP)).isEqualTo("warpinator");
  }

  // Observed uses

  @ParameterizedTest
  @CsvSource({"9092,kafka", "9200,elasticsearch", "5173,vite"})
  void aDominantUseIsWhatPeopleCallThePort(int port, String name) {
    assertThat(BUNDLED.commonName(port, Transport.TCP)).isEqualTo(name);
    assertThat(BUNDLED.serviceName(port, Transport.TCP)).isNotEqualTo(name);
    assertThat(BUNDLED.port(port).observedUses().get(0).commonName()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        3000, 3001, 8000, 8080, 8081, 8443, 9000, 5000, 5001, 8888, 8090, 9001, 9090, 9091, 9093,
        10000, 9009, 8123, 9100, 6006, 4000, 4200, 4444, 8082, 8083, 8088, 8181, 8787, 50000, 7000,
        50051, 1234, 2222, 5555, 7001, 7777
      })
  void aPortThatSeveralProgramsShareKeepsItsAssignedName(int port) {
    for (Transport transport : Transport.values()) {
      assertThat(BUNDLED.commonName(port, transport))
          .isEqualTo(BUNDLED.serviceName(port, transport));
    }
  }

  @Test
  void theDisputedGameOn432HasTheClaimAndWhatContradictsIt() {
    assertThat(BUNDLED.port(432).observedUses())
        .extracting(ObservedUse::application, ObservedUse::confidence)
        .containsOnly(tuple("Command & Conquer: Generals", ObservedUse.Confidence.DISPUTED));
    assertThat(BUNDLED.port(432).observedUses().get(0).sources())
        .containsExactly(
            "https://www.connected.app/ports/432",
            "https://github.com/electronicarts/CnC_Generals_Zero_Hour");
  }

  @Test
  void everyObservedUseHasAKnownCategoryAndAtLeastOneUrl() {
    Set<String> categories = new HashSet<>();
    List<ObservedUse> uses = PackagedFacts.get().uses().facts().toList();
    for (ObservedUse use : uses) {
      categories.add(use.category());
      assertThat(use.sources()).allMatch(source -> source.matches("https?://\\S+"));
    }
    assertThat(uses).hasSizeGreaterThan(1000);
    assertThat(categories)
        .hasSizeBetween(20, 45)
        .allMatch(category -> category.matches("[a-z]+(-[a-z]+)*"))
        .doesNotContain("unknown", "left-out");
  }

  @Test
  void atMostOneUseOfAPortAndTransportIsDominant() {
    for (int port = 0; port <= 65535; port++) {
      Map<Transport, Integer> dominant = new EnumMap<>(Transport.class);
      for (ObservedUse use : BUNDLED.port(port).observedUses()) {
        for (Transport transport : Transport.values()) {
          if (!use.commonName().isEmpty() && use.isFor(transport)) {
            dominant.merge(transport, 1, Integer::sum);
          }
        }
      }
      assertThat(dominant.values()).as("%d", port).allMatch(count -> count == 1);
    }
  }

  @Test
  void aTeamsOwnRowHidesTheCommonNameOfItsPort() {
    PortRegistry both =
        BUNDLED.withOverlay(TeamTables.table("team", TeamTables.named("9092", "tcp", "billing")));

    assertThat(both.commonName(9092, Transport.TCP)).isEqualTo("billing");
    assertThat(both.commonName(9200, Transport.TCP)).isEqualTo("elasticsearch");
    assertThat(both.port(9092).observedUses())
        .extracting(ObservedUse::application)
        .containsExactlyInAnyOrderElementsOf(
            BUNDLED.port(9092).observedUses().stream().map(ObservedUse::application).toList());
    assertThat(both.port(9092).observedUses()).extracting(ObservedUse::commonName).containsOnly("");
  }

  @Test
  void aSearchFindsAnApplication() {
    assertThat(BUNDLED.search("apache kafka")).extracting(PortRecord::number).contains(9092);
  }

  // Relations

  @Test
  void everyRelationHoldsInTheOtherDirection() {
    List<String> missing = new ArrayList<>();
    BUNDLED
        .ports()
        .forEach(
            port -> {
              for (RelatedPort related : port.related()) {
                RelatedPort back = new RelatedPort(port.number(), inverse(related.relation()));
                if (!BUNDLED.port(related.port()).related().contains(back)) {
                  missing.add(related.port() + " " + back);
                }
              }
            });
    assertThat(missing).isEmpty();
  }

  private static Relation inverse(Relation relation) {
    return switch (relation) {
      case SECURE_VARIANT -> Relation.PLAIN_VARIANT;
      case PLAIN_VARIANT -> Relation.SECURE_VARIANT;
      case PREDECESSOR -> Relation.SUCCESSOR;
      case SUCCESSOR -> Relation.PREDECESSOR;
      case SERVER_END -> Relation.CLIENT_END;
      case CLIENT_END -> Relation.SERVER_END;
      case CONTROL_DATA_PAIR, ALTERNATIVE, FAMILY, RELEASED_TOGETHER -> relation;
    };
  }

  @ParameterizedTest
  @CsvSource({
    "830,831",
    "830,832",
    "830,833",
    "830,4334",
    "830,6513",
    "20,21",
    "21,990",
    "20,989",
    "25,465",
    "25,587",
    "465,587",
    "5060,5061",
    "431,79",
    "431,513",
    "832,833"
  })
  void thePortsOfOneServiceAreRelated(int port, int other) {
    assertThat(BUNDLED.port(port).related()).extracting(RelatedPort::port).contains(other);
  }

  // A newer file from IANA keeps what is known of the services that are still in it

  @Test
  void aRegistryReadFromIanaHasTheSameStatusesAndEvidence() {
    RawSnapshot.assumeOfTheTables();
    PortRegistry iana = CsvSpec.readIana(Snapshot.ianaBytes());
    List<Integer> different =
        IntStream.rangeClosed(0, 1023)
            .filter(port -> iana.port(port).status() != BUNDLED.port(port).status())
            .boxed()
            .toList();

    assertThat(different).isEmpty();
    assertThat(iana.port(432).evidence()).isEqualTo(BUNDLED.port(432).evidence());
    assertThat(iana.commonName(9092, Transport.TCP)).isEqualTo("kafka");
  }

  @Test
  void aRowThatItsRegistrantChangedSinceIsNoGhostByAbsence() {
    PortRegistry iana =
        TeamTables.iana(
            "iana.csv",
            "iasd,432,tcp,IASD,[Nir_Baroz],[Nir_Baroz],,2099-10-01,,,,",
            "iasd,432,udp,IASD,[Nir_Baroz],[Nir_Baroz],,,,,,");

    assertThat(iana.port(432).status(Transport.TCP)).isEqualTo(PortStatus.ASSIGNED);
    assertThat(iana.port(432).status(Transport.UDP)).isEqualTo(PortStatus.GHOST);
  }

  @Test
  void aTeamsOwnTableHasNoFactsOfItsOwn() {
    PortRegistry team = TeamTables.table("team", TeamTables.named("432", "tcp", "ours"));

    assertThat(team.port(432).status()).isEqualTo(PortStatus.ASSIGNED);
    assertThat(team.port(432).evidence()).isEmpty();
    assertThat(team.port(432).observedUses()).isEmpty();
    assertThat(team.port(432).related()).isEmpty();
  }
}
