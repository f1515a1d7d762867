package io.github.portregistry.probe;

import java.util.BitSet;
import java.util.Collection;

/** The requested ports. */
final class PortSet {

  static final int MAX_PORT = 65535;

  private final BitSet ports = new BitSet();
  private final boolean all;

  private PortSet(boolean all) {
    this.all = all;
  }

  static PortSet all() {
    return new PortSet(true);
  }

  static PortSet of(int port) {
    PortSet set = new PortSet(false);
    set.ports.set(require(port));
    return set;
  }

  static PortSet of(Collection<Integer> ports) {
    PortSet set = new PortSet(false);
    for (int port : ports) {
      set.ports.set(require(port));
    }
    return set;
  }

  boolean contains(int port) {
    return all || ports.get(port);
  }

  boolean isAll() {
    return all;
  }

  /** Returns the ports in ascending order, unless all are requested. */
  int[] toArray() {
    int[] array = new int[ports.cardinality()];
    int length = 0;
    for (int port = ports.nextSetBit(0); port >= 0; port = ports.nextSetBit(port + 1)) {
      array[length++] = port;
    }
    return array;
  }

  /** Whether any of the requested ports is not in {@code found}. */
  boolean hasMoreThan(BitSet found) {
    BitSet missing = (BitSet) ports.clone();
    missing.andNot(found);
    return !missing.isEmpty();
  }

  static int require(int port) {
    if ((port & ~MAX_PORT) != 0) {
      throw new IllegalArgumentException("port " + port + " is outside 0 to " + MAX_PORT);
    }
    return port;
  }
}
