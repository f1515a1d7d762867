package io.github.portregistry.probe;

import io.github.portregistry.Assignment;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortStatus;
import io.github.portregistry.Standing;
import io.github.portregistry.Transport;
import io.github.portregistry.dossier.Escaped;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The rule by which a finding gets its verdict, all of it:
 *
 * <ol>
 *   <li>No listener: NOT_IN_USE if the socket tables were read to their end, else UNKNOWN.
 *   <li>A listener whose port and transport are a ghost, released, reserved or unassigned:
 *       PLAUSIBLE if another program's own use of it is on record and no owner is a shell;
 *       INVESTIGATE otherwise.
 *   <li>A listener on a Dynamic Port: PLAUSIBLE.
 *   <li>A listener on an assigned port, for each of its owners, the first that is true: EXPECTED if
 *       the file that runs is known to implement the service; PLAUSIBLE if only the name that the
 *       program gives itself is, or if it opens ports for others or passes connections on;
 *       INVESTIGATE if it is a shell, or an interpreter that runs from a file that is gone, or if
 *       programs for the service are known and this one runs from a file that is gone or is known
 *       for another service; PLAUSIBLE otherwise, and where the owner is not visible.
 *   <li>Of several owners and listeners the worst counts.
 * </ol>
 */
final class VerdictRule {

  private static final Set<String> SHELLS =
      Set.of(
          "sh",
          "ash",
          "bash",
          "csh",
          "dash",
          "fish",
          "ksh",
          "mksh",
          "rbash",
          "tcsh",
          "zsh",
          "cmd",
          "powershell",
          "pwsh");

  private static final Set<String> INTERPRETERS =
      Set.of(
          "bun", "deno", "java", "lua", "luajit", "node", "nodejs", "perl", "php", "pypy", "python",
          "pythonw", "ruby", "tclsh", "wish");

  private final PortRecord record;
  private final List<Listener> listeners;
  private final List<OtherUse> otherUses;
  private final Coverage coverage;
  private final Verdict verdict;

  /** The reasons for the verdict, each once, then what else is worth knowing. */
  private final Set<Reason> reasons = new LinkedHashSet<>();

  VerdictRule(
      PortRecord record, List<Listener> listeners, List<OtherUse> otherUses, Coverage coverage) {
    this(record, listeners, otherUses, coverage, () -> LocalPorts.USUAL);
  }

  VerdictRule(
      PortRecord record,
      List<Listener> listeners,
      List<OtherUse> otherUses,
      Coverage coverage,
      Supplier<LocalPorts> localPorts) {
    this.record = record;
    this.listeners = listeners;
    this.otherUses = otherUses;
    this.coverage = coverage;
    this.verdict = judge();
  }

  Verdict verdict() {
    return verdict;
  }

  List<Reason> reasons() {
    return List.copyOf(reasons);
  }

  private Verdict judge() {
    Verdict worst;
    if (listeners.isEmpty()) {
      worst = judgeNoListener();
    } else {
      worst = Verdict.EXPECTED;
      for (Listener listener : listeners) {
        worst = worse(worst, judge(listener));
      }
      addObservedUses();
      addExposure();
      if (!coverage.socketsComplete()) {
        because(
            Reason.Kind.SOCKETS_INCOMPLETE,
            "Not every socket table could be read: there may be more listeners.");
      }
    }
    for (OtherUse use : otherUses) {
      because(Reason.Kind.OTHER_USE, sentence(use));
    }
    return worst;
  }

  private Verdict judgeNoListener() {
    if (coverage.socketsComplete()) {
      because(
          Reason.Kind.NO_LISTENER,
          "Nothing is listening on port "
              + record.number()
              + ": the socket tables have no row for it.");
      return Verdict.NOT_IN_USE;
    }
    because(
        Reason.Kind.SOCKETS_INCOMPLETE,
        "No listener was seen, but that proves nothing: " + String.join(" ", coverage.notes()));
    return Verdict.UNKNOWN;
  }

  private static Verdict worse(Verdict one, Verdict other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private Verdict judge(Listener listener) {
    Transport transport = listener.transport();
    String place = record.number() + "/" + transport.keyword();
    PortStatus status = record.status(transport);
    return switch (status) {
      case ASSIGNED -> judgeOwner(listener, place);
      case DYNAMIC -> {
        because(
            Reason.Kind.DYNAMIC_PORT,
            place + " is a Dynamic Port, which any program may use for a while.");
        addOwner(listener, place);
        yield Verdict.PLAUSIBLE;
      }
      case GHOST ->
          judgeWithoutService(
              Reason.Kind.GHOST_PORT,
              listener,
              place
                  + " is a ghost: assigned to "
                  + services(transport)
                  + ", but apparently abandoned");
      case RELEASED ->
          judgeWithoutService(
              Reason.Kind.RELEASED_PORT,
              listener,
              place + " was released: it was assigned before and is not now");
      case RESERVED ->
          judgeWithoutService(
              Reason.Kind.RESERVED_PORT, listener, place + " is reserved: nothing may use it");
      case UNASSIGNED ->
          judgeWithoutService(Reason.Kind.UNASSIGNED_PORT, listener, place + " is not assigned");
    };
  }

  /** A port whose service, if it has one, is not to be expected. */
  private Verdict judgeWithoutService(Reason.Kind kind, Listener listener, String fact) {
    Transport transport = listener.transport();
    String uses = new UseText(record, Set.of(transport)).names();
    boolean hasUse =
        record.candidates(transport).stream()
            .anyMatch(
                candidate ->
                    candidate.standing() == Standing.COMMON
                        || candidate.standing() == Standing.OBSERVED);
    because(
        kind,
        hasUse
            ? fact
                + ". It is known for "
                + uses
                + ", which does not show that this is what listens."
            : fact
                + ". The listener may be "
                + (uses.isEmpty() ? "" : uses + ", ")
                + "software that chose an apparently unused port, or malware.");
    addOwner(listener, record.number() + "/" + transport.keyword());
    return hasUse && !hasShell(listener) ? Verdict.PLAUSIBLE : Verdict.INVESTIGATE;
  }

  private boolean hasShell(Listener listener) {
    boolean found = false;
    if (listener.ownership() instanceof Known known) {
      for (ProcessRef process : known.owners()) {
        if (SHELLS.contains(KnownImplementers.key(process.program()))) {
          because(
              Reason.Kind.PROGRAM_MISMATCH,
              name(process) + " is a shell and implements no service.");
          found = true;
        }
      }
    }
    return found;
  }

  // The owner of an assigned port

  private Verdict judgeOwner(Listener listener, String place) {
    if (!(listener.ownership() instanceof Known known)) {
      addOwner(listener, place);
      return Verdict.PLAUSIBLE;
    }
    Verdict worst = Verdict.EXPECTED;
    for (ProcessRef process : known.owners()) {
      worst = worse(worst, judgeProcess(process, listener.transport(), place));
    }
    return worst;
  }

  private Verdict judgeProcess(ProcessRef process, Transport transport, String place) {
    addDeleted(process);
    KnownImplementers table = KnownImplementers.packaged();
    String program = process.program();
    String services = services(transport);
    boolean serviceIsKnown = false;
    for (Assignment service : record.assignments(transport)) {
      KnownImplementers.Row row = table.find(service.serviceName(), program);
      if (row != null && process.executable() == null) {
        because(
            Reason.Kind.UNRECOGNIZED_PROGRAM,
            name(process)
                + " gives itself that name, and the file that runs is not seen, so it is not known"
                + " to implement "
                + services
                + ", to which "
                + place
                + " is assigned.");
        return Verdict.PLAUSIBLE;
      }
      if (row != null) {
        because(
            Reason.Kind.KNOWN_IMPLEMENTER,
            name(process)
                + " is known to implement "
                + Escaped.text(service.serviceName())
                + ", to which "
                + place
                + " is assigned ("
                + row.source()
                + ").");
        return Verdict.EXPECTED;
      }
      serviceIsKnown |= table.knowsService(service.serviceName());
    }
    if (table.find(KnownImplementers.ANY, program) != null) {
      because(
          Reason.Kind.INTERMEDIARY,
          name(process)
              + " opens ports for other programs or passes connections on; what answers for "
              + services
              + " is behind it.");
      return Verdict.PLAUSIBLE;
    }
    String mismatch = mismatch(process, serviceIsKnown);
    if (!mismatch.isEmpty()) {
      because(
          Reason.Kind.PROGRAM_MISMATCH,
          name(process) + mismatch + "; " + place + " is assigned to " + services + ".");
      return Verdict.INVESTIGATE;
    }
    because(
        Reason.Kind.UNRECOGNIZED_PROGRAM,
        name(process)
            + " is not known to implement "
            + services
            + ", to which "
            + place
            + " is assigned.");
    return Verdict.PLAUSIBLE;
  }

  /** What is wrong with a process that does not implement the service; "" if nothing is. */
  private static String mismatch(ProcessRef process, boolean serviceIsKnown) {
    String program = KnownImplementers.key(process.program());
    if (SHELLS.contains(program)) {
      return " is a shell and implements no service";
    }
    boolean interpreter = INTERPRETERS.contains(withoutVersion(program));
    if (process.executableDeleted() && interpreter) {
      return " is an interpreter whose file is gone";
    }
    if (process.executableDeleted() && serviceIsKnown) {
      return " is not known to implement the service and its file is gone";
    }
    if (serviceIsKnown && KnownImplementers.packaged().knowsProgram(program)) {
      return " is known to implement another service";
    }
    return "";
  }

  /** {@code python} for {@code python3.11}. */
  static String withoutVersion(String program) {
    int end = program.length();
    while (end > 0 && "0123456789.-".indexOf(program.charAt(end - 1)) >= 0) {
      end--;
    }
    return program.substring(0, end);
  }

  // What else is worth knowing

  private void addOwner(Listener listener, String place) {
    if (listener.ownership() instanceof Known known) {
      known.owners().forEach(this::addDeleted);
    } else {
      because(
          Reason.Kind.OWNER_UNKNOWN,
          "The owner of " + place + " is not visible: " + listener.whyNotKnown());
    }
  }

  private void addDeleted(ProcessRef process) {
    if (process.executableDeleted()) {
      because(
          Reason.Kind.EXECUTABLE_DELETED,
          "The file of "
              + name(process)
              + " is no longer in its place: removed, or replaced by an upgrade.");
    }
  }

  private void addObservedUses() {
    Set<Transport> transports =
        listeners.stream().map(Listener::transport).collect(Collectors.toSet());
    for (String sentence : new UseText(record, transports).sentences()) {
      because(Reason.Kind.OBSERVED_USE, sentence);
    }
  }

  private void addExposure() {
    Set<String> exposed = new TreeSet<>();
    for (Listener listener : listeners) {
      if (listener.isOnAllAddresses()) {
        because(
            Reason.Kind.ALL_ADDRESSES,
            "The "
                + listener.transport()
                + " listener on "
                + host(listener)
                + " waits on every address of the machine.");
      } else if (!listener.isLoopback()) {
        exposed.add(host(listener));
      }
    }
    if (!exposed.isEmpty()) {
      because(
          Reason.Kind.SPECIFIC_ADDRESSES,
          "Other machines may reach the listener on " + String.join(", ", exposed) + ".");
    }
    if (listeners.stream().allMatch(Listener::isLoopback)) {
      because(Reason.Kind.LOOPBACK_ONLY, "Only this machine reaches the port.");
    }
  }

  private static String host(Listener listener) {
    return listener.address().getAddress().getHostAddress();
  }

  static String sentence(OtherUse use) {
    String sockets =
        use.count() + " " + use.transport() + (use.count() == 1 ? " socket" : " sockets");
    String place = use.address().getAddress().getHostAddress() + " port " + use.address().getPort();
    return switch (use.kind()) {
      case CLIENT -> sockets + " on " + place + ": the local end of a connection.";
      case ACCEPTED -> sockets + " on " + place + ": connections to the listener.";
      case NO_OWNER ->
          sockets
              + " on "
              + place
              + ": connections without a process, not accepted yet or closing.";
      case CLOSING ->
          sockets
              + " on "
              + place
              + ": closed by the program; the system is ending the connection.";
      case TIME_WAIT ->
          sockets + " on " + place + " in TIME_WAIT: closed, and kept back for about a minute.";
      case CONNECTED_UDP -> sockets + " on " + place + ": connected to one peer.";
      case BOUND ->
          sockets + " on " + place + ": bound without listening; nothing else can bind it.";
    };
  }

  private String services(Transport transport) {
    return record.assignments(transport).stream()
        .map(Assignment::serviceName)
        .map(Escaped::text)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static String name(ProcessRef process) {
    String file = process.executable() == null ? process.name() : process.executable().toString();
    return (file.isEmpty() ? "A process" : Escaped.text(file)) + " (pid " + process.pid() + ")";
  }

  private void because(Reason.Kind kind, String detail) {
    reasons.add(new Reason(kind, detail));
  }
}
