package io.github.portregistry;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The changes of the registry between two copies of it, in the order in which they were made; and
 * {@code history.csv}, which spells them.
 */
final class RegistryHistory {

  /**
   * A copy of the registry, from which or to which the changes lead.
   *
   * @param day of which it is
   * @param source where it is
   */
  record Copy(LocalDate day, String source) {}

  static final List<String> HEADER =
      List.of(
          "not_before",
          "not_after",
          "port",
          "transport",
          "change",
          "service_name",
          "before",
          "after",
          "source");

  /** Stands for a copy where the name of a change stands. */
  private static final String COPY = "copy";

  private final @Nullable Copy first;
  private final @Nullable Copy last;
  private final List<RegistryChange> changes;

  /** The places of the changes by port. */
  private @Nullable PortIndex<Integer> byPort;

  /**
   * Creates a history.
   *
   * @param changes all that was changed after the first copy and up to the last, in order
   */
  RegistryHistory(Copy first, List<RegistryChange> changes, Copy last) {
    this.first = first;
    this.last = last;
    this.changes = List.copyOf(changes);
  }

  private RegistryHistory() {
    first = null;
    last = null;
    changes = List.of();
  }

  /** That of a registry of which only one day is known. */
  static RegistryHistory none() {
    return new RegistryHistory();
  }

  boolean isKnown() {
    return first != null;
  }

  Copy first() {
    return requireKnown(first);
  }

  Copy last() {
    return requireKnown(last);
  }

  private static Copy requireKnown(@Nullable Copy copy) {
    if (copy == null) {
      throw new IllegalStateException("nothing is known of the past of this registry");
    }
    return copy;
  }

  List<RegistryChange> changes() {
    return changes;
  }

  /** A date, unless it was still to come; not beside the rows, which a look-up loads. */
  static @Nullable RegistryDate knownOn(LocalDate day, @Nullable RegistryDate date) {
    return date == null || date.earliest().isAfter(day) ? null : date;
  }

  /** The day on which a change was in effect. */
  static LocalDate effective(RegistryChange change) {
    return change.notAfter().latest();
  }

  /**
   * Returns the changes that came into effect from one day to another, both included.
   *
   * @throws IllegalArgumentException if one is not between the two copies, or the first is later
   */
  List<RegistryChange> changes(LocalDate from, LocalDate to) {
    requireDay(from);
    requireDay(to);
    if (from.isAfter(to)) {
      throw new IllegalArgumentException("expected a first day up to " + to + " but found " + from);
    }
    return changes.stream()
        .filter(change -> !effective(change).isBefore(from) && !effective(change).isAfter(to))
        .toList();
  }

  void requireDay(LocalDate day) {
    if (day.isBefore(first().day()) || day.isAfter(last().day())) {
      throw new IllegalArgumentException(
          "the registry is known from "
              + first().day()
              + " to "
              + last().day()
              + ", but the day is "
              + day);
    }
  }

  /** The history as it was known at the end of a day. */
  RegistryHistory until(LocalDate day) {
    return new RegistryHistory(
        first(), changes(first().day(), day), new Copy(day, last().source()));
  }

  /** Returns the changes of one port, with those before the first copy that are told otherwise. */
  List<RegistryChange> of(int port, FactTable<FormerAssignment> former) {
    List<RegistryChange> logged = logged(port);
    List<RegistryChange> before = new ArrayList<>();
    for (FormerAssignment told : former.of(port)) {
      boolean dated = told.releasedOn() != null || told.absentBy() != null || isKnown();
      if (dated && logged.stream().noneMatch(change -> tells(change, told))) {
        before.add(change(port, told));
      }
    }
    if (before.isEmpty()) {
      return logged;
    }
    return Stream.concat(before.stream(), logged.stream())
        .sorted(Comparator.comparing(RegistryHistory::effective))
        .toList();
  }

  private List<RegistryChange> logged(int port) {
    List<Integer> places = new ArrayList<>(byPort().of(port));
    Collections.sort(places);
    List<RegistryChange> logged = new ArrayList<>(places.size());
    for (int place : places) {
      logged.add(changes.get(place));
    }
    return Collections.unmodifiableList(logged);
  }

  private synchronized PortIndex<Integer> byPort() {
    PortIndex<Integer> index = byPort;
    if (index == null) {
      List<FactTable.Row<Integer>> places = new ArrayList<>();
      for (int i = 0; i < changes.size(); i++) {
        PortSpan ports = changes.get(i).ports();
        if (ports != null) {
          places.add(new FactTable.Row<>(ports, i));
        }
      }
      places.sort((one, other) -> one.ports().compareTo(other.ports()));
      index = new PortIndex<>(places);
      byPort = index;
    }
    return index;
  }

  /** Whether a change of a port is what made an assignment of it a former one. */
  static boolean tells(RegistryChange change, FormerAssignment told) {
    String name = change.formerName();
    return change.takesAway()
        && (told.transport() == null || told.transport() == change.transport())
        && (told.serviceName().isEmpty() || told.serviceName().equalsIgnoreCase(name));
  }

  private RegistryChange change(int port, FormerAssignment told) {
    RegistryDate notBefore = told.releasedOn() != null ? told.releasedOn() : told.lastSeen();
    RegistryDate notAfter = told.releasedOn() != null ? told.releasedOn() : told.absentBy();
    if (notAfter == null) {
      // Every change after the first copy is known, so it was made before.
      notAfter = date(first().day());
    }
    boolean renamed = told.kind() == FormerAssignment.Kind.RENAMED;
    return new RegistryChange(
        renamed
            ? RegistryChange.Kind.RENAMED
            : told.kind() == FormerAssignment.Kind.TRANSPORT_REMOVED
                ? RegistryChange.Kind.TRANSPORT_WITHDRAWN
                : RegistryChange.Kind.WITHDRAWN,
        notBefore,
        notAfter,
        new PortSpan(port, port),
        told.transport(),
        renamed ? told.successor() : told.serviceName(),
        renamed ? told.serviceName() : told.description(),
        renamed ? told.successor() : "",
        told.source());
  }

  static RegistryDate date(LocalDate day) {
    return new RegistryDate(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
  }

  // The table

  /**
   * Returns the history that a text spells.
   *
   * @throws RegistryFormatException if it is not canonical in every byte
   */
  static RegistryHistory read(CsvText text) {
    RegistryHistory history = readPackaged(text);
    for (Fields fields : text.rows(HEADER)) {
      fields.requireOneLineEach();
    }
    text.requireCanonical(history.csv());
    return history;
  }

  /** The same for a text that was canonical when it was packaged, see {@link FactTable}. */
  static RegistryHistory readPackaged(CsvText text) {
    Copy first = null;
    Copy last = null;
    List<RegistryChange> changes = new ArrayList<>();
    LocalDate before = LocalDate.MIN;
    for (Fields fields : text.rows(HEADER)) {
      if (last != null) {
        throw fields.fault(4, "nothing after the last copy", "another row");
      }
      LocalDate day = day(fields, 1);
      if (day.isBefore(before)) {
        throw fields.fault(1, "days in ascending order", day + " after " + before);
      }
      before = day;
      boolean copy = fields.text(4).equals(COPY);
      if (first == null && !copy) {
        throw fields.fault(4, "a copy in the first row", fields.text(4));
      } else if (!copy) {
        changes.add(change(fields));
      } else if (first == null) {
        first = new Copy(day, fields.requireText(8));
      } else {
        last = new Copy(day, fields.requireText(8));
      }
    }
    return first == null || last == null
        ? new RegistryHistory()
        : new RegistryHistory(first, changes, last);
  }

  private static LocalDate day(Fields fields, int column) {
    RegistryDate date = fields.requireDate(column);
    if (date.day() == null) {
      throw fields.fault(column, "a day such as 2005-12-31", date.toString());
    }
    return date.earliest();
  }

  private static RegistryChange change(Fields fields) {
    RegistryDate notBefore = fields.requireDate(0);
    RegistryDate notAfter = fields.requireDate(1);
    if (day(fields, 0).isAfter(notAfter.latest())) {
      throw fields.fault(0, "a day up to " + notAfter, notBefore.toString());
    }
    return new RegistryChange(
        fields.constant(4, RegistryChange.Kind.class),
        notBefore,
        notAfter,
        fields.ports(2),
        fields.transport(3),
        fields.text(5),
        fields.text(6),
        fields.text(7),
        fields.requireText(8));
  }

  /** Returns the canonical bytes of the table. */
  byte[] csv() {
    StringBuilder csv = new StringBuilder();
    CsvText.appendRow(csv, HEADER);
    if (first != null && last != null) {
      append(csv, first);
      for (RegistryChange change : changes) {
        PortSpan ports = change.ports();
        CsvText.appendRow(
            csv,
            List.of(
                RowFormat.text(change.notBefore()),
                RowFormat.text(change.notAfter()),
                ports == null ? "" : ports.toString(),
                RowFormat.text(change.transport()),
                RowFormat.text(change.kind()),
                change.serviceName(),
                change.before(),
                change.after(),
                change.source()));
      }
      append(csv, last);
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void append(StringBuilder csv, Copy copy) {
    String day = copy.day().toString();
    CsvText.appendRow(csv, List.of(day, day, "", "", COPY, "", "", "", copy.source()));
  }
}
