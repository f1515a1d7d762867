package io.github.portregistry.iana;

import static io.github.portregistry.CsvSpec.TEAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import io.github.portregistry.Assignment;
import io.github.portregistry.CsvSpec;
import io.github.portregistry.IanaState;
import io.github.portregistry.MadeRow;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.PortSpan;
import io.github.portregistry.PortStatus;
import io.github.portregistry.RegistryDate;
import io.github.portregistry.RegistryFormatException;
import io.github.portregistry.RegistryRow;
import io.github.portregistry.Snapshot;
import io.github.portregistry.Transport;
import io.github.portregistry.UnnamedEntry;
import io.github.portregistry.csv.CsvText;
import io.github.portregistry.csv.Fields;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** IANA's XML: what its elements become, and that it says what IANA's CSV says. */
class IanaXmlTest {

  private static final String HEAD =
      "<?xml version='1.0' encoding='UTF-8'?>\n"
          + "<registry xmlns=\"http://www.iana.org/assignments\""
          + " id=\"service-names-port-numbers\">\n";

  private static final String ALPHA =
      "<record><name>alpha</name><protocol>tcp</protocol><number>1</number></record>\n";

  private static IanaCopy copy(String inside) {
    return IanaCopy.of((HEAD + inside + "</registry>\n").getBytes(StandardCharsets.UTF_8), TEAM);
  }

  private static Assignment service(String insideOfRecord) {
    return (Assignment) copy("<record>" + insideOfRecord + "</record>").entries().get(0);
  }

  private static void assertRefused(String inside, String message) {
    assertThatThrownBy(() -> copy(inside))
        .isExactlyInstanceOf(RegistryFormatException.class)
        .hasMessage(TEAM + ", " + message);
  }

  // What the elements become

  @Test
  void everyElementOfARecordBecomesAField() {
    assertThat(
            copy("""
                <record date="2006-02" updated="2012-04-24">
                  <name>dccp-x</name>
                  <protocol>dccp</protocol>
                  <assignee><xref type="person" data="An_Org"/></assignee>
                  <xref type="person" data="A_Person"/>
                  <description>A title</description>
                  <number>5004-5005</number>
                  <sc>1381257281</sc>
                  <xref type="rfc" data="rfc4571"/>
                  <unauthorized>Known use</unauthorized>
                  <note>This entry is an alias to "x". This entry is now historic, not usable for use
                    with many common service discovery mechanisms.</note>
                </record>
                """)
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
                .aliasOf("x")
                .source(TEAM)
                .row());
  }

  @Test
  void aRecordWithoutANameBecomesItsState() {
    assertThat(
            copy("<record updated='2024-12-20'><protocol>tcp</protocol>"
                    + "<description>Reserved</description><number>0</number></record>")
                .entries())
        .containsExactly(
            new UnnamedEntry(
                new PortSpan(0, 0),
                Transport.TCP,
                IanaState.RESERVED,
                PortStatus.RESERVED,
                "",
                "",
                "",
                null,
                new RegistryDate(2024, 12, 20),
                List.of(),
                "",
                TEAM));
  }

  @Test
  void aContactIsTheAssigneeTooWhereNoneIsNamed() {
    Assignment service = service("<name>a</name><xref type='person' data='A_Person'/>");

    assertThat(service.assignee()).isEqualTo("A_Person");
    assertThat(service.contact()).isEqualTo("A_Person");
  }

  @ParameterizedTest
  @CsvSource({
    "type='rfc' data='rfc6335', '', RFC6335",
    "type='rfc' data='rfc8765', 'RFC8765, Section 6.1', 'RFC8765, Section 6.1'",
    "type='rfc' data='rfc8765' section='6.1', '', 'RFC8765, Section 6.1'",
    "type='draft' data='RFC-ietf-anima-brski-prm-23', '', RFC-ietf-anima-brski-prm-23",
    "type='draft' data='draft-a-05' section='4.3', 'draft-a-05, Section 4.3', 'draft-a-05, Section 4.3'",
    "type='uri' data='https://a.example/', '', https://a.example/",
    "type='uri' data='https://a.example/', TR-352, TR-352",
    "type='text', ITU-T X.510, ITU-T X.510",
    "type='note' data='1', '', 1"
  })
  void aReferenceIsWrittenAsInIanasCsv(String attributes, String text, String reference) {
    assertThat(service("<name>a</name><xref " + attributes + ">" + text + "</xref>").references())
        .containsExactly(reference);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A &amp; B",
        "A &#38; B",
        "A &#x26; B",
        "<![CDATA[A & B]]>",
        "A<!-- not this --> &amp; B",
        "<![CDATA[A &]]> <![CDATA[B]]>",
        "\n  A <?not this?>&amp;\n    B\n",
        "A<br/>&amp;<br/>B",
        "<paragraph>A &amp;</paragraph><paragraph>B</paragraph>",
        "<paragraph>A &amp;</paragraph>B",
        "A &amp;<paragraph>B</paragraph>",
        "<b>A</b> &amp; <unheard><of>B</of></unheard>"
      })
  void aTextIsOneHoweverItIsSpelled(String text) {
    assertThat(service("<name>a</name><description>" + text + "</description>").description())
        .isEqualTo("A & B");
  }

  @Test
  void anElementWithinAWordDoesNotDivideIt() {
    assertThat(service("<name>a</name><description>Sub<b>net</b>work</description>").description())
        .isEqualTo("Subnetwork");
  }

  @Test
  void twoTextsOfOneKindAreBothKept() {
    assertThat(
            service("<name>a</name><description>One</description><description>Two</description>")
                .description())
        .isEqualTo("One Two");
  }

  @Test
  void referencesInATextStandInBrackets() {
    assertThat(
            service(
                    "<name>a</name><description>Profile <xref type='rfc' data='rfc9483'/> of"
                        + " it</description>")
                .description())
        .isEqualTo("Profile [RFC9483] of it");
  }

  @Test
  void peopleAndOtherElementsOfTheRegistryAreNotRead() {
    IanaCopy copy =
        copy(
            "<title>T</title><note>Of <xref type='rfc' data='rfc1'/></note>"
                + ALPHA
                + "<people><person id='A'><uri>mailto:a&amp;b.example</uri><updated>2099-01-01"
                + "</updated></person></people><more><deeper/></more>");

    assertThat(copy.entries()).hasSize(1);
    assertThat(copy.entries().toString()).doesNotContain("b.example");
    assertThat(copy.day()).isNull();
  }

  @Test
  void aMailAddressIsLeftOutAndCounted() {
    IanaCopy copy =
        copy(
            "<record><name>a</name><description>A &lt;joe&amp;example.org&gt;</description>"
                + "<xref type='uri' data='mailto:joe@example.org'/>"
                + "<xref type='person' data='mailto:joe@example.org'/></record>");

    assertThat(copy.entries().toString()).doesNotContain("joe", "example");
    assertThat(copy.dropped()).contains(entry("mail address", 4));
  }

  @Test
  void anElementOfARecordThatHasNoFieldIsCounted() {
    assertThat(copy("<record><name>a</name><range>x</range><range/></record>").dropped())
        .isEqualTo(Map.of("element \"range\"", 2));
  }

  // The day

  @ParameterizedTest
  @CsvSource({
    "<updated>2026-08-17</updated>, 2026-08-17",
    "<updated> 2024-12-20 </updated>, 2024-12-20",
    "<updated>2024-12-19</updated>, 2024-12-20",
    "<updated>soon</updated>, 2024-12-20",
    "<updated>2024-12</updated>, 2024-12-20",
    "<updated>+10000-01-01</updated>, 2024-12-20",
    "<updated>0000-01-01</updated>, 2024-12-20",
    "'', 2024-12-20"
  })
  void theDayIsTheStatedOneUnlessARowIsNewer(String updated, LocalDate day) {
    IanaCopy copy = copy(updated + "<record updated='2024-12-20'><name>a</name></record>");

    assertThat(copy.day()).isEqualTo(day);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0001-01-01", "9999-12-31"})
  void theDayMayHaveAnyYearOfFourDigitsButZero(LocalDate day) {
    IanaCopy copy = copy("<updated>" + day + "</updated><record><name>a</name></record>");

    assertThat(copy.day()).isEqualTo(day);
  }

  @Test
  void aRegistryIsKnownUntilTheDayThatTheFileStates() {
    PortRegistry registry =
        CsvSpec.readIana(
            HEAD
                + "<updated>2030-01-03</updated><record date='2030-01-02'><name>a</name></record>"
                + "</registry>");

    assertThat(registry.lastDay()).isEqualTo("2030-01-03");
    assertThat(registry.provenance().knownUntil()).hasToString("2030-01-03");
    assertThat(registry.provenance().snapshotDate()).hasToString("2030-01-02");
  }

  @Test
  void aRowOfTheSameMonthIsNotNewer() {
    assertThat(
            copy("<updated>2026-08-17</updated><record date='2026-08'><name>a</name></record>")
                .day())
        .isEqualTo("2026-08-17");
  }

  // What is refused

  @Test
  void aFaultOfARecordHasItsLine() {
    assertRefused(
        ALPHA + "<record>\n<name>b</name>\n<number>70000</number>\n</record>",
        "line 4: expected a port from 0 to 65535, a range such as 6000-6063 in ascending order, or"
            + " an empty field but found \"70000\"");
  }

  @Test
  void aRecordThatStandsTwiceIsRefused() {
    assertRefused(
        ALPHA + ALPHA, "line 4: expected each row once but found a row that stands above already");
  }

  @Test
  void textBesideTheElementsOfARecordIsRefused() {
    assertRefused(
        "<record><name>a</name>tcp</record>",
        "line 3: expected only elements in a record but found the text \"tcp\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<registry id='x'>%s</registry>",
        "<people><person>%s</person></people>",
        "<record><name>a</name>%s</record>",
        "<record><name>a</name><note>%s</note></record>",
        "<record><name>a</name><xref type='rfc'>%s</xref></record>",
        "<updated>%s</updated>"
      })
  void aRecordInAnotherElementIsRefused(String around) {
    assertRefused(
        around.formatted(ALPHA.strip()),
        "line 3: expected records in the registry itself but found a record in another element");
  }

  @Test
  void anEntityIsRefused() {
    assertThatThrownBy(() -> service("<name>a&b;</name>"))
        .isExactlyInstanceOf(RegistryFormatException.class)
        .hasMessageStartingWith(TEAM + ", line 3: expected ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<record>",
        "</record>",
        "<record",
        "<record a='1' a='2'/>",
        "&",
        "\u0001",
        "</registry>",
        "</registry><more>"
      })
  void whatIsNotWellFormedIsRefused(String inside) {
    assertThatThrownBy(() -> copy(inside))
        .isExactlyInstanceOf(RegistryFormatException.class)
        .hasMessageStartingWith(
            TEAM + ", line 3: expected well-formed XML but found what the parser refuses: ");
  }

  private static String reasonOfTheParser(String inside) {
    RegistryFormatException refused =
        catchThrowableOfType(RegistryFormatException.class, () -> copy(inside));
    String introduction = "what the parser refuses: ";
    assertThat(refused.found()).startsWith(introduction);
    return refused.found().substring(introduction.length());
  }

  @Test
  void theReasonOfTheParserIsGivenWithoutThePlaceThatTheMessageHasAnyway() {
    assertThat(reasonOfTheParser("</record>"))
        .isNotBlank()
        .doesNotContain("ParseError", "Message:", "[3,");
  }

  /** The reason names the attribute once, so that it grows by one character at a time. */
  @Test
  void theReasonOfTheParserIsGivenWholeUpTo200Characters() {
    List<String> reasons = new ArrayList<>();
    for (int length = 1; length <= 200; length++) {
      String name = "a".repeat(length);
      reasons.add(reasonOfTheParser("<record " + name + "='1' " + name + "='2'/>"));
    }

    assertThat(reasons)
        .filteredOn(reason -> !reason.endsWith("…"))
        .extracting(String::length)
        .contains(199, 200)
        .allMatch(length -> length <= 200);
    assertThat(reasons)
        .filteredOn(reason -> reason.endsWith("…"))
        .isNotEmpty()
        .allMatch(reason -> reason.length() == 201);
  }

  @Test
  void whatIsInADoctypeIsNotReadAtAll() {
    assertThatThrownBy(
            () -> IanaXml.read("<!DOCTYPE registry [<!ENTITY>]>\n" + HEAD + "</registry>", TEAM))
        .isExactlyInstanceOf(RegistryFormatException.class)
        .hasMessageEndingWith(": expected XML without a DOCTYPE but found a DOCTYPE");
  }

  @Test
  void aTextThatIsTooLongIsRefusedAtTheLineOfItsRecord() {
    assertRefused(
        "<record>\n<name>a</name>\n<description>"
            + "x".repeat(65_537)
            + "</description>\n</record>",
        "line 3: expected at most 65536 characters in a field but found 65537");
  }

  @Test
  void anyCutIsRefused() {
    String whole = HEAD + "<updated>2026-08-17</updated>" + ALPHA + "</registry>";
    for (int end = 1; end < whole.length(); end++) {
      byte[] cut = whole.substring(0, end).getBytes(StandardCharsets.UTF_8);

      assertThatThrownBy(() -> IanaCopy.of(cut, TEAM))
          .as("the first %d bytes", end)
          .isExactlyInstanceOf(RegistryFormatException.class);
    }
  }

  // IANA's own file

  @Test
  void theXmlHasTheFieldsOfTheCsv() throws IOException {
    List<Fields> xml = IanaFile.of(Files.readAllBytes(Snapshot.xml()), "x.xml").rows();
    List<Fields> csv =
        CsvText.of(Files.readAllBytes(Snapshot.iana()), "x.csv").rows(IanaFile.HEADER);
    List<String> different = new ArrayList<>();
    for (int row = 0; row < csv.size(); row++) {
      for (int column = 0; column < IanaFile.HEADER.size(); column++) {
        String ofXml = plain(xml.get(row).text(column));
        String ofCsv = plain(csv.get(row).text(column));
        if (!ofXml.equals(ofCsv)) {
          different.add(row + ", " + IanaFile.HEADER.get(column) + ": " + ofXml + " / " + ofCsv);
        }
      }
    }

    assertThat(csv).hasSize(14533);
    assertThat(xml).hasSameSizeAs(csv);
    assertThat(different).isEmpty();
  }

  private static String plain(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  @Test
  void theXmlMakesTheRegistryOfTheCsv() throws IOException {
    PortRegistry xml = PortRegistry.readIana(Snapshot.xml());
    PortRegistry csv = PortRegistry.readIana(Snapshot.iana());

    assertThat(xml.provenance().sha256()).isEqualTo(csv.provenance().sha256());
    assertThat(xml.lastDay()).isEqualTo("2026-08-17");
  }

  @Test
  void theXmlAndTheCsvDropAndTypeTheSame() throws IOException {
    IanaCopy xml = IanaCopy.of(Files.readAllBytes(Snapshot.xml()), "x");
    IanaCopy csv = IanaCopy.of(Files.readAllBytes(Snapshot.iana()), "x");

    assertThat(xml.entries()).isEqualTo(csv.entries()).hasSize(14533);
    assertThat(xml.former()).isEqualTo(csv.former());
    assertThat(xml.typed()).isEqualTo(csv.typed());
    assertThat(xml.dropped()).isEqualTo(csv.dropped());
    assertThat(xml.entries()).extracting(RegistryRow::source).containsOnly("x");
  }
}
