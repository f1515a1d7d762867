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
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Formats a finding as a few lines of its port's summary: who listens, the verdict, and what to do.
 */
final class FindingSummary {

  /** The most owners, addresses, reasons and processes of a command; the rest are counted. */
  private static final int OWNERS = 3;

  private static final int ADDRESSES = 3;
  private static final int REASONS = 2;
  private static final int PROCESSES = 3;

  /** The most processes that the next step names, so that its command fits on two lines. */
  private static final int NAMED = 2;

  /** The most characters of their names, for the same reason. */
  private static final int LONGEST_NAMES = 70;

  /** The reasons that the lines about the listeners or the rest of the summary already give. */
  private static final Set<Kind> SAID =
      EnumSet.of(
          Kind.NO_LISTENER,
          Kind.OBSERVED_USE,
          Kind.LOOPBACK_ONLY,
          Kind.ALL_ADDRESSES,
          Kind.SPECIFIC_ADDRESSES,
          Kind.SPEAKS_EXPECTED);

  /** The uses that say nothing about a listener of their port. */
  private static final Set<OtherUse.Kind> PASSING =
      EnumSet.of(OtherUse.Kind.ACCEPTED, OtherUse.Kind.CLOSING, OtherUse.Kind.TIME_WAIT);

  private final PortFinding finding;

  FindingSummary(PortFinding finding) {
    this.finding = finding;
  }

  /** Returns who has the port, and the verdict with its first reasons. */
  List<Dossier.Item> items() {
    List<Reason> reasons =
        finding.reasons().stream()
            .filter(reason -> !SAID.contains(reason.kind()) && !isPassing(reason))
            .toList();
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

  /** Whether it is about connections to a listener, or about ended ones, which come and go. */
  private boolean isPassing(Reason reason) {
    return reason.kind() == Kind.OTHER_USE
        && finding.otherUses().stream()
            .filter(use -> PASSING.contains(use.kind()) && isListenedOn(use.transport()))
            .anyMatch(use -> VerdictText.owned(use).equals(reason.detail()));
  }

  private boolean isListenedOn(Transport transport) {
    return finding.listeners().stream().anyMatch(on -> on.transport() == transport);
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
    if (!finding.listeners().stream().allMatch(on -> on.ownership() instanceof Known)) {
      return "";
    }
    return switch (finding.verdict()) {
      case INVESTIGATE -> {
        List<ProcessRef> judged = leaders(this::hasTheVerdict);
        String listen = judged.size() == 1 ? " listens: " : " listen: ";
        yield "find out why " + named(judged) + listen + command(judged);
      }
      case PLAUSIBLE -> {
        List<ProcessRef> judged = leaders(this::hasTheVerdict);
        yield "nothing to do if you know " + named(judged) + "; if not: " + command(judged);
      }
      default -> {
        boolean changed =
            finding.reasons().stream().anyMatch(reason -> reason.kind() == Kind.EXECUTABLE_DELETED);
        List<ProcessRef> old = leaders(FindingSummary::hasOldFile);
        String files = old.size() == 1 ? ": its file was " : ": their files were ";
        yield changed ? "restart " + named(old) + files + "replaced or removed" : "nothing to do";
      }
    };
  }

  /** The main processes of the listeners that fit; of all listeners if none fits. */
  private List<ProcessRef> leaders(Predicate<Listener> wanted) {
    boolean none = finding.listeners().stream().noneMatch(wanted);
    Map<Long, ProcessRef> leaders = new LinkedHashMap<>();
    for (Listener listener : finding.listeners()) {
      if ((none || wanted.test(listener)) && listener.ownership() instanceof Known known) {
        leaders.putIfAbsent(known.leader().pid(), known.leader());
      }
    }
    return List.copyOf(leaders.values());
  }

  /** Whether the verdict of the port, which is the worst of its listeners, is due to this one. */
  private boolean hasTheVerdict(Listener listener) {
    VerdictRule alone =
        new VerdictRule(finding.record(), List.of(listener), List.of(), finding.coverage());
    return alone.verdict() == finding.verdict();
  }

  private static boolean hasOldFile(Listener listener) {
    return listener.ownership() instanceof Known known
        && known.owners().stream()
            .map(owner -> owner.file().state())
            .anyMatch(
                state -> state == ProgramFile.State.REPLACED || state == ProgramFile.State.REMOVED);
  }

  private static String named(List<ProcessRef> processes) {
    String names = named(processes, ProcessText::named);
    return names.length() <= LONGEST_NAMES
        ? names
        : named(processes, process -> "process " + process.pid());
  }

  private static String named(List<ProcessRef> processes, Function<ProcessRef, String> name) {
    List<String> names = new ArrayList<>();
    processes.stream().limit(NAMED).map(name).forEach(names::add);
    if (processes.size() > NAMED) {
      names.add(processes.size() - NAMED + " more");
    }
    return Answering.joined(names);
  }

  private long otherReasons() {
    return finding.reasons().stream().filter(reason -> reason.kind() != Kind.NO_LISTENER).count();
  }

  /** The command that shows more about processes on the finding's machine. */
  private String command(List<ProcessRef> processes) {
    return finding.coverage().source() == Source.WINDOWS_NETSTAT
        ? "tasklist /V /FI \"PID eq " + processes.get(0).pid() + "\""
        : "ps -fp "
            + processes.stream()
                .limit(PROCESSES)
                .map(process -> String.valueOf(process.pid()))
                .collect(Collectors.joining(","));
  }
}
