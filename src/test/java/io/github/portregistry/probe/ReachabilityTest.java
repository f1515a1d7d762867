package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.portregistry.Jackson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReachabilityTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @TempDir private Path temp;

  private static ServerSocket server() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @Test
  void aListenerAccepts() throws IOException {
    try (ServerSocket server = server()) {
      InetSocketAddress address = (InetSocketAddress) server.getLocalSocketAddress();

      assertThat(Reachability.probe(address, SECOND)).isEqualTo(Reachability.ACCEPTS);
    }
  }

  @Test
  void wherePeopleLeftConnectionsAreRefused() throws IOException {
    ServerSocket server = server();
    InetSocketAddress address = (InetSocketAddress) server.getLocalSocketAddress();
    server.close();

    assertThat(Reachability.probe(address, SECOND)).isEqualTo(Reachability.REFUSED);
  }

  @Test
  void aListenerWhoseQueueIsFullDoesNotAnswer() throws IOException {
    List<Socket> clients = new ArrayList<>();
    try (ServerSocket server = server()) {
      InetSocketAddress address = (InetSocketAddress) server.getLocalSocketAddress();
      boolean full = false;
      for (int i = 0; i < 16 && !full; i++) {
        Socket client = new Socket();
        clients.add(client);
        try {
          client.connect(address, 300);
        } catch (SocketTimeoutException e) {
          full = true;
        }
      }
      assumeTrue(full, "this system takes connections beyond the queue");

      assertThat(Reachability.probe(address, Duration.ofMillis(300)))
          .isEqualTo(Reachability.TIMED_OUT);
    } finally {
      for (Socket client : clients) {
        client.close();
      }
    }
  }

  @Test
  @Tag("jvm")
  void aNetworkThatIsDownIsUnreachable() throws Exception {
    assumeTrue(ProbeProcess.runs("unshare", "-n", "true"), "needs the right to make a namespace");

    assertThat(new ProbeProcess(temp).run(List.of("unshare", "-n"), "reach", "127.0.0.1", "80"))
        .containsExactly("UNREACHABLE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "0.0.0.0"})
  @Tag("jvm")
  void aSocketThatIsConnectedWithItselfIsNoListener(String address) throws Exception {
    // Java connects to the address of the host's name where it is given that of all addresses.
    String one =
        "hostname localhost && ip link set lo up"
            + " && echo 50001 50001 > /proc/sys/net/ipv4/ip_local_port_range && exec \"$@\"";
    List<String> before = List.of("unshare", "-n", "-u", "sh", "-c", one, "sh");
    List<String> check = new ArrayList<>(before);
    check.add("true");
    assumeTrue(
        ProbeProcess.runs(check.toArray(String[]::new)),
        "needs a namespace with one ephemeral port");

    assertThat(new ProbeProcess(temp).run(before, "reach", address, "50001"))
        .containsExactly("REFUSED");
  }

  @ParameterizedTest
  @CsvSource({
    "Connection refused, 1, REFUSED",
    "Verbindungsaufbau abgelehnt, 1, REFUSED",
    "Connection timed out, 1, TIMED_OUT",
    "Die Wartezeit für die Verbindung ist abgelaufen, 127, TIMED_OUT",
    "null, 15, REFUSED"
  })
  void theSystemsOwnTimeOutIsToldFromARefusal(String message, int seconds, Reachability outcome) {
    assertThat(Reachability.refusedOrTimedOut(message, Duration.ofSeconds(seconds)))
        .isEqualTo(outcome);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "P25D"})
  void aTimeOutHasBounds(String timeout) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reachability.probe(address, Duration.parse(timeout)))
        .withMessage(
            "expected a time-out above zero and of at most 24 days, found "
                + Duration.parse(timeout));
  }

  @Test
  void theLongestTimeOutIsAllowed() throws IOException {
    try (ServerSocket server = server()) {
      InetSocketAddress address = (InetSocketAddress) server.getLocalSocketAddress();

      assertThat(Reachability.probe(address, Duration.ofMillis(Integer.MAX_VALUE)))
          .isEqualTo(Reachability.ACCEPTS);
    }
  }

  @Test
  void anOutcomeIsInLowerCaseInJson() {
    assertThat(Jackson.JACKSON_2.text(Reachability.TIMED_OUT)).isEqualTo("\"timed_out\"");
  }

  @Test
  void anAddressIsResolved() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reachability.probe(InetSocketAddress.createUnresolved("host", 1), SECOND))
        .withMessage(
            "expected an address, found the host name host that is not resolved; resolve it first");
    assertThatNullPointerException().isThrownBy(() -> Reachability.probe(null, SECOND));
  }

  @Test
  void theShortestTimeOutIsStillOne() throws IOException {
    try (ServerSocket server = server()) {
      InetSocketAddress address = (InetSocketAddress) server.getLocalSocketAddress();

      assertThat(Reachability.probe(address, Duration.ofNanos(1)))
          .isIn(Reachability.ACCEPTS, Reachability.TIMED_OUT);
    }
  }
}
