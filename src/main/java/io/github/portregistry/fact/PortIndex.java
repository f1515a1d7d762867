package io.github.portregistry.fact;

import io.github.portregistry.PortSpan;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the facts that cover a port among facts of one port or a span of ports each. It costs
 * memory in proportion to the facts, however wide their spans are.
 *
 * <p>The rows are a balanced tree: the middle of a run of rows is the root of the rows on its two
 * sides.
 *
 * @param <T> what is known of the ports
 */
final class PortIndex<T> {

  private final List<PortSpan> spans;
  private final List<T> facts;

  /** The highest port that any row covers in the run of rows of which this is the middle. */
  private final int[] reach;

  /**
   * Creates an index.
   *
   * @param spans the ports of each fact, in ascending order of the first
   * @param facts as many, in the same order
   */
  PortIndex(List<PortSpan> spans, List<T> facts) {
    this.spans = List.copyOf(spans);
    this.facts = List.copyOf(facts);
    reach = new int[spans.size()];
    measure(0, spans.size());
  }

  private int measure(int from, int to) {
    if (from == to) {
      return -1;
    }
    int middle = (from + to) >>> 1;
    int sides = Math.max(measure(from, middle), measure(middle + 1, to));
    reach[middle] = Math.max(spans.get(middle).last(), sides);
    return reach[middle];
  }

  /** Returns the facts that cover a port, in the order of the rows. */
  List<T> of(int port) {
    List<T> found = new ArrayList<>();
    collect(0, spans.size(), port, found);
    return List.copyOf(found);
  }

  private void collect(int from, int to, int port, List<T> found) {
    int middle = (from + to) >>> 1;
    if (from == to || reach[middle] < port) {
      return;
    }
    collect(from, middle, port, found);
    PortSpan span = spans.get(middle);
    if (span.first() <= port) {
      if (span.last() >= port) {
        found.add(facts.get(middle));
      }
      collect(middle + 1, to, port, found);
    }
  }
}
