package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortSpanTest {

  @Test
  void aSpanContainsItsEndsAndWhatIsBetween() {
    PortSpan span = new PortSpan(6000, 6063);

    assertThat(span.contains(5999)).isFalse();
    assertThat(span.contains(6000)).isTrue();
    assertThat(span.contains(6030)).isTrue();
    assertThat(span.contains(6063)).isTrue();
    assertThat(span.contains(6064)).isFalse();
    assertThat(span.contains(-1)).isFalse();
    assertThat(span.contains(6000 + 65536)).isFalse();
  }

  @Test
  void theSizeOfASpanCountsBothEnds() {
    assertThat(new PortSpan(443, 443).size()).isEqualTo(1);
    assertThat(new PortSpan(6000, 6063).size()).isEqualTo(64);
    assertThat(new PortSpan(0, 65535).size()).isEqualTo(65_536);
  }

  @Test
  void aSpanIsWrittenAsTheRegistryWritesIt() {
    assertThat(new PortSpan(443, 443)).hasToString("443");
    assertThat(new PortSpan(6000, 6063)).hasToString("6000-6063");
    assertThat(new PortSpan(0, 0)).hasToString("0");
  }

  @Test
  void aSpanThatRunsBackwardsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PortSpan(6063, 6000))
        .withMessage("last port 6000 is below first port 6063");
  }

  @Test
  void spansAreOrderedByTheirFirstPortThenByTheirLast() {
    assertThat(
            Stream.of(
                    new PortSpan(6000, 6063),
                    new PortSpan(80, 80),
                    new PortSpan(6000, 6000),
                    new PortSpan(79, 60000))
                .sorted())
        .containsExactly(
            new PortSpan(79, 60000),
            new PortSpan(80, 80),
            new PortSpan(6000, 6000),
            new PortSpan(6000, 6063));
    assertThat(new PortSpan(80, 81).compareTo(new PortSpan(80, 81))).isZero();
  }
}
