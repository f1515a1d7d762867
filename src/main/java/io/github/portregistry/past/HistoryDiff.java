package io.github.portregistry.past;

import io.github.portregistry.Assignment;
import io.github.portregistry.FormerAssignment;
import io.github.portregistry.IanaState;
import io.github.portregistry.PortSpan;
import io.github.portregistry.RegistryChange;
import io.github.portregistry.RegistryDate;
import io.github.portregistry.RegistryDiff;
import io.github.portregistry.RegistryRow;
import io.github.portregistry.Transport;
import io.github.portregistry.csv.RowFormat;
import io.github.portregistry.fact.Changes;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.RegistryHistory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Computes the changes between two copies of the registry, the second of the same day or later.
 * Undoing them in the rows of the second copy gives the services and states of the first, whatever
 * rows the two have.
 *
 * <p>A change has the date of its row, if that lies between the copies. A replaced service was
 * withdrawn on the day its successor was assigned, and a port became reserved for one transport on
 * the day of the new service on the other. If no row has a date, the change has the interval
 * between the copies.
 */
public final class HistoryDiff {

  /** Joins the sources of the two copies into the source of a change. */
  public static final String BETWEEN = " -> ";

  /** A name and its ports, regardless of the transport. */
  private record NameOnPorts(String name, @Nullable PortSpan ports) {

    static NameOnPorts of(RegistryRow row) {
      return new NameOnPorts(row.serviceName(), row.ports());
    }
  }

  private final List<RegistryRow> before;
  private final RegistryHistory.Copy older;
  private final RegistryHistory.Copy newer;
  private final LastKnown known;
  private final NewServices come;
  private final StatesOfCopy statesBefore;
  private final StatesOfCopy statesAfter;
  private final Set<NameOnPorts> namesAfter = new HashSet<>();
  private final List<RegistryChange> changes = new ArrayList<>();

  private HistoryDiff(
      List<RegistryRow> before,
      RegistryHistory.Copy older,
      List<RegistryRow> after,
      RegistryHistory.Copy newer,
      LastKnown known) {
    this.before = before;
    this.older = older;
    this.newer = newer;
    this.known = known;
    statesBefore = new StatesOfCopy(before);
    statesAfter = new StatesOfCopy(after);
    after.forEach(row -> namesAfter.add(NameOnPorts.of(row)));
    RegistryDiff diff = RegistryDiff.between(before, after);
    come = new NewServices(services(diff.added()).toList(), this::day);
    compareServices(diff);
    compareStates();
    changes.sort(Comparator.comparing(Changes::effective).thenComparing(RegistryChange::kind));
    insertStatesOfSpans();
  }

  /** Returns the difference between two complete copies. */
  public static HistoryDiff between(
      List<RegistryRow> before,
      RegistryHistory.Copy older,
      List<RegistryRow> after,
      RegistryHistory.Copy newer) {
    return new HistoryDiff(before, older, after, newer, LastKnown.of(older));
  }

  /**
   * Returns the difference between two copies of the registry that were published in succession.
   * Each change has the day of the newer copy, whatever date a row has.
   */
  public static HistoryDiff published(
      List<RegistryRow> before,
      RegistryHistory.Copy older,
      List<RegistryRow> after,
      RegistryHistory.Copy newer) {
    return new HistoryDiff(before, older, after, newer, LastKnown.ofPublished(older));
  }

  /**
   * Returns the difference between two copies. The older one is a complete copy plus changes that
   * were seen later in lists of names and titles; fields that these lists lack count as unchanged.
   *
   * @param before the rows of the older copy after those changes
   * @param known the days until which those rows are known
   */
  static HistoryDiff between(
      List<RegistryRow> before,
      LastKnown known,
      List<RegistryRow> after,
      RegistryHistory.Copy newer) {
    return new HistoryDiff(before, known.copy(), after, newer, known);
  }

  public List<RegistryChange> changes() {
    return changes;
  }

  /** Returns the history with these changes added, in the order of their days. */
  public RegistryHistory after(RegistryHistory history) {
    List<RegistryChange> all = new ArrayList<>(history.changes());
    all.addAll(changes);
    all.sort(Comparator.comparing(Changes::effective));
    return new RegistryHistory(history.first(), all, newer);
  }

  /** Returns the assignments that only the older copy has, as former assignments. */
  public List<FactTable.Row<FormerAssignment>> former() {
    return FormerOfChanges.of(changes, before);
  }

  // Services

  private void compareServices(RegistryDiff diff) {
    for (RegistryDiff.Change change : diff.changed()) {
      if (change.before() instanceof Assignment before
          && change.after() instanceof Assignment after) {
        compare(before, after, change.fields());
      }
    }
    services(diff.gone()).forEach(this::addWithdrawn);
    services(diff.added())
        .forEach(
            row ->
                add(
                    RegistryChange.Kind.ASSIGNED,
                    row,
                    statesBefore.uniformText(row),
                    row.description()));
  }

  private static Stream<Assignment> services(List<RegistryRow> rows) {
    return rows.stream().filter(Assignment.class::isInstance).map(Assignment.class::cast);
  }

  private void compare(Assignment before, Assignment after, Set<RegistryDiff.Field> fields) {
    if (fields.contains(RegistryDiff.Field.SERVICE_NAME)) {
      add(RegistryChange.Kind.RENAMED, after, before.serviceName(), after.serviceName());
    }
    if (fields.contains(RegistryDiff.Field.DESCRIPTION)) {
      add(RegistryChange.Kind.RETITLED, after, before.description(), after.description());
    }
    if (fields.contains(RegistryDiff.Field.REFERENCES) && hasKnownReferences(before)) {
      add(
          RegistryChange.Kind.REFERENCE_CHANGED,
          after,
          RowFormat.text(before.references()),
          RowFormat.text(after.references()));
    }
  }

  /**
   * Whether the references of a row are known: a list of names and the log of changes have none.
   */
  private boolean hasKnownReferences(Assignment before) {
    return (known.isWhole() && older.day().isBefore(newer.day()))
        || !before.references().isEmpty()
        || before.source().equals(older.source());
  }

  private void addWithdrawn(Assignment row) {
    changes.add(
        change(
            namesAfter.contains(NameOnPorts.of(row))
                ? RegistryChange.Kind.TRANSPORT_WITHDRAWN
                : RegistryChange.Kind.WITHDRAWN,
            dayWithdrawn(row),
            row.ports(),
            row.transport(),
            row.serviceName(),
            row.description(),
            statesAfter.uniformText(row)));
  }

  private void add(RegistryChange.Kind kind, Assignment row, String before, String after) {
    changes.add(
        change(
            kind, day(kind, row), row.ports(), row.transport(), row.serviceName(), before, after));
  }

  /**
   * Returns a change on a day; if that is not known, in the time between the copies. Between two
   * copies of the same day, the earliest day is not known.
   */
  private RegistryChange change(
      RegistryChange.Kind kind,
      @Nullable LocalDate day,
      @Nullable PortSpan ports,
      @Nullable Transport transport,
      String name,
      String before,
      String after) {
    LocalDate since = known.since(kind, ports, transport);
    RegistryDate notBefore = since.isBefore(newer.day()) ? Changes.date(since) : null;
    return new RegistryChange(
        kind,
        day == null ? notBefore : Changes.date(day),
        Changes.date(day == null ? newer.day() : day),
        ports,
        transport,
        name,
        before,
        after,
        source());
  }

  /**
   * The sources of the two copies; the second is shortened to its last word if the rest is the
   * same.
   */
  private String source() {
    String from = older.source();
    String to = newer.source();
    int word = to.lastIndexOf(' ') + 1;
    boolean alike = word > 0 && from.lastIndexOf(' ') + 1 == word;
    boolean same = alike && from.startsWith(to.substring(0, word));
    return from + BETWEEN + (same ? to.substring(word) : to);
  }

  private @Nullable LocalDate day(Assignment come) {
    return day(RegistryChange.Kind.ASSIGNED, come);
  }

  /** The date of a row, if it lies between the two copies. */
  private @Nullable LocalDate day(RegistryChange.Kind kind, @Nullable RegistryRow row) {
    if (known.isFollowedBy(newer)) {
      return newer.day();
    }
    if (row == null) {
      return null;
    }
    LocalDate since = known.since(kind, row.ports(), row.transport());
    return Stream.of(row.modified(), row.registered())
        .filter(Objects::nonNull)
        .filter(date -> date.day() != null)
        .map(RegistryDate::earliest)
        .filter(day -> day.isAfter(since) && !day.isAfter(newer.day()))
        .filter(day -> day.isAfter(older.day()) || !known.changed(row))
        .findFirst()
        .orElse(null);
  }

  /**
   * The date of the service that replaced a withdrawn one, or of the row that its ports have now.
   */
  private @Nullable LocalDate dayWithdrawn(Assignment row) {
    PortSpan ports = row.ports();
    if (ports == null) {
      return day(RegistryChange.Kind.WITHDRAWN, null);
    }
    return come.have(ports, row.transport())
        ? come.firstDay(ports, row.transport())
        : dayOfState(ports.first(), UnnamedRows.spokenOf(row.transport()).get(0));
  }

  private @Nullable LocalDate dayOfState(int port, Transport transport) {
    LocalDate day = day(RegistryChange.Kind.STATE_CHANGED, statesAfter.row(port, transport));
    return day == null && statesAfter.isReserved(port, transport) ? come.firstDay(port) : day;
  }

  // States

  /** Compares the states of ports that have no service in either copy. */
  private void compareStates() {
    for (Transport transport : Transport.values()) {
      int port = 0;
      while (port <= PortSpan.MAX_PORT) {
        int first = port++;
        if (isUnchanged(first, transport)) {
          continue;
        }
        LocalDate day = dayOfState(first, transport);
        while (port <= PortSpan.MAX_PORT
            && !isUnchanged(port, transport)
            && statesBefore.text(first, transport).equals(statesBefore.text(port, transport))
            && statesAfter.text(first, transport).equals(statesAfter.text(port, transport))
            && Objects.equals(day, dayOfState(port, transport))) {
          port++;
        }
        changes.add(
            change(
                RegistryChange.Kind.STATE_CHANGED,
                day,
                new PortSpan(first, port - 1),
                transport,
                "",
                statesBefore.text(first, transport),
                statesAfter.text(first, transport)));
      }
    }
  }

  /**
   * Whether two states are the same. If services were seen later, the rest of an unassigned range
   * has lost its row.
   */
  private boolean isSame(String before, String after) {
    return before.equals(after) || (!known.isWhole() && !isReserved(before) && !isReserved(after));
  }

  private static boolean isReserved(String state) {
    return state.equals(RowFormat.text(IanaState.RESERVED));
  }

  private boolean isUnchanged(int port, Transport transport) {
    return statesBefore.isCovered(port, transport)
        || statesAfter.isCovered(port, transport)
        || isSame(statesBefore.text(port, transport), statesAfter.text(port, transport))
        // A row for all transports may have become rows for some, which say the same.
        || statesBefore.textOfAny(port, transport).equals(statesAfter.textOfAny(port, transport));
  }

  /**
   * A new service whose ports had several states cannot record one of them, so changes just before
   * it end each state.
   */
  private void insertStatesOfSpans() {
    List<RegistryChange> all = new ArrayList<>();
    for (RegistryChange change : changes) {
      if (change.kind() == RegistryChange.Kind.ASSIGNED && change.before().isEmpty()) {
        addStatesOf(change, all);
      }
    }
    if (!all.isEmpty()) {
      all.addAll(changes);
      all.sort(Comparator.comparing(Changes::effective));
      changes.clear();
      changes.addAll(all);
    }
  }

  private void addStatesOf(RegistryChange assigned, List<RegistryChange> given) {
    PortSpan ports = assigned.ports();
    if (ports == null) {
      return;
    }
    for (Transport transport : UnnamedRows.spokenOf(assigned.transport())) {
      int port = ports.first();
      while (port <= ports.last()) {
        int first = port++;
        String state = statesBefore.text(first, transport);
        while (port <= ports.last() && state.equals(statesBefore.text(port, transport))) {
          port++;
        }
        if (!state.isEmpty()) {
          given.add(
              new RegistryChange(
                  RegistryChange.Kind.STATE_CHANGED,
                  assigned.notBefore(),
                  assigned.notAfter(),
                  new PortSpan(first, port - 1),
                  transport,
                  "",
                  state,
                  "",
                  assigned.source()));
        }
      }
    }
  }
}
