package io.github.portregistry.probe;

import io.github.portregistry.Assignment;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortStatus;
import io.github.portregistry.Transport;
import io.github.portregistry.dossier.Escaped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** What keeps a port from being bound on one transport, in lines for a person at a terminal. */
final class ConflictReport {

  private static final int LABEL = 13;
  private static final int AT_ONCE = 8;

  private final PortFinding finding;
  private final Transport transport;
  private final OptionalInt freePort;
  private final List<Listener> listeners;
  private final List<OtherUse> otherUses;
  private final List<ProcessRef> processes;
  private final List<String> lines = new ArrayList<>();

  ConflictReport(PortFinding finding, Transport transport, OptionalInt freePort) {
    this.finding = finding;
    this.transport = transport;
    this.freePort = freePort;
    this.listeners =
        finding.listeners().stream().filter(on -> on.transport() == transport).toList();
    this.otherUses =
        finding.otherUses().stream().filter(use -> use.transport() == transport).toList();
    this.processes =
        listeners.stream()
            .filter(on -> on.ownership() instanceof Known)
            .flatMap(on -> ((Known) on.ownership()).owners().stream())
            .distinct()
            .toList();
  }

  /** Lines with a word in front of each. */
  String text() {
    if (listeners.isEmpty()) {
      addNoListener();
    }
    Map<Ownership, List<Listener>> byOwner = new LinkedHashMap<>();
    for (Listener listener : listeners) {
      byOwner.computeIfAbsent(listener.ownership(), key -> new ArrayList<>()).add(listener);
    }
    byOwner.forEach(this::addProcesses);
    addAssignment();
    if (freePort.isPresent()) {
      add("Free nearby", freePort.getAsInt() + ", unassigned and with no known use");
    }
    return String.join("\n", lines);
  }

  private void add(String label, String text) {
    lines.add("  " + label + " ".repeat(LABEL - label.length()) + text);
  }

  private void addNoListener() {
    if (finding.verdict() == Verdict.UNKNOWN) {
      add("Process", "unknown: " + String.join(" ", finding.coverage().notes()));
      return;
    }
    add("Process", "none; nothing is listening now");
    for (OtherUse use : otherUses) {
      add("But", VerdictText.sentence(use));
    }
    if (otherUses.isEmpty()) {
      add("Perhaps", "the process has exited, or has bound the port without listening");
    }
  }

  private void addProcesses(Ownership ownership, List<Listener> where) {
    if (ownership instanceof Known known) {
      for (ProcessRef process : known.owners().subList(0, atMost(known.owners().size()))) {
        addProcess(process);
      }
      int more = known.owners().size() - AT_ONCE;
      if (more > 0) {
        add("", "and " + more + " more processes");
      }
    } else {
      String user = where.get(0).user();
      add("Process", "not visible" + (user.isEmpty() ? "" : ", user " + Escaped.text(user)));
      add("Because", where.get(0).whyNotKnown());
    }
    add(
        "Listens on",
        where.stream().map(ConflictReport::address).collect(Collectors.joining(", ")));
  }

  private static int atMost(int count) {
    return Math.min(count, AT_ONCE);
  }

  private void addProcess(ProcessRef process) {
    add(
        "Process",
        ProcessText.process(process)
            + (process.executableDeleted() ? ", a file that is gone" : ""));
    Instant start = process.startedAt();
    if (start != null) {
      add(
          "Running",
          "since "
              + start.truncatedTo(ChronoUnit.SECONDS)
              + ", for "
              + length(Duration.between(start, finding.at())));
    }
    if (!process.arguments().isEmpty()) {
      add("Started as", ProcessText.command(process.arguments()));
    }
  }

  /** A duration in its greatest unit. */
  static String length(Duration duration) {
    long seconds = Math.max(duration.toSeconds(), 0);
    if (seconds < 60) {
      return count(seconds, "second");
    }
    if (seconds < 3_600) {
      return count(seconds / 60, "minute");
    }
    return seconds < 86_400 ? count(seconds / 3_600, "hour") : count(seconds / 86_400, "day");
  }

  private static String count(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s");
  }

  private void addAssignment() {
    PortRecord record = finding.record();
    String names =
        record.assignments(transport).stream()
            .filter(service -> service.aliasOf().isEmpty())
            .map(ConflictReport::title)
            .distinct()
            .collect(Collectors.joining(", "));
    PortStatus status = record.status(transport);
    if (names.isEmpty()) {
      add("Assigned to", "no service (" + status + ")");
    } else {
      add("Assigned to", names + (status == PortStatus.GHOST ? ", apparently abandoned" : ""));
    }
    String uses = new UseText(record, Set.of(transport)).likelyNames();
    if (!uses.isEmpty()) {
      add("Used for", uses);
    }
  }

  /** What to do next, a sentence a line; {@code ownPid} is not to be stopped. */
  String advice(long ownPid, List<String> commands) {
    String next = whatToStop(ownPid, commands);
    return freePort.isPresent()
        ? next + "\nOr take another port: " + freePort.getAsInt() + " is free."
        : next;
  }

  private String whatToStop(long ownPid, List<String> commands) {
    if (processes.stream().anyMatch(process -> process.pid() == ownPid)) {
      return "This process itself uses the port: give its parts different ports.";
    }
    if (!processes.isEmpty()) {
      return "Stop "
          + processes.stream()
              .limit(AT_ONCE)
              .map(process -> Escaped.text(process.program()) + " (pid " + process.pid() + ")")
              .collect(Collectors.joining(", "))
          + (processes.size() > AT_ONCE ? " and the other processes" : "")
          + " if it is not needed.";
    }
    if (otherUses.stream().anyMatch(use -> use.kind() == OtherUse.Kind.TIME_WAIT)) {
      return "Wait a minute, or set SO_REUSEADDR before binding.";
    }
    if (listeners.isEmpty() && finding.verdict() != Verdict.UNKNOWN) {
      return "Try again.";
    }
    return "Find the process as a user who may see it"
        + (commands.isEmpty() ? "." : ": " + commands.get(0));
  }

  // Also for the paragraph

  static String address(Listener listener) {
    String host = Escaped.text(listener.address().getAddress().getHostAddress());
    return listener.isOnAllAddresses() ? "all addresses (" + host + ")" : host;
  }

  static String title(Assignment service) {
    String title = service.serviceName();
    if (!service.description().isEmpty()) {
      title += " (" + service.description() + ")";
    }
    return Escaped.text(title);
  }
}
