package io.github.portregistry;

import io.github.portregistry.fact.FactLayers;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.Facts;
import io.github.portregistry.fact.RelatedFormat;
import io.github.portregistry.fact.UseFormat;
import java.util.Arrays;
import java.util.BitSet;

/**
 * How much speaks for each port as the server's end of a flow, in two bits for each port and
 * transport: one byte a port.
 */
final class Standings {

  /** Seen in use, or named by an overlay. The ranks grow as less is known: the lowest wins. */
  static final int IN_USE = 0;

  /** Assigned, and not seen in use; or the client's end of a protocol. */
  static final int ASSIGNED = 1;

  /** A ghost only. */
  static final int GHOST = 2;

  /** No service and no use of its own. */
  static final int NOTHING = 3;

  private static final Transport[] TRANSPORTS = Transport.values();

  /** By the rank of one end in the upper two bits and the rank of the other in the lower. */
  private static final FlowEnd.Certainty[] CERTAINTIES = new FlowEnd.Certainty[16];

  static {
    for (int a = IN_USE; a <= NOTHING; a++) {
      for (int b = IN_USE; b <= NOTHING; b++) {
        CERTAINTIES[a << 2 | b] =
            a == b
                ? FlowEnd.Certainty.GUESS
                : Math.min(a, b) == IN_USE && Math.max(a, b) >= GHOST
                    ? FlowEnd.Certainty.CLEAR
                    : FlowEnd.Certainty.LIKELY;
      }
    }
  }

  private final byte[] ranks = new byte[PortSpan.MAX_PORT + 1];

  /** Collects what some layers say, the topmost first. */
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
      addServices(table, overlay);
      addUses(facts.of(layer), layers, layer);
    }
  }

  /** An overlay hides what the tables below say about its ports. */
  private void clear(PortTable table, Transport transport) {
    BitSet hidden = new BitSet();
    table.addPortsOf(transport, hidden);
    for (int port = hidden.nextSetBit(0); port >= 0; port = hidden.nextSetBit(port + 1)) {
      set(port, transport, NOTHING);
    }
  }

  private void addServices(PortTable table, boolean overlay) {
    int[] rows = table.rows(0, PortSpan.MAX_PORT);
    for (int i = 0; i < rows.length; i += 2) {
      if (table.isNamed(rows[i])) {
        int rank = overlay ? IN_USE : of(table.liveness(rows[i]));
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

  /** Without a switch, which would need a class of its own in a fresh JVM. */
  private static int of(Liveness liveness) {
    return liveness == Liveness.IN_USE ? IN_USE : liveness == Liveness.GHOST ? GHOST : ASSIGNED;
  }

  /** A claim on a range says nothing of one port, and a disputed use nothing at all. */
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

  /** Returns what speaks for a port, from {@link #IN_USE} to {@link #NOTHING}. */
  private int get(int port, Transport transport) {
    return ranks[port] >>> shift(transport) & 3;
  }

  /** Returns the port with the better rank; of two alike the lower number. */
  int serverPort(int portA, int portB, Transport transport) {
    // The rank stands above the number, so that one comparison decides, and no branch.
    int a = get(portA, transport) << 16 | portA;
    int b = get(portB, transport) << 16 | portB;
    return Math.min(a, b) & PortSpan.MAX_PORT;
  }

  /** Returns the same with how sure it is. */
  FlowEnd flowEnd(int portA, int portB, Transport transport) {
    int a = get(portA, transport);
    int b = get(portB, transport);
    // Made in one place, so that the compiler can do without it where only its parts are read.
    return new FlowEnd(
        Math.min(a << 16 | portA, b << 16 | portB) & PortSpan.MAX_PORT, CERTAINTIES[a << 2 | b]);
  }
}
