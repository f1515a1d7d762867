package io.github.portregistry.greeting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** UDP listeners, which are asked what their port is for and nothing else. */
@Timeout(120)
class UdpListenersTest {

  /** Answers each datagram alike, and keeps what came. */
  private static final class UdpServer implements AutoCloseable {

    private final DatagramSocket socket;
    private final InetSocketAddress address;
    private final List<byte[]> received = Collections.synchronizedList(new ArrayList<>());
    private final Thread thread;

    UdpServer(byte[] answer) {
      try {
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      } catch (SocketException e) {
        throw new UncheckedIOException(e);
      }
      address = (InetSocketAddress) socket.getLocalSocketAddress();
      thread = new Thread(() -> serve(answer), "udp-server");
      thread.setDaemon(true);
      thread.start();
    }

    private void serve(byte[] answer) {
      while (!socket.isClosed()) {
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        try {
          socket.receive(packet);
          received.add(Arrays.copyOf(packet.getData(), packet.getLength()));
          if (answer.length > 0) {
            socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
          }
        } catch (IOException e) {
          return;
        }
      }
    }

    Heard askedAs(int port) {
      return Greeter.ask(
              List.of(new Target(Transport.UDP, address, Asked.of(port, Transport.UDP))),
              Asked.BUDGET)
          .get(0);
    }

    @Override
    public void close() {
      socket.close();
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  static List<CapturedGreeting> captured() {
    return CapturedGreeting.all().stream()
        .filter(one -> one.transport() == Transport.UDP && !one.isEmpty())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("captured")
  void aRealAnswerIsRecognizedByOneDatagram(CapturedGreeting one) {
    try (UdpServer server = new UdpServer(one.reply().getBytes(StandardCharsets.ISO_8859_1))) {
      Heard heard = server.askedAs(one.port());

      assertThat(heard.protocols()).hasSize(1).allMatch(one.spoken()::contains);
      assertThat(server.received).hasSize(1).allMatch(hello -> hello.length <= 64);
    }
  }

  @Test
  void aListenerThatAnswersNothingIsSilent() {
    try (UdpServer server = new UdpServer(new byte[0])) {
      assertThat(server.askedAs(53).kind()).isEqualTo(Heard.Kind.SILENT);
      assertThat(server.received).hasSize(1);
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "Not every system reports that nobody listens.")
  void aListenerThatIsGoneIsClosed() {
    UdpServer server = new UdpServer(new byte[] {1});
    assertThat(server.askedAs(53).kind()).isEqualTo(Heard.Kind.UNKNOWN);
    server.close();

    Heard heard = server.askedAs(53);
    assertThat(heard.kind()).isEqualTo(Heard.Kind.CLOSED);
    assertThat(heard.protocols()).isEmpty();
  }

  @Test
  void anAnswerOfAnotherProtocolIsUnknown() {
    try (UdpServer server = new UdpServer(new byte[] {1, 2, 3, 4, 5})) {
      Heard heard = server.askedAs(53);

      assertThat(heard.kind()).isEqualTo(Heard.Kind.UNKNOWN);
      assertThat(heard.answer()).isEqualTo("\\x01\\x02\\x03\\x04\\x05");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {Asked.UNKNOWN_PORT, 514, 162, 69, 1812, 8125})
  void aPortOfWhichNothingHarmlessIsKnownGetsNoDatagram(int port) {
    try (UdpServer server = new UdpServer(new byte[] {1})) {
      Heard heard = server.askedAs(port);

      assertThat(heard.kind()).isEqualTo(Heard.Kind.NOT_ASKED);
      assertThat(heard.why()).isNotBlank();
      assertThat(server.received).isEmpty();
    }
  }
}
