package io.github.portregistry.probe;

import io.github.portregistry.PortRecord;
import io.github.portregistry.PortStatus;
import io.github.portregistry.Transport;
import io.github.portregistry.dossier.Escaped;
import java.net.BindException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Explains in one paragraph for a log why a port cannot be bound on one transport. */
final class ConflictParagraph {

  private static final int FIRST_UNPRIVILEGED = 1024;
  private static final int AT_ONCE = 16;

  private final PortFinding finding;
  private final Transport transport;
  private final Obstacles obstacles;
  private final LocalPorts localPorts;
  private final String freePort;
  private final Set<Long> described = new HashSet<>();
  private final StringBuilder text = new StringBuilder();

  /**
   * Creates a paragraph.
   *
   * @param freePort the sentence about a port to take instead; "" if there is none
   */
  ConflictParagraph(
      PortFinding finding,
      Transport transport,
      Obstacles obstacles,
      LocalPorts localPorts,
      String freePort) {
    this.finding = finding;
    this.transport = transport;
    this.obstacles = obstacles;
    this.localPorts = localPorts;
    this.freePort = freePort;
  }

  String of(@Nullable BindException failure) {
    if (failure != null) {
      addFailure(failure.getMessage() == null ? "" : Escaped.text(failure.getMessage()));
    }
    if (obstacles.listeners().isEmpty()) {
      addNoListener();
      addOtherUses();
    }
    for (Listener listener : obstacles.listeners()) {
      addProcess(listener);
    }
    add(Answering.sentence(obstacles.listeners()));
    addAssignment();
    add(freePort);
    return text.toString().trim();
  }

  private void add(String sentence) {
    if (!sentence.isEmpty()) {
      text.append(sentence).append(' ');
    }
  }

  private String place() {
    return finding.port() + "/" + transport.keyword();
  }

  private void addFailure(String message) {
    String colon = message.isEmpty() ? "" : ": ";
    add("Port " + finding.port() + " could not be bound" + colon + message + ".");
    String lower = message.toLowerCase(Locale.ROOT);
    if (lower.contains("permission denied")) {
      add(notPermitted());
    } else if (lower.contains("cannot assign requested address")) {
      add("The address does not belong to this machine, so the port is not the cause.");
    }
  }

  private String notPermitted() {
    if (localPorts.forbids(finding.port())) {
      return Advice.forbidden(localPorts.firstUnprivileged(), finding.coverage().source());
    }
    return finding.port() < FIRST_UNPRIVILEGED
        ? "The system lets only privileged processes bind ports below 1024: grant the right"
            + " to bind, or use a higher port."
        : "The system does not allow this process to bind the port.";
  }

  private void addNoListener() {
    if (!finding.coverage().socketsComplete()) {
      add(
          "Whether anything is listening on port "
              + place()
              + " is unknown: "
              + String.join(" ", finding.coverage().notes()));
      return;
    }
    add("Nothing is listening on port " + place() + " now.");
    if (localPorts.excludes(finding.port(), transport)) {
      add(Advice.excluded(finding.port(), transport, finding.coverage().source()));
    } else if (obstacles.uses().isEmpty()) {
      add(
          "The process may have exited, or may have bound the port without listening, which the"
              + " system's tables do not show.");
    }
  }

  private void addOtherUses() {
    for (OtherUse use : obstacles.uses()) {
      add((use.count() == 1 ? "But there is " : "But there are ") + VerdictText.sentence(use));
      addOwner(use.ownership());
    }
    if (obstacles.uses().stream().anyMatch(use -> use.kind() == OtherUse.Kind.TIME_WAIT)) {
      add(Advice.TIME_WAIT);
    }
  }

  private void addOwner(Ownership ownership) {
    if (ownership instanceof Known known) {
      add("The process is " + description(known.leader()) + ".");
    } else if (ownership instanceof Likely likely) {
      add("The process is most likely " + description(likely.candidates().get(0)) + ".");
    }
  }

  private void addProcess(Listener listener) {
    String place = "Port " + place();
    String unit = UnitText.ofSocket(listener);
    String where = " on " + AddressText.reached(listener) + (unit.isEmpty() ? "" : " for " + unit);
    if (!(listener.ownership() instanceof Known known)) {
      add(
          place
              + " is in use"
              + where
              + ", and "
              + FindingText.unseen(listener.ownership())
              + ": "
              + listener.ownership().why());
      if (listener.ownership() instanceof Likely likely) {
        add("It is most likely " + description(likely.candidates().get(0)) + ".");
      }
      return;
    }
    ProcessRef process = known.leader();
    boolean isNew = !described.contains(process.pid());
    StringBuilder sentence = new StringBuilder(place).append(" is in use").append(where);
    sentence.append(" by ").append(description(process));
    if (known.owners().size() > 1) {
      String others =
          known.owners().stream()
              .filter(other -> other.pid() != process.pid())
              .limit(AT_ONCE)
              .map(other -> Long.toString(other.pid()))
              .collect(Collectors.joining(", "));
      sentence.append(", and by the processes ").append(others);
      int more = known.owners().size() - 1 - AT_ONCE;
      sentence.append(more > 0 ? " and " + more + " more" : "");
    }
    add(sentence.append('.').toString());
    if (isNew && process.executableDeleted()) {
      add("Its file was deleted or replaced after it started.");
    }
  }

  /** The description of a process, in full only once. */
  private String description(ProcessRef process) {
    return described.add(process.pid())
        ? ProcessText.of(process)
        : ProcessText.process(process) + ", as above";
  }

  private void addAssignment() {
    PortRecord record = finding.record();
    String names =
        record.assignments().stream()
            .map(ConflictReport::title)
            .distinct()
            .collect(Collectors.joining(", "));
    if (names.isEmpty()) {
      add("The port is not assigned" + ConflictReport.unassigned(record.status()) + ".");
    } else {
      add(
          "The port is assigned to "
              + names
              + (record.status() == PortStatus.GHOST
                  ? ", but apparently abandoned (a ghost)."
                  : "."));
    }
    new UseText(record, Set.of(Transport.values())).sentences().forEach(this::add);
  }
}
