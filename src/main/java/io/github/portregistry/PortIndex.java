package io.github.portregistry;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the facts that cover a port among facts of one port or a span of ports each. It costs
 * memory in proportion to the facts, however wide their spans are.
 *
 * <p>The rows are a balanced tree: the middle of a run of rows is the root of the rows on its two
 * sides.
 *
 * @param <T> what a row tells of its ports
 */
final class PortIndex<T> {

  private final List<FactTable.Row<T>> rows;

  /** The highest port that any row covers in the run of rows of which this is the middle. */
  private final int[] reach;

  /**
   * Creates an index.
   *
   * @param rows in ascending order of their first ports
   */
  PortIndex(List<FactTable.Row<T>> rows) {
    this.rows = rows;
    reach = new int[rows.size()];
    measure(0, rows.size());
  }

  private int measure(int from, int to) {
    if (from == to) {
      return -1;
    }
    int middle = (from + to) >>> 1;
    int sides = Math.max(measure(from, middle), measure(middle + 1, to));
    reach[middle] = Math.max(rows.get(middle).ports().last(), sides);
    return reach[middle];
  }

  /** Returns the facts that cover a port, in the order of the rows. */
  List<T> of(int port) {
    List<T> found = new ArrayList<>();
    collect(0, rows.size(), port, found);
    return List.copyOf(found);
  }

  private void collect(int from, int to, int port, List<T> found) {
    int middle = (from + to) >>> 1;
    if (from == to || reach[middle] < port) {
      return;
    }
    collect(from, middle, port, found);
    FactTable.Row<T> row = rows.get(middle);
    if (row.ports().first() <= port) {
      if (row.ports().last() >= port) {
        found.add(row.fact());
      }
      collect(middle + 1, to, port, found);
    }
  }
}
