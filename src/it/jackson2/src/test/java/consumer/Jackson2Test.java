package consumer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.probe.ListenerProbe;
import io.github.portregistry.probe.PortFinding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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

  /** The files are what Jackson 3 writes as well; a test of the library's sees to it. */
  @ParameterizedTest
  @MethodSource
  void whatJackson3WroteIsReadAndWrittenAsTheSameBytes(String name, Class<?> type)
      throws Exception {
    byte[] json = Files.readAllBytes(Path.of(System.getProperty("exchanged"), name));

    assertArrayEquals(json, MAPPER.writeValueAsBytes(MAPPER.readValue(json, type)));
  }

  static Stream<Arguments> whatJackson3WroteIsReadAndWrittenAsTheSameBytes() {
    return Stream.of(
        arguments("port.json", PortRecord.class), arguments("finding.json", PortFinding.class));
  }
}
