package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All 65,536 records as JSON. */
class JsonWholeRegistryTest {

  private static final PortRegistry REGISTRY = PortRegistry.bundled();

  @Test
  void bothJacksonsWriteTheSameBytesOfEveryPort() {
    List<PortRecord> differing =
        REGISTRY
            .ports()
            .filter(
                port ->
                    !Arrays.equals(Jackson.JACKSON_2.write(port), Jackson.JACKSON_3.write(port)))
            .toList();

    assertThat(differing).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyPortIsReadBackEqual(Jackson jackson) {
    List<PortRecord> differing = new ArrayList<>();
    REGISTRY
        .ports()
        .forEach(
            port -> {
              PortRecord read = jackson.read(jackson.write(port), PortRecord.class);
              if (!read.equals(port) || read.hashCode() != port.hashCode()) {
                differing.add(port);
              }
            });

    assertThat(differing).isEmpty();
  }
}
