package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.portregistry.ObservedUse.Confidence;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.ObjectMapper;

class CandidateTest {

  private static final PortRegistry BUNDLED = PortRegistry.bundled();

  private static MadeRow service(String name) {
    return MadeRow.of(name).on("8500", Transport.TCP).source("table");
  }

  private static ObservedUse use(
      String application, int ports, Confidence confidence, String commonName) {
    return new ObservedUse(
        new PortSpan(8500, 8500 + ports - 1),
        Transport.TCP,
        application,
        "database",
        confidence,
        List.of("https://a", "https://b"),
        commonName);
  }

  @Test
  void eachCandidateHasTheStandingThatItsFactsGiveIt() {
    List<Candidate> candidates =
        Candidate.of(
            List.of(
                service("ghost").liveness(Liveness.GHOST).row(),
                service("unexamined").row(),
                service("doubtful").doubt(Doubt.MAKER_LIVES).row(),
                service("specified").liveness(Liveness.SPECIFIED).row(),
                service("living").liveness(Liveness.IN_USE).row(),
                service("ours").on("8500", Transport.UDP).row(),
                service("everybody's").on("8500", null).row()),
            List.of(
                use("Disputed", 1, Confidence.DISPUTED, ""),
                use("Range", 17, Confidence.DOCUMENTED, ""),
                use("Narrow", 16, Confidence.REPORTED, ""),
                use("Called", 1, Confidence.DOCUMENTED, "called")),
            Set.of(Transport.UDP));

    assertThat(candidates)
        .extracting(Candidate::name, Candidate::standing, Candidate::reason)
        .containsExactly(
            tuple("ours", Standing.OVERLAID, "given the port by table"),
            tuple("everybody's", Standing.OVERLAID, "given the port by table"),
            tuple("Called", Standing.COMMON, "documented, 2 independent sources"),
            tuple("living", Standing.IN_USE, "assigned, seen in use"),
            tuple("Narrow", Standing.OBSERVED, "reported, 2 independent sources"),
            tuple(
                "specified",
                Standing.SPECIFIED,
                "assigned, specified by an RFC in force; no use seen"),
            tuple("unexamined", Standing.ASSIGNED, "assigned; whether it is used was not examined"),
            tuple("doubtful", Standing.ASSIGNED, "assigned, no use seen"),
            tuple("Range", Standing.RANGE, "documented, 2 independent sources, for 8500-8516"),
            tuple("ghost", Standing.GHOST, "assigned, a ghost"),
            tuple("Disputed", Standing.DISPUTED, "disputed, 2 independent sources"));
  }

  @Test
  @Tag("whole")
  void ofEveryPortTheCandidatesAreInTheOrderOfStandingAndEachNameOnce() {
    assertThat(BUNDLED.ports().map(PortRecord::candidates))
        .allSatisfy(
            candidates -> {
              assertThat(candidates).extracting(Candidate::standing).isSorted();
              assertThat(candidates).extracting(Candidate::name).doesNotHaveDuplicates();
            });
  }

  @Test
  @Tag("whole")
  void ofEveryPortAndTransportTheCommonNameIsThatOfTheFirstCandidate() {
    for (PortRecord port : BUNDLED.ports().toList()) {
      for (Transport transport : Transport.values()) {
        List<Candidate> candidates = port.candidates(transport);
        String common = BUNDLED.commonName(port.number(), transport);
        if (!candidates.isEmpty() && candidates.get(0).standing() == Standing.COMMON) {
          assertThat(port.observedUses(transport).get(0).commonName()).isEqualTo(common);
        } else {
          assertThat(common).isEqualTo(BUNDLED.serviceName(port.number(), transport));
        }
      }
    }
  }

  @Test
  @Tag("whole")
  void theFirstAssignedCandidateIsThePrimaryService() {
    for (PortRecord port : BUNDLED.ports().toList()) {
      for (Transport transport : Transport.values()) {
        List<String> names =
            port.assignments(transport).stream().map(Assignment::serviceName).toList();
        Stream<String> assigned =
            port.candidates(transport).stream().map(Candidate::name).filter(names::contains);

        assertThat(assigned.findFirst().orElse(""))
            .isEqualTo(BUNDLED.serviceName(port.number(), transport));
      }
    }
  }

  @Test
  void anOverlaysServiceComesFirst() {
    PortRegistry ours =
        BUNDLED.withOverlay(TeamTables.table("team", TeamTables.named("9092", "tcp", "billing")));

    assertThat(ours.port(9092).candidates(Transport.TCP).get(0))
        .isEqualTo(new Candidate("billing", Standing.OVERLAID, "given the port by team"));
    assertThat(ours.port(9092).candidates(Transport.TCP))
        .extracting(Candidate::standing)
        .doesNotContain(Standing.COMMON);
  }

  @Test
  void aRecordOfOneTransportAndOneFromJsonHaveTheSameCandidates() throws Exception {
    PortRegistry ours =
        BUNDLED.withOverlay(TeamTables.table("team", TeamTables.named("9092", "tcp", "billing")));
    PortRecord port = ours.port(9092);
    ObjectMapper mapper = new ObjectMapper();

    PortRecord read = mapper.readValue(mapper.writeValueAsString(port), PortRecord.class);

    assertThat(read).isEqualTo(port);
    assertThat(read.candidates()).isEqualTo(port.candidates());
    assertThat(port.forTransport(Transport.TCP).candidates())
        .isEqualTo(port.candidates(Transport.TCP));
  }

  @Test
  void aCandidateIsShownWithItsStandingAndReason() {
    assertThat(new Candidate("nfs", Standing.IN_USE, "assigned, seen in use"))
        .hasToString("nfs IN_USE (assigned, seen in use)");
  }

  @Test
  void anAliasIsNoCandidateBesideTheServiceItStandsFor() {
    assertThat(
            Candidate.of(
                List.of(service("www").aliasOf("http").row(), service("http").row()),
                List.of(),
                Set.of()))
        .extracting(Candidate::name)
        .containsExactly("http");
  }

  @Test
  void whereAllNamesAreAliasesEachIsACandidate() {
    assertThat(
            Candidate.of(
                List.of(
                    service("www").aliasOf("http").row(),
                    service("www-http").aliasOf("http").row()),
                List.of(),
                Set.of()))
        .extracting(Candidate::name)
        .containsExactly("www", "www-http");
  }

  @Test
  void aStandingIsWrittenInSmallLettersAndReadBack() {
    ObjectMapper mapper = new ObjectMapper();

    assertThat(mapper.writeValueAsString(Standing.IN_USE)).isEqualTo("\"in_use\"");
    assertThat(mapper.readValue("\"in_use\"", Standing.class)).isEqualTo(Standing.IN_USE);
  }
}
