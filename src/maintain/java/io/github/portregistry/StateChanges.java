package io.github.portregistry;

import io.github.portregistry.fact.RegistryHistory;
import io.github.portregistry.past.HistoryDiff;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what was changed from one published state to the next. A change has the day on which the
 * state with it was published, whatever day of registration the row has.
 */
final class StateChanges {

  /**
   * After more days without a state some were probably missed: IANA publishes one every week or
   * two, and the mirror stood still once, for the last four months of 2019.
   */
  private static final long MOST_DAYS = 60;

  /** A service on a port, or a name without one. */
  record Place(@Nullable PortSpan ports, @Nullable Transport transport, String name) {}

  /** What the two names of one service have in common; the states have no assignees. */
  private final Map<Place, String> sameService;

  private StateChanges(Map<Place, String> sameService) {
    this.sameService = sameService;
  }

  /**
   * Returns the changes that lead through some states.
   *
   * @param sameService for each former and each new name of a service that is known to have been
   *     renamed a text that the two share
   */
  static List<RegistryChange> of(
      List<PublishedStates.State> states, Map<Place, String> sameService) {
    StateChanges between = new StateChanges(sameService);
    List<RegistryChange> changes = new ArrayList<>();
    for (int i = 1; i < states.size(); i++) {
      changes.addAll(between.step(states.get(i - 1), states.get(i)));
    }
    return changes;
  }

  private List<RegistryChange> step(PublishedStates.State older, PublishedStates.State newer) {
    Touched touched = new Touched();
    touched.addAll(without(older.rows(), newer.rows()));
    touched.addAll(without(newer.rows(), older.rows()));
    if (touched.isEmpty()) {
      return List.of();
    }
    List<RegistryRow> before = known(touched.of(older.rows()));
    List<RegistryRow> after = known(touched.of(newer.rows()));
    RegistryHistory.Copy from = older.copy();
    RegistryHistory.Copy to = newer.copy();
    boolean isNext = ChronoUnit.DAYS.between(older.day(), newer.day()) <= MOST_DAYS;
    return (isNext
            ? HistoryDiff.published(before, from, after, to)
            : HistoryDiff.between(before, from, after, to))
        .changes();
  }

  /** The rows that the others have not, by identity and so also of two that are alike. */
  private static List<RegistryRow> without(List<RegistryRow> rows, List<RegistryRow> others) {
    IdentityHashMap<RegistryRow, Integer> left = new IdentityHashMap<>();
    others.forEach(row -> left.merge(row, 1, Integer::sum));
    return rows.stream().filter(row -> left.merge(row, -1, Integer::sum) < 0).toList();
  }

  private List<RegistryRow> known(List<RegistryRow> rows) {
    List<RegistryRow> known = new ArrayList<>(rows.size());
    for (RegistryRow row : rows) {
      String same = sameService.get(new Place(row.ports(), row.transport(), row.serviceName()));
      known.add(row instanceof Assignment service && same != null ? of(service, same) : row);
    }
    return Collections.unmodifiableList(known);
  }

  private static Assignment of(Assignment row, String assignee) {
    return new Assignment(
        row.serviceName(),
        row.ports(),
        row.transport(),
        row.description(),
        assignee,
        "",
        null,
        null,
        row.references(),
        "",
        "",
        "",
        Liveness.UNEXAMINED,
        null,
        row.source());
  }

  /** The ports and the names without a port that differ, and the rows that concern them. */
  private static final class Touched {

    private final BitSet ports = new BitSet();
    private final Set<String> names = new HashSet<>();

    void addAll(List<RegistryRow> rows) {
      for (RegistryRow row : rows) {
        PortSpan span = row.ports();
        if (span == null) {
          names.add(row.serviceName());
        } else {
          ports.set(span.first(), span.last() + 1);
        }
      }
    }

    boolean isEmpty() {
      return ports.isEmpty() && names.isEmpty();
    }

    List<RegistryRow> of(List<RegistryRow> rows) {
      return rows.stream().filter(this::concerns).toList();
    }

    private boolean concerns(RegistryRow row) {
      PortSpan span = row.ports();
      if (span == null) {
        return names.contains(row.serviceName());
      }
      int next = ports.nextSetBit(span.first());
      return next >= 0 && next <= span.last();
    }
  }
}
