package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.portregistry.Jackson;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.TeamTables;
import io.github.portregistry.Transport;
import io.github.portregistry.greeting.LoopbackServer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A probe that asks real listeners of this process, on loopback. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class AskedListenersTest {

  /** Long, so that a slow machine changes no answer. */
  private static final Duration BUDGET = Duration.ofSeconds(60);

  private static final String SSH = "SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u10\r\n";

  private static final String OK =
      "HTTP/1.1 200 OK\r\nServer: nginx/1.22.1\r\nContent-Length: 0\r\n\r\n";

  private static final String REDIS = "-ERR wrong number of arguments for 'get' command\r\n";

  private static final ListenerProbe PROBE =
      ListenerProbe.local().withOwners(Owners.NONE).withGreeting(Greeting.ASK, BUDGET);

  /** A probe for which a port is assigned to a service. */
  private static ListenerProbe where(int port, String transport, String service) {
    PortRegistry team =
        TeamTables.table("team.csv", TeamTables.named("" + port, transport, service));
    return PROBE.withRegistry(PortRegistry.bundled().withOverlay(team));
  }

  private static Spoken only(PortFinding finding) {
    assertThat(finding.spoken()).hasSize(1);
    return finding.spoken().get(0);
  }

  @Test
  void aListenerSaysWhatItSpeaks() {
    try (LoopbackServer server = LoopbackServer.answering(OK)) {
      Spoken spoken = only(where(server.port(), "tcp", "http").check(server.port()));

      assertThat(spoken.kind()).isEqualTo(Spoken.Kind.SPEAKS);
      assertThat(spoken.protocols()).containsExactly("http");
      assertThat(spoken.words()).isEqualTo("http (nginx 1.22.1)");
      assertThat(spoken.asked()).containsExactly("http");
      assertThat(spoken.answer()).startsWith("HTTP/1.1 200 OK\\r\\nServer: nginx");
    }
  }

  @Test
  void aListenerOnThePortOfAnotherServiceSpeaksOther() {
    try (LoopbackServer server = LoopbackServer.greeting(SSH)) {
      Spoken spoken = only(where(server.port(), "tcp", "redis").check(server.port()));

      assertThat(spoken.kind()).isEqualTo(Spoken.Kind.SPEAKS_OTHER);
      assertThat(spoken.protocols()).containsExactly("ssh");
    }
  }

  @Test
  void aListenerThatSaysNothingIsSilent() {
    try (LoopbackServer server = LoopbackServer.silent()) {
      PortFinding finding = where(server.port(), "tcp", "ssh").check(server.port());

      assertThat(only(finding).kind()).isEqualTo(Spoken.Kind.SILENT);
    }
  }

  @Test
  void nobodyIsConnectedToUnlessThatIsWanted() {
    try (LoopbackServer server = LoopbackServer.greeting(SSH)) {
      assertThat(ListenerProbe.local().check(server.port()).spoken()).isEmpty();
      assertThat(PROBE.withGreeting(Greeting.NONE).check(server.port()).spoken()).isEmpty();
      assertThat(server.connections()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, /usr/lib/systemd/systemd",
    "1, /sbin/launchd",
    // The manager of a user, or of a container.
    "7, /usr/lib/systemd/systemd",
    "7, /usr/sbin/xinetd",
    "7, /usr/bin/busybox"
  })
  void aPortThatIsOpenedForAServiceIsNotConnectedToAsThatWouldStartIt(long pid, String file) {
    ProcessRef manager =
        new ProcessRef(pid, null, "", Path.of(file), false, List.of("inetd", "-f"), "root");
    ProcessRef service =
        new ProcessRef(8, null, "", Path.of("/usr/sbin/sshd"), false, List.of("sshd"), "root");
    try (LoopbackServer server = LoopbackServer.greeting(SSH)) {
      Spoken waiting = askedOf(server, new Known(List.of(manager), true), null);
      assertThat(waiting.kind()).isEqualTo(Spoken.Kind.NOT_ASKED);
      assertThat(waiting.why()).startsWith("a connection may start the service");
      assertThat(server.connections()).isEmpty();

      assertThat(askedOf(server, new Known(List.of(manager, service), true), null).protocols())
          .containsExactly("ssh");
    }
  }

  @Test
  void theSocketOfASocketUnitIsNotConnectedToUnlessItsServiceIsVisible() {
    ControlGroup unit =
        new ControlGroup(ControlGroup.Kind.SOCKET_UNIT, "ssh.socket", "/system.slice/ssh.socket");
    NotVisible hidden = new NotVisible(NotVisible.Cause.UNKNOWN, "It is not visible.");
    try (LoopbackServer server = LoopbackServer.greeting(SSH)) {
      assertThat(askedOf(server, hidden, unit).kind()).isEqualTo(Spoken.Kind.NOT_ASKED);
      assertThat(server.connections()).isEmpty();
      assertThat(askedOf(server, hidden, null).protocols()).containsExactly("ssh");
    }
  }

  private static Spoken askedOf(LoopbackServer server, Ownership ownership, ControlGroup group) {
    Listener listener =
        new Listener(
            Transport.TCP,
            server.address(),
            Listener.Ipv4.ACCEPTED,
            "root",
            ownership,
            group,
            null);
    SocketSource.Sockets survey =
        new SocketSource.Sockets(
            List.of(listener), List.of(), new Coverage(Source.PROC, true, true, List.of()));
    return new Asking(Greeting.ASK, BUDGET)
        .ask(survey, PortRegistry.bundled(), true)
        .listeners()
        .get(0)
        .spoken();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mbap", "printer", "hp-pdl-datastr", "nicname", "dnp", "syslog-conn"})
  void thePortOfAServiceThatMustNotBeTouchedIsNotConnectedTo(String service) {
    try (LoopbackServer server = LoopbackServer.greeting(SSH)) {
      Spoken spoken = only(where(server.port(), "tcp", service).check(server.port()));

      assertThat(spoken.kind()).isEqualTo(Spoken.Kind.NOT_ASKED);
      assertThat(spoken.why()).isNotBlank();
      assertThat(spoken.asked()).isEmpty();
      assertThat(server.connections()).isEmpty();
    }
  }

  @Test
  void aUdpListenerGetsADatagramOnlyIfThatIsWanted() throws IOException {
    try (DatagramSocket server =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      int port = server.getLocalPort();
      Spoken not = only(where(port, "udp", "domain").check(port));
      assertThat(not.kind()).isEqualTo(Spoken.Kind.NOT_ASKED);
      assertThat(not.why()).isEqualTo("UDP listeners are asked only with ASK_UDP or --speaks-udp");
      server.setSoTimeout(50);
      DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
      assertThat(catchTimeout(server, packet)).isTrue();

      Spoken asked = only(where(port, "udp", "domain").withGreeting(Greeting.ASK_UDP).check(port));
      assertThat(asked.kind()).isEqualTo(Spoken.Kind.SILENT);
      assertThat(catchTimeout(server, packet)).isFalse();
      assertThat(packet.getLength()).isBetween(1, 64);
      assertThat(packet.getAddress().isLoopbackAddress()).isTrue();
    }
  }

  private static boolean catchTimeout(DatagramSocket server, DatagramPacket packet)
      throws IOException {
    try {
      server.receive(packet);
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    }
  }

  @Test
  void eachListenerOfAPortIsAskedOnItsOwnAddress() throws IOException {
    try (LoopbackServer one =
        LoopbackServer.start(
            InetAddress.getByAddress(new byte[] {127, 0, 0, 2}), client -> client.say(SSH))) {
      ServerSocket other = new ServerSocket();
      other.bind(
          new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 3}), one.port()));
      try (other) {
        Map<String, Spoken.Kind> kinds = new HashMap<>();
        PROBE
            .check(one.port())
            .listeners()
            .forEach(
                listener ->
                    kinds.put(
                        listener.address().getAddress().getHostAddress(),
                        listener.spoken().kind()));

        assertThat(kinds)
            .containsEntry("127.0.0.2", Spoken.Kind.SPEAKS)
            .containsEntry("127.0.0.3", Spoken.Kind.SILENT);
        assertThat(one.connections())
            .allMatch(client -> client.socket().getInetAddress().isLoopbackAddress());
      }
    }
  }

  @Test
  void aListenerOnAllAddressesIsAskedOnLoopback() throws IOException {
    try (LoopbackServer server =
        LoopbackServer.start(InetAddress.getByAddress(new byte[4]), client -> client.say(SSH))) {
      assertThat(only(PROBE.check(server.port())).protocols()).containsExactly("ssh");
      assertThat(server.connections())
          .hasSize(1)
          .allMatch(client -> client.socket().getInetAddress().isLoopbackAddress());
    }
  }

  /** Escapes of a terminal, marks that turn the direction of text, and what ends a line or text. */
  static List<String> hostile() {
    String evil =
        "\u001b[2J\u001b]0;owned\u0007 \u00e2\u0080\u00aeDEKCAH \u009b31m \0\b\u007f\u0085 <b>|`*";
    return List.of(
        "HTTP/1.1 200 OK\r\nServer: " + evil + "/1.0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nServer: x" + evil + "/1" + evil + "\r\n\r\n",
        "SSH-2.0-a" + evil + "_1" + evil + "\r\n",
        "220 " + evil + " ESMTP Postfix\r\n",
        "* OK [CAPABILITY IMAP4rev1] " + evil + "\r\n",
        evil,
        evil.repeat(100),
        "x".repeat(4096),
        "\0".repeat(4096),
        "220 " + "\u001b".repeat(4092),
        "5.5.5-" + evil,
        "J\0\0\0\n8.0.1" + evil.replace("\0", "") + "\0\5\0\0\0abcdefgh\0\u00ff\u00f7\10\2\0",
        "@RSYNCD: 31." + evil + "\n",
        "INFO {\"version\":\"" + evil + "\"}\r\n");
  }

  @Test
  @Tag("whole")
  void nothingThatAListenerSaysSteersATerminalOrBreaksALine() {
    for (String banner : hostile()) {
      try (LoopbackServer server =
          LoopbackServer.start(
              client -> {
                client.say(banner);
                client.hear();
              })) {
        PortFinding finding = where(server.port(), "tcp", "redis").check(server.port());
        Spoken spoken = only(finding);

        assertThat(spoken.kind()).isEqualTo(Spoken.Kind.SPEAKS_OTHER);
        assertThat(spoken.answer()).hasSizeLessThanOrEqualTo(4 * 80);
        assertPlain(spoken.answer());
        assertPlain(spoken.product());
        assertPlain(spoken.version());
        assertPlain(spoken.words());
        assertPlain(spoken.toString());
        assertPlain(finding.toString());
        finding.listeners().forEach(listener -> assertPlain(listener.toString()));
        finding.reasons().forEach(reason -> assertPlain(reason.detail()));
        finding.section().items().forEach(item -> assertPlain(item.toString()));
        assertPlain(
            new String(Jackson.JACKSON_3.write(finding), StandardCharsets.UTF_8).replace("\n", ""));
      }
    }
  }

  private static void assertPlain(String text) {
    assertThat(text).matches(line -> line.chars().allMatch(c -> c >= ' ' && c <= '~'), "is ASCII");
  }

  private static long descriptors() throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      return all.count();
    }
  }

  private static Set<Thread> threads() {
    return new HashSet<>(Thread.getAllStackTraces().keySet());
  }

  @Test
  @Tag("whole")
  void afterTwoHundredListenersNoDescriptorAndNoThreadIsLeft() throws IOException {
    List<ServerSocket> silent = new ArrayList<>();
    try (LoopbackServer talking = LoopbackServer.greeting(SSH)) {
      PROBE.check(talking.port());
      for (int i = 0; i < 200; i++) {
        silent.add(LoopbackServer.onUnknownPort(InetAddress.getLoopbackAddress()));
      }
      List<Integer> ports = new ArrayList<>();
      silent.forEach(server -> ports.add(server.getLocalPort()));
      long before = descriptors();
      Set<Thread> running = threads();

      List<PortFinding> findings = PROBE.check(ports);
      assertThat(findings).hasSize(200);
      assertThat(findings).allMatch(finding -> only(finding).kind() == Spoken.Kind.SILENT);
      assertThat(descriptors()).isLessThanOrEqualTo(before);
      assertThat(threads()).isSubsetOf(running);
    } finally {
      for (ServerSocket server : silent) {
        server.close();
      }
    }
  }

  @Test
  @Tag("whole")
  void ofSixtyListenersTheFiftyThatSpeakAreHeardThoughTenAreSilent() throws IOException {
    List<LoopbackServer> servers = new ArrayList<>();
    Map<Integer, String> expected = new HashMap<>();
    for (int i = 0; i < 60; i++) {
      LoopbackServer server =
          switch (i % 6) {
            case 0 -> LoopbackServer.silent();
            case 1 -> LoopbackServer.greeting(SSH);
            case 2 -> LoopbackServer.greeting("220 mail.example ESMTP Postfix\r\n");
            case 3 -> LoopbackServer.answering(REDIS);
            default -> LoopbackServer.answering(OK);
          };
      servers.add(server);
      expected.put(server.port(), List.of("", "ssh", "smtp", "redis", "http", "http").get(i % 6));
    }
    Map<Integer, String> heard = new HashMap<>();
    try {
      for (String round : List.of("first", "second", "third")) {
        long start = System.nanoTime();
        List<PortFinding> findings = PROBE.check(expected.keySet());
        System.out.println(
            round + ": 60 listeners in " + (System.nanoTime() - start) / 1_000_000 + " ms");
        heard.clear();
        findings.forEach(
            finding -> heard.put(finding.port(), String.join(" ", only(finding).protocols())));
      }
    } finally {
      servers.forEach(LoopbackServer::close);
    }

    assertThat(heard).isEqualTo(expected);
    assertThat(Collections.frequency(new ArrayList<>(heard.values()), "")).isEqualTo(10);
  }

  @Test
  void anInterruptEndsTheQuestionsAndStays() {
    assumeTrue(!Thread.currentThread().isInterrupted(), "needs a thread that is not interrupted");
    Thread caller = Thread.currentThread();
    try (LoopbackServer server =
        LoopbackServer.start(
            client -> {
              client.hear();
              caller.interrupt();
            })) {
      PortFinding finding =
          PROBE.withGreeting(Greeting.ASK, Duration.ofHours(1)).check(server.port());

      assertThat(Thread.interrupted()).isTrue();
      assertThat(only(finding).protocols()).isEmpty();
    }
  }

  @Test
  void aUdpListenerIsNeverAskedOverTcp() throws IOException {
    try (LoopbackServer tcp = LoopbackServer.greeting(SSH);
        DatagramSocket udp =
            new DatagramSocket(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), tcp.port()))) {
      PortFinding finding = PROBE.check(udp.getLocalPort());

      assertThat(finding.listeners())
          .extracting(Listener::transport, listener -> listener.spoken().kind())
          .containsExactlyInAnyOrder(
              tuple(Transport.TCP, Spoken.Kind.SPEAKS),
              tuple(Transport.UDP, Spoken.Kind.NOT_ASKED));
    }
  }

  /** A process that says a banner on 127.0.0.1, and shares the port with others. */
  private static Child sharing(int port, String banner) throws IOException {
    return Child.python(
        """
        import threading
        reuse = [(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)]
        s = bind(socket.AF_INET, '127.0.0.1', port=%d, options=reuse)
        def serve():
            while True:
                client, _ = s.accept()
                client.sendall(b'%s')
                client.recv(1)
                client.close()
        threading.Thread(target=serve, daemon=True).start()
        print(port(s))
        """
            .formatted(port, banner.replace("\r\n", "\\r\\n")));
  }

  @Test
  void ofTwoProgramsOnOneAddressNeitherGetsTheAnswerOfTheOther() throws IOException {
    assumeTrue(Child.hasPython(), "needs " + Child.PYTHON);
    try (Child one = sharing(0, SSH);
        Child other = sharing(one.port(), "220 mail.example ESMTP Postfix\r\n")) {
      assertThat(PROBE.withOwners(Owners.ALL).check(other.port()).spoken())
          .hasSize(2)
          .allMatch(spoken -> spoken.kind() == Spoken.Kind.NOT_ASKED)
          .allMatch(spoken -> spoken.why().startsWith("another program listens on the same"));
    }
  }

  @Test
  void processesOfOneProgramOnOneAddressAreAsked() throws IOException {
    assumeTrue(Child.hasPython(), "needs " + Child.PYTHON);
    int port;
    try (Child finder = sharing(0, SSH)) {
      port = finder.port();
    }
    try (Child one = sharing(port, SSH);
        Child other = sharing(one.port(), SSH)) {
      assertThat(PROBE.withOwners(Owners.ALL).check(other.port()).spoken())
          .hasSize(2)
          .allMatch(spoken -> spoken.protocols().equals(List.of("ssh")));
    }
  }
}
