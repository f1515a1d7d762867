package io.github.portregistry;

import io.github.portregistry.csv.CsvText;
import io.github.portregistry.csv.Fault;
import io.github.portregistry.csv.Fields;
import io.github.portregistry.csv.Rows;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.RegistryHistory;
import io.github.portregistry.iana.IanaCopy;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Assignments that were seen after a snapshot was taken: a table of names and titles, applied to
 * the snapshot's entries.
 */
final class LaterFacts {

  static final List<String> HEADER =
      List.of(
          "port", "transport", "service_name", "description", "replaces_service_name", "seen_in");

  private final List<RegistryRow> snapshot;
  private final List<RegistryRow> entries;
  private final List<FactTable.Row<FormerAssignment>> former;
  private int rows;
  private RegistryHistory.@Nullable Copy copy;

  private LaterFacts(IanaCopy snapshot) {
    this.snapshot = snapshot.entries();
    entries = new ArrayList<>(snapshot.entries());
    former = new ArrayList<>(snapshot.former());
  }

  /**
   * Applies a table of later facts to a snapshot.
   *
   * @throws RegistryFormatException at the first row that is not in the layout, or that does not
   *     fit the snapshot
   */
  static LaterFacts apply(CsvText text, IanaCopy snapshot) {
    LaterFacts facts = new LaterFacts(snapshot);
    for (Fields row : text.rows(HEADER)) {
      if (!facts.isKnown(row)) {
        facts.apply(row);
        facts.rows++;
        facts.copy = copy(row);
      }
    }
    return facts;
  }

  static LaterFacts none(IanaCopy snapshot) {
    return new LaterFacts(snapshot);
  }

  List<RegistryRow> entries() {
    return entries;
  }

  List<FactTable.Row<FormerAssignment>> former() {
    return former;
  }

  /** How many facts were applied. */
  int rows() {
    return rows;
  }

  /** The copy that the newest fact was seen in; null if there is no fact. */
  RegistryHistory.@Nullable Copy copy() {
    return copy;
  }

  /** The last word of where a fact was seen is the day of that copy. */
  private static RegistryHistory.Copy copy(Fields fields) {
    String seen = fields.requireText(5);
    int space = seen.lastIndexOf(' ');
    try {
      LocalDate day = LocalDate.parse(seen.substring(space + 1));
      return new RegistryHistory.Copy(day, seen.substring(0, space).replaceAll(",$", ""));
    } catch (DateTimeException | IndexOutOfBoundsException e) {
      throw fields.fault(5, "where the fact was seen, and a day", Fault.quote(seen));
    }
  }

  /** Whether the snapshot says the same, because the fact came into it. */
  private boolean isKnown(Fields fields) {
    PortSpan ports = fields.ports(0);
    Transport transport = fields.transport(1);
    return snapshot.stream()
        .anyMatch(
            row ->
                row instanceof Assignment
                    && row.serviceName().equals(fields.text(2))
                    && row.transport() == transport
                    && Objects.equals(row.ports(), ports));
  }

  private void apply(Fields fields) {
    fields.requireOneLineEach();
    PortSpan ports = fields.ports(0);
    Transport transport = fields.transport(1);
    if (ports == null || ports.size() > 1 || transport == null) {
      throw fields.fault(0, "one port and its transport", "less or more");
    }
    String replaced = fields.text(4);
    if (replaced.isEmpty()) {
      assign(fields, ports, transport);
    } else {
      rename(fields, ports, transport, replaced);
    }
  }

  private void assign(Fields fields, PortSpan port, Transport transport) {
    int at = entries.size();
    for (int i = entries.size() - 1; i >= 0; i--) {
      RegistryRow entry = entries.get(i);
      if (!entry.covers(port.first()) || !entry.isFor(transport)) {
        continue;
      }
      if (entry.status() == PortStatus.ASSIGNED || entry.status() == PortStatus.GHOST) {
        String found = entry instanceof Assignment ? entry.serviceName() : entry.description();
        throw fields.fault(
            2,
            "a port without a service, or its name in replaces_service_name",
            "the service " + found);
      }
      entries.remove(i);
      entries.addAll(i, without((UnnamedEntry) entry, port, transport));
      at = i;
    }
    entries.add(
        at,
        new Assignment(
            fields.requireText(2),
            port,
            transport,
            fields.text(3),
            "",
            "",
            null,
            null,
            List.of(),
            "",
            "",
            "",
            Liveness.UNEXAMINED,
            null,
            fields.requireText(5)));
  }

  /**
   * What is left of an entry: its other ports and, unless it says no more than that they are
   * unassigned, which is what no row says too, the other transports of the port.
   */
  private static List<RegistryRow> without(UnnamedEntry entry, PortSpan port, Transport transport) {
    List<RegistryRow> rest = new ArrayList<>();
    if (entry.ports().first() < port.first()) {
      rest.add(Rows.withPorts(entry, new PortSpan(entry.ports().first(), port.first() - 1)));
    }
    if (entry.transport() == null && entry.status() != PortStatus.UNASSIGNED) {
      for (Transport other : Transport.values()) {
        if (other != transport) {
          rest.add(Rows.withTransport(Rows.withPorts(entry, port), other));
        }
      }
    }
    if (port.last() < entry.ports().last()) {
      rest.add(Rows.withPorts(entry, new PortSpan(port.last() + 1, entry.ports().last())));
    }
    return rest;
  }

  private void rename(Fields fields, PortSpan port, Transport transport, String replaced) {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i) instanceof Assignment service
          && port.equals(service.ports())
          && service.transport() == transport
          && service.serviceName().equals(replaced)) {
        String source = fields.requireText(5);
        String name = fields.requireText(2);
        entries.set(i, Rows.renamed(service, name, fields.text(3), source));
        former.add(
            new FactTable.Row<>(
                port,
                new FormerAssignment(
                    transport,
                    replaced,
                    service.description(),
                    null,
                    "IANA",
                    name,
                    FormerAssignment.Kind.RENAMED,
                    source)));
        return;
      }
    }
    throw fields.fault(4, "the name of a service on this port", Fault.quote(replaced));
  }
}
