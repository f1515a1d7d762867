package io.github.portregistry.probe;

import io.github.portregistry.Transport;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the sockets of a machine and their owners. */
interface SocketSource {

  /**
   * Reads the listeners.
   *
   * @param ports the ports to report
   */
  Sockets survey(PortSet ports, Depth depth);

  /** Returns the source for the network namespace of another process. */
  default SocketSource inNamespaceOf(long pid) {
    return new NoSource("the network namespace of process " + pid + " on this platform");
  }

  /** Returns a process of each other visible network namespace. */
  default List<Long> otherNamespaces() {
    return List.of();
  }

  /** Returns the system's settings for ports. */
  default LocalPorts localPorts() {
    return LocalPorts.USUAL;
  }

  /** Whether it reads this machine, in the network namespace of this process. */
  default boolean isHere() {
    return false;
  }

  /**
   * Whether this process can bind the port on all addresses now, over TCP and UDP, without
   * SO_REUSEADDR; true without a try if the source reads another machine or namespace, or the
   * platform is not supported.
   */
  default boolean canBind(int port) {
    return true;
  }

  /** Returns the commands to check a port by hand on this platform. */
  List<String> commands(int port, List<Transport> transports);

  /**
   * The result of one pass, with the listeners in no particular order. Its coverage does not show
   * whether the owners are complete; the probe finds that out for each port.
   */
  record Sockets(List<Listener> listeners, List<OtherUse> otherUses, Coverage coverage) {

    /** Returns the result for one transport; everything if it is null. */
    Sockets over(@Nullable Transport transport) {
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
      return new Sockets(its, uses, coverage);
    }
  }
}
