package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said where the system refuses to show processes, and who the owner likely is. */
class FakeRefusalTest extends FakeMachine {

  private static final String PTRACE = "00000000000c0000";

  @BeforeEach
  void aReader() throws IOException {
    reader(1000, "0000000000000000");
  }

  private void reader(long uid, String capabilities) throws IOException {
    proc.write("50/status", status(uid) + "CapEff:\t" + capabilities + "\n");
  }

  private static String status(long uid) {
    return "Name:\tp\nUid:\t%1$d\t%1$d\t%1$d\t%1$d\nVmSize:\t 9 kB\nThreads:\t1\n".formatted(uid);
  }

  private void refused(long pid, long uid) throws IOException {
    process(pid).write(pid + "/status", status(uid)).refuse(pid + "/fd");
  }

  private static String listenerOf(long uid) {
    return row("0100007F:0050", "0A", uid, 7);
  }

  private void userNamespace(String map) throws IOException {
    proc.write("50/uid_map", map).write("sys/kernel/overflowuid", "65534\n");
  }

  // Likely owners

  @Test
  void theOnlyRefusedProcessOfTheSocketsUserIsTheLikelyOwner() throws IOException {
    tables(listenerOf(1000));
    refused(60, 1000);
    refused(61, 0);
    refused(62, 1001);

    Likely likely = (Likely) ownership(80);
    assertThat(likely.basis()).isEqualTo(Likely.Basis.ONLY_PROCESS_OF_USER);
    assertThat(likely.candidates()).extracting(ProcessRef::pid).containsExactly(60L);
    assertThat(likely.why())
        .isEqualTo(
            "This user may not look into 3 processes. The socket belongs to user 1000, the user of"
                + " this process, which is not enough. Check again with sudo.");
  }

  @Test
  void aProcessThatWasLookedThroughIsNoCandidate() throws IOException {
    tables(listenerOf(1000));
    refused(60, 1000);
    process(61).write("61/status", status(1000));

    assertThat(((Likely) ownership(80)).candidates())
        .extracting(ProcessRef::pid)
        .containsExactly(60L);
  }

  @Test
  void ofTwoNeitherIsLikely() throws IOException {
    tables(listenerOf(1000));
    refused(60, 1000);
    refused(61, 1000);

    assertThat(ownership(80)).isInstanceOf(Denied.class);
  }

  @Test
  void aProcessThatWasThatUserCountsToo() throws IOException {
    tables(listenerOf(1000));
    refused(60, 1000);
    refused(61, 0);
    proc.write("61/status", status(0).replace("Uid:\t0", "Uid:\t1000"));

    assertThat(ownership(80)).isInstanceOf(Denied.class);
  }

  @Test
  void aProcessWhoseUserIsNotShownMayBeTheOwner() throws IOException {
    tables(listenerOf(1000));
    refused(60, 1000);
    refused(61, 1001);
    proc.refuse("61/status");

    assertThat(ownership(80)).isInstanceOf(Denied.class);
  }

  @Test
  void kernelThreadsAndEndedProcessesOwnNothing() throws IOException {
    tables(listenerOf(1000));
    refused(60, 1000);
    refused(61, 1000);
    proc.write("61/status", status(1000).replace("VmSize:\t 9 kB\n", ""));

    assertThat(((Likely) ownership(80)).candidates())
        .extracting(ProcessRef::pid)
        .containsExactly(60L);
  }

  @Test
  void aProcessWhoseMainThreadEndedMayBeTheOwner() throws IOException {
    tables(listenerOf(1000));
    refused(60, 1000);
    proc.write("60/status", status(1000).replace("VmSize:\t 9 kB\n", "").replace("\t1\n", "\t2\n"));

    assertThat(ownership(80)).isInstanceOf(Likely.class);
  }

  @Test
  void anyProcessMayHaveBeenRootsSoThatRootsSocketsNeedTheOnlyOneOfAll() throws IOException {
    tables(listenerOf(0));
    refused(60, 0);
    assertThat(((Likely) ownership(80)).candidates())
        .extracting(ProcessRef::pid)
        .containsExactly(60L);

    refused(61, 1001);
    assertThat(ownership(80)).isInstanceOf(Denied.class);
  }

  @Test
  void aListenerInAThreadOfTheReadersUserIsFoundThoughOthersAreRefused() throws IOException {
    tables(listenerOf(1000));
    refused(60, 0);
    process(61).link("61/task/62/fd/9", "socket:[7]");

    assertThat(((Known) ownership(80)).owners()).extracting(ProcessRef::pid).containsExactly(61L);
  }

  @Test
  void theSameIsSaidOfAllSocketsOfAUser() throws IOException {
    tables(listener(80, 7) + listener(81, 8) + listener(82, 9));
    refused(60, 0);
    refused(61, 0);

    assertThat(proc.probe().checkAll())
        .extracting(finding -> finding.listeners().get(0).ownership())
        .hasSize(3)
        .containsOnly(ownership(80));
  }

  @Test
  void theMountsAreReadOnceForAllSockets() throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      rows.append(listener(1000 + i, 100 + i));
    }
    tables(rows.toString());
    process(60);

    proc.probe().checkAll();
    assertThat(proc.read()).filteredOn("self/mountinfo"::equals).hasSize(1);
  }

  // What would help

  @ParameterizedTest
  @CsvSource({
    "1000, 0, ' to root. Check again with sudo.'",
    "1000, 1001, ' to user 1001. Check again as that user, or with sudo.'",
    "0, 1001, ' to user 1001. Check again as that user, or with CAP_SYS_PTRACE, which this process lacks.'",
    "0, 0, ' to root, the user of this process, which is not enough. Check again with CAP_SYS_PTRACE, which this process lacks.'",
    "1000, 1000, ' to user 1000, the user of this process, which is not enough. Check again with sudo.'",
  })
  void whoIsThatUserAlreadyIsNotToldToAskAsThatUser(long reader, long owner, String advice)
      throws IOException {
    reader(reader, "0000000000000000");
    tables(listenerOf(owner));
    refused(60, owner);
    refused(61, owner);

    assertThat(((Denied) ownership(80)).why()).endsWith(advice);
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 'Check again with sudo.'",
    "0, 'Check again with CAP_SYS_PTRACE, which this process lacks.'"
  })
  void rootIsNotToldToBecomeRoot(long reader, String advice) throws IOException {
    reader(reader, "0000000000000000");
    mounted(",hidepid=ptraceable");
    tables(listenerOf(1001));

    assertThat(((NotVisible) ownership(80)).why()).endsWith(" to user 1001. " + advice);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1001})
  void rootThatHasTheCapabilityIsNotToldThatItLacksIt(long owner) throws IOException {
    reader(0, "00000000a80c25fb");
    tables(listenerOf(owner));
    refused(60, owner);

    assertThat(ownership(80).why())
        .endsWith(
            "This process has CAP_SYS_PTRACE, so something else restricts it, such as a security"
                + " module. Check again on the host.");
  }

  // User namespaces

  @ParameterizedTest
  @ValueSource(strings = {"0 1000 1\n", "         0      1000          1\n", ""})
  void theOverflowUserIsNotNobody(String map) throws IOException {
    userNamespace(map);
    tables(listenerOf(65534));
    refused(60, 65534);

    Listener listener = proc.probeHere().check(80).listeners().get(0);
    assertThat(listener.user()).isEqualTo("a user of another user namespace");
    assertThat(((Denied) listener.ownership()).why())
        .contains(
            "belongs to a user of another user namespace. Check again as root outside this container"
                + " or user namespace.")
        .doesNotContain("nobody", "as that user");
  }

  @Test
  void aProcessOfTheOverflowUserIsNotNobodys() throws IOException {
    userNamespace("0 1000 1\n");
    tables(listenerOf(65534));
    process(60, 7).write("60/status", status(65534));

    Listener listener = proc.probeHere().check(80).listeners().get(0);
    assertThat(((Known) listener.ownership()).owners())
        .extracting(ProcessRef::user)
        .containsExactly("a user of another user namespace");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0 0 4294967295\n", "0 100000 65536\n", "0 1000 1\n65534 7 1\n", "65000 1 600\n"})
  void whereNobodyHasANumberItIsNobody(String map) throws IOException {
    userNamespace(map);
    tables(listenerOf(65534));
    process(60, 7);

    assertThat(proc.probeHere().check(80).listeners().get(0).user()).isEqualTo("nobody");
  }

  @Test
  void whereNobodyHasANumberOthersMayBeShownWithItToo() throws IOException {
    userNamespace("0 100000 65536\n");
    tables(listenerOf(65534));
    refused(60, 65534);

    Listener listener = proc.probeHere().check(80).listeners().get(0);
    assertThat(((Denied) listener.ownership()).why())
        .contains(" nobody or to a user of another user namespace. Check again as root outside");
  }

  @Test
  void theOverflowUserIsTheOneThatTheKernelIsSetTo() throws IOException {
    userNamespace("0 1000 1\n");
    proc.write("sys/kernel/overflowuid", "99\n");
    tables(listenerOf(99) + row("0100007F:0051", "0A", 65534, 8));

    assertThat(proc.probeHere().checkAll())
        .extracting(finding -> finding.listeners().get(0).user())
        .isEqualTo(List.of("a user of another user namespace", "nobody"));
  }

  // hidepid

  private void mounted(String options) throws IOException {
    proc.write(
        "50/mountinfo",
        "22 1 0:5 / " + temp.resolve("proc").toRealPath() + " rw - proc proc rw" + options + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pid:[4026531836]", "pid:[4026532999]"})
  void processesAreHiddenThoughTheFirstIsTheReadersOwn(String namespace) throws IOException {
    mounted(",hidepid=2");
    tables(listenerOf(0));
    process(60).link("1/ns/pid", namespace);

    assertThat(((NotVisible) ownership(80)).cause()).isEqualTo(NotVisible.Cause.HIDEPID);
  }

  @ParameterizedTest
  @CsvSource({"'', false", "',gid=1000', false", "',gid=5', true"})
  void nothingIsHiddenFromTheGroupOfTheMount(String group, boolean hidden) throws IOException {
    mounted(",hidepid=invisible" + group);
    proc.write("50/status", status(1000) + "Gid:\t1000\t1000\t1000\t1000\nGroups:\t0 4\n");
    tables(listenerOf(0));
    process(60);

    assertThat(((NotVisible) ownership(80)).cause() == NotVisible.Cause.HIDEPID).isEqualTo(hidden);
  }

  @Test
  void fromWhoMayTraceNothingIsHidden() throws IOException {
    mounted(",hidepid=ptraceable");
    tables(listenerOf(0));
    process(60);
    assertThat(((NotVisible) ownership(80)).cause()).isEqualTo(NotVisible.Cause.HIDEPID);

    reader(0, PTRACE);
    assertThat(((NotVisible) ownership(80)).cause()).isEqualTo(NotVisible.Cause.KERNEL);
    userNamespace("0 1000 1\n");
    assertThat(((NotVisible) proc.probeHere().check(80).listeners().get(0).ownership()).cause())
        .isEqualTo(NotVisible.Cause.HIDEPID);
    assertThat(((NotVisible) proc.probeHere().check(80).listeners().get(0).ownership()).why())
        .endsWith("Check again as root outside this container or user namespace.");
  }
}
