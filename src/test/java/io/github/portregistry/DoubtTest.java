package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.fact.Facts;
import io.github.portregistry.fact.Judgment;
import io.github.portregistry.fact.Judgment.Basis;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What keeps a service that nothing shows in use from being called a ghost. */
class DoubtTest {

  /** Those that rest on the search alone. */
  private static final Set<Doubt> OF_THE_SEARCH = EnumSet.of(Doubt.LISTED_LATE, Doubt.NOT_SEARCHED);

  private static final Set<Doubt> REMOVED_BY_A_SEARCH =
      EnumSet.of(Doubt.RFC_MENTION, Doubt.FAMILY_LIVES);

  private final RuleCase rule = new RuleCase();

  /** Adds to a case what leaves a doubt, and the search as it is for those that it removes. */
  static void leave(RuleCase rule, Doubt doubt) {
    switch (doubt) {
      case MAKER_LIVES ->
          rule.with(Facts.DOCUMENTS, "100,alpha,doubtful,Acme,Alpha 3,it is sold,2024,https://a");
      case SERVICES_FILE -> rule.with(Facts.SIGNALS, "100,tcp,alpha,services_file,alpha,netbase");
      case SECURITY_POLICY ->
          rule.with(Facts.SIGNALS, "100,tcp,alpha,security_policy,alpha,selinux");
      case ROW_CHANGED -> rule.dated("", "2014-05-06");
      case PLATFORM_LIVES ->
          rule.with(RegistryData.PLATFORMS, "alpha,Alpha OS,Acme,https://acme.example");
      case RFC_MENTION -> rule.with(Facts.SIGNALS, "100,,alpha,rfc_mention,RFC 9999,RFC9999");
      case OTHER_REFERENCE -> rule.referringTo("IEEE-802");
      case FAMILY_LIVES ->
          rule.with(RegistryData.FAMILIES, "100,alpha,Greek suite,registry")
              .with(RegistryData.FAMILIES, "103,gamma,Greek suite,registry")
              .with(Facts.SIGNALS, "103,tcp,gamma,dissector,gamma,wireshark")
              .andRow(RuleCase.row(103, "gamma", "Gamma", ""));
      case LISTED_LATE -> rule.without(RegistryData.LISTINGS).without(RegistryData.SEARCHES);
      case NOT_SEARCHED -> rule.without(RegistryData.SEARCHES);
    }
  }

  private void assertInDoubt(Doubt doubt) {
    Judgment alpha = rule.alpha();

    assertThat(alpha.liveness()).isEqualTo(Liveness.IN_DOUBT);
    assertThat(alpha.doubt()).isEqualTo(doubt);
    assertThat(alpha.basis()).isEqualTo(Basis.DOUBT);
    assertThat(alpha.strength()).isEqualTo(Evidence.Strength.WEAK);
  }

  private void assertAGhost() {
    Judgment alpha = rule.alpha();

    assertThat(alpha.liveness()).isEqualTo(Liveness.GHOST);
    assertThat(alpha.doubt()).isNull();
    assertThat(alpha.basis()).isEqualTo(Basis.ABSENCE);
  }

  // Each by itself, and two together

  @ParameterizedTest
  @EnumSource
  void eachDoubtKeepsAServiceThatWasNotSearchedFromBeingAGhost(Doubt doubt) {
    rule.without(RegistryData.SEARCHES);
    leave(rule, doubt);

    assertInDoubt(doubt);
  }

  static Stream<Arguments> pairs() {
    List<Arguments> pairs = new ArrayList<>();
    for (Doubt stronger : Doubt.values()) {
      for (Doubt weaker : Doubt.values()) {
        if (stronger.compareTo(weaker) < 0 && !OF_THE_SEARCH.contains(stronger)) {
          pairs.add(Arguments.of(stronger, weaker));
        }
      }
    }
    return pairs.stream();
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void ofTwoDoubtsTheStrongerIsGiven(Doubt stronger, Doubt weaker) {
    rule.without(RegistryData.SEARCHES);
    leave(rule, weaker);
    leave(rule, stronger);

    assertInDoubt(stronger);
  }

  // What a search does

  static Stream<Doubt> whatNoSearchRemoves() {
    return EnumSet.complementOf(
        EnumSet.of(Doubt.RFC_MENTION, Doubt.FAMILY_LIVES, Doubt.LISTED_LATE, Doubt.NOT_SEARCHED))
        .stream();
  }

  @ParameterizedTest
  @MethodSource("whatNoSearchRemoves")
  void aSearchThatFoundNothingLeavesWhatSpeaksOfTheService(Doubt doubt) {
    leave(rule, doubt);

    assertInDoubt(doubt);
  }

  static Set<Doubt> whatASearchRemoves() {
    return REMOVED_BY_A_SEARCH;
  }

  @ParameterizedTest
  @MethodSource("whatASearchRemoves")
  void aSearchThatFoundNothingRemovesAMentionAndTheKin(Doubt doubt) {
    leave(rule, doubt);

    assertAGhost();
  }

  @Test
  void aSearchThatFoundNothingRemovesTheAge() {
    rule.without(RegistryData.LISTINGS);

    assertAGhost();
    assertThat(rule.alpha().reason()).isEqualTo("first listed after 1994-10");
  }

  @ParameterizedTest
  @MethodSource("whatASearchRemoves")
  void anUnclearSearchRemovesNothing(Doubt doubt) {
    leave(rule, doubt);
    rule.without(RegistryData.SEARCHES)
        .with(RegistryData.SEARCHES, "100,alpha,unclear,both phrases,2026-11-26");

    assertInDoubt(doubt);
  }

  @Test
  void anUnclearSearchIsNoneForAServiceThatWasListedEarly() {
    rule.without(RegistryData.SEARCHES)
        .with(RegistryData.SEARCHES, "100,alpha,unclear,both phrases,2026-11-26");

    assertInDoubt(Doubt.NOT_SEARCHED);
  }

  @Test
  void aSearchForAnotherServiceOfThePortIsNone() {
    rule.without(RegistryData.SEARCHES)
        .with(RegistryData.SEARCHES, "100,beta,nothing,both phrases,2026-11-26");

    assertInDoubt(Doubt.NOT_SEARCHED);
  }

  @Test
  void aSearchForTheServiceInOtherLettersCounts() {
    rule.without(RegistryData.SEARCHES)
        .with(RegistryData.SEARCHES, "100,ALPHA,nothing,both phrases,2026-11-26");

    assertAGhost();
  }

  @ParameterizedTest
  @CsvSource({"1994-10,NOT_SEARCHED", "1994-11,LISTED_LATE"})
  void whatWasListedByOctober1994WasNotListedLate(String listed, Doubt doubt) {
    rule.without(RegistryData.LISTINGS)
        .with(RegistryData.LISTINGS, "100,alpha," + listed + ",RFC1700")
        .without(RegistryData.SEARCHES);

    assertInDoubt(doubt);
  }

  // The edges of each

  @ParameterizedTest
  @CsvSource({
    "'',2011-01-01,true",
    "'',2010-12-31,false",
    "2006-01-01,'',true",
    "2005-12,'',false"
  })
  void aRowThatSomebodyLookedAtLaterIsInDoubt(String registered, String modified, boolean late) {
    rule.dated(registered, modified);

    if (late) {
      assertInDoubt(Doubt.ROW_CHANGED);
    } else {
      assertAGhost();
    }
  }

  @ParameterizedTest
  @CsvSource({"acme-x,Alpha,true", "x-acme,Alpha,false", "x,Remote acme service,true"})
  void aPartOfAPlatformIsCalledAfterIt(String name, String title, boolean part) {
    rule.with(RegistryData.PLATFORMS, "acme,Acme OS,Acme,https://acme.example")
        .with(RegistryData.SEARCHES, "102," + name + ",nothing,both phrases,2026-11-26");

    Judgment judgment = rule.judge(RuleCase.row(102, name, title, "")).of(102).get(0);

    assertThat(judgment.doubt() == Doubt.PLATFORM_LIVES).isEqualTo(part);
    assertThat(judgment.liveness()).isEqualTo(part ? Liveness.IN_DOUBT : Liveness.GHOST);
  }

  @Test
  void aWordWithinAnotherNamesNoPlatform() {
    rule.with(RegistryData.PLATFORMS, "acm,Acme OS,Acme,https://acme.example");

    assertThat(rule.judge(RuleCase.row(100, "alpha", "Pacmen", "")).of(100).get(0).liveness())
        .isEqualTo(Liveness.GHOST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"services_file", "security_policy"})
  void aFamilyOfWhichNothingIsInUseLeavesNoDoubt(String kind) {
    rule.without(RegistryData.SEARCHES)
        .with(RegistryData.FAMILIES, "100,alpha,Greek suite,registry")
        .with(RegistryData.FAMILIES, "103,gamma,Greek suite,registry")
        .with(Facts.SIGNALS, "103,tcp,gamma," + kind + ",gamma,netbase")
        .andRow(RuleCase.row(103, "gamma", "Gamma", ""));

    assertInDoubt(Doubt.NOT_SEARCHED);
  }

  @Test
  void aFamilyOfAnotherServiceOfThePortLeavesNoDoubt() {
    rule.without(RegistryData.SEARCHES)
        .with(RegistryData.FAMILIES, "100,beta,Greek suite,registry")
        .with(RegistryData.FAMILIES, "103,gamma,Greek suite,registry")
        .with(Facts.SIGNALS, "103,tcp,gamma,dissector,gamma,wireshark")
        .andRow(RuleCase.row(103, "gamma", "Gamma", ""));

    assertInDoubt(Doubt.NOT_SEARCHED);
  }

  // What is said of them

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MAKER_LIVES|it is sold (Acme, Alpha 3, 2024)",
        "SERVICES_FILE|it is mentioned by netbase",
        "ROW_CHANGED|row changed 2014-05-06",
        "PLATFORM_LIVES|its name or title has the word alpha, and Acme maintains Alpha OS",
        "RFC_MENTION|it is mentioned by RFC 9999",
        "OTHER_REFERENCE|the registry refers to IEEE-802",
        "FAMILY_LIVES|another port of Greek suite is in use",
        "LISTED_LATE|it was first listed after 1994-10, when most registrants were makers of products,"
            + " and no search was conclusive",
        "NOT_SEARCHED|no search for it was conclusive"
      })
  void theReasonSaysWhatLeavesTheDoubt(Doubt doubt, String reason) {
    rule.without(RegistryData.SEARCHES);
    leave(rule, doubt);

    assertThat(rule.alpha().reason()).isEqualTo(reason);
  }
}
