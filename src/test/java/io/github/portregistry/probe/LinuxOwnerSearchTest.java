package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** In which order processes are searched, and which ones again. */
class LinuxOwnerSearchTest {

  private static final long WANTED = 7;
  private static final long USER = 1000;

  private final MemoryProc proc = new MemoryProc();

  @BeforeEach
  void addOurOwnProcess() {
    proc.process("50", 0);
  }

  private LinuxOwnerSearch search(Owners depth, String... likely) {
    return search(depth, Some.time(), likely);
  }

  private LinuxOwnerSearch search(Owners depth, Deadline deadline, String... likely) {
    LinuxSocketRow row =
        new LinuxSocketRow(
            Transport.TCP,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 80),
            Listener.Ipv4.ACCEPTED,
            LinuxSocketRow.LISTEN,
            USER,
            WANTED);
    LinuxProcessFacts facts = new LinuxProcessFacts(proc, LinuxUserNames.numbers(), deadline);
    return new LinuxOwnerSearch(proc, facts, depth, deadline, List.of(row), () -> List.of(likely));
  }

  private static List<Long> owners(LinuxOwnerSearch search) {
    return search.owners(WANTED).stream().map(ProcessRef::pid).toList();
  }

  /** The processes whose descriptors were listed, in order. */
  private List<String> searched() {
    return proc.listed().stream()
        .filter(path -> path.endsWith("/fd") && !path.contains("/task/") && !path.equals("50/fd"))
        .map(path -> path.substring(0, path.indexOf('/')))
        .toList();
  }

  // The first search

  @ParameterizedTest
  @EnumSource(names = {"FIRST", "ALL"})
  void theHighDescriptorsOfAProcessWithVeryManyAreReadInTheFirstSearch(Owners depth) {
    proc.process("60", 250).large("60").socket("60", 240, WANTED).process("70", 3);

    LinuxOwnerSearch search = search(depth);
    assertThat(owners(search)).containsExactly(60L);
    assertThat(searched()).containsExactly("60", "70", "60");
  }

  @Test
  void theHighDescriptorsOfAnotherAreNotReadAfterTheFirstOwner() {
    proc.process("60", 70).socket("60", 69, WANTED).process("70", 70);

    assertThat(owners(search(Owners.FIRST))).containsExactly(60L);
    assertThat(searched()).containsExactly("60", "70", "60");
  }

  @Test
  void aProcessWithFewDescriptorsIsReadOnce() {
    proc.process("60", 10).process("70", 10);

    search(Owners.FIRST);
    assertThat(searched()).containsExactly("60", "70");
  }

  @Test
  void noHighDescriptorsAreReadAfterTheTime() {
    proc.process("60", 70).process("70", 70);
    Deadline untilBothAreSearched =
        new Deadline(Duration.ofHours(1)) {
          @Override
          boolean hasPassed() {
            return searched().contains("70");
          }
        };

    search(Owners.FIRST, untilBothAreSearched);
    assertThat(searched()).containsExactly("60", "70");
  }

  @Test
  void theUsersProcessesComeFirst() {
    proc.process("60", 3).own("60", 1).process("70", 3).own("70", USER).socket("70", 2, WANTED);

    assertThat(owners(search(Owners.FIRST))).containsExactly(70L);
    assertThat(searched()).containsExactly("70");
  }

  @Test
  void aProcessWhoseUserIsNotKnownComesLater() {
    proc.process("60", 3).fail("owner/60", "Too many open files");
    proc.process("70", 3).own("70", USER).process("80", 3).own("80", USER);

    search(Owners.FIRST);
    assertThat(searched()).containsExactly("70", "80", "60");
  }

  @Test
  void likelyProcessesComeBeforeAllAreListed() {
    proc.process("60", 3).process("70", 3).socket("70", 2, WANTED);

    assertThat(owners(search(Owners.FIRST, "70"))).containsExactly(70L);
    assertThat(proc.listed()).containsExactly("70/fd");
  }

  @Test
  void thatNoProcessCanBeListedIsAFailure() {
    proc.process("60", 3).fail("", "Too many open files");

    LinuxOwnerSearch search = search(Owners.ALL);
    assertThat(search.failure()).contains("Too many open files");
    assertThat(search.sawAll()).isFalse();
  }

  // The second search

  @Test
  void whatFailedOnceIsForgottenWhenItCanBeRead() {
    proc.process("1", 2).process("60", 3).fail("60/fd/2", "Too many open files");
    LinuxOwnerSearch search = search(Owners.ALL);
    assertThat(search.failure()).contains("Too many open files");

    proc.repair("60/fd/2").socket("60", 2, WANTED);
    search.again();
    assertThat(search.failure()).isEmpty();
    assertThat(owners(search)).containsExactly(60L);
    assertThat(search.sawAll()).isTrue();
  }

  @Test
  void threadsThatWereLeftOutAreReported() {
    proc.process("60", 250).large("60").thread("60", "61", 250);
    LinuxOwnerSearch search = search(Owners.ALL);
    assertThat(search.leftThreadsOut()).isFalse();

    search.again();
    assertThat(search.leftThreadsOut()).isTrue();
  }

  @Test
  void aProcessThatStartedSinceIsSearchedBeforeTheOthers() {
    proc.process("60", 3);
    LinuxOwnerSearch search = search(Owners.ALL);
    proc.process("100", 3).process("200", 3).process("300", 3).socket("200", 1, WANTED);
    proc.listed().clear();

    search.again();
    assertThat(owners(search)).containsExactly(200L);
    assertThat(searched().subList(0, 3)).containsExactly("300", "200", "100");
  }

  @Test
  void aProcessThatStartsMeanwhileIsFollowedAtOnce() {
    proc.process("60", 3);
    LinuxOwnerSearch search = search(Owners.ALL);
    proc.process("70", 3);
    proc.onList("70/fd", () -> proc.process("80", 3));
    proc.onList("80/fd", () -> proc.process("90", 3).socket("90", 1, WANTED));
    proc.listed().clear();

    search.again();
    assertThat(searched().subList(0, 3)).containsExactly("70", "80", "90");
    assertThat(owners(search)).containsExactly(90L);
  }

  @Test
  void aProcessThatStartsAtTheEndIsSearchedToo() {
    proc.process("60", 3);
    LinuxOwnerSearch search = search(Owners.ALL);
    proc.onList("60/task", () -> proc.process("70", 3).socket("70", 1, WANTED));

    search.again();
    assertThat(owners(search)).containsExactly(70L);
  }

  @Test
  void theSearchIsRepeatedWhileProcessesStartOrEndButNotForever() {
    proc.process("60", 3);
    LinuxOwnerSearch search = search(Owners.ALL);
    endAndStart(100);
    proc.listed().clear();

    search.again();
    assertThat(search.isUnsettled()).isTrue();
    assertThat(proc.listed().stream().filter("60/task"::equals)).hasSize(3);
  }

  /** A process starts while each listing of the first process's threads is made. */
  private void endAndStart(int pid) {
    proc.onList(
        "60/task",
        () -> {
          proc.process(String.valueOf(pid), 3);
          endAndStart(pid + 1);
        });
  }

  @Test
  void startsAreFollowedTenTimes() {
    proc.process("60", 3);
    LinuxOwnerSearch search = search(Owners.ALL);
    proc.process("100", 3);
    startOnRead(100);
    proc.listed().clear();

    search.again();
    assertThat(searched().indexOf("60")).isEqualTo(10);
  }

  private void startOnRead(int pid) {
    proc.onList(
        pid + "/fd",
        () -> {
          proc.process(String.valueOf(pid + 1), 3);
          startOnRead(pid + 1);
        });
  }

  @Test
  void aFailureInOneOfTheStartedDoesNotEndTheSearch() {
    proc.process("60", 3);
    LinuxOwnerSearch search = search(Owners.ALL);
    proc.process("70", 3).process("80", 3).socket("70", 1, WANTED);
    proc.onList(
        "80/fd",
        () -> {
          throw new IllegalStateException("as in a full heap");
        });

    search.again();
    assertThat(owners(search)).containsExactly(70L);
  }

  @Test
  void noProcessIsSearchedAgainAfterTheTime() {
    proc.process("60", 3);
    boolean[] over = {false};
    LinuxOwnerSearch search =
        search(
            Owners.ALL,
            new Deadline(Duration.ofHours(1)) {
              @Override
              boolean hasPassed() {
                return over[0];
              }
            });
    over[0] = true;
    proc.listed().clear();

    search.again();
    assertThat(proc.listed()).isEmpty();
    assertThat(search.leftOut()).isTrue();
    assertThat(search.sawAll()).isFalse();
  }
}
