package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which descriptors a search reads, and which it leaves for later or for good. */
class LinuxDescriptorsTest {

  private static final String PID = "60";

  /** The socket that has an owner. */
  private static final long WANTED = 7;

  private final MemoryProc proc = new MemoryProc();

  private LinuxFoundOwners owners;

  private LinuxDescriptors search(boolean firstOnly, Deadline deadline) {
    LinuxProcessFacts facts = new LinuxProcessFacts(proc, LinuxUserNames.numbers(), deadline);
    owners = new LinuxFoundOwners(facts, deadline, List.of(WANTED));
    return new LinuxDescriptors(proc, owners, deadline, firstOnly);
  }

  private LinuxDescriptors search() {
    return search(false, Some.time());
  }

  /** Makes the first descriptors sockets. */
  private void sockets(int count) {
    for (int i = 0; i < count; i++) {
      proc.socket(PID, i, 1000 + i);
    }
  }

  /** The number of descriptors that are read. */
  private int read(Runnable search) {
    proc.read().clear();
    search.run();
    return proc.read().size();
  }

  // The first search

  @ParameterizedTest
  @CsvSource({"63, 0, false, 63", "64, 0, false, 64", "65, 0, true, 64", "90, 15, true, 64"})
  void theLowDescriptorsAreTheFirst64(int count, int sockets, boolean remain, int read) {
    proc.process(PID, count);
    sockets(sockets);
    LinuxDescriptors descriptors = search();

    assertThat(descriptors.lookThroughLow(PID)).isEqualTo(remain);
    assertThat(proc.read()).hasSize(read);
  }

  @Test
  void aProcessWith16SocketsAmongItsLowDescriptorsIsSearchedCompletely() {
    proc.process(PID, 90);
    sockets(16);
    LinuxDescriptors descriptors = search();

    assertThat(descriptors.lookThroughLow(PID)).isFalse();
    assertThat(proc.read()).hasSize(90);
    assertThat(read(() -> descriptors.lookAgain(PID))).isZero();
  }

  @Test
  void aProcessIsSearchedCompletelyUnlessItHasVeryManyDescriptors() {
    proc.process(PID, 90);
    LinuxDescriptors descriptors = search();

    assertThat(descriptors.lookThroughSmall(PID)).isFalse();
    assertThat(proc.read()).hasSize(90);
  }

  @Test
  void ofVeryManyDescriptorsTheLowOnesAreReadFirst() {
    proc.process(PID, 250).large(PID);
    LinuxDescriptors descriptors = search();

    assertThat(descriptors.lookThroughSmall(PID)).isTrue();
    assertThat(proc.read()).hasSize(64);
    assertThat(read(() -> descriptors.lookThrough(PID))).isEqualTo(250);
  }

  @Test
  void nothingRemainsAfterTheFirstOwnerIfOneIsEnough() {
    proc.process(PID, 250).large(PID).socket(PID, 3, WANTED);
    LinuxDescriptors descriptors = search(true, Some.time());

    descriptors.lookThrough(PID);
    assertThat(owners.found(WANTED)).isTrue();
    // The fourth descriptor is read again, because it may lead elsewhere by now.
    assertThat(proc.read()).hasSize(5);
  }

  @Test
  void allOwnersAreSearchedInAllPieces() {
    proc.process(PID, 250).large(PID).socket(PID, 249, WANTED);

    search().lookThrough(PID);
    assertThat(owners.found(WANTED)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aListThatIsRefusedMakesTheProcessDenied(boolean low) {
    proc.process(PID, 250).large(PID).refuse("60/fd");
    LinuxDescriptors descriptors = search();

    if (low) {
      descriptors.lookThroughLow(PID);
    } else {
      descriptors.lookThrough(PID);
    }
    assertThat(descriptors.denied()).containsExactly(PID);

    proc.listed().clear();
    descriptors.lookAgain(PID);
    assertThat(proc.listed()).isEmpty();
  }

  // Where the main thread ended

  @Test
  void aProcessWhoseMainThreadEndedShowsTheDescriptorsOfTheNextThread() {
    proc.process(PID, 0).thread(PID, "61", 0).thread(PID, "62", 5).thread(PID, "63", 7);
    LinuxDescriptors descriptors = search();

    descriptors.lookThrough(PID);
    assertThat(proc.read()).hasSize(5).allMatch(path -> path.startsWith("60/task/62/fd/"));
    assertThat(proc.listed()).containsExactly("60/fd", "60/task", "60/task/61/fd", "60/task/62/fd");
  }

  @Test
  void noThreadIsListedAfterTheTime() {
    proc.process(PID, 0).thread(PID, "61", 5);

    search(false, Deadline.after(Duration.ZERO)).lookThrough(PID);
    assertThat(proc.listed()).containsExactly("60/fd", "60/task");
  }

  // The second search

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aProcessThatDidNotChangeIsNotReadAgain(boolean large) {
    proc.process(PID, 250);
    if (large) {
      proc.large(PID);
    }
    LinuxDescriptors descriptors = search();
    descriptors.lookThrough(PID);

    assertThat(read(() -> descriptors.lookAgain(PID))).isZero();
  }

  @ParameterizedTest
  @CsvSource({"false, 5, 1", "false, 0, 2", "false, 1, 0", "true, 5, 1", "true, 0, 2"})
  void aProcessWithAnotherDescriptorIsReadAgain(boolean large, String first, String second) {
    proc.process(PID, 2);
    if (large) {
      proc.large(PID);
    }
    LinuxDescriptors descriptors = search();
    descriptors.lookThrough(PID);
    proc.descriptors(PID, first, second);

    assertThat(read(() -> descriptors.lookAgain(PID))).isEqualTo(2);
  }

  @Test
  void aDescriptorInALaterPieceIsSeenToo() {
    proc.process(PID, 150).large(PID);
    LinuxDescriptors descriptors = search();
    descriptors.lookThrough(PID);
    proc.process(PID, 151);

    assertThat(read(() -> descriptors.lookAgain(PID))).isEqualTo(151);
  }

  @Test
  void aProcessOfWhichOnlyTheLowDescriptorsWereReadIsReadAgain() {
    proc.process(PID, 65);
    LinuxDescriptors descriptors = search();
    descriptors.lookThroughLow(PID);

    assertThat(read(() -> descriptors.lookAgain(PID))).isEqualTo(65);
  }

  @Test
  void aProcessWithLowDescriptorsOnlyIsKnownAfterThem() {
    proc.process(PID, 64);
    LinuxDescriptors descriptors = search();
    descriptors.lookThroughLow(PID);

    assertThat(read(() -> descriptors.lookAgain(PID))).isZero();
  }

  @Test
  void ourOwnProcessIsReadAgainAndItsThreadsAreNotListed() {
    proc.process("50", 3).thread("50", "51", 3);
    LinuxDescriptors descriptors = search();
    descriptors.lookThrough("50");
    proc.listed().clear();

    assertThat(read(() -> descriptors.lookAgain("50"))).isEqualTo(3);
    assertThat(proc.listed()).containsExactly("50/fd");
  }

  @Test
  void aProcessThatFailedIsReadAgain() {
    proc.process(PID, 3).fail("60/fd/1", "Too many open files");
    LinuxDescriptors descriptors = search();
    descriptors.lookThrough(PID);
    assertThat(descriptors.failure()).contains("Too many open files");

    proc.repair("60/fd/1");
    descriptors.startAgain();
    assertThat(descriptors.failure()).isEmpty();
    assertThat(read(() -> descriptors.lookAgain(PID))).isEqualTo(3);
    assertThat(read(() -> descriptors.lookAgain(PID))).isZero();
  }

  @Test
  void aProcessThatEndedIsNoFailure() {
    proc.process(PID, 3).fail("60/fd", "No such process").end(PID);
    LinuxDescriptors descriptors = search();
    descriptors.lookThrough(PID);

    assertThat(descriptors.failure()).isEmpty();
  }

  // Threads

  private LinuxDescriptors searched(int descriptors, int ofThread) {
    proc.process(PID, descriptors).thread(PID, "61", ofThread);
    LinuxDescriptors search = search();
    search.lookThrough(PID);
    return search;
  }

  @Test
  void theDescriptorsOfOtherThreadsAreReadToo() {
    LinuxDescriptors descriptors = searched(20, 20);

    assertThat(read(() -> descriptors.lookAgain(PID))).isEqualTo(20);
    assertThat(descriptors.leftThreadsOut()).isFalse();
  }

  @Test
  void ofOneProcess2048DescriptorsOfThreadsAreRead() {
    LinuxDescriptors descriptors = searched(2048, 2048);

    assertThat(read(() -> descriptors.lookAgain(PID))).isEqualTo(2048);
    assertThat(descriptors.leftThreadsOut()).isFalse();
  }

  @Test
  void ofMoreOnlyThoseThatTheProcessDoesNotHaveAreRead() {
    LinuxDescriptors descriptors = searched(2049, 2051);

    assertThat(read(() -> descriptors.lookAgain(PID))).isEqualTo(2);
    assertThat(proc.read()).containsExactly("60/task/61/fd/2049", "60/task/61/fd/2050");
    assertThat(descriptors.leftThreadsOut()).isTrue();

    descriptors.startAgain();
    assertThat(descriptors.leftThreadsOut()).isFalse();
  }

  @Test
  void ofAllProcesses8192DescriptorsOfThreadsAreRead() {
    for (String pid : List.of("60", "70", "80", "90", "100")) {
      proc.process(pid, 2048).thread(pid, pid + "1", 2048);
    }
    LinuxDescriptors descriptors = search();
    for (String pid : List.of("60", "70", "80", "90", "100")) {
      descriptors.lookThrough(pid);
    }

    for (String pid : List.of("60", "70", "80", "90")) {
      assertThat(read(() -> descriptors.lookAgain(pid))).isEqualTo(2048);
      assertThat(descriptors.leftThreadsOut()).isFalse();
    }
    assertThat(read(() -> descriptors.lookAgain("100"))).isZero();
    assertThat(descriptors.leftThreadsOut()).isTrue();

    descriptors.startAgain();
    assertThat(read(() -> descriptors.lookAgain("100"))).isEqualTo(2048);
  }

  @Test
  void aProcessWithOneThreadLeavesNothingOutAfterThat() {
    for (String pid : List.of("60", "70", "80", "90")) {
      proc.process(pid, 2048).thread(pid, pid + "1", 2048);
    }
    proc.process("100", 3);
    LinuxDescriptors descriptors = search();

    for (String pid : List.of("60", "70", "80", "90", "100")) {
      descriptors.lookAgain(pid);
    }
    assertThat(descriptors.leftThreadsOut()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"1, false", "2, true"})
  void threadsOfAProcessWithVeryManyDescriptorsAreLeftOut(int threads, boolean leftOut) {
    proc.process(PID, 250).large(PID);
    if (threads == 2) {
      proc.thread(PID, "61", 250);
    }
    LinuxDescriptors descriptors = search();
    descriptors.lookThrough(PID);

    assertThat(read(() -> descriptors.lookAgain(PID))).isZero();
    assertThat(descriptors.leftThreadsOut()).isEqualTo(leftOut);
  }
}
