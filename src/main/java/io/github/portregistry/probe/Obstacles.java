package io.github.portregistry.probe;

import io.github.portregistry.Transport;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the sockets of a port that prevent another one from being bound. */
final class Obstacles {

  private final @Nullable InetAddress address;
  private final List<Listener> listeners = new ArrayList<>();
  private final List<OtherUse> uses = new ArrayList<>();
  private final List<Listener> elsewhere = new ArrayList<>();

  /** Finds the obstacles to binding an address on one transport; a null address means any. */
  Obstacles(PortFinding finding, Transport transport, @Nullable InetAddress address) {
    this.address = address;
    for (Listener listener : finding.listeners()) {
      if (listener.transport() == transport) {
        boolean inTheWay = overlaps(listener.address(), listener.ipv4());
        (inTheWay ? listeners : elsewhere).add(listener);
      }
    }
    for (OtherUse use : finding.otherUses()) {
      if (use.transport() == transport && overlaps(use.address(), Listener.Ipv4.UNKNOWN)) {
        uses.add(use);
      }
    }
  }

  /**
   * Whether a socket is an obstacle. A socket on all addresses may use both families: Java binds
   * {@code 0.0.0.0} that way if there is IPv6.
   */
  private boolean overlaps(InetSocketAddress place, Listener.Ipv4 ipv4) {
    InetAddress used = place.getAddress();
    if (address == null || address.isAnyLocalAddress()) {
      return true;
    }
    if (!used.isAnyLocalAddress()) {
      return used.equals(address);
    }
    return address instanceof Inet6Address
        ? used instanceof Inet6Address
        : !(used instanceof Inet6Address) || ipv4 != Listener.Ipv4.REFUSED;
  }

  List<Listener> listeners() {
    return listeners;
  }

  /** Returns the other uses of the port. */
  List<OtherUse> uses() {
    return uses;
  }

  /** Returns the listeners on other addresses, which do not block the wanted one. */
  List<Listener> elsewhere() {
    return elsewhere;
  }

  /** Whether an address is wanted, and all listeners are on other addresses. */
  boolean onlyElsewhere() {
    return listeners.isEmpty() && uses.isEmpty() && !elsewhere.isEmpty();
  }

  /** Returns the wanted address; "" for any. */
  String wanted() {
    return address == null ? "" : AddressText.of(address);
  }

  /**
   * Returns the addresses in use, if others can be bound; empty if a socket is on all addresses or
   * all are wanted.
   */
  Set<String> usedOnly() {
    Set<String> used = new LinkedHashSet<>();
    for (Listener listener : listeners) {
      if (listener.isOnAllAddresses()) {
        return Set.of();
      }
      used.add(AddressText.of(listener));
    }
    for (OtherUse use : uses) {
      if (use.address().getAddress().isAnyLocalAddress()) {
        return Set.of();
      }
      used.add(AddressText.of(use.address().getAddress()));
    }
    return address == null && !listeners.isEmpty() ? used : Set.of();
  }

  /** Returns the owners of all obstructing listeners, each once. */
  List<ProcessRef> processes() {
    Set<ProcessRef> processes = new LinkedHashSet<>();
    for (Listener listener : listeners) {
      if (listener.ownership() instanceof Known known) {
        processes.addAll(known.owners());
      }
    }
    return List.copyOf(processes);
  }
}
