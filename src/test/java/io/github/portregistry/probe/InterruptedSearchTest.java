package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A long search for owners ends once the thread that waits for it is interrupted. */
class InterruptedSearchTest extends FakeMachine {

  private static final Duration LONG = Duration.ofHours(1);

  @ParameterizedTest
  @EnumSource(names = {"FIRST", "ALL"})
  @Tag("whole")
  void whatWasNotSearchedBeforeAnInterruptIsToldAsThat(Owners depth) throws IOException {
    tables(listener(80, 7));
    Thread caller = Thread.currentThread();
    for (int pid = 100; pid < 300; pid++) {
      process(pid);
      proc.onRead(pid + "/fd", caller::interrupt);
    }
    process(300, 7);
    ListenerProbe probe = proc.probe().withOwners(depth).withOwnerBudget(LONG);

    PortFinding finding = probe.check(80);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(finding.listeners().get(0).ownership())
        .isEqualTo(
            new NotVisible(
                NotVisible.Cause.NOT_SEARCHED,
                "The search did not find the owner before the thread that asked was interrupted."
                    + " Check again."));
    assertThat(finding.coverage().notes())
        .containsExactly(
            "The search for owners did not finish before the thread that asked was interrupted,"
                + " so owners may be missing. Check again.");
    assertThat(finding.coverage().socketsComplete()).isTrue();
    assertThat(proc.read()).doesNotContain("300/fd");
  }

  @Test
  @Timeout(60)
  void helpersEndAlsoIfTheInterruptComesWhileTheyAreWaitedFor() throws InterruptedException {
    assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "needs a helper");
    Thread caller = Thread.currentThread();
    Deadline deadline = Deadline.afterOrInterrupted(LONG);
    CountDownLatch helped = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    List<String> items = Collections.nCopies(64, "item");

    SharedWork.forEach(
        items,
        deadline,
        item -> {
          try {
            if (Thread.currentThread() == caller) {
              helped.await(20, TimeUnit.SECONDS);
              return;
            }
            helped.countDown();
            while (caller.getState() != Thread.State.WAITING && !deadline.leftOut()) {
              Thread.sleep(1);
            }
            caller.interrupt();
            for (int i = 0; i < 10_000 && (caller.isInterrupted() || !deadline.leftOut()); i++) {
              Thread.sleep(1);
            }
            ended.set(deadline.leftOut());
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        },
        failure -> {
          throw new AssertionError(failure);
        });

    assertThat(Thread.interrupted()).isTrue();
    assertThat(ended).isTrue();
  }
}
