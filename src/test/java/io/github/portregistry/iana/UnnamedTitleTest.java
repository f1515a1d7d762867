package io.github.portregistry.iana;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.FormerAssignment.Kind;
import io.github.portregistry.IanaState;
import io.github.portregistry.RegistryDate;
import io.github.portregistry.iana.RegistryNote.Formerly;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every description of a row without a service name, in the registry's own words. */
class UnnamedTitleTest {

  private static UnnamedTitle title(IanaState state, String remark) {
    return new UnnamedTitle(state, null, remark);
  }

  private static UnnamedTitle released(String name, String title, String date) {
    RegistryDate on = date.isEmpty() ? null : RegistryDate.parse(date);
    return new UnnamedTitle(
        IanaState.UNASSIGNED, new Formerly(name, title, on, "IANA", "", Kind.RELEASED), "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Unassigned", "unassigned"})
  void unassignedIsUnassignedWhoeverHoldsTheRow(String text) {
    assertThat(UnnamedTitle.of(text, false)).isEqualTo(title(IanaState.UNASSIGNED, ""));
    assertThat(UnnamedTitle.of(text, true)).isEqualTo(title(IanaState.UNASSIGNED, ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Reserved", "reserved", "Reserved - IANA", "IANA Reserved"})
  void reservedIsReservedWhoeverHoldsTheRow(String text) {
    assertThat(UnnamedTitle.of(text, false)).isEqualTo(title(IanaState.RESERVED, ""));
    assertThat(UnnamedTitle.of(text, true)).isEqualTo(title(IanaState.RESERVED, ""));
  }

  @ParameterizedTest
  @CsvSource({
    "De-Commissioned Port,''",
    "De-registered,''",
    "'Decomissioned Port 04/14/00, ms',2000-04-14",
    "Deprecated,''",
    "De-assigned,''",
    "Withdrawn,''",
    "Removed,''"
  })
  void aWordOfReleaseReleases(String text, String date) {
    assertThat(UnnamedTitle.of(text, false)).isEqualTo(released("", "", date));
    assertThat(UnnamedTitle.of(text, true)).isEqualTo(released("", "", date));
  }

  @Test
  void whatItWasIsTheFormerName() {
    assertThat(UnnamedTitle.of("Unassigned [was netstat]", false))
        .isEqualTo(released("netstat", "", ""));
  }

  @Test
  void whoReleasedItIsTheFormerHolder() {
    assertThat(UnnamedTitle.of("Unassigned (FRP-Released 12/7/00)", false))
        .isEqualTo(released("", "FRP", "2000-12-07"));
  }

  @Test
  void aPurposeWithAnAssigneeIsAssigned() {
    assertThat(UnnamedTitle.of("any private mail system", true))
        .isEqualTo(title(IanaState.ASSIGNED, "any private mail system"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(unassigned) Possibly assigned",
        "Possibly used by Sun Solaris????",
        "Not yet assigned",
        "Unassigned, was reserved",
        "No longer reserved, unassigned"
      })
  void wordsThatSayUnassignedAreARemarkOnAnUnassignedPort(String text) {
    assertThat(UnnamedTitle.of(text, false)).isEqualTo(title(IanaState.UNASSIGNED, text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Reserved for future use",
        "This port is RESERVED",
        "Reserved (previously unassigned)",
        "Reserved, removed on 2015-06-16"
      })
  void wordsThatSayReservedAreARemarkOnAReservedPort(String text) {
    assertThat(UnnamedTitle.of(text, false)).isEqualTo(title(IanaState.RESERVED, text));
    assertThat(UnnamedTitle.of(text, true)).isEqualTo(title(IanaState.RESERVED, text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Something that nobody has written before",
        "Formerly reserved",
        "Not reserved",
        "Unreserved",
        ""
      })
  void wordsThatSayNothingOfAStateAreNoTitle(String text) {
    assertThat(UnnamedTitle.of(text, false)).isNull();
  }

  @Test
  void otherWordsThatSayUnassignedAreNotAnAssignment() {
    assertThat(UnnamedTitle.of("Still UNASSIGNED as of now", true))
        .isEqualTo(title(IanaState.UNASSIGNED, "Still UNASSIGNED as of now"));
  }

  @Test
  void aNoteAddsWhatTheDescriptionLeavesOpen() {
    Formerly note = new Formerly("", "", RegistryDate.parse("2006-04"), "RFC1", "993", null);

    assertThat(UnnamedTitle.of("Unassigned [was netstat]", false).formerly(note))
        .isEqualTo(
            new Formerly(
                "netstat", "", RegistryDate.parse("2006-04"), "RFC1", "993", Kind.RELEASED));
  }

  @Test
  void theDescriptionWinsOverTheNote() {
    Formerly note = new Formerly("x", "y", RegistryDate.parse("2006-04"), "IANA", "", null);

    assertThat(UnnamedTitle.of("Unassigned (FRP-Released 12/7/00)", false).formerly(note))
        .isEqualTo(
            new Formerly("x", "FRP", RegistryDate.parse("2000-12-07"), "IANA", "", Kind.RELEASED));
  }

  @Test
  void aNoteAloneIsTakenAsItIs() {
    Formerly note = Formerly.released(RegistryDate.parse("2006-04"));

    assertThat(UnnamedTitle.of("Reserved", false).formerly(note)).isEqualTo(note);
    assertThat(UnnamedTitle.of("Reserved", false).formerly(null)).isNull();
    assertThat(UnnamedTitle.of("Removed", false).formerly(null)).isEqualTo(Formerly.released(null));
  }
}
