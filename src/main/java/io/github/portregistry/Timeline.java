package io.github.portregistry;

import io.github.portregistry.fact.Changes;
import io.github.portregistry.fact.Facts;
import io.github.portregistry.fact.RegistryHistory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The days for which the tables of a registry are known, and the tables of such a day. */
final class Timeline {

  private final PortTable[] tables;

  /** The facts of each table that are not in its rows. */
  private final Facts[] facts;

  /** The histories of the tables that have one, in their order. */
  private final List<RegistryHistory> histories = new ArrayList<>(1);

  private Timeline(PortTable[] tables, Facts[] facts) {
    this.tables = tables;
    this.facts = facts;
    for (Facts ofTable : facts) {
      RegistryHistory history = ofTable.history();
      if (history.isKnown()) {
        histories.add(history);
      }
    }
  }

  /**
   * Returns the days of tables.
   *
   * @throws IllegalStateException if none of them has a past
   */
  static Timeline of(PortTable[] tables, Facts[] facts) {
    Timeline timeline = new Timeline(tables, facts);
    if (timeline.histories.isEmpty()) {
      throw new IllegalStateException(
          "no past is known of "
              + String.join(" over ", Layers.of(tables).sources())
              + ", so it cannot be asked for other days; ask PortRegistry.bundled(), or lay this"
              + " registry over it with PortRegistry.bundled().withOverlay(...)");
    }
    return timeline;
  }

  /** Returns the first day for which every table with a past is known. */
  LocalDate firstDay() {
    LocalDate first = LocalDate.MIN;
    for (RegistryHistory history : histories) {
      LocalDate day = history.first().day();
      first = day.isAfter(first) ? day : first;
    }
    return first;
  }

  /** Returns the last day for which any table is known. */
  LocalDate lastDay() {
    LocalDate last = LocalDate.MIN;
    for (RegistryHistory history : histories) {
      LocalDate day = history.last().day();
      last = day.isAfter(last) ? day : last;
    }
    return last;
  }

  /**
   * Returns the tables as they were at the end of a day. A table that ends earlier is returned as
   * it was on its last day; one without a past stays as it is.
   *
   * @throws IllegalArgumentException if the day is outside the known days
   */
  PortTable[] asOf(LocalDate day) {
    requireDay(day);
    PortTable[] then = new PortTable[tables.length];
    for (int layer = 0; layer < tables.length; layer++) {
      then[layer] = asOf(tables[layer], facts[layer], day);
    }
    return then;
  }

  private static PortTable asOf(PortTable table, Facts facts, LocalDate day) {
    RegistryHistory history = facts.history();
    if (!history.isKnown()) {
      return table;
    }
    LocalDate last = history.last().day();
    return day.isBefore(last) ? PastTable.of(table, facts, day) : table.asOf(last.toString());
  }

  /**
   * Returns the changes of all tables from one day to another, both included.
   *
   * @throws IllegalArgumentException if a day is outside the known days, or the first is later
   */
  List<RegistryChange> changes(LocalDate from, LocalDate to) {
    requireDay(from);
    requireDay(to);
    if (from.isAfter(to)) {
      throw new IllegalArgumentException(
          "expected a first day up to the last day but found " + from + " to " + to);
    }
    List<RegistryChange> all = new ArrayList<>();
    // Compared as strings: the first hashCode of a record takes longer than the changes of a year.
    Set<String> seen = new HashSet<>();
    for (RegistryHistory history : histories) {
      for (RegistryChange change : history.changesWithin(from, to)) {
        if (seen.add(Changes.text(change))) {
          all.add(change);
        }
      }
    }
    if (histories.size() > 1) {
      all.sort(Comparator.comparing(Changes::effective));
    }
    return Collections.unmodifiableList(all);
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
