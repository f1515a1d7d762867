package io.github.portregistry;

import static io.github.portregistry.TeamTables.names;
import static io.github.portregistry.TeamTables.places;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.tuple;

import io.github.portregistry.RegistryChange.Kind;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortRecordTest {

  private static final String TABLE = PortRegistry.bundled().sources().get(0);

  @Test
  void anAssignmentHasTheFactsOfItsRow() {
    PortRecord port = PortRegistry.lookup(432);

    assertThat(port.number()).isEqualTo(432);
    assertThat(port.range()).isEqualTo(PortRange.SYSTEM);
    assertThat(port.status()).isEqualTo(PortStatus.GHOST);
    assertThat(port.ianaState(Transport.TCP)).isEqualTo(IanaState.ASSIGNED);
    assertThat(port.block()).isEqualTo(new PortSpan(432, 432));
    assertThat(port.assignments(Transport.TCP))
        .containsExactly(
            MadeRow.of("iasd")
                .on("432", Transport.TCP)
                .title("IASD")
                .assignee("Nir_Baroz")
                .contact("Nir_Baroz")
                .liveness(Liveness.GHOST)
                .source(TABLE)
                .row());
    assertThat(places(port.assignments())).containsExactly("iasd 432/tcp", "iasd 432/udp");
    assertThat(port.unnamedEntries()).isEmpty();
    assertThat(port.formerAssignments()).isEmpty();
  }

  @Test
  void anAssignmentWithoutAnAssigneeLeavesItBlank() {
    Assignment utmpcd = PortRegistry.lookup(431).assignments(Transport.UDP).get(0);

    assertThat(utmpcd.serviceName()).isEqualTo("utmpcd");
    assertThat(utmpcd.assignee()).isEmpty();
    assertThat(utmpcd.contact()).isEmpty();
  }

  @Test
  void aTransportWithoutARowIsUnassignedOnAnAssignedNumber() {
    PortRecord port = PortRegistry.lookup(432);

    assertThat(port.status(Transport.SCTP)).isEqualTo(PortStatus.UNASSIGNED);
    assertThat(port.ianaState(Transport.SCTP)).isEqualTo(IanaState.UNASSIGNED);
    assertThat(port.assignments(Transport.SCTP)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {831, 832, 833})
  void aPortWithdrawnByAnRfcIsReservedNowAndReleased(int number) {
    PortRecord port = PortRegistry.lookup(number);

    assertThat(port.status()).isEqualTo(PortStatus.RELEASED);
    for (Transport transport : new Transport[] {Transport.TCP, Transport.UDP}) {
      assertThat(port.ianaState(transport)).isEqualTo(IanaState.RESERVED);
      assertThat(port.status(transport)).isEqualTo(PortStatus.RELEASED);
      assertThat(port.formerAssignments())
          .filteredOn(former -> former.transport() == transport)
          .extracting(
              FormerAssignment::serviceName,
              FormerAssignment::description,
              FormerAssignment::releasedOn,
              FormerAssignment::authority,
              FormerAssignment::kind,
              FormerAssignment::strength)
          .containsExactly(
              tuple(
                  List.of("netconf-beep", "netconfsoaphttp", "netconfsoapbeep").get(number - 831),
                  number == 831 ? "NETCONF over BEEP" : "NETCONF over SOAP",
                  new RegistryDate(2025, 9, 29),
                  "RFC9900",
                  FormerAssignment.Kind.RELEASED,
                  Evidence.Strength.STRONG));
    }
    assertThat(port.formerAssignments()).hasSize(2);
    assertThat(port.assignments()).isEmpty();
    assertThat(port.status(Transport.SCTP)).isEqualTo(PortStatus.UNASSIGNED);
  }

  @Test
  void aPortWithSeveralServicesReturnsThemAll() {
    assertThat(names(PortRegistry.lookup(80).assignments(Transport.TCP)))
        .containsExactly("http", "www", "www-http");
    assertThat(names(PortRegistry.lookup(3478).assignments(Transport.UDP)))
        .containsExactly("stun", "turn", "stun-behavior");
  }

  @Test
  void aNameThatIsNoAliasIsPrimary() {
    List<Assignment> services = PortRegistry.lookup(80).assignments(Transport.TCP);

    assertThat(services).extracting(Assignment::aliasOf).containsExactly("", "http", "http");
  }

  @Test
  void aServiceWithASpecificationIsPrimaryOverOneThatStandsAboveIt() {
    assertThat(names(PortRegistry.lookup(465).assignments(Transport.TCP)))
        .containsExactly("submissions", "urd");
    assertThat(names(PortRegistry.lookup(465).assignments(Transport.UDP)))
        .containsExactly("igmpv3lite");
  }

  @Test
  void thePrimaryOfEqualRankIsTheRegistrysFirst() {
    PortRegistry team =
        TeamTables.table(
            "team",
            TeamTables.named("9", "tcp", "zulu"),
            TeamTables.named("9", "tcp", "alpha"),
            TeamTables.named("9", "tcp", "mike"));

    assertThat(names(team.assignments(9, Transport.TCP))).containsExactly("zulu", "alpha", "mike");
  }

  @Test
  void theRankOfAServiceIsFirstAliasThenSpecification() {
    PortRegistry team =
        TeamTables.table(
            "team",
            "9,tcp,,,alias,,,,,,,,,plain,",
            "9,tcp,,,alias-with-rfc,,,,,,RFC1,,,plain,",
            "9,tcp,,,plain,,,,,,,,,,",
            "9,tcp,,,plain-with-rfc,,,,,,RFC2,,,,");

    assertThat(names(team.assignments(9, Transport.TCP)))
        .containsExactly("plain-with-rfc", "plain", "alias-with-rfc", "alias");
    assertThat(team.serviceName(9, Transport.TCP)).isEqualTo("plain-with-rfc");
  }

  @Test
  void aServiceForAllTransportsRanksWithThoseOfOneTransport() {
    PortRegistry team =
        TeamTables.table(
            "team",
            TeamTables.named("9", "", "for-all"),
            "9,tcp,,,tcp-with-rfc,,,,,,RFC1,,,,",
            TeamTables.named("9", "udp", "for-udp"));

    assertThat(names(team.assignments(9, Transport.TCP)))
        .containsExactly("tcp-with-rfc", "for-all");
    assertThat(names(team.assignments(9, Transport.UDP))).containsExactly("for-all", "for-udp");
    assertThat(names(team.assignments(9, Transport.DCCP))).containsExactly("for-all");
    assertThat(names(team.port(9).assignments()))
        .containsExactly("for-all", "tcp-with-rfc", "for-udp");
  }

  @Test
  void aPurposeWithoutANameIsAssigned() {
    PortRecord port = PortRegistry.lookup(24);

    assertThat(port.status()).isEqualTo(PortStatus.ASSIGNED);
    assertThat(port.ianaState(Transport.TCP)).isEqualTo(IanaState.ASSIGNED);
    assertThat(port.assignments()).isEmpty();
    assertThat(port.unnamedEntries())
        .extracting(UnnamedEntry::transport, UnnamedEntry::description, UnnamedEntry::assignee)
        .containsExactly(
            tuple(Transport.TCP, "any private mail system", "Rick_Adams"),
            tuple(Transport.UDP, "any private mail system", "Rick_Adams"));
  }

  @Test
  void aTransportThatWasGivenUpIsReleasedBesideTheOther() {
    PortRecord port = PortRegistry.lookup(143);

    assertThat(names(port.assignments())).containsExactly("imap");
    assertThat(port.ianaState(Transport.UDP)).isEqualTo(IanaState.RESERVED);
    assertThat(port.status(Transport.UDP)).isEqualTo(PortStatus.RELEASED);
    assertThat(port.status()).isEqualTo(PortStatus.ASSIGNED);
  }

  @Test
  void aNumberWithinAnUnassignedRowKnowsTheWholeRow() {
    PortRecord port = PortRegistry.lookup(840);

    assertThat(port.block()).isEqualTo(new PortSpan(834, 846));
    assertThat(port.status()).isEqualTo(PortStatus.UNASSIGNED);
    assertThat(port.unnamedEntries())
        .singleElement()
        .satisfies(row -> assertThat(row.ports()).isEqualTo(new PortSpan(834, 846)));
  }

  @ParameterizedTest
  @ValueSource(ints = {6000, 6001, 6003, 6062, 6063})
  void aRangeIsHeldByItsServiceFromEndToEnd(int number) {
    PortRecord port = PortRegistry.lookup(number);

    assertThat(places(port.assignments()))
        .containsExactly("x11 6000-6063/tcp", "x11 6000-6063/udp");
    assertThat(port.block()).isEqualTo(new PortSpan(6000, 6063));
    assertThat(port.assignments().get(0).unauthorizedUse())
        .isEqualTo("Known Unauthorized Use on port 6003");
  }

  @Test
  void aRangeEndsWhereItEnds() {
    assertThat(names(PortRegistry.lookup(5999).assignments())).doesNotContain("x11");
    assertThat(names(PortRegistry.lookup(6064).assignments())).doesNotContain("x11");
  }

  @Test
  void aRowForAllTransportsHoldsForEachOfThem() {
    PortRecord port = PortRegistry.lookup(6400);

    for (Transport transport : Transport.values()) {
      assertThat(names(port.assignments(transport))).containsExactly("boe-cms");
      assertThat(port.status(transport)).isEqualTo(PortStatus.ASSIGNED);
    }
    assertThat(port.assignments()).singleElement().extracting(Assignment::transport).isNull();
  }

  @Test
  void ofTwoRowsThatOverlapTheNarrowerTellsTheStateAndTheBlock() {
    PortRecord port = PortRegistry.lookup(7775);

    assertThat(names(port.assignments(Transport.TCP))).containsExactly("inetfs");
    assertThat(port.ianaState(Transport.UDP)).isEqualTo(IanaState.RESERVED);
    assertThat(port.ianaState(Transport.SCTP)).isEqualTo(IanaState.UNASSIGNED);
    assertThat(port.block()).isEqualTo(new PortSpan(7775, 7775));
    assertThat(port.unnamedEntries())
        .extracting(UnnamedEntry::ports)
        .containsExactly(new PortSpan(7748, 7776), new PortSpan(7775, 7775));
    assertThat(PortRegistry.lookup(7776).block()).isEqualTo(new PortSpan(7776, 7776));
    assertThat(PortRegistry.lookup(7774).block()).isEqualTo(new PortSpan(7748, 7776));
  }

  @Test
  void aRowForOneTransportIsNarrowerThanASmallerOneForAll() {
    PortRegistry team =
        TeamTables.table(
            "team",
            TeamTables.unnamed("100-200", "udp", "reserved", ""),
            TeamTables.unnamed("150", "", "unassigned", "released"));

    assertThat(team.port(150).ianaState(Transport.UDP)).isEqualTo(IanaState.RESERVED);
    assertThat(team.port(150).status(Transport.UDP)).isEqualTo(PortStatus.RESERVED);
    assertThat(team.port(150).status(Transport.TCP)).isEqualTo(PortStatus.RELEASED);
    assertThat(team.port(150).status()).isEqualTo(PortStatus.RELEASED);
  }

  @Test
  void aRowForOneTransportIsNarrowerThanASmallerOneThatStandsAboveIt() {
    PortRegistry team =
        TeamTables.table(
            "team",
            TeamTables.unnamed("100-160", "", "unassigned", "released"),
            TeamTables.unnamed("150-300", "udp", "reserved", ""));

    assertThat(team.port(155).status(Transport.UDP)).isEqualTo(PortStatus.RESERVED);
    assertThat(team.port(155).status(Transport.TCP)).isEqualTo(PortStatus.RELEASED);
    assertThat(team.port(200).status(Transport.TCP)).isEqualTo(PortStatus.UNASSIGNED);
  }

  @Test
  void aRecordOfOneTransportHasTheStateOfTheRowForJustThatTransport() {
    PortRegistry team =
        TeamTables.table(
            "team",
            TeamTables.unnamed("100-160", "tcp", "reserved", ""),
            TeamTables.unnamed("155", "", "unassigned", ""));
    PortRecord port = team.port(155);

    for (Transport transport : Transport.values()) {
      PortRecord only = port.forTransport(transport);
      assertThat(only.status(transport)).isEqualTo(port.status(transport));
      assertThat(only.ianaState(transport)).isEqualTo(port.ianaState(transport));
    }
    assertThat(port.status(Transport.TCP)).isEqualTo(PortStatus.RESERVED);
  }

  @Test
  void ofTwoRowsAlikeInSizeTheLowerTellsTheStateAndTheBlock() {
    PortRegistry team =
        TeamTables.table(
            "team",
            TeamTables.unnamed("100-110", "tcp", "reserved", ""),
            TeamTables.unnamed("105-115", "tcp", "unassigned", "released"));

    assertThat(team.port(107).status(Transport.TCP)).isEqualTo(PortStatus.RESERVED);
    assertThat(team.port(107).block()).isEqualTo(new PortSpan(100, 110));
  }

  /** The record with its rows the other way round, as a document may have them. */
  private static PortRecord reversed(PortRecord port) {
    List<Assignment> services = new ArrayList<>(port.assignments());
    List<UnnamedEntry> others = new ArrayList<>(port.unnamedEntries());
    Collections.reverse(services);
    Collections.reverse(others);
    return PortRecord.of(
        new PortJson(
            port.number(),
            null,
            null,
            null,
            null,
            null,
            List.of(),
            services,
            others,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of()));
  }

  @Test
  void theBlockIsTheSameWhateverTheOrderOfTheRows() {
    PortRecord port =
        TeamTables.table(
                "team",
                TeamTables.unnamed("100-110", "tcp", "reserved", ""),
                TeamTables.unnamed("105-115", "udp", "reserved", ""))
            .port(107);

    assertThat(reversed(port).block()).isEqualTo(new PortSpan(100, 110));
  }

  @Test
  void theOrderOfTheServicesIsTheSameWhateverTheOrderOfTheRows() {
    PortRecord port =
        TeamTables.table(
                "team",
                TeamTables.named("100-200", "", "for-all"),
                TeamTables.named("100-200", "tcp", "wide"),
                TeamTables.named("150", "", "all-of-one"),
                TeamTables.named("150", "tcp", "narrow"),
                TeamTables.alias("150", "tcp", "other", "narrow"),
                TeamTables.named("150", "udp", "narrow"))
            .port(150);

    assertThat(places(reversed(port).assignments()))
        .isEqualTo(places(port.assignments()))
        .containsExactly(
            "all-of-one 150",
            "for-all 100-200",
            "narrow 150/tcp",
            "wide 100-200/tcp",
            "other 150/tcp",
            "narrow 150/udp");
  }

  @Test
  void aRowForAnotherTransportTellsNothingOfOne() {
    PortRegistry team = TeamTables.table("team", TeamTables.unnamed("9", "tcp", "reserved", ""));

    assertThat(team.port(9).status(Transport.UDP)).isEqualTo(PortStatus.UNASSIGNED);
    assertThat(team.port(9).ianaState(Transport.UDP)).isEqualTo(IanaState.UNASSIGNED);
  }

  // One transport of a record

  @Test
  void ofOneTransportOnlyTheEvidenceForItsServicesIsTold() {
    assertThat(PortRegistry.lookup(465).forTransport(Transport.UDP).evidence())
        .extracting(Evidence::serviceName)
        .contains("igmpv3lite")
        .doesNotContain("submissions", "urd");
    assertThat(PortRegistry.lookup(465).forTransport(Transport.TCP).evidence())
        .extracting(Evidence::serviceName)
        .contains("submissions", "urd")
        .doesNotContain("igmpv3lite");
  }

  @Test
  void ofARecordThatCameAloneTheEvidenceIsThatOfTheServicesOfTheTransport() {
    Jackson jackson = Jackson.JACKSON_2;
    PortRecord mail = jackson.read(jackson.write(PortRegistry.lookup(465)), PortRecord.class);
    PortRecord former = jackson.read(jackson.write(PortRegistry.lookup(832)), PortRecord.class);

    assertThat(mail.forTransport(Transport.UDP).evidence())
        .extracting(Evidence::serviceName)
        .contains("igmpv3lite")
        .doesNotContain("submissions", "urd");
    assertThat(former.forTransport(Transport.UDP).evidence())
        .extracting(Evidence::serviceName)
        .contains("netconfsoaphttp");
    assertThat(former.forTransport(Transport.SCTP).evidence())
        .extracting(Evidence::serviceName)
        .doesNotContain("netconfsoaphttp");
  }

  @Test
  void aRowOfOtherPortsIsNoneOfTheRecord() {
    Assignment row = PortRegistry.lookup(80).assignments().get(0);
    PortJson json =
        new PortJson(
            81,
            null,
            null,
            null,
            null,
            null,
            List.of(),
            List.of(row),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> PortRecord.of(json))
        .withMessage("a row of 80 cannot be in the record of port 81");
  }

  /** Through a data race a field that is not final may be seen as it was before the constructor. */
  @Test
  void aRecordThatWasReadFromJsonNeedsItsFinalFieldsOnly() throws ReflectiveOperationException {
    PortRecord original = PortRegistry.lookup(443);
    String json = Jackson.JACKSON_3.text(original);

    for (Jackson jackson : Jackson.values()) {
      assertThat(withFinalFieldsOnly(jackson.read(json, PortRecord.class)).assignments())
          .isEqualTo(original.assignments());
      assertThat(withFinalFieldsOnly(jackson.read(json, PortRecord.class)).block())
          .isEqualTo(original.block());
      assertThat(withFinalFieldsOnly(jackson.read(json, PortRecord.class))).isEqualTo(original);
    }
  }

  private static PortRecord withFinalFieldsOnly(PortRecord record)
      throws ReflectiveOperationException {
    for (Field field : PortRecord.class.getDeclaredFields()) {
      if ((field.getModifiers() & (Modifier.FINAL | Modifier.STATIC)) == 0) {
        field.setAccessible(true);
        field.set(record, null);
      }
    }
    return record;
  }

  @Test
  void ofOneTransportTheFormerHolderIsToldWithItsEvidence() {
    PortRecord udp = PortRegistry.lookup(832).forTransport(Transport.UDP);

    assertThat(udp.formerAssignments())
        .extracting(FormerAssignment::transport)
        .containsExactly(Transport.UDP);
    assertThat(udp.evidence()).extracting(Evidence::serviceName).contains("netconfsoaphttp");
    assertThat(PortRegistry.lookup(832).forTransport(Transport.SCTP).formerAssignments()).isEmpty();
  }

  @Test
  void ofOneTransportTheRowsWithoutANameAreThoseThatHoldForIt() {
    PortRecord port = PortRegistry.lookup(832);

    assertThat(port.forTransport(Transport.TCP).unnamedEntries())
        .extracting(UnnamedEntry::transport)
        .containsExactly(Transport.TCP);
    assertThat(port.forTransport(Transport.DCCP).unnamedEntries()).isEmpty();
  }

  @Test
  void ofOneTransportTheUsesAreThoseThatAreMetOnIt() {
    PortRecord port = PortRegistry.lookup(5678);

    assertThat(port.observedUses())
        .extracting(ObservedUse::transport)
        .contains(Transport.TCP, Transport.UDP);
    assertThat(port.forTransport(Transport.UDP).observedUses())
        .isNotEmpty()
        .allMatch(use -> use.transport() == Transport.UDP);
    assertThat(port.forTransport(Transport.DCCP).observedUses()).isEmpty();
    assertThat(port.observedUses(Transport.UDP))
        .isEqualTo(port.forTransport(Transport.UDP).observedUses());
    assertThat(port.observedUses(Transport.DCCP)).isEmpty();
    assertThatNullPointerException()
        .isThrownBy(() -> port.observedUses(null))
        .withMessage("transport");
  }

  @Test
  void theNarrowestOfThreeRowsForOneTransportTellsTheState() {
    PortRegistry team =
        TeamTables.table(
            "team",
            TeamTables.unnamed("100-200", "tcp", "unassigned", ""),
            TeamTables.unnamed("140-160", "tcp", "reserved", ""),
            TeamTables.unnamed("145-170", "tcp", "unassigned", "released"));

    assertThat(team.port(150).status(Transport.TCP)).isEqualTo(PortStatus.RESERVED);
    assertThat(team.port(165).status(Transport.TCP)).isEqualTo(PortStatus.RELEASED);
    assertThat(team.port(100).status(Transport.TCP)).isEqualTo(PortStatus.UNASSIGNED);
    assertThat(team.port(150).block()).isEqualTo(new PortSpan(140, 160));
  }

  @Test
  void aServiceIsStrongerThanANarrowerRowWithoutAName() {
    PortRegistry team =
        TeamTables.table(
            "team",
            TeamTables.named("100-200", "tcp", "wide"),
            TeamTables.unnamed("150", "tcp", "unassigned", ""));

    assertThat(team.port(150).ianaState(Transport.TCP)).isEqualTo(IanaState.ASSIGNED);
    assertThat(team.port(150).status(Transport.TCP)).isEqualTo(PortStatus.ASSIGNED);
    assertThat(team.port(150).block()).isEqualTo(new PortSpan(150, 150));
  }

  @Test
  void aGhostIsLessAliveThanAnAssignedServiceBesideIt() {
    PortRegistry team =
        TeamTables.table(
            "team",
            "9,tcp,,ghost,gone,,,,,,,,,,",
            "9,udp,,ghost,gone,,,,,,,,,,",
            TeamTables.named("9", "udp", "here"),
            "10,tcp,,ghost,gone,,,,,,,,,,");

    assertThat(team.port(9).status(Transport.TCP)).isEqualTo(PortStatus.GHOST);
    assertThat(team.port(9).status(Transport.UDP)).isEqualTo(PortStatus.ASSIGNED);
    assertThat(team.port(9).status()).isEqualTo(PortStatus.ASSIGNED);
    assertThat(team.port(10).status()).isEqualTo(PortStatus.GHOST);
    assertThat(team.port(10).ianaState(Transport.TCP)).isEqualTo(IanaState.ASSIGNED);
  }

  @Test
  void aRenamedServiceHasItsNewNameAndTellsTheOld() {
    PortRecord port = PortRegistry.lookup(5543);

    assertThat(names(port.assignments())).containsExactly("qftest-lic-mcp");
    assertThat(port.assignments().get(0).registered()).isEqualTo(new RegistryDate(2024, 1, 5));
    assertThat(port.formerAssignments())
        .extracting(
            FormerAssignment::serviceName,
            FormerAssignment::description,
            FormerAssignment::successor,
            FormerAssignment::kind)
        .containsExactly(
            tuple(
                "qftest-licserve",
                "QF-Test License Server",
                "qftest-lic-mcp",
                FormerAssignment.Kind.RENAMED));
  }

  @Test
  void aLaterAssignmentSplitsTheRowThatItWasTakenFrom() {
    PortRecord port = PortRegistry.lookup(4480);

    assertThat(places(port.assignments())).containsExactly("agtp 4480/tcp", "agtp-quic 4480/udp");
    assertThat(port.block()).isEqualTo(new PortSpan(4480, 4480));
    assertThat(PortRegistry.lookup(4470).block()).isEqualTo(new PortSpan(4461, 4479));
    assertThat(PortRegistry.lookup(4481).block()).isEqualTo(new PortSpan(4481, 4483));
  }

  @Test
  void aServiceThatMovedTellsWhereTo() {
    PortRecord port = PortRegistry.lookup(44323);

    assertThat(port.status(Transport.UDP)).isEqualTo(PortStatus.RELEASED);
    assertThat(port.status(Transport.TCP)).isEqualTo(PortStatus.ASSIGNED);
    assertThat(port.formerAssignments())
        .extracting(
            FormerAssignment::transport,
            FormerAssignment::serviceName,
            FormerAssignment::authority,
            FormerAssignment::successor,
            FormerAssignment::kind)
        .containsExactly(
            tuple(Transport.UDP, "pcp", "RFC6887", "5351", FormerAssignment.Kind.MOVED));
  }

  @Test
  void aDynamicPortThatATableAssignsHasTheStatusOfTheRow() {
    PortRegistry team = TeamTables.table("team", TeamTables.named("50000", "tcp", "ours"));

    assertThat(team.port(50000).status()).isEqualTo(PortStatus.ASSIGNED);
    assertThat(team.port(50000).status(Transport.UDP)).isEqualTo(PortStatus.DYNAMIC);
    assertThat(team.port(50000).range()).isEqualTo(PortRange.DYNAMIC);
  }

  @Test
  void twoRecordsThatTellTheSameAreEqual() {
    String[] rows = {TeamTables.named("9", "tcp", "one"), TeamTables.named("9", "udp", "one")};
    PortRecord one = TeamTables.table("team", rows).port(9);
    PortRecord same = TeamTables.table("team", rows).port(9);

    assertThat(one).isEqualTo(same).hasSameHashCodeAs(same).isNotSameAs(same);
  }

  @Test
  void recordsOfDifferentPortsHaveDifferentHashCodes() {
    assertThat(IntStream.range(50_000, 50_100).mapToObj(PortRegistry::lookup))
        .extracting(PortRecord::hashCode)
        .doesNotHaveDuplicates();
  }

  @Test
  void aRecordHasTheRegistryThatMadeIt() {
    PortRegistry team = TeamTables.table("team", TeamTables.named("9", "tcp", "one"));

    assertThat(team.port(9).registry()).containsSame(team);
  }

  @Test
  void twoRecordsAreDifferentWhenAnythingTheyTellDiffers() {
    PortRecord one = TeamTables.table("team", TeamTables.named("9", "tcp", "one")).port(9);

    assertThat(one)
        .isNotEqualTo(null)
        .isNotEqualTo("9 ASSIGNED one/tcp")
        .isNotEqualTo(TeamTables.table("team", TeamTables.named("9", "tcp", "two")).port(9))
        .isNotEqualTo(TeamTables.table("other", TeamTables.named("9", "tcp", "one")).port(9))
        .isNotEqualTo(TeamTables.table("team", TeamTables.named("8", "tcp", "one")).port(8));
    assertThat(TeamTables.table("team").port(9)).isNotEqualTo(TeamTables.table("team").port(8));
    assertThat(TeamTables.table("team", TeamTables.unnamed("9", "", "reserved", "")).port(9))
        .isNotEqualTo(
            TeamTables.table("team", TeamTables.unnamed("9", "", "unassigned", "")).port(9));
    assertThat(TeamTables.table("team", TeamTables.named("9", "tcp", "x")).port(9).block())
        .isNotEqualTo(
            TeamTables.table("team", TeamTables.named("9-10", "tcp", "x")).port(9).block());
  }

  @Test
  void twoRecordsAreDifferentWhenOnlyOneTellsAFormerHolder() {
    PortRegistry iana = TeamTables.iana("x", ",9,tcp,Reserved,,,,,,,,De-Assigned on 2019-10-30");
    PortRegistry table =
        TeamTables.table("x", TeamTables.unnamed("9", "tcp", "reserved", "released"));

    assertThat(iana.port(9).unnamedEntries()).isEqualTo(table.port(9).unnamedEntries());
    assertThat(iana.port(9)).isNotEqualTo(table.port(9));
  }

  @Test
  void theTextOfARecordIsItsNumberStatusAndServices() {
    assertThat(PortRegistry.lookup(432)).hasToString("432 GHOST iasd/tcp iasd/udp");
    assertThat(PortRegistry.lookup(832)).hasToString("832 RELEASED");
    assertThat(PortRegistry.lookup(6400)).hasToString("6400 ASSIGNED boe-cms");
    assertThat(PortRegistry.lookup(65535)).hasToString("65535 DYNAMIC");
  }

  private static PortRegistry withServices(int count) {
    return TeamTables.table(
        "team",
        IntStream.range(0, count)
            .mapToObj(i -> TeamTables.named("9", "tcp", "s" + (10 + i)))
            .toArray(String[]::new));
  }

  @Test
  void theTextOfARecordNamesThirteenServicesRatherThanSayThatThereIsOneMore() {
    assertThat(withServices(13).port(9).toString())
        .startsWith("9 ASSIGNED s10/tcp s11/tcp ")
        .endsWith(" s21/tcp s22/tcp");
    assertThat(withServices(14).port(9).toString())
        .startsWith("9 ASSIGNED s10/tcp s11/tcp ")
        .endsWith(" s20/tcp s21/tcp and 2 more");
  }

  @Test
  void ofTwoServicesThatMayBeAliveTheFirstTellsHow() {
    PortRegistry team =
        TeamTables.table("team", "9,tcp,,maker_lives,a,,,,,,,,,,", "9,tcp,,,b,,,,,,,,,,");

    assertThat(team.port(9).liveness()).isEqualTo(Liveness.IN_DOUBT);
    assertThat(team.port(9).liveness(Transport.TCP)).isEqualTo(Liveness.IN_DOUBT);
  }

  @Test
  void ofOneTransportTheRowForAllIsToldUnlessThereIsOneForJustThat() {
    PortRecord port =
        TeamTables.table(
                "team",
                TeamTables.unnamed("9", "", "unassigned", ""),
                TeamTables.unnamed("9", "tcp", "reserved", ""))
            .port(9);

    assertThat(port.forTransport(Transport.TCP).unnamedEntries())
        .containsExactly(
            new UnnamedEntry(PortSpan.of(9), Transport.TCP, IanaState.RESERVED, "team"));
    assertThat(port.forTransport(Transport.UDP).unnamedEntries())
        .containsExactly(
            new UnnamedEntry(PortSpan.of(9), Transport.UDP, IanaState.UNASSIGNED, "team"));
  }

  @Test
  void ofOneTransportTheChangesAreThoseOfItAndOfAll() {
    List<RegistryChange> changes = new ArrayList<>();
    for (Transport transport : new Transport[] {null, Transport.TCP, Transport.UDP}) {
      changes.add(MadeChange.change(Kind.WITHDRAWN, "9", transport, "old", "", ""));
    }
    PortRecord port =
        PortRecord.of(
            new PortJson(
                9, null, null, null, null, null, List.of(), List.of(), List.of(), List.of(),
                List.of(), List.of(), List.of(), changes));

    assertThat(port.forTransport(Transport.TCP).history())
        .containsExactly(changes.get(0), changes.get(1));
    assertThat(port.forTransport(Transport.UDP).history())
        .containsExactly(changes.get(0), changes.get(2));
    assertThat(port.forTransport(Transport.SCTP).history()).containsExactly(changes.get(0));
  }
}
