package io.github.portregistry.cli;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.dossier.Escaped;
import io.github.portregistry.probe.Known;
import io.github.portregistry.probe.Likely;
import io.github.portregistry.probe.Listener;
import io.github.portregistry.probe.PortFinding;
import io.github.portregistry.probe.ProcessRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The listeners of this machine as a table, and below it what could not be seen. */
final class ListenerTable {

  /** More ports of one cause are counted. */
  private static final int PORTS_NAMED = 12;

  private final List<PortFinding> findings;
  private final PortRegistry registry;

  ListenerTable(List<PortFinding> findings, PortRegistry registry) {
    this.findings = findings;
    this.registry = registry;
  }

  void print(Terminal terminal) {
    boolean units =
        findings.stream()
            .flatMap(finding -> finding.listeners().stream())
            .anyMatch(listener -> !listener.unit().isEmpty());
    List<String> heading = new ArrayList<>(List.of("PORT", "ADDRESS", "PROGRAM", "USER"));
    if (units) {
      heading.add("UNIT");
    }
    heading.addAll(List.of("SERVICE", "STATUS", "VERDICT"));
    Table table = new Table(heading.toArray(String[]::new));
    Set<String> notes = new LinkedHashSet<>();
    for (PortFinding finding : findings) {
      notes.addAll(finding.coverage().notes());
      for (List<Listener> listeners : byOwner(finding)) {
        Listener first = listeners.get(0);
        List<String> cells = new ArrayList<>();
        cells.add(finding.port() + "/" + first.transport().keyword());
        cells.add(addresses(listeners));
        cells.add(program(listeners));
        cells.add(Escaped.text(first.user()));
        if (units) {
          cells.add(first.unit());
        }
        cells.add(Escaped.text(registry.commonName(finding.port(), first.transport())));
        cells.add(Words.of(finding.record().status(first.transport())));
        cells.add(Words.of(finding.verdict()));
        table.add(cells.toArray(String[]::new));
      }
    }
    table.print(terminal);
    notes.addAll(unseen());
    if (!notes.isEmpty()) {
      terminal.out().println();
      notes.forEach(terminal.out()::println);
    }
  }

  /** The listeners of a port, those of the same transport and owner together. */
  private static List<List<Listener>> byOwner(PortFinding finding) {
    Map<List<Object>, List<Listener>> groups = new LinkedHashMap<>();
    for (Listener listener : finding.listeners()) {
      groups
          .computeIfAbsent(
              List.of(listener.transport(), listener.user(), listener.unit(), leader(listener)),
              absent -> new ArrayList<>())
          .add(listener);
    }
    return List.copyOf(groups.values());
  }

  private static String addresses(List<Listener> listeners) {
    return listeners.stream()
        .map(Listener::addressText)
        .distinct()
        .collect(Collectors.joining(" "));
  }

  /** The program that is named for a listener, with its pid. */
  private static String leader(Listener listener) {
    if (listener.ownership() instanceof Known known) {
      return named(known.leader());
    }
    return listener.ownership() instanceof Likely likely
        ? "? probably " + named(likely.candidates().get(0))
        : "?";
  }

  private static String named(ProcessRef process) {
    return (process.label() + " (" + process.pid() + ")").strip();
  }

  private static String program(List<Listener> listeners) {
    String leader = leader(listeners.get(0));
    Set<Long> owners = new LinkedHashSet<>();
    for (Listener listener : listeners) {
      if (listener.ownership() instanceof Known known) {
        known.owners().forEach(owner -> owners.add(owner.pid()));
      }
    }
    int more = owners.size() - 1;
    return more > 0 ? leader.substring(0, leader.length() - 1) + " +" + more + ")" : leader;
  }

  /** Why owners are not known, each cause once with its ports. */
  private List<String> unseen() {
    Map<String, Set<Integer>> ports = new LinkedHashMap<>();
    for (PortFinding finding : findings) {
      for (Listener listener : finding.listeners()) {
        String why = listener.ownership().why();
        if (!why.isEmpty()) {
          ports.computeIfAbsent(why, absent -> new LinkedHashSet<>()).add(finding.port());
        }
      }
    }
    List<String> notes = new ArrayList<>();
    ports.forEach((why, of) -> notes.add(ports(List.copyOf(of)) + why));
    return notes;
  }

  private static String ports(List<Integer> ports) {
    if (ports.size() == 1) {
      return "The owner of port " + ports.get(0) + " is not visible: ";
    }
    int named = ports.size() <= PORTS_NAMED ? ports.size() - 1 : PORTS_NAMED;
    int more = ports.size() - named;
    return "The owners of "
        + ports.size()
        + " ports are not visible: "
        + ports.stream().limit(named).map(String::valueOf).collect(Collectors.joining(", "))
        + " and "
        + (more == 1 ? ports.get(named).toString() : more + " others")
        + ". ";
  }
}
