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

  private final Table table =
      new Table("PORT", "SERVICE", "STATUS", "DESCRIPTION")
          .narrow("DESCRIPTION", 20)
          .narrow("SERVICE", 10);

  /** The run of ports with the same facts that is not yet in the table. */
  private int first;

  private int last = -2;
  private List<Line> pending = List.of();

  private final @Nullable Transport transport;

  private PortLines(@Nullable Transport transport) {
    this.transport = transport;
  }

  private record Line(String transports, String service, String status, String description) {}

  static Table of(Stream<PortRecord> ports) {
    return of(ports, null);
  }

  /** Returns the lines for one transport; for all if it is null. */
  static Table of(Stream<PortRecord> ports, @Nullable Transport transport) {
    PortLines lines = new PortLines(transport);
    ports.forEachOrdered(lines::add);
    lines.flush();
    return lines.table;
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
    PortLines all = new PortLines(null);
    byPlace.forEach(
        (place, rows) ->
            all.lines(rows, "")
                .forEach(line -> all.add(place.substring(0, place.indexOf(' ')), line)));
    former.forEach(all::add);
    all.flush();
    return all.table;
  }

  private void add(String ports, Line line) {
    table.add(ports + line.transports(), line.service(), line.status(), line.description());
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
    String uses = uses(port);
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
        new Line(
            "",
            "",
            word(status),
            Escaped.text(joined(purpose, former.isEmpty() ? "" : "formerly " + former, uses))));
  }

  private List<Line> lines(List<Assignment> services, String uses) {
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
                new Line(
                    over.isEmpty()
                        ? ""
                        : over.stream()
                            .map(Transport::keyword)
                            .collect(Collectors.joining(",", "/", "")),
                    Escaped.text(facts.get(0)),
                    facts.get(1),
                    Escaped.text(joined(facts.get(2), lines.isEmpty() ? uses : "")))));
    return lines;
  }

  private String uses(PortRecord port) {
    List<ObservedUse> all =
        port.observedUses().stream()
            .filter(
                use -> transport == null || use.transport() == null || use.transport() == transport)
            .filter(use -> use.confidence() != ObservedUse.Confidence.DISPUTED)
            .toList();
    List<String> dominant =
        all.stream()
            .filter(use -> !use.commonName().isEmpty())
            .map(ObservedUse::application)
            .distinct()
            .toList();
    List<String> uses =
        dominant.isEmpty()
            ? all.stream()
                .filter(use -> !use.isRange())
                .map(ObservedUse::application)
                .distinct()
                .toList()
            : dominant;
    if (uses.isEmpty()) {
      // A claim on a range says little, and nothing if the port is assigned.
      return port.assignments().isEmpty()
          ? all.stream().map(ObservedUse::label).findFirst().orElse("")
          : "";
    }
    String more = uses.size() > 2 ? " and " + (uses.size() - 2) + " more" : "";
    return (dominant.isEmpty() ? "used by " : "mostly used by ")
        + uses.stream().limit(2).collect(Collectors.joining(", "))
        + more;
  }

  private static String joined(String... parts) {
    return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining("; "));
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
