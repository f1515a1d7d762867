package io.github.portregistry;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the primary service names of one transport directly in the tables' bytes, without creating
 * a row.
 */
final class PrimaryNames {

  private static final int NO_NAME = Integer.MAX_VALUE;

  private final PortTable[] tables;
  private final Transport transport;
  private final PortSpan ports;

  /** The layer, the name and its rank for each port. */
  private final int[] layers;

  private final String[] names;
  private final int[] ranks;

  private PrimaryNames(PortTable[] tables, Transport transport, PortSpan ports) {
    this.tables = tables;
    this.transport = transport;
    this.ports = ports;
    layers = new int[ports.size()];
    names = new String[ports.size()];
    ranks = new int[ports.size()];
    Arrays.fill(layers, tables.length);
    Arrays.fill(names, "");
    Arrays.fill(ranks, NO_NAME);
  }

  /**
   * Fills in the names around a port.
   *
   * @param names by port, null if not filled in yet
   * @return {@code names}, or a longer copy
   */
  static @Nullable String[] fill(
      @Nullable String[] names, PortTable[] tables, Transport transport, int port) {
    PrimaryNames around =
        new PrimaryNames(tables, transport, tables[tables.length - 1].block(port));
    for (int layer = 0; layer < tables.length; layer++) {
      around.read(layer);
    }
    int end = around.ports.last() + 1;
    // Grows to the next power of two: most programs ask for low ports only.
    @Nullable String[] filled =
        end <= names.length
            ? names
            : Arrays.copyOf(names, Math.max(1024, Integer.highestOneBit(end - 1) << 1));
    System.arraycopy(around.names, 0, filled, around.ports.first(), around.names.length);
    return filled;
  }

  private void read(int layer) {
    PortTable table = tables[layer];
    int[] rows = table.rows(ports.first(), ports.last());
    for (int i = 0; i < rows.length; i += 2) {
      if (table.isFor(rows[i], transport)) {
        String name = table.serviceName(rows[i]);
        int rank = name.isEmpty() ? NO_NAME : table.primaryRank(rows[i]);
        int first = Math.max(ports.first(), rows[i + 1] >>> 16);
        int last = Math.min(ports.last(), rows[i + 1] & PortSpan.MAX_PORT);
        for (int port = first; port <= last; port++) {
          offer(port - ports.first(), layer, name, rank);
        }
      }
    }
  }

  private void offer(int at, int layer, String name, int rank) {
    if (layers[at] >= layer) {
      layers[at] = layer;
      if (rank < ranks[at]) {
        ranks[at] = rank;
        names[at] = name;
      }
    }
  }
}
