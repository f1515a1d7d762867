package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortRangeTest {

  @ParameterizedTest
  @CsvSource({
    "0, SYSTEM",
    "1023, SYSTEM",
    "1024, USER",
    "49151, USER",
    "49152, DYNAMIC",
    "65535, DYNAMIC"
  })
  void theRangesBeginAndEndWhereTheRfcSaysSo(int port, PortRange range) {
    assertThat(PortRange.of(port)).isEqualTo(range);
  }

  @Test
  void theSpansOfTheRangesAreThoseOfTheRfc() {
    assertThat(PortRange.SYSTEM.span()).isEqualTo(new PortSpan(0, 1023));
    assertThat(PortRange.USER.span()).isEqualTo(new PortSpan(1024, 49151));
    assertThat(PortRange.DYNAMIC.span()).isEqualTo(new PortSpan(49152, 65535));
  }

  @Test
  void everyPortLiesInTheSpanOfItsRange() {
    for (int port = 0; port <= 65535; port++) {
      assertThat(PortRange.of(port).span().contains(port)).isTrue();
    }
  }
}
