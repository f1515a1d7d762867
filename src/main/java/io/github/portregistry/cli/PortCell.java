package io.github.portregistry.cli;

import static java.util.stream.Collectors.joining;

import io.github.portregistry.Transport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Formats several ports as one cell of a table, such as {@code 8000-8003/tcp} or {@code
 * 53/tcp,udp}.
 */
final class PortCell {

  /** The shortest run that is shorter as a range. */
  private static final int SHORTEST_RANGE = 3;

  /** The most ports and ranges in a cell; more are counted there, and listed below the table. */
  private static final int MOST_PARTS = 6;

  private static final int PORTS_OF_LINE = 4;
  private static final int WIDTH = 20;
  private static final int NARROW_WIDTH = 13;

  private PortCell() {}

  /** Returns the ports in groups that each fit on a line. */
  static Collection<Set<Integer>> divided(Collection<Integer> ports) {
    List<Set<Integer>> groups = new ArrayList<>();
    for (int port : ports) {
      if (groups.isEmpty() || groups.get(groups.size() - 1).size() == PORTS_OF_LINE) {
        groups.add(new TreeSet<>());
      }
      groups.get(groups.size() - 1).add(port);
    }
    return groups;
  }

  /** Returns every port, in ascending order. */
  static String all(Collection<Integer> ports, Collection<Transport> transports) {
    return ports.stream().map(String::valueOf).collect(joining(",")) + keywords(transports);
  }

  /**
   * Returns the ports, folded into ranges, as lines about as wide as one range.
   *
   * @param ports in ascending order
   */
  static String folded(
      Collection<Integer> ports, Collection<Transport> transports, boolean narrow) {
    List<String> parts = parts(ports);
    if (parts.size() > MOST_PARTS) {
      List<Integer> all = List.copyOf(ports);
      return all.size()
          + " ports"
          + keywords(transports)
          + "\n"
          + all.get(0)
          + "-"
          + all.get(all.size() - 1);
    }
    int last = parts.size() - 1;
    parts.set(last, parts.get(last) + keywords(transports));
    StringBuilder cell = new StringBuilder();
    int used = 0;
    for (int i = 0; i <= last; i++) {
      String part = parts.get(i) + (i < last ? "," : "");
      if (used > 0 && used + part.length() > (narrow ? NARROW_WIDTH : WIDTH)) {
        cell.append('\n');
        used = 0;
      }
      cell.append(part);
      used += part.length();
    }
    return cell.toString();
  }

  /** Returns a sentence with every port if the cell counts some; otherwise nothing. */
  static List<String> listed(
      Collection<Integer> ports, Collection<Transport> transports, String program) {
    List<String> parts = parts(ports);
    return parts.size() <= MOST_PARTS
        ? List.of()
        : List.of(
            program
                + " listens on "
                + ports.size()
                + " ports: "
                + String.join(", ", parts)
                + keywords(transports));
  }

  /** Returns the ports as single ports and ranges. */
  static List<String> parts(Collection<Integer> ports) {
    List<String> parts = new ArrayList<>();
    List<Integer> run = new ArrayList<>();
    for (int port : ports) {
      if (!run.isEmpty() && run.get(run.size() - 1) != port - 1) {
        addRun(run, parts);
        run.clear();
      }
      run.add(port);
    }
    addRun(run, parts);
    return parts;
  }

  private static void addRun(List<Integer> run, List<String> parts) {
    if (run.size() >= SHORTEST_RANGE) {
      parts.add(run.get(0) + "-" + run.get(run.size() - 1));
    } else {
      run.forEach(port -> parts.add(port.toString()));
    }
  }

  private static String keywords(Collection<Transport> transports) {
    return transports.stream().map(Transport::keyword).collect(joining(",", "/", ""));
  }
}
