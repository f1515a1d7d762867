package io.github.portregistry.dossier;

import static io.github.portregistry.dossier.MadePorts.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.Doubt;
import io.github.portregistry.Liveness;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusWordsTest {

  @ParameterizedTest
  @CsvSource({
    "MAKER_LIVES, a document leaves open whether it still uses the port",
    "SERVICES_FILE, a services file lists it",
    "SECURITY_POLICY, a security policy names it",
    "ROW_CHANGED, its registry entry was changed since 2011 or registered since 2006",
    "PLATFORM_LIVES, it is part of a platform that is still maintained",
    "RFC_MENTION, an RFC in force mentions it",
    "OTHER_REFERENCE, the registry cites a document for it whose state is unknown",
    "FAMILY_LIVES, another service of the same product is in use",
    "LISTED_LATE, no search for it was conclusive",
    "NOT_SEARCHED, no search for it was conclusive"
  })
  void aDoubtIsGivenAsAReason(Doubt doubt, String reason) {
    assertThat(StatusWords.doubts(List.of(service("a").doubt(doubt).row())))
        .containsExactly(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "MAKER_LIVES, a document leaves open whether they still use the port",
    "SERVICES_FILE, a services file lists them",
    "SECURITY_POLICY, a security policy names them",
    "ROW_CHANGED, their registry entries were changed since 2011 or registered since 2006",
    "PLATFORM_LIVES, they are part of a platform that is still maintained",
    "RFC_MENTION, an RFC in force mentions them",
    "OTHER_REFERENCE, the registry cites a document for them whose state is unknown",
    "FAMILY_LIVES, another service of the same product is in use",
    "LISTED_LATE, no search for them was conclusive",
    "NOT_SEARCHED, no search for them was conclusive"
  })
  void aReasonThatSeveralServicesShareIsInThePlural(Doubt doubt, String reason) {
    assertThat(
            StatusWords.doubts(
                List.of(service("a").doubt(doubt).row(), service("b").doubt(doubt).row())))
        .containsExactly(reason);
  }

  @Test
  void aServiceOverTwoTransportsIsOne() {
    assertThat(
            StatusWords.doubts(
                List.of(
                    service("a").doubt(Doubt.RFC_MENTION).row(),
                    service("a").doubt(Doubt.RFC_MENTION).row())))
        .containsExactly("an RFC in force mentions it");
  }

  @Test
  void eachReasonIsGivenOnceAndNamesItsServicesWhereThereAreSeveralReasons() {
    assertThat(
            StatusWords.doubts(
                List.of(
                    service("a").doubt(Doubt.LISTED_LATE).row(),
                    service("b").liveness(Liveness.IN_USE).row(),
                    service("c").doubt(Doubt.NOT_SEARCHED).row(),
                    service("d").doubt(Doubt.ROW_CHANGED).row(),
                    service("e").doubt(Doubt.MAKER_LIVES).row())))
        .containsExactly(
            "no search for a and c was conclusive",
            "the registry entry of d was changed since 2011 or registered since 2006",
            "a document leaves open whether e still uses the port");
  }
}
