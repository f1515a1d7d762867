package io.github.portregistry.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.portregistry.Assignment;
import io.github.portregistry.Evidence;
import io.github.portregistry.FormerAssignment;
import io.github.portregistry.Liveness;
import io.github.portregistry.MadeRow;
import io.github.portregistry.ObservedUse;
import io.github.portregistry.ObservedUse.Confidence;
import io.github.portregistry.PortSpan;
import io.github.portregistry.RegistryDate;
import io.github.portregistry.Transport;
import io.github.portregistry.csv.Rows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The facts of small tables that lie over one another. */
class FactLayersTest {

  /** Tables of a few rows; all others are empty. */
  private static final class Few implements Facts.Tables {
    private final Map<String, FactTable<?>> tables = new LinkedHashMap<>();

    <T> Few with(String name, Format<T> format, List<FactTable.Row<T>> rows) {
      tables.put(name, FactTable.of(format, rows));
      return this;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> FactTable<T> byPort(Format<T> format, String name) {
      return (FactTable<T>) tables.getOrDefault(name, FactTable.empty(format));
    }

    @Override
    public <T> KeyedTable<T> byKey(Format<T> format, String name) {
      return KeyedTable.of(format, Map.of());
    }

    @Override
    public RegistryHistory history(String name) {
      return RegistryHistory.none();
    }
  }

  private static ObservedUse use(
      String application, int first, int last, Confidence confidence, String commonName) {
    return new ObservedUse(
        new PortSpan(first, last),
        null,
        application,
        "server",
        confidence,
        List.of("s"),
        commonName);
  }

  private static Facts uses(ObservedUse... uses) {
    return new Facts(
        new Few()
            .with(
                Facts.USES,
                UseFormat.FORMAT,
                List.of(uses).stream().map(use -> new FactTable.Row<>(use.ports(), use)).toList()));
  }

  private static FactLayers layers(Facts... facts) {
    return new FactLayers(List.of(facts), (port, transport, layer) -> false);
  }

  // Uses

  @Test
  void aSearchFindsAUseOnItsPortsAndAClaimOnARangeAtItsFirst() {
    FactLayers layers =
        layers(
            uses(
                use("A", 100, 101, Confidence.REPORTED, ""),
                use("A", 200, 299, Confidence.REPORTED, ""),
                use("B", 300, 301, Confidence.REPORTED, ""),
                use("B", 400, 499, Confidence.REPORTED, "")));

    assertThat(layers.portsOfUses(use -> use.application().equals("A")))
        .hasToString("{100, 101, 200}");
  }

  @ParameterizedTest
  @CsvSource({"'', 100", "common, 199"})
  void aDisputedUseIsLastWhateverItsNameAndHoweverWideTheOthers(String commonName, int last) {
    FactLayers layers =
        layers(
            uses(
                use("A", 100, 100, Confidence.DISPUTED, commonName),
                use("B", 100, last, Confidence.REPORTED, "")));

    assertThat(layers.observedUses(100))
        .extracting(ObservedUse::application)
        .containsExactly("B", "A");
  }

  @Test
  void aServiceOfOneTransportAboveDividesAUseByTransport() {
    FactLayers layers =
        new FactLayers(
            List.of(Facts.none(), uses(use("A", 100, 100, Confidence.REPORTED, "common"))),
            (port, transport, layer) -> transport == Transport.TCP);

    assertThat(layers.observedUses(100))
        .extracting(ObservedUse::transport, ObservedUse::commonName)
        .containsExactlyInAnyOrder(
            tuple(Transport.TCP, ""),
            tuple(Transport.UDP, "common"),
            tuple(Transport.SCTP, "common"),
            tuple(Transport.DCCP, "common"));
  }

  @ParameterizedTest
  @CsvSource({"false, common", "true, ''"})
  void aServiceOfALayerAboveTakesTheCommonNameOfAUse(boolean covered, String commonName) {
    FactLayers layers =
        new FactLayers(
            List.of(Facts.none(), uses(use("A", 100, 100, Confidence.REPORTED, "common"))),
            (port, transport, layer) -> covered);

    assertThat(layers.observedUses(100))
        .containsExactly(use("A", 100, 100, Confidence.REPORTED, commonName));
  }

  @Test
  void aUseWithoutACommonNameIsTheSameUnderAService() {
    FactLayers layers =
        new FactLayers(
            List.of(Facts.none(), uses(use("A", 100, 100, Confidence.REPORTED, ""))),
            (port, transport, layer) -> transport == Transport.TCP);

    assertThat(layers.observedUses(100))
        .containsExactly(use("A", 100, 100, Confidence.REPORTED, ""));
  }

  // Evidence

  private static FactTable.Row<FormerAssignment> former(
      @Nullable Transport transport, Evidence.Strength strength, String source) {
    return new FactTable.Row<>(
        PortSpan.of(100),
        new FormerAssignment(
            transport,
            "old",
            "",
            List.of(),
            null,
            null,
            "IANA",
            "",
            FormerAssignment.Kind.RELEASED,
            source,
            RegistryDate.parse("2016-01-01"),
            RegistryDate.parse("2016-02-01"),
            strength));
  }

  private static Facts formerly(FactTable.Row<FormerAssignment> row) {
    return new Facts(new Few().with(Facts.FORMER, FormerFormat.FORMAT, List.of(row)));
  }

  @ParameterizedTest
  @CsvSource({"STRONG, 1", "MODERATE, 2"})
  void theNoteOfTheRegistryIsToldOnceWhateverTheCopy(Evidence.Strength strength, int times) {
    FactLayers layers =
        layers(formerly(former(null, strength, "one")), formerly(former(null, strength, "two")));

    assertThat(layers.evidence(100, List.of(), null)).hasSize(times);
  }

  @Test
  void theDaysAroundARemovalAreTold() {
    assertThat(
            layers(formerly(former(null, Evidence.Strength.MODERATE, "one")))
                .evidence(100, List.of(), null))
        .extracting(Evidence::kind, Evidence::detail)
        .containsExactly(
            tuple(Evidence.Kind.SNAPSHOTS, "released between 2016-01-01 and 2016-02-01 by IANA"));
  }

  @ParameterizedTest
  @CsvSource({"TCP, TCP, true", "TCP, UDP, false", "TCP, , true", ", UDP, true", ", , true"})
  void evidenceIsOfTheTransportThatIsAsked(
      @Nullable Transport of, @Nullable Transport asked, boolean told) {
    assertThat(
            layers(formerly(former(of, Evidence.Strength.MODERATE, "one")))
                .evidence(100, List.of(), asked))
        .hasSize(told ? 1 : 0);
  }

  @Test
  void theDocumentsOfAFormerServiceAreToldWithTheBackgroundLast() {
    Facts facts =
        new Facts(
            new Few()
                .with(
                    Facts.FORMER,
                    FormerFormat.FORMAT,
                    List.of(former(null, Evidence.Strength.MODERATE, "one")))
                .with(
                    Facts.DOCUMENTS,
                    DocumentFormat.FORMAT,
                    List.of(
                        document(VendorDocument.Says.BACKGROUND, "Origin"),
                        document(VendorDocument.Says.ENDED, "Product ended"))));

    assertThat(layers(facts).evidence(100, List.of(), null))
        .extracting(Evidence::detail)
        .containsExactly(
            "Product ended (Maker, Thing, 2001)",
            "Origin (Maker, Thing, 2001)",
            "released between 2016-01-01 and 2016-02-01 by IANA");
  }

  private static FactTable.Row<VendorDocument> document(VendorDocument.Says says, String fact) {
    return new FactTable.Row<>(
        PortSpan.of(100),
        new VendorDocument("old", says, "Maker", "Thing", fact, "2001", "https://example.com"));
  }

  private static List<Evidence> judged(Judgment.Basis basis, Liveness liveness) {
    Facts facts =
        new Facts(
            new Few()
                .with(
                    Facts.STATUSES,
                    JudgmentFormat.FORMAT,
                    List.of(
                        new FactTable.Row<>(
                            PortSpan.of(100),
                            new Judgment(
                                "http",
                                Liveness.GHOST,
                                null,
                                basis,
                                Evidence.Strength.MODERATE,
                                "the reason",
                                List.of(),
                                List.of(),
                                "where")))));
    Assignment row = MadeRow.of("http").on("100", Transport.TCP).title("HTTP").row();
    return layers(facts).evidence(100, List.of(Rows.withLiveness(row, liveness, null)), null);
  }

  @Test
  void whatAPersonDecidedIsEvidenceOfItsOwn() {
    assertThat(judged(Judgment.Basis.CURATED, Liveness.GHOST))
        .extracting(Evidence::kind, Evidence::strength, Evidence::detail, Evidence::source)
        .containsExactly(
            tuple(Evidence.Kind.CURATED, Evidence.Strength.MODERATE, "the reason", "where"));
  }

  @Test
  void aServiceWhoseRowWasChangedSinceIsNoGhost() {
    assertThat(judged(Judgment.Basis.ABSENCE, Liveness.UNEXAMINED))
        .extracting(Evidence::kind, Evidence::strength, Evidence::detail)
        .containsExactly(
            tuple(
                Evidence.Kind.MENTION,
                Evidence.Strength.WEAK,
                "not called a ghost only because of a doubt: its row was changed since it was"
                    + " judged"));
  }
}
