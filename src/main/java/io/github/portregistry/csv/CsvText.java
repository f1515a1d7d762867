package io.github.portregistry.csv;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.github.portregistry.RegistryFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** Reads a CSV file strictly: RFC 4180 in UTF-8. The first fault refuses the whole file. */
public final class CsvText {

  private static final int MAX_FIELD_CHARS = 1 << 16;

  private final String source;
  private final byte[] bytes;
  private final String text;

  private CsvText(String source, byte[] bytes, String text) {
    this.source = source;
    this.bytes = bytes;
    this.text = text;
  }

  /**
   * Reads a stream to its end.
   *
   * @throws IOException if it cannot be read
   * @throws RegistryFormatException if it is empty, too large, not UTF-8, or has a byte order mark,
   *     a NUL byte or no line end at its end
   */
  public static CsvText read(InputStream in, String source) throws IOException {
    return of(Utf8.read(in, source), source);
  }

  /** Checks bytes, as {@link #read} does. */
  public static CsvText of(byte[] bytes, String source) {
    if (bytes.length == 0) {
      throw new RegistryFormatException(source, 1, 0, "a header row", "an empty file");
    }
    if (startsWithByteOrderMark(bytes)) {
      throw new RegistryFormatException(
          source, 1, 1, "a header row in UTF-8 without a byte order mark", "a byte order mark");
    }
    String text = Utf8.decode(bytes, source, "UTF-8 text");
    if (bytes[bytes.length - 1] != '\n') {
      throw Utf8.fault(
          source, bytes, bytes.length, "a line end after the last row", "the end of the file");
    }
    return new CsvText(source, bytes, text);
  }

  private static boolean startsWithByteOrderMark(byte[] bytes) {
    return bytes.length >= 3
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF;
  }

  public String source() {
    return source;
  }

  /**
   * Returns the rows below the header.
   *
   * @throws RegistryFormatException if the header is not the expected one, a row has more or fewer
   *     fields than the header, or the quoting is broken
   */
  public List<Fields> rows(List<String> header) {
    return rowsUnder(List.of(header));
  }

  /**
   * Returns the rows under one of several headers, as {@link #rows} does.
   *
   * @param headers the headers; messages show the first
   */
  public List<Fields> rowsUnder(List<List<String>> headers) {
    List<String> header = headers.get(0);
    List<Fields> rows = new ArrayList<>();
    int line = 1;
    try (CsvReader<CsvRecord> reader = reader()) {
      Iterator<CsvRecord> records = reader.iterator();
      while (records.hasNext()) {
        String[] fields = records.next().getFields().toArray(new String[0]);
        if (line == 1) {
          header = headerOf(headers, fields);
          requireHeader(header, fields);
        } else {
          requireFields(header, fields, line);
          rows.add(new Fields(fields, source, line));
        }
        line += 1 + lineBreaksIn(List.of(fields));
      }
    } catch (CsvParseException e) {
      throw refused(source, line, e);
    } catch (IOException e) {
      throw new AssertionError("text in memory cannot fail to be read", e);
    }
    return rows;
  }

  private CsvReader<CsvRecord> reader() {
    return reader(',').ofCsvRecord(text);
  }

  static CsvReader.CsvReaderBuilder reader(char separator) {
    return CsvReader.builder()
        .fieldSeparator(separator)
        .commentStrategy(CommentStrategy.NONE)
        .skipEmptyLines(false)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .allowUnclosedQuote(false)
        .maxBufferSize(MAX_FIELD_CHARS);
  }

  /** The exception for a row with wrong quotes or a field that does not end. */
  static RegistryFormatException refused(String source, int line, CsvParseException e) {
    Throwable reason = e.getCause() == null ? e : e.getCause();
    RegistryFormatException refused =
        new RegistryFormatException(
            source,
            line,
            0,
            "a row as in RFC 4180, its fields at most " + MAX_FIELD_CHARS + " characters long",
            "one that the CSV reader refuses: " + reason.getMessage());
    refused.initCause(e);
    return refused;
  }

  private static List<String> headerOf(List<List<String>> headers, String[] fields) {
    List<String> found = List.of(fields);
    for (List<String> header : headers) {
      if (header.equals(found)) {
        return header;
      }
    }
    return headers.get(0);
  }

  private void requireHeader(List<String> header, String[] fields) {
    for (int i = 0; i < Math.max(header.size(), fields.length); i++) {
      String found = i < fields.length ? Fault.quote(fields[i]) : "no more";
      if (i >= header.size()) {
        throw new RegistryFormatException(source, 1, i + 1, "no more columns in the header", found);
      }
      String expected = Fault.quote(header.get(i));
      if (!expected.equals(found)) {
        throw new RegistryFormatException(
            source, 1, i + 1, "the column name " + expected + " in the header", found);
      }
    }
  }

  private void requireFields(List<String> header, String[] fields, int line) {
    boolean emptyLine = fields.length == 1 && fields[0].isEmpty();
    if (fields.length != header.size()) {
      throw new RegistryFormatException(
          source,
          line,
          emptyLine ? 1 : Math.min(fields.length, header.size()) + 1,
          header.size() + " fields in the row",
          emptyLine ? "an empty line" : "" + fields.length);
    }
    for (int i = 0; i < fields.length; i++) {
      requireLength(fields[i], source, line, i + 1);
    }
  }

  /** Refuses a field that is too long. */
  public static void requireLength(String field, String source, int line, int column) {
    if (field.length() > MAX_FIELD_CHARS) {
      throw new RegistryFormatException(
          source,
          line,
          column,
          "at most " + MAX_FIELD_CHARS + " characters in a field",
          "" + field.length());
    }
  }

  /** The number of line breaks in the fields of a row. */
  static int lineBreaksIn(List<String> fields) {
    int breaks = 0;
    for (String field : fields) {
      for (int i = 0; i < field.length(); i++) {
        char c = field.charAt(i);
        if (c == '\n' || (c == '\r' && !field.startsWith("\n", i + 1))) {
          breaks++;
        }
      }
    }
    return breaks;
  }

  /**
   * Returns the bytes of this text if writing its rows again gives the same bytes.
   *
   * @throws RegistryFormatException at the first line that would be written differently
   */
  public byte[] requireCanonical(byte[] rewritten) {
    int at = Arrays.mismatch(bytes, rewritten);
    if (at < 0) {
      return bytes;
    }
    if (isLineEndOfTwo(bytes, at, rewritten)) {
      throw Utf8.fault(source, bytes, at, "LF at the end of the line", "CRLF");
    }
    throw new RegistryFormatException(
        source,
        Utf8.lineAt(bytes, at),
        0,
        "the canonical form " + Fault.quote(lineAround(rewritten, at)),
        Fault.quote(lineAround(bytes, at)));
  }

  private static boolean isLineEndOfTwo(byte[] bytes, int at, byte[] rewritten) {
    return at + 1 < bytes.length
        && bytes[at] == '\r'
        && bytes[at + 1] == '\n'
        && at < rewritten.length
        && rewritten[at] == '\n';
  }

  /**
   * The line around a position, starting a little before it, so that a message can quote the place.
   */
  private static String lineAround(byte[] bytes, int at) {
    int start = Math.min(at, bytes.length);
    while (start > 0 && bytes[start - 1] != '\n') {
      start--;
    }
    int end = start;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    int lead = new String(bytes, start, Math.min(at, end) - start, StandardCharsets.UTF_8).length();
    String line = new String(bytes, start, end - start, StandardCharsets.UTF_8);
    return lead <= 40 ? line : "…" + line.substring(lead - 20);
  }

  /**
   * Appends one row in the canonical form: quotes only where RFC 4180 needs them, LF at the end.
   */
  public static void appendRow(StringBuilder out, List<String> fields) {
    for (int i = 0; i < fields.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      appendField(out, fields.get(i));
    }
    out.append('\n');
  }

  private static void appendField(StringBuilder out, String field) {
    if (field.indexOf(',') < 0 && field.indexOf('"') < 0) {
      out.append(field);
    } else {
      out.append('"').append(field.replace("\"", "\"\"")).append('"');
    }
  }
}
