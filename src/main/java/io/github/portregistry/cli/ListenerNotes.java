package io.github.portregistry.cli;

import io.github.portregistry.Transport;
import io.github.portregistry.dossier.Escaped;
import io.github.portregistry.probe.Denied;
import io.github.portregistry.probe.Greeting;
import io.github.portregistry.probe.Likely;
import io.github.portregistry.probe.Listener;
import io.github.portregistry.probe.PortFinding;
import io.github.portregistry.probe.Spoken;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** The notes below the table of listeners: each reason or answer once, with its ports. */
final class ListenerNotes {

  /** The most ports and ranges of one reason that are named; more are counted. */
  private static final int PARTS_NAMED = 12;

  /**
   * Two reasons that differ only in this phrase count as one, because root sees what that user
   * sees.
   */
  private static final String AS_THAT_USER = "as that user, or ";

  private final List<PortFinding> findings;
  private final Greeting greeting;

  ListenerNotes(List<PortFinding> findings, Greeting greeting) {
    this.findings = findings;
    this.greeting = greeting;
  }

  List<String> paragraphs() {
    Set<String> notes = new LinkedHashSet<>();
    findings.forEach(finding -> notes.addAll(finding.coverage().notes()));
    portsBy(ListenerNotes::advice)
        .forEach((advice, ports) -> notes.add(unseen(" to this user", ports, ". ") + advice));
    portsBy(listener -> isRefused(listener) ? "" : listener.ownership().why())
        .forEach((why, ports) -> notes.add(unseen("", ports, ": ") + why));
    if (listeners().anyMatch(listener -> listener.ownership() instanceof Likely)) {
      notes.add("A program with a question mark is the likely owner, which is not certain.");
    }
    portsBy(this::whyNotAsked)
        .forEach(
            (why, ports) ->
                notes.add(
                    (ports.size() == 1 ? "The listener of port " : "The listeners of ports ")
                        + joined(ports)
                        + (ports.size() == 1 ? " was" : " were")
                        + " not asked: "
                        + Escaped.text(why)
                        + (why.endsWith(".") ? "" : ".")));
    portsBy(ListenerNotes::unknownAnswer)
        .forEach(
            (answer, ports) ->
                notes.add(
                    (ports.size() == 1 ? "The listener of port " : "The listeners of ports ")
                        + joined(ports)
                        + (ports.size() == 1 ? " answers: \"" : " answer: \"")
                        + answer
                        + "\""));
    return new ArrayList<>(notes);
  }

  private Stream<Listener> listeners() {
    return findings.stream().flatMap(finding -> finding.listeners().stream());
  }

  private static boolean isRefused(Listener listener) {
    return listener.ownership() instanceof Denied || listener.ownership() instanceof Likely;
  }

  /**
   * The advice if the system refused to show the owner: the last sentence of the reason. The
   * sentences before it differ from user to user.
   */
  private static String advice(Listener listener) {
    if (!isRefused(listener)) {
      return "";
    }
    String why = listener.ownership().why();
    int last = why.lastIndexOf(". ", why.length() - 2) + 1;
    return why.substring(last).strip().replace(AS_THAT_USER, "");
  }

  private static String unseen(String toWhom, Set<Integer> ports, String end) {
    return ports.size() == 1
        ? "The owner of port " + joined(ports) + " is not visible" + toWhom + end
        : "The owners of "
            + ports.size()
            + " ports are not visible"
            + toWhom
            + ": "
            + joined(ports)
            + ". ";
  }

  /** The reason, except that UDP listeners were not asked at all, which the caller knows. */
  private String whyNotAsked(Listener listener) {
    Spoken spoken = listener.spoken();
    boolean wanted = listener.transport() == Transport.TCP || greeting == Greeting.ASK_UDP;
    return spoken != null && spoken.kind() == Spoken.Kind.NOT_ASKED && wanted ? spoken.why() : "";
  }

  /** The answer in an unknown protocol. */
  private static String unknownAnswer(Listener listener) {
    Spoken spoken = listener.spoken();
    return spoken != null
            && spoken.kind() == Spoken.Kind.SPEAKS_OTHER
            && spoken.protocols().isEmpty()
        ? spoken.answer()
        : "";
  }

  /** The ports of the listeners with a note, by note; "" means no note. */
  private Map<String, Set<Integer>> portsBy(Function<Listener, String> said) {
    Map<String, Set<Integer>> ports = new LinkedHashMap<>();
    for (PortFinding finding : findings) {
      for (Listener listener : finding.listeners()) {
        String what = said.apply(listener);
        if (!what.isEmpty()) {
          ports.computeIfAbsent(what, absent -> new TreeSet<>()).add(finding.port());
        }
      }
    }
    return ports;
  }

  /** The ports as part of a sentence; if there are many, only the first. */
  static String joined(Set<Integer> ports) {
    List<String> parts = PortCell.parts(ports);
    if (parts.size() == 1) {
      return parts.get(0);
    }
    if (parts.size() <= PARTS_NAMED) {
      int last = parts.size() - 1;
      return String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
    }
    String named = String.join(", ", parts.subList(0, PARTS_NAMED));
    String next = parts.get(PARTS_NAMED);
    int first = Integer.parseInt(next.split("-", -1)[0]);
    long more = ports.stream().filter(port -> port >= first).count();
    return named + " and " + more + " more";
  }
}
