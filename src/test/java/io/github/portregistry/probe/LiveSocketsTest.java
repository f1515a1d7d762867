package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.portregistry.Transport;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real sockets of this process and of children, on loopback. */
@EnabledOnOs(OS.LINUX)
class LiveSocketsTest {

  @TempDir private Path temp;

  private final ListenerProbe probe = ListenerProbe.local();

  @BeforeEach
  void needPython() {
    assumeTrue(Child.hasPython(), "needs " + Child.PYTHON + " to open sockets in other processes");
  }

  private static List<Long> pids(Listener listener) {
    assertThat(listener.ownership()).isInstanceOf(Known.class);
    return ((Known) listener.ownership()).owners().stream().map(ProcessRef::pid).toList();
  }

  private Listener only(int port) {
    List<Listener> listeners = probe.check(port).listeners();
    assertThat(listeners).hasSize(1);
    return listeners.get(0);
  }

  private static String host(Listener listener) {
    return listener.address().getAddress().getHostAddress();
  }

  @Test
  void ourOwnListenerIsOurs() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Listener listener = only(server.getLocalPort());

      assertThat(pids(listener)).containsExactly(ProcessHandle.current().pid());
      assertThat(listener.isLoopback()).isTrue();
      ProcessRef owner = ((Known) listener.ownership()).owners().get(0);
      ProcessHandle.Info info = ProcessHandle.current().info();
      assertThat(owner.executable()).hasToString(info.command().orElseThrow());
      assertThat(owner.user()).isEqualTo(info.user().orElseThrow());
      assertThat(owner.startedAt()).isEqualTo(info.startInstant().orElseThrow());
      assertThat(owner.arguments()).endsWith(info.arguments().orElseThrow());
    }
  }

  @Test
  void aClosedListenerIsGone() throws IOException {
    ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    server.close();

    assertThat(probe.check(server.getLocalPort()).verdict()).isEqualTo(Verdict.NOT_IN_USE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.0.0.53", "0.0.0.0"})
  void anIpv4ListenerHasItsAddress(String address) throws IOException {
    try (Child child = Child.python("print(port(bind(socket.AF_INET, '%s')))".formatted(address))) {
      Listener listener = only(child.port());

      assertThat(host(listener)).isEqualTo(address);
      assertThat(listener.ipv4()).isEqualTo(Listener.Ipv4.ACCEPTED);
      assertThat(pids(listener)).containsExactly(child.pid());
    }
  }

  private static final String IPV6 =
      "print(port(bind(socket.AF_INET6, '%s', options=[(41, socket.IPV6_V6ONLY, %d)])))";

  private static void needIpv6() {
    assumeTrue(Files.exists(Path.of("/proc/net/if_inet6")), "needs IPv6");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void aListenerOnAllIpv6AddressesMayAcceptIpv4(int v6only) throws IOException {
    needIpv6();
    try (Child child = Child.python(IPV6.formatted("::", v6only))) {
      Listener listener = only(child.port());

      assertThat(listener.isOnAllAddresses()).isTrue();
      assertThat(listener.ipv4())
          .isIn(
              Listener.Ipv4.UNKNOWN, v6only == 0 ? Listener.Ipv4.ACCEPTED : Listener.Ipv4.REFUSED);
      assertThat(pids(listener)).containsExactly(child.pid());
    }
  }

  @Test
  void anIpv6LoopbackListenerDoesNotAcceptIpv4() throws IOException {
    needIpv6();
    try (Child child = Child.python(IPV6.formatted("::1", 0))) {
      Listener listener = only(child.port());

      assertThat(host(listener)).isEqualTo("0:0:0:0:0:0:0:1");
      assertThat(listener.ipv4()).isEqualTo(Listener.Ipv4.REFUSED);
      assertThat(listener.isLoopback()).isTrue();
    }
  }

  @Test
  void aMappedListenerIsAnIpv4Listener() throws IOException {
    needIpv6();
    try (Child child = Child.python(IPV6.formatted("::ffff:127.0.0.1", 0))) {
      Listener listener = only(child.port());

      assertThat(host(listener)).isEqualTo("127.0.0.1");
      assertThat(listener.ipv4()).isEqualTo(Listener.Ipv4.ACCEPTED);
    }
  }

  @Test
  void twoListenersShareAPort() throws IOException {
    String reuse = "options=[(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)]";
    try (Child first =
            Child.python("print(port(bind(socket.AF_INET, '127.0.0.1', " + reuse + ")))");
        Child second =
            Child.python(
                "bind(socket.AF_INET, '127.0.0.1', port=%d, %s)".formatted(first.port(), reuse))) {
      assertThat(probe.check(first.port()).listeners())
          .extracting(LiveSocketsTest::pids)
          .containsExactlyInAnyOrder(List.of(first.pid()), List.of(second.pid()));
    }
  }

  @Test
  void theChildrenOfAServerThatForksHoldItsSocketToo() throws IOException {
    try (Child child =
        Child.python(
            """
            s = bind(socket.AF_INET, '127.0.0.1')
            pids = [os.getpid(), fork(), fork(), fork()]
            print(port(s))
            print(' '.join(str(p) for p in pids))
            """)) {
      List<Long> expected =
          Arrays.stream(child.lines().get(1).split(" ", -1)).map(Long::valueOf).sorted().toList();

      assertThat(pids(only(child.port()))).isEqualTo(expected);
      Ownership first =
          probe.withOwners(Owners.FIRST).check(child.port()).listeners().get(0).ownership();
      assertThat(((Known) first).owners()).hasSize(1);
      assertThat(((Known) first).complete()).isFalse();
    }
  }

  @Test
  void aBoundUdpSocketListensAndAConnectedOneDoesNot() throws IOException {
    try (DatagramSocket bound =
            new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        DatagramSocket connected =
            new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      connected.connect(bound.getLocalSocketAddress());

      assertThat(only(bound.getLocalPort()).transport()).isEqualTo(Transport.UDP);
      PortFinding finding = probe.check(connected.getLocalPort());
      assertThat(finding.verdict()).isEqualTo(Verdict.NOT_IN_USE);
      assertThat(finding.otherUses())
          .extracting(OtherUse::kind)
          .containsExactly(OtherUse.Kind.CONNECTED_UDP);
    }
  }

  @Test
  void connectionsAreToldApartFromTheListener() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
        Socket client = new Socket(server.getInetAddress(), server.getLocalPort())) {
      assertThat(probe.check(server.getLocalPort()).otherUses())
          .extracting(OtherUse::kind)
          .containsExactly(OtherUse.Kind.NO_OWNER);
      assertThat(probe.check(client.getLocalPort()).otherUses())
          .extracting(OtherUse::kind)
          .containsExactly(OtherUse.Kind.CLIENT);
      assertThat(probe.check(client.getLocalPort()).verdict()).isEqualTo(Verdict.NOT_IN_USE);
      assertThat(probe.check(client.getLocalPort()).otherUses().get(0).ownership())
          .isInstanceOfSatisfying(
              Known.class,
              known ->
                  assertThat(known.owners())
                      .extracting(ProcessRef::pid)
                      .containsExactly(ProcessHandle.current().pid()));

      try (Socket accepted = server.accept()) {
        assertThat(accepted.isConnected()).isTrue();
        assertThat(probe.check(server.getLocalPort()).otherUses())
            .extracting(OtherUse::kind)
            .containsExactly(OtherUse.Kind.ACCEPTED);
      }
    }
  }

  @Test
  void aClosedConnectionKeepsThePortForAWhile() throws IOException {
    int port;
    try (ServerSocket server = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
        Socket client = new Socket(server.getInetAddress(), server.getLocalPort())) {
      port = server.getLocalPort();
      // Who closes first keeps the port.
      server.accept().close();
      assertThat(client.getInputStream().read()).isNegative();
    }

    PortFinding finding = probe.check(port);
    assertThat(finding.verdict()).isEqualTo(Verdict.NOT_IN_USE);
    assertThat(finding.otherUses())
        .extracting(OtherUse::kind)
        .containsExactly(OtherUse.Kind.TIME_WAIT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "kworker( | kworker(",
        "a) S 1 (b | a) S 1 (b",
        "`` | ``",
        "x\\ny | `x\ny`",
        "` ` | ` `",
        "\\t\\\"\\\\ | `\t\"\\`",
        "\\xff\\xfe | \u00ff\u00fe"
      })
  void aHostileNameHidesNothing(String bytes, String name) throws IOException {
    try (Child child =
        Child.python("comm(b\"" + bytes + "\")\nprint(port(bind(socket.AF_INET, '127.0.0.1')))")) {
      Listener listener = only(child.port());

      assertThat(pids(listener)).containsExactly(child.pid());
      assertThat(listener.toString()).doesNotContain("\n").doesNotContain("\t");
      ProcessRef owner = ((Known) listener.ownership()).owners().get(0);
      assertThat(owner.name()).isEqualTo(name);
      assertThat(owner.executable().getFileName().toString()).startsWith("python3");
      Instant started = ProcessHandle.of(child.pid()).orElseThrow().info().startInstant().get();
      assertThat(owner.startedAt()).isCloseTo(started, within(1, ChronoUnit.SECONDS));
    }
  }

  @Test
  void aFileThatWasDeletedAfterTheStartIsTold() throws IOException {
    Path copy = temp.resolve("ghost-server");
    Files.copy(Child.PYTHON.toRealPath(), copy, StandardCopyOption.COPY_ATTRIBUTES);
    try (Child child = Child.run(copy, "print(port(bind(socket.AF_INET, '127.0.0.1')))")) {
      ProcessRef before = ((Known) only(child.port()).ownership()).owners().get(0);
      Files.delete(copy);
      ProcessRef after = ((Known) only(child.port()).ownership()).owners().get(0);

      assertThat(before.executableDeleted()).isFalse();
      assertThat(after.executableDeleted()).isTrue();
      assertThat(after.executable()).isEqualTo(before.executable());
      assertThat(after.program()).isEqualTo("ghost-server");
      assertThat(probe.check(child.port()).reasons())
          .extracting(Reason::kind)
          .contains(Reason.Kind.EXECUTABLE_DELETED);
    }
  }

  @Test
  @Tag("whole")
  void checkAllAgreesWithEachCheck() throws IOException {
    try (Child child = Child.python("for i in range(50): print(port(bind(2, '127.0.0.1')))")) {
      List<Integer> ports = child.lines().stream().map(Integer::valueOf).sorted().toList();

      List<PortFinding> all =
          probe.checkAll().stream().filter(f -> ports.contains(f.port())).toList();
      assertThat(all).extracting(PortFinding::port).isEqualTo(ports);
      List<PortFinding> several = probe.check(ports);
      for (int i = 0; i < ports.size(); i++) {
        List<Listener> one = probe.check(ports.get(i)).listeners();
        assertThat(all.get(i).listeners()).isEqualTo(one);
        assertThat(several.get(i).listeners()).isEqualTo(one);
      }
    }
  }
}
