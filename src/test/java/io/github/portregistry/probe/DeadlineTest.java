package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadlineTest {

  @Test
  void whatIsLeftIsTheTimeWithoutWhatHasPassed() throws InterruptedException {
    long start = System.nanoTime();
    Deadline deadline = Deadline.after(Duration.ofMinutes(1));
    Thread.sleep(5);
    long left = deadline.leftMillis();
    long passed = (System.nanoTime() - start) / 1_000_000;

    assertThat(left).isLessThan(60_000).isGreaterThanOrEqualTo(59_999 - passed);
    assertThat(deadline.isOver()).isFalse();
    assertThat(deadline.leftOut()).isFalse();
  }

  @Test
  void afterTheEndLessThanNothingIsLeft() throws InterruptedException {
    Deadline deadline = Deadline.after(Duration.ofNanos(1));
    Thread.sleep(5);

    assertThat(deadline.leftMillis()).isBetween(-60_000L, -1L);
    assertThat(deadline.leftOut()).isFalse();
    assertThat(deadline.isOver()).isTrue();
    assertThat(deadline.leftOut()).isTrue();
    assertThat(deadline.bound()).isEqualTo("within 1 ns");
  }

  @Test
  void anInterruptOfTheCallerEndsTheTime() {
    Deadline deadline = Deadline.afterOrInterrupted(Duration.ofMinutes(1));
    assertThat(deadline.isOver()).isFalse();

    Thread.currentThread().interrupt();
    try {
      assertThat(deadline.isOver()).isTrue();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    // It stays over, and says why.
    assertThat(deadline.isOver()).isTrue();
    assertThat(deadline.bound()).isEqualTo("before the thread that asked was interrupted");
    assertThat(deadline.help()).isEqualTo(" Check again.");
  }

  @Test
  void withoutACallerAnInterruptEndsNothing() {
    Deadline deadline = Deadline.after(Duration.ofMinutes(1));

    Thread.currentThread().interrupt();
    try {
      assertThat(deadline.isOver()).isFalse();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void whatEndedByTimeIsNotSaidToBeInterrupted() {
    Deadline deadline = Deadline.after(Duration.ZERO);

    assertThat(deadline.isOver()).isTrue();
    deadline.interrupt();
    assertThat(deadline.bound()).isEqualTo("within 0 ns");
  }

  @ParameterizedTest
  @CsvSource({"PT2S, 2 s", "PT0.05S, 50 ms", "PT1.5S, 1500 ms", "PT0.000000007S, 7 ns"})
  void theWholeTimeIsInItsUnit(Duration budget, String text) {
    assertThat(Deadline.after(budget).budget()).isEqualTo(text);
  }
}
