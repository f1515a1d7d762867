package io.github.portregistry;

import static io.github.portregistry.CsvSpec.csvText;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.csv.CsvText;
import io.github.portregistry.csv.RowFormat;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.Facts;
import io.github.portregistry.fact.Judgement;
import io.github.portregistry.fact.Judgement.Basis;
import io.github.portregistry.fact.Signal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each part of the rule by itself, over tables of a few rows. */
class GhostRuleTest {

  private final Map<String, StringBuilder> tables = new HashMap<>();

  GhostRuleTest() {
    with(Facts.CATALOGUES, "netbase,netbase,6.6,2026-11-23,lists,here");
    with(Facts.CATALOGUES, "rfc-index,RFC index,2026,2026-11-23,names,here");
    with(Facts.CATALOGUES, "vendor-documentation,Vendors,as cited,2026-11-24,has,here");
    with(Facts.CATALOGUES, "wireshark,Wireshark,4.6.9,2026-11-23,dissects,here");
    with(RegistryData.LISTINGS, "100,alpha,1992-07,RFC1340");
  }

  private GhostRuleTest with(String table, String row) {
    tables.computeIfAbsent(table, absent -> new StringBuilder()).append(row).append('␊');
    return this;
  }

  private CsvText table(String name) {
    String header = new String(RegistryData.empty(name), UTF_8);
    return csvText(header + tables.getOrDefault(name, new StringBuilder()));
  }

  private FactTable<Judgement> judge(String... rows) {
    List<RegistryRow> entries =
        PortTableCsv.read(csvText(CsvSpec.HEADER + String.join("␊", rows) + "␊"))
            .entries()
            .toList();
    return new GhostRule(
            new Facts(this::table),
            FactTable.read(FirstListing.FORMAT, table(RegistryData.LISTINGS)),
            FactTable.read(ServiceFamily.FORMAT, table(RegistryData.FAMILIES)),
            LivingPlatform.FORMAT.read(table(RegistryData.PLATFORMS)),
            FactTable.read(CuratedStatus.FORMAT, table(RegistryData.CURATED)))
        .judge(entries);
  }

  private static String row(int port, String name, String title, String references) {
    return port + ",tcp,,," + name + "," + title + ",,,,," + references + ",,,,";
  }

  private Judgement alpha() {
    return judge(row(100, "alpha", "Alpha", "")).of(100).get(0);
  }

  private Judgement alphaReferringTo(String references) {
    return judge(row(100, "alpha", "Alpha", references)).of(100).get(0);
  }

  private static void assertIs(
      Judgement judgement, PortStatus status, Basis basis, Evidence.Strength strength) {
    assertThat(judgement.status()).isEqualTo(status);
    assertThat(judgement.basis()).isEqualTo(basis);
    assertThat(judgement.strength()).isEqualTo(strength);
  }

  @Test
  void whatNobodyKnowsIsAGhostByAbsenceAndWeaklySo() {
    Judgement alpha = alpha();

    assertIs(alpha, PortStatus.GHOST, Basis.ABSENCE, Evidence.Strength.WEAK);
    assertThat(alpha.inUse()).isEmpty();
    assertThat(alpha.mentioned()).isEmpty();
    assertThat(alpha.reason()).isEqualTo("listed since 1992-07 (RFC1340)");
  }

  @Test
  void whatWasListedLateOnlyIsInDoubt() {
    Judgement beta = judge(row(101, "beta", "Beta", "")).of(101).get(0);

    assertIs(beta, PortStatus.ASSIGNED, Basis.DOUBT, Evidence.Strength.WEAK);
    assertThat(beta.reason()).startsWith("listed after 1994-10");
  }

  @Test
  void withoutASourceConsultedNothingIsAGhost() {
    tables.remove(Facts.CATALOGUES);

    assertThat(judge(row(100, "alpha", "Alpha", "")).rows()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aSignalOfUseKeepsAServiceAliveAndAnyOtherIsADoubt(Signal.Kind kind) {
    String source = kind == Signal.Kind.RFC_MENTION ? "RFC9999" : "wireshark";
    with(Facts.SIGNALS, "100,tcp,alpha," + RowFormat.text(kind) + ",alpha," + source);

    Judgement alpha = alpha();

    if (kind.isUse()) {
      assertIs(alpha, PortStatus.ASSIGNED, Basis.IN_USE, Evidence.Strength.MODERATE);
      assertThat(alpha.inUse()).hasSize(1);
    } else {
      assertIs(alpha, PortStatus.ASSIGNED, Basis.DOUBT, Evidence.Strength.WEAK);
      assertThat(alpha.mentioned()).hasSize(1);
    }
  }

  @Test
  void twoSourcesThatShowItInUseAreStrong() {
    with(Facts.SIGNALS, "100,tcp,alpha,dissector,alpha,wireshark");
    with(Facts.SIGNALS, "100,tcp,alpha,firewall_service,alpha,firewalld");

    assertIs(alpha(), PortStatus.ASSIGNED, Basis.IN_USE, Evidence.Strength.STRONG);
  }

  @Test
  void aSignalOfOneTransportHoldsForTheOther() {
    with(Facts.SIGNALS, "100,udp,ALPHA,dissector,alpha,wireshark");

    assertThat(alpha().status()).isEqualTo(PortStatus.ASSIGNED);
  }

  @Test
  void aSignalAboutAnotherProgramDoesNotCount() {
    with(Facts.SIGNALS, "100,tcp,,dissector,beta,wireshark");

    assertThat(alpha().status()).isEqualTo(PortStatus.GHOST);
  }

  @ParameterizedTest
  @CsvSource({"alive,IN_USE", "doubtful,DOUBT"})
  void aVendorsDocumentKeepsAServiceFromBeingAGhost(String says, Basis basis) {
    with(Facts.DOCUMENTS, "100,alpha," + says + ",Acme,Alpha 3,the port is named,2024,https://a");

    assertThat(alpha().basis()).isEqualTo(basis);
    assertThat(alpha().status()).isEqualTo(PortStatus.ASSIGNED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"unused", "background"})
  void aDocumentThatSaysNothingOfUseChangesNothing(String says) {
    Judgement before = alpha();
    with(Facts.DOCUMENTS, "100,alpha," + says + ",IETF,Alpha,not deployed,,https://a");

    assertThat(alpha()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({"2006-01,MODERATE", "2005-12,WEAK"})
  void anRfcInForceSpecifiesAndIsWeakIfItIsOld(String month, Evidence.Strength strength) {
    with(Facts.RFCS, "RFC4000,Alpha Protocol,PROPOSED STANDARD," + month + ",,,index");

    assertIs(alphaReferringTo("RFC4000"), PortStatus.ASSIGNED, Basis.SPECIFICATION, strength);
  }

  @ParameterizedTest
  @CsvSource({"HISTORIC,", "EXPERIMENTAL,RFC5000", "UNKNOWN,"})
  void whatIsSpecifiedByThePastOnlyIsAGhost(String state, String obsoletedBy) {
    String by = obsoletedBy == null ? "" : obsoletedBy;
    with(Facts.RFCS, "RFC4000,Alpha Protocol," + state + ",1990-01," + by + ",,index");

    Judgement alpha = alphaReferringTo("RFC4000");

    assertIs(alpha, PortStatus.GHOST, Basis.HISTORIC, Evidence.Strength.MODERATE);
    assertThat(alpha.mentioned()).containsExactly("rfc-index");
  }

  @Test
  void aHistoricRfcOutranksAMention() {
    with(Facts.RFCS, "RFC4000,Alpha Protocol,HISTORIC,1990-01,,,index");
    with(Facts.SIGNALS, "100,tcp,alpha,services_file,alpha,netbase");

    assertThat(alphaReferringTo("RFC4000").basis()).isEqualTo(Basis.HISTORIC);
  }

  @Test
  void aMentionOutranksAnObsoleteRfc() {
    with(Facts.RFCS, "RFC4000,Alpha Protocol,EXPERIMENTAL,1990-01,RFC5000,,index");
    with(Facts.SIGNALS, "100,tcp,alpha,services_file,alpha,netbase");

    assertThat(alphaReferringTo("RFC4000").basis()).isEqualTo(Basis.DOUBT);
  }

  @Test
  void aLaterRfcThatNamesThePortContinuesAnObsoleteOne() {
    with(Facts.RFCS, "RFC4000,Alpha Protocol,PROPOSED STANDARD,2004-01,RFC5000,,index");
    with(Facts.SIGNALS, "100,,alpha,rfc_mention,RFC 6000,RFC6000");

    Judgement alpha = alphaReferringTo("RFC4000");

    assertThat(alpha.basis()).isEqualTo(Basis.SPECIFICATION);
    assertThat(alpha.reason()).isEqualTo("specified by what continues RFC4000");
  }

  @Test
  void aSignOfUseOutranksAHistoricRfc() {
    with(Facts.RFCS, "RFC4000,Alpha Protocol,HISTORIC,1990-01,,,index");
    with(Facts.SIGNALS, "100,tcp,alpha,dissector,alpha,wireshark");

    assertThat(alphaReferringTo("RFC4000").basis()).isEqualTo(Basis.IN_USE);
  }

  @Test
  void whatTheRegistryCallsHistoricIsAGhost() {
    assertThat(judge(row(100, "alpha", "Alpha (historic)", "")).of(100).get(0).basis())
        .isEqualTo(Basis.HISTORIC);
  }

  @Test
  void aReferenceThatIsNoKnownRfcIsADoubt() {
    assertThat(alphaReferringTo("IEEE-802").reason()).isEqualTo("the registry refers to IEEE-802");
  }

  @ParameterizedTest
  @CsvSource({",2011-01-01,DOUBT", ",2010-12-31,ABSENCE", "2006-01-01,,DOUBT", "2005-12,,ABSENCE"})
  void aRowThatSomebodyLookedAtLaterIsInDoubt(String registered, String modified, Basis basis) {
    String dates =
        (registered == null ? "" : registered) + "," + (modified == null ? "" : modified);

    assertThat(judge("100,tcp,,,alpha,Alpha,,," + dates + ",,,,,").of(100).get(0).basis())
        .isEqualTo(basis);
  }

  @ParameterizedTest
  @CsvSource({
    "acme-x,Alpha,DOUBT",
    "alpha,Remote acme service,DOUBT",
    "alpha,Pacmen,ABSENCE",
  })
  void aPartOfALivingPlatformIsInDoubt(String name, String title, Basis basis) {
    with(RegistryData.LISTINGS, "102,acme-x,1990-03,RFC1060");
    with(RegistryData.PLATFORMS, "acme,Acme OS,Acme,https://acme.example");
    int port = name.equals("alpha") ? 100 : 102;

    assertThat(judge(row(port, name, title, "")).of(port).get(0).basis()).isEqualTo(basis);
  }

  @Test
  void aFamilyLivesAndDiesTogether() {
    with(RegistryData.LISTINGS, "103,gamma,1990-03,RFC1060");
    with(RegistryData.FAMILIES, "100,alpha,Greek suite,registry");
    with(RegistryData.FAMILIES, "103,gamma,Greek suite,registry");

    FactTable<Judgement> dead = judge(row(100, "alpha", "A", ""), row(103, "gamma", "G", ""));
    with(Facts.SIGNALS, "103,tcp,gamma,dissector,gamma,wireshark");
    FactTable<Judgement> alive = judge(row(100, "alpha", "A", ""), row(103, "gamma", "G", ""));

    assertThat(dead.of(100).get(0).status()).isEqualTo(PortStatus.GHOST);
    assertThat(alive.of(100).get(0).basis()).isEqualTo(Basis.DOUBT);
    assertThat(alive.of(100).get(0).reason())
        .isEqualTo("another port of Greek suite is not a ghost");
  }

  @Test
  void anAliasIsJudgedAsTheNameThatItStandsFor() {
    FactTable<Judgement> judged =
        judge(row(100, "alpha", "Alpha", ""), "100,tcp,,,al_pha,Alpha,,,,,,,,alpha,");

    assertThat(judged.of(100)).extracting(Judgement::status).containsOnly(PortStatus.GHOST);
    assertThat(judged.of(100))
        .filteredOn(judgement -> judgement.serviceName().equals("al_pha"))
        .extracting(Judgement::basis, Judgement::reason)
        .containsExactly(org.assertj.core.api.Assertions.tuple(Basis.ALIAS, "as alpha"));
  }

  @Test
  void referencesAreInheritedFromTheLastRowOfAFamily() {
    with(RegistryData.LISTINGS, "110,iris-one,1990-03,RFC1060");
    with(Facts.RFCS, "RFC4992,Iris,PROPOSED STANDARD,2007-08,,,index");
    String last = "111,tcp,,,iris-two,Two,Somebody,Somebody,,,RFC4992,,,,";

    FactTable<Judgement> judged = judge(row(110, "iris-one", "One", ""), last);

    assertThat(judged.of(110).get(0).basis()).isEqualTo(Basis.SPECIFICATION);
  }

  @Test
  void aCuratedRowWinsOnAnyPort() {
    with(RegistryData.CURATED, "100,alpha,assigned,seen alive,https://a");
    with(RegistryData.CURATED, "5000,delta,ghost,declared dead,https://d");

    FactTable<Judgement> judged =
        judge(
            row(100, "alpha", "Alpha", ""),
            row(5000, "delta", "Delta", ""),
            row(5001, "epsilon", "Epsilon", ""));

    assertThat(judged.of(100).get(0).basis()).isEqualTo(Basis.CURATED);
    assertThat(judged.of(100).get(0).status()).isEqualTo(PortStatus.ASSIGNED);
    assertThat(judged.of(5000).get(0).status()).isEqualTo(PortStatus.GHOST);
    assertThat(judged.of(5000).get(0).source()).isEqualTo("https://d");
    assertThat(judged.of(5001)).as("a User Port that nobody spoke of").isEmpty();
  }
}
