package io.github.portregistry.cli;

import io.github.portregistry.Assignment;
import io.github.portregistry.FormerAssignment;
import io.github.portregistry.IanaState;
import io.github.portregistry.ObservedUse;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortStatus;
import io.github.portregistry.Transport;
import io.github.portregistry.UnnamedEntry;
import io.github.portregistry.dossier.Escaped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Prints ports as a table: a line for each service of a port, and one for each run of ports without
 * a service.
 */
final class PortLines {

  private static final String MOSTLY = "mostly used by ";

  private final Table table =
      new Table("PORT", "SERVICE", "STATUS", "DESCRIPTION")
          .narrow("DESCRIPTION", 20)
          .narrow("SERVICE", 10);

  /** The run of ports with the same facts that is not yet in the table. */
  private int first;

  private int last = -2;
  private List<Line> pending = List.of();

  private final @Nullable Transport transport;

  /** What the ports were searched for; "" if they were not searched for. */
  private final String searched;

  private final List<String> words;

  private PortLines(@Nullable Transport transport, String searched) {
    this.transport = transport;
    this.searched = searched.strip().toLowerCase(Locale.ROOT);
    this.words = this.searched.isEmpty() ? List.of() : List.of(this.searched.split("\\s+"));
  }

  /**
   * A line of the table.
   *
   * @param cut the description if it has to be cut
   */
  private record Line(
      String transports, String service, String status, String description, String cut) {}

  static Table of(Stream<PortRecord> ports) {
    return of(ports, null);
  }

  /** Returns the lines for one transport; for all if it is null. */
  static Table of(Stream<PortRecord> ports, @Nullable Transport transport) {
    return new PortLines(transport, "").table(ports);
  }

  /** Returns the lines of ports that were found by a text, which each line shows. */
  static Table found(List<PortRecord> ports, String searched) {
    return new PortLines(null, searched).table(ports.stream());
  }

  private Table table(Stream<PortRecord> ports) {
    ports.forEachOrdered(this::add);
    flush();
    return table;
  }

  /** Returns the rows of a name, including rows without a port, and then its former ports. */
  static Table of(List<Assignment> services, List<PortRecord> former) {
    Map<String, List<Assignment>> byPlace = new LinkedHashMap<>();
    for (Assignment service : services) {
      String place = service.ports() == null ? "none" : service.ports().toString();
      byPlace
          .computeIfAbsent(place + ' ' + service.serviceName(), absent -> new ArrayList<>())
          .add(service);
    }
    PortLines all = new PortLines(null, "");
    byPlace.forEach(
        (place, rows) ->
            all.lines(rows, List.of())
                .forEach(line -> all.add(place.substring(0, place.indexOf(' ')), line)));
    former.forEach(all::add);
    all.flush();
    return all.table;
  }

  private void add(String ports, Line line) {
    table.add(ports + line.transports(), line.service(), line.status(), line.description());
    table.whenCut(line.description(), line.cut());
  }

  private void add(PortRecord port) {
    List<Line> lines = lines(port);
    if (port.number() == last + 1 && lines.equals(pending)) {
      last = port.number();
      return;
    }
    flush();
    first = port.number();
    last = port.number();
    pending = lines;
  }

  private void flush() {
    String ports = first == last ? Integer.toString(first) : first + "-" + last;
    pending.forEach(line -> add(ports, line));
    pending = List.of();
  }

  private List<Line> lines(PortRecord port) {
    List<String> uses = uses(port);
    List<Assignment> services =
        transport == null ? port.assignments() : port.assignments(transport);
    List<Assignment> proper =
        services.stream().filter(service -> service.aliasOf().isEmpty()).toList();
    if (!services.isEmpty()) {
      return lines(proper.isEmpty() ? services : proper, uses);
    }
    PortStatus status = transport == null ? port.status() : port.status(transport);
    String former =
        port.formerAssignments().stream()
            .map(FormerAssignment::serviceName)
            .filter(name -> !name.isEmpty())
            .distinct()
            .collect(Collectors.joining(", "));
    String purpose =
        port.unnamedEntries().stream()
            .filter(row -> row.state() == IanaState.ASSIGNED)
            .map(UnnamedEntry::description)
            .distinct()
            .collect(Collectors.joining(", "));
    return List.of(
        line("", "", word(status), purpose, former.isEmpty() ? "" : "formerly " + former, uses));
  }

  private List<Line> lines(List<Assignment> services, List<String> uses) {
    Map<List<String>, Set<Transport>> transports = new LinkedHashMap<>();
    for (Assignment service : services) {
      Set<Transport> over =
          transports.computeIfAbsent(
              List.of(service.serviceName(), word(service.status()), service.description()),
              absent -> new TreeSet<>());
      if (transport != null) {
        over.add(transport);
      } else if (service.transport() != null) {
        over.add(service.transport());
      }
    }
    List<Line> lines = new ArrayList<>();
    transports.forEach(
        (facts, over) ->
            lines.add(
                line(
                    over.isEmpty()
                        ? ""
                        : over.stream()
                            .map(Transport::keyword)
                            .collect(Collectors.joining(",", "/", "")),
                    facts.get(0),
                    facts.get(1),
                    facts.get(2),
                    "",
                    lines.isEmpty() ? uses : List.of())));
    return lines;
  }

  private Line line(
      String transports,
      String service,
      String status,
      String registered,
      String former,
      List<String> uses) {
    List<String> rest = Stream.of(registered, former).filter(part -> !part.isEmpty()).toList();
    List<String> all = Stream.concat(rest.stream(), uses.stream()).toList();
    // The match says why a port was found, and a dominant use more than the registered title.
    List<String> byWeight =
        all.stream()
            .sorted(
                Comparator.comparing((String part) -> !matches(part))
                    .thenComparing(part -> !part.startsWith(MOSTLY)))
            .toList();
    return new Line(
        transports,
        Escaped.text(service),
        status,
        Escaped.text(String.join("; ", all)),
        Escaped.text(String.join("; ", byWeight)));
  }

  private boolean matches(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return words.stream().anyMatch(lower::contains);
  }

  /**
   * The uses as clauses: the dominant ones if there are any, and the ones that were searched for.
   */
  private List<String> uses(PortRecord port) {
    List<ObservedUse> all =
        port.observedUses().stream()
            .filter(
                use -> transport == null || use.transport() == null || use.transport() == transport)
            .filter(use -> use.confidence() != ObservedUse.Confidence.DISPUTED)
            .toList();
    List<String> dominant = names(all.stream().filter(use -> !use.commonName().isEmpty()));
    List<String> others = new ArrayList<>(names(all.stream().filter(use -> !use.isRange())));
    others.removeAll(dominant);
    others.sort(Comparator.comparing(name -> !matches(name)));
    if (!dominant.isEmpty()) {
      others.removeIf(name -> !matches(name));
    }
    List<String> clauses = new ArrayList<>();
    add(clauses, MOSTLY, dominant);
    add(clauses, "used by ", others);
    // A claim on a range says little, and nothing if the port is assigned.
    if (clauses.isEmpty() && port.assignments().isEmpty()) {
      all.stream().map(ObservedUse::label).findFirst().ifPresent(clauses::add);
    }
    if (!words.isEmpty() && !isShown(port, clauses)) {
      clauses.add(match(port));
    }
    return clauses;
  }

  /** Whether a line of the port shows each word that was searched for. */
  private boolean isShown(PortRecord port, List<String> clauses) {
    StringBuilder shown = new StringBuilder(String.join(" ", clauses));
    for (Assignment service : port.assignments()) {
      if (service.aliasOf().isEmpty()) {
        shown.append(' ').append(service.serviceName()).append(' ').append(service.description());
      }
    }
    port.unnamedEntries().forEach(row -> shown.append(' ').append(row.description()));
    return hasAll(shown.toString());
  }

  private boolean hasAll(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return words.stream().allMatch(lower::contains);
  }

  /** The fact that matches the words and that a line would not show otherwise. */
  private String match(PortRecord port) {
    for (ObservedUse use : port.observedUses()) {
      boolean disputed = use.confidence() == ObservedUse.Confidence.DISPUTED;
      if (hasAll(use.application())) {
        return disputed ? "disputed: used by " + use.application() : use.label();
      }
      if (hasAll(use.application() + ' ' + use.commonName())) {
        return "called " + use.commonName();
      }
    }
    return "called "
        + port.assignments().stream()
            .map(Assignment::serviceName)
            .filter(this::hasAll)
            .findFirst()
            .orElse(searched);
  }

  private static List<String> names(Stream<ObservedUse> uses) {
    return uses.map(ObservedUse::application).distinct().toList();
  }

  private static void add(List<String> clauses, String start, List<String> names) {
    if (!names.isEmpty()) {
      String more = names.size() > 2 ? " and " + (names.size() - 2) + " more" : "";
      clauses.add(start + names.stream().limit(2).collect(Collectors.joining(", ")) + more);
    }
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
