package io.github.portregistry.fact;

import io.github.portregistry.FormerAssignment;
import io.github.portregistry.PortSpan;
import io.github.portregistry.RegistryChange;
import io.github.portregistry.RegistryDate;
import io.github.portregistry.RegistryFormatException;
import io.github.portregistry.csv.CsvText;
import io.github.portregistry.csv.Fields;
import io.github.portregistry.csv.RowFormat;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The changes between two copies of the registry, in the order in which they were made; reads and
 * writes {@code history.csv}.
 */
public final class RegistryHistory {

  /**
   * A copy of the registry before or after the changes.
   *
   * @param day its day
   * @param source its address or name
   */
  public record Copy(LocalDate day, String source) {}

  public static final List<String> HEADER =
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

  /** Marks the row of a copy, in the column for the kind of change. */
  private static final String COPY = "copy";

  private final @Nullable Copy first;
  private final @Nullable Copy last;
  private final Loaded<List<RegistryChange>> changes;

  /** The ports of each change: the first in the upper 16 bits, the last in the lower. */
  private int @Nullable [] spans;

  /**
   * Creates a history.
   *
   * @param changes all changes after the first copy and up to the last, in order
   */
  public RegistryHistory(Copy first, List<RegistryChange> changes, Copy last) {
    this(first, Loaded.of(List.copyOf(changes)), last);
  }

  /** Creates a history whose changes are loaded on first use. */
  public RegistryHistory(Copy first, Loaded<List<RegistryChange>> changes, Copy last) {
    this.first = first;
    this.last = last;
    this.changes = changes;
  }

  private RegistryHistory() {
    first = null;
    last = null;
    changes = Loaded.of(List.of());
  }

  /** Returns the history of a registry of which only one day is known. */
  public static RegistryHistory none() {
    return new RegistryHistory();
  }

  public boolean isKnown() {
    return first != null;
  }

  public Copy first() {
    return requireKnown(first);
  }

  public Copy last() {
    return requireKnown(last);
  }

  private static Copy requireKnown(@Nullable Copy copy) {
    if (copy == null) {
      throw new IllegalStateException("nothing is known of the past of this registry");
    }
    return copy;
  }

  /** Returns all changes in their order. */
  public List<RegistryChange> changes() {
    return Collections.unmodifiableList(changes.get());
  }

  /**
   * Returns the changes that took effect from one day to another, both included.
   *
   * @throws IllegalArgumentException if a day is not between the two copies, or the first is later
   */
  public List<RegistryChange> changes(LocalDate from, LocalDate to) {
    requireDay(from);
    requireDay(to);
    if (from.isAfter(to)) {
      throw new IllegalArgumentException(
          "expected a first day up to the last day but found " + from + " to " + to);
    }
    return changesWithin(from, to);
  }

  /** Returns the changes from one day to another, which may lie outside the two copies. */
  public List<RegistryChange> changesWithin(LocalDate from, LocalDate to) {
    List<RegistryChange> all = changes.get();
    return List.copyOf(all.subList(placeOf(from), placeOf(to.plusDays(1))));
  }

  /** Returns the index of the first change that took effect on a day or later. */
  private int placeOf(LocalDate day) {
    List<RegistryChange> all = changes.get();
    int low = 0;
    int high = all.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Changes.effective(all.get(middle)).isBefore(day)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  public void requireDay(LocalDate day) {
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

  /** Returns the history up to the end of a day. */
  public RegistryHistory until(LocalDate day) {
    return new RegistryHistory(
        first(), changes(first().day(), day), new Copy(day, last().source()));
  }

  /**
   * Returns the changes of one port, including changes before the first copy that former
   * assignments record.
   */
  public List<RegistryChange> of(int port, FactTable<FormerAssignment> former) {
    List<RegistryChange> logged = logged(port);
    List<RegistryChange> all = new ArrayList<>();
    for (FormerAssignment told : former.of(port)) {
      boolean dated = told.releasedOn() != null || told.absentBy() != null || isKnown();
      if (dated && !tells(logged, told)) {
        all.add(change(port, told));
      }
    }
    if (!all.isEmpty()) {
      all.addAll(logged);
      all.sort(new ByDay());
    }
    return all.isEmpty() ? logged : Collections.unmodifiableList(all);
  }

  private static final class ByDay implements Comparator<RegistryChange> {
    @Override
    public int compare(RegistryChange a, RegistryChange b) {
      return Changes.effective(a).compareTo(Changes.effective(b));
    }
  }

  private List<RegistryChange> logged(int port) {
    int[] known = spans();
    List<RegistryChange> logged = new ArrayList<>();
    for (int place = 0; place < known.length; place++) {
      if (known[place] >>> 16 <= port && port <= (known[place] & PortSpan.MAX_PORT)) {
        logged.add(changes.get().get(place));
      }
    }
    return Collections.unmodifiableList(logged);
  }

  private synchronized int[] spans() {
    int[] known = spans;
    if (known == null) {
      List<RegistryChange> all = changes.get();
      known = all instanceof HistoryRows rows ? rows.spans() : spans(all);
      spans = known;
    }
    return known;
  }

  private static int[] spans(List<RegistryChange> changes) {
    int[] spans = new int[changes.size()];
    for (int place = 0; place < spans.length; place++) {
      PortSpan ports = changes.get(place).ports();
      spans[place] = ports == null ? HistoryRows.NO_PORT : ports.first() << 16 | ports.last();
    }
    return spans;
  }

  private static boolean tells(List<RegistryChange> logged, FormerAssignment told) {
    for (RegistryChange change : logged) {
      if (tells(change, told)) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether a change ended a given former assignment. */
  public static boolean tells(RegistryChange change, FormerAssignment told) {
    String name = Changes.formerName(change);
    return Changes.takesAway(change)
        && (told.transport() == null || told.transport() == change.transport())
        && (told.serviceName().isEmpty() || told.serviceName().equalsIgnoreCase(name));
  }

  private RegistryChange change(int port, FormerAssignment told) {
    RegistryDate notBefore = told.releasedOn() != null ? told.releasedOn() : told.lastSeen();
    RegistryDate notAfter = told.releasedOn() != null ? told.releasedOn() : told.absentBy();
    if (notAfter == null) {
      // Every change after the first copy is known, so it was made before.
      notAfter = Changes.date(first().day());
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

  // The table

  /**
   * Returns the history of a text.
   *
   * @throws RegistryFormatException if it is not canonical in every byte
   */
  public static RegistryHistory read(CsvText text) {
    Copy first = null;
    Copy last = null;
    List<RegistryChange> changes = new ArrayList<>();
    LocalDate before = LocalDate.MIN;
    for (Fields fields : text.rows(HEADER)) {
      fields.requireOneLineEach();
      if (last != null) {
        throw fields.fault(4, "nothing after the last copy", "another row");
      }
      LocalDate day = HistoryRows.day(fields, 1);
      if (day.isBefore(before)) {
        throw fields.fault(1, "days in ascending order", day + " after " + before);
      }
      before = day;
      boolean copy = fields.text(4).equals(COPY);
      if (first == null && !copy) {
        throw fields.fault(4, "a copy in the first row", fields.text(4));
      } else if (!copy) {
        changes.add(HistoryRows.change(fields));
      } else if (first == null) {
        first = copy(fields);
      } else {
        last = copy(fields);
      }
    }
    RegistryHistory history =
        first == null || last == null
            ? new RegistryHistory()
            : new RegistryHistory(first, changes, last);
    text.requireCanonical(history.csv());
    return history;
  }

  private static Copy copy(Fields fields) {
    return new Copy(HistoryRows.day(fields, 1), fields.requireText(8));
  }

  /** Returns the history of canonical bytes, see {@link FactTable#ofCanonical}. */
  public static RegistryHistory ofCanonical(byte[] csv, String source) {
    HistoryRows rows = new HistoryRows(new SortedRows(csv, source, HEADER));
    return new RegistryHistory(copy(rows.firstCopy()), Loaded.of(rows), copy(rows.lastCopy()));
  }

  /** Returns the canonical bytes of the table. */
  public byte[] csv() {
    StringBuilder csv = new StringBuilder();
    CsvText.appendRow(csv, HEADER);
    if (first != null && last != null) {
      append(csv, first);
      for (RegistryChange change : changes()) {
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
