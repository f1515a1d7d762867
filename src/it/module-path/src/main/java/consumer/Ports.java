package consumer;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.Transport;
import io.github.portregistry.probe.ListenerProbe;

final class Ports {

  private Ports() {}

  static String name(int port) {
    return PortRegistry.bundled().serviceName(port, Transport.TCP);
  }

  static boolean isListenedOn(int port) {
    return !ListenerProbe.local().check(port).listeners().isEmpty();
  }
}
