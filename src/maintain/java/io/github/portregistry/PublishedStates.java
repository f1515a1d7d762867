package io.github.portregistry;

import static java.util.Objects.requireNonNull;

import io.github.portregistry.csv.CsvText;
import io.github.portregistry.csv.Fault;
import io.github.portregistry.csv.Fields;
import io.github.portregistry.fact.RegistryHistory;
import io.github.portregistry.iana.IanaCopy;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The states of the registry that were published: a table of the rows that came and left with each.
 *
 * <p>The day of a state is the registry's own date of it. Of several states of one day the last
 * counts. A state with an earlier date than one before it is a stale copy that a server delivered
 * again; it is left out.
 */
final class PublishedStates {

  static final List<String> HEADER =
      List.of(
          "updated",
          "committed",
          "op",
          "number",
          "transport",
          "service_name",
          "description",
          "references");

  /** Where the states were collected. */
  private static final String MIRROR = "larseggert/iana-assignments of ";

  /**
   * A published state.
   *
   * @param day the registry's own date
   * @param rows its rows: names, ports, titles and references; a row that stays is the same object
   *     in each
   */
  record State(LocalDate day, List<RegistryRow> rows) {

    RegistryHistory.Copy copy() {
      return new RegistryHistory.Copy(day, MIRROR + day);
    }
  }

  private final List<State> states = new ArrayList<>();
  private final List<String> stale = new ArrayList<>();

  /** The rows of the state that is being read; two names without a port can be alike. */
  private final Map<List<String>, Integer> counts = new LinkedHashMap<>();

  /** Rows that are alike have an object each, of which a state has the first few. */
  private final Map<List<String>, List<RegistryRow>> made = new HashMap<>();

  private PublishedStates() {}

  /**
   * Reads a table of states.
   *
   * @throws RegistryFormatException at the first row that is not in the layout, or that does not
   *     fit the rows before it
   */
  static PublishedStates read(CsvText text) {
    PublishedStates states = new PublishedStates();
    Fields last = null;
    for (Fields fields : text.rows(HEADER)) {
      if (last != null && !(isOf(last, fields, 0) && isOf(last, fields, 1))) {
        states.publish(last);
      }
      states.apply(fields);
      last = fields;
    }
    if (last != null) {
      states.publish(last);
    }
    return states;
  }

  private static boolean isOf(Fields one, Fields other, int column) {
    return one.text(column).equals(other.text(column));
  }

  /** The states, the oldest first. */
  List<State> states() {
    return states;
  }

  /** The stale copies that were left out: the registry's date, and the day they were seen. */
  List<String> stale() {
    return stale;
  }

  private void publish(Fields fields) {
    LocalDate day = fields.requireDate(0).latest();
    State newest = states.isEmpty() ? null : states.get(states.size() - 1);
    if (newest != null && day.isBefore(newest.day())) {
      stale.add(day + ", seen on " + fields.text(1));
      return;
    }
    if (newest != null && day.equals(newest.day())) {
      states.remove(newest);
    }
    List<RegistryRow> rows = new ArrayList<>(counts.size());
    counts.forEach((row, count) -> rows.addAll(requireNonNull(made.get(row)).subList(0, count)));
    states.add(new State(day, rows));
  }

  private void apply(Fields fields) {
    List<String> row = new ArrayList<>(5);
    for (int column = 3; column < HEADER.size(); column++) {
      row.add(fields.text(column));
    }
    switch (fields.text(2)) {
      case "=", "+" -> {
        List<RegistryRow> alike = made.computeIfAbsent(row, absent -> new ArrayList<>(1));
        if (counts.merge(row, 1, Integer::sum) > alike.size()) {
          alike.add(row(fields));
        }
      }
      case "-" -> {
        Integer count = counts.get(row);
        if (count == null) {
          throw fields.fault(3, "a row of the state before", "another");
        }
        counts.put(row, count - 1);
        counts.remove(row, 0);
      }
      case "." -> {
        // A state that differs in nothing.
      }
      default -> throw fields.fault(2, "=, +, - or .", Fault.quote(fields.text(2)));
    }
  }

  private static RegistryRow row(Fields fields) {
    PortSpan ports = fields.ports(3);
    Transport transport = fields.transport(4);
    String name = fields.text(5);
    String source = MIRROR + fields.text(0);
    if (name.isEmpty()) {
      return new UnnamedEntry(
          requirePorts(ports, fields), transport, IanaCopy.plainState(fields.text(6)), source);
    }
    return new Assignment(
        name,
        ports,
        transport,
        IanaCopy.plainTitle(fields.text(6)),
        references(fields.text(7)),
        source);
  }

  private static PortSpan requirePorts(@Nullable PortSpan ports, Fields fields) {
    if (ports == null) {
      throw fields.fault(3, "a port or a range in a row without a service name", "nothing");
    }
    return ports;
  }

  /** RFCs and drafts as the registry's own rows spell them. */
  private static List<String> references(String text) {
    return text.isEmpty()
        ? List.of()
        : Arrays.stream(text.split("\\|", -1))
            .map(name -> name.matches("rfc\\d+") ? "RFC" + name.substring(3) : name)
            .sorted()
            .toList();
  }
}
