package io.github.portregistry.probe;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Tries to bind a port, because only the system knows everything that may prevent it. */
final class TestBind {

  private TestBind() {}

  /**
   * Binds the port on all addresses, over TCP and UDP, and closes both sockets at once. Nothing
   * listens on them, so no peer notices.
   */
  static boolean succeeds(int port) {
    InetSocketAddress everywhere = new InetSocketAddress(port);
    // Without SO_REUSEADDR, so that a port that only some servers could bind fails.
    try (Socket tcp = new Socket();
        DatagramSocket udp = new DatagramSocket(null)) {
      tcp.bind(everywhere);
      udp.bind(everywhere);
      return true;
    } catch (IOException | SecurityException e) {
      return false;
    }
  }
}
