package io.github.portregistry.probe;

import io.github.portregistry.Assignment;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortStatus;
import io.github.portregistry.Transport;
import io.github.portregistry.dossier.Escaped;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Explains on several lines for a terminal why a port cannot be bound on one transport. */
final class ConflictReport {

  private static final int LABEL = 13;
  private static final int AT_ONCE = 8;

  /**
   * The most processes with details; further ones are only named, so that the report fits on a
   * screen.
   */
  private static final int IN_DETAIL = 2;

  private final PortFinding finding;
  private final Transport transport;
  private final Obstacles obstacles;
  private final LocalPorts localPorts;
  private final String freeNearby;
  private final Set<Long> named = new HashSet<>();
  private final List<String> lines = new ArrayList<>();

  /**
   * Creates a report.
   *
   * @param freeNearby the text about a port to use instead; "" if there is none
   */
  ConflictReport(
      PortFinding finding,
      Transport transport,
      Obstacles obstacles,
      LocalPorts localPorts,
      String freeNearby) {
    this.finding = finding;
    this.transport = transport;
    this.obstacles = obstacles;
    this.localPorts = localPorts;
    this.freeNearby = freeNearby;
  }

  /** Returns lines, each with a label. */
  String text() {
    if (obstacles.onlyElsewhere()) {
      add("Process", "none on " + obstacles.wanted());
      add("Note", Advice.elsewhere(obstacles));
      addNotAllowed();
      addListeners(obstacles.elsewhere());
    } else if (obstacles.listeners().isEmpty()) {
      addNoListener();
    } else {
      addListeners(obstacles.listeners());
      addNamed("Answers", Answering.clauses(obstacles.listeners()));
    }
    addAssignment();
    if (!freeNearby.isEmpty()) {
      add("Free nearby", freeNearby);
    }
    return String.join("\n", lines);
  }

  private void add(String label, String text) {
    lines.add("  " + label + " ".repeat(LABEL - label.length()) + text);
  }

  private void addIfKnown(String label, String text) {
    if (!text.isEmpty()) {
      add(label, text);
    }
  }

  /** Adds lines, the first with a label. */
  private void addNamed(String label, List<String> texts) {
    for (int i = 0; i < texts.size(); i++) {
      add(i == 0 ? label : "", texts.get(i));
    }
  }

  // No listener

  private void addNoListener() {
    if (!finding.coverage().socketsComplete()) {
      add("Process", "unknown: " + String.join(" ", finding.coverage().notes()));
      return;
    }
    add("Process", "none; nothing is listening now");
    boolean cause = addNotAllowed();
    for (OtherUse use : obstacles.uses()) {
      add("Note", VerdictText.sentence(use));
      if (use.ownership() instanceof Known known) {
        addOwners("Used by", known.owners());
      } else if (use.ownership() instanceof Likely likely) {
        addOwners("Probably by", likely.candidates());
      }
    }
    if (obstacles.uses().isEmpty() && !cause) {
      add("Perhaps", "the process has exited, or has bound the port without listening");
    }
  }

  /** Adds what the system does not allow; returns false if there is nothing. */
  private boolean addNotAllowed() {
    if (localPorts.excludes(finding.port(), transport)) {
      add("Note", "the system reserves the port, so no program can bind it");
      return true;
    }
    if (localPorts.forbids(finding.port())) {
      add("Note", "this user may not bind ports below " + localPorts.firstUnprivileged());
      return true;
    }
    return false;
  }

  // Listeners

  private void addListeners(List<Listener> listeners) {
    Map<List<Object>, List<Listener>> byOwner = new LinkedHashMap<>();
    for (Listener listener : listeners) {
      byOwner.computeIfAbsent(owner(listener), absent -> new ArrayList<>()).add(listener);
    }
    byOwner.values().forEach(this::addOwner);
  }

  /** The values that two listeners must share to be reported together. */
  private static List<Object> owner(Listener listener) {
    Object owners =
        listener.ownership() instanceof Known known ? known.leader() : listener.ownership();
    return List.of(owners, listener.unit());
  }

  private void addOwner(List<Listener> where) {
    Listener first = where.get(0);
    if (first.ownership() instanceof Known) {
      Set<ProcessRef> owners = new LinkedHashSet<>();
      for (Listener listener : where) {
        if (listener.ownership() instanceof Known known) {
          owners.addAll(known.owners());
        }
      }
      addOwners("Process", List.copyOf(owners));
    } else {
      String user = first.user();
      add("Process", "not visible" + (user.isEmpty() ? "" : ", user " + Escaped.text(user)));
      add("Reason", first.ownership().why());
      if (first.ownership() instanceof Likely likely) {
        addOwners("Probably", likely.candidates());
      }
    }
    addIfKnown(UnitText.isContainer(first) ? "Container" : "Unit", UnitText.bare(first));
    add(
        "Listens on",
        where.stream().map(AddressText::reached).distinct().collect(Collectors.joining(", ")));
  }

  /** Adds the processes that started the others with details, and the others by name. */
  private void addOwners(String label, List<ProcessRef> owners) {
    List<ProcessRef> leaders = Leaders.of(owners);
    List<ProcessRef> ordered = new ArrayList<>(leaders);
    owners.stream().filter(owner -> !leaders.contains(owner)).forEach(ordered::add);
    int detailed = Math.min(leaders.size(), IN_DETAIL);
    int shown = Math.min(ordered.size(), AT_ONCE);
    for (int i = 0; i < shown; i++) {
      ProcessRef process = ordered.get(i);
      boolean again = !named.add(process.pid());
      add(label, process(process) + (again ? ", as above" : ""));
      if (i < detailed && !again) {
        addDetails(process);
      }
    }
    if (ordered.size() > shown) {
      add("", "and " + (ordered.size() - shown) + " more processes");
    }
  }

  private static String process(ProcessRef process) {
    String state =
        switch (process.file().state()) {
          case REMOVED -> "; its file was deleted";
          case REPLACED -> "; its file was replaced after it started";
          case IN_MEMORY -> "; it runs from memory, not from a file";
          case OTHER_MOUNT_NAMESPACE -> "; it runs in another mount namespace";
          case IN_PLACE, NOT_COMPARED, REFUSED, NOT_SEEN -> "";
        };
    return ProcessText.process(process) + state;
  }

  private void addDetails(ProcessRef process) {
    Instant start = process.startedAt();
    if (start != null) {
      add(
          "Running",
          "since "
              + start.truncatedTo(ChronoUnit.SECONDS)
              + ", for "
              + length(Duration.between(start, finding.at())));
    }
    addIfKnown("Runs", ProcessText.runs(process));
    addIfKnown("Started as", ProcessText.command(process.arguments()));
    Path folder = process.background().workingDirectory();
    addIfKnown("Folder", folder == null ? "" : Escaped.text(PathText.of(folder)));
    addIfKnown("Started by", ProcessText.ancestry(process));
  }

  /** Returns a duration in its largest unit. */
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
      add("Assigned to", "no service" + unassigned(status));
    } else {
      add("Assigned to", names + (status == PortStatus.GHOST ? ", apparently abandoned" : ""));
    }
    String uses = new UseText(record, Set.of(transport)).likelyNames();
    if (!uses.isEmpty()) {
      add("Used for", uses);
    }
  }

  // Also used by the paragraph

  /** Why a port is not assigned, in parentheses; "" if it just is not. */
  static String unassigned(PortStatus status) {
    return switch (status) {
      case RELEASED -> " (released)";
      case RESERVED -> " (reserved)";
      case DYNAMIC -> " (Dynamic Port)";
      case ASSIGNED, GHOST, UNASSIGNED -> "";
    };
  }

  static String title(Assignment service) {
    String title = service.serviceName();
    if (!service.description().isEmpty()) {
      title += " (" + service.description() + ")";
    }
    return Escaped.text(title);
  }
}
