package io.github.portregistry;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Where the rows of a table stand that is being read. Refuses a row that stands twice, and what
 * would make the answers larger than the size of the file allows: too many rows of one port, or
 * rows that cover too many ports in all.
 */
final class RowPlaces {

  /** Far more than any port has: seven in the registry. */
  static final int MAX_ROWS = 1000;

  /** 64 rows for each of all ports; the rows of the registry cover fewer than one each. */
  static final int MAX_PORTS = 64 * (PortSpan.MAX_PORT + 1);

  /** Texts, because many texts of one hash code are still found quickly, unlike many lists. */
  private final Set<String> places = new HashSet<>();

  private final int[] rowsOfPort = new int[PortSpan.MAX_PORT + 1];
  private final Map<String, Integer> rowsOfName = new HashMap<>();
  private int ports;

  /**
   * Adds a row.
   *
   * @param fields what the row was read from
   * @param nameColumn where the row has its name
   * @param portColumn where it has its ports
   * @throws RegistryFormatException if the row stands above already, or is one too many
   */
  void add(Entry row, Fields fields, int nameColumn, int portColumn) {
    if (!places.add(RowFormat.place(row))) {
      throw fields.fault(0, "each row once", "a row that stands above already");
    }
    PortSpan span = row.ports();
    if (span == null) {
      addName(row.serviceName(), fields, nameColumn);
    } else {
      addPorts(span, fields, portColumn);
    }
  }

  private void addName(String name, Fields fields, int column) {
    int rows = rowsOfName.merge(name.toLowerCase(Locale.ROOT), 1, Integer::sum);
    if (rows > MAX_ROWS) {
      throw fields.fault(
          column,
          "at most " + MAX_ROWS + " rows of one name without a port",
          rows + " of " + RegistryFormatException.quote(name));
    }
  }

  private void addPorts(PortSpan span, Fields fields, int column) {
    ports += span.size();
    if (ports > MAX_PORTS) {
      throw fields.fault(
          column,
          "at most " + MAX_PORTS + " ports in all rows together, 64 times all that there are",
          ports + " up to this row");
    }
    for (int port = span.first(); port <= span.last(); port++) {
      if (++rowsOfPort[port] > MAX_ROWS) {
        throw fields.fault(
            column,
            "at most " + MAX_ROWS + " rows that cover one port",
            rowsOfPort[port] + " that cover port " + port);
      }
    }
  }
}
