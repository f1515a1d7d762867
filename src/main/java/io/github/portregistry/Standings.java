package io.github.portregistry;

import io.github.portregistry.csv.RowFormat;
import io.github.portregistry.fact.FactLayers;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.Facts;
import io.github.portregistry.fact.RelatedFormat;
import java.util.BitSet;

/**
 * How much speaks for each port as the server's end of a flow, in two bits for each port and
 * transport.
 */
final class Standings {

  /** No service and no use of its own. */
  static final int NOTHING = 0;

  /** A ghost only. */
  static final int GHOST = 1;

  /** Assigned, and not seen in use; or the client's end of a protocol. */
  static final int ASSIGNED = 2;

  /** Seen in use, or named by an overlay. */
  static final int IN_USE = 3;

  private static final Transport[] TRANSPORTS = Transport.values();
  private static final int PORTS_IN_AN_INT = 16;
  private static final int INTS = (PortSpan.MAX_PORT + 1) / PORTS_IN_AN_INT;

  private final int[] packed = new int[TRANSPORTS.length * INTS];

  /** Collects what some layers say, the topmost first. */
  Standings(Layers layers, FactLayers facts) {
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

  /** An overlay hides what the tables beneath say of the ports that it has. */
  private void clear(PortTable table, Transport transport) {
    BitSet hidden = new BitSet();
    table.addPortsOf(transport, hidden);
    hidden.stream().forEach(port -> set(port, transport, NOTHING));
  }

  private void addServices(PortTable table, boolean overlay) {
    int[] rows = table.rows(0, PortSpan.MAX_PORT);
    for (int i = 0; i < rows.length; i += 2) {
      if (table.isNamed(rows[i])) {
        int standing = overlay ? IN_USE : of(table.liveness(rows[i]));
        int last = rows[i + 1] & PortSpan.MAX_PORT;
        for (Transport transport : TRANSPORTS) {
          if (table.isFor(rows[i], transport)) {
            for (int port = rows[i + 1] >>> 16; port <= last; port++) {
              raise(port, transport, standing);
            }
          }
        }
      }
    }
  }

  private static int of(Liveness liveness) {
    return switch (liveness) {
      case IN_USE -> IN_USE;
      case GHOST -> GHOST;
      default -> ASSIGNED;
    };
  }

  /** A claim on a range says nothing of one port, and a disputed use nothing at all. */
  private void addUses(Facts facts, Layers layers, int layer) {
    for (FactTable.Row<ObservedUse> row : facts.uses().rows()) {
      ObservedUse use = row.fact();
      if (use.isRange() || use.confidence() == ObservedUse.Confidence.DISPUTED) {
        continue;
      }
      for (int port = row.ports().first(); port <= row.ports().last(); port++) {
        for (Transport transport : TRANSPORTS) {
          if (use.isFor(transport) && !layers.speakOf(port, transport, layer)) {
            raise(port, transport, IN_USE);
          }
        }
      }
    }
    for (FactTable.Row<RelatedFormat.Row> row : facts.related().rows()) {
      if (row.fact().related().relation() == Relation.SERVER_END) {
        int port = row.ports().first();
        for (Transport transport : TRANSPORTS) {
          if (get(port, transport) == IN_USE && !layers.speakOf(port, transport, layer)) {
            set(port, transport, ASSIGNED);
          }
        }
      }
    }
  }

  private void raise(int port, Transport transport, int standing) {
    if (get(port, transport) < standing) {
      set(port, transport, standing);
    }
  }

  private void set(int port, Transport transport, int standing) {
    int shift = 2 * (port % PORTS_IN_AN_INT);
    int at = place(port, transport);
    packed[at] = (packed[at] & ~(3 << shift)) | (standing << shift);
  }

  private static int place(int port, Transport transport) {
    return RowFormat.order(transport) * INTS + port / PORTS_IN_AN_INT;
  }

  /** Returns what speaks for a port, from {@link #NOTHING} to {@link #IN_USE}. */
  int get(int port, Transport transport) {
    return (packed[place(port, transport)] >>> (2 * (port % PORTS_IN_AN_INT))) & 3;
  }

  /** Returns the port with the higher standing; of two alike the lower number. */
  int serverPort(int portA, int portB, Transport transport) {
    int standingA = get(portA, transport);
    int standingB = get(portB, transport);
    return standingA == standingB ? Math.min(portA, portB) : standingA > standingB ? portA : portB;
  }

  /** Returns the same with how sure it is. */
  FlowEnd flowEnd(int portA, int portB, Transport transport) {
    int standingA = get(portA, transport);
    int standingB = get(portB, transport);
    int port =
        standingA == standingB ? Math.min(portA, portB) : standingA > standingB ? portA : portB;
    FlowEnd.Certainty certainty =
        standingA == standingB
            ? FlowEnd.Certainty.GUESS
            : Math.max(standingA, standingB) == IN_USE && Math.min(standingA, standingB) <= GHOST
                ? FlowEnd.Certainty.CLEAR
                : FlowEnd.Certainty.LIKELY;
    // Made in one place, so that the compiler can do without it where only its parts are read.
    return new FlowEnd(port, certainty);
  }
}
