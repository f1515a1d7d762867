package io.github.portregistry.probe;

import io.github.portregistry.PortRecord;
import io.github.portregistry.PortStatus;
import io.github.portregistry.Transport;
import io.github.portregistry.dossier.Escaped;
import java.net.BindException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What keeps a port from being bound, on any transport, as one paragraph for a log. */
final class ConflictParagraph {

  private static final int FIRST_UNPRIVILEGED = 1024;
  private static final int AT_ONCE = 16;

  private final PortFinding finding;
  private final OptionalInt freePort;
  private final StringBuilder text = new StringBuilder();

  ConflictParagraph(PortFinding finding, OptionalInt freePort) {
    this.finding = finding;
    this.freePort = freePort;
  }

  String of(@Nullable BindException failure) {
    if (failure != null) {
      addFailure(failure.getMessage() == null ? "" : Escaped.text(failure.getMessage()));
    }
    if (finding.listeners().isEmpty()) {
      addNoListener();
    }
    for (Listener listener : finding.listeners()) {
      addProcess(listener);
    }
    addOtherUses();
    addAssignment();
    addFreePort();
    return text.toString().trim();
  }

  private void add(String sentence) {
    text.append(sentence).append(' ');
  }

  private void addFailure(String message) {
    String colon = message.isEmpty() ? "" : ": ";
    add("Port " + finding.port() + " could not be bound" + colon + message + ".");
    String lower = message.toLowerCase(Locale.ROOT);
    if (lower.contains("permission denied")) {
      add(
          finding.port() < FIRST_UNPRIVILEGED
              ? "The system lets only privileged processes bind ports below 1024: grant the right"
                  + " to bind, or take a higher port."
              : "The system forbids this process to bind the port.");
    } else if (lower.contains("cannot assign requested address")) {
      add("The address is not one of this machine, so the port is not the cause.");
    }
  }

  private void addNoListener() {
    if (finding.verdict() == Verdict.UNKNOWN) {
      add(
          "Whether anything is listening on port "
              + finding.port()
              + " is unknown: "
              + String.join(" ", finding.coverage().notes()));
      return;
    }
    add("Nothing is listening on port " + finding.port() + " now.");
    if (finding.otherUses().isEmpty()) {
      add(
          "The process may have exited, or may have bound the port without listening, which the"
              + " system's tables do not show.");
    }
  }

  /** What else uses the port on a transport that has no listener. */
  private void addOtherUses() {
    Set<Transport> listening =
        finding.listeners().stream().map(Listener::transport).collect(Collectors.toSet());
    List<OtherUse> uses =
        finding.otherUses().stream().filter(use -> !listening.contains(use.transport())).toList();
    for (OtherUse use : uses) {
      add((listening.isEmpty() ? "But there is " : "There is also ") + VerdictText.sentence(use));
    }
    if (uses.stream().anyMatch(use -> use.kind() == OtherUse.Kind.TIME_WAIT)) {
      add("Set SO_REUSEADDR before binding, or wait.");
    }
  }

  private void addProcess(Listener listener) {
    String place = "Port " + finding.port() + "/" + listener.transport().keyword();
    String where = " on " + ConflictReport.address(listener);
    if (!(listener.ownership() instanceof Known known)) {
      add(
          place
              + " is in use"
              + where
              + ", and the process is not visible: "
              + listener.whyNotKnown());
      return;
    }
    ProcessRef process = known.owners().get(0);
    StringBuilder sentence = new StringBuilder(place).append(" is in use").append(where);
    sentence.append(" by ").append(ProcessText.of(process));
    if (known.owners().size() > 1) {
      String others =
          known.owners().stream()
              .skip(1)
              .limit(AT_ONCE)
              .map(other -> Long.toString(other.pid()))
              .collect(Collectors.joining(", "));
      sentence.append(", and by the processes ").append(others);
      int more = known.owners().size() - 1 - AT_ONCE;
      sentence.append(more > 0 ? " and " + more + " more" : "");
    }
    add(sentence.append('.').toString());
    if (process.executableDeleted()) {
      add("Its file is no longer in its place.");
    }
  }

  private void addAssignment() {
    PortRecord record = finding.record();
    String names =
        record.assignments().stream()
            .map(ConflictReport::title)
            .distinct()
            .collect(Collectors.joining(", "));
    if (names.isEmpty()) {
      add("The port is not assigned (" + record.status() + ").");
    } else {
      add(
          "The port is assigned to "
              + names
              + (record.status() == PortStatus.GHOST ? ", a ghost: apparently abandoned." : "."));
    }
    new UseText(record, Set.of(Transport.values())).sentences().forEach(this::add);
  }

  private void addFreePort() {
    if (freePort.isPresent()) {
      add(
          "The nearest free port is "
              + freePort.getAsInt()
              + ": it is unassigned, has no known use and is not in use here.");
    }
  }
}
