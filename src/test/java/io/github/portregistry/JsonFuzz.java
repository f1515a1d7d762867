package io.github.portregistry;

import io.github.portregistry.dossier.Dossier;
import io.github.portregistry.probe.PortFinding;

/**
 * JSON of a port, or of a finding, by Jackson 3 and by Jackson 2: what either reads, both write and
 * read again as the same.
 */
public final class JsonFuzz {

  private JsonFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    for (Jackson jackson : Jackson.values()) {
      check(readOrNull(jackson, data, PortRecord.class), PortRecord.class);
      check(readOrNull(jackson, data, PortFinding.class), PortFinding.class);
    }
  }

  private static <T> void check(T read, Class<T> type) {
    if (read == null) {
      return;
    }
    for (Jackson writer : Jackson.values()) {
      byte[] written = writer.write(read);
      for (Jackson reader : Jackson.values()) {
        FuzzedTables.require(
            read.equals(reader.read(written, type)), "what was written is read as the same");
      }
    }
    PortRecord port = read instanceof PortFinding finding ? finding.record() : (PortRecord) read;
    FuzzedTables.require(port.block().contains(port.number()), "a block has its port");
    String text = Dossier.of(port).text();
    FuzzedTables.require(
        text.chars().noneMatch(c -> c != '\n' && Character.isISOControl(c)),
        "a dossier does nothing to a terminal");
    Dossier.of(port).markdown();
    if (read instanceof PortFinding finding) {
      finding.dossier().text(40);
    }
  }

  /** What the JSON says; null where it is refused in the way that is documented. */
  private static <T> T readOrNull(Jackson jackson, byte[] json, Class<T> type) {
    try {
      return jackson.read(json, type, false);
    } catch (Jackson.Refused e) {
      return null;
    }
  }
}
