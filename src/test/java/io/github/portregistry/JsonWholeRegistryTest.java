package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All 65,536 records as JSON. */
class JsonWholeRegistryTest {

  private static byte[][] json;

  @BeforeAll
  static void writeAllPorts() {
    json = PortRegistry.bundled().ports().map(Jackson.JACKSON_3::write).toArray(byte[][]::new);
  }

  @AfterAll
  static void forget() {
    json = null;
  }

  private static List<Integer> portsOfWhich(IntPredicate test) {
    return IntStream.range(0, json.length).filter(test).boxed().limit(20).toList();
  }

  @Test
  void thereIsOneForEachPort() {
    assertThat(json).hasNumberOfRows(65_536);
  }

  @Test
  @Tag("whole")
  void bothJacksonsWriteTheSameBytesOfEveryPort() {
    assertThat(
            portsOfWhich(
                port ->
                    !Arrays.equals(Jackson.JACKSON_2.write(PortRegistry.lookup(port)), json[port])))
        .isEmpty();
  }

  @Test
  @Tag("whole")
  void everyPortFitsTheSchema() {
    assertThat(
            portsOfWhich(
                port ->
                    !JsonSchemas.PORT_RECORD
                        .faults(new String(json[port], StandardCharsets.UTF_8))
                        .isEmpty()))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("whole")
  void everyPortIsReadBackEqual(Jackson jackson) {
    assertThat(portsOfWhich(port -> !isEqual(jackson.read(json[port], PortRecord.class), port)))
        .isEmpty();
  }

  private static boolean isEqual(PortRecord read, int port) {
    PortRecord original = PortRegistry.lookup(port);
    return read.equals(original) && read.hashCode() == original.hashCode();
  }
}
