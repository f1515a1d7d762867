package io.github.portregistry;

import io.github.portregistry.fact.Changes;
import io.github.portregistry.fact.FactLayers;
import io.github.portregistry.fact.Facts;
import io.github.portregistry.fact.RegistryHistory;
import io.github.portregistry.past.PastRegistry;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The days that the tables of a registry are known on, and the tables as they were on one. */
final class Timeline {

  private final PortTable[] tables;

  /** What is known beside the rows of each. */
  private final FactLayers facts;

  private Timeline(PortTable[] tables, FactLayers facts) {
    this.tables = tables;
    this.facts = facts;
  }

  /**
   * Returns the days of some tables.
   *
   * @throws IllegalStateException if no past is known of any of them
   */
  static Timeline of(PortTable[] tables, FactLayers facts) {
    Timeline timeline = new Timeline(tables, facts);
    if (timeline.histories().findAny().isEmpty()) {
      throw new IllegalStateException(
          "no past is known of "
              + String.join(" over ", Layers.of(tables).sources())
              + ", so it cannot be asked for other days; ask PortRegistry.bundled(), or lay this"
              + " registry over it with PortRegistry.bundled().withOverlay(...)");
    }
    return timeline;
  }

  private Stream<RegistryHistory> histories() {
    return IntStream.range(0, tables.length)
        .mapToObj(layer -> facts.of(layer).history())
        .filter(RegistryHistory::isKnown);
  }

  private LocalDate day(Stream<LocalDate> days) {
    return days.max(Comparator.naturalOrder()).orElseThrow();
  }

  /** Returns the first day that every table with a past is known on. */
  LocalDate firstDay() {
    return day(histories().map(history -> history.first().day()));
  }

  /** Returns the last day that any table is known on. */
  LocalDate lastDay() {
    return day(histories().map(history -> history.last().day()));
  }

  /**
   * Returns the tables as they were at the end of a day. A table that ends earlier is returned as
   * it was on its last day; one without a past stays as it is.
   *
   * @throws IllegalArgumentException if the day is out of the range
   */
  PortTable[] asOf(LocalDate day) {
    requireDay(day);
    PortTable[] then = new PortTable[tables.length];
    for (int layer = 0; layer < tables.length; layer++) {
      then[layer] = asOf(tables[layer], facts.of(layer), day);
    }
    return then;
  }

  private static PortTable asOf(PortTable table, Facts facts, LocalDate day) {
    RegistryHistory history = facts.history();
    if (!history.isKnown()) {
      return table;
    }
    LocalDate last = history.last().day();
    if (!day.isBefore(last)) {
      return table.asOf(last.toString());
    }
    PastRegistry past = PastRegistry.of(table.entries().toList(), table.source(), facts, day);
    return PortTableCsv.of(past.rows(), table.source(), past.facts()).asOf(day.toString());
  }

  /**
   * Returns what was changed in any table from one day to another, both included.
   *
   * @throws IllegalArgumentException if a day is out of the range, or the first is later
   */
  List<RegistryChange> changes(LocalDate from, LocalDate to) {
    requireDay(from);
    requireDay(to);
    if (from.isAfter(to)) {
      throw new IllegalArgumentException("expected a first day up to " + to + " but found " + from);
    }
    Predicate<RegistryChange> between =
        change ->
            !Changes.effective(change).isBefore(from) && !Changes.effective(change).isAfter(to);
    return histories()
        .flatMap(history -> history.changes().stream())
        .filter(between)
        .distinct()
        .sorted(Comparator.comparing(Changes::effective))
        .toList();
  }

  private void requireDay(LocalDate day) {
    LocalDate first = firstDay();
    LocalDate last = lastDay();
    if (day.isBefore(first) || day.isAfter(last)) {
      throw new IllegalArgumentException(
          "the registry is known from " + first + " to " + last + ", but the day is " + day);
    }
  }
}
