package io.github.portregistry.csv;

import static io.github.portregistry.CsvSpec.assertRefused;
import static io.github.portregistry.CsvSpec.bytes;
import static io.github.portregistry.CsvSpec.csvText;
import static io.github.portregistry.CsvSpec.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTextTest {

  private static final List<String> AB = List.of("a", "b");

  private static List<String> fields(Fields row) {
    return List.of(row.text(0), row.text(1));
  }

  @Test
  void rowsAreTheFieldsBeneathTheHeader() {
    assertThat(csvText("a,b␊1,2␊\"x, y\",\"say \"\"hi\"\"␊there\"␍␊,␊").rows(AB))
        .extracting(CsvTextTest::fields)
        .containsExactly(
            List.of("1", "2"), List.of("x, y", text("say \"hi\"␊there")), List.of("", ""));
  }

  @Test
  void aNumberSignStartsNoComment() {
    assertThat(csvText("a,b␊#1,2␊").rows(AB))
        .extracting(CsvTextTest::fields)
        .containsExactly(List.of("#1", "2"));
  }

  @Test
  void eachRowKnowsTheLineItStartsAt() {
    List<Fields> rows = csvText("a,b␊1,\"x␊y␍␊z\"␍␊2,3␊").rows(AB);

    assertRefused(
        () -> {
          throw rows.get(0).fault(0, "x", "y");
        },
        "line 2, column 1: expected x but found y");
    assertRefused(
        () -> {
          throw rows.get(1).fault(1, "x", "y");
        },
        "line 5, column 2: expected x but found y");
  }

  @Test
  void aStreamThatGivesAByteAtATimeIsReadWhole() throws IOException {
    byte[] bytes = bytes("a,b␊1,2␊");
    InputStream slow =
        new ByteArrayInputStream(bytes) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(1, length));
          }
        };

    assertThat(CsvText.read(slow, "slow.csv").rows(AB)).hasSize(1);
  }

  @Test
  void aFileOfTheGreatestSizeIsRead() throws IOException {
    byte[] bytes = new byte[Utf8.MAX_BYTES];
    Arrays.fill(bytes, (byte) '\n');

    assertThat(CsvText.read(new ByteArrayInputStream(bytes), "big.csv").source())
        .isEqualTo("big.csv");
  }

  @Test
  void aRowThatTheCsvReaderRefusesIsToldByItsLine() {
    assertRefused(
        () -> csvText("a,b␊1,\"x␊y\"␊2,\"x\"y␊").rows(AB),
        "line 4: expected a row as in RFC 4180, its fields at most 65536 characters long but found"
            + " one that the CSV reader refuses: Unexpected character after closing quote: 'y'"
            + " (0x79) (record starting at line 4)");
  }

  @Test
  void theSameBytesAreCanonical() {
    byte[] bytes = bytes("a,b␊1,2␊");

    assertThat(CsvText.of(bytes, "x.csv").requireCanonical(bytes.clone())).isSameAs(bytes);
  }

  @Test
  void theFirstLineThatDiffersIsTold() {
    assertRefused(
        () -> csvText("a,b␊1,2␊3,\"4\"␊5,\"6\"␊").requireCanonical(bytes("a,b␊1,2␊3,4␊5,6␊")),
        "line 3: expected the canonical form \"3,4\" but found \"3,\"4\"\"");
  }

  @Test
  void aLineThatIsTooMuchIsTold() {
    assertRefused(
        () -> csvText("a,b␊1,2␊3,4␊").requireCanonical(bytes("a,b␊1,2␊")),
        "line 3: expected the canonical form \"\" but found \"3,4\"");
  }

  @Test
  void aFirstLineThatDiffersIsTold() {
    assertRefused(
        () -> csvText("\"a\",b␊").requireCanonical(bytes("a,b␊")),
        "line 1: expected the canonical form \"a,b\" but found \"\"a\",b\"");
  }

  @Test
  void aLineThatIsMissingAtTheEndIsTold() {
    assertRefused(
        () -> csvText("a,b␊").requireCanonical(bytes("a,b␊1,2␊")),
        "line 2: expected the canonical form \"1,2\" but found \"\"");
  }

  @Test
  void anEmptyLineThatIsTooMuchIsToldWithItsLineEnd() {
    assertRefused(
        () -> csvText("a,b␊␍␊").requireCanonical(bytes("a,b␊")),
        "line 2: expected the canonical form \"\" but found a carriage return");
  }

  @Test
  void aLineEndOfTwoCharactersIsNamed() {
    assertRefused(
        () -> csvText("a,b␊1,2␍␊").requireCanonical(bytes("a,b␊1,2␊")),
        "line 2: expected LF at the end of the line but found CRLF");
  }

  @Test
  void aLineIsQuotedFromItsBeginningIfThePlaceIsNearIt() {
    String near = "x".repeat(39) + ",";

    assertRefused(
        () -> csvText("a,b␊" + near + "\"4\"␊").requireCanonical(bytes("a,b␊" + near + "4␊")),
        "line 2: expected the canonical form \"" + near + "4\" but found \"" + near + "\"4\"\"");
  }

  @Test
  void aLineIsQuotedFromALittleBeforeThePlaceIfItIsFarFromTheBeginning() {
    String far = "x".repeat(40) + ",";
    String shown = "…" + "x".repeat(19) + ",";

    assertRefused(
        () -> csvText("a,b␊" + far + "\"4\"␊").requireCanonical(bytes("a,b␊" + far + "4␊")),
        "line 2: expected the canonical form \"" + shown + "4\" but found \"" + shown + "\"4\"\"");
  }

  @Test
  void aByteOrderMarkAloneIsNamed() {
    assertRefused(
        () -> csvText("\ufeff"),
        "line 1, column 1: expected a header row in UTF-8 without a byte order mark but found a"
            + " byte order mark");
  }

  // Writing

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\'',
      value = {
        "plain;plain",
        "'';''",
        "two words;two words",
        "a,b;\"a,b\"",
        "say \"hi\";\"say \"\"hi\"\"\"",
        "\";\"\"\"\"",
        ",;\",\""
      })
  void onlyWhatNeedsQuotesIsQuoted(String field, String written) {
    StringBuilder out = new StringBuilder();

    CsvText.appendRow(out, List.of(field, field));

    assertThat(out).hasToString(written + "," + written + "\n");
  }

  // Quoting in messages

  @Test
  void shortTextIsQuotedAsItIs() {
    assertThat(Fault.quote("say \"hi\", Jürgen 😀")).isEqualTo("\"say \"hi\", Jürgen 😀\"");
  }

  @Test
  void longTextIsCutAndItsLengthTold() {
    assertThat(Fault.quote("x".repeat(80))).isEqualTo('"' + "x".repeat(80) + '"');
    assertThat(Fault.quote("x".repeat(81))).isEqualTo('"' + "x".repeat(80) + "…\" (81 characters)");
  }

  @Test
  void longTextIsNotCutThroughACharacter() {
    String quoted = Fault.quote("x".repeat(79) + "😀".repeat(9));

    byte[] utf8 = quoted.getBytes(StandardCharsets.UTF_8);
    assertThat(new String(utf8, StandardCharsets.UTF_8)).isEqualTo(quoted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001b[31m",
        "\u007f",
        "\u0085",
        "\u202e",
        "\u200b",
        "\u2028",
        "\u2029",
        "\udb40\udc01"
      })
  void whatCannotBeSeenAndFewKnowIsEscaped(String text) {
    assertThat(Fault.quote(text)).matches("\"(\\\\u[0-9a-f]{4}|\\[31m)+\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\'',
      value = {
        "␊;a line break",
        "a␍␊;\"a\", CRLF",
        "␍b;a carriage return, \"b\"",
        "two␉columns;\"two\", a tab, \"columns\"",
        "␀␀;a NUL byte, a NUL byte",
        "'';\"\"",
      })
  void whatCannotBeSeenAndPeopleKnowIsNamed(String spec, String quoted) {
    assertThat(Fault.quote(text(spec))).isEqualTo(quoted);
  }

  @Test
  void aByteOrderMarkAndASpaceThatDoesNotBreakAreNamed() {
    assertThat(Fault.quote("\ufeffport")).isEqualTo("a byte order mark, \"port\"");
    assertThat(Fault.quote("80\u00a0")).isEqualTo("\"80\", a no-break space");
  }

  @Test
  void longTextOfNamedCharactersIsCutToo() {
    assertThat(Fault.quote("\t".repeat(1000)))
        .hasSizeLessThan(120)
        .endsWith(", a tab, … (1000 characters)");
  }
}
