package io.github.portregistry;

import static io.github.portregistry.RuleCase.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.portregistry.csv.RowFormat;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.Facts;
import io.github.portregistry.fact.Judgment;
import io.github.portregistry.fact.Judgment.Basis;
import io.github.portregistry.fact.Signal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What shows a service in use, specifies it, or ends it; {@link DoubtTest} has the doubts. */
class LivenessRuleTest {

  private static final String HISTORIC = "RFC4000,Alpha Protocol,HISTORIC,1990-01,,,index";

  private final RuleCase rule = new RuleCase();

  private RuleCase with(String table, String row) {
    return rule.with(table, row);
  }

  private static void assertIs(
      Judgment judgment, Liveness liveness, Basis basis, Evidence.Strength strength) {
    assertThat(judgment.liveness()).isEqualTo(liveness);
    assertThat(judgment.basis()).isEqualTo(basis);
    assertThat(judgment.strength()).isEqualTo(strength);
    assertThat(judgment.doubt() != null).isEqualTo(liveness == Liveness.IN_DOUBT);
  }

  @Test
  void whatNobodyKnowsIsAGhostByAbsenceAndWeaklySo() {
    Judgment alpha = rule.alpha();

    assertIs(alpha, Liveness.GHOST, Basis.ABSENCE, Evidence.Strength.WEAK);
    assertThat(alpha.inUse()).isEmpty();
    assertThat(alpha.mentioned()).isEmpty();
    assertThat(alpha.reason()).isEqualTo("listed since 1992-07 (RFC1340)");
  }

  @Test
  void withoutASourceConsultedNothingIsJudged() {
    rule.without(Facts.CATALOGS);

    assertThat(rule.judge(row(100, "alpha", "Alpha", "")).rows()).isEmpty();
  }

  // In use

  @ParameterizedTest
  @EnumSource
  void aSignalOfUseShowsAServiceInUseAndAnyOtherDoesNot(Signal.Kind kind) {
    boolean cites = kind == Signal.Kind.RFC_MENTION || kind == Signal.Kind.SPECIFICATION;
    String source = cites ? "RFC9999" : "wireshark";
    with(Facts.SIGNALS, "100,tcp,alpha," + RowFormat.text(kind) + ",alpha," + source);

    Judgment alpha = rule.alpha();

    assertThat(alpha.liveness() == Liveness.IN_USE).isEqualTo(kind.isUse());
    assertThat(alpha.inUse()).hasSize(kind.isUse() ? 1 : 0);
    assertThat(alpha.mentioned()).hasSize(kind.isUse() ? 0 : 1);
  }

  @Test
  void oneSourceThatShowsItInUseIsModerate() {
    with(Facts.SIGNALS, "100,tcp,alpha,scanner,Alpha,nerva");

    assertIs(rule.alpha(), Liveness.IN_USE, Basis.IN_USE, Evidence.Strength.MODERATE);
  }

  @Test
  void twoSourcesThatShowItInUseAreStrong() {
    with(Facts.SIGNALS, "100,tcp,alpha,dissector,alpha,wireshark");
    with(Facts.SIGNALS, "100,tcp,alpha,firewall_service,alpha,firewalld");

    assertIs(rule.alpha(), Liveness.IN_USE, Basis.IN_USE, Evidence.Strength.STRONG);
  }

  @Test
  void aSignalOfOneTransportHoldsForTheOther() {
    with(Facts.SIGNALS, "100,udp,ALPHA,dissector,alpha,wireshark");

    assertThat(rule.alpha().liveness()).isEqualTo(Liveness.IN_USE);
  }

  @Test
  void aSignalAboutAnotherProgramDoesNotCount() {
    with(Facts.SIGNALS, "100,tcp,,dissector,beta,wireshark");

    assertThat(rule.alpha().liveness()).isEqualTo(Liveness.GHOST);
  }

  @Test
  void aVendorsDocumentShowsAServiceInUse() {
    with(Facts.DOCUMENTS, "100,alpha,alive,Acme,Alpha 3,the port is named,2024,https://a");

    assertIs(rule.alpha(), Liveness.IN_USE, Basis.IN_USE, Evidence.Strength.MODERATE);
  }

  @Test
  void aSignOfUseOutranksAHistoricRfc() {
    with(Facts.RFCS, HISTORIC).referringTo("RFC4000");
    with(Facts.SIGNALS, "100,tcp,alpha,dissector,alpha,wireshark");

    assertThat(rule.alpha().basis()).isEqualTo(Basis.IN_USE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"unused", "background"})
  void aDocumentThatSaysNothingOfUseChangesNothing(String says) {
    Judgment before = rule.alpha();
    with(Facts.DOCUMENTS, "100,alpha," + says + ",IETF,Alpha,not deployed,,https://a");

    assertThat(rule.alpha()).isEqualTo(before);
  }

  // Specified

  @ParameterizedTest
  @CsvSource({"2006-01,MODERATE", "2005-12,WEAK"})
  void anRfcInForceSpecifiesAndIsWeakIfItIsOld(String month, Evidence.Strength strength) {
    with(Facts.RFCS, "RFC4000,Alpha Protocol,PROPOSED STANDARD," + month + ",,,index");

    Judgment alpha = rule.referringTo("RFC4000").alpha();

    assertIs(alpha, Liveness.SPECIFIED, Basis.SPECIFICATION, strength);
    assertThat(alpha.reason()).isEqualTo("specified by RFC4000");
  }

  @ParameterizedTest
  @CsvSource({
    "PROPOSED STANDARD,,2006-01",
    "PROPOSED STANDARD,,1990-01",
    "HISTORIC,,1990-01",
    "EXPERIMENTAL,RFC5000,1990-01"
  })
  void aSpecificationThatTheRegistryDoesNotCiteWorksLikeOneThatItCites(
      String state, String obsoletedBy, String month) {
    String by = obsoletedBy == null ? "" : obsoletedBy;
    with(Facts.RFCS, "RFC4000,Alpha," + state + "," + month + "," + by + ",,index");
    Judgment cited = rule.referringTo("RFC4000").alpha();

    rule.referringTo("").with(Facts.SIGNALS, "100,,alpha,specification,RFC 4000,RFC4000");

    assertThat(rule.alpha()).isEqualTo(cited);
    assertThat(cited.mentioned()).containsExactly("rfc-index");
  }

  @Test
  void aLaterRfcThatNamesThePortContinuesAnObsoleteOne() {
    with(Facts.RFCS, "RFC4000,Alpha Protocol,PROPOSED STANDARD,2004-01,RFC5000,,index");
    with(Facts.SIGNALS, "100,,alpha,rfc_mention,RFC 6000,RFC6000");

    Judgment alpha = rule.referringTo("RFC4000").alpha();

    assertThat(alpha.liveness()).isEqualTo(Liveness.SPECIFIED);
    assertThat(alpha.reason()).isEqualTo("specified by what continues RFC4000");
  }

  @Test
  void referencesAreInheritedFromTheLastRowOfAFamily() {
    with(Facts.RFCS, "RFC4992,Iris,PROPOSED STANDARD,2007-08,,,index");
    String last = "111,tcp,,,iris-two,Two,Somebody,Somebody,,,RFC4992,,,,";

    FactTable<Judgment> judged = rule.judge(row(110, "iris-one", "One", ""), last);

    assertThat(judged.of(110).get(0).liveness()).isEqualTo(Liveness.SPECIFIED);
  }

  // Past

  @ParameterizedTest
  @CsvSource({"HISTORIC,", "EXPERIMENTAL,RFC5000", "UNKNOWN,"})
  void whatIsSpecifiedByThePastOnlyIsAGhost(String state, String obsoletedBy) {
    String by = obsoletedBy == null ? "" : obsoletedBy;
    with(Facts.RFCS, "RFC4000,Alpha Protocol," + state + ",1990-01," + by + ",,index");

    Judgment alpha = rule.referringTo("RFC4000").alpha();

    assertIs(alpha, Liveness.GHOST, Basis.HISTORIC, Evidence.Strength.MODERATE);
    assertThat(alpha.mentioned()).containsExactly("rfc-index");
  }

  @Test
  void aHistoricRfcOutranksAMention() {
    with(Facts.RFCS, HISTORIC).referringTo("RFC4000");
    with(Facts.SIGNALS, "100,tcp,alpha,services_file,alpha,netbase");

    assertThat(rule.alpha().basis()).isEqualTo(Basis.HISTORIC);
  }

  @Test
  void aMentionOutranksAnObsoleteRfc() {
    with(Facts.RFCS, "RFC4000,Alpha Protocol,EXPERIMENTAL,1990-01,RFC5000,,index");
    with(Facts.SIGNALS, "100,tcp,alpha,services_file,alpha,netbase");

    assertThat(rule.referringTo("RFC4000").alpha().doubt()).isEqualTo(Doubt.SERVICES_FILE);
  }

  @Test
  void aHistoricRfcOutranksAMakerThatLives() {
    with(Facts.RFCS, HISTORIC).referringTo("RFC4000");
    with(Facts.DOCUMENTS, "100,alpha,doubtful,Acme,Alpha 3,it is sold,2024,https://a");

    assertThat(rule.alpha().basis()).isEqualTo(Basis.HISTORIC);
  }

  @Test
  void whatTheRegistryCallsHistoricIsAGhost() {
    assertThat(rule.judge(row(100, "alpha", "Alpha (historic)", "")).of(100).get(0).basis())
        .isEqualTo(Basis.HISTORIC);
  }

  // Ended

  private void end() {
    with(Facts.DOCUMENTS, "100,alpha,ended,Acme,Alpha 3,withdrawn in 2009,2024,https://a");
  }

  @Test
  void whatASourceSaysEndedIsAGhostWithWhatItSays() {
    end();

    Judgment alpha = rule.alpha();

    assertIs(alpha, Liveness.GHOST, Basis.ENDED, Evidence.Strength.MODERATE);
    assertThat(alpha.reason()).isEqualTo("withdrawn in 2009 (Acme, Alpha 3, 2024)");
    assertThat(alpha.mentioned()).containsExactly("vendor-documentation");
  }

  @Test
  void anEndNeedsNoSearch() {
    end();

    assertThat(rule.without(RegistryData.SEARCHES).alpha().basis()).isEqualTo(Basis.ENDED);
  }

  @ParameterizedTest
  @EnumSource
  void anEndOutranksEachDoubt(Doubt doubt) {
    DoubtTest.leave(rule, doubt);
    end();

    assertIs(rule.alpha(), Liveness.GHOST, Basis.ENDED, Evidence.Strength.MODERATE);
  }

  @Test
  void anEndOutranksAHistoricRfc() {
    with(Facts.RFCS, HISTORIC).referringTo("RFC4000");
    end();

    assertThat(rule.alpha().basis()).isEqualTo(Basis.ENDED);
  }

  @Test
  void aSignOfUseOutranksAnEnd() {
    end();
    with(Facts.SIGNALS, "100,tcp,alpha,dissector,alpha,wireshark");

    assertThat(rule.alpha().liveness()).isEqualTo(Liveness.IN_USE);
  }

  @Test
  void anRfcInForceOutranksAnEnd() {
    end();
    with(Facts.RFCS, "RFC4000,Alpha Protocol,PROPOSED STANDARD,2007-01,,,index");

    assertThat(rule.referringTo("RFC4000").alpha().liveness()).isEqualTo(Liveness.SPECIFIED);
  }

  // Aliases and what a person judged

  @Test
  void anAliasIsJudgedAsTheNameThatItStandsFor() {
    FactTable<Judgment> judged =
        rule.judge(row(100, "alpha", "Alpha", ""), "100,tcp,,,al_pha,Alpha,,,,,,,,alpha,");

    assertThat(judged.of(100)).extracting(Judgment::liveness).containsOnly(Liveness.GHOST);
    assertThat(judged.of(100))
        .filteredOn(judgment -> judgment.serviceName().equals("al_pha"))
        .extracting(Judgment::basis, Judgment::reason)
        .containsExactly(tuple(Basis.ALIAS, "as alpha"));
  }

  @Test
  void anAliasHasTheDoubtOfTheNameThatItStandsFor() {
    with(Facts.SIGNALS, "100,tcp,alpha,services_file,alpha,netbase");

    FactTable<Judgment> judged =
        rule.judge(row(100, "alpha", "Alpha", ""), "100,tcp,,,al_pha,Alpha,,,,,,,,alpha,");

    assertThat(judged.of(100))
        .hasSize(2)
        .extracting(Judgment::doubt)
        .containsOnly(Doubt.SERVICES_FILE);
  }

  @Test
  void aCuratedRowWinsOnAnyPort() {
    with(RegistryData.CURATED, "100,alpha,assigned,seen alive,https://a");
    with(RegistryData.CURATED, "5000,delta,ghost,declared dead,https://d");

    FactTable<Judgment> judged =
        rule.judge(row(100, "alpha", "Alpha", ""), row(5000, "delta", "Delta", ""));

    assertIs(judged.of(100).get(0), Liveness.IN_USE, Basis.CURATED, Evidence.Strength.MODERATE);
    assertIs(judged.of(5000).get(0), Liveness.GHOST, Basis.CURATED, Evidence.Strength.MODERATE);
    assertThat(judged.of(5000).get(0).source()).isEqualTo("https://d");
  }

  // User Ports

  private Assignment delta(String references) {
    String row = row(5000, "delta", "Delta", references);
    Assignment delta = TeamTables.table("team", row).port(5000).assignments().get(0);
    return rule.rule(row).appliedTo(delta);
  }

  @Test
  void aUserPortThatNobodySpokeOfIsNotExamined() {
    assertThat(delta("").liveness()).isEqualTo(Liveness.UNEXAMINED);
  }

  @Test
  void aUserPortIsInUseIfASourceShowsIt() {
    with(Facts.SIGNALS, "5000,tcp,delta,dissector,delta,wireshark");

    assertThat(delta("").liveness()).isEqualTo(Liveness.IN_USE);
  }

  @Test
  void aUserPortIsSpecifiedIfAnRfcInForceSaysSo() {
    with(Facts.RFCS, "RFC4000,Delta Protocol,PROPOSED STANDARD,2007-01,,,index");

    assertThat(delta("RFC4000").liveness()).isEqualTo(Liveness.SPECIFIED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"services_file", "security_policy", "rfc_mention"})
  void aMentionPutsNoUserPortInDoubt(String kind) {
    with(Facts.SIGNALS, "5000,tcp,delta," + kind + ",RFC 9000,RFC9000");

    assertThat(delta("").liveness()).isEqualTo(Liveness.UNEXAMINED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"doubtful", "ended"})
  void aMakersWordMakesNoUserPortAGhostOrDoubtful(String says) {
    with(Facts.DOCUMENTS, "5000,delta," + says + ",Acme,Delta,said so,,https://a");

    assertThat(delta("").liveness()).isEqualTo(Liveness.UNEXAMINED);
  }

  @Test
  void aHistoricRfcMakesNoUserPortAGhost() {
    with(Facts.RFCS, HISTORIC);

    assertThat(delta("RFC4000").liveness()).isEqualTo(Liveness.UNEXAMINED);
  }

  @Test
  void aUserPortIsAGhostIfAPersonSaidSo() {
    with(RegistryData.CURATED, "5000,delta,ghost,declared dead,https://d");

    assertThat(delta("").liveness()).isEqualTo(Liveness.GHOST);
  }

  @Test
  void onlyUserPortsThatAPersonJudgedAreInTheTableOfJudgments() {
    with(Facts.SIGNALS, "5000,tcp,delta,dissector,delta,wireshark");
    with(RegistryData.CURATED, "5001,epsilon,ghost,declared dead,https://d");

    FactTable<Judgment> judged =
        rule.judge(row(5000, "delta", "Delta", ""), row(5001, "epsilon", "Epsilon", ""));

    assertThat(judged.of(5000)).isEmpty();
    assertThat(judged.of(5001)).hasSize(1);
  }

  // Rows

  @Test
  void aRowHasTheLivenessAndTheDoubtOfItsService() {
    with(Facts.SIGNALS, "100,tcp,alpha,services_file,alpha,netbase");
    String row = row(100, "Alpha", "Alpha", "");
    Assignment alpha = TeamTables.table("team", row).port(100).assignments().get(0);

    assertThat(rule.rule(row).appliedTo(alpha))
        .extracting(Assignment::liveness, Assignment::doubt)
        .containsExactly(Liveness.IN_DOUBT, Doubt.SERVICES_FILE);
  }

  @Test
  void aRowOfAServiceThatWasNotJudgedIsNotExamined() {
    Assignment ghost =
        TeamTables.table("team", "101,tcp,,ghost,beta,,,,,,,,,,").port(101).assignments().get(0);

    assertThat(rule.rule(row(100, "alpha", "Alpha", "")).appliedTo(ghost).liveness())
        .isEqualTo(Liveness.UNEXAMINED);
  }

  @Test
  void aSpecifiedServiceThatOneSourceShowsInUseIsStronglySo() {
    with(Facts.RFCS, "RFC4000,Alpha Protocol,PROPOSED STANDARD,1990-01,,,index");
    with(Facts.SIGNALS, "100,tcp,alpha,scanner,Alpha,nerva");

    Judgment alpha = rule.referringTo("RFC4000").alpha();

    assertIs(alpha, Liveness.IN_USE, Basis.IN_USE, Evidence.Strength.STRONG);
    assertThat(alpha.inUse()).containsExactly("nerva");
    assertThat(alpha.mentioned()).containsExactly("rfc-index");
    assertThat(alpha.reason()).isEmpty();
  }

  @Test
  void aSourceThatShowsItInUseDoesNotMentionItToo() {
    with(Facts.DOCUMENTS, "100,alpha,alive,Acme,Alpha 3,the port is named,2024,https://a");
    with(Facts.DOCUMENTS, "100,alpha,ended,Acme,Alpha 2,withdrawn,2024,https://a");

    Judgment alpha = rule.alpha();

    assertThat(alpha.inUse()).containsExactly("vendor-documentation");
    assertThat(alpha.mentioned()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "implementation,implementations",
    "default_configuration,debian-defaults",
    "scanner,https://s",
  })
  void whatShowsItInUseIsNamedByItsCatalog(String kind, String catalog) {
    with(Facts.SIGNALS, "100,tcp,alpha," + kind + ",alpha,https://s");

    assertThat(rule.alpha().inUse()).containsExactly(catalog);
  }

  @ParameterizedTest
  @CsvSource({
    "HISTORIC,'',RFC4000 is Historic",
    "EXPERIMENTAL,RFC5000,RFC4000 is obsolete or of unknown state",
  })
  void theReasonOfAPastSpecificationIsItsState(String state, String by, String reason) {
    with(Facts.RFCS, "RFC4000,Alpha Protocol," + state + ",1990-01," + by + ",,index");

    assertThat(rule.referringTo("RFC4000").alpha().reason()).isEqualTo(reason);
  }

  @Test
  void theReasonOfWhatTheRegistryCallsHistoricIsItsWord() {
    assertThat(rule.judge(row(100, "alpha", "Alpha (Historic)", "")).of(100).get(0).reason())
        .isEqualTo("the registry calls it historic");
  }

  @ParameterizedTest
  @CsvSource({"RFC3999", "RFC4000"})
  void anRfcThatIsNotLaterContinuesNothing(String mention) {
    with(Facts.RFCS, "RFC4000,Alpha Protocol,PROPOSED STANDARD,2004-01,RFC5000,,index");
    with(Facts.SIGNALS, "100,,alpha,rfc_mention,RFC 3999," + mention);

    assertThat(rule.referringTo("RFC4000").alpha().liveness()).isNotEqualTo(Liveness.SPECIFIED);
  }

  @Test
  void aHistoricRfcIsNotContinued() {
    with(Facts.RFCS, "RFC4000,Alpha Protocol,HISTORIC,2004-01,RFC5000,,index");
    with(Facts.SIGNALS, "100,,alpha,rfc_mention,RFC 6000,RFC6000");

    assertThat(rule.referringTo("RFC4000").alpha().basis()).isEqualTo(Basis.HISTORIC);
  }

  @Test
  void aLaterMentionOfAnotherKindContinuesNothing() {
    with(Facts.RFCS, "RFC4000,Alpha Protocol,PROPOSED STANDARD,2004-01,RFC5000,,index");
    with(Facts.SIGNALS, "100,tcp,alpha,services_file,alpha,RFC6000");

    assertThat(rule.referringTo("RFC4000").alpha().liveness()).isEqualTo(Liveness.IN_DOUBT);
  }

  /** 1023 is the last System Port. */
  @Test
  void theLastSystemPortIsExaminedAndTheNextIsNot() {
    FactTable<Judgment> judged =
        rule.judge(row(1023, "alpha", "Alpha", ""), row(1024, "alpha", "Alpha", ""));

    assertThat(judged.of(1023)).extracting(Judgment::basis).containsExactly(Basis.DOUBT);
    assertThat(judged.of(1024)).isEmpty();
  }

  @Test
  void aServiceOfARangeIsJudgedByTheSignsOfAllItsPorts() {
    with(Facts.SIGNALS, "103,tcp,alpha,dissector,alpha,wireshark");

    assertThat(rule.judge("100-103,tcp,,,alpha,Alpha,,,,,,,,,").of(100).get(0).liveness())
        .isEqualTo(Liveness.IN_USE);
  }

  @Test
  void anAliasOfAnAliasIsJudgedAsTheLastName() {
    FactTable<Judgment> judged =
        rule.judge(
            "100,tcp,,,al.pha,Alpha,,,,,,,,al_pha,",
            "100,tcp,,,al_pha,Alpha,,,,,,,,alpha,",
            row(100, "alpha", "Alpha", ""));

    assertThat(judged.of(100))
        .filteredOn(judgment -> judgment.serviceName().equals("al.pha"))
        .extracting(Judgment::basis, Judgment::reason, Judgment::liveness)
        .containsExactly(tuple(Basis.ALIAS, "as al_pha", Liveness.GHOST));
  }

  @Test
  void anAliasOfItselfOrOfANameThatIsNotThereIsJudgedAlone() {
    FactTable<Judgment> judged =
        rule.judge("100,tcp,,,alpha,Alpha,,,,,,,,ALPHA,", "101,tcp,,,beta,Beta,,,,,,,,gamma,");

    assertThat(judged.of(100)).extracting(Judgment::basis).doesNotContain(Basis.ALIAS);
    assertThat(judged.of(101)).extracting(Judgment::basis).doesNotContain(Basis.ALIAS);
  }

  @Test
  void aCuratedRowOfAnotherServiceOfThePortDoesNotCount() {
    with(RegistryData.CURATED, "100,beta,assigned,seen alive,https://a");

    assertThat(rule.alpha().basis()).isEqualTo(Basis.ABSENCE);
  }

  @Test
  void aDocumentOnAnotherServiceOfThePortDoesNotCount() {
    with(Facts.DOCUMENTS, "100,beta,alive,Acme,Beta 3,the port is named,2024,https://a");

    assertThat(rule.alpha().liveness()).isEqualTo(Liveness.GHOST);
  }

  @Test
  void aRowWithoutAPortIsNotExamined() {
    Assignment name =
        MadeRow.of("alpha").on("", Transport.TCP).liveness(Liveness.GHOST).source("team").row();

    assertThat(rule.rule(row(100, "alpha", "Alpha", "")).appliedTo(name).liveness())
        .isEqualTo(Liveness.UNEXAMINED);
  }

  // References of a family

  private static String responsible(int port, String name, String assignee, String references) {
    return port + ",tcp,,," + name + ",T," + assignee + ",,,," + references + ",,,,";
  }

  private Liveness first(String one, String next) {
    with(Facts.RFCS, "RFC4992,Iris,PROPOSED STANDARD,2007-08,,,index");
    return rule.judge(one, next).of(110).get(0).liveness();
  }

  @Test
  void aRowWithAnAssigneeOrAReferenceOfItsOwnInheritsNone() {
    String next = responsible(111, "iris-two", "B", "RFC4992");

    assertThat(first(responsible(110, "iris-one", "A", ""), next)).isEqualTo(Liveness.IN_DOUBT);
    assertThat(first(responsible(110, "iris-one", "", "IEEE-1"), next))
        .isEqualTo(Liveness.IN_DOUBT);
    assertThat(first(responsible(110, "iris_one", "", ""), next)).isEqualTo(Liveness.SPECIFIED);
  }

  @Test
  void aRowOfAnotherFamilyOrNotOfTheNextPortIsNotInheritedFrom() {
    String one = responsible(110, "iris-one", "", "");

    assertThat(first(one, responsible(111, "irises-two", "B", "RFC4992")))
        .isEqualTo(Liveness.IN_DOUBT);
    assertThat(first(one, responsible(112, "iris-two", "B", "RFC4992")))
        .isEqualTo(Liveness.IN_DOUBT);
  }

  @Test
  void theRowOfPort0InheritsToo() {
    with(Facts.RFCS, "RFC4992,Iris,PROPOSED STANDARD,2007-08,,,index");

    assertThat(
            rule.judge(
                    responsible(0, "iris-one", "", ""), responsible(1, "iris-two", "B", "RFC4992"))
                .of(0)
                .get(0)
                .liveness())
        .isEqualTo(Liveness.SPECIFIED);
  }

  @Test
  void theReferencesOfALastRowAreInheritedThroughTheWholeFamily() {
    with(Facts.RFCS, "RFC4992,Iris,PROPOSED STANDARD,2007-08,,,index");

    assertThat(
            rule.judge(
                    responsible(110, "iris", "", ""),
                    responsible(111, "iris-two", "", ""),
                    responsible(112, "iris-three", "B", "RFC4992"))
                .of(110)
                .get(0)
                .liveness())
        .isEqualTo(Liveness.SPECIFIED);
  }
}
