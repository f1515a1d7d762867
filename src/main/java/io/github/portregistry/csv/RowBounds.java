package io.github.portregistry.csv;

import io.github.portregistry.PortSpan;
import io.github.portregistry.RegistryFormatException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Limits the rows for one port, and the ports that all rows cover together: without these limits, a
 * small file could make very large answers.
 */
final class RowBounds {

  /** The most rows for one port; in the registry, a port has at most seven. */
  static final int MAX_ROWS = 1000;

  /**
   * The most ports that all rows cover together: 64 rows for each port; the registry has fewer than
   * one.
   */
  static final int MAX_PORTS = 64 * (PortSpan.MAX_PORT + 1);

  private final int[] rowsOfPort = new int[PortSpan.MAX_PORT + 1];
  private final Map<String, Integer> rowsOfName = new HashMap<>();
  private int ports;

  /**
   * Counts a row.
   *
   * @param fields the fields that the row was read from
   * @param nameColumn the column of the name
   * @param portColumn the column of the ports
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
