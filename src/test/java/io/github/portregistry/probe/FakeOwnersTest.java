package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What real processes do only now and then, on a small machine made by hand. */
class FakeOwnersTest extends FakeMachine {

  // Owners

  @Test
  void ownersAreNotLookedForWhereNobodyListensOrNobodyAsks() throws IOException {
    tables(listener(80, 7));
    process(60, 7);

    proc.probe().check(1081);
    PortFinding finding = proc.probe().withOwners(Owners.NONE).check(80);
    assertThat(finding.listeners().get(0).ownership())
        .isEqualTo(new NotVisible(NotVisible.Cause.NOT_REQUESTED, "The owner was not looked up."));
    assertThat(finding.coverage().ownersComplete()).isFalse();
    assertThat(proc.read())
        .allMatch(path -> path.startsWith("net/") || path.startsWith("sys/net/"));
  }

  @Test
  void ourOwnProcessComesFirst() throws IOException {
    tables(listener(80, 7));
    process(10, 1);
    process(50, 7);

    assertThat(owners(proc.probe().withOwners(Owners.FIRST).check(80))).containsExactly(50L);
    assertThat(proc.read()).noneMatch(path -> path.startsWith("10/"));
  }

  @Test
  void lowDescriptorsOfAllProcessesComeBeforeHighOnes() throws IOException {
    tables(listener(80, 7));
    process(50);
    for (int i = 1000; i < 1100; i++) {
      proc.link("50/fd/" + i, "/dev/null");
    }
    process(60, 7);

    PortFinding finding = proc.probe().withOwners(Owners.FIRST).check(80);
    assertThat(owners(finding)).containsExactly(60L);
    assertThat(proc.read().stream().filter(path -> path.startsWith("50/fd/"))).hasSize(64);
    assertThat(((Known) finding.listeners().get(0).ownership()).complete()).isFalse();
  }

  @Test
  void aServerWithManySocketsIsLookedThroughAtOnce() throws IOException {
    tables(listener(80, 1099));
    process(50, IntStream.rangeClosed(1000, 1100).asLongStream().toArray());
    process(60, 7);

    assertThat(owners(proc.probe().withOwners(Owners.FIRST).check(80))).containsExactly(50L);
    assertThat(proc.read()).noneMatch(path -> path.startsWith("60/"));
  }

  @Test
  @Tag("whole")
  void manyProcessesAreSharedAmongThreads() throws IOException {
    tables(listener(80, 7) + listener(81, 8));
    process(50);
    for (int pid = 100; pid < 300; pid++) {
      process(pid, pid % 3 == 0 ? 7 : 9, pid % 7 == 0 ? 8 : 10);
    }
    proc.refuse("298/fd");

    PortFinding finding = proc.probe().check(80);
    assertThat(owners(finding))
        .isEqualTo(LongStream.range(100, 300).filter(p -> p % 3 == 0).boxed().toList());
    assertThat(((Known) finding.listeners().get(0).ownership()).complete()).isFalse();
    assertThat(proc.read().stream().filter(path -> path.endsWith("/fd"))).hasSize(202);
  }

  @Test
  @Tag("jvm")
  void whereThereAreNoMoreThreadsOneDoesAllOfTheWork() throws Exception {
    tables(listener(80, 7));
    for (int pid = 100; pid < 300; pid++) {
      process(pid, pid == 299 ? 7 : 9);
    }
    String[] few = {
      "prlimit", "--nproc=80:80", "setpriv", "--reuid=54321", "--regid=54321", "--clear-groups"
    };
    assumeTrue(
        ProbeProcess.runs(Stream.concat(Stream.of(few), Stream.of("true")).toArray(String[]::new)),
        "needs the right to be another user");

    assertThat(
            new ProbeProcess(temp)
                .run(List.of(few), "threadless", "proc", temp.resolve("proc").toString(), "80"))
        .last()
        .isEqualTo("80 IN_USE PROC whole Known:299/ACCEPTED");
  }

  @Test
  @Tag("whole")
  void anInterruptedThreadGetsTheWholeAnswerAndStaysInterrupted() throws IOException {
    tables(listener(81, 8));
    for (int pid = 100; pid < 300; pid++) {
      process(pid, pid % 7 == 0 ? 8 : 10);
    }
    ListenerProbe probe = proc.probe();
    ListenerProbe local = ListenerProbe.ofProc(temp.resolve("proc"));

    Thread.currentThread().interrupt();
    PortFinding finding = probe.check(81);
    PortFinding again = local.check(81);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(finding.coverage().socketsComplete()).isTrue();
    assertThat(owners(finding))
        .isEqualTo(LongStream.range(100, 300).filter(p -> p % 7 == 0).boxed().toList());
    assertThat(again.listeners()).hasSize(1);
    assertThat(again.coverage().ownersComplete()).isTrue();
  }

  @Test
  void highDescriptorsAreFoundToo() throws IOException {
    tables(listener(80, 1099));
    process(60, IntStream.rangeClosed(1000, 1100).asLongStream().toArray());

    assertThat(owners(proc.probe().check(80))).containsExactly(60L);
  }

  @Test
  void oneDescriptorMoreOfTheSameProcessIsNoOtherOwner() throws IOException {
    tables(listener(80, 7));
    process(60, 7, 7);
    process(61, 7);

    assertThat(owners(proc.probe().check(80))).containsExactly(60L, 61L);
  }

  @Test
  void aProcessWhoseMainThreadEndedHoldsItsSockets() throws IOException {
    tables(listener(80, 7));
    process(60).delete("60/fd/0");
    proc.link("60/task/62/fd/3", "socket:[7]")
        .link("60/task/62/exe", "/usr/bin/real")
        .write("60/task/62/cmdline", "real\0")
        .write("60/task/60/stat", "");

    Known known = (Known) ownership(80);
    assertThat(known.owners()).extracting(ProcessRef::pid).containsExactly(60L);
    assertThat(known.owners().get(0).executable()).hasToString("/usr/bin/real");
    assertThat(known.owners().get(0).arguments()).containsExactly("real");
  }

  @Test
  void aSecondSearchIsJudgedByItself() throws IOException {
    tables(listener(80, 7));
    process(60);
    process(61);
    proc.onRead("61/fd", () -> proc.refuse("61/fd").link("60/fd/9", "socket:[7]"));

    Known known = (Known) ownership(80);
    assertThat(known.owners()).extracting(ProcessRef::pid).containsExactly(60L);
    assertThat(known.complete()).isFalse();
  }

  @Test
  void whatASecondSearchIsRefusedIsTold() throws IOException {
    tables(listener(80, 7));
    process(60);
    process(61);
    proc.onRead("61/fd", () -> proc.refuse("60/fd"));

    assertThat(ownership(80)).isInstanceOf(Denied.class);
  }

  @Test
  void aSocketThatIsClosedDuringTheSearchHasVanished() throws IOException {
    tables(listener(80, 7));
    process(60);
    proc.onRead("60/fd", () -> tables(""));

    assertThat(proc.probe().check(80).listeners().get(0).ownership())
        .isEqualTo(
            new Vanished(
                "The socket was closed while its owner was being looked up. Check again."));
  }

  @Test
  void aSocketThatIsHandedOnDuringTheSearchIsFoundAgain() throws IOException {
    tables(listener(80, 7));
    process(60);
    process(61);
    proc.onRead("61/fd", () -> proc.link("60/fd/9", "socket:[7]"));

    Known known = (Known) ownership(80);
    assertThat(known.owners()).extracting(ProcessRef::pid).containsExactly(60L);
    assertThat(known.complete()).isTrue();
  }

  @Test
  void aProcessThatEndsDuringTheSearchIsNoOwner() throws IOException {
    tables(listener(80, 7));
    process(60, 7);
    process(61, 7);
    proc.onRead("60/fd", () -> proc.delete("60/stat"));

    assertThat(owners(proc.probe().check(80))).containsExactly(61L);
  }

  @Test
  void anotherProcessThatTookTheNumberIsNoOwner() throws IOException {
    tables(listener(80, 7));
    process(60, 7);
    process(61, 7);
    proc.onRead("60/stat", () -> proc.delete("60/fd/3"));

    assertThat(owners(proc.probe().check(80))).containsExactly(61L);
  }

  @Test
  void anotherSocketUnderTheSameDescriptorIsNotTheOneThatWasLookedFor() throws IOException {
    tables(listener(80, 7));
    process(60, 7);
    process(61, 7);
    proc.onRead("60/stat", () -> proc.link("60/fd/3", "socket:[9]"));

    assertThat(owners(proc.probe().check(80))).containsExactly(61L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a/b/c/d10]", "socket:[:]", "socket:[1/]", "socket:10", "pipe:[10]"})
  void whatIsCalledAlmostLikeASocketIsNone(String link) throws IOException {
    tables(listener(80, 10));
    process(60).link("60/fd/3", link);

    assertThat(ownership(80)).isInstanceOf(NotVisible.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {2, 9, 10, 99, 4_194_304})
  void aProcessMayHaveAnyNumber(long pid) throws IOException {
    tables(listener(80, 7));
    process(pid, 7);

    assertThat(owners(proc.probe().check(80))).containsExactly(pid);
  }

  @Test
  void theProcessesOfTheSocketsUserComeFirstUnlessThatIsRoot() throws IOException {
    tables(row("0100007F:0050", "0A", 1000, 7) + row("0100007F:0051", "0A", 0, 8));
    process(60, 8);
    process(61, 7);
    proc.own("61", 1000);
    ListenerProbe probe = proc.probe().withOwners(Owners.FIRST);

    assertThat(owners(probe.check(80))).containsExactly(61L);
    assertThat(proc.read()).contains("owner/60").noneMatch(path -> path.startsWith("60/"));
    proc.read().clear();
    assertThat(owners(probe.check(81))).containsExactly(60L);
    assertThat(proc.read()).noneMatch(path -> path.startsWith("owner/"));
  }

  @Test
  void aProcessWhoseUserIsNotToldIsLookedThroughAfterTheOthers() throws IOException {
    tables(row("0100007F:0050", "0A", 1000, 7));
    process(60, 7).refuse("owner/60");

    assertThat(owners(proc.probe().withOwners(Owners.FIRST).check(80))).containsExactly(60L);
  }

  @Test
  void whereAllOwnersAreNamedNobodyIsAskedForUsers() throws IOException {
    tables(row("0100007F:0050", "0A", 1000, 7));
    process(60, 7);

    assertThat(owners(proc.probe().check(80))).containsExactly(60L);
    assertThat(proc.read()).noneMatch(path -> path.startsWith("owner/"));
  }

  @ParameterizedTest
  @CsvSource({"15, false", "16, true"})
  void sixteenSocketsAmongTheFirstDescriptorsAreMany(int sockets, boolean many) throws IOException {
    tables(listener(80, 7));
    process(50, IntStream.range(0, sockets).mapToLong(i -> 1000 + i).toArray());
    for (int i = 1000; i < 1100; i++) {
      proc.link("50/fd/" + i, i == 1099 ? "socket:[7]" : "/dev/null");
    }
    process(60);

    assertThat(owners(proc.probe().withOwners(Owners.FIRST).check(80))).containsExactly(50L);
    assertThat(proc.read().contains("60/fd")).isEqualTo(!many);
  }

  @Test
  void whatWasFoundAtOnceIsNotJudgedByTheSecondSearchForTheOthers() throws IOException {
    tables(listener(80, 7) + listener(81, 8));
    process(60, 7);

    assertThat(proc.probe().checkAll())
        .extracting(finding -> finding.listeners().get(0).ownership().getClass().getSimpleName())
        .containsExactly("Known", "NotVisible");
  }

  @Test
  void theTablesAreReadAgainOnlyIfAnOwnerWasNotFound() throws IOException {
    tables(listener(80, 7));
    process(60, 7);

    proc.probe().check(80);
    assertThat(proc.read()).filteredOn("net/tcp"::equals).hasSize(1);
    proc.delete("60/fd/3");
    proc.probe().check(80);
    assertThat(proc.read()).filteredOn("net/tcp"::equals).hasSize(3);
  }

  @Test
  void whereProcessesOfOthersAreRefusedThereIsNoSecondSearch() throws IOException {
    tables(listener(80, 7));
    process(60).refuse("60/fd");
    process(61);

    assertThat(ownership(80)).isInstanceOf(Denied.class);
    assertThat(proc.read()).filteredOn("61/fd"::equals).hasSize(1);
  }

  // Processes

  private ProcessRef owner(String stat, String cmdline) throws IOException {
    tables(listener(80, 7));
    process(60, 7).write("60/stat", stat).write("60/cmdline", cmdline);
    return ((Known) proc.probe().check(80).listeners().get(0).ownership()).owners().get(0);
  }

  @Test
  void argumentsMayBeEmptyOrRunTogether() throws IOException {
    String stat = "60 (p) S 1" + " 0".repeat(17) + " 100 0\n";

    assertThat(owner(stat, "").arguments()).isEmpty();
    assertThat(owner(stat, "a\0\0b\0").arguments()).containsExactly("a", "", "b");
    assertThat(owner(stat, "a b c").arguments()).containsExactly("a b c");
    assertThat(owner(stat, "nginx: master\0\0\0\0").arguments()).containsExactly("nginx: master");
    assertThat(owner(stat, "\0").arguments()).containsExactly("");
  }

  @Test
  void aStatThatEndsEarlyHasNoStart() throws IOException {
    assertThat(owner("60 (p) S 1\n", "p\0").startedAt()).isNull();
    assertThat(owner("60 (p) S 1" + " x".repeat(30), "p\0").startedAt()).isNull();
    proc.write("stat", "cpu\n");
    assertThat(owner("60 (p) S 1" + " 0".repeat(30), "p\0").startedAt()).isNull();
  }

  @Test
  void aProcessMayHideItsFileAndUser() throws IOException {
    tables(listener(80, 7));
    process(60, 7).refuse("60/exe").refuse("60/status").refuse("60/cmdline");

    ProcessRef owner =
        ((Known) proc.probe().check(80).listeners().get(0).ownership()).owners().get(0);
    assertThat(owner.executable()).isNull();
    assertThat(owner.program()).isEqualTo("p");
    assertThat(owner.user()).isEmpty();
    assertThat(owner.arguments()).isEmpty();
  }
}
