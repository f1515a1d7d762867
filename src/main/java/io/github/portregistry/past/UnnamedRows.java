package io.github.portregistry.past;

import io.github.portregistry.IanaState;
import io.github.portregistry.PortSpan;
import io.github.portregistry.PortStatus;
import io.github.portregistry.RegistryRow;
import io.github.portregistry.Transport;
import io.github.portregistry.UnnamedEntry;
import io.github.portregistry.csv.RowFormat;
import io.github.portregistry.csv.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows without a service name, while the states of single ports change. They are read as the
 * log of changes reads them: a row without a transport applies to TCP and UDP, a row for one
 * transport takes precedence over it, and a row of fewer ports over one of more.
 */
public final class UnnamedRows {

  private static final Transport[] TRANSPORTS = Transport.values();
  private static final int PORTS = PortSpan.MAX_PORT + 1;

  // No lambdas: linking them takes longer than computing a day of the past.

  private static final Comparator<UnnamedEntry> WIDEST_FIRST =
      new Comparator<>() {
        @Override
        public int compare(UnnamedEntry row, UnnamedEntry other) {
          int byTransport = Boolean.compare(row.transport() != null, other.transport() != null);
          return byTransport != 0
              ? byTransport
              : Integer.compare(other.ports().size(), row.ports().size());
        }
      };

  private static final Comparator<UnnamedEntry> BY_PORTS =
      new Comparator<>() {
        @Override
        public int compare(UnnamedEntry row, UnnamedEntry other) {
          return row.ports().compareTo(other.ports());
        }
      };

  private final List<UnnamedEntry> rows;

  /** The narrowest row of each port, by the place of the transport; null if no row covers it. */
  private final @Nullable UnnamedEntry[] @Nullable [] narrowest =
      new UnnamedEntry[TRANSPORTS.length][];

  /** The ports whose state differs from their row's, by the place of the transport. */
  private final BitSet[] changed = new BitSet[TRANSPORTS.length];

  /** The states of the changed ports. */
  private final Map<Integer, @Nullable IanaState> states = new HashMap<>();

  UnnamedRows(List<UnnamedEntry> rows) {
    this.rows = List.copyOf(rows);
    for (int place = 0; place < changed.length; place++) {
      changed[place] = new BitSet();
    }
    List<UnnamedEntry> widestFirst = new ArrayList<>(rows);
    widestFirst.sort(WIDEST_FIRST);
    for (UnnamedEntry row : widestFirst) {
      for (Transport transport : spokenOf(row.transport())) {
        int place = RowFormat.order(transport);
        @Nullable UnnamedEntry[] ofPorts = narrowest[place];
        if (ofPorts == null) {
          ofPorts = new UnnamedEntry[PORTS];
          narrowest[place] = ofPorts;
        }
        Arrays.fill(ofPorts, row.ports().first(), row.ports().last() + 1, row);
      }
    }
  }

  public static UnnamedRows of(List<RegistryRow> entries) {
    List<UnnamedEntry> rows = new ArrayList<>();
    for (RegistryRow entry : entries) {
      if (entry instanceof UnnamedEntry row) {
        rows.add(row);
      }
    }
    return new UnnamedRows(rows);
  }

  /** Returns the transports that a change or a row applies to. */
  public static List<Transport> spokenOf(@Nullable Transport transport) {
    return transport == null ? List.of(Transport.TCP, Transport.UDP) : List.of(transport);
  }

  /** Returns the state of a port; null if no row covers it. */
  public @Nullable IanaState state(int port, Transport transport) {
    if (changed[RowFormat.order(transport)].get(port)) {
      return states.get(place(port, transport));
    }
    UnnamedEntry row = row(port, transport);
    return row == null ? null : row.state();
  }

  /** Returns the narrowest row of a port before any change; null if there is none. */
  public @Nullable UnnamedEntry row(int port, Transport transport) {
    @Nullable UnnamedEntry[] ofPorts = narrowest[RowFormat.order(transport)];
    return ofPorts == null ? null : ofPorts[port];
  }

  private static int place(int port, Transport transport) {
    return TRANSPORTS.length * port + RowFormat.order(transport);
  }

  void set(int port, Transport transport, @Nullable IanaState state) {
    UnnamedEntry row = row(port, transport);
    boolean differs = state != (row == null ? null : row.state());
    changed[RowFormat.order(transport)].set(port, differs);
    if (differs) {
      states.put(place(port, transport), state);
    }
  }

  /** Returns the rows; a row is divided where some of its ports have changed. */
  List<UnnamedEntry> toRows(String source) {
    List<UnnamedEntry> all = new ArrayList<>();
    BitSet any = new BitSet();
    for (BitSet ports : changed) {
      any.or(ports);
    }
    for (UnnamedEntry row : rows) {
      addUnchanged(all, row, any);
    }
    for (int port = any.nextSetBit(0); port >= 0; port = any.nextSetBit(port + 1)) {
      addChanged(all, port, source);
    }
    return joined(all);
  }

  private void addUnchanged(List<UnnamedEntry> all, UnnamedEntry row, BitSet any) {
    PortSpan ports = row.ports();
    int from = ports.first();
    int kept = kept(row, from);
    for (int port = from + 1; port <= ports.last(); port++) {
      if (!any.get(port - 1)) {
        // The ports up to the next changed one are like this one.
        port = any.nextSetBit(port);
        if (port < 0 || port > ports.last()) {
          break;
        }
      }
      int here = kept(row, port);
      if (here != kept) {
        add(all, Rows.withPorts(row, new PortSpan(from, port - 1)), kept);
        from = port;
        kept = here;
      }
    }
    boolean whole = from == ports.first();
    add(all, whole ? row : Rows.withPorts(row, new PortSpan(from, ports.last())), kept);
  }

  private static void add(List<UnnamedEntry> all, UnnamedEntry row, int kept) {
    if (row.transport() != null || kept == (1 << TRANSPORTS.length) - 1) {
      if (kept != 0) {
        all.add(row);
      }
      return;
    }
    // An unassigned port needs no row.
    if (row.status() != PortStatus.UNASSIGNED) {
      for (Transport transport : TRANSPORTS) {
        if ((kept & bit(transport)) != 0) {
          all.add(Rows.withTransport(row, transport));
        }
      }
    }
  }

  private static int bit(Transport transport) {
    return 1 << RowFormat.order(transport);
  }

  /** The transports of a row that are unchanged at a port, one bit each. */
  private int kept(UnnamedEntry row, int port) {
    boolean tcp = changed[RowFormat.order(Transport.TCP)].get(port);
    boolean udp = changed[RowFormat.order(Transport.UDP)].get(port);
    if (row.transport() == null && tcp && udp) {
      // Nothing is left of the row, which applied to these two.
      return 0;
    }
    int kept = 0;
    for (Transport transport : TRANSPORTS) {
      if (row.isFor(transport) && !changed[RowFormat.order(transport)].get(port)) {
        kept |= bit(transport);
      }
    }
    return kept;
  }

  private void addChanged(List<UnnamedEntry> all, int port, String source) {
    IanaState tcp = stateIfChanged(port, Transport.TCP);
    if (tcp != null && tcp == stateIfChanged(port, Transport.UDP)) {
      all.add(new UnnamedEntry(PortSpan.of(port), null, tcp, source));
      return;
    }
    for (Transport transport : TRANSPORTS) {
      IanaState state = stateIfChanged(port, transport);
      if (state != null) {
        all.add(new UnnamedEntry(PortSpan.of(port), transport, state, source));
      }
    }
  }

  private @Nullable IanaState stateIfChanged(int port, Transport transport) {
    return changed[RowFormat.order(transport)].get(port) ? state(port, transport) : null;
  }

  /**
   * Joins adjacent unassigned ports without further fields into one row, as the registry has them.
   */
  private static List<UnnamedEntry> joined(List<UnnamedEntry> rows) {
    List<UnnamedEntry> sorted = new ArrayList<>(rows);
    sorted.sort(BY_PORTS);
    List<UnnamedEntry> joined = new ArrayList<>();
    UnnamedEntry open = null;
    for (UnnamedEntry row : sorted) {
      if (!isPlain(row)) {
        joined.add(row);
      } else if (open != null && open.ports().last() + 1 == row.ports().first()) {
        open = Rows.withPorts(open, new PortSpan(open.ports().first(), row.ports().last()));
      } else {
        if (open != null) {
          joined.add(open);
        }
        open = row;
      }
    }
    if (open != null) {
      joined.add(open);
    }
    return joined;
  }

  private static boolean isPlain(UnnamedEntry row) {
    return row.transport() == null
        && row.status() == PortStatus.UNASSIGNED
        && row.description().isEmpty()
        && row.assignee().isEmpty()
        && row.registered() == null
        && row.modified() == null
        && row.references().isEmpty()
        && row.unauthorizedUse().isEmpty();
  }
}
