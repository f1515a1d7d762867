package io.github.portregistry.probe;

import io.github.portregistry.Transport;
import io.github.portregistry.dossier.Escaped;
import java.util.List;

/** The source for an unsupported platform, which reports that it cannot see anything. */
final class NoSource implements SocketSource {

  private final String platform;

  NoSource(String platform) {
    this.platform = platform;
  }

  @Override
  public Sockets survey(PortSet ports, Depth depth) {
    String note = "The sockets of " + Escaped.text(platform) + " cannot be read by this library.";
    return new Sockets(
        List.of(), List.of(), new Coverage(Source.NONE, false, false, List.of(note)));
  }

  @Override
  public List<String> commands(int port, List<Transport> transports) {
    return List.of("netstat -an");
  }
}
