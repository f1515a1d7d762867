package io.github.portregistry.cli;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.Transport;
import io.github.portregistry.dossier.Escaped;
import io.github.portregistry.probe.Greeting;
import io.github.portregistry.probe.Known;
import io.github.portregistry.probe.Likely;
import io.github.portregistry.probe.Listener;
import io.github.portregistry.probe.PortFinding;
import io.github.portregistry.probe.ProcessRef;
import io.github.portregistry.probe.Spoken;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The listeners of this machine as a table, and below it what could not be seen. */
final class ListenerTable {

  /** More ports of one cause are counted. */
  private static final int PORTS_NAMED = 12;

  /** What a listener claims is cut here, so that no listener can widen the column for all. */
  private static final int SPEAKS_WIDTH = 40;

  private final List<PortFinding> findings;
  private final PortRegistry registry;
  private final Greeting greeting;

  /**
   * Prepares a table.
   *
   * @param greeting which listeners the probe asked what they speak
   */
  ListenerTable(List<PortFinding> findings, PortRegistry registry, Greeting greeting) {
    this.findings = findings;
    this.registry = registry;
    this.greeting = greeting;
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
    heading.add("SERVICE");
    if (greeting != Greeting.NONE) {
      heading.add("SPEAKS");
    }
    heading.addAll(List.of("STATUS", "VERDICT"));
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
        if (greeting != Greeting.NONE) {
          cells.add(spoken(listeners));
        }
        cells.add(Words.of(finding.record().status(first.transport())));
        cells.add(Words.of(finding.verdict()));
        table.add(cells.toArray(String[]::new));
      }
    }
    table.print(terminal);
    notes.addAll(unseen());
    notes.addAll(notAsked());
    notes.addAll(notKnown());
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

  /** What the listeners of a row speak, each different answer once. */
  private static String spoken(List<Listener> listeners) {
    String all =
        listeners.stream()
            .map(Listener::spoken)
            .filter(Objects::nonNull)
            .map(Spoken::words)
            .distinct()
            .collect(Collectors.joining(", "));
    return Table.cut(all, SPEAKS_WIDTH);
  }

  /** Why owners are not known, each cause once with its ports. */
  private List<String> unseen() {
    List<String> notes = new ArrayList<>();
    portsBy(listener -> listener.ownership().why())
        .forEach(
            (why, ports) ->
                notes.add(
                    ports.size() == 1
                        ? "The owner of port " + ports.get(0) + " is not visible: " + why
                        : "The owners of "
                            + ports.size()
                            + " ports are not visible: "
                            + joined(ports)
                            + ". "
                            + why));
    return notes;
  }

  /** Why listeners were not asked, each reason once with its ports. */
  private List<String> notAsked() {
    List<String> notes = new ArrayList<>();
    portsBy(this::whyNotAsked)
        .forEach(
            (why, ports) ->
                notes.add(
                    (ports.size() == 1
                            ? "The listener of port " + ports.get(0) + " was not asked: "
                            : "The listeners of ports " + joined(ports) + " were not asked: ")
                        + Escaped.text(why)
                        + (why.endsWith(".") ? "" : ".")));
    return notes;
  }

  /** The reason, unless it is that UDP listeners were not to be asked, which the caller knows. */
  private String whyNotAsked(Listener listener) {
    Spoken spoken = listener.spoken();
    boolean wanted = listener.transport() == Transport.TCP || greeting == Greeting.ASK_UDP;
    return spoken != null && spoken.kind() == Spoken.Kind.NOT_ASKED && wanted ? spoken.why() : "";
  }

  /** What was answered in a protocol that is not known, each answer once with its ports. */
  private List<String> notKnown() {
    List<String> notes = new ArrayList<>();
    portsBy(ListenerTable::unknownAnswer)
        .forEach(
            (answer, ports) ->
                notes.add(
                    (ports.size() == 1
                            ? "The listener of port " + ports.get(0) + " answers: \""
                            : "The listeners of ports " + joined(ports) + " answer: \"")
                        + answer
                        + "\""));
    return notes;
  }

  private static String unknownAnswer(Listener listener) {
    Spoken spoken = listener.spoken();
    return spoken != null
            && spoken.kind() == Spoken.Kind.SPEAKS_OTHER
            && spoken.protocols().isEmpty()
        ? spoken.answer()
        : "";
  }

  /** The ports of the listeners of which something is said, by what it is; "" is nothing. */
  private Map<String, List<Integer>> portsBy(Function<Listener, String> said) {
    Map<String, Set<Integer>> ports = new LinkedHashMap<>();
    for (PortFinding finding : findings) {
      for (Listener listener : finding.listeners()) {
        String what = said.apply(listener);
        if (!what.isEmpty()) {
          ports.computeIfAbsent(what, absent -> new LinkedHashSet<>()).add(finding.port());
        }
      }
    }
    Map<String, List<Integer>> lists = new LinkedHashMap<>();
    ports.forEach((what, of) -> lists.put(what, List.copyOf(of)));
    return lists;
  }

  /** Two ports at least, of many the first. */
  private static String joined(List<Integer> ports) {
    int named = ports.size() <= PORTS_NAMED ? ports.size() - 1 : PORTS_NAMED;
    int more = ports.size() - named;
    return ports.stream().limit(named).map(String::valueOf).collect(Collectors.joining(", "))
        + " and "
        + (more == 1 ? ports.get(named).toString() : more + " others");
  }
}
