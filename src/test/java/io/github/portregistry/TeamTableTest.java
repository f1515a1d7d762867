package io.github.portregistry;

import static io.github.portregistry.CsvSpec.HEADER;
import static io.github.portregistry.CsvSpec.assertRefused;
import static io.github.portregistry.CsvSpec.assertTeamRefused;
import static io.github.portregistry.CsvSpec.bytes;
import static io.github.portregistry.CsvSpec.readTeam;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link PortRegistry#read} makes of tables as people write them and programs export them. */
class TeamTableTest {

  /** What all spellings of the same two rows are written as. */
  private static final String CANONICAL =
      HEADER + "443,tcp,,,edge,\"Edge, TLS\",,,,,,,,,␊8500,tcp,,,billing,Billing API,,,,,,,,,␊";

  private static final String COLUMNS =
      "port and service_name, and any of transport, state, status, description, assignee, contact,"
          + " registered, modified, references, service_code, unauthorized_use, alias_of, source";

  private static void assertCanonical(String spec) {
    assertThat(new String(readTeam(spec).csv(), StandardCharsets.UTF_8))
        .isEqualTo(CsvSpec.text(CANONICAL));
  }

  // What programs export

  @Test
  void excelWritesAByteOrderMarkAndCrLf() {
    assertCanonical(
        "\ufeffport,transport,service_name,description␍␊443,tcp,edge,\"Edge, TLS\"␍␊"
            + "8500,tcp,billing,Billing API␍␊");
  }

  @Test
  void excelTakesSemicolonsWhereTheCommaIsDecimal() {
    assertCanonical(
        "\ufeffport;transport;service_name;description␍␊443;tcp;edge;Edge, TLS␍␊"
            + "8500;tcp;billing;Billing API␍␊");
  }

  @Test
  void excelSaysWhichSeparatorItTook() {
    assertCanonical(
        "SEP=;␍␊port;transport;service_name;description␍␊443;tcp;edge;Edge, TLS␍␊"
            + "8500;tcp;billing;Billing API␍␊");
    assertCanonical(
        "sep=,␍␊port,transport,service_name,description␍␊443,tcp,edge,\"Edge, TLS\"␍␊"
            + "8500,tcp,billing,Billing API␍␊");
  }

  @Test
  void aFirstLineThatAnnouncesASeparatorAndNamesNoneIsPassedOver() {
    assertCanonical(
        "sep=␊port,transport,service_name,description␊443,tcp,edge,\"Edge, TLS\"␊"
            + "8500,tcp,billing,Billing API␊");
  }

  @Test
  void excelForOldMacsEndsLinesWithCrAlone() {
    assertCanonical(
        "port,transport,service_name,description␍443,tcp,edge,\"Edge, TLS\"␍"
            + "8500,tcp,billing,Billing API␍");
  }

  @Test
  void aSheetWithEmptyColumnsAndRowsIsExportedWithThem() {
    assertCanonical(
        "port,transport,service_name,description,,␊443,tcp,edge,\"Edge, TLS\",,␊,,,,,␊"
            + "8500,tcp,billing,Billing API,,␊,,,,,␊,,,,,␊");
    assertCanonical(
        ",,,,␊,port,transport,service_name,description␊,443,tcp,edge,\"Edge, TLS\"␊"
            + ",8500,tcp,billing,Billing API␊");
  }

  @Test
  void libreOfficeMayQuoteEveryText() {
    assertCanonical(
        "\"port\",\"transport\",\"service_name\",\"description\"␊443,\"tcp\",\"edge\",\"Edge, TLS\"␊"
            + "8500,\"tcp\",\"billing\",\"Billing API\"␊");
  }

  @Test
  void googleSheetsWritesNoLastLineEnd() {
    assertCanonical(
        "port,transport,service_name,description␍␊443,tcp,edge,\"Edge, TLS\"␍␊"
            + "8500,tcp,billing,Billing API");
  }

  @Test
  void cellsThatAreCopiedHaveTabsBetween() {
    assertCanonical(
        "port␉transport␉service_name␉description␊443␉tcp␉edge␉Edge, TLS␊"
            + "8500␉tcp␉billing␉Billing API␊");
  }

  @Test
  void aTableOfAnotherReleaseIsReadAsItIs() {
    assertCanonical(CANONICAL);
  }

  // What people write

  @Test
  void rowsMayStandInAnyOrder() {
    assertCanonical(
        "port,transport,service_name,description␊8500,tcp,billing,Billing API␊"
            + "443,tcp,edge,\"Edge, TLS\"␊");
  }

  @Test
  void columnsMayStandInAnyOrderAndBeSpelledInAnyCase() {
    assertCanonical(
        "Service Name,PORT,Description,Transport␊edge,443,\"Edge, TLS\",TCP␊"
            + "billing,8500,Billing API,Tcp␊");
    assertCanonical(
        "service-name,Port,DESCRIPTION,transport␊edge,443,\"Edge, TLS\",tcp␊"
            + "billing,8500,Billing API,tcp␊");
  }

  @Test
  void linesMayBeBlankAndFieldsHaveSpaceAround() {
    assertCanonical(
        "␊port, transport, service_name, description␊   ␊443, tcp, edge, \"Edge, TLS\"␊␍␊"
            + "8500 ,tcp\u00a0, billing ,  Billing API ␊␊");
  }

  @Test
  void columnsAtTheEndMayBeMissingInEachRow() {
    PortRegistry team =
        readTeam("port,service_name,transport,description␊8500,billing␊9000,a,udp␊");

    assertThat(team.port(8500).assignments())
        .extracting(Assignment::serviceName)
        .containsExactly("billing");
    assertThat(team.serviceName(8500, Transport.DCCP)).isEqualTo("billing");
    assertThat(team.serviceName(9000, Transport.TCP)).isEmpty();
  }

  @Test
  void aRowOfTwoColumnsIsARowForAllTransports() {
    assertThat(readTeam("port,service_name␊8500-8510,billing").port(8505).assignments())
        .containsExactly(
            new Assignment("billing", new PortSpan(8500, 8510), null, "", List.of(), "team.csv"));
  }

  @Test
  void whatGoesWithoutSayingMayBeSaid() {
    PortRegistry team =
        readTeam(
            "port,transport,state,status,service_name␊1,tcp,Assigned,ASSIGNED,alpha␊"
                + "2,tcp,Reserved,reserved,␊3,tcp,UNASSIGNED,Released,␊4,tcp,,Ghost,beta␊");

    assertThat(team.port(1).status(Transport.TCP)).isEqualTo(PortStatus.ASSIGNED);
    assertThat(team.port(2).status(Transport.TCP)).isEqualTo(PortStatus.RESERVED);
    assertThat(team.port(3).status(Transport.TCP)).isEqualTo(PortStatus.RELEASED);
    assertThat(team.port(4).status(Transport.TCP)).isEqualTo(PortStatus.GHOST);
  }

  @Test
  void aTeamMaySayWhatItKnowsOfTheUseInAnyCase() {
    PortRegistry team =
        readTeam("port,status,service_name␊1,IN_USE,alpha␊2,Specified,beta␊3,Maker_Lives,gamma␊");

    assertThat(team.port(1).liveness()).isEqualTo(Liveness.IN_USE);
    assertThat(team.port(2).liveness()).isEqualTo(Liveness.SPECIFIED);
    assertThat(team.port(3).assignments().get(0).doubt()).isEqualTo(Doubt.MAKER_LIVES);
  }

  @Test
  void everyColumnIsReadWhereverItStands() {
    PortRegistry team =
        readTeam(
            "source,alias_of,unauthorized_use,service_code,references,modified,registered,contact,"
                + "assignee,description,service_name,status,state,transport,port␊"
                + "wiki,b,Used,17,RFC1|RFC2,2021-10-01,1994-11,C,A,D,a,ghost,,dccp,7-9␊");

    assertThat(new String(team.csv(), StandardCharsets.UTF_8))
        .isEqualTo(
            CsvSpec.text(
                HEADER + "7-9,dccp,,ghost,a,D,A,C,1994-11,2021-10-01,RFC1|RFC2,17,Used,b,wiki␊"));
  }

  @Test
  void whatWasReadIsWrittenInTheCanonicalForm() throws IOException {
    byte[] written = readTeam("port;service_name␍␊9;b␍␊8;\"a\"␍␊").csv();

    assertThat(CsvSpec.read(written).csv()).isEqualTo(written);
    assertThat(readTeam(written).csv()).isEqualTo(written);
  }

  @Test
  void theSourceMayBeTheTableItself() {
    assertThat(readTeam("port,service_name,source␊8500,billing,team.csv␊").csv())
        .isEqualTo(readTeam("port,service_name␊8500,billing␊").csv());
  }

  @Test
  void aHeaderAloneIsAnEmptyTable() {
    assertThat(readTeam("port,service_name").provenance().rows()).isZero();
  }

  // What cannot be understood

  @ParameterizedTest
  @ValueSource(strings = {"", "\ufeff", "␊␍␊", "  ␊,,,␊"})
  void aTableWithoutAHeaderIsRefused(String spec) {
    assertTeamRefused(
        spec,
        "line 1: expected a header row with the columns port and service_name but found an empty"
            + " file");
  }

  @Test
  void aColumnThatIsUnknownIsRefusedWithThoseThatThereAre() {
    assertTeamRefused(
        "port,service_name,owner␊8500,billing,us␊",
        "line 1, column 3: expected a header row with the columns "
            + COLUMNS
            + ", or lines such as https 443/tcp but found \"owner\"");
  }

  @Test
  void theCommaSeparatesWhereAnotherSeparatorIsAsFrequent() {
    assertTeamRefused(
        "port,service_name;owner␊",
        "line 1, column 2: expected a header row with the columns "
            + COLUMNS
            + ", or lines such as https 443/tcp but found \"service_name;owner\"");
  }

  @Test
  void rowsWithoutAHeaderAreRefused() {
    assertTeamRefused(
        "␊8500,tcp,billing␊",
        "line 2, column 1: expected a header row with the columns "
            + COLUMNS
            + ", or lines such as https 443/tcp but found \"8500\"");
  }

  @Test
  void anIanaFileIsSentToItsReader() {
    assertTeamRefused(
        CsvSpec.IANA_HEADER,
        "line 1, column 2: expected the columns "
            + COLUMNS
            + " (readIana reads IANA's own file) but found \"Port Number\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "port,transport;service_name",
        "service_name,description;port",
      })
  void aColumnThatIsNeededAndMissingIsNamed(String header, String missing) {
    assertTeamRefused(
        header + "␊",
        "line 1: expected a column "
            + missing
            + " in the header but found only "
            + header.replace(",", ", "));
  }

  @Test
  void aColumnThatStandsTwiceIsRefused() {
    assertTeamRefused(
        "port,service_name,Port␊",
        "line 1, column 3: expected each column once but found \"Port\" again");
  }

  @Test
  void aValueInAColumnWithoutANameIsRefused() {
    String expected = "expected nothing in a column that has no name in the header but found ";
    assertTeamRefused(
        "port,service_name,␊8500,billing,x␊", "line 2, column 3: " + expected + "\"x\"");
    assertTeamRefused(
        "port,service_name␊8500,a␊8501,billing,,y␊", "line 3, column 4: " + expected + "\"y\"");
  }

  @Test
  void aFaultIsToldByTheColumnItHasInTheFile() {
    assertTeamRefused(
        "description,service_name,transport,port␊Billing API,billing,tcp,70000␊",
        "line 2, column 4: expected a port from 0 to 65535, a range such as 6000-6063 in ascending"
            + " order, or an empty field but found \"70000\"");
    assertTeamRefused(
        "description,service_name,transport,port␊Billing API,billing,icmp,7000␊",
        "line 2, column 3: expected tcp, udp, sctp, dccp or an empty field but found \"icmp\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "x", "'", "\\"})
  void aSeparatorThatNoTableHasIsRefused(String separator) {
    assertTeamRefused(
        "␊sep=" + separator + "␊port,service_name␊8500,a␊",
        "line 2: expected a comma, a semicolon, a tab or | after sep= but found \""
            + separator
            + "\"");
  }

  @Test
  void theLineIsThatOfTheFileWhateverEndsLines() {
    String expected = ": expected tcp, udp, sctp, dccp or an empty field but found \"icmp\"";
    for (String end : new String[] {"␊", "␍␊", "␍"}) {
      assertTeamRefused(
          String.join(end, "", "port,service_name,transport,", "1,a,tcp", "", "2,b,icmp", ""),
          "line 5, column 3" + expected);
    }
  }

  @Test
  void aRowBelowACellWithALineBreakAtItsEndIsToldByItsLineInTheFile() {
    assertTeamRefused(
        "port,service_name,transport␊1,\"a␊\",tcp␊2,b,icmp␊",
        "line 4, column 3: expected tcp, udp, sctp, dccp or an empty field but found \"icmp\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,a,%s␊", "1,a,\"%s\"␊", "1,a, \"%s\" ␊"})
  void aCellMayHave65536CharactersAndNotOneMore(String row) {
    String table = "port,service_name,description␊" + row;

    assertThat(readTeam(table.formatted("x".repeat(65_536))).port(1).assignments())
        .extracting(Assignment::description)
        .containsExactly("x".repeat(65_536));
    assertThatThrownBy(() -> readTeam(table.formatted("x".repeat(65_537))))
        .isExactlyInstanceOf(RegistryFormatException.class)
        .hasMessageStartingWith(
            "team.csv, line 2: expected a row as in RFC 4180, its fields at most 65536 characters"
                + " long but found ");
  }

  @Test
  void aRowThatStandsTwiceIsToldWithBothItsLines() {
    assertTeamRefused(
        "port,service_name␊8500,billing␊9000,a␊8500-8500,Billing␊",
        "line 4, column 1: expected each row once but found the row of line 2 again");
  }

  @Test
  void aLineBreakInACellIsNamed() {
    assertTeamRefused(
        "port,service_name,description␍␊8500,billing,\"Billing␊API\"␍␊",
        "line 2, column 3: expected text without line breaks and other control characters but"
            + " found \"Billing\", a line break, \"API\"");
  }

  @Test
  void aNulByteIsNamed() {
    assertTeamRefused(
        "port,service_name␊8500,bil␀ling␊", "line 2: expected text but found a NUL byte");
  }

  @Test
  void textInTheEncodingOfOldWindowsIsSentToTheRightOne() {
    byte[] table =
        CsvSpec.text("port,service_name,description␍␊8500,billing,Gebühren␍␊")
            .getBytes(Charset.forName("windows-1252"));

    assertRefused(
        () -> readTeam(table),
        "line 2: expected UTF-8 text (a spreadsheet calls it \"CSV UTF-8\") but found the byte"
            + " 0xFC");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "x-UTF-16LE-BOM"})
  void unicodeTextOfExcelIsSentToTheRightEncoding(String charset) {
    byte[] table = CsvSpec.text("port␉service_name␍␊").getBytes(Charset.forName(charset));

    assertRefused(
        () -> readTeam(table),
        "line 1: expected UTF-8 text (a spreadsheet calls it \"CSV UTF-8\") but found UTF-16 text");
  }

  @Test
  void theMarkOfUtf16AloneIsEnoughToKnowIt() {
    for (byte[] mark : new byte[][] {{(byte) 0xff, (byte) 0xfe}, {(byte) 0xfe, (byte) 0xff}}) {
      assertRefused(
          () -> readTeam(mark),
          "line 1: expected UTF-8 text (a spreadsheet calls it \"CSV UTF-8\") but found UTF-16"
              + " text");
    }
  }

  @Test
  void aQuoteThatIsNotClosedIsToldByItsLine() {
    assertTeamRefused(
        "port,service_name␊1,a␊2,\"b␊3,c␊",
        "line 3: expected a row as in RFC 4180, its fields at most 65536 characters long but found"
            + " one that the CSV reader refuses: Unclosed quoted field at end of input (record"
            + " starting at line 3)");
  }

  @Test
  void aNamedRowCannotBeUnassigned() {
    assertTeamRefused(
        "port,service_name,state␊1,a,Unassigned␊",
        "line 2, column 3: expected nothing in a row with a service name, which is assigned but"
            + " found \"unassigned\"");
  }

  // Other protocols

  @Test
  void rowsOfOtherProtocolsAreSkippedOnRequest() throws IOException {
    byte[] table = bytes("port,service_name,transport␊1,a,icmp␊2,b,TCP␊3,c,␊");

    PortRegistry team =
        PortRegistry.read(new ByteArrayInputStream(table), "team.csv", OtherProtocols.SKIP);

    assertThat(team.assignments()).extracting(Assignment::serviceName).containsExactly("b", "c");
  }

  // Size

  @Test
  void columnsThatAreMissingCountAsIfTheyWereThere() throws IOException {
    ByteArrayOutputStream table = new ByteArrayOutputStream();
    table.write(bytes("port,service_name␊"));
    for (int i = 0; i < 13_600; i++) {
      table.write(bytes(i + "," + "a".repeat(600) + "␊"));
    }
    assertThat(table.size()).isLessThan(8 << 20);

    assertRefused(
        () -> readTeam(table.toByteArray()),
        "line 13549: expected at most 8388608 bytes with all 15 columns written but found more");
  }
}
