package io.github.portregistry.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoadedTest {

  @Test
  void aFailedLoadFailsTheSameWayEachTimeAndIsTriedOnce() {
    AtomicInteger tries = new AtomicInteger();
    Loaded<String> loaded =
        Loaded.by(
            () -> {
              tries.incrementAndGet();
              throw new IllegalStateException("no table");
            });

    assertThatThrownBy(loaded::get).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(loaded::get).hasMessage("no table");
    assertThat(tries).hasValue(1);
  }

  @Test
  void whatWasLoadedIsNotLoadedAgain() {
    AtomicInteger tries = new AtomicInteger();
    Loaded<Integer> loaded = Loaded.by(tries::incrementAndGet);

    assertThat(loaded.get()).isEqualTo(1);
    assertThat(loaded.get()).isEqualTo(1);
  }
}
