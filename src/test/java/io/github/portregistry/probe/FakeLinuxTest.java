package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What real tables have only now and then, on a small machine made by hand. */
class FakeLinuxTest extends FakeMachine {

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
  @ValueSource(strings = {"tcp6", "udp6"})
  void aCopyWithoutATableForIpv6MakesTheAnswerUnknown(String table) throws IOException {
    proc.delete("net/" + table);

    PortFinding finding = ListenerProbe.ofProc(proc.path("")).check(80);
    assertThat(finding.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(finding.coverage().notes())
        .containsExactly(
            "The copy of /proc has no table " + table + ", so sockets for IPv6 are missing.");
  }

  @Test
  void theTablesOfThisMachineAreNoCopies() {
    assumeTrue(Files.isReadable(Path.of("/proc/net/tcp")), "needs Linux");

    assertThat(new LinuxProcFiles(Path.of("/proc")).isCopied("net/tcp")).isFalse();
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
        .containsExactly(Reason.Kind.SOCKETS_INCOMPLETE);
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
        "   0: 0100007F:DDDDDDDD 00000000:0000 0A 0 0 0 0 0 0\n",
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
    assertThat(owners(finding)).containsExactly(60L);
    assertThat(finding.verdict()).isNotIn(Verdict.NOT_IN_USE, Verdict.UNKNOWN);
    assertThat(finding.coverage().socketsComplete()).isFalse();
    assertThat(finding.reasons()).extracting(Reason::kind).contains(Reason.Kind.SOCKETS_INCOMPLETE);
  }

  @Test
  void aRowThatIsPrintedTwiceIsOneListener() throws IOException {
    tables(listener(80, 7) + listener(80, 7));
    process(60, 7);

    assertThat(proc.probe().check(80).listeners()).hasSize(1);
  }

  @Test
  void aListenerIsNotHiddenByOneOfTheSameInodeOnAnotherPort() throws IOException {
    tables(listener(80, 7) + listener(81, 7));
    process(60, 7);

    assertThat(proc.probe().checkAll())
        .extracting(PortFinding::port, FakeMachine::owners)
        .containsExactly(tuple(80, List.of(60L)), tuple(81, List.of(60L)));
  }

  @Test
  void listenersWithoutAnInodeAreToldApart() throws IOException {
    tables(listener(80, 0) + listener(81, 0) + listener(81, 0));

    assertThat(proc.probe().checkAll())
        .extracting(finding -> finding.port() + " " + finding.listeners().size())
        .containsExactly("80 1", "81 1");
    assertThat(ownership(80))
        .isEqualTo(
            new NotVisible(
                NotVisible.Cause.UNKNOWN,
                "The system gives no inode for the socket, so its owner cannot be found. Check"
                    + " again."));
  }

  @Test
  void whereATableCameInPiecesAPortThatWasNotFoundIsLookedForAgain() throws IOException {
    String many = connections(100, 9000);
    tables(many);
    process(60, 7);
    proc.onRead("net/tcp", () -> tables(listener(80, 7) + many));

    assertThat(owners(proc.probe().check(80))).containsExactly(60L);
  }

  @Test
  void aListenerOfAnotherTransportEndsNoDoubt() throws IOException {
    String many = connections(100, 9000);
    tables(many);
    proc.write("net/udp", HEADER + row("0100007F:0050", "07", 0, 8));
    proc.onRead("net/tcp", () -> proc.write("net/tcp", HEADER + listener(80, 7) + many));

    assertThat(proc.probe().check(80).listeners())
        .extracting(Listener::transport)
        .containsExactly(Transport.TCP, Transport.UDP);
  }

  @Test
  void aTableThatCameAtOnceIsReadOnce() throws IOException {
    tables(connections(10, 9000));

    proc.probe().check(1080);
    assertThat(proc.read())
        .filteredOn(path -> path.startsWith("net/"))
        .containsExactly("net/tcp", "net/tcp6", "net/udp", "net/udp6");
  }

  @Test
  void anInodeMayBeLargerThanAnInt() throws IOException {
    tables(listener(80, 4_294_967_297L));
    process(60, 4_294_967_297L).link("60/fd/9", "socket:[1]");

    assertThat(owners(proc.probe().check(80))).containsExactly(60L);
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

  private LinuxSockets sockets(OtherUses depth) {
    return new LinuxProcSockets(proc, "net", PortSet.of(80), depth, ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void aPortThatMayBeAmongConnectionsThatWereNotReadIsNotTakenForFree() throws IOException {
    tables(connections(LinuxProcSockets.BOUND + 10, 9000));
    assertThat(sockets(OtherUses.BOUNDED).areFree()).isFalse();
    assertThat(sockets(OtherUses.ALL).areFree()).isTrue();
    assertThat(sockets(OtherUses.NONE).areFree()).isTrue();

    tables(connections(LinuxProcSockets.BOUND, 9000));
    assertThat(sockets(OtherUses.BOUNDED).areFree()).isTrue();
    tables(connections(1, 80));
    assertThat(sockets(OtherUses.BOUNDED).areFree()).isFalse();
    tables(listener(80, 7));
    assertThat(sockets(OtherUses.BOUNDED).areFree()).isFalse();
  }

  @Test
  void connectionsBeyondABoundAreNotReadUnlessAskedFor() throws IOException {
    tables(connections(LinuxProcSockets.BOUND + 10, 9000));

    PortFinding bounded = proc.probe().check(9000);
    assertThat(bounded.otherUses()).hasSize(LinuxProcSockets.BOUND);
    assertThat(bounded.coverage().notes()).singleElement().asString().contains("first 4096");
    assertThat(bounded.verdict()).isEqualTo(Verdict.NOT_IN_USE);
    PortFinding whole = proc.probe().withOtherUses(OtherUses.ALL).check(9000);
    assertThat(whole.otherUses()).hasSize(LinuxProcSockets.BOUND + 10);
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
  void whereOtherUsesAreNotAskedForNothingIsReadBeyondTheListeners() throws IOException {
    tables(listener(80, 7) + connections(1, 80) + "a row that is not understood\n");

    PortFinding listeners = proc.probe().withOtherUses(OtherUses.NONE).check(80);
    assertThat(listeners.coverage().socketsComplete()).isTrue();
    assertThat(listeners.listeners()).hasSize(1);
    assertThat(proc.probe().check(80).coverage().socketsComplete()).isFalse();
  }

  @Test
  void eachMachineHasItsOrderOfBytes() throws IOException {
    tables(row("7F000001:0050", "0A", 0, 7));
    ListenerProbe big =
        new ListenerProbe(
            new LinuxSource(proc, "net", new LinuxUserNames(temp), ByteOrder.BIG_ENDIAN));

    assertThat(big.check(80).listeners().get(0).address().getAddress())
        .isEqualTo(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    assertThat(big.check(80).listeners().get(0).user()).isEqualTo("0");
  }

  @Test
  void theUsersOfAnotherMachineHaveNumbers() throws IOException {
    tables(listener(80, 7));
    process(60, 7);

    Listener listener = ListenerProbe.ofProc(temp.resolve("proc")).check(80).listeners().get(0);
    assertThat(listener.user()).isEqualTo("0");
    assertThat(((Known) listener.ownership()).owners())
        .extracting(ProcessRef::user)
        .containsExactly("0");
  }

  @Test
  void aLinkLocalAddressOfTwoInterfacesHasNoScope() throws IOException {
    String address = "fe800000000000000000000000000001";
    proc.write("net/if_inet6", address + " 02 40 20 80 a\n" + address + " 03 40 20 80 b\n");
    proc.write("net/tcp6", HEADER + row("000080FE000000000000000001000000:0050", "0A", 0, 7));

    assertThat(proc.probe().check(80).listeners().get(0).address().getAddress().getHostAddress())
        .isEqualTo("fe80:0:0:0:0:0:0:1");
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
        .extracting(finding -> finding.port() + " " + finding.listeners().size())
        .containsExactly("0 1", "65535 1");
  }

  @Test
  void theListenersOfAPortAreInTheOrderOfTheirAddresses() throws IOException {
    tables(row("0200007F:0050", "0A", 0, 7) + row("0100007F:0050", "0A", 0, 8));

    assertThat(proc.probe().check(80).listeners())
        .extracting(listener -> listener.address().getAddress().getHostAddress())
        .containsExactly("127.0.0.1", "127.0.0.2");
  }

  @Test
  void theRegistryOfAProbeIsTheOneItWasGiven() throws IOException {
    PortRegistry nothing =
        PortRegistry.read(
            new java.io.ByteArrayInputStream(
                ("port,transport,state,status,service_name,description,assignee,contact,registered,"
                        + "modified,references,service_code,unauthorized_use,alias_of,source\n")
                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
            "nothing");

    assertThat(proc.probe().check(80).record().assignments()).isNotEmpty();
    assertThat(proc.probe().withRegistry(nothing).check(80).record().assignments()).isEmpty();
  }
}
