package io.github.portregistry.probe;

import io.github.portregistry.PortRange;
import io.github.portregistry.Transport;
import io.github.portregistry.dossier.HandChecks;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A machine whose sockets are given. */
final class FixedSource implements SocketSource {

  private final List<Listener> listeners = new ArrayList<>();
  private final List<OtherUse> uses = new ArrayList<>();
  private final Set<Integer> notBindable = new HashSet<>();
  private LocalPorts local = LocalPorts.ofClient(PortRange.DYNAMIC.span());
  private Source source = Source.NETLINK;
  private final List<String> notRead = new ArrayList<>();

  FixedSource with(Listener... added) {
    listeners.addAll(List.of(added));
    return this;
  }

  FixedSource with(OtherUse... added) {
    uses.addAll(List.of(added));
    return this;
  }

  FixedSource with(LocalPorts ports) {
    local = ports;
    return this;
  }

  FixedSource with(Source newSource) {
    source = newSource;
    return this;
  }

  /** A machine of which not every socket can be read. */
  FixedSource withoutSome(String note) {
    notRead.add(note);
    return this;
  }

  FixedSource notBindable(int port) {
    notBindable.add(port);
    return this;
  }

  ListenerProbe probe() {
    return new ListenerProbe(this);
  }

  static InetSocketAddress place(String address, int port) {
    try {
      return new InetSocketAddress(InetAddress.getByName(address), port);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static Listener tcp(String address, int port, Ownership ownership) {
    InetSocketAddress place = place(address, port);
    return new Listener(Transport.TCP, place, Listener.Ipv4.of(place.getAddress()), "", ownership);
  }

  static Known known(ProcessRef... owners) {
    return new Known(List.of(owners), true);
  }

  @Override
  public Sockets survey(PortSet ports, Depth depth) {
    return new Sockets(
        listeners.stream().filter(on -> ports.contains(on.address().getPort())).toList(),
        uses.stream().filter(use -> ports.contains(use.address().getPort())).toList(),
        new Coverage(source, notRead.isEmpty(), true, notRead));
  }

  @Override
  public LocalPorts localPorts() {
    return local;
  }

  @Override
  public boolean canBind(int port) {
    return !notBindable.contains(port);
  }

  @Override
  public List<String> commands(int port, List<Transport> transports) {
    return HandChecks.linux(port, transports);
  }
}
