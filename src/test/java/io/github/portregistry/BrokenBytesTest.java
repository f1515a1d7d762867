package io.github.portregistry;

import static io.github.portregistry.CsvSpec.HEADER;
import static io.github.portregistry.CsvSpec.TEAM;
import static io.github.portregistry.CsvSpec.assertRefused;
import static io.github.portregistry.CsvSpec.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import de.siegmar.fastcsv.reader.CsvParseException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the reader of the packaged tables says of bytes that are no canonical CSV. */
class BrokenBytesTest {

  private static final String ALPHA = "8080,tcp,,,alpha,Alpha,,,,,,,,,␊";
  private static final String ROW_RULE =
      "a row as in RFC 4180, its fields at most 65536 characters long";

  // Truncated and empty files

  @Test
  void anEmptyFileIsNoTable() {
    assertRefused("", "line 1: expected a header row but found an empty file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"8080,tcp,,,al", "8080,tcp,,,alpha,Alpha,,,,,,,,,", "8080,tcp,,,alpha,\"Al, p"})
  void aFileThatEndsInTheMiddleOfALineIsRefused(String lastLine) {
    assertRefused(
        HEADER + lastLine,
        "line 2: expected a line end after the last row but found the end of the file");
  }

  @Test
  void aHeaderWithoutALineEndIsRefused() {
    assertRefused(
        HEADER.replace("␊", ""),
        "line 1: expected a line end after the last row but found the end of the file");
  }

  @Test
  void aFileThatEndsInTheMiddleOfAQuotedFieldIsRefused() {
    assertRefused(
        HEADER + ALPHA + "8081,tcp,,,beta,\"Beta, ␊",
        "line 3: expected "
            + ROW_RULE
            + " but found one that the CSV reader refuses: Unclosed quoted field at end of input"
            + " (record starting at line 3)");
  }

  // Line ends

  @Test
  void crLfIsRefusedByItsName() {
    byte[] table = bytes((HEADER + ALPHA).replace("␊", "␍␊"));

    RegistryFormatException fault =
        catchThrowableOfType(RegistryFormatException.class, () -> CsvSpec.read(table));

    assertThat(fault)
        .hasMessage("team.csv, line 1: expected LF at the end of the line but found CRLF");
  }

  @Test
  void crLfInOneRowIsRefused() {
    assertRefused(
        HEADER + ALPHA + "8081,tcp,,,beta,,,,,,,,,,␍␊",
        "line 3: expected LF at the end of the line but found CRLF");
  }

  @Test
  void crAloneIsNoLineEnd() {
    assertRefused(
        (HEADER + ALPHA).replace("␊", "␍"),
        "line 1: expected a line end after the last row but found the end of the file");
  }

  @Test
  void crAloneBetweenTwoRowsIsRefused() {
    RegistryFormatException fault =
        catchThrowableOfType(
            RegistryFormatException.class,
            () -> CsvSpec.read(HEADER + ALPHA.replace("␊", "␍") + ALPHA.replace("8080", "8081")));

    assertThat(fault.line()).isEqualTo(2);
    assertThat(fault.found()).contains("a carriage return");
  }

  @Test
  void aLineBreakInAQuotedFieldIsRefusedWhereItsRowStarts() {
    assertRefused(
        HEADER + ALPHA + "8081,tcp,,,beta,\"Be␊ta\",,,,,,,,,␊",
        "line 3, column 6: expected text without line breaks and other control characters"
            + " but found \"Be\", a line break, \"ta\"");
  }

  // Characters

  @ParameterizedTest
  @CsvSource({"1,0001", "27,001b", "127,007f", "133,0085"})
  void controlCharactersAreRefusedAndShownEscaped(int character, String escaped) {
    assertRefused(
        HEADER + "8080,tcp,,,alpha,\"Al" + (char) character + "pha\",,,,,,,,,␊",
        "line 2, column 6: expected text without line breaks and other control characters"
            + " but found \"Al\\u"
            + escaped
            + "pha\"");
  }

  @ParameterizedTest
  @CsvSource({"9,a tab", "13,a carriage return"})
  void controlCharactersThatPeopleKnowAreNamed(int character, String name) {
    assertRefused(
        HEADER + "8080,tcp,,,alpha,\"Al" + (char) character + "pha\",,,,,,,,,␊",
        "line 2, column 6: expected text without line breaks and other control characters"
            + " but found \"Al\", "
            + name
            + ", \"pha\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {" Alpha", "Alpha ", "\u2003Alpha", "Alpha\u3000"})
  void spaceAtTheEndsOfATextIsRefused(String text) {
    assertRefused(
        HEADER + "8080,tcp,,,alpha," + text + ",,,,,,,,,␊",
        "line 2, column 6: expected text without space at its ends but found \"" + text + "\"");
  }

  @Test
  void aNulByteIsRefused() {
    assertRefused(
        HEADER + ALPHA.replace("Alpha", "Al␀pha"), "line 2: expected text but found a NUL byte");
  }

  @Test
  void aNulByteAtTheEndIsRefused() {
    assertRefused(HEADER + ALPHA + "␀", "line 3: expected text but found a NUL byte");
  }

  @Test
  void aByteOrderMarkIsRefused() {
    assertRefused(
        "\ufeff" + HEADER + ALPHA,
        "line 1, column 1: expected a header row in UTF-8 without a byte order mark"
            + " but found a byte order mark");
  }

  @Test
  void whatStartsLikeAByteOrderMarkIsNotCalledOne() {
    assertRefused(
        "\ufec0" + HEADER,
        "line 1, column 1: expected the column name \"port\" in the header but found \"\ufec0port\"");
  }

  @ParameterizedTest
  @CsvSource({
    "ff,FF", // never in UTF-8
    "80,80", // a continuation of nothing
    "c3,C3", // a sequence of two, cut
    "e282,E2", // a sequence of three, cut
    "c0af,C0", // a slash in two bytes: overlong
    "e080af,E0", // and in three
    "eda080,ED", // half of a surrogate pair
    "f4908080,F4" // above U+10FFFF
  })
  void whatIsNoUtf8IsRefusedAtTheLineItStandsIn(String bad, String firstByte) throws IOException {
    ByteArrayOutputStream table = new ByteArrayOutputStream();
    table.write(bytes(HEADER + ALPHA + "8081,tcp,,,beta,Be"));
    table.write(HexFormat.of().parseHex(bad));
    table.write(bytes("ta,,,,,,,,,␊"));

    assertRefused(
        table.toByteArray(), "line 3: expected UTF-8 text but found the byte 0x" + firstByte);
  }

  @ParameterizedTest
  @ValueSource(strings = {"c3", "e282", "f09f98"})
  void aCharacterThatIsCutByTheEndOfTheFileIsRefused(String start) throws IOException {
    ByteArrayOutputStream table = new ByteArrayOutputStream();
    table.write(bytes(HEADER + "8080,tcp,,,alpha,Al"));
    table.write(HexFormat.of().parseHex(start));

    assertRefused(
        table.toByteArray(),
        "line 2: expected UTF-8 text but found the byte 0x"
            + start.substring(0, 2).toUpperCase(Locale.ROOT));
  }

  // Quotes, and other spellings of the same

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\0',
      value = {
        "\"Alpha\";Alpha", // not needed
        "Al\"pha;\"Al\"\"pha\"", // needed and not there
        "\"\";" // around nothing
      })
  void quotesThatAreNotCanonicalAreRefused(String found, String canonical) {
    String right = canonical == null ? "" : canonical;
    assertRefused(
        HEADER + "8080,tcp,,,alpha," + found + ",,,,,,,,,␊",
        "line 2: expected the canonical form \"8080,tcp,,,alpha,"
            + right
            + ",,,,,,,,,\" but found \"8080,tcp,,,alpha,"
            + found
            + ",,,,,,,,,\"");
  }

  @Test
  void textAfterTheClosingQuoteIsRefused() {
    assertRefused(
        HEADER + "8080,tcp,,,alpha,\"Al\"pha,,,,,,,,,␊",
        "line 2: expected "
            + ROW_RULE
            + " but found one that the CSV reader refuses: Unexpected character after closing"
            + " quote: 'p' (0x70) (record starting at line 2)");
  }

  @Test
  void theReasonOfTheCsvReaderIsKeptAsTheCause() {
    assertThatThrownBy(() -> CsvSpec.read(HEADER + "8080,tcp,,,alpha,\"Al\"pha,,,,,,,,,␊"))
        .isInstanceOf(RegistryFormatException.class)
        .hasCauseInstanceOf(CsvParseException.class);
  }

  @Test
  void theSourceOfTheTableItselfIsWrittenAsABlank() {
    assertRefused(
        HEADER + ALPHA.replace(",␊", "," + TEAM + "␊"),
        "line 2: expected the canonical form \"8080,tcp,,,alpha,Alpha,,,,,,,,,\""
            + " but found \"8080,tcp,,,alpha,Alpha,,,,,,,,,team.csv\"");
  }

  @Test
  void aDifferenceFarInALineCanBeSeenInTheMessage() {
    String longName = "a".repeat(100);

    RegistryFormatException fault =
        catchThrowableOfType(
            RegistryFormatException.class,
            () -> CsvSpec.read(HEADER + "8080,tcp,,," + longName + ",\"Alpha\",,,,,,,,,␊"));

    assertThat(fault.line()).isEqualTo(2);
    assertThat(fault.expected()).contains("Alpha");
    assertThat(fault.found()).contains("\"Alpha\"");
  }

  // Size

  @Test
  void aFieldOf65536CharactersIsRead() {
    String field = "é".repeat(1 << 16);

    PortRecord port = CsvSpec.read(HEADER + "8080,tcp,,,alpha," + field + ",,,,,,,,,␊").port(8080);

    assertThat(port.assignments().get(0).description()).isEqualTo(field);
  }

  @Test
  void aFieldOfMoreThan65536CharactersIsRefused() {
    String field = "e".repeat((1 << 16) + 1);

    assertThatThrownBy(() -> CsvSpec.read(HEADER + "8080,tcp,,,alpha," + field + ",,,,,,,,,␊"))
        .isInstanceOf(RegistryFormatException.class)
        .hasMessage(
            "team.csv, line 2, column 6: expected at most 65536 characters in a field but found"
                + " 65537");
  }

  @Test
  void aLineOf100MegabytesIsRefusedBeforeItsEndIsRead() {
    Endless line = new Endless(bytes(HEADER), bytes("x"), 100 << 20);

    assertRefused(
        () -> CsvSpec.readCanonical(line, TEAM),
        "line 2: expected at most 8388608 bytes but found more");
    assertThat(line.given).isLessThan(10 << 20);
  }

  @Test
  void rowsOf100MegabytesAreRefusedBeforeTheirEndIsRead() {
    Endless rows = new Endless(bytes(HEADER), bytes(ALPHA), 100 << 20);
    int rowsRead = ((8 << 20) + 1 - bytes(HEADER).length) / bytes(ALPHA).length;

    assertRefused(
        () -> CsvSpec.readCanonical(rows, TEAM),
        "line " + (2 + rowsRead) + ": expected at most 8388608 bytes but found more");
    assertThat(rows.given).isLessThan(10 << 20);
  }

  @Test
  void aStreamThatFailsFailsWithItsOwnException() {
    IOException broken = new IOException("the wire is cut");
    InputStream failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw broken;
          }

          @Override
          public int read(byte[] target, int offset, int count) throws IOException {
            throw broken;
          }
        };
    InputStream stream =
        new SequenceInputStream(new ByteArrayInputStream(bytes(HEADER + ALPHA)), failing);

    assertThatThrownBy(() -> CsvSpec.readCanonical(stream, TEAM)).isSameAs(broken);
  }

  /** A start, and then the same bytes again and again. */
  private static final class Endless extends InputStream {
    private final byte[] start;
    private final byte[] again;
    private final int length;
    int given;

    Endless(byte[] start, byte[] again, int length) {
      this.start = start;
      this.again = again;
      this.length = length;
    }

    @Override
    public int read() {
      if (given == length) {
        return -1;
      }
      int at = given++;
      return at < start.length ? start[at] : again[(at - start.length) % again.length];
    }

    @Override
    public int read(byte[] target, int offset, int count) {
      int put = 0;
      for (int b; put < count && (b = read()) >= 0; put++) {
        target[offset + put] = (byte) b;
      }
      return put == 0 && count > 0 ? -1 : put;
    }
  }
}
