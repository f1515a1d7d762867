package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.github.portregistry.ObservedUse.Confidence;
import io.github.portregistry.fact.Catalog;
import io.github.portregistry.fact.FactTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which uses are read from the files of uses, and what each becomes. */
class UseImportTest {

  private static final String UNOFFICIAL = "unofficial-uses.csv";
  private static final String MISSING = "missing-uses.csv";
  private static final String VERIFIED = "verified-uses.csv";
  private static final String OWNERS = "other-owners.csv";
  private static final String DOMINANT = "dominant-uses.csv";

  private static final String USES_HEADER =
      "port,transport,application,kind,notes,source_url,verified,source_type,iana_relation,"
          + "iana_service\n";

  private static final Map<String, ApplicationCategory> CATEGORIES =
      Map.of(
          "Alpha", new ApplicationCategory("Alpha", "database", ""),
          "beta", new ApplicationCategory("beta", "web", "Beta Server"),
          "gap", new ApplicationCategory("gap", ApplicationCategory.LEFT_OUT, ""));

  private static final Map<String, Catalog> CATALOGS =
      Map.of(
          "wireshark",
          new Catalog(
              "wireshark",
              "Wireshark",
              "4",
              RegistryDate.parse("2026-11-23"),
              "dissects",
              "https://wireshark.example"));

  @TempDir private Path directory;

  private final Map<String, String> files =
      new HashMap<>(
          Map.of(
              UNOFFICIAL,
              USES_HEADER,
              MISSING,
              USES_HEADER,
              VERIFIED,
              "port,transport,application,role,category,confidence,common_name,source,checked\n",
              OWNERS,
              "port,transport,application,category,confidence,source\n",
              DOMINANT,
              "port,transport,application,short_name,rule_evidence,competitors,iana_service,"
                  + "source_urls\n"));

  private Map<String, Integer> leftOut = Map.of();

  private void add(String file, String row) {
    files.merge(file, row + "\n", String::concat);
  }

  private List<ObservedUse> uses(ObservedUse... byHand) throws IOException {
    return uses(List.of(byHand), List.of());
  }

  private List<ObservedUse> uses(List<ObservedUse> byHand, List<SignalImport.SignUse> signs)
      throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(directory.resolve(file.getKey()), file.getValue());
    }
    EvidenceImport evidence = new EvidenceImport(directory);
    List<ObservedUse> uses =
        new UseImport(evidence, new Applications(CATEGORIES), new CatalogAddresses(CATALOGS))
            .uses(byHand, signs).stream().map(FactTable.Row::fact).toList();
    leftOut = evidence.leftOut();
    return uses;
  }

  private static ObservedUse use(
      Transport transport, String application, String category, Confidence confidence) {
    return new ObservedUse(
        PortSpan.of(100),
        transport,
        application,
        category,
        confidence,
        List.of("https://a.example"));
  }

  // Unofficial and missing uses

  @Test
  void aUseWhoseSourceIsAPasteIsLeftOut() throws IOException {
    add(UNOFFICIAL, "100,tcp,Alpha,,,https://pastebin.com/abc,yes,wiki,,");

    assertThat(uses()).isEmpty();
    assertThat(leftOut).containsExactly(entry("use whose source is a paste", 1));
  }

  @ParameterizedTest
  @CsvSource({UNOFFICIAL, MISSING})
  void aVerifiedUseIsReportedByItsSource(String file) throws IOException {
    add(file, "100,tcp,Alpha,,,https://a.example,yes,wiki,,");

    assertThat(uses())
        .containsExactly(use(Transport.TCP, "Alpha", "database", Confidence.REPORTED));
    assertThat(leftOut).isEmpty();
  }

  @Test
  void aUseOfWhichTheMakerSpeaksIsDocumented() throws IOException {
    add(UNOFFICIAL, "100,udp,Alpha,,,https://a.example,yes,official documentation,,");

    assertThat(uses())
        .containsExactly(use(Transport.UDP, "Alpha", "database", Confidence.DOCUMENTED));
  }

  @Test
  void aRefutedUseIsDisputedAndNamesWhatContradictsIt() throws IOException {
    add(
        UNOFFICIAL,
        "100,tcp,Alpha,,,https://a.example,refuted,official; contradicted by https://b.example,,");

    assertThat(uses())
        .extracting(ObservedUse::confidence, ObservedUse::sources)
        .containsExactly(
            tuple(Confidence.DISPUTED, List.of("https://a.example", "https://b.example")));
  }

  @Test
  void aRefutedUseWithoutAContradictionHasOneSource() throws IOException {
    add(UNOFFICIAL, "100,tcp,Alpha,,,https://a.example,refuted,wiki,,");

    assertThat(uses())
        .containsExactly(use(Transport.TCP, "Alpha", "database", Confidence.DISPUTED));
  }

  @Test
  void whatContradictsAUseThatIsNotRefutedIsNoSourceOfIt() throws IOException {
    add(
        UNOFFICIAL,
        "100,tcp,Alpha,,,https://a.example,yes,wiki; contradicted by https://b.example,,");

    assertThat(uses())
        .containsExactly(use(Transport.TCP, "Alpha", "database", Confidence.REPORTED));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "100,tcp,Alpha,,,https://a.example,yes,IANA CSV of May,,|"
            + "use that the registry's own column has",
        "100,tcp,Alpha,,,https://a.example,no,wiki,,|use that was not verified",
        "100,tcp,Alpha,,,https://hub/linuxserver/a,yes,wiki,,|"
            + "port of a packager's image, which need not be the program's",
        "49152-65535,tcp,Alpha,,,https://a.example,yes,wiki,,|use of all Dynamic Ports",
        "100,tcp,gap,,,https://a.example,yes,wiki,,|use of what is no application",
      })
  void aUseThatSaysNothingIsLeftOutAndCounted(String row, String reason) throws IOException {
    add(UNOFFICIAL, row);

    assertThat(uses()).isEmpty();
    assertThat(leftOut).containsExactly(entry(reason, 1));
  }

  @Test
  void aUseOfAllButOneDynamicPortIsKept() throws IOException {
    add(UNOFFICIAL, "49153-65535,tcp,Alpha,,,https://a.example,yes,wiki,,");

    assertThat(uses()).extracting(use -> use.ports().size()).containsExactly(16383);
  }

  @Test
  void aUseOverBothTransportsIsOneOfEach() throws IOException {
    add(UNOFFICIAL, "100,tcp/udp,Alpha,,,https://a.example,yes,wiki,,");

    assertThat(uses())
        .extracting(ObservedUse::transport)
        .containsExactly(Transport.TCP, Transport.UDP);
  }

  @Test
  void aUseOverAnyTransportNamesNone() throws IOException {
    add(UNOFFICIAL, "100,any,Alpha,,,https://a.example,yes,wiki,,");

    assertThat(uses()).extracting(ObservedUse::transport).containsExactly((Transport) null);
  }

  @Test
  void aGameThatNobodyPutInACategoryIsAGameServer() throws IOException {
    add(UNOFFICIAL, "100,tcp,Chess (game server),game,,https://a.example,yes,wiki,,");
    add(UNOFFICIAL, "101,tcp,Go (claimed),game,,https://a.example,yes,wiki,,");

    assertThat(uses())
        .extracting(ObservedUse::application, ObservedUse::category)
        .containsExactly(tuple("Chess", "game-server"), tuple("Go", "game-server"));
  }

  @Test
  void anApplicationIsShownAsAPersonDecided() throws IOException {
    add(UNOFFICIAL, "100,tcp,beta,,,https://a.example,yes,wiki,,");

    assertThat(uses())
        .containsExactly(use(Transport.TCP, "Beta Server", "web", Confidence.REPORTED));
  }

  @Test
  void anApplicationWithoutACategoryIsRefused() {
    add(UNOFFICIAL, "100,tcp,Unknown,,,https://a.example,yes,wiki,,");

    assertThatThrownBy(this::uses)
        .isInstanceOf(RegistryFormatException.class)
        .hasMessageEndingWith(
            "line 2, column 3: expected an application that rules/application-categories.csv has"
                + " but found \"Unknown\"");
  }

  // Verified uses

  @Test
  void aVerifiedUseHasItsCategoryConfidenceAndName() throws IOException {
    add(VERIFIED, "100,tcp,Gamma,server,proxy,documented,gam,https://a.example,yes");

    assertThat(uses())
        .containsExactly(
            new ObservedUse(
                PortSpan.of(100),
                Transport.TCP,
                "Gamma",
                "proxy",
                Confidence.DOCUMENTED,
                List.of("https://a.example"),
                "gam"));
  }

  @Test
  void theRoleTellsThePortsOfOneProgramApart() throws IOException {
    add(VERIFIED, "100,tcp,Gamma (x),server (old),proxy,documented,,https://a.example,yes");
    add(VERIFIED, "101,tcp,Gamma (x),client,proxy,documented,,https://a.example,yes");
    add(VERIFIED, "102,tcp,Delta,client,proxy,documented,,https://a.example,yes");
    add(VERIFIED, "102,udp,Delta,server,proxy,documented,,https://a.example,yes");

    assertThat(uses())
        .extracting(ObservedUse::application)
        .containsExactly("Gamma (server, old)", "Gamma (client)", "Delta", "Delta");
  }

  @Test
  void aVerifiedUseWithoutAnAddressIsLeftOut() throws IOException {
    add(VERIFIED, "100,tcp,Gamma,server,proxy,documented,,a book,yes");

    assertThat(uses()).isEmpty();
    assertThat(leftOut).containsExactly(entry("verified use without an address", 1));
  }

  @Test
  void aProgramThatNamesThePortInAnExampleOnlyDoesNotDocumentIt() throws IOException {
    add(VERIFIED, "100,tcp,QuestDB,server,database,documented,,https://a.example,yes");

    assertThat(uses()).extracting(ObservedUse::confidence).containsExactly(Confidence.REPORTED);
  }

  // Other owners

  @Test
  void anotherOwnerHasTheAddressesAmongItsSources() throws IOException {
    add(
        OWNERS,
        "100,tcp,Gamma,proxy,reported,https://a.example (page 2) | a book"
            + " | in-use-signals.csv: wireshark");

    assertThat(uses())
        .containsExactly(
            new ObservedUse(
                PortSpan.of(100),
                Transport.TCP,
                "Gamma",
                "proxy",
                Confidence.REPORTED,
                List.of("https://a.example", "https://wireshark.example")));
  }

  @Test
  void anotherOwnerWithoutASourceIsLeftOut() throws IOException {
    add(OWNERS, "100,tcp,Gamma,proxy,reported,a book about wireshark");

    assertThat(uses()).isEmpty();
    assertThat(leftOut)
        .containsExactly(
            entry("other owner of a System Port without a source that can be cited", 1));
  }

  // Dominant uses

  @Test
  void aDominantUseHasItsNameAndTheCatalogsThatItNames() throws IOException {
    add(DOMINANT, "100,tcp,Alpha,alf,A: wireshark,,,https://a.example https://b.example");

    assertThat(uses())
        .containsExactly(
            new ObservedUse(
                PortSpan.of(100),
                Transport.TCP,
                "Alpha",
                "database",
                Confidence.DOCUMENTED,
                List.of("https://a.example", "https://b.example", "https://wireshark.example"),
                "alf"));
  }

  @Test
  void aDominantUseOfAnotherRuleIsReported() throws IOException {
    add(DOMINANT, "100,tcp,Alpha,alf,B: two,,,https://a.example");

    assertThat(uses()).extracting(ObservedUse::confidence).containsExactly(Confidence.REPORTED);
  }

  @Test
  void aDominantUseWithoutASourceIsLeftOut() throws IOException {
    add(DOMINANT, "100,tcp,Alpha,alf,A:,,,");

    assertThat(uses()).isEmpty();
    assertThat(leftOut).containsExactly(entry("dominant use without a source", 1));
  }

  @Test
  void aDominantUseGivesItsSpellingToTheUsesBefore() throws IOException {
    add(VERIFIED, "100,tcp,Gamma Server (x),server,proxy,documented,,https://a.example,yes");
    add(DOMINANT, "100,tcp,Gamma,gam,B:,,,https://b.example");

    assertThat(uses())
        .extracting(
            ObservedUse::application,
            ObservedUse::category,
            ObservedUse::confidence,
            ObservedUse::sources,
            ObservedUse::commonName)
        .containsExactly(
            tuple(
                "Gamma",
                "proxy",
                Confidence.DOCUMENTED,
                List.of("https://a.example", "https://b.example"),
                "gam"));
  }

  // By hand and by signs

  @Test
  void whatWasFoundByHandAndWhatSignsShowIsAdded() throws IOException {
    ObservedUse hand = use(Transport.TCP, "Hand", "web", Confidence.REPORTED);
    ObservedUse sign = use(Transport.UDP, "Sign", "web", Confidence.REPORTED);

    assertThat(uses(List.of(hand), List.of(new SignalImport.SignUse("sign", sign))))
        .containsExactly(hand, sign);
  }
}
