package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.portregistry.csv.CsvText;
import io.github.portregistry.iana.IanaCopy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** CSV text with visible line breaks: ␊ stands for LF, ␍ for CR, ␀ for NUL, ␉ for a tab. */
public final class CsvSpec {

  /** What the tables are called when they are read. */
  public static final String TEAM = "team.csv";

  public static final String HEADER =
      "port,transport,state,status,service_name,description,assignee,contact,registered,modified,"
          + "references,service_code,unauthorized_use,alias_of,source␊";

  public static final String IANA_HEADER =
      "Service Name,Port Number,Transport Protocol,Description,Assignee,Contact,Registration Date,"
          + "Modification Date,Reference,Service Code,Unauthorized Use Reported,Assignment Notes␍␊";

  private CsvSpec() {}

  public static String text(String spec) {
    return spec.replace('␊', '\n').replace('␍', '\r').replace('␀', '\0').replace('␉', '\t');
  }

  public static byte[] bytes(String spec) {
    return text(spec).getBytes(StandardCharsets.UTF_8);
  }

  public static CsvText csvText(String spec) {
    return CsvText.of(bytes(spec), TEAM);
  }

  /** Reads IANA's file into its rows alone. */
  public static IanaCopy ianaCopy(String spec) {
    return IanaCopy.of(bytes(spec), TEAM);
  }

  /** Reads a table as the maintainer's commands do: it has to be canonical in every byte. */
  public static PortRegistry read(byte[] table) {
    try {
      return readCanonical(new ByteArrayInputStream(table), TEAM);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static PortRegistry readCanonical(InputStream table, String source) throws IOException {
    return new PortRegistry(PortTableCsv.read(CsvText.read(table, source)));
  }

  /** Reads a table as a team hands it to us. */
  public static PortRegistry readTeam(byte[] table) {
    try {
      return PortRegistry.read(new ByteArrayInputStream(table), TEAM);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static PortRegistry readTeam(String spec) {
    return readTeam(bytes(spec));
  }

  public static void assertTeamRefused(String spec, String message) {
    assertRefused(() -> readTeam(spec), message);
  }

  public static PortRegistry read(String spec) {
    return read(bytes(spec));
  }

  public static PortRegistry readIana(byte[] table) {
    try {
      return PortRegistry.readIana(new ByteArrayInputStream(table), TEAM);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static PortRegistry readIana(String spec) {
    return readIana(bytes(spec));
  }

  /** The canonical bytes of the topmost table. */
  public static byte[] csv(PortRegistry registry) {
    return registry.csv();
  }

  /** Asserts that a table is refused, and the whole message, {@code team.csv} understood. */
  public static void assertRefused(String spec, String message) {
    assertRefused(() -> read(spec), message);
  }

  public static void assertRefused(byte[] table, String message) {
    assertRefused(() -> read(table), message);
  }

  /** Asserts that a file in IANA's layout is refused, and the whole message. */
  public static void assertIanaRefused(String spec, String message) {
    assertRefused(() -> readIana(spec), message);
  }

  public static void assertRefused(ThrowingCallable reading, String message) {
    assertFault(catchThrowableOfType(RegistryFormatException.class, reading), TEAM, message);
  }

  /** Asserts the message and that the parts of the exception are the parts of the message. */
  public static void assertFault(RegistryFormatException fault, String source, String message) {
    assertThat(fault).hasMessage(source + (message.startsWith("line ") ? ", " : "") + message);
    assertThat(fault.source()).isEqualTo(source);
    String line = fault.line() == 0 ? "" : "line " + fault.line();
    String column = fault.column() == 0 ? "" : ", column " + fault.column();
    assertThat(line + column + ": expected " + fault.expected() + " but found " + fault.found())
        .isEqualTo(message);
  }
}
