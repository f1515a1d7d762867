package io.github.portregistry;

import io.github.portregistry.csv.RowFormat;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides whether a newer copy of IANA's file may be merged without review.
 *
 * <p>It may if it only adds services on ports above 1023 and names without a port, and in other
 * rows changes only assignees, contacts and dates. A port that is reserved for the other transport
 * of a new service counts as part of it. Everything else waits for a person: rows that left, new
 * names, titles, references, states and statuses, anything about a System Port, and whatever a
 * second source does not confirm.
 *
 * @param kind what may be done
 * @param reasons why a person has to look, or why nothing is new although the file is another
 */
record RefreshDecision(Kind kind, List<String> reasons) {

  private static final String RESERVED = "reserved";

  private static final Set<RegistryDiff.Field> IN_CHANGES =
      EnumSet.of(
          RegistryDiff.Field.SERVICE_NAME,
          RegistryDiff.Field.DESCRIPTION,
          RegistryDiff.Field.REFERENCES);

  /** What may be done with the tables of a copy. */
  enum Kind {
    /** There is nothing new. */
    SAME,
    /** The tables may be merged without a person. */
    MERGE,
    /** A person has to look at them first. */
    REVIEW;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** There is nothing new. */
  static RefreshDecision same() {
    return new RefreshDecision(Kind.SAME, List.of());
  }

  /**
   * Decides where something has changed.
   *
   * @param changes the changes of names, titles, references and states
   * @param diff the difference of the rows
   * @param unconfirmed what a second source does not confirm
   */
  static RefreshDecision of(
      List<RegistryChange> changes, RegistryDiff diff, List<String> unconfirmed) {
    List<String> reasons = new ArrayList<>();
    Set<PortSpan> came = new HashSet<>();
    for (RegistryChange change : changes) {
      if (change.kind() == RegistryChange.Kind.ASSIGNED && change.ports() != null) {
        came.add(change.ports());
      }
    }
    for (RegistryChange change : changes) {
      if (DataNotes.isWorthALine(change) && !isExpected(change, came)) {
        reasons.add(change.toString());
      }
    }
    diff.added().stream().filter(RefreshDecision::isOfSystemPort).forEach(row -> add(reasons, row));
    for (RegistryDiff.Change change : diff.changed()) {
      Set<RegistryDiff.Field> fields = EnumSet.copyOf(change.fields());
      if (!isOfSystemPort(change.after())) {
        fields.removeAll(DataNotes.RESPONSIBLE);
      }
      if (change.after() instanceof Assignment) {
        // The changes have them.
        fields.removeAll(IN_CHANGES);
      }
      if (!fields.isEmpty()) {
        reasons.add(DataNotes.place(change.after()) + ": " + words(fields));
      }
    }
    reasons.addAll(unconfirmed);
    return new RefreshDecision(reasons.isEmpty() ? Kind.MERGE : Kind.REVIEW, reasons);
  }

  private static String words(Set<RegistryDiff.Field> fields) {
    return fields.stream()
        .map(field -> "new " + RowFormat.text(field).replace('_', ' '))
        .collect(Collectors.joining(", "));
  }

  private static void add(List<String> reasons, RegistryRow row) {
    if (row instanceof Assignment) {
      reasons.add(DataNotes.place(row) + ": a System Port");
    }
  }

  private static boolean isOfSystemPort(RegistryRow row) {
    return row.ports() != null && PortRange.of(row.ports().first()) == PortRange.SYSTEM;
  }

  private static boolean isExpected(RegistryChange change, Set<PortSpan> came) {
    PortSpan ports = change.ports();
    return switch (change.kind()) {
      case ASSIGNED ->
          ports == null
              || (PortRange.of(ports.first()) != PortRange.SYSTEM
                  && !change.before().equals(RESERVED));
      case STATE_CHANGED ->
          ports != null
              && change.after().equals(RESERVED)
              && came.stream().anyMatch(span -> covers(span, ports));
      default -> false;
    };
  }

  private static boolean covers(PortSpan span, PortSpan ports) {
    return span.first() <= ports.first() && ports.last() <= span.last();
  }
}
