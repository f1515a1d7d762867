package io.github.portregistry.past;

import io.github.portregistry.Assignment;
import io.github.portregistry.IanaState;
import io.github.portregistry.PortSpan;
import io.github.portregistry.RegistryChange;
import io.github.portregistry.RegistryRow;
import io.github.portregistry.Transport;
import io.github.portregistry.UnnamedEntry;
import io.github.portregistry.csv.RowFormat;
import io.github.portregistry.csv.Rows;
import io.github.portregistry.fact.Changes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a registry, from which changes are taken back one by one, the last first. A change
 * that does not fit the rows as they are then is refused, so that no wrong past is told.
 */
public final class RegistryState {

  /** What tells a service from others; two of the registry's names without a port share it. */
  private record Key(@Nullable PortSpan ports, @Nullable Transport transport, String name) {

    static Key of(Assignment row) {
      return new Key(row.ports(), row.transport(), row.serviceName());
    }

    static Key of(RegistryChange change) {
      return new Key(change.ports(), change.transport(), change.serviceName());
    }
  }

  /** In the order of the registry; null where a row was taken away. */
  private final List<@Nullable Assignment> services = new ArrayList<>();

  private final Map<Key, List<Integer>> places = new HashMap<>();
  private final UnnamedRows unnamed;

  /** How many services speak of each port, by the place of the transport. */
  private final int[][] speaking = new int[Transport.values().length][PortSpan.MAX_PORT + 1];

  /** How many services without a transport each port has; they hold for all four. */
  private final int[] forAll = new int[PortSpan.MAX_PORT + 1];

  public RegistryState(List<RegistryRow> rows) {
    List<UnnamedEntry> withoutName = new ArrayList<>();
    for (RegistryRow row : rows) {
      if (row instanceof Assignment service) {
        add(service);
      } else {
        withoutName.add((UnnamedEntry) row);
      }
    }
    unnamed = new UnnamedRows(withoutName);
  }

  /**
   * Returns the rows as they are now.
   *
   * @param day of which they are; a date after it is left out
   * @param source where the states of the ports that were changed are from
   */
  public List<RegistryRow> rows(LocalDate day, String source) {
    List<RegistryRow> rows = new ArrayList<>();
    for (Assignment service : services) {
      if (service != null) {
        rows.add(Rows.knownOn(day, service));
      }
    }
    unnamed.toRows(source).forEach(row -> rows.add(Rows.knownOn(day, row)));
    return rows;
  }

  /** Takes back the changes that came into effect after a day. */
  public void rollBackTo(LocalDate day, List<RegistryChange> changes) {
    rollBackTo(day, changes, change -> List.of());
  }

  /**
   * Takes back the changes that came into effect after a day.
   *
   * @param cited what a service cited when a change took it away, where no change before says so
   */
  void rollBackTo(
      LocalDate day, List<RegistryChange> changes, Function<RegistryChange, List<String>> cited) {
    List<List<String>> references = referencesBefore(changes);
    for (int i = changes.size() - 1; i >= 0; i--) {
      RegistryChange change = changes.get(i);
      if (!Changes.effective(change).isAfter(day)) {
        return;
      }
      List<String> before = references.get(i);
      undo(change, before.isEmpty() ? cited.apply(change) : before);
    }
  }

  /**
   * For each change what the registry cited for its service when it was taken away, where that was
   * changed before and so is known; else nothing.
   */
  public static List<List<String>> referencesBefore(List<RegistryChange> changes) {
    Map<Key, String> cited = new HashMap<>();
    List<List<String>> before = new ArrayList<>();
    for (RegistryChange change : changes) {
      Key key = Key.of(change);
      String known = "";
      switch (change.kind()) {
        case REFERENCE_CHANGED -> cited.put(key, change.after());
        case RENAMED -> {
          String moved = cited.remove(Key.of(Changes.named(change, change.before())));
          if (moved != null) {
            cited.put(key, moved);
          }
        }
        case WITHDRAWN, TRANSPORT_WITHDRAWN -> known = cited.getOrDefault(key, "");
        default -> {
          // What comes or is titled otherwise cites what it cites.
        }
      }
      before.add(references(known));
    }
    return before;
  }

  /**
   * Takes one change back.
   *
   * @param references what was cited for a service that comes back
   * @throws IllegalStateException if the rows are not as the change left them
   */
  public void undo(RegistryChange change, List<String> references) {
    if (isOfWordsOnly(change)) {
      return;
    }
    switch (change.kind()) {
      case ASSIGNED -> {
        remove(place(change, row -> row.description().equals(change.after())));
        if (change.before().isEmpty()) {
          forEachPort(change, this::clearUnlessSpokenOf);
        } else {
          setStates(change, state(change.before()));
        }
      }
      case WITHDRAWN, TRANSPORT_WITHDRAWN -> {
        requireStates(change);
        add(
            new Assignment(
                change.serviceName(),
                change.ports(),
                change.transport(),
                change.before(),
                references,
                change.source()));
        setStates(change, null);
      }
      case RENAMED -> {
        int place = place(change, row -> true);
        Assignment row = remove(place);
        put(place, Rows.renamed(row, change.before(), row.description(), row.source()));
      }
      case RETITLED -> {
        int place = place(change, row -> row.description().equals(change.after()));
        Assignment row = remove(place);
        put(place, Rows.renamed(row, row.serviceName(), change.before(), row.source()));
      }
      case REFERENCE_CHANGED -> {
        List<String> cited = references(change.after());
        int place = place(change, row -> row.references().equals(cited));
        put(place, Rows.withReferences(remove(place), references(change.before())));
      }
      case STATE_CHANGED -> {
        requireStates(change);
        setStates(change, state(change.before()));
      }
    }
  }

  /**
   * Makes one change.
   *
   * @throws IllegalStateException if the rows are not as they were before the change
   */
  public void redo(RegistryChange change) {
    if (isOfWordsOnly(change)) {
      return;
    }
    switch (change.kind()) {
      case ASSIGNED -> {
        add(
            new Assignment(
                change.serviceName(),
                change.ports(),
                change.transport(),
                change.after(),
                List.of(),
                change.source()));
        setStates(change, null);
      }
      case WITHDRAWN, TRANSPORT_WITHDRAWN -> {
        remove(place(change, row -> row.description().equals(change.before())));
        setStates(change, state(change.after()));
      }
      case RENAMED -> {
        int place = place(Changes.named(change, change.before()), row -> true);
        Assignment row = remove(place);
        put(place, Rows.renamed(row, change.after(), row.description(), change.source()));
      }
      case RETITLED -> {
        int place = place(change, row -> row.description().equals(change.before()));
        Assignment row = remove(place);
        put(place, Rows.renamed(row, row.serviceName(), change.after(), change.source()));
      }
      case REFERENCE_CHANGED -> {
        int place = place(change, row -> true);
        put(place, Rows.withReferences(remove(place), references(change.after())));
      }
      case STATE_CHANGED -> setStates(change, state(change.after()));
    }
  }

  /** Another word for the state of a port that no service has; the rows keep the state alone. */
  private static boolean isOfWordsOnly(RegistryChange change) {
    return change.kind() == RegistryChange.Kind.RETITLED && change.serviceName().isEmpty();
  }

  /** Whether what a change brings is there already. */
  public boolean shows(RegistryChange change) {
    if (isOfWordsOnly(change)) {
      return true;
    }
    List<Assignment> found = services(change);
    return switch (change.kind()) {
      case ASSIGNED, RENAMED -> !found.isEmpty();
      case WITHDRAWN, TRANSPORT_WITHDRAWN -> found.isEmpty();
      case RETITLED -> found.stream().anyMatch(row -> row.description().equals(change.after()));
      case REFERENCE_CHANGED ->
          found.stream().anyMatch(row -> RowFormat.text(row.references()).equals(change.after()));
      case STATE_CHANGED -> showsState(change);
    };
  }

  // Services

  /** The services of the name, ports and transport of a change. */
  public List<Assignment> services(RegistryChange change) {
    return places.getOrDefault(Key.of(change), List.of()).stream().map(this::service).toList();
  }

  private Assignment service(int place) {
    return Objects.requireNonNull(services.get(place));
  }

  /** The place of the service of a change that passes a test. */
  private int place(RegistryChange change, Predicate<Assignment> test) {
    List<Integer> found = places.getOrDefault(Key.of(change), List.of());
    // The last first: that is the one that a change taken back has brought, of many of one name.
    for (int i = found.size() - 1; i >= 0; i--) {
      if (test.test(service(found.get(i)))) {
        return found.get(i);
      }
    }
    if (found.isEmpty()) {
      throw unfit(change, "there is no such service");
    }
    Assignment other = service(found.get(0));
    throw unfit(
        change,
        change.kind() == RegistryChange.Kind.REFERENCE_CHANGED
            ? "the references are " + RowFormat.text(other.references())
            : "the title is " + other.description());
  }

  private void add(Assignment row) {
    services.add(row);
    put(services.size() - 1, row);
  }

  private void put(int place, Assignment row) {
    services.set(place, row);
    places.computeIfAbsent(Key.of(row), absent -> new ArrayList<>(1)).add(place);
    count(row, 1);
  }

  private Assignment remove(int place) {
    Assignment row = service(place);
    services.set(place, null);
    List<Integer> found = Objects.requireNonNull(places.get(Key.of(row)));
    found.remove(found.lastIndexOf(place));
    count(row, -1);
    return row;
  }

  private void count(Assignment row, int by) {
    PortSpan ports = row.ports();
    if (ports == null) {
      return;
    }
    for (int port = ports.first(); port <= ports.last(); port++) {
      for (Transport transport : UnnamedRows.spokenOf(row.transport())) {
        speaking[RowFormat.order(transport)][port] += by;
      }
      forAll[port] += row.transport() == null ? by : 0;
    }
  }

  public static List<String> references(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split("\\|", -1));
  }

  // States

  /** What a change calls a state; null for none. */
  static @Nullable IanaState state(String text) {
    return switch (text) {
      case "" -> null;
      case "reserved" -> IanaState.RESERVED;
      case "unassigned" -> IanaState.UNASSIGNED;
      default -> throw new IllegalStateException("no state of a port: " + text);
    };
  }

  /** What no row says is also said by a row that is unassigned. */
  private void requireStates(RegistryChange change) {
    IanaState expected = state(change.after());
    forEachPort(
        change,
        (port, transport) -> {
          IanaState found = unnamed.state(port, transport);
          boolean fits = found == expected || (found == null && expected == IanaState.UNASSIGNED);
          if (expected != null && !fits && !hasService(port, transport)) {
            throw unfit(change, "the state of " + port + " is " + found);
          }
        });
  }

  private boolean showsState(RegistryChange change) {
    IanaState expected = state(change.after());
    boolean[] all = {true};
    forEachPort(change, (port, transport) -> all[0] &= unnamed.state(port, transport) == expected);
    return all[0];
  }

  private boolean hasService(int port, Transport transport) {
    return speaking[RowFormat.order(transport)][port] > 0 || forAll[port] > 0;
  }

  /** What a row said of the port beside a service is not what was said of it before. */
  private void clearUnlessSpokenOf(int port, Transport transport) {
    if (speaking[RowFormat.order(transport)][port] == 0) {
      unnamed.set(port, transport, null);
    }
  }

  private void setStates(RegistryChange change, @Nullable IanaState state) {
    forEachPort(change, (port, transport) -> unnamed.set(port, transport, state));
  }

  private interface PortAction {
    void accept(int port, Transport transport);
  }

  private static void forEachPort(RegistryChange change, PortAction action) {
    PortSpan ports = change.ports();
    if (ports == null) {
      return;
    }
    for (Transport transport : UnnamedRows.spokenOf(change.transport())) {
      for (int port = ports.first(); port <= ports.last(); port++) {
        action.accept(port, transport);
      }
    }
  }

  private static IllegalStateException unfit(RegistryChange change, String found) {
    return new IllegalStateException(
        "the change "
            + change.kind()
            + " of "
            + change.notAfter()
            + " to "
            + change.serviceName()
            + " on "
            + (change.ports() == null ? "no port" : change.ports())
            + " does not fit: "
            + found);
  }
}
