package io.github.portregistry;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * IANA's file in XML or gzip: refused, or made a table that can be read back and asked. What begins
 * with a record is put into a registry, since damage to that is always refused.
 */
public final class IanaXmlFuzz {

  private static final byte[] RECORD = ascii("<record");

  private static final byte[] START =
      ascii(
          "<registry xmlns='http://www.iana.org/assignments' id='service-names-port-numbers'>"
              + "<updated>2026-08-17</updated>");

  private IanaXmlFuzz() {}

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  public static void fuzzerTestOneInput(byte[] data) {
    byte[] file = Arrays.mismatch(RECORD, data) == RECORD.length ? inRegistry(data) : data;
    PortRegistry registry = FuzzedTables.readOrNull(PortRegistry::readIana, file);
    if (registry != null) {
      FuzzedTables.requireThatItCanBeReadBack(registry);
      FuzzedTables.requireThatItAnswers(registry);
    }
  }

  private static byte[] inRegistry(byte[] records) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(START);
    file.writeBytes(records);
    file.writeBytes(ascii("</registry>"));
    return file.toByteArray();
  }
}
