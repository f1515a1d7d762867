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

  /**
   * The number of services of each port, by the place of the transport; null if no port has any.
   */
  private final short[] @Nullable [] speaking = new short[Transport.values().length][];

  /** The number of services without a transport of each port; they apply to all four transports. */
  private short @Nullable [] forAll;

  PortStates(List<UnnamedEntry> rows) {
    unnamed = new UnnamedRows(rows);
  }

  /** Counts a service that was added, or with -1 one that was removed. */
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

  /** At most 1,000 rows of a table may cover a port, so a short suffices. */
  private static short[] added(short @Nullable [] counts, PortSpan ports, int by) {
    short[] sums = counts != null ? counts : new short[PortSpan.MAX_PORT + 1];
    for (int port = ports.first(); port <= ports.last(); port++) {
      sums[port] = (short) (sums[port] + by);
    }
    return sums;
  }

  /** The state that a change names; null if it names none. */
  static @Nullable IanaState state(String text) {
    return switch (text) {
      case "" -> null;
      case "reserved" -> IanaState.RESERVED;
      case "unassigned" -> IanaState.UNASSIGNED;
      default -> throw new IllegalStateException("no state of a port: " + text);
    };
  }

  /**
   * Returns the difference from the state after a change; null if there is none. A port without a
   * row counts as unassigned.
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

  /**
   * Clears the state of each port of a change that has no service now: its row's state, next to the
   * service, was not the state before.
   */
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
