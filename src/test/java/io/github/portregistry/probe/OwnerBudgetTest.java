package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.portregistry.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A search for owners whose time is over says what it did not look at, and nothing false. */
class OwnerBudgetTest extends FakeMachine {

  private static final Duration TOO_SHORT = Duration.ofNanos(1);

  /** One that is over when it was asked so often. */
  private static final class After extends Deadline {

    private final int times;
    private final AtomicInteger asked = new AtomicInteger();

    After(int times) {
      super(Duration.ofSeconds(2));
      this.times = times;
    }

    @Override
    boolean hasPassed() {
      return asked.getAndIncrement() >= times;
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FIRST", "ALL"})
  void anOwnerThatWasNotSearchedInTimeIsNeitherNobodyNorGone(Owners depth) throws IOException {
    tables(listener(2049, 7) + listener(80, 8));
    process(60, 8);

    for (PortFinding finding :
        proc.probe().withOwners(depth).withOwnerBudget(TOO_SHORT).check(List.of(80, 2049))) {
      assertThat(finding.listeners().get(0).ownership())
          .isInstanceOfSatisfying(
              NotVisible.class,
              none -> assertThat(none.cause()).isEqualTo(NotVisible.Cause.NOT_SEARCHED));
      assertThat(finding.coverage().ownersComplete()).isFalse();
      assertThat(finding.coverage().socketsComplete()).isTrue();
      assertThat(finding.coverage().notes()).singleElement().asString().contains("within 1 ns");
    }
  }

  private static LinuxSocketRow socket(int port, long inode) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    return new LinuxSocketRow(Transport.TCP, address, true, LinuxSocketRow.LISTEN, 0, inode, 0);
  }

  private List<Ownership> search(Owners depth, Deadline deadline, List<LinuxSocketRow> rows) {
    LinuxUserNames users = LinuxUserNames.numbers();
    LinuxSocketGroups groups = new LinuxSocketGroups(proc, rows, new HashMap<>(), deadline);
    LinuxProcSockets closed =
        new LinuxProcSockets(
            proc, "net", PortSet.all(), OtherUses.NONE, java.nio.ByteOrder.LITTLE_ENDIAN);
    return new LinuxOwners(proc, users, depth, deadline, groups).of(rows, others -> closed);
  }

  @ParameterizedTest
  @EnumSource(names = {"FIRST", "ALL"})
  void howeverEarlyTheTimeEndsNothingFalseIsSaid(Owners depth) throws IOException {
    tables(listener(2049, 7));
    process(60, 5, 8, 6);
    process(61, 8, 9);
    for (int i = 0; i < 1100; i++) {
      proc.link("62/fd/" + (10 + i), "/dev/null");
    }
    process(62, 5).large("62").link("62/fd/5000", "socket:[10]");
    process(63).link("63/task/64/fd/3", "socket:[11]");
    List<LinuxSocketRow> rows =
        List.of(socket(80, 8), socket(81, 9), socket(82, 10), socket(83, 11), socket(2049, 7));
    List<String> whole = summary(search(depth, Some.time(), rows));
    assertThat(whole.get(4)).isEqualTo("KERNEL");

    int times = 0;
    boolean over = true;
    int partly = 0;
    while (over) {
      Deadline deadline = new After(times);
      List<String> cut = summary(search(depth, deadline, rows));
      over = deadline.leftOut();
      for (int i = 0; i < rows.size(); i++) {
        String found = cut.get(i);
        if (over && !found.equals("NOT_SEARCHED")) {
          assertThat(whole.get(i)).as("after %d steps", times).startsWith(found.replace("+", ""));
          assertThat(found).doesNotContain("KERNEL");
        }
        partly += over && !found.equals("NOT_SEARCHED") ? 1 : 0;
      }
      if (!over) {
        assertThat(cut).isEqualTo(whole);
      }
      times = times < 60 ? times + 1 : times + 37;
    }
    assertThat(partly).isPositive();
  }

  /** The owners, and whether there may be others; or why there is none. */
  private static List<String> summary(List<Ownership> ownerships) {
    List<String> texts = new ArrayList<>();
    for (Ownership ownership : ownerships) {
      if (ownership instanceof Known known) {
        String pids = known.owners().stream().map(ProcessRef::pid).toList().toString();
        texts.add(pids.replaceAll("[\\[\\]]", "") + (known.complete() ? "" : "+"));
      } else {
        texts.add(
            ownership instanceof NotVisible none
                ? none.cause().name()
                : ownership.getClass().getSimpleName());
      }
    }
    return texts;
  }

  @Test
  void theReportSaysSoAndHowToSeeTheProcess() throws IOException {
    tables(listener(8080, 7));
    process(60, 7);
    PortConflict conflict =
        PortConflict.of(proc.probe().withOwnerBudget(TOO_SHORT), 8080, Transport.TCP);

    assertThat(conflict.report()).contains("Not every process was searched within 1 ns");
    assertThat(conflict.advice()).contains("To see the process, run: sudo ss ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S"})
  void aBudgetIsMoreThanZero(Duration budget) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ListenerProbe.local().withOwnerBudget(budget))
        .withMessageContaining("found " + budget)
        .withMessageContaining("withOwners(Owners.NONE)");
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE, 1})
  void aBudgetMayBeVeryLong(long seconds) throws IOException {
    tables(listener(80, 7));
    process(60, 7);
    ListenerProbe probe = proc.probe().withOwnerBudget(Duration.ofSeconds(seconds).plusHours(0));

    assertThat(owners(probe.check(80))).containsExactly(60L);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void onThisMachineAShortSearchNamesAnOwnerOrSaysThatItWasShort() throws IOException {
    assumeTrue(Child.hasPython(), "needs " + Child.PYTHON);
    String program =
        """
        s = bind(socket.AF_INET, '127.0.0.1')
        for i in range(200):
            os.dup(s.fileno())
        for i in range(30):
            fork()
        print(port(s))
        """;
    try (Child child = Child.python(program)) {
      ListenerProbe probe = ListenerProbe.local();
      for (int micros : new int[] {1, 100, 1000, 3000, 10_000}) {
        PortFinding finding =
            probe.withOwnerBudget(Duration.ofNanos(1000L * micros)).check(child.port());
        Ownership ownership = finding.listeners().get(0).ownership();
        if (!(ownership instanceof Known)) {
          assertThat(((NotVisible) ownership).cause()).isEqualTo(NotVisible.Cause.NOT_SEARCHED);
        }
      }
      Known all =
          (Known)
              probe
                  .withOwnerBudget(Duration.ofHours(1))
                  .check(child.port())
                  .listeners()
                  .get(0)
                  .ownership();
      assertThat(all.owners()).hasSize(31);
    }
  }
}
