package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedWorkTest {

  private static List<String> items(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
  }

  @Test
  void whatFailsIsReportedAndTheRestIsDone() {
    List<String> done = new ArrayList<>();
    List<String> failed = new ArrayList<>();
    SharedWork.forEach(
        items(3),
        Some.time(),
        item -> {
          if (item.equals("1")) {
            throw new IllegalStateException("no " + item);
          }
          done.add(item);
        },
        failure -> failed.add(failure.getMessage()));

    assertThat(done).containsExactly("0", "2");
    assertThat(failed).containsExactly("no 1");
  }

  @Test
  void theThreadsThatHelpKeepNoJvmRunning() {
    assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "needs two processors");
    Thread caller = Thread.currentThread();
    CountDownLatch helped = new CountDownLatch(1);
    AtomicReference<Thread> helper = new AtomicReference<>();
    List<String> done = Collections.synchronizedList(new ArrayList<>());
    SharedWork.forEach(
        items(64),
        Some.time(),
        item -> {
          if (Thread.currentThread() == caller) {
            await(helped);
          } else {
            helper.set(Thread.currentThread());
            helped.countDown();
          }
          done.add(item);
        },
        failure -> done.add(failure.toString()));

    assertThat(done).containsExactlyInAnyOrderElementsOf(items(64));
    assertThat(helper.get().isDaemon()).isTrue();
    assertThat(helper.get().isAlive()).isFalse();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
