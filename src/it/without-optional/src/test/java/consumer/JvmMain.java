package consumer;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.Transport;
import io.github.portregistry.probe.Known;
import io.github.portregistry.probe.ListenerProbe;
import io.github.portregistry.probe.PortFinding;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Prints a name, a status, and whether the probe finds this process. */
final class JvmMain {

  static final String ANSWERS = "https GHOST true";

  private JvmMain() {}

  /** Looks up a name and a status, and probes a port of its own. */
  public static void main(String[] args) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      PortFinding finding = ListenerProbe.local().check(server.getLocalPort());
      boolean found =
          finding.listeners().get(0).ownership() instanceof Known known
              && known.owners().get(0).pid() == ProcessHandle.current().pid();
      System.out.println(
          PortRegistry.bundled().serviceName(443, Transport.TCP)
              + " "
              + PortRegistry.lookup(432).status()
              + " "
              + found);
    }
  }
}
