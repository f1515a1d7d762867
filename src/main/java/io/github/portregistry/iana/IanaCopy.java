package io.github.portregistry.iana;

import io.github.portregistry.Assignment;
import io.github.portregistry.Evidence;
import io.github.portregistry.FormerAssignment;
import io.github.portregistry.IanaState;
import io.github.portregistry.Liveness;
import io.github.portregistry.PortSpan;
import io.github.portregistry.PortStatus;
import io.github.portregistry.RegistryDate;
import io.github.portregistry.RegistryFormatException;
import io.github.portregistry.RegistryRow;
import io.github.portregistry.Transport;
import io.github.portregistry.UnnamedEntry;
import io.github.portregistry.csv.Fault;
import io.github.portregistry.csv.Fields;
import io.github.portregistry.csv.RowFormat;
import io.github.portregistry.csv.RowPlaces;
import io.github.portregistry.csv.Utf8;
import io.github.portregistry.fact.FactTable;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a copy of IANA's registry, in any of its file formats, into entries. */
public final class IanaCopy {

  private static final Pattern BRACKETED = Pattern.compile("\\[([^\\[\\]]*)]");

  private static final Pattern ANGLED = Pattern.compile(" ?<([^<>\\s]++)>");

  /** A longer text is not the name of a document but a remark about one. */
  private static final int LONGEST_REFERENCE = 120;

  private final String entrySource;
  private final List<RegistryRow> entries = new ArrayList<>();
  private final List<FactTable.Row<FormerAssignment>> former = new ArrayList<>();
  private final Map<String, Integer> typed = new TreeMap<>();
  private final Map<String, Integer> dropped = new TreeMap<>();

  /** The newest date of any row. */
  private @Nullable RegistryDate newest;

  /** The date that the copy states for itself. */
  private @Nullable LocalDate updated;

  private IanaCopy(String entrySource) {
    this.entrySource = entrySource;
  }

  /**
   * Reads a stream to its end, as {@link #of(byte[], String)} does.
   *
   * @throws IOException if it cannot be read
   */
  public static IanaCopy read(InputStream in, String source) throws IOException {
    return of(Utf8.read(in, source), source);
  }

  /** Reads a file that is also the source of its entries. */
  public static IanaCopy of(byte[] bytes, String source) {
    return of(bytes, source, source);
  }

  /**
   * Reads a file.
   *
   * @param source the file's name in messages
   * @param entrySource the source of the entries
   * @throws RegistryFormatException if it is not IANA's file, at the first field that is not in
   *     IANA's layout, or at the first row of a port that is more than {@link RowPlaces} allows
   */
  public static IanaCopy of(byte[] bytes, String source, String entrySource) {
    IanaCopy iana = new IanaCopy(entrySource);
    IanaFile file = IanaFile.of(bytes, source);
    RowPlaces places = new RowPlaces();
    for (Fields fields : file.rows()) {
      places.add(iana.add(fields), fields, 0, 1);
    }
    iana.updated = file.updated();
    file.dropped().forEach((kind, count) -> iana.dropped.merge(kind, count, Integer::sum));
    return iana;
  }

  /** Returns a title in the form that it has in an entry. */
  public static String plainTitle(String title) {
    return new IanaCopy("").title(title);
  }

  /** Returns the state of ports whose row has a title but no service name. */
  public static IanaState plainState(String title) {
    UnnamedTitle unnamed = UnnamedTitle.of(title, true);
    return unnamed == null ? IanaState.ASSIGNED : unnamed.state();
  }

  /** Returns references in the form that they have in an entry. */
  public static List<String> plainReferences(String references) {
    return new IanaCopy("").references(references);
  }

  /** Returns the entries, in the order of the file. */
  public List<RegistryRow> entries() {
    return entries;
  }

  /** Returns the former assignments that the notes mention, in the order of the file. */
  public List<FactTable.Row<FormerAssignment>> former() {
    return former;
  }

  /** Returns the number of notes that became fields, by kind. */
  public Map<String, Integer> typed() {
    return typed;
  }

  /** Returns the number of pieces of prose that were left out, by kind. */
  public Map<String, Integer> dropped() {
    return dropped;
  }

  /**
   * Returns the day of the copy: the date that IANA's XML states, or the newest date of any row if
   * that is later or the file states none; null if there is no date.
   */
  public @Nullable LocalDate day() {
    if (updated != null && (newest == null || !updated.isBefore(newest.earliest()))) {
      return updated;
    }
    return newest == null ? null : newest.latest();
  }

  private RegistryRow add(Fields fields) {
    fields.requireOneLine(0);
    fields.requireOneLine(9);
    RegistryNote note = note(fields);
    note.typedKinds().forEach(kind -> typed.merge(kind, 1, Integer::sum));
    note.droppedKinds().forEach(kind -> dropped.merge(kind, 1, Integer::sum));
    RegistryRow entry =
        fields.text(0).isEmpty() ? unnamedEntry(fields, note) : assignment(fields, note);
    entries.add(entry);
    seen(entry.registered());
    seen(entry.modified());
    return entry;
  }

  private void seen(@Nullable RegistryDate date) {
    if (date != null && (newest == null || date.compareTo(newest) > 0)) {
      newest = date;
    }
  }

  private RegistryRow assignment(Fields fields, RegistryNote note) {
    String name = fields.text(0);
    PortSpan ports = fields.ports(1);
    Transport transport = fields.transport(2);
    if (ports != null && note.formerly() != null) {
      addFormer(ports, transport, note.formerly(), name, null, null);
    }
    return new Assignment(
        name,
        ports,
        transport,
        title(fields.text(3)),
        keys(fields.text(4)),
        keys(fields.text(5)),
        fields.date(6),
        fields.date(7),
        references(fields.text(8)),
        fields.text(9),
        oneLine(fields.text(10)),
        note.aliasOf(),
        Liveness.UNEXAMINED,
        null,
        entrySource);
  }

  private RegistryRow unnamedEntry(Fields fields, RegistryNote note) {
    PortSpan ports = fields.ports(1);
    if (ports == null) {
      throw fields.fault(0, "a service name in a row without a port", "nothing");
    }
    Transport transport = fields.transport(2);
    RegistryDate registered = fields.date(6);
    RegistryDate modified = fields.date(7);
    String assignee = keys(fields.text(4));
    UnnamedTitle title = unnamedTitle(fields, !assignee.isEmpty());
    if (title.formerly() != null) {
      typed.merge("release told by the description", 1, Integer::sum);
    }
    RegistryNote.Formerly formerly = title.formerly(note.formerly());
    if (formerly != null) {
      addFormer(ports, transport, formerly, "", registered, modified);
    }
    boolean released = formerly != null && title.state() != IanaState.ASSIGNED;
    return new UnnamedEntry(
        ports,
        transport,
        title.state(),
        released ? PortStatus.RELEASED : PortStatus.of(title.state()),
        title.remark(),
        assignee,
        keys(fields.text(5)),
        registered,
        modified,
        references(fields.text(8)),
        oneLine(fields.text(10)),
        entrySource);
  }

  private RegistryNote note(Fields fields) {
    try {
      return RegistryNote.of(oneLine(fields.text(11)));
    } catch (DateTimeException e) {
      throw fields.fault(11, "a date of the calendar in the note", String.valueOf(e.getMessage()));
    }
  }

  private UnnamedTitle unnamedTitle(Fields fields, boolean hasAssignee) {
    String text = oneLine(fields.text(3));
    UnnamedTitle title;
    try {
      title = UnnamedTitle.of(text, hasAssignee);
    } catch (DateTimeException e) {
      throw fields.fault(
          3, "a date of the calendar in the description", String.valueOf(e.getMessage()));
    }
    if (title == null) {
      throw fields.fault(
          3,
          "Unassigned, Reserved or another description that says the state of ports that have"
              + " neither a service name nor an assignee (correct the row in the copy or leave it"
              + " out)",
          text.isEmpty() ? "nothing" : Fault.quote(text));
    }
    return title;
  }

  private void addFormer(
      PortSpan ports,
      @Nullable Transport transport,
      RegistryNote.Formerly formerly,
      String currentName,
      @Nullable RegistryDate registered,
      @Nullable RegistryDate modified) {
    FormerAssignment.Kind kind = formerly.kind(!currentName.isEmpty());
    // A service that got the port after the release did not replace the earlier one.
    boolean givenUp = kind == FormerAssignment.Kind.RELEASED;
    RegistryDate on = formerly.on() != null ? formerly.on() : modified;
    // The row of a released port keeps the date of the service; without a second date, it is the
    // day of the release.
    boolean ofService =
        registered != null && on != null && registered.latest().isBefore(on.earliest());
    former.add(
        new FactTable.Row<>(
            ports,
            new FormerAssignment(
                transport,
                formerly.serviceName(),
                formerly.description(),
                List.of(),
                ofService ? registered : null,
                on != null ? on : registered,
                formerly.authority(),
                givenUp || !formerly.successor().isEmpty() ? formerly.successor() : currentName,
                kind,
                entrySource,
                null,
                null,
                Evidence.Strength.STRONG)));
  }

  /** The title without the sentence that says which alias the row replaces. */
  private String title(String description) {
    String title = oneLine(description);
    Matcher replacement = RegistryNote.REPLACEMENT.matcher(title);
    if (!replacement.find()) {
      return title;
    }
    typed.merge("replacement of an alias", 1, Integer::sum);
    return title.substring(0, replacement.start()).strip();
  }

  /** The keys of persons and organizations, which IANA writes in brackets. */
  private String keys(String text) {
    return String.join(", ", bracketed(oneLine(text)));
  }

  private List<String> references(String text) {
    List<String> references = new ArrayList<>();
    for (String reference : bracketed(oneLine(text))) {
      if (reference.length() > LONGEST_REFERENCE) {
        dropped.merge("prose among the references", 1, Integer::sum);
      } else if (!reference.equals("n/a")) {
        references.add(reference.replace(RowFormat.LIST_SEPARATOR, '/'));
      }
    }
    return references;
  }

  private List<String> bracketed(String text) {
    List<String> parts = new ArrayList<>();
    Matcher matcher = BRACKETED.matcher(text);
    int end = 0;
    while (matcher.find()) {
      addPart(parts, text.substring(end, matcher.start()));
      addPart(parts, matcher.group(1));
      end = matcher.end();
    }
    addPart(parts, text.substring(end));
    return parts;
  }

  private void addPart(List<String> parts, String part) {
    if (part.strip().regionMatches(true, 0, "mailto:", 0, 7)) {
      dropped.merge("mail address", 1, Integer::sum);
    } else if (!part.isBlank()) {
      parts.add(part.strip());
    }
  }

  private String oneLine(String text) {
    String line = RegistryNote.SPACE.matcher(text).replaceAll(" ").strip();
    if (line.indexOf('<') < 0) {
      return line;
    }
    return ANGLED
        .matcher(line)
        .replaceAll(
            found -> {
              if (!isMailAddress(found.group(1))) {
                return Matcher.quoteReplacement(found.group());
              }
              dropped.merge("mail address", 1, Integer::sum);
              return "";
            })
        .strip();
  }

  /**
   * Whether it is a mail address, which is personal data; IANA writes an ampersand for the at sign.
   */
  private static boolean isMailAddress(String text) {
    int at = Math.max(text.indexOf('&'), text.indexOf('@'));
    return at > 0 && text.lastIndexOf('.') > at;
  }
}
