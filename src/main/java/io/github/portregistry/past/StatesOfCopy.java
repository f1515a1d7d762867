package io.github.portregistry.past;

import io.github.portregistry.Assignment;
import io.github.portregistry.IanaState;
import io.github.portregistry.PortSpan;
import io.github.portregistry.RegistryRow;
import io.github.portregistry.Transport;
import io.github.portregistry.UnnamedEntry;
import io.github.portregistry.csv.RowFormat;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The states of the ports without a service in one copy, as the log of changes spells them. */
final class StatesOfCopy {

  private static final Transport[] TRANSPORTS = Transport.values();

  private final UnnamedRows unnamed;

  /** The rows without a transport, which apply to all four. */
  private final UnnamedRows ofAll;

  private final BitSet[] covered = new BitSet[TRANSPORTS.length];

  StatesOfCopy(List<RegistryRow> rows) {
    unnamed = UnnamedRows.of(rows);
    ofAll = UnnamedRows.of(rows.stream().filter(row -> row.transport() == null).toList());
    for (int place = 0; place < covered.length; place++) {
      covered[place] = new BitSet();
    }
    for (RegistryRow row : rows) {
      PortSpan ports = row.ports();
      if (row instanceof Assignment && ports != null) {
        for (Transport transport : UnnamedRows.spokenOf(row.transport())) {
          covered[RowFormat.order(transport)].set(ports.first(), ports.last() + 1);
        }
      }
    }
  }

  /** Whether a service has a port. */
  boolean isCovered(int port, Transport transport) {
    return covered[RowFormat.order(transport)].get(port);
  }

  /** The row with the state of a port without a service; null if there is none. */
  @Nullable UnnamedEntry row(int port, Transport transport) {
    return unnamed.row(port, transport);
  }

  /**
   * Returns the state of a port; "" if a service has it or no row covers it. A port that is
   * assigned to a purpose without a name counts as not covered.
   */
  String text(int port, Transport transport) {
    IanaState state = isCovered(port, transport) ? null : unnamed.state(port, transport);
    return state == null || state == IanaState.ASSIGNED ? "" : RowFormat.text(state);
  }

  /**
   * Returns the state of a port like {@link #text}, but a row without a transport applies to each
   * transport, not only to the two that the log records.
   */
  String textOfAny(int port, Transport transport) {
    boolean hasRow = isCovered(port, transport) || unnamed.row(port, transport) != null;
    IanaState state = hasRow ? null : ofAll.state(port, Transport.TCP);
    return state == null || state == IanaState.ASSIGNED
        ? text(port, transport)
        : RowFormat.text(state);
  }

  /** Whether a port without a service is reserved. */
  boolean isReserved(int port, Transport transport) {
    return !isCovered(port, transport) && unnamed.state(port, transport) == IanaState.RESERVED;
  }

  /**
   * Returns the state of all ports and transports of a row; "" if they differ or it has no port.
   */
  String uniformText(RegistryRow row) {
    PortSpan ports = row.ports();
    if (ports == null) {
      return "";
    }
    String text = null;
    for (Transport transport : UnnamedRows.spokenOf(row.transport())) {
      for (int port = ports.first(); port <= ports.last(); port++) {
        String here = text(port, transport);
        if (text != null && !text.equals(here)) {
          return "";
        }
        text = here;
      }
    }
    return text == null ? "" : text;
  }
}
