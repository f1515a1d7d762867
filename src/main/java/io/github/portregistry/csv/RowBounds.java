package io.github.portregistry.csv;

import io.github.portregistry.PortSpan;
import io.github.portregistry.RegistryFormatException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many rows a table has for one port, and how many ports its rows cover. Refuses what would
 * make the answers larger than the size of the file allows.
 */
final class RowBounds {

  /** Far more than any port has: seven in the registry. */
  static final int MAX_ROWS = 1000;

  /** 64 rows for each of all ports; the rows of the registry cover fewer than one each. */
  static final int MAX_PORTS = 64 * (PortSpan.MAX_PORT + 1);

  private final int[] rowsOfPort = new int[PortSpan.MAX_PORT + 1];
  private final Map<String, Integer> rowsOfName = new HashMap<>();
  private int ports;

  /**
   * Counts a row.
   *
   * @param fields what the row was read from
   * @param nameColumn where the row has its name
   * @param portColumn where it has its ports
   * @throws RegistryFormatException if the row is one too many
   */
  void add(@Nullable PortSpan span, String name, Fields fields, int nameColumn, int portColumn) {
    if (span == null) {
      addName(name, fields, nameColumn);
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
          rows + " of " + Fault.quote(name));
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
