package io.github.portregistry.iana;

import static io.github.portregistry.CsvSpec.IANA_HEADER;
import static io.github.portregistry.CsvSpec.TEAM;
import static io.github.portregistry.CsvSpec.csv;
import static io.github.portregistry.CsvSpec.read;
import static io.github.portregistry.CsvSpec.readIana;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.portregistry.Assignment;
import io.github.portregistry.CsvSpec;
import io.github.portregistry.FormerAssignment;
import io.github.portregistry.IanaState;
import io.github.portregistry.MadeRow;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.PortSpan;
import io.github.portregistry.PortStatus;
import io.github.portregistry.RegistryDate;
import io.github.portregistry.RegistryFormatException;
import io.github.portregistry.RegistryRow;
import io.github.portregistry.Transport;
import io.github.portregistry.UnnamedEntry;
import io.github.portregistry.fact.FactTable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * IANA's layout: what its fields become, what is left out, and that what comes out is canonical.
 */
class IanaCopyTest {

  private static IanaCopy iana(String rows) {
    return CsvSpec.ianaCopy(IANA_HEADER + rows);
  }

  private static Assignment service(String row) {
    return (Assignment) iana(row).entries().get(0);
  }

  @Test
  void everyColumnBecomesAField() {
    assertThat(
            iana("dccp-x,5004-5005,dccp,A title,[An_Org],[A_Person],2006-02,2012-04-24,[RFC4571],"
                    + "1381257281,Known use,␍␊")
                .entries())
        .containsExactly(
            MadeRow.of("dccp-x")
                .on("5004-5005", Transport.DCCP)
                .title("A title")
                .assignee("An_Org")
                .contact("A_Person")
                .registered("2006-02")
                .modified("2012-04-24")
                .references("RFC4571")
                .serviceCode("1381257281")
                .unauthorizedUse("Known use")
                .source(TEAM)
                .row());
  }

  @Test
  void anUnnamedRowBecomesItsState() {
    assertThat(
            iana(",1024,tcp,Reserved,[IANA],[IANA],2001-02,2024-12-20,[RFC6335],,Used,␍␊")
                .entries())
        .containsExactly(
            new UnnamedEntry(
                new PortSpan(1024, 1024),
                Transport.TCP,
                IanaState.RESERVED,
                PortStatus.RESERVED,
                "",
                "IANA",
                "IANA",
                new RegistryDate(2001, 2, null),
                new RegistryDate(2024, 12, 20),
                List.of("RFC6335"),
                "Used",
                TEAM));
  }

  @Test
  void aHeaderAloneIsAnEmptyRegistry() {
    assertThat(readIana(IANA_HEADER).provenance().rows()).isZero();
  }

  @Test
  void lfAloneEndsRowsToo() {
    String file = IANA_HEADER + "alpha,1,tcp,A,,,,,,,,␍␊beta,2,tcp,B,,,,,,,,␍␊";

    assertThat(csv(readIana(file.replace("␍", "")))).isEqualTo(csv(readIana(file)));
  }

  @Test
  void aLineBreakInAQuotedFieldBecomesASpace() {
    assertThat(service("alpha,1,tcp,\"A title␊      in  two␍␊lines␉here\",,,,,,,,␍␊").description())
        .isEqualTo("A title in two lines here");
  }

  @Test
  void aRowWithoutATransportHoldsForAll() {
    PortRegistry registry = readIana(IANA_HEADER + "x11,6000-6063,,X Window System,,,,,,,,␍␊");

    for (Transport transport : Transport.values()) {
      assertThat(registry.serviceName(6063, transport)).isEqualTo("x11");
    }
    assertThat(registry.port(6064).assignments()).isEmpty();
  }

  @Test
  void aNameWithoutAPortIsKept() {
    Assignment name = service("tivo-remote,,,TiVo Remote Protocol,,,,,,,,␍␊");

    assertThat(name.ports()).isNull();
    assertThat(name.transport()).isNull();
  }

  @Test
  void aNameMayStandTwiceWithoutAPort() {
    assertThat(iana("rdp,,tcp,One,,,,,,,,␍␊rdp,,tcp,Another,,,,,,,,␍␊").entries()).hasSize(2);
  }

  @Test
  void whatIsNotAsciiIsKept() {
    assertThat(service("alpha,1,tcp,Größe 😀 日本,[Jürgen_Ö],,,,,,,␍␊"))
        .extracting(Assignment::description, Assignment::assignee)
        .containsExactly("Größe 😀 日本", "Jürgen_Ö");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "[Jon_Postel];Jon_Postel",
        "[IESG][IETF_Chair];IESG, IETF_Chair",
        "[ IESG ] and [IETF_Chair];IESG, and, IETF_Chair",
        "Somebody;Somebody",
        "[Half;[Half",
        "[];''"
      })
  void keysAreTakenOutOfTheirBrackets(String keys, String assignee) {
    assertThat(service("alpha,1,tcp,A," + keys + "," + keys + ",,,,,,␍␊"))
        .extracting(Assignment::assignee, Assignment::contact)
        .containsExactly(assignee, assignee);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "[RFC9110];RFC9110",
        "[RFC4571][RFC4572];RFC4571|RFC4572",
        "[RFC1|RFC2];RFC1/RFC2",
        "[n/a];''",
        "[RFC1][n/a];RFC1",
        "RFC7;RFC7"
      })
  void referencesAreTakenOutOfTheirBrackets(String references, String expected) {
    assertThat(String.join("|", service("alpha,1,tcp,A,,,,," + references + ",,,␍␊").references()))
        .isEqualTo(expected);
  }

  @Test
  void proseAmongTheReferencesIsLeftOutAndCounted() {
    IanaCopy iana = iana("alpha,1,tcp,A,,,,,[TR-352][" + "long ".repeat(25) + "],,,␍␊");

    assertThat(((Assignment) iana.entries().get(0)).references()).containsExactly("TR-352");
    assertThat(iana.dropped()).containsExactly(entry("prose among the references", 1));
  }

  @Test
  void aReferenceOf120CharactersIsNoProse() {
    String longest = "x".repeat(120);
    IanaCopy iana = iana("alpha,1,tcp,A,,,,,[" + longest + "][x" + longest + "],,,␍␊");

    assertThat(((Assignment) iana.entries().get(0)).references()).containsExactly(longest);
    assertThat(iana.dropped()).containsExactly(entry("prose among the references", 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<joe&example.org> Alpha", "Alpha <joe@example.org>"})
  void aMailAddressIsLeftOutOfATitleWhereverItStands(String title) {
    IanaCopy iana = iana("alpha,1,tcp," + title + ",,,,,,,,␍␊");

    assertThat(((Assignment) iana.entries().get(0)).description()).isEqualTo("Alpha");
    assertThat(iana.dropped()).containsExactly(entry("mail address", 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Alpha <&lt.x>", "Alpha <@example.org>", "Alpha <www.a&b>", "Alpha <b>"})
  void whatIsInAngleBracketsAndNoMailAddressStays(String title) {
    IanaCopy iana = iana("alpha,1,tcp," + title + ",,,,,,,,␍␊");

    assertThat(((Assignment) iana.entries().get(0)).description()).isEqualTo(title);
    assertThat(iana.dropped()).isEmpty();
  }

  @Test
  void theSentenceOfAReplacementIsNoPartOfTheTitle() {
    IanaCopy iana =
        iana(
            "sql-net,66,tcp,\"Oracle SQL*NET␊IANA assigned this well-formed service name as a"
                + " replacement for \"\"sql*net\"\".\",,,,,,,,␍␊");

    assertThat(((Assignment) iana.entries().get(0)).description()).isEqualTo("Oracle SQL*NET");
    assertThat(iana.typed()).containsExactly(entry("replacement of an alias", 1));
    assertThat(iana.dropped()).isEmpty();
  }

  @Test
  void aTitleOfNothingButThatSentenceIsEmpty() {
    assertThat(
            service(
                    "acmaint-dbd,774,udp,IANA assigned this well-formed service name as a"
                        + " replacement for \"acmaint_dbd\".,,,,,,,,␍␊")
                .description())
        .isEmpty();
  }

  @Test
  void anAliasPointsToItsName() {
    IanaCopy iana =
        iana(
            "sql*net,66,tcp,Oracle SQL*NET,,,,,,,,\"This entry is an alias to \"\"sql-net\"\".␊This"
                + " entry is now historic, not usable for use with many␊common service discovery"
                + " mechanisms.\"␍␊");

    assertThat(((Assignment) iana.entries().get(0)).aliasOf()).isEqualTo("sql-net");
    assertThat(iana.typed()).containsExactly(entry("alias", 1));
    assertThat(iana.dropped()).isEmpty();
  }

  // Former assignments

  @Test
  void aReleasedRowIsReleasedAndToldAmongTheFormer() {
    IanaCopy iana =
        iana(
            ",2,tcp,Reserved,,,,2025-02-14,,,,\"De-assigned on 2025-02-13, previously compressnet"
                + " by [Bernie_Volz]\"␍␊");

    assertThat(iana.entries()).extracting(RegistryRow::status).containsExactly(PortStatus.RELEASED);
    assertThat(iana.former())
        .containsExactly(
            new FactTable.Row<>(
                new PortSpan(2, 2),
                new FormerAssignment(
                    Transport.TCP,
                    "compressnet",
                    "",
                    new RegistryDate(2025, 2, 13),
                    "IANA",
                    "",
                    FormerAssignment.Kind.RELEASED,
                    TEAM)));
  }

  @Test
  void aReleaseWithoutADateHasThatOfItsRow() {
    IanaCopy iana =
        iana(
            ",832,tcp,Reserved,,,,2025-09-29,,,,Previously assigned to NETCONF over SOAP but"
                + " released by [RFC9900]␍␊");

    assertThat(iana.former().get(0).fact().releasedOn()).isEqualTo(new RegistryDate(2025, 9, 29));
    assertThat(iana.former().get(0).fact().authority()).isEqualTo("RFC9900");
    assertThat(iana.former().get(0).fact().description()).isEqualTo("NETCONF over SOAP");
  }

  @Test
  void whoCameAfterAReleaseDidNotTakeThePortOver() {
    IanaCopy iana =
        iana("vcmp,2426,tcp,V,,,,2016-01-01,,,,This port was previously removed on 2002-04-29.␍␊");

    assertThat(iana.entries()).extracting(RegistryRow::status).containsExactly(PortStatus.ASSIGNED);
    assertThat(iana.former().get(0).fact())
        .extracting(
            FormerAssignment::kind, FormerAssignment::successor, FormerAssignment::releasedOn)
        .containsExactly(FormerAssignment.Kind.RELEASED, "", new RegistryDate(2002, 4, 29));
  }

  @Test
  void whoTookAPortOverIsTheSuccessor() {
    IanaCopy iana =
        iana(
            "tibet-server,1407,tcp,T,,,2015-06-16,,,,,This port has been retasked on"
                + " 2015-06-16.␍␊");

    assertThat(iana.former().get(0).fact())
        .extracting(
            FormerAssignment::kind, FormerAssignment::successor, FormerAssignment::releasedOn)
        .containsExactly(
            FormerAssignment.Kind.REASSIGNED, "tibet-server", new RegistryDate(2015, 6, 16));
  }

  @Test
  void aServiceInARowThatTellsOfAnotherTookThePortOver() {
    IanaCopy iana = iana("beta,62,tcp,B,,,,,,,,Historic usage was acms.␍␊");

    assertThat(iana.former().get(0).fact())
        .extracting(
            FormerAssignment::kind, FormerAssignment::serviceName, FormerAssignment::successor)
        .containsExactly(FormerAssignment.Kind.REASSIGNED, "acms", "beta");
  }

  @Test
  void aRowWithoutAServiceThatTellsOfOneIsReleased() {
    IanaCopy iana = iana(",62,tcp,Reserved,,,,,,,,Historic usage was acms.␍␊");

    assertThat(iana.former().get(0).fact())
        .extracting(
            FormerAssignment::kind, FormerAssignment::serviceName, FormerAssignment::successor)
        .containsExactly(FormerAssignment.Kind.RELEASED, "acms", "");
  }

  @Test
  void aRowKeepsTheDateOnWhichWhatItHadWasRegistered() {
    IanaCopy iana =
        iana(
            ",8699,udp,Reserved,,,2004-11,2013-05-24,,,,This entry is being removed on 2013-05-24.␍␊");

    assertThat(iana.former().get(0).fact())
        .extracting(FormerAssignment::registered, FormerAssignment::releasedOn)
        .containsExactly(new RegistryDate(2004, 11, null), new RegistryDate(2013, 5, 24));
  }

  @Test
  void theOnlyDateOfAReleasedRowIsThatOfTheRelease() {
    IanaCopy iana = iana(",2905,udp,De-registered,,,2001-06-07,,,,,␍␊");

    assertThat(iana.former().get(0).fact())
        .extracting(FormerAssignment::registered, FormerAssignment::releasedOn)
        .containsExactly(null, new RegistryDate(2001, 6, 7));
  }

  @Test
  void aNewHolderWithoutADateInTheNoteHasNone() {
    IanaCopy iana =
        iana("osb-sd,400,tcp,Oracle,,,,2016-01-01,,,,Formerly was Workstation Solutions␍␊");

    assertThat(iana.former().get(0).fact().releasedOn()).isNull();
    assertThat(iana.former().get(0).fact().kind()).isEqualTo(FormerAssignment.Kind.RENAMED);
  }

  @Test
  void aNameWithoutAPortHasNoFormerAssignment() {
    assertThat(iana("jmap,,tcp,J,,,,,,,,Formerly was JSON Mail␍␊").former()).isEmpty();
  }

  @Test
  void aDescriptionThatTellsOfAReleaseIsCounted() {
    IanaCopy iana = iana(",585,,De-registered,,,,2006-04-25,,,,␍␊");

    assertThat(iana.entries()).extracting(RegistryRow::status).containsExactly(PortStatus.RELEASED);
    assertThat(iana.typed()).containsExactly(entry("release told by the description", 1));
  }

  @Test
  void aRegistryFromIanaKnowsWhatItsNotesTell() {
    PortRegistry registry =
        readIana(
            IANA_HEADER + ",47,tcp,Reserved,,,,,,,,This entry has been removed on 2017-05-18.␍␊");

    assertThat(registry.port(47).status(Transport.TCP)).isEqualTo(PortStatus.RELEASED);
    assertThat(registry.port(47).ianaState(Transport.TCP)).isEqualTo(IanaState.RESERVED);
    assertThat(registry.port(47).formerAssignments())
        .filteredOn(former -> former.transport() == Transport.TCP)
        .extracting(FormerAssignment::releasedOn)
        .containsExactly(new RegistryDate(2017, 5, 18));
  }

  // What is read is a canonical table, whatever IANA may write

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alpha,1,tcp,Al\u0085pha\u0080,,,,,,,,␍␊", // C1 controls in a title
        "alpha,1,tcp,\u2003Alpha\u2003,,,,,,,,␍␊",
        "alpha,1,tcp,<a&example.org> Alpha,,,,,,,,␍␊", // where an address was
        "alpha,1,tcp,A,,,,,,,<a&example.org> used,␍␊",
        "alpha,1,tcp,A,,,,,,,,\"This is a duplicate of the \"\" beta \"\" service and should not be"
            + " used for discovery purposes.\"␍␊",
        "alpha,1,tcp,A|B,[A|B],[A|B],,,[A|B][],,A|B,␍␊",
        "alpha,80-80,tcp,A,,,,,,,,␍␊",
        "alpha,1,tcp,\"A, \"\"B\"\"\",,,,,,,,␍␊"
      })
  void whatIsReadCanBeReadBack(String row) {
    byte[] csv = csv(readIana(IANA_HEADER + row));

    assertThat(csv(read(csv))).isEqualTo(csv);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " alpha ,1,tcp,A,,,,,,,,␍␊",
        "\"alpha␉\",1,tcp,A,,,,,,,,␍␊",
        "al\u0085pha,1,tcp,A,,,,,,,,␍␊",
        "alpha,1,dccp,A,,,,,, 42 ,,␍␊"
      })
  void aNameOrACodeThatCannotStandInATableIsRefusedOrMadeFit(String row) {
    byte[] csv;
    try {
      csv = csv(readIana(IANA_HEADER + row));
    } catch (RegistryFormatException e) {
      return;
    }
    assertThat(csv(read(csv))).isEqualTo(csv);
  }
}
