package io.github.portregistry;

import io.github.portregistry.dossier.Escaped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a newer copy of IANA's file changed, for the changelog: a line for each kind of change. */
final class DataNotes {

  /** After so many rows a line has the number of the others. */
  private static final int MOST_ROWS = 60;

  private static final String RESERVED = "reserved";

  /** What may be changed of a row that stays the same service on the same port. */
  static final Set<RegistryDiff.Field> RESPONSIBLE =
      EnumSet.of(
          RegistryDiff.Field.ASSIGNEE,
          RegistryDiff.Field.CONTACT,
          RegistryDiff.Field.REGISTERED,
          RegistryDiff.Field.MODIFIED);

  private DataNotes() {}

  /**
   * Returns the lines for a copy; none if it changes nothing.
   *
   * @param day of which the copy is
   * @param changes the changes of names, titles, references and states
   * @param diff the difference of the rows
   */
  static List<String> lines(LocalDate day, List<RegistryChange> changes, RegistryDiff diff) {
    Map<RegistryChange.Kind, List<String>> byKind = new EnumMap<>(RegistryChange.Kind.class);
    for (RegistryChange change : changes) {
      if (isWorthALine(change)) {
        byKind.computeIfAbsent(kind(change), none -> new ArrayList<>()).add(text(change));
      }
    }
    List<String> lines = new ArrayList<>();
    byKind.forEach((kind, rows) -> lines.add(line(day, word(kind), rows)));
    List<String> responsible =
        diff.changed().stream()
            .filter(change -> change.fields().stream().anyMatch(RESPONSIBLE::contains))
            .map(change -> place(change.after()))
            .toList();
    if (!responsible.isEmpty()) {
      lines.add(line(day, "new assignee, contact or date", responsible));
    }
    List<String> statuses =
        diff.changed().stream()
            .filter(change -> change.fields().contains(RegistryDiff.Field.STATUS))
            .map(
                change ->
                    place(change.after())
                        + " is "
                        + RegistryDiff.Field.STATUS.textOf(change.after())
                        + ", was "
                        + RegistryDiff.Field.STATUS.textOf(change.before()))
            .toList();
    if (!statuses.isEmpty()) {
      lines.add(line(day, "new status", statuses));
    }
    return lines;
  }

  /** A port without a row is as unassigned as one with a row that says so. */
  static boolean isWorthALine(RegistryChange change) {
    return change.kind() != RegistryChange.Kind.STATE_CHANGED
        || change.before().equals(RESERVED) != change.after().equals(RESERVED);
  }

  private static RegistryChange.Kind kind(RegistryChange change) {
    return change.kind() == RegistryChange.Kind.TRANSPORT_WITHDRAWN
        ? RegistryChange.Kind.WITHDRAWN
        : change.kind();
  }

  private static String line(LocalDate day, String what, List<String> rows) {
    List<String> shown = rows.subList(0, Math.min(rows.size(), MOST_ROWS));
    String others = rows.size() > MOST_ROWS ? "; and " + (rows.size() - MOST_ROWS) + " more" : "";
    return "- IANA's copy of "
        + day
        + ", "
        + what
        + " ("
        + rows.size()
        + "): "
        + String.join("; ", shown)
        + others
        + ".";
  }

  private static String word(RegistryChange.Kind kind) {
    return switch (kind) {
      case ASSIGNED -> "assigned";
      case WITHDRAWN, TRANSPORT_WITHDRAWN -> "withdrawn";
      case RENAMED -> "renamed";
      case RETITLED -> "new title";
      case REFERENCE_CHANGED -> "new references";
      case STATE_CHANGED -> "new state";
    };
  }

  private static String text(RegistryChange change) {
    String place = place(change.ports(), change.transport(), change.serviceName());
    return switch (change.kind()) {
      case ASSIGNED, WITHDRAWN, TRANSPORT_WITHDRAWN -> place;
      case RENAMED ->
          place(change.ports(), change.transport(), change.before())
              + " is "
              + Escaped.text(change.after());
      case RETITLED -> place + " is \"" + Escaped.text(change.after()) + '"';
      case REFERENCE_CHANGED ->
          place
              + " cites "
              + (change.after().isEmpty()
                  ? "nothing"
                  : Escaped.text(change.after().replace("|", ", ")));
      case STATE_CHANGED ->
          place + " is " + (change.after().equals(RESERVED) ? RESERVED : "unassigned");
    };
  }

  static String place(RegistryRow row) {
    return place(row.ports(), row.transport(), row.serviceName());
  }

  private static String place(
      @Nullable PortSpan ports, @Nullable Transport transport, String name) {
    String of = transport == null ? "" : "/" + transport.keyword();
    return (ports == null ? "no port" : ports.toString())
        + of
        + (name.isEmpty() ? "" : " " + Escaped.text(name));
  }

  /**
   * Returns a changelog with lines in the part <i>Data</i> of its section <i>Unreleased</i>; those
   * that are there already are not put in again.
   */
  static String in(String changelog, List<String> lines) {
    List<String> text = new ArrayList<>(changelog.lines().toList());
    int unreleased = indexOf(text, "## [Unreleased]", 0, text.size());
    if (unreleased < 0) {
      unreleased = next(text, "## ", 0);
      text.addAll(unreleased, List.of("## [Unreleased]", ""));
    }
    int end = next(text, "## ", unreleased + 1);
    int data = indexOf(text, "### Data", unreleased, end);
    if (data < 0) {
      data = end;
      List<String> heading = new ArrayList<>(List.of("### Data", ""));
      if (end < text.size()) {
        heading.add("");
      } else if (!text.get(end - 1).isEmpty()) {
        heading.add(0, "");
        data++;
      }
      text.addAll(end, heading);
    }
    int endOfData = Math.min(next(text, "### ", data + 1), next(text, "## ", data + 1));
    Set<String> there = Set.copyOf(text.subList(data, endOfData));
    text.addAll(data + 2, lines.stream().filter(line -> !there.contains(line)).toList());
    return String.join("\n", text) + "\n";
  }

  private static int indexOf(List<String> text, String line, int from, int to) {
    int index = text.subList(from, to).indexOf(line);
    return index < 0 ? -1 : from + index;
  }

  private static int next(List<String> text, String start, int from) {
    for (int i = from; i < text.size(); i++) {
      if (text.get(i).startsWith(start)) {
        return i;
      }
    }
    return text.size();
  }
}
