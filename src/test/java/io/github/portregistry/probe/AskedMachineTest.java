package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A machine with a neighbor, which must not notice that listeners are asked. */
@Tag("jvm")
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class AskedMachineTest {

  private static final String UNSHARED = "unshare -n sleep 1";

  /** Writes the destination of each IPv4 packet that arrives. */
  private static final String SNIFFER =
      """
      import socket, sys
      packets = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(0x0800))
      log = open(sys.argv[1], 'w')
      print('ready', flush=True)
      while True:
          packet, (_, _, kind, _, _) = packets.recvfrom(2048)
          if kind != socket.PACKET_OUTGOING:
              print(socket.inet_ntoa(packet[16:20]), file=log, flush=True)
      """;

  /**
   * Listens on addresses with IP_FREEBIND. The one on 10.0.0.7 says what it is; a datagram to
   * 10.0.0.2 shows that the sniffer works.
   */
  private static final String LISTENERS =
      """
      import socket
      def bind(kind, address, port):
          s = socket.socket(socket.AF_INET, kind)
          s.setsockopt(socket.SOL_IP, 15, 1)
          s.bind((address, port))
          return s
      tcp = [bind(socket.SOCK_STREAM, a, 2222) for a in ('10.0.0.2', '10.0.0.7')]
      udp = [bind(socket.SOCK_DGRAM, a, 5683)
             for a in ('10.0.0.2', '224.0.1.187', '10.0.0.255', '255.255.255.255')]
      [s.listen() for s in tcp]
      udp[1].sendto(b'x', ('10.0.0.2', 9))
      print('ready', flush=True)
      while True:
          client, _ = tcp[1].accept()
          client.sendall(b'SSH-2.0-OpenSSH_9.2p1\\r\\n')
          client.recv(1)
          client.close()
      """;

  /** The neighbor has 10.0.0.2. */
  private static final String MACHINE =
      """
      set -e
      ip link set lo up
      unshare -n sleep 100 &
      peer=$!
      trap 'kill $peer $sniffer $listeners' EXIT
      while [ "$(readlink /proc/$peer/ns/net)" = "$(readlink /proc/$$/ns/net)" ]; do sleep 0.05; done
      there="nsenter -t $peer -n"
      ip link add v0 type veth peer name v1 netns $peer
      ip addr add 10.0.0.1/24 dev v0
      ip addr add 10.0.0.7/24 dev v0
      ip link set v0 up
      $there ip addr add 10.0.0.2/24 dev v1
      $there ip link set v1 up
      $there /usr/bin/python3 -c "$SNIFFER" "$LOG" > "$LOG.sniffer" &
      sniffer=$!
      until [ -s "$LOG.sniffer" ]; do sleep 0.05; done
      /usr/bin/python3 -c "$LISTENERS" > "$LOG.listeners" &
      listeners=$!
      until [ -s "$LOG.listeners" ]; do sleep 0.05; done
      "$@"
      """;

  @TempDir private Path temp;

  @BeforeEach
  void needNamespaces() {
    assumeTrue(Child.hasPython(), "needs " + Child.PYTHON);
    assumeTrue(
        ProbeProcess.runs(
            "unshare", "-n", "sh", "-c", "ip link add v0 type veth peer name v1 && " + UNSHARED),
        "needs the right to make network namespaces, and ip");
  }

  /** Asks the listeners of a port on the machine; the neighbor's packets are in the log. */
  private List<String> spoken(Path log, String port) throws Exception {
    List<String> before =
        List.of(
            "env",
            "LOG=" + log,
            "SNIFFER=" + SNIFFER,
            "LISTENERS=" + LISTENERS,
            "unshare",
            "-n",
            "sh",
            "-c",
            MACHINE,
            "sh");
    return new ProbeProcess(temp).run(before, "speaks", port);
  }

  /** The first line is from the datagram that the listeners sent. */
  private static void assertThatTheNeighborNoticedNothing(Path log) throws IOException {
    assertThat(Files.readAllLines(log)).containsExactly("10.0.0.2");
  }

  @Test
  void aListenerOnAnAddressOfAnotherMachineIsNotAsked() throws Exception {
    Path log = temp.resolve("log");

    assertThat(spoken(log, "2222"))
        .satisfiesExactlyInAnyOrder(
            line ->
                assertThat(line)
                    .isEqualTo("10.0.0.2 NOT_ASKED its address is not an address of this machine"),
            line -> assertThat(line).isEqualTo("10.0.0.7 ssh (OpenSSH 9.2p1)"));
    assertThatTheNeighborNoticedNothing(log);
  }

  @Test
  void aUdpListenerOnAGroupIsNotAsked() throws Exception {
    Path log = temp.resolve("log");

    assertThat(spoken(log, "5683"))
        .hasSize(4)
        .allMatch(
            line -> line.endsWith(" NOT_ASKED its address is not an address of this machine"));
    assertThatTheNeighborNoticedNothing(log);
  }
}
