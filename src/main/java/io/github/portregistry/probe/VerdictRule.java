package io.github.portregistry.probe;

import io.github.portregistry.Assignment;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortStatus;
import io.github.portregistry.Transport;
import io.github.portregistry.dossier.Escaped;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The rule by which a finding gets its verdict, all of it:
 *
 * <ol>
 *   <li>Nobody was seen: NOT_IN_USE if the socket tables were read whole, UNKNOWN otherwise.
 *   <li>A listener whose port and transport are a ghost, released, reserved or unassigned:
 *       SCRUTINISE.
 *   <li>A listener on a Dynamic Port: PLAUSIBLE.
 *   <li>A listener on an assigned port, for each of its holders, the first that is true: EXPECTED
 *       if the file that runs is known to implement the service; PLAUSIBLE if only the name that
 *       the program gives itself is, or if it stands in for others, opening ports for them or
 *       passing connections on; SCRUTINISE if it is a shell, or an interpreter that runs from a
 *       file that is gone, or if programs for the service are known and this one runs from a file
 *       that is gone or is known for another service; PLAUSIBLE otherwise, and where the holder
 *       cannot be told.
 *   <li>Of several holders and listeners the worst counts.
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
      worst = judgeNobody();
    } else {
      worst = Verdict.EXPECTED;
      for (Listener listener : listeners) {
        worst = worse(worst, judge(listener));
      }
      addObservedUses();
      addExposure();
      if (!coverage.socketsComplete()) {
        because(
            Reason.Kind.TABLES_NOT_READ,
            "Not every socket table could be read: there may be more listeners.");
      }
    }
    for (OtherUse use : otherUses) {
      because(Reason.Kind.OTHER_USE, sentence(use));
    }
    return worst;
  }

  private Verdict judgeNobody() {
    if (coverage.socketsComplete()) {
      because(
          Reason.Kind.NOBODY_LISTENS,
          "Nobody listens on port " + record.number() + ": no row of the socket tables has it.");
      return Verdict.NOT_IN_USE;
    }
    because(
        Reason.Kind.TABLES_NOT_READ,
        "No listener was seen, but that says nothing: " + String.join(" ", coverage.notes()));
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
        tellOwner(listener, place);
        yield Verdict.PLAUSIBLE;
      }
      case GHOST ->
          scrutinise(
              Reason.Kind.GHOST_PORT,
              listener,
              place
                  + " is a ghost: assigned to "
                  + services(transport)
                  + ", and abandoned as far as is known");
      case RELEASED ->
          scrutinise(
              Reason.Kind.RELEASED_PORT,
              listener,
              place + " was released: it had a holder before and has none now");
      case RESERVED ->
          scrutinise(
              Reason.Kind.RESERVED_PORT, listener, place + " is reserved: nothing may use it");
      case UNASSIGNED ->
          scrutinise(Reason.Kind.UNASSIGNED_PORT, listener, place + " is assigned to nobody");
    };
  }

  private Verdict scrutinise(Reason.Kind kind, Listener listener, String fact) {
    String uses = new UseText(record, Set.of(listener.transport())).names();
    because(
        kind,
        fact
            + ". The listener may be "
            + (uses.isEmpty() ? "" : uses + ", ")
            + "a program that took a quiet number, or malware.");
    tellOwner(listener, record.number() + "/" + listener.transport().keyword());
    return Verdict.SCRUTINISE;
  }

  // The owner of an assigned port

  private Verdict judgeOwner(Listener listener, String place) {
    if (!(listener.ownership() instanceof Known known)) {
      tellOwner(listener, place);
      return Verdict.PLAUSIBLE;
    }
    Verdict worst = Verdict.EXPECTED;
    for (ProcessRef holder : known.holders()) {
      worst = worse(worst, judgeHolder(holder, listener.transport(), place));
    }
    return worst;
  }

  private Verdict judgeHolder(ProcessRef holder, Transport transport, String place) {
    tellDeleted(holder);
    KnownImplementers table = KnownImplementers.packaged();
    String program = holder.program();
    String services = services(transport);
    boolean serviceIsKnown = false;
    for (Assignment service : record.assignments(transport)) {
      KnownImplementers.Row row = table.find(service.serviceName(), program);
      if (row != null && holder.executable() == null) {
        because(
            Reason.Kind.UNFAMILIAR_OWNER,
            name(holder)
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
            name(holder)
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
          Reason.Kind.STANDS_IN,
          name(holder)
              + " opens ports for other programs or passes connections on; what answers for "
              + services
              + " is behind it.");
      return Verdict.PLAUSIBLE;
    }
    String contradiction = contradiction(holder, serviceIsKnown);
    if (!contradiction.isEmpty()) {
      because(
          Reason.Kind.OWNER_CONTRADICTS,
          name(holder) + contradiction + "; " + place + " is assigned to " + services + ".");
      return Verdict.SCRUTINISE;
    }
    because(
        Reason.Kind.UNFAMILIAR_OWNER,
        name(holder)
            + " is not known to implement "
            + services
            + ", to which "
            + place
            + " is assigned.");
    return Verdict.PLAUSIBLE;
  }

  /** What a holder that does not implement the service is, if that contradicts it; else "". */
  private static String contradiction(ProcessRef holder, boolean serviceIsKnown) {
    String program = KnownImplementers.key(holder.program());
    if (SHELLS.contains(program)) {
      return " is a shell and implements no service";
    }
    boolean interpreter = INTERPRETERS.contains(withoutVersion(program));
    if (holder.executableDeleted() && interpreter) {
      return " is an interpreter whose file is gone";
    }
    if (holder.executableDeleted() && serviceIsKnown) {
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

  // What is told beside the rule

  private void tellOwner(Listener listener, String place) {
    if (listener.ownership() instanceof Known known) {
      known.holders().forEach(this::tellDeleted);
    } else {
      because(
          Reason.Kind.OWNER_NOT_SEEN,
          "The holder of " + place + " cannot be told: " + listener.whyNotKnown());
    }
  }

  private void tellDeleted(ProcessRef holder) {
    if (holder.executableDeleted()) {
      because(
          Reason.Kind.EXECUTABLE_DELETED,
          "The file of "
              + name(holder)
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
          Reason.Kind.SOME_ADDRESSES,
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
      case NO_OWNER -> sockets + " on " + place + ": connections that no program holds.";
      case TIME_WAIT ->
          sockets + " on " + place + " in TIME_WAIT: closed, and kept back for about a minute.";
      case CONNECTED_UDP -> sockets + " on " + place + ": connected to one peer.";
      case BOUND -> sockets + " on " + place + ": bound without listening; nobody else can bind.";
    };
  }

  private String services(Transport transport) {
    return record.assignments(transport).stream()
        .map(Assignment::serviceName)
        .map(Escaped::text)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static String name(ProcessRef holder) {
    String file = holder.executable() == null ? holder.name() : holder.executable().toString();
    return (file.isEmpty() ? "A process" : Escaped.text(file)) + " (pid " + holder.pid() + ")";
  }

  private void because(Reason.Kind kind, String detail) {
    reasons.add(new Reason(kind, detail));
  }
}
