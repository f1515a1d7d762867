package io.github.portregistry.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.Evidence;
import io.github.portregistry.FormerAssignment;
import io.github.portregistry.PortRecord;
import io.github.portregistry.RegistryDate;
import io.github.portregistry.TeamTables;
import io.github.portregistry.Transport;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words for what the packaged tables have seldom or not at all. */
class DossierWordsTest {

  private static PortRecord port(int number, String... rows) {
    return TeamTables.table("team", rows).port(number);
  }

  /** The first item of the opening. */
  private static String sentence(PortRecord port) {
    return Dossier.of(port).sections().get(0).items().get(0).text();
  }

  @Test
  void aPortGivenToAPurposeWithoutADescriptionIsAssigned() {
    PortRecord port = port(8500, TeamTables.unnamed("8500", "tcp", "assigned", ""));

    assertThat(DossierWords.headline(port)).isEqualTo("assigned");
    assertThat(DossierWords.listener(port))
        .singleElement()
        .asString()
        .startsWith("Possibly a program for the assigned purpose. ");
  }

  @Test
  void aPortGivenToAPurposeIsAssignedToIt() {
    PortRecord port = port(8500, "8500,tcp,assigned,,,our purpose,,,,,,,,,");

    assertThat(DossierWords.headline(port)).isEqualTo("assigned to our purpose");
    assertThat(DossierWords.listener(port))
        .singleElement()
        .asString()
        .startsWith("Possibly a program for our purpose. ");
  }

  @Test
  void theDescriptionOfARowThatAssignsNothingIsNoHolder() {
    PortRecord port =
        port(
            8500,
            "8500,tcp,assigned,,,our purpose,,,,,,,,,",
            "8500,udp,reserved,,,kept back,,,,,,,,,");

    assertThat(DossierWords.headline(port)).isEqualTo("assigned to our purpose");
  }

  @Test
  void aReleasedPortWhoseFormerHolderHasNoNameIsReleased() {
    PortRecord port = port(8500, TeamTables.unnamed("8500", "tcp", "reserved", "released"));

    assertThat(DossierWords.headline(port)).isEqualTo("released");
    assertThat(DossierWords.listener(port))
        .singleElement()
        .asString()
        .startsWith("Either old software that still uses the port, or software that chose a port");
  }

  @Test
  void aGhostForWhichNoSourceWasConsultedIsOneAsFarAsIsKnown() {
    PortRecord port = port(8500, "8500,tcp,,ghost,billing,,,,,,,,,,");

    assertThat(sentence(port))
        .isEqualTo("Port 8500 is a ghost: assigned to billing, but abandoned as far as is known.");
  }

  @Test
  void whereOneHolderIsAliveTheGhostsAreNotHolders() {
    PortRecord port =
        port(8500, "8500,tcp,,,billing,,,,,,,,,,", "8500,udp,,ghost,oldbilling,,,,,,,,,,");

    assertThat(DossierWords.headline(port)).isEqualTo("assigned to billing");
    assertThat(sentence(port))
        .isEqualTo(
            "Port 8500 is assigned to billing; whether it is used was not examined; oldbilling,"
                + " also assigned, is a ghost.");
  }

  @ParameterizedTest
  @CsvSource({
    "a, a",
    "a b, a or b",
    "a b c d, 'a, b, c or d'",
    "a b c d e, 'a, b, c, d or e'",
    "a b c d e f, 'a, b, c, d or 2 others'",
    "a b c d e f g, 'a, b, c, d or 3 others'"
  })
  void ofManyNamesTheRestAreCountedUnlessItIsOne(String names, String words) {
    assertThat(DossierWords.some(List.of(names.split(" ", -1)), "or")).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "RFC9110, RFC 9110",
    "'see RFC9110, RFC 768 and RFC0', 'see RFC 9110, RFC 768 and RFC 0'",
    "RFC, RFC",
    "RFC-ietf-tls-13, RFC-ietf-tls-13",
    "RFCRFC9110, RFCRFC9110",
    "XRFC1 _RFC1 1RFC1 RFC1x RFC1_, XRFC1 _RFC1 1RFC1 RFC1x RFC1_",
    "(RFC1)RFC2, (RFC 1)RFC 2",
    "rfc9110, rfc9110"
  })
  void theNumberOfAnRfcIsSetApart(String text, String words) {
    assertThat(DossierWords.references(text)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "Nir_Baroz, Nir Baroz",
    "'A_B,C_D', 'A B, C D'",
    "'A,_B,  C', 'A, B, C'",
    "'A,,B', 'A, , B'",
    "'A_ B', 'A  B'"
  })
  void theKeysOfAssigneesAreWrittenAsNames(String keys, String words) {
    assertThat(DossierWords.assignee(keys)).isEqualTo(words);
  }

  @Test
  void noNamesHaveNoWords() {
    assertThat(DossierWords.some(List.of())).isEmpty();
  }

  private static FormerAssignment former(
      String authority, String successor, @Nullable Integer lastSeen) {
    return new FormerAssignment(
        Transport.TCP,
        "old",
        "",
        List.of(),
        null,
        null,
        authority,
        successor,
        FormerAssignment.Kind.MOVED,
        "",
        lastSeen == null ? null : new RegistryDate(lastSeen, 7, null),
        lastSeen == null ? null : new RegistryDate(lastSeen + 1, 7, null),
        Evidence.Strength.WEAK);
  }

  @Test
  void theFateOfAFormerAssignmentIsToldAsFarAsItIsKnown() {
    assertThat(DossierWords.fate(former("", "", null))).isEqualTo("moved");
    assertThat(DossierWords.fate(former("", "81", null))).isEqualTo("moved to 81");
    assertThat(DossierWords.fate(former("", "", 1994)))
        .isEqualTo("moved between 1994-07 and 1995-07");
    assertThat(DossierWords.fate(former("RFC9900", "", null))).isEqualTo("moved by RFC 9900");
  }
}
