package io.github.portregistry;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The difference between two registries: the rows that were added, removed or changed.
 *
 * <pre>{@code
 * PortRegistry packaged = PortRegistry.bundled();
 * RegistryDiff diff =
 *     packaged.asOf(LocalDate.of(2025, 9, 28)).differenceTo(packaged);
 * diff.toString(); // such as "43 added, 23 changed, 16 gone"
 * for (RegistryDiff.Change change : diff.changed()) {
 *   change.fields(); // such as [DESCRIPTION, REFERENCES]
 * }
 * }</pre>
 *
 * <p>A row is the same in both if it has the same ports, transport and service name. If several
 * rows agree in all three, such as the two services {@code rdp} without a port, rows with the same
 * title are matched first, then the others in order. If a service disappears and one of another
 * name takes its port and transport, it counts as renamed if it kept its title, registration date
 * or assignee. The source of a row is not compared.
 *
 * <p>Immutable.
 */
public final class RegistryDiff {

  /** A field of a row other than its ports and transport. */
  public enum Field {
    /** The service was renamed. */
    SERVICE_NAME,
    /** The title of a service, or the remark on ports without one. */
    DESCRIPTION,
    /** The person or organization that the row is assigned to. */
    ASSIGNEE,
    /** The person to ask about the row. */
    CONTACT,
    /** When the row was registered. */
    REGISTERED,
    /** When the row was last changed. */
    MODIFIED,
    /** The documents that the registry cites. */
    REFERENCES,
    /** The DCCP service code. */
    SERVICE_CODE,
    /** The registry's remark on uses without an assignment. */
    UNAUTHORIZED_USE,
    /** The name that the service name is an alias of. */
    ALIAS_OF,
    /** The state of ports without a service. */
    STATE,
    /** The status of the row. */
    STATUS,
    /** The liveness of a service. */
    LIVENESS,
    /** The doubt about a service that is in doubt. */
    DOUBT;

    private @Nullable Object of(RegistryRow row) {
      return switch (this) {
        case SERVICE_NAME -> row.serviceName();
        case DESCRIPTION -> row.description();
        case ASSIGNEE -> row.assignee();
        case CONTACT -> row.contact();
        case REGISTERED -> row.registered();
        case MODIFIED -> row.modified();
        case REFERENCES -> row.references();
        case SERVICE_CODE -> row instanceof Assignment service ? service.serviceCode() : "";
        case UNAUTHORIZED_USE -> row.unauthorizedUse();
        case ALIAS_OF -> row instanceof Assignment service ? service.aliasOf() : "";
        case STATE -> row instanceof UnnamedEntry ports ? ports.state() : IanaState.ASSIGNED;
        case STATUS -> row.status();
        case LIVENESS -> row instanceof Assignment service ? service.liveness() : null;
        case DOUBT -> row instanceof Assignment service ? service.doubt() : null;
      };
    }

    /**
     * Returns the value of this field in a row as text for a person.
     *
     * @param row the row
     * @return the text, with a comma between several references; "" if the field is empty
     * @throws NullPointerException if {@code row} is null
     */
    public String textOf(RegistryRow row) {
      Object found = of(requireNonNull(row, "row"));
      if (found instanceof Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
      }
      return found instanceof List<?> ? String.join(", ", row.references()) : text(found);
    }

    private static String text(@Nullable Object found) {
      return found == null ? "" : found.toString();
    }

    private boolean differs(RegistryRow before, RegistryRow after) {
      return !Objects.equals(of(before), of(after));
    }
  }

  /**
   * A row that both registries have, with the fields in which it differs.
   *
   * @param before the row of the first registry
   * @param after the row of the second, for the same ports and transport
   * @param fields the fields that differ, in the order of {@link Field}; not empty
   */
  public record Change(RegistryRow before, RegistryRow after, Set<Field> fields) {

    /**
     * Creates a change.
     *
     * @param before the {@link #before}
     * @param after the {@link #after}
     * @param fields the {@link #fields}
     * @throws NullPointerException if a component is null
     * @throws IllegalArgumentException if {@code fields} is empty
     */
    public Change {
      requireNonNull(before, "before");
      requireNonNull(after, "after");
      if (requireNonNull(fields, "fields").isEmpty()) {
        throw new IllegalArgumentException("a row without a field that differs was not changed");
      }
      fields = Collections.unmodifiableSet(EnumSet.copyOf(fields));
    }
  }

  /** Distinguishes a row from the others of its registry; two names without a port can share it. */
  private record Key(@Nullable PortSpan ports, @Nullable Transport transport, String name) {

    static Key of(RegistryRow row) {
      return new Key(row.ports(), row.transport(), row.serviceName());
    }
  }

  /** The matching row of the first registry, for each row of the second that has one. */
  private final IdentityHashMap<RegistryRow, RegistryRow> pairs = new IdentityHashMap<>();

  private final List<RegistryRow> added = new ArrayList<>();
  private final List<RegistryRow> gone = new ArrayList<>();
  private final List<Change> changed = new ArrayList<>();

  private RegistryDiff(List<RegistryRow> before, List<RegistryRow> after) {
    match(before, after);
    Set<RegistryRow> stayed = Collections.newSetFromMap(new IdentityHashMap<>());
    stayed.addAll(pairs.values());
    before.stream().filter(row -> !stayed.contains(row)).forEach(gone::add);
    for (RegistryRow row : after) {
      RegistryRow old = pairs.get(row);
      if (old == null) {
        added.add(row);
      } else {
        compare(old, row);
      }
    }
  }

  /**
   * Compares two lists of rows.
   *
   * @param before the rows of the first registry
   * @param after the rows of the second
   * @return the difference
   * @throws NullPointerException if a list or a row is null
   */
  public static RegistryDiff between(
      List<? extends RegistryRow> before, List<? extends RegistryRow> after) {
    return new RegistryDiff(
        List.copyOf(requireNonNull(before, "before")), List.copyOf(requireNonNull(after, "after")));
  }

  /**
   * Returns the rows that only the second registry has.
   *
   * @return an unmodifiable list in the order of the second
   */
  public List<RegistryRow> added() {
    return Collections.unmodifiableList(added);
  }

  /**
   * Returns the rows that only the first registry has.
   *
   * @return an unmodifiable list in the order of the first
   */
  public List<RegistryRow> gone() {
    return Collections.unmodifiableList(gone);
  }

  /**
   * Returns the rows that both registries have and that differ.
   *
   * @return an unmodifiable list in the order of the second
   */
  public List<Change> changed() {
    return Collections.unmodifiableList(changed);
  }

  /**
   * Returns whether no row differs.
   *
   * @return true if no row was added, removed or changed
   */
  public boolean isEmpty() {
    return added.isEmpty() && gone.isEmpty() && changed.isEmpty();
  }

  /** Returns the counts, such as {@code 3 added, 1 changed, 2 gone}. */
  @Override
  public String toString() {
    return added.size() + " added, " + changed.size() + " changed, " + gone.size() + " gone";
  }

  // Matching

  private void match(List<RegistryRow> before, List<RegistryRow> after) {
    Map<Key, Deque<RegistryRow>> old = grouped(before, Key::of);
    List<RegistryRow> come = new ArrayList<>();
    grouped(after, Key::of)
        .forEach(
            (key, rows) -> {
              Deque<RegistryRow> same = old.getOrDefault(key, new ArrayDeque<>());
              come.addAll(pairInOrder(same, pairByTitle(same, rows)));
            });
    List<RegistryRow> left = new ArrayList<>();
    old.values().forEach(left::addAll);
    pairRenamed(left, come);
  }

  private static <K> Map<K, Deque<RegistryRow>> grouped(
      Collection<RegistryRow> rows, Function<RegistryRow, K> by) {
    Map<K, Deque<RegistryRow>> groups = new LinkedHashMap<>();
    for (RegistryRow row : rows) {
      groups.computeIfAbsent(by.apply(row), absent -> new ArrayDeque<>(1)).add(row);
    }
    return groups;
  }

  /**
   * Pairs rows with the same title, takes them out of {@code old}, and returns the remaining new
   * ones.
   */
  private Deque<RegistryRow> pairByTitle(Deque<RegistryRow> old, Deque<RegistryRow> rows) {
    if (old.isEmpty()) {
      return rows;
    }
    Map<String, Deque<RegistryRow>> byTitle = grouped(old, RegistryRow::description);
    Deque<RegistryRow> left = new ArrayDeque<>(1);
    Set<RegistryRow> taken = Collections.newSetFromMap(new IdentityHashMap<>());
    for (RegistryRow row : rows) {
      Deque<RegistryRow> same = byTitle.get(row.description());
      RegistryRow found = same == null ? null : same.poll();
      if (found == null) {
        left.add(row);
      } else {
        pairs.put(row, found);
        taken.add(found);
      }
    }
    old.removeIf(taken::contains);
    return left;
  }

  /** Pairs rows in order, takes them out of {@code old}, and returns the remaining new ones. */
  private Deque<RegistryRow> pairInOrder(Deque<RegistryRow> old, Deque<RegistryRow> rows) {
    while (!old.isEmpty() && !rows.isEmpty()) {
      pairs.put(rows.remove(), old.remove());
    }
    return rows;
  }

  /**
   * Pairs renamed services: they keep their ports and transport, and their title, date or assignee.
   */
  private void pairRenamed(List<RegistryRow> left, List<RegistryRow> come) {
    Map<Key, Deque<RegistryRow>> byPlace = grouped(come, RegistryDiff::place);
    for (RegistryRow row : left) {
      Deque<RegistryRow> there = byPlace.get(place(row));
      if (row instanceof Assignment && row.ports() != null && there != null) {
        for (RegistryRow other : there) {
          if (other instanceof Assignment && keeps(row, other)) {
            pairs.put(other, row);
            there.remove(other);
            break;
          }
        }
      }
    }
  }

  private static Key place(RegistryRow row) {
    return new Key(row.ports(), row.transport(), "");
  }

  private static boolean keeps(RegistryRow row, RegistryRow other) {
    return row.description().equals(other.description())
        || (row.registered() != null && row.registered().equals(other.registered()))
        || (!row.assignee().isEmpty() && row.assignee().equals(other.assignee()));
  }

  private void compare(RegistryRow old, RegistryRow row) {
    Set<Field> fields = EnumSet.noneOf(Field.class);
    for (Field field : Field.values()) {
      if (field.differs(old, row)) {
        fields.add(field);
      }
    }
    if (!fields.isEmpty()) {
      changed.add(new Change(old, row, fields));
    }
  }
}
