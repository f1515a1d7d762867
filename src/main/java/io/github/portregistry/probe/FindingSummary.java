package io.github.portregistry.probe;

import io.github.portregistry.Transport;
import io.github.portregistry.dossier.Dossier;
import io.github.portregistry.dossier.Escaped;
import io.github.portregistry.probe.Reason.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Formats a finding as a few lines of its port's summary: who listens, the verdict, and what to do.
 */
final class FindingSummary {

  /** The most owners, addresses, reasons and processes that are named; the rest are counted. */
  private static final int OWNERS = 3;

  private static final int ADDRESSES = 3;
  private static final int REASONS = 2;
  private static final int PROCESSES = 3;

  /** The reasons that the lines about the listeners or the rest of the summary already give. */
  private static final Set<Kind> SAID =
      EnumSet.of(
          Kind.NO_LISTENER,
          Kind.OBSERVED_USE,
          Kind.LOOPBACK_ONLY,
          Kind.ALL_ADDRESSES,
          Kind.SPECIFIC_ADDRESSES,
          Kind.SPEAKS_EXPECTED);

  private final PortFinding finding;

  FindingSummary(PortFinding finding) {
    this.finding = finding;
  }

  /** Returns who has the port, and the verdict with its first reasons. */
  List<Dossier.Item> items() {
    List<Reason> reasons =
        finding.reasons().stream().filter(reason -> !SAID.contains(reason.kind())).toList();
    List<String> details = new ArrayList<>();
    reasons.stream().limit(REASONS).map(Reason::detail).forEach(details::add);
    int more = reasons.size() - REASONS;
    if (more > 0) {
      int last = details.size() - 1;
      details.set(last, details.get(last) + " (and " + more + " more)");
    }
    if (finding.verdict() == Verdict.NOT_IN_USE && details.isEmpty()) {
      return List.of(item("Now", owners(), List.of()));
    }
    return List.of(
        item("Now", owners(), List.of()),
        item("Verdict", List.of(FindingText.verdict(finding)), details));
  }

  private static Dossier.Item item(String lead, List<String> lines, List<String> details) {
    List<String> rest = new ArrayList<>(lines.subList(1, lines.size()));
    rest.addAll(details);
    return new Dossier.Item(lead, lines.get(0), rest, List.of(), List.of());
  }

  /** A line for each owner, with all its addresses. */
  private List<String> owners() {
    if (finding.listeners().isEmpty()) {
      return List.of(
          finding.coverage().socketsComplete()
              ? noListener()
              : "no listener was seen, but not every socket could be read");
    }
    Map<String, List<Listener>> byOwner = new LinkedHashMap<>();
    for (Listener listener : finding.listeners()) {
      byOwner.computeIfAbsent(owner(listener), absent -> new ArrayList<>()).add(listener);
    }
    List<String> lines = new ArrayList<>();
    int named = 0;
    for (Map.Entry<String, List<Listener>> owner : byOwner.entrySet()) {
      if (lines.size() < OWNERS) {
        lines.add(owner.getKey() + ", " + places(owner.getValue()));
        named += owner.getValue().size();
      }
    }
    int more = finding.listeners().size() - named;
    if (more > 0) {
      lines.add("and " + more + (more == 1 ? " more listener" : " more listeners"));
    }
    return lines;
  }

  /** The reason's own words, as only they name the transport if just one was checked. */
  private String noListener() {
    for (Reason reason : finding.reasons()) {
      int end = reason.detail().indexOf(':');
      if (reason.kind() == Kind.NO_LISTENER && end > 0) {
        return reason.detail().substring(0, 1).toLowerCase(Locale.ROOT)
            + reason.detail().substring(1, end);
      }
    }
    return "nothing is listening";
  }

  private static String owner(Listener listener) {
    String unit = UnitText.of(listener);
    Spoken spoken = listener.spoken();
    return process(listener)
        + (unit.isEmpty() ? "" : ", " + unit)
        + (spoken == null ? "" : SpokenText.phrase(spoken));
  }

  private static String process(Listener listener) {
    if (listener.ownership() instanceof Known known) {
      return process(known.leader(), known.owners().size() - 1);
    }
    if (listener.ownership() instanceof Likely likely) {
      return "probably " + process(likely.candidates().get(0), likely.candidates().size() - 1);
    }
    String user = listener.user();
    return "a process that is not visible"
        + (user.isEmpty() ? "" : " (user " + Escaped.text(user) + ")");
  }

  private static String process(ProcessRef process, int others) {
    String label = ProcessText.label(process);
    return (label.isEmpty() ? "a process without a name" : label)
        + " (pid "
        + process.pid()
        + (others > 0 ? " and " + others + " more" : "")
        + (process.user().isEmpty() ? "" : ", user " + Escaped.text(process.user()))
        + ")";
  }

  private static String places(List<Listener> listeners) {
    Map<Transport, Set<String>> addresses = new TreeMap<>();
    for (Listener listener : listeners) {
      addresses
          .computeIfAbsent(listener.transport(), absent -> new LinkedHashSet<>())
          .add(AddressText.reached(listener));
    }
    List<String> places = new ArrayList<>();
    addresses.forEach(
        (transport, all) -> {
          List<String> named = new ArrayList<>(all.stream().limit(ADDRESSES).toList());
          if (all.size() > ADDRESSES) {
            named.add(all.size() - ADDRESSES + " more");
          }
          places.add(transport.keyword() + " on " + Answering.joined(named));
        });
    return String.join("; ", places);
  }

  /** Returns what to do about the verdict; "" for the command to check by hand. */
  String next() {
    if (finding.listeners().isEmpty()) {
      return finding.verdict() == Verdict.NOT_IN_USE && otherReasons() == 0 ? "nothing to do" : "";
    }
    Set<Long> pids = new LinkedHashSet<>();
    String program = "";
    for (Listener listener : finding.listeners()) {
      if (!(listener.ownership() instanceof Known known)) {
        return "";
      }
      program = program.isEmpty() ? ProcessText.named(known.leader()) : program;
      pids.add(known.leader().pid());
    }
    String look = command(pids.stream().limit(PROCESSES).map(String::valueOf).toList());
    return switch (finding.verdict()) {
      case INVESTIGATE -> "find out why " + program + " listens: " + look;
      case PLAUSIBLE -> "nothing to do if you know " + program + "; if not: " + look;
      default ->
          finding.reasons().stream().anyMatch(reason -> reason.kind() == Kind.EXECUTABLE_DELETED)
              ? "restart " + program + ": its file was replaced or removed"
              : "nothing to do";
    };
  }

  private long otherReasons() {
    return finding.reasons().stream().filter(reason -> reason.kind() != Kind.NO_LISTENER).count();
  }

  /** The command that shows more about processes on the finding's machine. */
  private String command(List<String> pids) {
    return finding.coverage().source() == Source.WINDOWS_NETSTAT
        ? "tasklist /V /FI \"PID eq " + pids.get(0) + "\""
        : "ps -fp " + String.join(",", pids);
  }
}
