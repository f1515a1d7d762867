package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done for a socket that no process seems to own, before it is called the kernel's. */
class FakeSecondSearchTest extends FakeMachine {

  private NotVisible hidden(int port) throws IOException {
    return (NotVisible) ownership(port);
  }

  // Threads

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 7})
  void aThreadWithDescriptorsOfItsOwnIsLookedThrough(int descriptor) throws IOException {
    tables(listener(2049, 7));
    process(60, 8)
        .link("60/task/60/fd/0", "/dev/null")
        .link("60/task/60/fd/3", "socket:[8]")
        .link("60/task/63/fd/0", "/dev/null")
        .link("60/task/63/fd/3", "socket:[8]")
        .link("60/task/63/fd/" + descriptor, "socket:[7]");

    Known known = (Known) ownership(2049);
    assertThat(known.owners()).extracting(ProcessRef::pid).containsExactly(60L);
  }

  @Test
  void threadsAreNotLookedThroughWhereAnOwnerIsFound() throws IOException {
    tables(listener(80, 7));
    process(60, 7).link("60/task/63/fd/3", "socket:[7]");

    assertThat(ownership(80)).isInstanceOf(Known.class);
    assertThat(proc.read()).noneMatch(path -> path.startsWith("60/task"));
  }

  @Test
  @Tag("whole")
  void ofVeryManyDescriptorsOfThreadsOnlyNewOnesAreReadAndNothingIsCertain() throws IOException {
    tables(listener(2049, 7) + listener(80, 8));
    process(60);
    for (int thread = 61; thread < 64; thread++) {
      for (int i = 0; i < 1400; i++) {
        proc.link("60/fd/" + i, "/dev/null").link("60/task/" + thread + "/fd/" + i, "/dev/null");
      }
    }
    proc.link("60/task/62/fd/1400", "socket:[8]");

    assertThat(hidden(2049).cause()).isEqualTo(NotVisible.Cause.UNKNOWN);
    assertThat(hidden(2049).why()).contains("threads");
    assertThat(ownership(80)).isInstanceOf(Known.class);
  }

  // Changes

  @Test
  void aProcessThatStartedDuringTheSearchIsLookedAt() throws IOException {
    tables(listener(80, 7));
    process(60);
    proc.onRead("60/fd", () -> process(70, 7));

    Known known = (Known) ownership(80);
    assertThat(known.owners()).extracting(ProcessRef::pid).containsExactly(70L);
    assertThat(known.complete()).isTrue();
  }

  @Test
  void aListenerThatIsHandedOnAndOnIsNotTheKernels() throws IOException {
    tables(listener(2049, 7));
    process(60);
    startEndlessly(1000);

    assertThat(hidden(2049).cause()).isEqualTo(NotVisible.Cause.UNKNOWN);
    assertThat(hidden(2049).why()).contains("kept starting or ending");
  }

  @Test
  void whoHandsOnInAContainerIsNotOutside() throws IOException {
    tables(listener(2049, 7));
    process(60).link("1/ns/pid", "pid:[4026532999]");
    startEndlessly(1000);

    assertThat(hidden(2049).cause()).isEqualTo(NotVisible.Cause.UNKNOWN);
  }

  /** Each listing shows a process more than the one before. */
  private void startEndlessly(long pid) {
    proc.onRead(
        "",
        () -> {
          process(pid);
          startEndlessly(pid + 1);
        });
  }

  @Test
  void onceNothingStartsOrEndsAnyMoreTheSearchIsWhole() throws IOException {
    tables(listener(2049, 7));
    process(60);
    proc.onRead("60/fd", () -> process(70));

    assertThat(hidden(2049).cause()).isEqualTo(NotVisible.Cause.KERNEL);
  }

  @Test
  void whatDidNotChangeIsNotReadAgain() throws IOException {
    tables(listener(2049, 7) + listener(80, 8));
    process(60, 8, 9, 10);
    process(61, 11);

    proc.probe().checkAll();
    assertThat(proc.read()).filteredOn("60/fd/4"::equals).hasSize(1);
    assertThat(proc.read()).filteredOn("61/fd/3"::equals).hasSize(1);
  }

  @Test
  void aSocketThatIsClosedDuringTheSecondSearchHasVanished() throws IOException {
    tables(listener(80, 7));
    process(60);
    proc.onRead("60/fd", () -> proc.onRead("60/fd", () -> tables("")));

    assertThat(proc.probe().check(80).listeners().get(0).ownership()).isInstanceOf(Vanished.class);
  }

  // Mounts

  @Test
  void aProcessUnderAMountIsNotEnded() throws IOException {
    tables(listener(2049, 7));
    process(60);
    Files.createDirectories(temp.resolve("proc/61"));

    assertThat(hidden(2049).cause()).isEqualTo(NotVisible.Cause.UNKNOWN);
    assertThat(hidden(2049).why()).contains("/proc/61");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/61", "/61/fd", "/61/task/61/fd"})
  void aMountOverAProcessHidesIt(String place) throws IOException {
    tables(listener(2049, 7));
    process(60);
    process(61);
    Path root = temp.resolve("proc").toRealPath();
    proc.write("50/mountinfo", "22 1 0:5 / " + root + place + " rw - tmpfs tmpfs rw\n");

    assertThat(hidden(2049).cause()).isEqualTo(NotVisible.Cause.UNKNOWN);
    assertThat(hidden(2049).why())
        .contains("mounted over or in /proc/61", "grep /proc/61 /proc/self/mountinfo");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/sys", "/kcore", "/62", "/6", "/61x"})
  void aMountOverAnythingElseHidesNoProcess(String place) throws IOException {
    tables(listener(2049, 7));
    process(61);
    Path root = temp.resolve("proc").toRealPath();
    proc.write("50/mountinfo", "22 1 0:5 / " + root + place + " rw - tmpfs tmpfs rw\n");

    assertThat(hidden(2049).cause()).isEqualTo(NotVisible.Cause.KERNEL);
  }

  // Failures

  @ParameterizedTest
  @ValueSource(strings = {"7zip", "1a", "9999999999999999999999", "1-2", "٣"})
  void aNameThatOnlyStartsLikeAProcessIsNone(String name) throws IOException {
    tables(listener(80, 7));
    process(60, 7).link(name + "/fd/3", "socket:[7]");

    Known known = (Known) ownership(80);
    assertThat(known.owners()).extracting(ProcessRef::pid).containsExactly(60L);
    assertThat(known.complete()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 100})
  void whateverIsThrownOnTheWayMakesTheSearchIncomplete(int processes) throws IOException {
    tables(listener(80, 7) + listener(2049, 8));
    for (int pid = 60; pid < 60 + processes; pid++) {
      process(pid, 7);
      proc.breakAt(pid + "/fd/0");
    }

    assertThat(hidden(2049).cause()).isEqualTo(NotVisible.Cause.UNKNOWN);
    assertThat(hidden(2049).why()).contains("java.lang.OutOfMemoryError: as in a full heap");
    assertThat(proc.probe().withOwners(Owners.FIRST).check(2049).listeners().get(0).ownership())
        .isEqualTo(hidden(2049));
  }

  @Test
  void whatIsThrownAtOneProcessMakesAnotherOwnerPossible() throws IOException {
    tables(listener(80, 7));
    process(60, 7);
    process(61, 7);
    proc.breakAt("61/fd/0");

    Known known = (Known) ownership(80);
    assertThat(known.owners()).extracting(ProcessRef::pid).containsExactly(60L);
    assertThat(known.complete()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ALL", "FIRST"})
  void aProcessWithVeryManyDescriptorsIsReadInPieces(Owners depth) throws IOException {
    tables(listener(80, 7) + listener(2049, 8));
    process(60);
    process(61, 7);
    for (int i = 0; i < 3000; i++) {
      proc.link("61/fd/" + (1000 + i), "/dev/null");
    }
    proc.link("61/fd/999999", "socket:[7]");
    proc.large("61");
    ListenerProbe probe = proc.probe().withOwners(depth);

    assertThat(owners(probe.check(80))).containsExactly(61L);
    assertThat(proc.read()).doesNotContain("61/fd");
    assertThat(probe.check(2049).listeners().get(0).ownership())
        .isInstanceOfSatisfying(
            NotVisible.class, none -> assertThat(none.cause()).isEqualTo(NotVisible.Cause.KERNEL));
  }

  // Other kinds of views

  @Test
  void theKernelsSocketsAreRoots() throws IOException {
    tables(row("0100007F:0050", "0A", 1000, 7));
    process(60);

    assertThat(hidden(80).cause()).isEqualTo(NotVisible.Cause.UNKNOWN);
    assertThat(hidden(80).why()).contains("on its way between processes").contains("user 1000");
  }

  @Test
  void whatMayBeTheKernelsMayBeInFlight() throws IOException {
    tables(listener(2049, 7));

    assertThat(hidden(2049).why()).contains("most likely").contains("on its way between processes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"5.15.90.1-microsoft-standard-WSL2", "4.4.0-19041-Microsoft"})
  void inWslTheOwnerMayBeInAnotherDistribution(String release) throws IOException {
    tables(listener(2049, 7));
    process(60).link("1/ns/pid", "pid:[4026532999]");
    proc.write("sys/kernel/osrelease", release + "\n");

    assertThat(hidden(2049).cause()).isEqualTo(NotVisible.Cause.PID_NAMESPACE);
    assertThat(hidden(2049).why()).contains("another WSL distribution").doesNotContain("container");
  }

  @Test
  void whereProcShowsOnlyProcessesTheTablesAreThoseOfTheReader() throws IOException {
    tables(listener(80, 7));
    process(60, 7);
    Files.move(temp.resolve("proc/net"), temp.resolve("proc/50/net"));

    PortFinding finding = proc.probe().check(80);
    assertThat(owners(finding)).containsExactly(60L);
    assertThat(finding.coverage().socketsComplete()).isTrue();
  }
}
