package io.github.portregistry;

import static io.github.portregistry.CsvSpec.IANA_HEADER;
import static io.github.portregistry.CsvSpec.assertIanaRefused;
import static io.github.portregistry.CsvSpec.assertRefused;
import static io.github.portregistry.CsvSpec.bytes;
import static io.github.portregistry.CsvSpec.readIana;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link PortRegistry#readIana} says of a file that is not in IANA's layout. */
class BrokenIanaTest {

  private static final String ALPHA = "alpha,8080,tcp,Alpha,,,,,,,,␍␊";

  private static final String IANA_FILE =
      "IANA's file of service names and port numbers as CSV or XML, plain or gzip";

  private static final String A_PORT =
      "a port from 0 to 65535, a range such as 6000-6063 in ascending order, or an empty field";

  private static final String A_DATE = "a date such as 2005-12 or 2005-12-31, or an empty field";

  private static final String TWICE =
      ", column 1: expected each row once but found a row that stands above already";

  @Test
  void anEmptyFileIsRefused() {
    assertIanaRefused("", ": expected " + IANA_FILE + " but found an empty file");
  }

  @Test
  void aWrongColumnNameIsRefused() {
    assertIanaRefused(
        IANA_HEADER.replace("Port Number", "Port"),
        "line 1, column 2: expected the column name \"Port Number\" in the header"
            + " but found \"Port\"");
  }

  @Test
  void aColumnTooFewInTheHeaderIsRefused() {
    assertIanaRefused(
        IANA_HEADER.replace(",Assignment Notes", ""),
        "line 1, column 12: expected the column name \"Assignment Notes\" in the header"
            + " but found no more");
  }

  @Test
  void aColumnTooManyInTheHeaderIsRefused() {
    assertIanaRefused(
        IANA_HEADER.replace("Notes", "Notes,More"),
        "line 1, column 13: expected no more columns in the header but found \"More\"");
  }

  @Test
  void ourOwnTableIsNoIanaFile() {
    assertIanaRefused(
        CsvSpec.HEADER,
        "line 1, column 1: expected the column name \"Service Name\" in the header"
            + " but found \"port\"");
  }

  @ParameterizedTest
  @CsvSource({
    "',8080,tcp,,,,,,,,', column 12: expected 12 fields in the row but found 11",
    "'alpha,8080,tcp,,,,,,,,,,', column 13: expected 12 fields in the row but found 13",
    "'', column 1: expected 12 fields in the row but found an empty line"
  })
  void aRowOfAnotherLengthIsRefused(String row, String message) {
    assertIanaRefused(IANA_HEADER + ALPHA + row + "␍␊", "line 3, " + message);
  }

  @Test
  void aLineIsCountedFromTheStartOfTheFileWhateverTheLineBreaksInFields() {
    assertIanaRefused(
        IANA_HEADER
            + "alpha,1,tcp,\"Al␊pha␊␊\",,,,,,,,␍␊"
            + "beta,2,tcp,\"Be␍␊ta\",,,,,,,,␍␊"
            + "gamma,x,tcp,\"Gam␊ma\",,,,,,,,␍␊",
        "line 8, column 2: expected " + A_PORT + " but found \"x\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "080", "-1", "1-", "1-2-3", "70000", "6063-6000", " 80"})
  void whatIsNoPortIsRefused(String port) {
    assertIanaRefused(
        IANA_HEADER + ALPHA.replace("8080", port),
        "line 2, column 2: expected " + A_PORT + " but found \"" + port + "\"");
  }

  @Test
  void anUnknownTransportIsRefused() {
    assertIanaRefused(
        IANA_HEADER + ALPHA.replace("tcp", "TCP"),
        "line 2, column 3: expected tcp, udp, sctp, dccp or an empty field but found \"TCP\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2023-02-30", "2023-13", "2023-1-1", "2023", "1/2/03"})
  void whatIsNoDateIsRefusedInBothColumns(String date) {
    assertIanaRefused(
        IANA_HEADER + "alpha,8080,tcp,Alpha,,," + date + ",,,,,␍␊",
        "line 2, column 7: expected " + A_DATE + " but found \"" + date + "\"");
    assertIanaRefused(
        IANA_HEADER + "alpha,8080,tcp,Alpha,,,," + date + ",,,,␍␊",
        "line 2, column 8: expected " + A_DATE + " but found \"" + date + "\"");
  }

  @Test
  void aRowWithNeitherPortNorNameIsRefused() {
    assertIanaRefused(
        IANA_HEADER + ",,tcp,Unassigned,,,,,,,,␍␊",
        "line 2, column 1: expected a service name in a row without a port but found nothing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alpha,8080,tcp,Again,,,,,,,,␍␊",
        "ALPHA,8080,tcp,Alpha,,,,,,,,␍␊",
        "alpha,8080-8080,tcp,Alpha,,,,,,,,␍␊" // the same ports in another spelling
      })
  void aRowThatStandsTwiceIsRefused(String again) {
    assertIanaRefused(IANA_HEADER + ALPHA + again, "line 3" + TWICE);
  }

  @Test
  void anUnnamedRowThatStandsTwiceIsRefused() {
    assertIanaRefused(
        IANA_HEADER + ",9,tcp,Reserved,,,,,,,,␍␊,9,tcp,Unassigned,,,,,,,,␍␊", "line 3" + TWICE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Alpha", "\" Alpha \"", "\"Alpha␊\""})
  void aNameWithoutAPortThatStandsTwiceWithItsTitleIsRefused(String title) {
    assertIanaRefused(
        IANA_HEADER + "alpha,,tcp,Alpha,,,,,,,,␍␊alpha,,tcp," + title + ",,,,,,,,␍␊",
        "line 3" + TWICE);
  }

  @Test
  void aSlashInANameDoesNotMakeItTheSameAsAnother() {
    assertThat(
            readIana(IANA_HEADER + "a/b,,tcp,c,,,,,,,,␍␊a,,tcp,b/c,,,,,,,,␍␊").provenance().rows())
        .isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "Blocked, '\"Blocked\"'",
    "'', nothing",
    "Formerly reserved, '\"Formerly reserved\"'"
  })
  void aRowWithNeitherNameNorStateNorAssigneeIsRefused(String title, String found) {
    assertIanaRefused(
        IANA_HEADER + ALPHA + ",9,tcp," + title + ",,,,,,,,␍␊",
        "line 3, column 4: expected Unassigned, Reserved or another description that says the state"
            + " of ports that have neither a service name nor an assignee (correct the row in the"
            + " copy or leave it out) but found "
            + found);
  }

  // Names and codes are taken as they stand and so have to stand on one line

  @Test
  void aLineBreakInAServiceNameIsRefused() {
    assertThatThrownBy(() -> readIana(IANA_HEADER + "\"al␊pha\",8080,tcp,Alpha,,,,,,,,␍␊"))
        .isExactlyInstanceOf(RegistryFormatException.class)
        .hasMessageStartingWith("team.csv, line 2, column 1: expected ");
  }

  @Test
  void aLineBreakInAServiceNameCannotMakeARowOfItsOwn() {
    assertThatThrownBy(
            () -> readIana(IANA_HEADER + "\"a␊443,tcp,,,evil\",80,tcp,A,,,,,,,,␍␊").port(443))
        .isExactlyInstanceOf(RegistryFormatException.class);
  }

  @Test
  void aLineBreakInAServiceCodeIsRefused() {
    assertThatThrownBy(() -> readIana(IANA_HEADER + "alpha,8080,dccp,Alpha,,,,,,\"1␊2\",,␍␊"))
        .isExactlyInstanceOf(RegistryFormatException.class)
        .hasMessageStartingWith("team.csv, line 2, column 10: expected ");
  }

  // Notes and descriptions that tell of a day that never was

  @ParameterizedTest
  @ValueSource(
      strings = {
        "De-Assigned on 2023-02-30.",
        "This entry has been removed on 2017-13-18.",
        "(Removed 2004-2-31)",
        "Deprecated Smarch 2004",
        "De-registered 31 June 2001",
        "This port has been retasked on 0000-00-00."
      })
  void aNoteWithAnImpossibleDateIsRefused(String note) {
    assertThatThrownBy(() -> readIana(IANA_HEADER + ",9,tcp,Reserved,,,,,,,," + note + "␍␊"))
        .isExactlyInstanceOf(RegistryFormatException.class)
        .hasMessageStartingWith("team.csv, line 2, column 12: expected a date");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Removed 13/32/00",
        "Unassigned (FRP-Released 2/30/00)",
        "Unassigned (FRP-Released soon)",
        "Unassigned (FRP-Released 2004)"
      })
  void aDescriptionWithAnImpossibleDateIsRefused(String description) {
    assertThatThrownBy(() -> readIana(IANA_HEADER + ",9,tcp," + description + ",,,,,,,,␍␊"))
        .isExactlyInstanceOf(RegistryFormatException.class)
        .hasMessageStartingWith("team.csv, line 2, column 4: expected a date");
  }

  // Bytes

  @Test
  void aNulByteIsRefused() {
    assertIanaRefused(
        IANA_HEADER + ALPHA + "beta,81,tcp,\"Be␊t␀a\",,,,,,,,␍␊",
        "line 4: expected text but found a NUL byte");
  }

  @Test
  void whatIsNoUtf8IsRefused() {
    byte[] file = bytes(IANA_HEADER + ALPHA + ALPHA.replace("Alpha", "Alph?"));
    file[file.length - 11] = (byte) 0xE4; // an umlaut in ISO 8859-1

    assertRefused(() -> readIana(file), "line 3: expected UTF-8 text but found the byte 0xE4");
  }

  @Test
  void aFileThatEndsInTheMiddleOfAFieldIsRefused() {
    assertIanaRefused(
        IANA_HEADER + ALPHA + "beta,81,tcp,\"Be␊",
        "line 3: expected a row as in RFC 4180, its fields at most 65536 characters long but found"
            + " one that the CSV reader refuses: Unclosed quoted field at end of input (record"
            + " starting at line 3)");
  }

  @Test
  void aCutBetweenCrAndLfIsRefused() {
    assertIanaRefused(
        IANA_HEADER + ALPHA.replace("␊", ""),
        "line 2: expected a line end after the last row but found the end of the file");
  }

  @Test
  @Tag("whole")
  void anyCutOfTheRealFileIsRefusedUnlessItEndsWithARow() {
    byte[] whole = Snapshot.ianaBytes();
    Random random = new Random(1);
    int refused = 0;
    for (int i = 0; i < 200; i++) {
      byte[] cut = Arrays.copyOf(whole, random.nextInt(whole.length));
      try {
        PortRegistry registry = readIana(cut);
        assertThat(endsWithARow(cut)).as("the first %d bytes", cut.length).isTrue();
        assertThat(registry.provenance().rows()).isEqualTo(rowEnds(cut) - 1);
      } catch (RegistryFormatException e) {
        refused++;
        assertThat(endsWithARow(cut)).as("the first %d bytes: %s", cut.length, e).isFalse();
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  @Tag("whole")
  void theRealFileCutAfterALineIsReadOnlyWhereARowEnds() {
    byte[] whole = Snapshot.ianaBytes();
    Random random = new Random(2);
    int read = 0;
    for (int i = 0; i < 16; i++) {
      int end = random.nextInt(whole.length / 2);
      while (whole[end - 1] != '\n') {
        end++;
      }
      byte[] cut = Arrays.copyOf(whole, end);
      if (endsWithARow(cut)) {
        assertThat(readIana(cut).provenance().rows()).isEqualTo(rowEnds(cut) - 1);
        read++;
      } else {
        assertThatThrownBy(() -> readIana(cut)).isExactlyInstanceOf(RegistryFormatException.class);
      }
    }
    assertThat(read).isBetween(1, 15);
  }

  private static boolean endsWithARow(byte[] file) {
    return file.length > 0 && file[file.length - 1] == '\n' && quotes(file) % 2 == 0;
  }

  private static int quotes(byte[] file) {
    int quotes = 0;
    for (byte b : file) {
      quotes += b == '"' ? 1 : 0;
    }
    return quotes;
  }

  private static int rowEnds(byte[] file) {
    int ends = 0;
    boolean quoted = false;
    for (byte b : file) {
      quoted ^= b == '"';
      ends += b == '\n' && !quoted ? 1 : 0;
    }
    return ends;
  }
}
