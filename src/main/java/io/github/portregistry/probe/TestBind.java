package io.github.portregistry.probe;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Tries whether a port can be had: the system alone knows all that stands against it. */
final class TestBind {

  private TestBind() {}

  /**
   * Binds the port on all addresses, over TCP and UDP, and closes both sockets at once. Nothing
   * listens meanwhile, so no peer notices.
   */
  static boolean succeeds(int port) {
    InetSocketAddress everywhere = new InetSocketAddress(port);
    // Without SO_REUSEADDR, so that a port fails that only some servers could bind.
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
