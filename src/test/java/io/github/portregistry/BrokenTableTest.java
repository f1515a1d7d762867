package io.github.portregistry;

import static io.github.portregistry.CsvSpec.HEADER;
import static io.github.portregistry.CsvSpec.assertRefused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the reader of the packaged tables says of a fault in a header, a row or a field. */
class BrokenTableTest {

  private static final String ALPHA = "8080,tcp,,,alpha,Alpha,,,,,,,,,␊";

  private static final String A_PORT =
      "a port from 0 to 65535, a range such as 6000-6063 in ascending order, or an empty field";

  private static final String A_DATE = "a date such as 2005-12 or 2005-12-31, or an empty field";

  private static final String ORDER =
      "rows in ascending order of port, then transport; then names without a port by name";

  // The header

  @Test
  void aWrongColumnNameIsNamedWithItsPlace() {
    assertRefused(
        HEADER.replace("transport", "protocol") + ALPHA,
        "line 1, column 2: expected the column name \"transport\" in the header"
            + " but found \"protocol\"");
  }

  @Test
  void columnNamesInAnotherCaseAreWrong() {
    assertRefused(
        HEADER.replace("port,t", "Port,t") + ALPHA,
        "line 1, column 1: expected the column name \"port\" in the header but found \"Port\"");
  }

  @Test
  void aMissingColumnNameIsToldByWhatStandsInItsPlace() {
    assertRefused(
        HEADER.replace("transport,", "") + ALPHA,
        "line 1, column 2: expected the column name \"transport\" in the header"
            + " but found \"state\"");
  }

  @Test
  void aHeaderThatEndsTooSoonIsRefused() {
    assertRefused(
        HEADER.replace(",source", "") + ALPHA,
        "line 1, column 15: expected the column name \"source\" in the header but found no more");
  }

  @Test
  void aColumnTooManyInTheHeaderIsRefused() {
    assertRefused(
        HEADER.replace("source", "source,extra") + ALPHA,
        "line 1, column 16: expected no more columns in the header but found \"extra\"");
  }

  @Test
  void aTableWithoutAHeaderIsRefused() {
    assertRefused(
        ALPHA,
        "line 1, column 1: expected the column name \"port\" in the header but found \"8080\"");
  }

  @Test
  void anIanaFileIsNoTable() {
    assertRefused(
        CsvSpec.IANA_HEADER,
        "line 1, column 1: expected the column name \"port\" in the header"
            + " but found \"Service Name\"");
  }

  // The number of fields

  @Test
  void aRowWithAFieldTooFewIsRefused() {
    assertRefused(
        HEADER + ALPHA + "8081,tcp,,,beta,Beta,,,,,,,,␊",
        "line 3, column 15: expected 15 fields in the row but found 14");
  }

  @Test
  void aRowWithAFieldTooManyIsRefused() {
    assertRefused(
        HEADER + ALPHA + "8081,tcp,,,beta,Beta,,,,,,,,,,␊",
        "line 3, column 16: expected 15 fields in the row but found 16");
  }

  @Test
  void aBlankLineIsRefused() {
    assertRefused(
        HEADER + "␊" + ALPHA,
        "line 2, column 1: expected 15 fields in the row but found an empty line");
  }

  @Test
  void aBlankLineAtTheEndIsRefused() {
    assertRefused(
        HEADER + ALPHA + "␊",
        "line 3, column 1: expected 15 fields in the row but found an empty line");
  }

  @Test
  void aLineOfOneSpaceIsRefused() {
    assertRefused(
        HEADER + " ␊" + ALPHA, "line 2, column 2: expected 15 fields in the row but found 1");
  }

  // Ports

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abc", "080", "00", "-1", "+1", "1-", "-", "1-2-3", "1--2", "1–2", "8080.0", "0x50", "٨٠",
        "1 2", "http"
      })
  void whatIsNoPortIsRefused(String port) {
    assertRefused(
        HEADER + ALPHA.replace("8080", port),
        "line 2, column 1: expected " + A_PORT + " but found \"" + port + "\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"65536", "70000", "100000", "4294967376", "65535-65536", "99999999999999999999"})
  void aPortAbove65535IsRefused(String port) {
    assertRefused(
        HEADER + ALPHA.replace("8080", port),
        "line 2, column 1: expected " + A_PORT + " but found \"" + port + "\"");
  }

  @Test
  void aRangeInDescendingOrderIsRefused() {
    assertRefused(
        HEADER + ALPHA.replace("8080", "100-90"),
        "line 2, column 1: expected " + A_PORT + " but found \"100-90\"");
  }

  @Test
  void aRangeOfOnePortIsNotCanonical() {
    assertRefused(
        HEADER + "4748-4748,tcp,,,alpha,Alpha,,,,,,,,,␊",
        "line 2: expected the canonical form \"4748,tcp,,,alpha,Alpha,,,,,,,,,\""
            + " but found \"4748-4748,tcp,,,alpha,Alpha,,,,,,,,,\"");
  }

  @Test
  void aRowWithNeitherPortNorNameIsRefused() {
    assertRefused(
        HEADER + ",tcp,reserved,,,,,,,,,,,,␊",
        "line 2, column 1: expected a port in a row without a service name but found nothing");
  }

  @Test
  void aRowOfNothingIsRefused() {
    assertRefused(
        HEADER + ",,,,,,,,,,,,,,␊",
        "line 2, column 1: expected a port in a row without a service name but found nothing");
  }

  // Transports, states, statuses

  @ParameterizedTest
  @ValueSource(strings = {"TCP", "icmp", "tcp/udp", "6"})
  void whatIsNoTransportIsRefused(String transport) {
    assertRefused(
        HEADER + ALPHA.replace("tcp", transport),
        "line 2, column 2: expected tcp, udp, sctp, dccp or an empty field but found \""
            + transport
            + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "free", "Reserved", "released"})
  void anUnnamedRowNeedsAState(String state) {
    assertRefused(
        HEADER + "8080,tcp," + state + ",,,,,,,,,,,,␊",
        "line 2, column 3: expected unassigned, reserved or assigned in a row without a service"
            + " name but found \""
            + state
            + "\"");
  }

  @Test
  void aNamedRowHasNoStateOfItsOwn() {
    assertRefused(
        HEADER + "8080,tcp,assigned,,alpha,,,,,,,,,,␊",
        "line 2, column 3: expected nothing in a row with a service name, which is assigned"
            + " but found \"assigned\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"released", "assigned", "Ghost", "dynamic", "in_doubt", "unexamined"})
  void aNamedRowHasALivenessOrADoubtOrNeither(String status) {
    assertRefused(
        HEADER + "8080,tcp,," + status + ",alpha,,,,,,,,,,␊",
        "line 2, column 4: expected in_use, specified, ghost, a doubt such as maker_lives, or"
            + " an empty field in a row with a service name but found \""
            + status
            + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ghost", "reserved", "RELEASED"})
  void anUnnamedRowIsReleasedOrNot(String status) {
    assertRefused(
        HEADER + "8080,tcp,reserved," + status + ",,,,,,,,,,,␊",
        "line 2, column 4: expected released or an empty field in a row without a service name"
            + " but found \""
            + status
            + "\"");
  }

  @Test
  void whatIsAssignedIsNotReleased() {
    assertRefused(
        HEADER + "8080,tcp,assigned,released,,,,,,,,,,,␊",
        "line 2, column 4: expected nothing in a row that is assigned but found \"released\"");
  }

  @Test
  void anUnnamedRowHasNoServiceCode() {
    assertRefused(
        HEADER + "8080,tcp,reserved,,,,,,,,,12,,,␊",
        "line 2, column 12: expected nothing in a row without a service name but found \"12\"");
  }

  @Test
  void anUnnamedRowIsNoAlias() {
    assertRefused(
        HEADER + "8080,tcp,reserved,,,,,,,,,,,x,␊",
        "line 2, column 14: expected nothing in a row without a service name but found \"x\"");
  }

  // Dates and references

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2023-02-30",
        "2023-02-29",
        "1900-02-29",
        "2023-04-31",
        "2023-13",
        "2023-00",
        "2023-01-00",
        "2023-1-1",
        "2023",
        "0000-01",
        "2023/01/01",
        "01-01-2023",
        "2023-01-01T",
        "2023-0a",
        "soon"
      })
  void whatIsNoDateIsRefusedInBothColumns(String date) {
    assertRefused(
        HEADER + "8080,tcp,,,alpha,Alpha,,," + date + ",,,,,,␊",
        "line 2, column 9: expected " + A_DATE + " but found \"" + date + "\"");
    assertRefused(
        HEADER + "8080,tcp,,,alpha,Alpha,,,," + date + ",,,,,␊",
        "line 2, column 10: expected " + A_DATE + " but found \"" + date + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"|", "RFC1|", "|RFC1", "RFC1||RFC2"})
  void referencesWithAnEmptyPartAreRefused(String references) {
    assertRefused(
        HEADER + "8080,tcp,,,alpha,Alpha,,,,," + references + ",,,,␊",
        "line 2, column 11: expected texts with one | between two but found \""
            + references
            + "\"");
  }

  // Rows among each other

  @Test
  void aRowThatStandsTwiceIsRefused() {
    assertRefused(
        HEADER + ALPHA + ALPHA,
        "line 3, column 1: expected each row once but found a row that stands above already");
  }

  @Test
  void aRowThatStandsTwiceIsFoundAmongOthersOfItsPlace() {
    assertRefused(
        HEADER + ALPHA + ALPHA.replace("alpha", "beta") + ALPHA,
        "line 4, column 1: expected each row once but found a row that stands above already");
  }

  @Test
  void aNameThatStandsTwiceInAnotherCaseIsRefused() {
    assertRefused(
        HEADER + ALPHA + ALPHA.replace("alpha", "ALPHA"),
        "line 3, column 1: expected each row once but found a row that stands above already");
  }

  @Test
  void aPortWithTwoStatesIsRefused() {
    assertRefused(
        HEADER + "8080,tcp,reserved,,,,,,,,,,,,␊8080,tcp,unassigned,,,,,,,,,,,,␊",
        "line 3, column 1: expected each row once but found a row that stands above already");
  }

  @Test
  void aNameWithoutAPortThatStandsTwiceIsRefused() {
    assertRefused(
        HEADER + ",tcp,,,alpha,Alpha,,,,,,,,,␊,tcp,,,alpha,Alpha,X,,,,,,,,␊",
        "line 3, column 1: expected each row once but found a row that stands above already");
  }

  @Test
  void portsOutOfOrderAreRefused() {
    assertRefused(
        HEADER + ALPHA + "808,tcp,,,beta,,,,,,,,,,␊",
        "line 3, column 1: expected " + ORDER + " but found a row that belongs further up");
  }

  @Test
  void transportsOutOfOrderAreRefused() {
    assertRefused(
        HEADER + ALPHA.replace("tcp", "udp") + ALPHA,
        "line 3, column 1: expected " + ORDER + " but found a row that belongs further up");
  }

  @Test
  void aRowWithoutATransportComesBeforeThoseWithOne() {
    assertRefused(
        HEADER + ALPHA + ALPHA.replace("tcp", ""),
        "line 3, column 1: expected " + ORDER + " but found a row that belongs further up");
  }

  @Test
  void aPortAfterANameWithoutOneIsRefused() {
    assertRefused(
        HEADER + ",tcp,,,beta,,,,,,,,,,␊" + ALPHA,
        "line 3, column 1: expected " + ORDER + " but found a row that belongs further up");
  }

  @Test
  void namesWithoutAPortOutOfOrderAreRefused() {
    assertRefused(
        HEADER + ",tcp,,,beta,,,,,,,,,,␊,tcp,,,Alpha,,,,,,,,,,␊",
        "line 3, column 1: expected " + ORDER + " but found a row that belongs further up");
  }
}
