package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class TestBindTest {

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  /** A port that nothing has: it was a listener's that had no connection. */
  private static int unused() throws IOException {
    try (ServerSocket server = new ServerSocket(0)) {
      return server.getLocalPort();
    }
  }

  @Test
  void aPortThatNothingHasCanBeBoundAndStaysFree() throws IOException {
    int port = unused();

    assertThat(TestBind.succeeds(port)).isTrue();
    assertThat(TestBind.succeeds(port)).isTrue();
    try (ServerSocket server = new ServerSocket(port)) {
      assertThat(server.isBound()).isTrue();
    }
  }

  @Test
  void aPortWithAListenerOnOneAddressCannotBeBound() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK)) {
      assertThat(TestBind.succeeds(server.getLocalPort())).isFalse();
    }
  }

  @Test
  void aPortThatUdpHasCannotBeBound() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0))) {
      assertThat(TestBind.succeeds(socket.getLocalPort())).isFalse();
    }
  }

  @Test
  void aPortThatIsBoundWithoutAListenerCannotBeBound() throws IOException {
    try (Socket socket = new Socket()) {
      socket.bind(new InetSocketAddress(LOOPBACK, 0));

      assertThat(TestBind.succeeds(socket.getLocalPort())).isFalse();
    }
  }

  @Test
  void aPortThatAConnectionHasCannotBeBound() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK);
        Socket socket = new Socket(LOOPBACK, server.getLocalPort())) {
      assertThat(TestBind.succeeds(socket.getLocalPort())).isFalse();
    }
  }
}
