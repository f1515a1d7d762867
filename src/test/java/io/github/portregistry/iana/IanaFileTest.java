package io.github.portregistry.iana;

import static io.github.portregistry.CsvSpec.IANA_HEADER;
import static io.github.portregistry.CsvSpec.TEAM;
import static io.github.portregistry.CsvSpec.bytes;
import static io.github.portregistry.CsvSpec.readIana;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.portregistry.RegistryFormatException;
import io.github.portregistry.RegistryRow;
import io.github.portregistry.Transport;
import io.github.portregistry.csv.Fault;
import io.github.portregistry.csv.Utf8;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In which forms IANA's file is read, and what is said of another file. */
class IanaFileTest {

  private static final String REFUSED =
      TEAM
          + ": expected IANA's file of service names and port numbers as CSV or XML, plain or gzip"
          + " but found ";

  private static final String TAKE_THE_FILE =
      "; take the file service-names-port-numbers.csv or .xml itself";

  private static final byte[] CSV = bytes(IANA_HEADER + "alpha,1,tcp,Älpha,,,,,,,,␍␊");

  private static final byte[] XML = xml("<?xml version='1.0' encoding='UTF-8'?>");

  private static byte[] xml(String start) {
    return (start
            + "<registry xmlns=\"http://www.iana.org/assignments\" id=\"service-names-port-numbers\">"
            + "<record><name>alpha</name><protocol>tcp</protocol><number>1</number>"
            + "<description>Älpha</description></record></registry>")
        .getBytes(UTF_8);
  }

  static Stream<byte[]> forms() {
    return Stream.of(CSV, XML);
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return packed.toByteArray();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Stream.of(parts).forEach(all::writeBytes);
    return all.toByteArray();
  }

  private static void assertRead(byte[] file) {
    assertThat(readIana(file).assignments(1, Transport.TCP))
        .extracting(RegistryRow::description)
        .containsExactly("Älpha");
  }

  private static void assertRefused(byte[] file, String found) {
    assertThatThrownBy(() -> readIana(file))
        .isExactlyInstanceOf(RegistryFormatException.class)
        .hasMessage(REFUSED + found);
  }

  // What is read

  @ParameterizedTest
  @MethodSource("forms")
  void bothFormsAreReadPlainAndPacked(byte[] file) {
    assertRead(file);
    assertRead(gzip(file));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void aByteOrderMarkIsPassedOver(byte[] file) {
    byte[] marked = joined(HexFormat.of().parseHex("efbbbf"), file);

    assertRead(marked);
    assertRead(gzip(marked));
  }

  @Test
  void theHeaderOfBefore2019IsRead() {
    String header = IANA_HEADER.replace("Unauthorized Use Reported", "Known Unauthorized Uses");

    assertThat(
            readIana(header + "alpha,1,tcp,A,,,,,,,Used elsewhere,␍␊")
                .assignments(1, Transport.TCP))
        .extracting(RegistryRow::unauthorizedUse)
        .containsExactly("Used elsewhere");
  }

  @Test
  void thePartsOfAGzipFileAreReadAsOne() {
    assertRead(joined(gzip(Arrays.copyOf(CSV, 40)), gzip(Arrays.copyOfRange(CSV, 40, CSV.length))));
  }

  @Test
  void zerosBehindAGzipFileArePassedOver() {
    assertRead(Arrays.copyOf(gzip(CSV), 10_240));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "utf-8", "US-ASCII", "ISO-8859-1", "windows-1252", "UTF-16"})
  void whatAnXmlDeclaresOfItsEncodingDoesNotCountWhereItIsUtf8(String encoding) {
    assertRead(xml("<?xml version='1.0' encoding='" + encoding + "'?>"));
  }

  @Test
  void anXmlWithoutADeclarationIsRead() {
    assertRead(xml("\n<!-- a comment -->\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!-- a --><!-- b -->",
        "<!-- a page has <p>-->",
        "<!--><html>-->",
        "<?xml version='1.0'?><?xml-stylesheet href='<html>'?>"
      })
  void whatStandsBeforeTheRegistryIsPassedOverWhole(String start) {
    assertRead(xml(start));
  }

  // What is refused

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE html><html></html>",
        "<!doctype HTML PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\"><html>",
        "\r\n\t <!-- a <html> comment --> <!DocType Html>",
        "<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC \"x\" \"y\">",
        "<HTML><BODY>",
        "<!DOCTYPE\n  html>",
        "\n\n\n<html xmlns='http://www.w3.org/1999/xhtml'>",
        "<h1>Not found",
        "<html",
        "<html>caf\u00e9</html>"
      })
  void aPageOfHtmlIsRefused(String page) {
    assertRefused(page.getBytes(UTF_8), "a page of HTML" + TAKE_THE_FILE);
    assertRefused(page.getBytes(ISO_8859_1), "a page of HTML" + TAKE_THE_FILE);
    assertRefused(gzip(page.getBytes(UTF_8)), "a page of HTML" + TAKE_THE_FILE);
  }

  @Test
  void thePageIsNamedByItsTitle() {
    assertRefused(
        bytes("<!DOCTYPE html>␊<HTML><head><title class='x'>␊ 404 Not Found</title>"),
        "a page of HTML with the title \"404 Not Found\"" + TAKE_THE_FILE);
  }

  @ParameterizedTest
  @CsvSource({
    "504b030414000600, a zip file; unpack it first",
    "425a683931415926, a bzip2 file; unpack it first",
    "fd377a585a000004, an xz file; unpack it first",
    "28b52ffd04000000, a Zstandard file; unpack it first"
  })
  void anotherPackedFileIsRefused(String start, String found) {
    assertRefused(HexFormat.of().parseHex(start), found);
  }

  @Test
  void aPdfIsRefused() {
    assertRefused(bytes("%PDF-1.7␊"), "a PDF document" + TAKE_THE_FILE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "␍␊␍␊", "\ufeff"})
  void anEmptyFileIsRefused(String file) {
    assertRefused(bytes(file), "an empty file");
    assertRefused(gzip(bytes(file)), "an empty file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "␊          Service Name and Transport Protocol Port Number Registry␊␊   Last Updated",
        "PORT NUMBERS␊␊(last updated 2008-05-01)␊"
      })
  void thePlainTextOfTheRegistryIsRefused(String file) {
    assertRefused(bytes(file), "the registry as plain text" + TAKE_THE_FILE);
  }

  static Stream<Charset> utf16() {
    return Stream.of(UTF_16, UTF_16LE, UTF_16BE);
  }

  @ParameterizedTest
  @MethodSource("utf16")
  void utf16IsRefused(Charset charset) {
    assertRefused(new String(XML, UTF_8).getBytes(charset), "UTF-16 text; save it as UTF-8");
  }

  @Test
  void anXmlThatIsNotUtf8IsRefusedWhateverItDeclares() {
    byte[] latin =
        new String(xml("<?xml version='1.0' encoding='ISO-8859-1'?>"), UTF_8).getBytes(ISO_8859_1);

    assertThatThrownBy(() -> readIana(latin))
        .isExactlyInstanceOf(RegistryFormatException.class)
        .hasMessage(TEAM + ", line 1: expected UTF-8 text but found the byte 0xC4");
  }

  @ParameterizedTest
  @CsvSource({
    "<registry xmlns='http://www.iana.org/assignments' id='protocol-numbers'/>,"
        + " 'another of IANA''s registries, \"protocol-numbers\"'",
    "<registry xmlns='http://www.iana.org/assignments'/>, one without an id"
  })
  void anotherRegistryOfIanasIsRefused(String file, String found) {
    assertThatThrownBy(() -> readIana(bytes(file)))
        .isExactlyInstanceOf(RegistryFormatException.class)
        .hasMessage(
            TEAM
                + ", line 1: expected the registry with the id \"service-names-port-numbers\" but"
                + " found "
                + found);
  }

  @ParameterizedTest
  @CsvSource({
    "<rss version='2.0'/>, 'an element \"rss\"'",
    "<headline/>, 'an element \"headline\"'",
    "<registry id='service-names-port-numbers'/>, 'an element \"registry\"'",
    "<svg xmlns='http://www.w3.org/2000/svg'/>, 'an element \"svg\" of \"http://www.w3.org/2000/svg\"'"
  })
  void anotherXmlIsRefused(String file, String found) {
    assertThatThrownBy(() -> readIana(bytes(file)))
        .isExactlyInstanceOf(RegistryFormatException.class)
        .hasMessage(
            TEAM
                + ", line 1: expected IANA's registry, <registry xmlns="
                + "\"http://www.iana.org/assignments\" id=\"service-names-port-numbers\"> but found "
                + found);
  }

  @Test
  void aDoctypeIsRefusedAtItsLine() {
    assertThatThrownBy(
            () -> readIana(xml("<?xml version='1.0'?>\n<!-- a -->\n<!DOCTYPE registry>")))
        .isExactlyInstanceOf(RegistryFormatException.class)
        .hasMessage(TEAM + ", line 3: expected XML without a DOCTYPE but found a DOCTYPE");
  }

  @Test
  void aGzipFileInAGzipFileIsRefused() {
    assertRefused(gzip(gzip(CSV)), "a gzip file in a gzip file; unpack it first");
  }

  @Test
  void anyCutOfAGzipFileIsRefused() {
    byte[] whole = gzip(XML);
    for (int end = 2; end < whole.length; end++) {
      byte[] cut = Arrays.copyOf(whole, end);

      assertThatThrownBy(() -> readIana(cut))
          .as("the first %d bytes", end)
          .isExactlyInstanceOf(RegistryFormatException.class)
          .hasMessageStartingWith(
              TEAM + ": expected a whole gzip file but found a damaged or incomplete one: ");
    }
  }

  @Test
  void aDamagedSecondPartOfAGzipFileIsRefused() {
    byte[] second = gzip(Arrays.copyOfRange(CSV, 40, CSV.length));
    second[1]++;

    assertThatThrownBy(() -> readIana(joined(gzip(Arrays.copyOf(CSV, 40)), second)))
        .isExactlyInstanceOf(RegistryFormatException.class)
        .hasMessage(
            TEAM
                + ": expected a whole gzip file but found a damaged or incomplete one: more bytes"
                + " follow its end");
  }

  @Test
  void aDamagedGzipFileIsRefused() {
    byte[] file = gzip(CSV);
    file[file.length - 6]++; // the checksum

    assertThatThrownBy(() -> readIana(file))
        .isExactlyInstanceOf(RegistryFormatException.class)
        .hasMessageStartingWith(
            TEAM + ": expected a whole gzip file but found a damaged or incomplete one");
  }

  @Test
  void nothingIsUnpackedBeyondTheGreatestSize() {
    byte[] bomb = gzip(new byte[10 * Utf8.MAX_BYTES]);

    assertThatThrownBy(() -> readIana(bomb))
        .isExactlyInstanceOf(RegistryFormatException.class)
        .hasMessage(TEAM + ", line 1: expected at most 8388608 bytes but found more");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Not Found", "{\"message\":\"rate limit\"}", " 429: Too many", "\ufeffGone"})
  void aMessageOfOneLineIsShown(String message) {
    String line = message.replace("\ufeff", "").strip();

    assertRefused(
        message.getBytes(UTF_8), "one line of text, " + Fault.quote(line) + TAKE_THE_FILE);
  }
}
