package io.github.portregistry.probe;

import java.time.Instant;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** JSON of a baseline: what is read is written and read as the same, and compared without end. */
public final class BaselineFuzz {

  private static final JsonMapper JSON = JsonMapper.shared();

  private BaselineFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    ListenerBaseline read;
    try {
      read = JSON.readValue(data, ListenerBaseline.class);
    } catch (JacksonException e) {
      return;
    }
    FuzzedProbe.require(
        JSON.readValue(JSON.writeValueAsBytes(read), ListenerBaseline.class).equals(read),
        "what was written is read as the same");
    FuzzedProbe.require(
        read.compare(read).stream().noneMatch(BaselineChange::alarm),
        "a baseline is no alarm for itself");
    ListenerBaseline empty = new ListenerBaseline(Instant.EPOCH, true, List.of());
    FuzzedProbe.require(
        empty.compare(read).size() == read.listeners().size(), "each listener has appeared");
    for (BaselineChange change : read.compare(empty)) {
      FuzzedProbe.require(
          (change.detail() + change.listener().programText() + change.listener().addressText())
              .chars()
              .noneMatch(Character::isISOControl),
          "a change does nothing to a terminal");
    }
  }
}
