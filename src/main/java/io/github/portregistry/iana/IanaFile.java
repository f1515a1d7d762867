package io.github.portregistry.iana;

import io.github.portregistry.RegistryFormatException;
import io.github.portregistry.csv.CsvText;
import io.github.portregistry.csv.Fault;
import io.github.portregistry.csv.Fields;
import io.github.portregistry.csv.Utf8;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of IANA's file, which is CSV or XML, plain or gzip. Any other file is refused.
 *
 * @param rows the 12 fields of each row, in the order of IANA's CSV
 * @param updated the date that the file states for itself; null if it states none
 * @param dropped the number of pieces without a field, by kind
 */
record IanaFile(List<Fields> rows, @Nullable LocalDate updated, Map<String, Integer> dropped) {

  static final List<String> HEADER = header("Unauthorized Use Reported");

  private static final List<String> HEADER_BEFORE_2019 = header("Known Unauthorized Uses");

  static final String EXPECTED =
      "IANA's file of service names and port numbers as CSV or XML, plain or gzip";

  private static final String TAKE_THE_FILE =
      "; take the file service-names-port-numbers.csv or .xml itself";

  private static final String UNPACK = "; unpack it first";

  private static final List<String> TAGS_OF_HTML =
      List.of("!doctype html", "html", "head", "body", "title", "meta", "h1", "p", "div", "script");

  private static final Pattern TITLE = Pattern.compile("(?i)<title[^<>]*>([^<]*)<");

  /** The start of the plain-text form, which IANA also publishes and which is not read. */
  private static final Pattern PLAIN_TEXT =
      Pattern.compile(
          "(?i)\\s*(?:Service Name and Transport Protocol Port Number Registry|PORT NUMBERS)\\s.*",
          Pattern.DOTALL);

  private static List<String> header(String ofUses) {
    return List.of(
        "Service Name",
        "Port Number",
        "Transport Protocol",
        "Description",
        "Assignee",
        "Contact",
        "Registration Date",
        "Modification Date",
        "Reference",
        "Service Code",
        ofUses,
        "Assignment Notes");
  }

  /**
   * Reads a file.
   *
   * @throws RegistryFormatException if it is not IANA's file as CSV or XML
   */
  static IanaFile of(byte[] bytes, String source) {
    byte[] plain = withoutMark(unpacked(bytes, source));
    String other = otherFile(plain);
    if (other != null) {
      throw refused(source, other);
    }
    int start = start(plain);
    if (start < plain.length && plain[start] == '<') {
      requireRegistryXml(plain, source);
      IanaXml xml = IanaXml.read(Utf8.decode(plain, source, "UTF-8 text"), source);
      return new IanaFile(xml.rows(), xml.updated(), xml.dropped());
    }
    return new IanaFile(
        CsvText.of(plain, source).rowsUnder(List.of(HEADER, HEADER_BEFORE_2019)), null, Map.of());
  }

  private static RegistryFormatException refused(String source, String found) {
    return new RegistryFormatException(source, 0, 0, EXPECTED, found);
  }

  private static byte[] unpacked(byte[] bytes, String source) {
    if (!startsWith(bytes, 0x1F, 0x8B)) {
      return bytes;
    }
    try (GzipMembers members = new GzipMembers(bytes)) {
      byte[] plain = Utf8.read(members, source);
      members.requireNothingBehind();
      return plain;
    } catch (IOException e) {
      RegistryFormatException refused =
          new RegistryFormatException(
              source,
              0,
              0,
              "a whole gzip file",
              "a damaged or incomplete one: "
                  + (e instanceof EOFException ? "it ends too early" : e.getMessage()));
      refused.initCause(e);
      throw refused;
    }
  }

  /** The members of a gzip file, one after the other. */
  private static final class GzipMembers extends GZIPInputStream {

    private static final int TRAILER = 8;

    private final byte[] packed;

    GzipMembers(byte[] packed) throws IOException {
      // One buffer for the whole file, so that the rest of the buffer is the rest of the file.
      super(new ByteArrayInputStream(packed), packed.length);
      this.packed = packed;
    }

    /** Refuses bytes after the last member, which the stream skips; zeros may fill a block. */
    void requireNothingBehind() throws IOException {
      for (int i = packed.length - inf.getRemaining() + TRAILER; i < packed.length; i++) {
        if (packed[i] != 0) {
          throw new IOException("more bytes follow its end");
        }
      }
    }
  }

  /** The kind of file if it is another; null if it may be IANA's. */
  private static @Nullable String otherFile(byte[] bytes) {
    if (start(bytes) == bytes.length) {
      return "an empty file";
    } else if (startsWith(bytes, 0xFF, 0xFE)
        || startsWith(bytes, 0xFE, 0xFF)
        || startsWith(bytes, '<', 0)
        || startsWith(bytes, 0, '<')) {
      return "UTF-16 text; save it as UTF-8";
    } else if (startsWith(bytes, 'P', 'K', 3, 4)) {
      return "a zip file" + UNPACK;
    } else if (startsWith(bytes, 0x1F, 0x8B)) {
      return "a gzip file in a gzip file" + UNPACK;
    } else if (startsWith(bytes, 'B', 'Z', 'h')) {
      return "a bzip2 file" + UNPACK;
    } else if (startsWith(bytes, 0xFD, '7', 'z', 'X', 'Z')) {
      return "an xz file" + UNPACK;
    } else if (startsWith(bytes, 0x28, 0xB5, 0x2F, 0xFD)) {
      return "a Zstandard file" + UNPACK;
    } else if (startsWith(bytes, '%', 'P', 'D', 'F')) {
      return "a PDF document" + TAKE_THE_FILE;
    }
    if (isOneLineOfText(bytes)) {
      String line = new String(bytes, StandardCharsets.UTF_8).strip();
      return "one line of text, " + Fault.quote(line) + TAKE_THE_FILE;
    }
    String beginning =
        new String(bytes, 0, Math.min(bytes.length, 1000), StandardCharsets.ISO_8859_1);
    return PLAIN_TEXT.matcher(beginning).matches()
        ? "the registry as plain text" + TAKE_THE_FILE
        : null;
  }

  /**
   * Whether it is one line of text, as the error message of a server often is, and not a truncated
   * header.
   */
  private static boolean isOneLineOfText(byte[] bytes) {
    String line = new String(bytes, StandardCharsets.UTF_8);
    String first = HEADER.get(0);
    String unquoted = line.replace("\"", "");
    return !line.stripLeading().startsWith("<")
        && line.codePoints().noneMatch(c -> Character.isISOControl(c) || c == 0xFFFD)
        && !unquoted.startsWith(first)
        && !first.startsWith(unquoted);
  }

  private static boolean startsWith(byte[] bytes, int... start) {
    if (bytes.length < start.length) {
      return false;
    }
    for (int i = 0; i < start.length; i++) {
      if (bytes[i] != (byte) start[i]) {
        return false;
      }
    }
    return true;
  }

  private static byte[] withoutMark(byte[] bytes) {
    return startsWith(bytes, 0xEF, 0xBB, 0xBF) ? Arrays.copyOfRange(bytes, 3, bytes.length) : bytes;
  }

  /** The index of the first character that is not white space. */
  private static int start(byte[] bytes) {
    int start = 0;
    while (start < bytes.length && bytes[start] >= 0 && bytes[start] <= ' ' && bytes[start] != 0) {
      start++;
    }
    return start;
  }

  private static void requireRegistryXml(byte[] bytes, String source) {
    // Pages are often in another encoding, but their tags are readable as UTF-8.
    String page = new String(bytes, StandardCharsets.UTF_8);
    int tag = firstTag(page);
    String first =
        RegistryNote.SPACE
            .matcher(page.substring(tag, Math.min(page.length(), tag + 40)))
            .replaceAll(" ")
            .toLowerCase(Locale.ROOT);
    for (String html : TAGS_OF_HTML) {
      if (first.startsWith(html) && !isNamePart(first, html.length())) {
        Matcher title = TITLE.matcher(page);
        boolean hasTitle = title.find() && !title.group(1).isBlank();
        throw refused(
            source,
            "a page of HTML"
                + (hasTitle ? " with the title " + Fault.quote(title.group(1).strip()) : "")
                + TAKE_THE_FILE);
      }
    }
    if (first.startsWith("!doctype")) {
      // Checked here because the parser throws other exceptions for some malformed input.
      throw new RegistryFormatException(
          source, line(page, tag), 0, "XML without a DOCTYPE", "a DOCTYPE");
    }
  }

  private static int line(String text, int at) {
    return 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
  }

  private static boolean isNamePart(String text, int at) {
    return at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == ':');
  }

  /** The index of the first tag's name, after comments and processing instructions. */
  private static int firstTag(String text) {
    int at = 0;
    while (at < text.length()) {
      if (text.startsWith("<!--", at)) {
        at = after(text, "-->", at + 4);
      } else if (text.startsWith("<?", at)) {
        at = after(text, "?>", at + 2);
      } else if (text.charAt(at) == '<') {
        return at + 1;
      } else {
        at++;
      }
    }
    return at;
  }

  private static int after(String text, String end, int from) {
    int at = text.indexOf(end, from);
    return at < 0 ? text.length() : at + end.length();
  }
}
