package io.github.portregistry.past;

import io.github.portregistry.Assignment;
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
import org.jspecify.annotations.Nullable;

/**
 * The rows of a registry, in which changes are undone one by one, the last first. A change that
 * does not fit the rows is refused, so that the result is never a wrong past.
 */
public final class RegistryState {

  /** Identifies a service; two of the registry's names without a port share one. */
  private record Key(@Nullable PortSpan ports, @Nullable Transport transport, String name) {

    static Key of(Assignment row) {
      return new Key(row.ports(), row.transport(), row.serviceName());
    }

    static Key of(RegistryChange change) {
      return of(change, change.serviceName());
    }

    static Key of(RegistryChange change, String otherName) {
      return new Key(change.ports(), change.transport(), otherName);
    }

    /** Written out, because the first call of a record's generated method takes 50 ms. */
    @Override
    public int hashCode() {
      int span = ports == null ? -1 : ports.first() << 16 | ports.last();
      return 31 * (31 * span + RowFormat.order(transport)) + name.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key
          && transport == key.transport
          && (ports == null
              ? key.ports == null
              : key.ports != null && ports.compareTo(key.ports) == 0)
          && name.equals(key.name);
    }
  }

  /** The services in the order of the registry; null for a row that was removed. */
  private final List<@Nullable Assignment> services = new ArrayList<>();

  private final Map<Key, List<Integer>> places = new HashMap<>();
  private final PortStates states;

  public RegistryState(List<RegistryRow> rows) {
    List<UnnamedEntry> unnamed = new ArrayList<>();
    for (RegistryRow row : rows) {
      if (row instanceof UnnamedEntry withoutName) {
        unnamed.add(withoutName);
      }
    }
    states = new PortStates(unnamed);
    for (RegistryRow row : rows) {
      if (row instanceof Assignment service) {
        add(service);
      }
    }
  }

  /**
   * Returns the rows as they are now.
   *
   * @param day the day of the rows; later dates are left out
   * @param source the source of the changed states
   */
  public List<RegistryRow> rows(LocalDate day, String source) {
    List<RegistryRow> rows = new ArrayList<>();
    for (Assignment service : services) {
      if (service != null) {
        rows.add(Rows.knownOn(day, service));
      }
    }
    for (UnnamedEntry row : states.toRows(source)) {
      rows.add(Rows.knownOn(day, row));
    }
    return rows;
  }

  /** Undoes the changes that took effect after a day. */
  public void rollBackTo(LocalDate day, List<RegistryChange> changes) {
    rollBackTo(day, changes, change -> List.of());
  }

  /**
   * Undoes the changes that took effect after a day.
   *
   * @param cited the references of a service when a change withdrew it, if no earlier change states
   *     them
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
      boolean isAsked = before.isEmpty() && Changes.takesAway(change);
      undo(change, isAsked ? cited.apply(change) : before);
    }
  }

  /**
   * Returns for each change the references of its service when it was withdrawn, if an earlier
   * change states them; otherwise an empty list.
   */
  public static List<List<String>> referencesBefore(List<RegistryChange> changes) {
    Map<Key, String> cited = new HashMap<>();
    List<List<String>> before = new ArrayList<>();
    for (RegistryChange change : changes) {
      String known = "";
      switch (change.kind()) {
        case REFERENCE_CHANGED -> cited.put(Key.of(change), change.after());
        case RENAMED -> {
          String moved = cited.remove(Key.of(change, change.before()));
          if (moved != null) {
            cited.put(Key.of(change), moved);
          }
        }
        case WITHDRAWN, TRANSPORT_WITHDRAWN -> known = cited.getOrDefault(Key.of(change), "");
        default -> {
          // A new or retitled service keeps its references.
        }
      }
      before.add(references(known));
    }
    return before;
  }

  /**
   * Undoes one change.
   *
   * @param references the references of a service that is restored
   * @throws IllegalStateException if the rows are not in the state after the change
   */
  public void undo(RegistryChange change, List<String> references) {
    if (isOfWordsOnly(change)) {
      return;
    }
    switch (change.kind()) {
      case ASSIGNED -> {
        remove(titled(change, change.after()));
        if (change.before().isEmpty()) {
          states.clearUnlessSpokenOf(change);
        } else {
          states.set(change, PortStates.state(change.before()));
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
        states.set(change, null);
      }
      case RENAMED -> {
        int place = last(change, change.serviceName());
        Assignment row = remove(place);
        put(place, Rows.renamed(row, change.before(), row.description(), row.source()));
      }
      case RETITLED -> {
        int place = titled(change, change.after());
        Assignment row = remove(place);
        put(place, Rows.renamed(row, row.serviceName(), change.before(), row.source()));
      }
      case REFERENCE_CHANGED -> {
        int place = citing(change, references(change.after()));
        put(place, Rows.withReferences(remove(place), references(change.before())));
      }
      case STATE_CHANGED -> {
        requireStates(change);
        states.set(change, PortStates.state(change.before()));
      }
    }
  }

  /**
   * Applies one change.
   *
   * @throws IllegalStateException if the rows are not in the state before the change
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
        states.set(change, null);
      }
      case WITHDRAWN, TRANSPORT_WITHDRAWN -> {
        remove(titled(change, change.before()));
        states.set(change, PortStates.state(change.after()));
      }
      case RENAMED -> {
        int place = last(change, change.before());
        Assignment row = remove(place);
        put(place, Rows.renamed(row, change.after(), row.description(), change.source()));
      }
      case RETITLED -> {
        int place = titled(change, change.before());
        Assignment row = remove(place);
        put(place, Rows.renamed(row, row.serviceName(), change.after(), change.source()));
      }
      case REFERENCE_CHANGED -> {
        int place = last(change, change.serviceName());
        put(place, Rows.withReferences(remove(place), references(change.after())));
      }
      case STATE_CHANGED -> states.set(change, PortStates.state(change.after()));
    }
  }

  /** Whether only the wording of a state changed; the rows keep just the state. */
  private static boolean isOfWordsOnly(RegistryChange change) {
    return change.kind() == RegistryChange.Kind.RETITLED && change.serviceName().isEmpty();
  }

  /** Whether the rows already show a change. */
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
      case STATE_CHANGED -> states.show(change);
    };
  }

  // Services

  /** Returns the services with the name, ports and transport of a change. */
  public List<Assignment> services(RegistryChange change) {
    return places.getOrDefault(Key.of(change), List.of()).stream().map(this::service).toList();
  }

  private Assignment service(int place) {
    return Objects.requireNonNull(services.get(place));
  }

  /**
   * The indexes of the services with the ports and transport of a change. If several have one name,
   * the change added the last.
   */
  private List<Integer> places(RegistryChange change, String name) {
    List<Integer> found = places.get(Key.of(change, name));
    if (found == null || found.isEmpty()) {
      throw unfit(change, "there is no such service");
    }
    return found;
  }

  private int last(RegistryChange change, String name) {
    List<Integer> found = places(change, name);
    return found.get(found.size() - 1);
  }

  private int titled(RegistryChange change, String title) {
    List<Integer> found = places(change, change.serviceName());
    for (int i = found.size() - 1; i >= 0; i--) {
      if (service(found.get(i)).description().equals(title)) {
        return found.get(i);
      }
    }
    throw unfit(change, "the title is " + service(found.get(0)).description());
  }

  private int citing(RegistryChange change, List<String> references) {
    List<Integer> found = places(change, change.serviceName());
    for (int i = found.size() - 1; i >= 0; i--) {
      if (service(found.get(i)).references().equals(references)) {
        return found.get(i);
      }
    }
    String cited = RowFormat.text(service(found.get(0)).references());
    throw unfit(change, "the references are " + cited);
  }

  private void add(Assignment row) {
    services.add(row);
    put(services.size() - 1, row);
  }

  private void put(int place, Assignment row) {
    services.set(place, row);
    Key key = Key.of(row);
    List<Integer> same = places.get(key);
    if (same == null) {
      same = new ArrayList<>(1);
      places.put(key, same);
    }
    same.add(place);
    states.count(row, 1);
  }

  private Assignment remove(int place) {
    Assignment row = service(place);
    services.set(place, null);
    List<Integer> found = Objects.requireNonNull(places.get(Key.of(row)));
    found.remove(found.lastIndexOf(place));
    states.count(row, -1);
    return row;
  }

  public static List<String> references(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split("\\|", -1));
  }

  private void requireStates(RegistryChange change) {
    String fault = states.fault(change);
    if (fault != null) {
      throw unfit(change, fault);
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
