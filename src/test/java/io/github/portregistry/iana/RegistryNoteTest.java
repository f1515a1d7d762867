package io.github.portregistry.iana;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.FormerAssignment.Kind;
import io.github.portregistry.RegistryDate;
import io.github.portregistry.Snapshot;
import io.github.portregistry.iana.RegistryNote.Formerly;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of note, in the registry's own words. */
class RegistryNoteTest {

  private static final String HISTORIC =
      " This entry is now historic, not usable for use with many common service discovery"
          + " mechanisms.";

  private static Formerly formerly(String name, String title, String date, String authority) {
    RegistryDate on = date.isEmpty() ? null : RegistryDate.parse(date);
    return new Formerly(name, title, on, authority, "", null);
  }

  private static Formerly released(String name, String title, String date, String authority) {
    return formerly(name, title, date, authority).and(Formerly.released(null));
  }

  @Test
  void noNoteTellsNothing() {
    RegistryNote note = RegistryNote.of("");

    assertThat(note.aliasOf()).isEmpty();
    assertThat(note.formerly()).isNull();
    assertThat(note.typedKinds()).isEmpty();
    assertThat(note.droppedKinds()).isEmpty();
  }

  @Test
  void anAliasPointsToTheNameItStandsFor() {
    RegistryNote note = RegistryNote.of("This entry is an alias to \"914c-g\"." + HISTORIC);

    assertThat(note.aliasOf()).isEqualTo("914c-g");
    assertThat(note.formerly()).isNull();
    assertThat(note.typedKinds()).containsExactly("alias");
    assertThat(note.droppedKinds()).isEmpty();
  }

  @Test
  void aDuplicatePointsToTheNameItRepeats() {
    RegistryNote note =
        RegistryNote.of(
            "This is a duplicate of the \"http\" service and should not be used for discovery"
                + " purposes.");

    assertThat(note.aliasOf()).isEqualTo("http");
    assertThat(note.typedKinds()).containsExactly("duplicate");
    assertThat(note.droppedKinds()).isEmpty();
  }

  @Test
  void proseAroundAnAliasIsLeftOut() {
    RegistryNote note =
        RegistryNote.of(
            "New contact added for port 2222 on 2008-02-01 This entry is an alias to"
                + " \"EtherNet-IP-1\"."
                + HISTORIC);

    assertThat(note.aliasOf()).isEqualTo("EtherNet-IP-1");
    assertThat(note.typedKinds()).containsExactly("alias");
    assertThat(note.droppedKinds()).containsExactly("change of contact or entry");
  }

  @ParameterizedTest
  @MethodSource("releases")
  void aReleaseBecomesFields(String text, Formerly expected, List<String> kinds) {
    RegistryNote note = RegistryNote.of(text);

    assertThat(note.formerly()).isEqualTo(expected);
    assertThat(note.typedKinds()).isEqualTo(kinds);
    assertThat(note.droppedKinds()).isEmpty();
    assertThat(note.aliasOf()).isEmpty();
  }

  static List<Arguments> releases() {
    return List.of(
        Arguments.of(
            "De-assigned on 2025-02-13, previously compressnet by [Bernie_Volz]",
            released("compressnet", "", "2025-02-13", "IANA"),
            List.of("de-assigned", "former service")),
        Arguments.of(
            "De-Assigned on 2023-11-16.",
            released("", "", "2023-11-16", "IANA"),
            List.of("de-assigned")),
        Arguments.of(
            "Historic usage was acms. De-Assigned on 2020-12-29",
            released("acms", "", "2020-12-29", "IANA"),
            List.of("de-assigned", "former service")),
        Arguments.of(
            "This entry has been removed on 2017-05-18.",
            released("", "", "2017-05-18", "IANA"),
            List.of("removed")),
        Arguments.of(
            "This entry is being removed on 2013-05-24.",
            released("", "", "2013-05-24", "IANA"),
            List.of("removed")),
        Arguments.of(
            "This port was previously removed on 2002-04-29.",
            released("", "", "2002-04-29", "IANA"),
            List.of("removed")),
        Arguments.of(
            "(Removed 2004-2-6)", released("", "", "2004-02-06", "IANA"), List.of("removed")),
        Arguments.of(
            "port 3001 previously \"Removed on 2006-05-25\"",
            released("", "", "2006-05-25", "IANA"),
            List.of("removed")),
        Arguments.of(
            "port 3121 previously noted \"Removed on 2003-09-17\"",
            released("", "", "2003-09-17", "IANA"),
            List.of("removed")),
        Arguments.of(
            "Deprecated June 2004", released("", "", "2004-06", "IANA"), List.of("deprecated")),
        Arguments.of(
            "De-registered 08 June 2001",
            released("", "", "2001-06-08", "IANA"),
            List.of("de-registered")),
        Arguments.of(
            "Previously assigned to NETCONF over SOAP but released by [RFC9900]",
            released("", "NETCONF over SOAP", "", "RFC9900"),
            List.of("released by an RFC")),
        Arguments.of(
            "This port has been retasked on 2015-06-16.",
            new Formerly("", "", RegistryDate.parse("2015-06-16"), "IANA", "", Kind.REASSIGNED),
            List.of("retasked")),
        Arguments.of(
            "\"pcp\" assignment withdrawn, moved to port 5351 per RFC6887",
            new Formerly("pcp", "", null, "RFC6887", "5351", Kind.MOVED),
            List.of("moved")),
        Arguments.of(
            "Use of 585 is not recommended, use 993 instead",
            new Formerly("", "", null, "IANA", "993", null),
            List.of("use another port")),
        Arguments.of(
            "Formerly was Workstation Solutions",
            new Formerly("", "Workstation Solutions", null, "IANA", "", Kind.RENAMED),
            List.of("former title")),
        Arguments.of(
            "Historically, this service has been referred to as \"kca_service\", but this service"
                + " name does not meet the registry requirements.",
            new Formerly("kca_service", "", null, "IANA", "", Kind.RENAMED),
            List.of("former name")),
        Arguments.of(
            "Port 126 Previously assigned to application below unitary 126/tcp Unisys Unitary Login"
                + " unitary 126/udp Unisys Unitary Login Port 126 Previously assigned to"
                + " application above",
            formerly("unitary", "Unisys Unitary Login", "", "IANA"),
            List.of("former service")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Defined TXT keys: u=<username> p=<password>;DNS-SD TXT keys and subtypes",
        "Defined TXT keys: Contact The ZAZ Software <networkclipboard at thezaz.com>;"
            + "DNS-SD TXT keys and subtypes",
        "Subtypes: _www-http Defined TXT keys: None;DNS-SD TXT keys and subtypes",
        "This entry records an unassigned but widespread use (added 5/21/97);"
            + "unassigned but widespread use",
        "Microsoft (unoffically) using 1232;unofficial use",
        "Possible Conflict of Port 222 with \"Masqdialer\";conflict with another use",
        "Potential Conflict of ports PORT 4000 also used by ICQ <www.icq.com>;"
            + "conflict with another use",
        "(previous contact was[Christopher_Allen]);change of contact or entry",
        "Modified: 27 October 2008;change of contact or entry",
        "this port was previously updated on 2009-06-19;change of contact or entry",
        "(assigned long ago);other prose",
        "This service name is no longer in use.;other prose",
        "This service name was initially created by [RFC5389].;other prose",
        "Something that nobody has written before.;other prose"
      })
  void proseIsLeftOutAndToldByItsKind(String text, String kind) {
    RegistryNote note = RegistryNote.of(text);

    assertThat(note.droppedKinds()).containsExactly(kind);
    assertThat(note.typedKinds()).isEmpty();
    assertThat(note.formerly()).isNull();
    assertThat(note.aliasOf()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Deprecated", "Removed", "De-assigned by its holder", "removed in 2004"})
  void aWordOfReleaseWithoutADateIsProse(String text) {
    assertThat(RegistryNote.of(text).formerly()).isNull();
    assertThat(RegistryNote.of(text).droppedKinds()).containsExactly("other prose");
  }

  @Test
  void whatANoteLeavesOpenIsFilledAndWhatItTellsIsKept() {
    Formerly open = formerly("", "", "", "IANA");
    Formerly told = new Formerly("b", "B", RegistryDate.parse("2001-01"), "RFC1", "c", Kind.MOVED);
    Formerly other =
        new Formerly("x", "X", RegistryDate.parse("2002-02"), "RFC2", "y", Kind.RENAMED);

    assertThat(open.and(told)).isEqualTo(told);
    assertThat(told.and(other)).isEqualTo(told);
  }

  @Test
  void whatNobodyTellsFollowsFromTheHolderOfToday() {
    Formerly open = formerly("", "", "", "IANA");
    Formerly told = new Formerly("", "", null, "IANA", "", Kind.MOVED);

    assertThat(open.kind(true)).isEqualTo(Kind.REASSIGNED);
    assertThat(open.kind(false)).isEqualTo(Kind.RELEASED);
    assertThat(told.kind(true)).isEqualTo(Kind.MOVED);
    assertThat(told.kind(false)).isEqualTo(Kind.MOVED);
  }

  @ParameterizedTest
  @CsvSource({
    "2004-2-6,2004-02-06",
    "2017-05-18,2017-05-18",
    "04/14/00,2000-04-14",
    "12/7/00,2000-12-07",
    "5/21/97,1997-05-21",
    "1/1/69,2069-01-01",
    "1/1/70,1970-01-01",
    "08 June 2001,2001-06-08",
    "June 2004,2004-06"
  })
  void datesInProseAreReadInTheFourWaysOfIana(String text, String date) {
    assertThat(RegistryNote.date(text)).hasToString(date);
  }

  @Test
  void aReleaseEndsWhereItIsLastSaidToHaveBeenMade() {
    Formerly formerly =
        RegistryNote.of(
                "Previously assigned to A but released by [RFC1] but released by [RFC22] since")
            .formerly();

    assertThat(formerly).isEqualTo(released("", "A but released by [RFC1]", "", "RFC22"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Previously assigned to but released by [RFC1]",
        "Previously assigned to A",
        "but released by [RFC1] Previously assigned to A",
        "Port 1 Previously assigned to application below a 1/tcp A a 1/udp A",
        "Port 1 Previously assigned to application below a 1/tcp A b 1/udp A"
            + " Port 1 Previously assigned to application above",
        "Port 1 Previously assigned to application below a 1/tcp a 1/udp A"
            + " Port 1 Previously assigned to application above",
        "Port 1 Previously assigned to application above"
            + " Port 1 Previously assigned to application below a 1/tcp A a 1/udp A"
      })
  void aHolderBeforeOfWhomOnlyAPartIsToldIsProse(String text) {
    RegistryNote note = RegistryNote.of(text);

    assertThat(note.formerly()).isNull();
    assertThat(note.typedKinds()).isEmpty();
    assertThat(note.droppedKinds()).containsExactly("other prose");
  }

  @Test
  void theTitleOfTheApplicationBelowEndsAtItsOwnRowForUdp() {
    RegistryNote note =
        RegistryNote.of(
            "Seen. Port 1 Previously assigned to application below a 1/tcp A b 1/udp a B a 1/udp A"
                + " Port 1 Previously assigned to application above, as it says");

    assertThat(note.formerly()).isEqualTo(formerly("a", "A b 1/udp a B", "", "IANA"));
    assertThat(note.typedKinds()).containsExactly("former service");
    assertThat(note.droppedKinds()).containsExactly("other prose");
  }

  @Test
  void theApplicationBelowMayHaveNoTitleInItsRowForUdp() {
    RegistryNote note =
        RegistryNote.of(
            "Port 1 Previously assigned to application below a 1/tcp A a 1/udp Previously assigned"
                + " to application above");

    assertThat(note.formerly()).isEqualTo(formerly("a", "A", "", "IANA"));
    assertThat(note.droppedKinds()).isEmpty();
  }

  // The snapshot as a whole

  /** The kinds; how many there are of each is in the report of an import. */
  @Test
  void everyNoteOfTheSnapshotIsTypedOrReportedByItsKind() {
    IanaCopy iana = Snapshot.ianaCopy();

    assertThat(iana.typed())
        .containsOnlyKeys(
            "alias",
            "de-assigned",
            "de-registered",
            "deprecated",
            "duplicate",
            "former name",
            "former service",
            "former title",
            "moved",
            "release told by the description",
            "released by an RFC",
            "removed",
            "replacement of an alias",
            "retasked",
            "use another port");
    assertThat(iana.typed().get("alias")).isEqualTo(iana.typed().get("replacement of an alias"));
    assertThat(iana.dropped())
        .containsOnlyKeys(
            "DNS-SD TXT keys and subtypes",
            "change of contact or entry",
            "conflict with another use",
            "mail address",
            "other prose",
            "prose among the references",
            "unassigned but widespread use",
            "unofficial use");
  }
}
