package io.github.portregistry.probe;

import io.github.portregistry.Transport;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the sockets of this machine and their owners are read from. */
interface SocketSource {

  /**
   * Reads who listens.
   *
   * @param ports which ports to tell of
   */
  Survey survey(PortSet ports, Depth depth);

  /** The same of the network namespace of another process. */
  default SocketSource inNamespaceOf(long pid) {
    return new NoSource("the network namespace of process " + pid + " on this platform");
  }

  /** A process of each network namespace that can be seen and is not that of this source. */
  default List<Long> otherNamespaces() {
    return List.of();
  }

  /** What the system does with ports by itself. */
  default LocalPorts localPorts() {
    return LocalPorts.USUAL;
  }

  /** Whether it is read from this machine, in the network namespace of this process. */
  default boolean isHere() {
    return false;
  }

  /**
   * Whether this process can bind the port on all addresses now, over TCP and UDP, without
   * SO_REUSEADDR; true where this is not the machine or the namespace that the source is read from,
   * or nothing is known of the platform, so that it is not tried.
   */
  default boolean canBind(int port) {
    return true;
  }

  /** The commands with which a person checks a port on this platform. */
  List<String> commands(int port, List<Transport> transports);

  /**
   * What one pass saw; the listeners in no particular order. Whether the owners are complete is not
   * for the coverage of all ports to tell: the probe finds it for each of them.
   */
  record Survey(List<Listener> listeners, List<OtherUse> otherUses, Coverage coverage) {

    /** What was seen over one transport; all of it if that is null. */
    Survey over(@Nullable Transport transport) {
      if (transport == null) {
        return this;
      }
      List<Listener> its = new ArrayList<>();
      for (Listener listener : listeners) {
        if (listener.transport() == transport) {
          its.add(listener);
        }
      }
      List<OtherUse> uses = new ArrayList<>();
      for (OtherUse use : otherUses) {
        if (use.transport() == transport) {
          uses.add(use);
        }
      }
      return new Survey(its, uses, coverage);
    }
  }
}
