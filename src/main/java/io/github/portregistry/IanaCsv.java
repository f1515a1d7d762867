package io.github.portregistry;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The registry as IANA publishes it: a CSV file of 12 columns, read into entries. */
final class IanaCsv {

  static final List<String> HEADER =
      List.of(
          "Service Name",
          "Port Number",
          "Transport Protocol",
          "Description",
          "Assignee",
          "Contact",
          "Registration Date",
          "Modification Date",
          "Reference",
          "Service Code",
          "Unauthorized Use Reported",
          "Assignment Notes");

  private static final Pattern BRACKETED = Pattern.compile("\\[([^\\[\\]]*)]");

  /** Personal data: addresses as IANA writes them, with an ampersand for the at sign. */
  private static final Pattern MAIL_ADDRESS =
      Pattern.compile("\\s*<[^<>\\s]+[&@][^<>\\s]+\\.[^<>\\s]+>");

  /** What is longer is not the name of a document but a text about it. */
  private static final int LONGEST_REFERENCE = 120;

  private final String entrySource;
  private final List<Entry> entries = new ArrayList<>();
  private final List<FormerTable.Row> former = new ArrayList<>();
  private final Map<String, Integer> typed = new TreeMap<>();
  private final Map<String, Integer> dropped = new TreeMap<>();

  private IanaCsv(String entrySource) {
    this.entrySource = entrySource;
  }

  /** Reads a file whose entries name it as their source. */
  static IanaCsv read(CsvText text) {
    return read(text, text.source());
  }

  /**
   * Reads a file.
   *
   * @param entrySource the source that the entries name
   * @throws RegistryFormatException at the first field that is not in IANA's layout
   */
  static IanaCsv read(CsvText text, String entrySource) {
    IanaCsv iana = new IanaCsv(entrySource);
    Set<String> seen = new HashSet<>();
    for (Fields fields : text.rows(HEADER)) {
      iana.add(fields);
      String place = fields.text(1) + '/' + fields.text(2) + '/' + fields.text(0);
      // The registry has two services called rdp; only their titles tell them apart.
      String key = fields.text(1).isEmpty() ? place + '/' + fields.text(3) : place;
      if (!seen.add(key.toLowerCase(Locale.ROOT))) {
        throw fields.fault(0, "each row once", "a row that stands above already");
      }
    }
    return iana;
  }

  /** The entries, in the order of the file. */
  List<Entry> entries() {
    return entries;
  }

  /** The former assignments that the notes tell, in the order of the file. */
  List<FormerTable.Row> former() {
    return former;
  }

  /** How many notes of each kind became fields. */
  Map<String, Integer> typed() {
    return typed;
  }

  /** How many pieces of prose of each kind were left out. */
  Map<String, Integer> dropped() {
    return dropped;
  }

  private void add(Fields fields) {
    String name = fields.text(0);
    PortSpan ports = fields.ports(1);
    Transport transport = fields.transport(2);
    if (name.isEmpty() && ports == null) {
      throw fields.fault(0, "a service name in a row without a port", "nothing");
    }
    RegistryDate registered = fields.date(6);
    RegistryDate modified = fields.date(7);
    String assignee = keys(fields.text(4));
    String contact = keys(fields.text(5));
    List<String> references = references(fields.text(8));
    String unauthorizedUse = oneLine(fields.text(10));
    RegistryNote note = RegistryNote.of(oneLine(fields.text(11)));
    note.typedKinds().forEach(kind -> typed.merge(kind, 1, Integer::sum));
    note.droppedKinds().forEach(kind -> dropped.merge(kind, 1, Integer::sum));
    String title = title(fields.text(3));
    if (!name.isEmpty()) {
      entries.add(
          new Assignment(
              name,
              ports,
              transport,
              title,
              assignee,
              contact,
              registered,
              modified,
              references,
              fields.text(9),
              unauthorizedUse,
              note.aliasOf(),
              PortStatus.ASSIGNED,
              entrySource));
      if (ports != null && note.formerly() != null) {
        addFormer(ports, transport, note.formerly(), name, null);
      }
      return;
    }
    UnnamedTitle words = UnnamedTitle.of(title, !assignee.isEmpty());
    RegistryNote.Formerly formerly = words.formerly(note.formerly());
    if (words.formerly() != null) {
      typed.merge("release told by the description", 1, Integer::sum);
    }
    IanaState state = words.state();
    entries.add(
        new UnnamedEntry(
            requirePorts(ports),
            transport,
            state,
            formerly == null ? UnnamedEntry.sameAs(state) : PortStatus.RELEASED,
            words.remark(),
            assignee,
            contact,
            registered,
            modified,
            references,
            unauthorizedUse,
            entrySource));
    if (formerly != null) {
      addFormer(requirePorts(ports), transport, formerly, "", modified);
    }
  }

  private static PortSpan requirePorts(@Nullable PortSpan ports) {
    if (ports == null) {
      throw new AssertionError("checked above");
    }
    return ports;
  }

  private void addFormer(
      PortSpan ports,
      @Nullable Transport transport,
      RegistryNote.Formerly formerly,
      String currentName,
      @Nullable RegistryDate dateOfRow) {
    former.add(
        new FormerTable.Row(
            ports,
            new FormerAssignment(
                transport,
                formerly.serviceName(),
                formerly.description(),
                formerly.on() != null ? formerly.on() : dateOfRow,
                formerly.authority(),
                formerly.successor().isEmpty() ? currentName : formerly.successor(),
                formerly.kind(!currentName.isEmpty()),
                entrySource)));
  }

  /** The title without the sentence that makes a row the replacement of an alias. */
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
        references.add(reference.replace(RowFormat.REFERENCE_SEPARATOR, '/'));
      }
    }
    return references;
  }

  private static List<String> bracketed(String text) {
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

  private static void addPart(List<String> parts, String part) {
    if (!part.isBlank()) {
      parts.add(part.strip());
    }
  }

  private String oneLine(String text) {
    String line = RegistryNote.SPACE.matcher(text).replaceAll(" ").strip();
    Matcher address = MAIL_ADDRESS.matcher(line);
    if (!address.find()) {
      return line;
    }
    dropped.merge("mail address", 1, Integer::sum);
    return address.replaceAll("");
  }
}
