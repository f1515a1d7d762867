package io.github.portregistry;

import io.github.portregistry.fact.FactLayers;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.Facts;
import io.github.portregistry.fact.RelatedFormat;
import io.github.portregistry.fact.UseFormat;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The rank of each port as the server's end of a flow, in two bits for each transport: one byte per
 * port.
 */
final class Standings {

  /** Known to be in use, or named by an overlay. The lowest rank wins. */
  static final int IN_USE = 0;

  /** Assigned but not known to be in use, or the client's end of a protocol. */
  static final int ASSIGNED = 1;

  /** Assigned to ghosts only. */
  static final int GHOST = 2;

  /** No service and no use of its own. */
  static final int NOTHING = 3;

  private static final Transport[] TRANSPORTS = Transport.values();

  /**
   * Indexed by the rank of one end in the upper two bits and the rank of the other in the lower
   * two.
   */
  private static final ServerEnd.Certainty[] CERTAINTIES = new ServerEnd.Certainty[16];

  static {
    for (int a = IN_USE; a <= NOTHING; a++) {
      for (int b = IN_USE; b <= NOTHING; b++) {
        CERTAINTIES[a << 2 | b] =
            a == b
                ? ServerEnd.Certainty.GUESS
                : Math.min(a, b) == IN_USE && Math.max(a, b) >= GHOST
                    ? ServerEnd.Certainty.CLEAR
                    : ServerEnd.Certainty.LIKELY;
      }
    }
  }

  private final byte[] ranks = new byte[PortSpan.MAX_PORT + 1];

  /** Collects the ranks from some layers, the topmost first. */
  Standings(Layers layers, FactLayers facts) {
    Arrays.fill(ranks, (byte) 0xFF);
    for (int layer = layers.count() - 1; layer >= 0; layer--) {
      boolean overlay = layer < layers.count() - 1;
      PortTable table = layers.table(layer);
      if (overlay) {
        for (Transport transport : TRANSPORTS) {
          clear(table, transport);
        }
      }
      addServices(table, overlay && !table.isCopy());
      addUses(facts.of(layer), layers, layer);
    }
  }

  /** Clears the ports of an overlay, which hides the tables below. */
  private void clear(PortTable table, Transport transport) {
    BitSet hidden = new BitSet();
    table.addPortsOf(transport, hidden);
    for (int port = hidden.nextSetBit(0); port >= 0; port = hidden.nextSetBit(port + 1)) {
      set(port, transport, NOTHING);
    }
  }

  private void addServices(PortTable table, boolean team) {
    int[] rows = table.rows(0, PortSpan.MAX_PORT);
    for (int i = 0; i < rows.length; i += 2) {
      if (table.isNamed(rows[i])) {
        Liveness liveness = table.liveness(rows[i]);
        int rank = team && liveness != Liveness.GHOST ? IN_USE : of(liveness);
        int last = rows[i + 1] & PortSpan.MAX_PORT;
        for (Transport transport : TRANSPORTS) {
          if (table.isFor(rows[i], transport)) {
            for (int port = rows[i + 1] >>> 16; port <= last; port++) {
              raise(port, transport, rank);
            }
          }
        }
      }
    }
  }

  /** Without a switch, which would load one more class in a new JVM. */
  private static int of(Liveness liveness) {
    return liveness == Liveness.IN_USE ? IN_USE : liveness == Liveness.GHOST ? GHOST : ASSIGNED;
  }

  /**
   * Adds the observed uses. A claim on a range says nothing about a single port, and a disputed use
   * nothing at all.
   */
  private void addUses(Facts facts, Layers layers, int layer) {
    FactTable.Walk uses = facts.uses().walk();
    while (uses.next()) {
      boolean range = uses.lastPort() - uses.firstPort() + 1 >= ObservedUse.RANGE;
      if (range || uses.text(UseFormat.CONFIDENCE).equals(UseFormat.DISPUTED)) {
        continue;
      }
      String of = uses.text(UseFormat.TRANSPORT);
      for (Transport transport : TRANSPORTS) {
        if (of.isEmpty() || of.equals(transport.keyword())) {
          for (int port = uses.firstPort(); port <= uses.lastPort(); port++) {
            if (!layers.speakOf(port, transport, layer)) {
              raise(port, transport, IN_USE);
            }
          }
        }
      }
    }
    FactTable.Walk related = facts.related().walk();
    while (related.next()) {
      if (related.text(RelatedFormat.RELATION).equals(RelatedFormat.SERVER_END)) {
        int port = related.firstPort();
        for (Transport transport : TRANSPORTS) {
          if (get(port, transport) == IN_USE && !layers.speakOf(port, transport, layer)) {
            set(port, transport, ASSIGNED);
          }
        }
      }
    }
  }

  private void raise(int port, Transport transport, int rank) {
    if (rank < get(port, transport)) {
      set(port, transport, rank);
    }
  }

  private void set(int port, Transport transport, int rank) {
    int shift = shift(transport);
    ranks[port] = (byte) ((ranks[port] & ~(3 << shift)) | rank << shift);
  }

  @SuppressWarnings("EnumOrdinal")
  private static int shift(Transport transport) {
    return 2 * transport.ordinal();
  }

  /** Returns the rank of a port, from {@link #IN_USE} to {@link #NOTHING}. */
  private int get(int port, Transport transport) {
    return ranks[port] >>> shift(transport) & 3;
  }

  /** Returns the port with the better rank; the lower number if the ranks are equal. */
  int serverPort(int portA, int portB, Transport transport) {
    // The rank is in the bits above the number, so that one comparison without a branch decides.
    int a = get(portA, transport) << 16 | portA;
    int b = get(portB, transport) << 16 | portB;
    return Math.min(a, b) & PortSpan.MAX_PORT;
  }

  /** Returns the same port with the certainty. */
  ServerEnd serverEnd(int portA, int portB, Transport transport) {
    int a = get(portA, transport);
    int b = get(portB, transport);
    // Created in one place, so that escape analysis can remove the object if a caller reads only
    // its components.
    // Equal ports are one candidate, not two to choose from.
    return new ServerEnd(
        Math.min(a << 16 | portA, b << 16 | portB) & PortSpan.MAX_PORT,
        CERTAINTIES[a << 2 | (portA == portB ? NOTHING : b)]);
  }
}
