package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.portregistry.csv.Fields;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.Facts;
import io.github.portregistry.fact.Judgment;
import io.github.portregistry.fact.Rfc;
import io.github.portregistry.fact.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the packaged table says of the use of each service, and what it says that it rests on. */
class PackagedLivenessTest {

  private static final PortRegistry BUNDLED = PortRegistry.bundled();

  private static final Path SPECIFICATIONS =
      Path.of("..", "shared", "data", "evidence", "system-port-specifications.csv");

  /** The services that do not fulfill what is asked, as text. */
  private static List<String> except(Predicate<Assignment> of, Predicate<Assignment> asked) {
    return BUNDLED
        .assignments()
        .filter(row -> row.ports() != null)
        .filter(of)
        .filter(row -> !asked.test(row))
        .map(Assignment::toString)
        .toList();
  }

  private static int port(Assignment row) {
    PortSpan ports = row.ports();
    return ports == null ? -1 : ports.first();
  }

  private static List<Evidence> evidence(Assignment row) {
    PortSpan ports = row.ports();
    return IntStream.rangeClosed(ports.first(), ports.last())
        .mapToObj(port -> BUNDLED.port(port).evidence())
        .flatMap(List::stream)
        .filter(piece -> piece.serviceName().equalsIgnoreCase(row.serviceName()))
        .toList();
  }

  private static List<Judgment> judgments(Assignment row) {
    return PackagedFacts.get().statuses().of(port(row)).stream()
        .filter(judgment -> judgment.serviceName().equalsIgnoreCase(row.serviceName()))
        .toList();
  }

  private static boolean isSystem(Assignment row) {
    return port(row) <= LivenessRule.LAST_SYSTEM_PORT;
  }

  @Test
  void everyServiceOfASystemPortWasExamined() {
    assertThat(except(PackagedLivenessTest::isSystem, row -> row.liveness() != Liveness.UNEXAMINED))
        .isEmpty();
  }

  @Test
  void noServiceOfAUserPortIsInDoubt() {
    assertThat(except(row -> !isSystem(row), row -> row.liveness() != Liveness.IN_DOUBT)).isEmpty();
  }

  @Test
  void everyServiceInUseHasEvidenceOfUse() {
    assertThat(
            except(
                row -> row.liveness() == Liveness.IN_USE && row.aliasOf().isEmpty(),
                row ->
                    evidence(row).stream()
                        .anyMatch(
                            piece ->
                                piece.kind() == Evidence.Kind.IN_USE
                                    || piece.kind() == Evidence.Kind.CURATED)))
        .isEmpty();
  }

  @Test
  void nothingShowsAServiceInUseThatIsNot() {
    assertThat(
            except(
                row -> row.liveness() != Liveness.IN_USE,
                row ->
                    evidence(row).stream()
                        .noneMatch(piece -> piece.kind() == Evidence.Kind.IN_USE)))
        .isEmpty();
  }

  @Test
  void everySpecifiedServiceHasAnRfcAsEvidence() {
    assertThat(
            except(
                row -> row.liveness() == Liveness.SPECIFIED && row.aliasOf().isEmpty(),
                row ->
                    evidence(row).stream()
                        .anyMatch(
                            piece ->
                                piece.kind() == Evidence.Kind.SPECIFICATION
                                    && piece.strength() != Evidence.Strength.WEAK)))
        .isEmpty();
  }

  @Test
  void everyGhostByAbsenceWasSearchedAndNothingWasFound() {
    FactTable<Search> searches =
        FactTable.read(
            Search.FORMAT, new RegistryData(Path.of("registry-data")).text(RegistryData.SEARCHES));
    List<String> without =
        PackagedFacts.get().statuses().rows().stream()
            .filter(row -> row.fact().liveness() == Liveness.GHOST)
            .filter(row -> row.fact().basis() == Judgment.Basis.ABSENCE)
            .filter(
                row ->
                    searches.of(row.ports().first()).stream()
                        .noneMatch(
                            search ->
                                search.serviceName().equalsIgnoreCase(row.fact().serviceName())
                                    && search.found() == Search.Found.NOTHING))
            .map(row -> row.ports() + " " + row.fact().serviceName())
            .toList();

    assertThat(without).isEmpty();
  }

  @Test
  void everyGhostThatEndedHasADocumentThatSaysSo() {
    assertThat(
            except(
                row ->
                    judgments(row).stream()
                        .anyMatch(judgment -> judgment.basis() == Judgment.Basis.ENDED),
                row ->
                    evidence(row).stream()
                        .anyMatch(
                            piece ->
                                piece.kind() == Evidence.Kind.MENTION
                                    && piece.strength() == Evidence.Strength.STRONG)))
        .isEmpty();
  }

  // RFCs

  /** Whether the evidence for a service says that no RFC has it. */
  private static boolean saysThatNoRfcHasIt(int port, String serviceName) {
    Facts facts = PackagedFacts.get();
    String index = facts.catalogs().get("rfc-index").name();
    return BUNDLED.port(port).evidence().stream()
        .filter(piece -> piece.serviceName().equalsIgnoreCase(serviceName))
        .flatMap(piece -> piece.consulted().stream())
        .anyMatch(
            consulted ->
                consulted.source().equals(index)
                    && consulted.outcome() == Consultation.Outcome.ABSENT);
  }

  @Test
  void noEvidenceSaysThatNoRfcHasAServiceThatOneNames() {
    List<String> wrong = new ArrayList<>();
    for (FactTable.Row<Signal> row : PackagedFacts.get().signals().rows()) {
      Signal signal = row.fact();
      boolean named =
          signal.kind() == Signal.Kind.SPECIFICATION || signal.kind() == Signal.Kind.RFC_MENTION;
      if (named && saysThatNoRfcHasIt(row.ports().first(), signal.serviceName())) {
        wrong.add(row.toString());
      }
    }

    assertThat(wrong).isEmpty();
  }

  @Test
  void noEvidenceSaysThatNoRfcHasAServiceForWhichTheRegistryCitesOne() {
    assertThat(
            except(
                row -> row.references().stream().anyMatch(cited -> cited.matches("RFC\\d+")),
                row -> !saysThatNoRfcHasIt(port(row), row.serviceName())))
        .isEmpty();
  }

  @Test
  void everyRfcThatSpecifiesAServiceIsInTheTableOfRfcs() {
    List<String> specifications =
        PackagedFacts.get()
            .signals()
            .facts()
            .filter(signal -> signal.kind() == Signal.Kind.SPECIFICATION)
            .map(Signal::source)
            .toList();

    assertThat(specifications).isNotEmpty();
    assertThat(PackagedFacts.get().rfcs().byKey())
        .containsKeys(specifications.toArray(String[]::new));
  }

  @Test
  void noEvidenceSaysThatNoRfcHasAServiceThatTheCollectionSaysOneNames() throws IOException {
    assumeTrue(Files.exists(SPECIFICATIONS), "the collection is not here");
    List<String> wrong = new ArrayList<>();
    List<String> header = List.of("port", "rfc", "relation", "note");
    for (Fields fields : RegistryImporter.text(SPECIFICATIONS).rows(header)) {
      if (fields.text(0).isEmpty() || fields.text(2).equals("false match")) {
        continue;
      }
      int port = fields.requirePorts(0).first();
      for (Assignment row : BUNDLED.port(port).assignments()) {
        if (saysThatNoRfcHasIt(port, row.serviceName())) {
          wrong.add(port + " " + row.serviceName() + " " + fields.text(1));
        }
      }
    }

    assertThat(wrong).isEmpty();
  }

  @Test
  void everyReferenceOfAGhostToAnRfcIsToOneOfThePast() {
    List<String> wrong =
        except(
            row -> row.liveness() == Liveness.GHOST,
            row -> row.references().stream().noneMatch(PackagedLivenessTest::isCurrent));

    assertThat(wrong).isEmpty();
  }

  private static boolean isCurrent(String reference) {
    Rfc rfc = PackagedFacts.get().rfcs().get(reference);
    return rfc != null && rfc.isCurrent();
  }
}
