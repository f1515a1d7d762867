package io.github.portregistry.probe;

import io.github.portregistry.Transport;
import io.github.portregistry.dossier.Escaped;
import java.util.List;

/** A platform that nothing is known of: it answers that it cannot see. */
final class NoSource implements SocketSource {

  private final String platform;

  NoSource(String platform) {
    this.platform = platform;
  }

  @Override
  public Survey survey(PortSet ports, Depth depth) {
    String note = "The sockets of " + Escaped.text(platform) + " cannot be read by this library.";
    return new Survey(List.of(), List.of(), new Coverage(Source.NONE, false, false, List.of(note)));
  }

  @Override
  public List<String> commands(int port, List<Transport> transports) {
    return List.of("netstat -an");
  }
}
