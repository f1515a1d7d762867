package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.portregistry.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What real machines do only now and then, on a small machine made by hand. */
class FakeLinuxTest {

  private static final String HEADER =
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout"
          + " inode\n";

  @TempDir private Path temp;

  private FakeProc proc;

  @BeforeEach
  void build() throws IOException {
    proc = new FakeProc(temp.resolve("proc"));
    tables("");
    proc.write("stat", "cpu 1\nbtime 1700000000\n").link("self", "50");
  }

  private void tables(String tcp) throws IOException {
    proc.write("net/tcp", HEADER + tcp);
    for (String table : List.of("tcp6", "udp", "udp6")) {
      proc.write("net/" + table, HEADER);
    }
  }

  private static String row(String local, String state, long uid, long inode) {
    return "   0: %s 00000000:0000 %s 00000000:00000000 00:00000000 00000000 %5d        0 %d 1 0\n"
        .formatted(local, state, uid, inode);
  }

  private static String listener(int port, long inode) {
    return row("0100007F:%04X".formatted(port), "0A", 0, inode);
  }

  private FakeProc process(long pid, long... inodes) throws IOException {
    proc.write(pid + "/stat", pid + " (p) S 1" + " 0".repeat(17) + " 100 0\n")
        .write(pid + "/status", "Name:\tp\nUid:\t0\t0\t0\t0\n")
        .write(pid + "/cmdline", "p\0")
        .link(pid + "/exe", "/usr/bin/p")
        .link(pid + "/fd/0", "/dev/null");
    for (int i = 0; i < inodes.length; i++) {
      proc.link(pid + "/fd/" + (3 + i), "socket:[" + inodes[i] + "]");
    }
    return proc;
  }

  private List<Long> holders(PortFinding finding) {
    return finding.listeners().stream()
        .flatMap(l -> ((Known) l.ownership()).holders().stream())
        .map(ProcessRef::pid)
        .toList();
  }

  // Tables

  @Test
  void aKernelWithoutIpv6HasNothingToMiss() throws IOException {
    proc.delete("net/tcp6");
    proc.delete("net/udp6");

    PortFinding finding = proc.probe().check(80);
    assertThat(finding.verdict()).isEqualTo(Verdict.NOT_IN_USE);
    assertThat(finding.coverage().socketsComplete()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "tcp6", "udp", "udp6"})
  void aTableThatIsRefusedMakesTheAnswerUnknown(String table) throws IOException {
    proc.refuse("net/" + table);

    PortFinding finding = proc.probe().check(80);
    assertThat(finding.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(finding.coverage().notes())
        .containsExactly("The system refused to show the table " + table + " to this user.");
    assertThat(finding.reasons())
        .extracting(Reason::kind)
        .containsExactly(Reason.Kind.TABLES_NOT_READ);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "udp"})
  void aTableThatIsNotThereMakesTheAnswerUnknown(String table) throws IOException {
    proc.delete("net/" + table);

    assertThat(proc.probe().check(80).verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(proc.probe().checkAll()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "garbage\n",
        "   0: 0100007F:0050 00000000:0000 0A 00000000:00000000 00:00000000",
        "   0: 0100:0050 00000000:0000 0A 0 0 0 0 0 0\n",
        "   0: 0100007F:XXXX 00000000:0000 0A 0 0 0 0 0 0\n",
        "   0: 0100007F:123456 00000000:0000 0A 0 0 0 0 0 0\n",
        "   0: 0100007F:0051\n",
        "   0: 0100007F:0050 00000000:0000 0A 0 0 0 x 0 7\n",
        "   0: 0100007F:0050 00000000:0000 0A 0 0 0 0 0\n",
        "   0: 0G00007F:0050 00000000:0000 0A 0 0 0 0 0 7 1 0\n",
      })
  void aRowThatIsNotUnderstoodMakesTheAnswerUnknown(String row) throws IOException {
    tables(row);

    PortFinding finding = proc.probe().check(80);
    assertThat(finding.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(finding.coverage().notes().get(0))
        .startsWith("The table tcp could not be read: expected ")
        .contains(", found \"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sl something else\n"})
  void aTableWithoutItsHeaderMakesTheAnswerUnknown(String content) throws IOException {
    proc.write("net/udp6", content);

    assertThat(proc.probe().check(80).verdict()).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void aLineWithoutAnEndMakesTheAnswerUnknown() throws IOException {
    tables(" ".repeat(40_000));

    assertThat(proc.probe().check(80).verdict()).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void aListenerIsToldAlthoughAnotherTableIsRefused() throws IOException {
    tables(listener(80, 7));
    process(60, 7).refuse("net/udp6");

    PortFinding finding = proc.probe().check(80);
    assertThat(holders(finding)).containsExactly(60L);
    assertThat(finding.verdict()).isNotIn(Verdict.NOT_IN_USE, Verdict.UNKNOWN);
    assertThat(finding.coverage().socketsComplete()).isFalse();
    assertThat(finding.reasons()).extracting(Reason::kind).contains(Reason.Kind.TABLES_NOT_READ);
  }

  @Test
  void aRowThatIsPrintedTwiceIsOneListener() throws IOException {
    tables(listener(80, 7) + listener(80, 7));
    process(60, 7);

    assertThat(proc.probe().check(80).listeners()).hasSize(1);
  }

  @Test
  void anInodeMayBeLargerThanAnInt() throws IOException {
    tables(listener(80, 4_294_967_297L));
    process(60, 4_294_967_297L).link("60/fd/9", "socket:[1]");

    assertThat(holders(proc.probe().check(80))).containsExactly(60L);
  }

  @Test
  void aPortIsNotFoundInsideAnother() throws IOException {
    tables(listener(4320, 7));

    assertThat(proc.probe().check(432).verdict()).isEqualTo(Verdict.NOT_IN_USE);
  }

  private static String connections(int count, int port) {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < count; i++) {
      rows.append(row("%08X:%04X".formatted(i, port), "01", 0, 1000 + i));
    }
    return rows.toString();
  }

  @Test
  void connectionsBeyondABoundAreNotReadUnlessAskedFor() throws IOException {
    tables(connections(SocketTables.BOUND + 10, 9000));

    PortFinding bounded = proc.probe().check(9000);
    assertThat(bounded.otherUses()).hasSize(SocketTables.BOUND);
    assertThat(bounded.coverage().notes()).singleElement().asString().contains("first 4096");
    assertThat(bounded.verdict()).isEqualTo(Verdict.NOT_IN_USE);
    PortFinding whole = proc.probe().withOtherUses(OtherUses.ALL).check(9000);
    assertThat(whole.otherUses()).hasSize(SocketTables.BOUND + 10);
    assertThat(whole.coverage().notes()).isEmpty();
  }

  @Test
  void checkAllReadsConnectionsOnlyIfAskedTo() throws IOException {
    tables(listener(80, 7) + connections(3, 80));
    process(60, 7);

    assertThat(proc.probe().checkAll().get(0).otherUses()).isEmpty();
    assertThat(proc.probe().withOtherUses(OtherUses.ALL).checkAll().get(0).otherUses()).hasSize(3);
  }

  @Test
  void eachMachineHasItsOrderOfBytes() throws IOException {
    tables(row("7F000001:0050", "0A", 0, 7));
    ListenerProbe big =
        new ListenerProbe(new LinuxSource(proc, "net", new UserNames(temp), ByteOrder.BIG_ENDIAN));

    assertThat(big.check(80).listeners().get(0).address().getAddress())
        .isEqualTo(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    assertThat(big.check(80).listeners().get(0).user()).isEqualTo("0");
  }

  @Test
  void aLinkLocalAddressOfTwoInterfacesHasNoScope() throws IOException {
    String address = "fe800000000000000000000000000001";
    proc.write("net/if_inet6", address + " 02 40 20 80 a\n" + address + " 03 40 20 80 b\n");
    proc.write("net/tcp6", HEADER + row("000080FE000000000000000001000000:0050", "0A", 0, 7));

    assertThat(proc.probe().check(80).listeners().get(0).address().getAddress().getHostAddress())
        .isEqualTo("fe80:0:0:0:0:0:0:1");
  }

  // Holders

  @Test
  void ownersAreNotLookedForWhereNobodyListensOrNobodyAsks() throws IOException {
    tables(listener(80, 7));
    process(60, 7);

    proc.probe().check(81);
    PortFinding finding = proc.probe().withOwners(Owners.NONE).check(80);
    assertThat(finding.listeners().get(0).ownership())
        .isEqualTo(new NotVisible(NotVisible.Cause.NOT_ASKED, "The holder was not looked for."));
    assertThat(finding.coverage().ownersComplete()).isFalse();
    assertThat(proc.read()).allMatch(path -> path.startsWith("net/"));
  }

  @Test
  void ourOwnProcessComesFirst() throws IOException {
    tables(listener(80, 7));
    process(10, 1);
    process(50, 7);

    assertThat(holders(proc.probe().withOwners(Owners.FIRST).check(80))).containsExactly(50L);
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
    assertThat(holders(finding)).containsExactly(60L);
    assertThat(proc.read().stream().filter(path -> path.startsWith("50/fd/"))).hasSize(64);
    assertThat(((Known) finding.listeners().get(0).ownership()).complete()).isFalse();
  }

  @Test
  void aServerWithManySocketsIsLookedThroughAtOnce() throws IOException {
    tables(listener(80, 1099));
    process(50, IntStream.rangeClosed(1000, 1100).asLongStream().toArray());
    process(60, 7);

    assertThat(holders(proc.probe().withOwners(Owners.FIRST).check(80))).containsExactly(50L);
    assertThat(proc.read()).noneMatch(path -> path.startsWith("60/"));
  }

  @Test
  void manyProcessesAreSharedAmongThreads() throws IOException {
    tables(listener(80, 7) + listener(81, 8));
    process(50);
    for (int pid = 100; pid < 300; pid++) {
      process(pid, pid % 3 == 0 ? 7 : 9, pid % 7 == 0 ? 8 : 10);
    }
    proc.refuse("298/fd");

    PortFinding finding = proc.probe().check(80);
    assertThat(holders(finding))
        .isEqualTo(LongStream.range(100, 300).filter(p -> p % 3 == 0).boxed().toList());
    assertThat(((Known) finding.listeners().get(0).ownership()).complete()).isFalse();
    assertThat(proc.read().stream().filter(path -> path.endsWith("/fd"))).hasSize(201);
  }

  @Test
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
    assertThat(holders(finding))
        .isEqualTo(LongStream.range(100, 300).filter(p -> p % 7 == 0).boxed().toList());
    assertThat(again.listeners()).hasSize(1);
    assertThat(again.coverage().ownersComplete()).isTrue();
  }

  @Test
  void highDescriptorsAreFoundToo() throws IOException {
    tables(listener(80, 1099));
    process(60, IntStream.rangeClosed(1000, 1100).asLongStream().toArray());

    assertThat(holders(proc.probe().check(80))).containsExactly(60L);
  }

  @Test
  void oneDescriptorMoreOfTheSameProcessIsNoOtherHolder() throws IOException {
    tables(listener(80, 7));
    process(60, 7, 7);
    process(61, 7);

    assertThat(holders(proc.probe().check(80))).containsExactly(60L, 61L);
  }

  @Test
  void aRefusedLinkIsARefusal() throws IOException {
    tables(listener(80, 7));
    process(60, 7).refuse("60/fd/");

    assertThat(proc.probe().check(80).listeners().get(0).ownership())
        .isEqualTo(
            new Denied(
                "The system did not show the descriptors of 1 process to this user; the socket"
                    + " belongs to the user root. Ask as that user, or as root."));
  }

  @Test
  void aHolderAmongRefusedProcessesMayNotBeTheOnlyOne() throws IOException {
    tables(listener(80, 7));
    process(60, 7);
    process(61, 7).refuse("61/fd");

    PortFinding finding = proc.probe().check(80);
    assertThat(holders(finding)).containsExactly(60L);
    assertThat(((Known) finding.listeners().get(0).ownership()).complete()).isFalse();
    assertThat(finding.coverage().ownersComplete()).isFalse();
  }

  @Test
  void aListenerThatNobodyHoldsIsTheKernels() throws IOException {
    tables(listener(2049, 7));
    process(60).link("50/ns/pid", "pid:[4026531836]");

    assertThat(proc.probe().check(2049).listeners().get(0).ownership())
        .isInstanceOfSatisfying(
            NotVisible.class,
            hidden -> assertThat(hidden.cause()).isEqualTo(NotVisible.Cause.KERNEL));
  }

  @Test
  void aListenerThatNobodyHoldsInAContainerMayBeHeldOutside() throws IOException {
    tables(listener(2049, 7));
    process(60).link("50/ns/pid", "pid:[4026532999]");

    assertThat(proc.probe().check(2049).listeners().get(0).ownership())
        .isInstanceOfSatisfying(
            NotVisible.class,
            hidden -> assertThat(hidden.cause()).isEqualTo(NotVisible.Cause.PID_NAMESPACE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "invisible", "ptraceable"})
  void hiddenProcessesAreTold(String hidepid) throws IOException {
    tables(listener(2049, 7));
    process(60)
        .link("50/ns/pid", "pid:[4026531836]")
        .write(
            "50/mountinfo",
            "22 1 0:5 / /proc rw - proc proc rw,hidepid=" + hidepid + "\n1 2 3 / / rw - ext4\n");

    assertThat(cause(2049)).isEqualTo(NotVisible.Cause.HIDEPID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "off"})
  void anOptionThatHidesNothingIsNoCause(String hidepid) throws IOException {
    tables(listener(2049, 7));
    process(60)
        .write("50/mountinfo", "22 1 0:5 / /proc rw - proc proc rw,hidepid=" + hidepid + "\n");

    assertThat(cause(2049)).isEqualTo(NotVisible.Cause.UNKNOWN);
  }

  private NotVisible.Cause cause(int port) throws IOException {
    return ((NotVisible) proc.probe().check(port).listeners().get(0).ownership()).cause();
  }

  @Test
  void aSocketThatIsClosedDuringTheSearchHasVanished() throws IOException {
    tables(listener(80, 7));
    process(60);
    proc.onRead("60/fd", () -> tables(""));

    assertThat(proc.probe().check(80).listeners().get(0).ownership())
        .isEqualTo(new Vanished("The socket was closed while its holder was looked for."));
  }

  @Test
  void aSocketThatIsHandedOnDuringTheSearchIsFoundAgain() throws IOException {
    tables(listener(80, 7));
    process(60);
    process(61);
    proc.onRead("61/fd", () -> proc.link("60/fd/9", "socket:[7]"));

    assertThat(holders(proc.probe().check(80))).isNotEmpty();
  }

  @Test
  void aProcessThatEndsDuringTheSearchIsNoHolder() throws IOException {
    tables(listener(80, 7));
    process(60, 7);
    process(61, 7);
    proc.onRead("60/fd", () -> proc.delete("60/stat"));

    assertThat(holders(proc.probe().check(80))).containsExactly(61L);
  }

  @Test
  void anotherProcessThatTookTheNumberIsNoHolder() throws IOException {
    tables(listener(80, 7));
    process(60, 7);
    process(61, 7);
    proc.onRead("60/stat", () -> proc.delete("60/fd/3"));

    assertThat(holders(proc.probe().check(80))).containsExactly(61L);
  }

  // Processes

  private ProcessRef holder(String stat, String cmdline) throws IOException {
    tables(listener(80, 7));
    process(60, 7).write("60/stat", stat).write("60/cmdline", cmdline);
    return ((Known) proc.probe().check(80).listeners().get(0).ownership()).holders().get(0);
  }

  @Test
  void argumentsMayBeEmptyOrRunTogether() throws IOException {
    String stat = "60 (p) S 1" + " 0".repeat(17) + " 100 0\n";

    assertThat(holder(stat, "").arguments()).isEmpty();
    assertThat(holder(stat, "a\0\0b\0").arguments()).containsExactly("a", "", "b");
    assertThat(holder(stat, "a b c").arguments()).containsExactly("a b c");
    assertThat(holder(stat, "nginx: master\0\0\0\0").arguments()).containsExactly("nginx: master");
    assertThat(holder(stat, "\0").arguments()).containsExactly("");
  }

  @Test
  void aStatThatEndsEarlyHasNoStart() throws IOException {
    assertThat(holder("60 (p) S 1\n", "p\0").startedAt()).isNull();
    assertThat(holder("60 (p) S 1" + " x".repeat(30), "p\0").startedAt()).isNull();
    proc.write("stat", "cpu\n");
    assertThat(holder("60 (p) S 1" + " 0".repeat(30), "p\0").startedAt()).isNull();
  }

  @Test
  void aProcessMayHideItsFileAndUser() throws IOException {
    tables(listener(80, 7));
    process(60, 7).refuse("60/exe").refuse("60/status").refuse("60/cmdline");

    ProcessRef holder =
        ((Known) proc.probe().check(80).listeners().get(0).ownership()).holders().get(0);
    assertThat(holder.executable()).isNull();
    assertThat(holder.program()).isEqualTo("p");
    assertThat(holder.user()).isEmpty();
    assertThat(holder.arguments()).isEmpty();
  }

  // Arguments of the probe

  @ParameterizedTest
  @ValueSource(ints = {-1, 65536, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void aNumberThatIsNoPortIsRefused(int port) throws IOException {
    ListenerProbe probe = proc.probe();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> probe.check(port))
        .withMessage("port " + port + " is outside 0 to 65535");
    assertThatIllegalArgumentException().isThrownBy(() -> probe.check(List.of(1, port)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> probe.commands(port, List.of(Transport.TCP)));
  }

  @Test
  void nullIsRefused() throws IOException {
    ListenerProbe probe = proc.probe();

    assertThatNullPointerException().isThrownBy(() -> probe.check((Collection<Integer>) null));
    assertThatNullPointerException()
        .isThrownBy(() -> probe.check(Arrays.asList(1, (Integer) null)));
    assertThatNullPointerException().isThrownBy(() -> probe.withOwners(null));
    assertThatNullPointerException().isThrownBy(() -> probe.withRegistry(null));
    assertThatNullPointerException().isThrownBy(() -> ListenerProbe.ofProc(null));
  }

  @Test
  void noPortsHaveNoFindings() throws IOException {
    assertThat(proc.probe().check(List.of())).isEmpty();
  }

  @Test
  void theEdgesOfTheRangeArePorts() throws IOException {
    tables(listener(0, 6) + listener(65535, 7));

    assertThat(proc.probe().check(List.of(65535, 0)))
        .extracting(finding -> finding.listeners().size())
        .containsExactly(1, 1);
  }
}
