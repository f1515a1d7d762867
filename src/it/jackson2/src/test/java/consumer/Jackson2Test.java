package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.probe.ListenerProbe;
import io.github.portregistry.probe.PortFinding;
import org.junit.jupiter.api.Test;

class Jackson2Test {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Test
  void aPortIsWrittenAndReadBackEqual() throws Exception {
    PortRecord port = PortRegistry.lookup(832);

    String json = MAPPER.writeValueAsString(port);

    assertTrue(
        json.startsWith("{\"number\":832,\"range\":\"system\",\"status\":\"released\","), json);
    assertEquals(port, MAPPER.readValue(json, PortRecord.class));
  }

  @Test
  void aFindingIsWrittenAndReadBackEqual() throws Exception {
    PortFinding finding = ListenerProbe.local().check(432);

    assertEquals(finding, MAPPER.readValue(MAPPER.writeValueAsBytes(finding), PortFinding.class));
  }
}
