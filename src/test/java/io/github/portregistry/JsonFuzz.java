package io.github.portregistry;

import io.github.portregistry.dossier.Dossier;
import io.github.portregistry.probe.PortFinding;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** JSON of a port, or of a finding: what is read is written and read again as the same. */
public final class JsonFuzz {

  private static final JsonMapper JSON = JsonMapper.shared();

  private JsonFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    check(data, PortRecord.class);
    check(data, PortFinding.class);
  }

  private static <T> void check(byte[] json, Class<T> type) {
    T read = readOrNull(json, type);
    if (read != null) {
      byte[] written = JSON.writeValueAsBytes(read);
      T again = JSON.readValue(written, type);
      FuzzedTables.require(read.equals(again), "what was written is read as the same");
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
  }

  /** What the JSON says; null where it is refused in the way that is documented. */
  private static <T> T readOrNull(byte[] json, Class<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JacksonException e) {
      return null;
    }
  }
}
