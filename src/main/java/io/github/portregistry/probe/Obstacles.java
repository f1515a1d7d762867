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

/** Which sockets of a port are in the way of one that is to be bound, and which are not. */
final class Obstacles {

  private final @Nullable InetAddress address;
  private final List<Listener> listeners = new ArrayList<>();
  private final List<OtherUse> uses = new ArrayList<>();
  private final List<Listener> elsewhere = new ArrayList<>();

  /** Of one transport, on an address; null for any. */
  Obstacles(PortFinding finding, Transport transport, @Nullable InetAddress address) {
    this.address = address;
    for (Listener listener : finding.listeners()) {
      if (listener.transport() == transport) {
        boolean inTheWay = overlaps(listener.address(), listener.acceptsIpv4());
        (inTheWay ? listeners : elsewhere).add(listener);
      }
    }
    for (OtherUse use : finding.otherUses()) {
      if (use.transport() == transport && overlaps(use.address(), null)) {
        uses.add(use);
      }
    }
  }

  /**
   * Whether a socket is in the way. One on all addresses may take both families: Java binds {@code
   * 0.0.0.0} so where there is IPv6.
   */
  private boolean overlaps(InetSocketAddress place, @Nullable Boolean acceptsIpv4) {
    InetAddress used = place.getAddress();
    if (address == null || address.isAnyLocalAddress()) {
      return true;
    }
    if (!used.isAnyLocalAddress()) {
      return used.equals(address);
    }
    return address instanceof Inet6Address
        ? used instanceof Inet6Address
        : !(used instanceof Inet6Address) || !Boolean.FALSE.equals(acceptsIpv4);
  }

  List<Listener> listeners() {
    return listeners;
  }

  /** What else has the port. */
  List<OtherUse> uses() {
    return uses;
  }

  /** The listeners on other addresses, which leave the wanted one free. */
  List<Listener> elsewhere() {
    return elsewhere;
  }

  /** Whether an address was asked for, and every listener is on others. */
  boolean onlyElsewhere() {
    return listeners.isEmpty() && uses.isEmpty() && !elsewhere.isEmpty();
  }

  /** The wanted address; "" if none was asked for. */
  String wanted() {
    return address == null ? "" : AddressText.of(address);
  }

  /**
   * The addresses that are used, if there are others that can be bound: none if a socket is on all
   * of them, or if all of them were asked for.
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

  /** The owners of all listeners that are in the way, each once. */
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
