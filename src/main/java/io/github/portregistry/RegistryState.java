package io.github.portregistry;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a registry, from which changes are taken back one by one, the last first. A change
 * that does not fit the rows as they are then is refused, so that no wrong past is told.
 */
final class RegistryState {

  /** What tells a service from others; two of the registry's names without a port share it. */
  record Key(@Nullable PortSpan ports, @Nullable Transport transport, String name)
      implements Comparable<Key> {

    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::name)
            .thenComparing(Key::ports, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Key::transport, Comparator.nullsFirst(Comparator.naturalOrder()));

    /** By which a map finds one among many of one hash code. */
    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }

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

  /** How many services cover a port, by the place of the transport. */
  private final int[][] covering = new int[Transport.COUNT][PortSpan.MAX_PORT + 1];

  private final UnnamedRows unnamed;

  RegistryState(List<Entry> rows) {
    List<UnnamedEntry> withoutName = new ArrayList<>();
    for (Entry row : rows) {
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
  List<Entry> rows(LocalDate day, String source) {
    List<Entry> rows = new ArrayList<>();
    for (Assignment service : services) {
      if (service != null) {
        rows.add(service.knownOn(day));
      }
    }
    unnamed.toRows(source).forEach(row -> rows.add(row.knownOn(day)));
    return rows;
  }

  /** Takes back the changes that came into effect after a day. */
  void rollBackTo(LocalDate day, List<RegistryChange> changes) {
    List<List<String>> references = referencesBefore(changes);
    for (int i = changes.size() - 1; i >= 0; i--) {
      if (!RegistryHistory.effective(changes.get(i)).isAfter(day)) {
        return;
      }
      undo(changes.get(i), references.get(i));
    }
  }

  /**
   * What the registry cited for the service of each change when that was made, where it is known
   * and the service is gone afterwards; else it is there, with its references.
   */
  static List<List<String>> referencesBefore(List<RegistryChange> changes) {
    Map<Key, List<String>> cited = new HashMap<>();
    List<List<String>> before = new ArrayList<>(changes.size());
    for (RegistryChange change : changes) {
      before.add(change.takesAway() ? cited.getOrDefault(Key.of(change), List.of()) : List.of());
      if (change.kind() == RegistryChange.Kind.REFERENCE_CHANGED) {
        cited.put(Key.of(change), references(change.after()));
      }
    }
    return before;
  }

  /**
   * Takes one change back.
   *
   * @param references what was cited for a service that comes back
   * @throws IllegalStateException if the rows are not as the change left them
   */
  void undo(RegistryChange change, List<String> references) {
    if (isOfWordsOnly(change)) {
      return;
    }
    switch (change.kind()) {
      case ASSIGNED -> {
        remove(place(change, change.after()));
        if (!change.before().isEmpty()) {
          setStates(change, state(change.before()));
        }
      }
      case WITHDRAWN, TRANSPORT_WITHDRAWN -> {
        requireStates(change);
        add(
            Assignment.of(
                change.serviceName(),
                change.ports(),
                change.transport(),
                change.before(),
                references,
                change.source()));
        setStates(change, null);
      }
      case RENAMED -> {
        int place = place(change, null);
        Assignment row = remove(place);
        put(place, row.renamed(change.before(), row.description(), row.source()));
      }
      case RETITLED -> {
        int place = place(change, change.after());
        Assignment row = remove(place);
        put(place, row.renamed(row.serviceName(), change.before(), row.source()));
      }
      case REFERENCE_CHANGED -> {
        int place = place(change, null);
        Assignment row = remove(place);
        if (!row.references().equals(references(change.after()))) {
          throw unfit(change, "the references are " + RowFormat.text(row.references()));
        }
        put(place, row.withReferences(references(change.before())));
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
  void redo(RegistryChange change) {
    if (isOfWordsOnly(change)) {
      return;
    }
    switch (change.kind()) {
      case ASSIGNED -> {
        add(
            Assignment.of(
                change.serviceName(),
                change.ports(),
                change.transport(),
                change.after(),
                List.of(),
                change.source()));
        setStates(change, null);
      }
      case WITHDRAWN, TRANSPORT_WITHDRAWN -> {
        remove(place(change, change.before()));
        setStates(change, state(change.after()));
      }
      case RENAMED -> {
        int place = place(change.named(change.before()), null);
        Assignment row = remove(place);
        put(place, row.renamed(change.after(), row.description(), change.source()));
      }
      case RETITLED -> {
        int place = place(change, change.before());
        Assignment row = remove(place);
        put(place, row.renamed(row.serviceName(), change.after(), change.source()));
      }
      case REFERENCE_CHANGED -> {
        int place = place(change, null);
        put(place, remove(place).withReferences(references(change.after())));
      }
      case STATE_CHANGED -> setStates(change, state(change.after()));
    }
  }

  /** Another word for the state of a port that no service has; the rows keep the state alone. */
  private static boolean isOfWordsOnly(RegistryChange change) {
    return change.kind() == RegistryChange.Kind.RETITLED && change.serviceName().isEmpty();
  }

  /** Whether what a change brings is there already. */
  boolean shows(RegistryChange change) {
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
  List<Assignment> services(RegistryChange change) {
    return places.getOrDefault(Key.of(change), List.of()).stream().map(this::service).toList();
  }

  private Assignment service(int place) {
    return Objects.requireNonNull(services.get(place));
  }

  /** The place of the service of a change that has a title, whatever the title if that is null. */
  private int place(RegistryChange change, @Nullable String title) {
    List<Integer> found = places.getOrDefault(Key.of(change), List.of());
    for (int place : found) {
      if (title == null || service(place).description().equals(title)) {
        return place;
      }
    }
    throw unfit(
        change,
        found.isEmpty()
            ? "there is no such service"
            : "the title is " + service(found.get(0)).description());
  }

  private void add(Assignment row) {
    services.add(row);
    put(services.size() - 1, row);
  }

  private void put(int place, Assignment row) {
    services.set(place, row);
    places.computeIfAbsent(Key.of(row), absent -> new ArrayList<>(1)).add(place);
    cover(row, 1);
  }

  private Assignment remove(int place) {
    Assignment row = service(place);
    services.set(place, null);
    Objects.requireNonNull(places.get(Key.of(row))).remove((Integer) place);
    cover(row, -1);
    return row;
  }

  private void cover(Assignment row, int more) {
    PortSpan ports = row.ports();
    if (ports == null) {
      return;
    }
    for (Transport transport : Transport.values()) {
      if (row.isFor(transport)) {
        int[] count = covering[transport.index];
        for (int port = ports.first(); port <= ports.last(); port++) {
          count[port] += more;
        }
      }
    }
  }

  static List<String> references(String text) {
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
          if (expected != null && found != expected && !hasService(port, transport)) {
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
    return covering[transport.index][port] > 0;
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
