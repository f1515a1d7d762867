package io.github.portregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.greeting.LoopbackServer;
import io.github.portregistry.probe.ListenerProbe;
import io.github.portregistry.probe.PortFinding;
import io.github.portregistry.probe.Spoken;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

/** The options that ask listeners what they speak; only servers of this test are asked. */
class SpeaksTest {

  private static final String SSH = "SSH-2.0-OpenSSH_9.2p1\r\n";

  /** A server on the loopback address that says the same to everybody. */
  private static final class Server implements AutoCloseable {

    private final ServerSocket socket;
    private final AtomicInteger connections = new AtomicInteger();

    Server(String banner) throws IOException {
      socket = LoopbackServer.onUnknownPort(InetAddress.getLoopbackAddress());
      byte[] bytes = banner.getBytes(StandardCharsets.ISO_8859_1);
      Thread thread = new Thread(() -> serve(bytes), "server");
      thread.setDaemon(true);
      thread.start();
    }

    private void serve(byte[] banner) {
      while (!socket.isClosed()) {
        try (Socket client = socket.accept()) {
          connections.incrementAndGet();
          client.getOutputStream().write(banner);
          client.shutdownOutput();
          client.getInputStream().readAllBytes();
        } catch (IOException e) {
          // The client or the server is closed.
        }
      }
    }

    String port() {
      return Integer.toString(socket.getLocalPort());
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--speaks", "--speaks-udp"})
  void aListenerIsAskedWhatItSpeaks(String option) throws Exception {
    try (Server server = new Server(SSH)) {
      Cli cli = Cli.run(server.port(), option);

      assertThat(cli.err()).isEmpty();
      assertThat(cli.status()).isZero();
      assertThat(cli.out().replaceAll("\\s+", " "))
          .contains("(pid " + ProcessHandle.current().pid())
          .contains(" speaks ssh (OpenSSH 9.2p1), tcp on 127.0.0.1 Verdict In use");
      assertThat(Cli.run(server.port(), option, "--full").out())
          .contains("\nOn this machine\n  Verdict   In use")
          .contains(" Speaks ssh (OpenSSH 9.2p1).\n");
      assertThat(Cli.run(server.port(), option, "--markdown").out())
          .contains("  - Speaks ssh (OpenSSH 9.2p1).\n");
    }
  }

  @Test
  void nobodyIsConnectedToUnlessAsked() throws Exception {
    try (Server server = new Server(SSH)) {
      assertThat(Cli.run(server.port(), "--probe").out())
          .contains("In use")
          .doesNotContain("ssh (");
      assertThat(server.connections).hasValue(0);

      Cli.run(server.port(), "--speaks");
      assertThat(server.connections).hasPositiveValue();
    }
  }

  @Test
  void jsonHasWhatIsSpoken() throws Exception {
    try (Server server = new Server(SSH)) {
      PortFinding finding =
          JsonMapper.shared()
              .readValue(Cli.run(server.port(), "--speaks", "--json").out(), PortFinding.class);

      assertThat(finding.spoken())
          .singleElement()
          .satisfies(
              spoken -> {
                assertThat(spoken.protocols()).containsExactly("ssh");
                assertThat(spoken.product()).isEqualTo("OpenSSH");
                assertThat(spoken.version()).isEqualTo("9.2p1");
                assertThat(spoken.answer()).isEqualTo("SSH-2.0-OpenSSH_9.2p1\\r\\n");
                assertThat(spoken.asked()).isEmpty();
              });
    }
  }

  @Test
  void bytesThatNoProtocolFitsAreShownEscaped() throws Exception {
    try (Server server = new Server("\1\2\u001b[2J hm\n")) {
      assertThat(Cli.run(server.port(), "--speaks").out().replaceAll("\\s+", " "))
          .contains("answers in an unknown protocol: \"\\x01\\x02\\x1b[2J hm\\n\",");
      assertThat(Cli.run(server.port(), "--speaks", "--full").out())
          .contains("Answers in an unknown protocol: \"\\x01\\x02\\x1b[2J hm\\n\".\n");
    }
  }

  @Test
  void aHostileBannerDoesNothingToATerminal() throws Exception {
    try (Server server = new Server("HTTP/1.1 200 OK\r\nServer: \u001b]0;pwn\u0007\r\n\r\n")) {
      assertThat(Cli.run(server.port(), "--speaks").out())
          .contains("speaks http (\\x1b]0;pwn\\x07), tcp")
          .satisfies(
              out ->
                  assertThat(out.chars()).noneMatch(c -> c != '\n' && Character.isISOControl(c)));
    }
  }

  @Test
  void aPortWithoutAListenerIsNotInUse() throws Exception {
    String port;
    // One that nobody accepts on, which would listen until its thread has ended.
    try (ServerSocket socket = LoopbackServer.onUnknownPort(InetAddress.getLoopbackAddress())) {
      port = String.valueOf(socket.getLocalPort());
    }

    assertThat(Cli.run(port, "--speaks").out())
        .contains("Now       nothing is listening on port " + port + "\n")
        .doesNotContain("speaks ");
  }

  @Test
  void aTransportWhoseListenersTheOptionDoesNotAskIsRefusedBeforeAnybodyIsAsked() throws Exception {
    try (Server server = new Server(SSH)) {
      String word = server.port() + "/udp";
      Cli cli = Cli.run("22/tcp", word, "--speaks");

      assertThat(cli.err())
          .isEqualTo(
              "port-registry: --speaks asks TCP listeners, not '%s', which is for udp only; give --speaks-udp instead\nTry 'port-registry --help'.\n"
                  .formatted(word));
      assertThat(cli.out()).isEmpty();
      assertThat(cli.status()).isEqualTo(2);
      assertThat(server.connections).hasValue(0);
    }
    assertThat(Cli.run("ssh/sctp", "--speaks").status()).isEqualTo(2);
  }

  @Test
  void onlyListenersOfTheTransportAskedForAreShownAndAsked() throws Exception {
    try (Server server = new Server(SSH);
        DatagramSocket udp =
            new DatagramSocket(
                new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), Integer.parseInt(server.port())))) {
      assertThat(Cli.run(server.port() + "/tcp", "--speaks-udp").out())
          .contains("tcp on 127.0.0.1", "speaks ssh (OpenSSH 9.2p1), ")
          .doesNotContain("udp on 127.0.0.1");
      server.connections.set(0);
      assertThat(Cli.run(server.port() + "/udp", "--speaks-udp").out())
          .contains("udp on 127.0.0.1")
          .doesNotContain("tcp on 127.0.0.1");
      assertThat(server.connections).hasValue(0);
      assertThat(udp.isClosed()).isFalse();
    }
  }

  // listening

  private static final String HEADING =
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";

  /** A machine of which only the tables are known, so that nothing can be connected to. */
  private static String listening(Path proc, String... options) throws IOException {
    Path net = Files.createDirectories(proc.resolve("net"));
    for (String table : new String[] {"tcp6", "udp", "udp6"}) {
      Files.writeString(net.resolve(table), HEADING);
    }
    Files.writeString(
        net.resolve("tcp"),
        HEADING
            + "   0: 0100007F:6D60 00000000:0000 0A 00000000:00000000 00:00000000 00000000"
            + "     0        0 4711 1 0000000000000000 100 0 0 10 0\n");
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out, true);
    int status =
        new CommandLine(
                new ListeningCommand(
                    new Terminal(writer, writer, Terminal.ANY, false), ListenerProbe.ofProc(proc)))
            .execute(options);
    assertThat(status).isZero();
    return out.toString().replace(System.lineSeparator(), "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--speaks", "--speaks-udp"})
  void theListOfListenersHasAColumnOfWhatTheySpeak(String option, @TempDir Path proc)
      throws IOException {
    assertThat(listening(proc, option))
        .containsPattern("(?m)^PORT .* SERVICE +SPEAKS +STATUS +VERDICT$")
        .containsPattern("(?m)^28000/tcp +127\\.0\\.0\\.1 .* not asked  +")
        .contains(
            "\nThe listener of port 28000 was not asked: it is not in the network namespace of"
                + " this process.\n");
    assertThat(listening(proc)).doesNotContain("SPEAKS").doesNotContain("asked");
  }

  @Test
  void theListOfListenersInJsonHasWhatTheySpeak(@TempDir Path proc) throws IOException {
    PortFinding[] findings =
        JsonMapper.shared().readValue(listening(proc, "--speaks", "--json"), PortFinding[].class);

    assertThat(findings[0].spoken())
        .extracting(Spoken::kind)
        .containsExactly(Spoken.Kind.NOT_ASKED);
  }

  @Test
  void onlyThePortsThatAreNamedAreAsked() throws Exception {
    try (Server named = new Server(SSH);
        Server other = new Server(SSH)) {
      assertThat(Cli.run("listening", named.port() + "/tcp", "22/udp", "--speaks").out())
          .contains("ssh (OpenSSH 9.2p1)");
      assertThat(named.connections).hasValue(1);
      assertThat(other.connections).hasValue(0);
    }
  }

  @Test
  void onlyPortsOfTheWantedStatusesAreAsked() throws Exception {
    try (Server server = new Server(SSH)) {
      Cli.run("listening", "--only", "ghost", "--speaks");
      assertThat(server.connections).hasValue(0);
    }
  }

  // Options

  @Test
  void theHelpAndTheCompletionNameTheOptions() {
    assertThat(Cli.run("--help").out()).contains("--speaks ", "--speaks-udp ");
    assertThat(Cli.run("listening", "--help").out()).contains("--speaks ", "--speaks-udp ");
    assertThat(Cli.run("completion").out()).contains("'--speaks' '--speaks-udp'");
  }

  @Test
  void aSlipInTheOptionIsAnsweredWithWhatWasMeant() {
    Cli cli = Cli.run("22", "--speak");

    assertThat(cli.err()).contains("unknown option '--speak'; did you mean --speaks?");
    assertThat(cli.status()).isEqualTo(2);
  }
}
