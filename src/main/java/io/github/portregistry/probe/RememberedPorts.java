package io.github.portregistry.probe;

import io.github.portregistry.Transport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source that reads the system's settings for ports only once, because some systems need to run
 * programs for it.
 */
final class RememberedPorts implements SocketSource {

  private final SocketSource source;
  private @Nullable LocalPorts ports;

  RememberedPorts(SocketSource source) {
    this.source = source;
  }

  @Override
  public synchronized LocalPorts localPorts() {
    LocalPorts known = ports;
    if (known == null) {
      known = source.localPorts();
      ports = known;
    }
    return known;
  }

  @Override
  public Sockets survey(PortSet wanted, Depth depth) {
    return source.survey(wanted, depth);
  }

  @Override
  public SocketSource inNamespaceOf(long pid) {
    return source.inNamespaceOf(pid);
  }

  @Override
  public List<Long> otherNamespaces() {
    return source.otherNamespaces();
  }

  @Override
  public boolean isHere() {
    return source.isHere();
  }

  @Override
  public boolean canBind(int port) {
    return source.canBind(port);
  }

  @Override
  public List<String> commands(int port, List<Transport> transports) {
    return source.commands(port, transports);
  }
}
