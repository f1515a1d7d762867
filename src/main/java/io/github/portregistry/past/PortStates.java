package io.github.portregistry.past;

import io.github.portregistry.Assignment;
import io.github.portregistry.IanaState;
import io.github.portregistry.PortSpan;
import io.github.portregistry.RegistryChange;
import io.github.portregistry.Transport;
import io.github.portregistry.UnnamedEntry;
import io.github.portregistry.csv.RowFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The state of each port in the rows while changes are undone. */
final class PortStates {

  private final UnnamedRows unnamed;

  /** How many services speak of each port, by the place of the transport; null where none does. */
  private final short[] @Nullable [] speaking = new short[Transport.values().length][];

  /** How many services without a transport each port has; they hold for all four. */
  private short @Nullable [] forAll;

  PortStates(List<UnnamedEntry> rows) {
    unnamed = new UnnamedRows(rows);
  }

  /** Counts a service that came, or with -1 one that went. */
  void count(Assignment row, int by) {
    PortSpan ports = row.ports();
    if (ports == null) {
      return;
    }
    for (Transport transport : UnnamedRows.spokenOf(row.transport())) {
      int place = RowFormat.order(transport);
      speaking[place] = added(speaking[place], ports, by);
    }
    if (row.transport() == null) {
      forAll = added(forAll, ports, by);
    }
  }

  /** A table lets at most 1,000 rows cover a port. */
  private static short[] added(short @Nullable [] counts, PortSpan ports, int by) {
    short[] sums = counts != null ? counts : new short[PortSpan.MAX_PORT + 1];
    for (int port = ports.first(); port <= ports.last(); port++) {
      sums[port] = (short) (sums[port] + by);
    }
    return sums;
  }

  /** What a change calls a state; null for none. */
  static @Nullable IanaState state(String text) {
    return switch (text) {
      case "" -> null;
      case "reserved" -> IanaState.RESERVED;
      case "unassigned" -> IanaState.UNASSIGNED;
      default -> throw new IllegalStateException("no state of a port: " + text);
    };
  }

  /**
   * Returns what differs from the state that a change left; null if nothing does. What no row says
   * is also said by a row that is unassigned.
   */
  @Nullable String fault(RegistryChange change) {
    IanaState expected = state(change.after());
    PortSpan ports = change.ports();
    if (ports == null || expected == null) {
      return null;
    }
    for (Transport transport : UnnamedRows.spokenOf(change.transport())) {
      for (int port = ports.first(); port <= ports.last(); port++) {
        IanaState found = unnamed.state(port, transport);
        boolean fits = found == expected || (found == null && expected == IanaState.UNASSIGNED);
        if (!fits && !hasService(port, transport)) {
          return "the state of " + port + " is " + found;
        }
      }
    }
    return null;
  }

  private boolean hasService(int port, Transport transport) {
    return isSpokenOf(port, transport) || (forAll != null && forAll[port] > 0);
  }

  private boolean isSpokenOf(int port, Transport transport) {
    short[] counts = speaking[RowFormat.order(transport)];
    return counts != null && counts[port] > 0;
  }

  /** Whether all ports have the state that a change gives them. */
  boolean show(RegistryChange change) {
    IanaState expected = state(change.after());
    PortSpan ports = change.ports();
    if (ports != null) {
      for (Transport transport : UnnamedRows.spokenOf(change.transport())) {
        for (int port = ports.first(); port <= ports.last(); port++) {
          if (unnamed.state(port, transport) != expected) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /** Sets the state of the ports of a change. */
  void set(RegistryChange change, @Nullable IanaState state) {
    set(change, state, false);
  }

  /** What a row said of the ports beside a service is not what was said of them before. */
  void clearUnlessSpokenOf(RegistryChange change) {
    set(change, null, true);
  }

  private void set(RegistryChange change, @Nullable IanaState state, boolean unlessSpokenOf) {
    PortSpan ports = change.ports();
    if (ports == null) {
      return;
    }
    for (Transport transport : UnnamedRows.spokenOf(change.transport())) {
      for (int port = ports.first(); port <= ports.last(); port++) {
        if (!unlessSpokenOf || !isSpokenOf(port, transport)) {
          unnamed.set(port, transport, state);
        }
      }
    }
  }

  /** Returns the rows, see {@link UnnamedRows#toRows}. */
  List<UnnamedEntry> toRows(String source) {
    return unnamed.toRows(source);
  }
}
