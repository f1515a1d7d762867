package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.portregistry.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A search for owners whose time is over says what it did not look at, and nothing false. */
class OwnerBudgetTest extends FakeMachine {

  private static final Duration TOO_SHORT = Duration.ofNanos(1);

  private static final String MORE_TIME =
      " Give the search more time (ListenerProbe.withOwnerBudget).";

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

  // Step by step

  /** Sockets with the control groups that only the kernel tells. */
  private static final class Told extends LinuxSockets {

    Told(LinuxSocketRow... rows) {
      super(PortSet.all());
      for (LinuxSocketRow row : rows) {
        addListener(row);
      }
    }

    @Override
    Source source() {
      return Source.NETLINK;
    }

    @Override
    boolean complete() {
      return true;
    }
  }

  private static LinuxSocketRow socket(int port, long uid, long inode, long group) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    return new LinuxSocketRow(
        Transport.TCP, address, Listener.Ipv4.ACCEPTED, LinuxSocketRow.LISTEN, uid, inode, group);
  }

  private void mountGroups() throws IOException {
    Path groups = Files.createDirectories(temp.resolve("groups"));
    proc.write("50/mountinfo", "40 30 0:37 / " + groups + " rw - cgroup2 cgroup2 rw\n");
  }

  private long group(String path, String... pids) throws IOException {
    Path folder = Files.createDirectories(temp.resolve("groups").resolve(path));
    Files.writeString(folder.resolve("cgroup.procs"), String.join("\n", pids) + "\n");
    return (Long) Files.getAttribute(folder, "unix:ino");
  }

  private SocketSource.Sockets survey(Owners depth, Deadline deadline, LinuxSockets sockets) {
    LinuxSource source =
        new LinuxSource(proc, "net", LinuxUserNames.numbers(), ByteOrder.LITTLE_ENDIAN);
    return source.survey(sockets, Depth.USUAL.with(depth), deadline, others -> sockets);
  }

  /** How often the time was over during the search for owners, and how often only after it. */
  private record Cuts(int search, int later, Set<String> whys) {}

  /**
   * Ends the time after each step of a survey, and checks what is said then.
   *
   * @param sockets one of them has no owner that is known, so that each step of the search counts
   */
  private Cuts cut(Owners depth, LinuxSockets sockets) {
    After never = new After(Integer.MAX_VALUE);
    List<String> whole = summary(survey(depth, never, sockets));
    int steps = never.asked.get();
    int search = 0;
    int later = 0;
    Set<String> whys = new HashSet<>();
    for (int times = 0; times < steps; times += times < 60 || times > steps - 100 ? 1 : 37) {
      Deadline deadline = new After(times);
      SocketSource.Sockets survey = survey(depth, deadline, sockets);
      List<String> found = summary(survey);
      if (deadline.leftOut()) {
        boolean isCut = found.contains("NOT_SEARCHED");
        assertThat(survey.coverage().notes())
            .as("after %d steps: %s", times, found)
            .singleElement()
            .asString()
            .startsWith(
                isCut
                    ? "The search for owners did not finish within 2 s, so owners may be missing."
                    : "Every process was searched, but not every control group and likely owner");
        for (int i = 0; i < whole.size(); i++) {
          if (isCut && !found.get(i).equals("NOT_SEARCHED")) {
            assertThat(whole.get(i)).startsWith(found.get(i).replace("+", ""));
            assertThat(found.get(i)).doesNotContain("KERNEL", "Likely", "Denied");
          } else if (!isCut && !found.get(i).equals("Denied")) {
            assertThat(found.get(i)).isEqualTo(whole.get(i));
          }
        }
        search += isCut ? 1 : 0;
        later += isCut ? 0 : 1;
        whys.addAll(whys(survey));
      } else {
        assertThat(found).isEqualTo(whole);
        assertThat(survey.coverage().notes()).isEmpty();
      }
    }
    return new Cuts(search, later, whys);
  }

  private static List<String> whys(SocketSource.Sockets survey) {
    List<String> whys = new ArrayList<>();
    for (Listener listener : survey.listeners()) {
      if (listener.ownership() instanceof NotVisible none) {
        whys.add(listener.address().getPort() + ": " + none.why());
      }
    }
    return whys;
  }

  @ParameterizedTest
  @EnumSource(names = {"FIRST", "ALL"})
  @EnabledOnOs(value = OS.LINUX, disabledReason = "folders have no numbers elsewhere")
  @Tag("whole")
  void howeverEarlyTheTimeEndsNothingFalseIsSaid(Owners depth) throws IOException {
    process(60, 5, 8, 6);
    process(61, 8, 9);
    for (int i = 0; i < 1100; i++) {
      proc.link("62/fd/" + (10 + i), "/dev/null");
    }
    process(62, 5).large("62").link("62/fd/5000", "socket:[10]");
    process(63).link("63/task/64/fd/3", "socket:[11]");
    mountGroups();
    long web = group("a/b/web.service");
    long mail = group("c/d/mail.service");
    LinuxSockets sockets =
        new Told(
            socket(80, 0, 8, web),
            socket(81, 0, 9, mail),
            socket(82, 0, 10, web),
            socket(83, 0, 11, 0),
            socket(2049, 0, 7, 0));
    SocketSource.Sockets whole = survey(depth, Some.time(), sockets);
    assertThat(summary(whole)).last().isEqualTo("KERNEL");
    assertThat(whole.listeners().get(1).controlGroup().path()).isEqualTo("/c/d/mail.service");

    Cuts cuts = cut(depth, sockets);
    assertThat(cuts.search).isPositive();
    if (depth == Owners.ALL) {
      // One owner is looked for in the groups, which are known before it is.
      assertThat(cuts.later).isPositive();
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "folders have no numbers elsewhere")
  void aLikelyOwnerThatIsFoundTooLateIsNoProcessThatWasNotSearched() throws IOException {
    for (long pid = 60; pid < 63; pid++) {
      String ids = "Uid:\t%1$d\t%1$d\t%1$d\t%1$d\nVmSize:\t 9 kB\n".formatted(940 + pid);
      process(pid).write(pid + "/status", "Name:\tp\n" + ids).refuse(pid + "/fd");
    }
    mountGroups();
    LinuxSockets sockets =
        new Told(socket(80, 1000, 8, 0), socket(81, 0, 9, group("a/web.service", "61", "62")));
    assertThat(summary(survey(Owners.ALL, Some.time(), sockets)))
        .containsExactly("Likely ONLY_PROCESS_OF_USER", "Likely CONTROL_GROUP");

    After searching = new After(Integer.MAX_VALUE);
    LinuxProcessFacts facts = new LinuxProcessFacts(proc, LinuxUserNames.numbers(), searching);
    new LinuxOwnerSearch(proc, facts, Owners.ALL, searching, sockets.listeners(), List::of);

    Cuts cuts = cut(Owners.ALL, sockets);
    assertThat(cuts.search).isEqualTo(searching.asked.get());
    assertThat(cuts.later).isGreaterThan(5);
  }

  @Test
  void anOwnerThatThereWasNoTimeToReadIsNamedByItsNumber() throws IOException {
    process(60, 8);
    LinuxSockets sockets = new Told(socket(80, 0, 8, 0), socket(2049, 0, 7, 0));

    assertThat(cut(Owners.ALL, sockets).whys)
        .containsExactlyInAnyOrder(
            "80: The search did not find the owner within 2 s." + MORE_TIME,
            "80: Process 60 has the socket, but its details were not read within 2 s." + MORE_TIME,
            "2049: The search did not find the owner within 2 s." + MORE_TIME);
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "folders have no numbers elsewhere")
  void noFolderOfGroupsIsListedAfterTheTime() throws IOException {
    mountGroups();
    group("a/b/c/d");
    LinuxSocketRow row = socket(80, 0, 8, group("e/f/g/web.service"));
    List<LinuxSocketRow> rows = List.of(row);

    LinuxSocketGroups late =
        new LinuxSocketGroups(proc, rows, new HashMap<>(), Deadline.after(TOO_SHORT));
    assertThat(late.folder(row)).isNull();
    assertThat(proc.read()).noneMatch(path -> path.startsWith("/"));
    // Three names are looked at: a and e, and what is in a.
    LinuxSocketGroups cut = new LinuxSocketGroups(proc, rows, new HashMap<>(), new After(5));
    assertThat(cut.folder(row)).isNull();
    assertThat(proc.read()).filteredOn(path -> path.startsWith("/")).hasSize(2);
  }

  /** The owners, and whether there may be others; or why there is none. */
  private static List<String> summary(SocketSource.Sockets survey) {
    List<String> texts = new ArrayList<>();
    for (Listener listener : survey.listeners()) {
      Ownership ownership = listener.ownership();
      if (ownership instanceof Known known) {
        String pids = known.owners().stream().map(ProcessRef::pid).toList().toString();
        texts.add(pids.replaceAll("[\\[\\]]", "") + (known.complete() ? "" : "+"));
      } else if (ownership instanceof Likely likely) {
        texts.add("Likely " + likely.basis());
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

    assertThat(conflict.report()).contains("The search did not find the owner within 1 ns");
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
