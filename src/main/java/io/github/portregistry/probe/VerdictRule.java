package io.github.portregistry.probe;

import io.github.portregistry.PortRange;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortStatus;
import io.github.portregistry.Transport;
import io.github.portregistry.probe.Reason.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The complete rule by which a finding gets its verdict:
 *
 * <ol>
 *   <li>No listener: NOT_IN_USE if the socket tables were read to their end, else UNKNOWN.
 *   <li>A visible owner: the first {@link OwnerCondition} that holds. The last ones leave the
 *       decision to the port.
 *   <li>The port alone, also if the owner is not visible: the first {@link PortCondition} that
 *       holds.
 *   <li>The protocol of the listener, if it was asked, see {@link SpokenCase}. A protocol of the
 *       port makes it EXPECTED, but does not change the verdict of an alarming owner. It makes the
 *       listener PLAUSIBLE if any user may have chosen the program or the script, and if the
 *       program is another service's on a System Port. Another protocol on an assigned port makes
 *       it INVESTIGATE, unless an installed server was moved to a User Port and the protocol of the
 *       port's service is not known. Silence changes nothing.
 *   <li>Of several owners, intermediaries count only if there is no other owner. Of the remaining
 *       owners, and of several listeners, the worst verdict counts.
 * </ol>
 *
 * <p>{@link VerdictText} has the sentences.
 */
final class VerdictRule {

  /** The conditions on a process on a port; the first that holds decides, in this order. */
  enum OwnerCondition {
    IN_MEMORY(Verdict.INVESTIGATE, Kind.SUSPICIOUS_FILE, OwnerCase::isInMemory),
    IN_TEMPORARY_PLACE(Verdict.INVESTIGATE, Kind.SUSPICIOUS_FILE, OwnerCase::isInTemporaryPlace),
    IN_HIDDEN_PLACE(Verdict.INVESTIGATE, Kind.SUSPICIOUS_FILE, OwnerCase::isInHiddenPlace),
    FALSE_WINDOWS_PROGRAM(
        Verdict.INVESTIGATE, Kind.SUSPICIOUS_FILE, OwnerCase::isFalseWindowsProgram),
    SHELL(Verdict.INVESTIGATE, Kind.PROGRAM_MISMATCH, OwnerCase::isShell),
    RELAY(Verdict.INVESTIGATE, Kind.PROGRAM_MISMATCH, OwnerCase::isRelay),
    REMOVED(Verdict.INVESTIGATE, Kind.EXECUTABLE_DELETED, OwnerCase::isRemoved),
    IN_HOME_ON_SYSTEM_PORT(
        Verdict.INVESTIGATE,
        Kind.SUSPICIOUS_FILE,
        owner -> owner.isInHome() && owner.isSystemPortWithKnownPrograms()),
    DOCUMENTED(
        Verdict.EXPECTED,
        Kind.KNOWN_IMPLEMENTER,
        owner -> owner.documented() != null && owner.isFileTrusted()),
    DOCUMENTED_BY_NAME(
        Verdict.PLAUSIBLE, Kind.UNVERIFIED_FILE, owner -> owner.documented() != null),
    STAND_IN(
        Verdict.PLAUSIBLE,
        Kind.INTERMEDIARY,
        owner -> owner.isStandIn() && !owner.isSystemPortWithoutUse()),
    INTERPRETER_ON_SYSTEM_PORT(
        Verdict.INVESTIGATE,
        Kind.PROGRAM_MISMATCH,
        owner ->
            owner.isInterpreter() && owner.isSystemPortWithKnownPrograms() && !owner.isSetUp()),
    OTHER_SERVICE_ON_SYSTEM_PORT(
        Verdict.INVESTIGATE,
        Kind.PROGRAM_MISMATCH,
        owner -> owner.isKnownForOtherService() && owner.isSystemPortWithKnownPrograms()),
    /** On a port without a service or use, on which an administrator's choice is the likeliest. */
    INSTALLED(
        Verdict.PLAUSIBLE,
        Kind.UNRECOGNIZED_PROGRAM,
        owner -> owner.isInstalled() && owner.isUserPortWithoutUse());

    private final Verdict verdict;
    private final Kind kind;

    /** Returns the verdict if the listener speaks a protocol of the port. */
    Verdict whereItSpeaks(OwnerCase owner) {
      return switch (this) {
        case DOCUMENTED -> Verdict.EXPECTED;
        case DOCUMENTED_BY_NAME, STAND_IN, INSTALLED -> VerdictRule.whereItSpeaks(owner);
        // Both can imitate the protocol.
        case INTERPRETER_ON_SYSTEM_PORT, OTHER_SERVICE_ON_SYSTEM_PORT -> Verdict.PLAUSIBLE;
        default -> verdict;
      };
    }

    // Conditions have no state.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Predicate<OwnerCase> holds;

    OwnerCondition(Verdict verdict, Kind kind, Predicate<OwnerCase> holds) {
      this.verdict = verdict;
      this.kind = kind;
      this.holds = holds;
    }
  }

  /** The conditions on a port and transport; the first that holds decides, in this order. */
  enum PortCondition {
    ASSIGNED(Verdict.PLAUSIBLE),
    DYNAMIC(Verdict.PLAUSIBLE),
    /** Not assigned, or a ghost, and another program's own use is on record. */
    USED(Verdict.PLAUSIBLE),
    /** The system hands the port out, also to a program that asks for any port. */
    CLIENT(Verdict.PLAUSIBLE),
    GHOST(Verdict.INVESTIGATE),
    RELEASED(Verdict.INVESTIGATE),
    RESERVED(Verdict.INVESTIGATE),
    UNASSIGNED(Verdict.INVESTIGATE);

    private final Verdict verdict;

    PortCondition(Verdict verdict) {
      this.verdict = verdict;
    }
  }

  private final PortRecord record;
  private final List<Listener> listeners;
  private final List<OtherUse> otherUses;
  private final Coverage coverage;

  /** The transport of the probe; null for both. */
  private final @Nullable Transport transport;

  private final Supplier<LocalPorts> localPorts;
  private final VerdictText text;
  private final Verdict verdict;
  private final List<Listener> judged = new ArrayList<>();

  /** The reasons for the verdict, each once, then other facts worth knowing. */
  private final Map<List<Object>, Reason> reasons = new LinkedHashMap<>();

  /** Creates the rule for a machine with its system's default settings. */
  VerdictRule(
      PortRecord record, List<Listener> listeners, List<OtherUse> otherUses, Coverage coverage) {
    this(record, listeners, otherUses, coverage, () -> LocalPorts.usual(coverage.source()));
  }

  VerdictRule(
      PortRecord record,
      List<Listener> listeners,
      List<OtherUse> otherUses,
      Coverage coverage,
      Supplier<LocalPorts> localPorts) {
    this(record, listeners, otherUses, coverage, null, localPorts);
  }

  VerdictRule(
      PortRecord record,
      List<Listener> listeners,
      List<OtherUse> otherUses,
      Coverage coverage,
      @Nullable Transport transport,
      Supplier<LocalPorts> localPorts) {
    this.record = record;
    this.listeners = listeners;
    this.otherUses = otherUses;
    this.coverage = coverage;
    this.transport = transport;
    this.localPorts = localPorts;
    this.text = new VerdictText(record);
    this.verdict = judge();
  }

  Verdict verdict() {
    return verdict;
  }

  /** Returns the listeners in their order, each with its own verdict. */
  List<Listener> listeners() {
    return judged;
  }

  List<Reason> reasons() {
    return List.copyOf(reasons.values());
  }

  private Verdict judge() {
    Verdict worst = Verdict.EXPECTED;
    if (listeners.isEmpty()) {
      worst = judgeNoListener();
    } else {
      for (Listener listener : listeners) {
        Verdict its = judge(listener);
        judged.add(listener.withVerdict(its));
        worst = worse(worst, its);
      }
      addObservedUses();
      text.exposure(listeners).forEach(this::add);
      if (!coverage.socketsComplete()) {
        because(Kind.SOCKETS_INCOMPLETE, null, text.moreListeners());
      }
    }
    for (OtherUse use : otherUses) {
      because(Kind.OTHER_USE, use.transport(), VerdictText.owned(use));
    }
    return worst;
  }

  private Verdict judgeNoListener() {
    if (!coverage.socketsComplete()) {
      because(Kind.SOCKETS_INCOMPLETE, null, text.noListenerSeen(coverage));
      return Verdict.UNKNOWN;
    }
    because(Kind.NO_LISTENER, transport, text.noListener(transport));
    // The obstacles are read only on systems that can have them, because reading takes time.
    if (coverage.source() == Source.WINDOWS_NETSTAT
        && (isExcluded(Transport.TCP) || isExcluded(Transport.UDP))) {
      because(Kind.EXCLUDED_PORT, null, text.excluded());
    }
    boolean isLinux = coverage.source() == Source.PROC || coverage.source() == Source.NETLINK;
    if (isLinux && localPorts.get().forbids(record.number())) {
      because(Kind.PRIVILEGED_PORT, null, text.forbidden(localPorts.get()));
    }
    return Verdict.NOT_IN_USE;
  }

  private boolean isExcluded(Transport over) {
    return (transport == null || transport == over)
        && localPorts.get().excludes(record.number(), over);
  }

  static Verdict worse(Verdict one, Verdict other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private Verdict judge(Listener listener) {
    SpokenCase spoken = new SpokenCase(record, listener);
    Verdict verdict = judge(listener, spoken);
    String sentence = spoken.sentence();
    if (!sentence.isEmpty()) {
      because(
          spoken.isOwn() ? Kind.SPEAKS_EXPECTED : Kind.SPEAKS_OTHER,
          listener.transport(),
          sentence);
    }
    return spoken.contradicts() && !isMovedServer(listener, spoken)
        ? worse(verdict, Verdict.INVESTIGATE)
        : verdict;
  }

  /**
   * Whether an administrator has moved an installed server to a User Port whose service's protocol
   * is not known, such as sshd to 2022.
   */
  private boolean isMovedServer(Listener listener, SpokenCase spoken) {
    if (!spoken.isUserPort() || !(listener.ownership() instanceof Known known)) {
      return false;
    }
    for (ProcessRef process : known.owners()) {
      OwnerCase owner = new OwnerCase(record, listener.transport(), process, VerdictRule::first);
      boolean isServer = owner.isKnownForOtherService() && !spoken.isEveryServiceKnown();
      if (!owner.isFileTrusted() || !(isServer || owner.isStandIn())) {
        return false;
      }
    }
    return true;
  }

  private Verdict judge(Listener listener, SpokenCase spoken) {
    Transport transport = listener.transport();
    if (!(listener.ownership() instanceof Known known)) {
      // An administrator set it up, as for a visible owner.
      boolean setUp =
          OwnerCase.isSetUp(listener.controlGroup())
              && OwnerCase.isUserPortWithoutUse(record, transport);
      Verdict verdict =
          spoken.isOwn() ? Verdict.EXPECTED : judgePort(transport, port(transport), "", setUp);
      because(
          listener.ownership() instanceof Likely ? Kind.LIKELY_OWNER : Kind.OWNER_UNKNOWN,
          transport,
          text.ownerNotKnown(listener));
      return verdict;
    }
    Set<List<Object>> said = new HashSet<>();
    List<OwnerCase> cases = new ArrayList<>();
    ProcessRef last = null;
    for (ProcessRef process : known.owners()) {
      if (last == null || !isAlike(last, process)) {
        cases.add(new OwnerCase(record, transport, process, VerdictRule::first));
      }
      last = process;
    }
    boolean onlyStandIns = cases.stream().allMatch(VerdictRule::standsIn);
    Verdict worst = Verdict.EXPECTED;
    for (OwnerCase owner : cases) {
      if (onlyStandIns || !standsIn(owner)) {
        worst = worse(worst, judge(owner, said, spoken.isOwn()));
      }
    }
    return worst;
  }

  /**
   * Whether two processes get the same judgment, such as a process and its forks, of which there
   * can be many.
   */
  static boolean isAlike(ProcessRef one, ProcessRef other) {
    return one.file().path() != null
        && one.file().equals(other.file())
        && one.name().equals(other.name())
        && one.user().equals(other.user())
        && one.arguments().equals(other.arguments())
        && one.background().runs().equals(other.background().runs())
        && Objects.equals(one.background().controlGroup(), other.background().controlGroup());
  }

  private static @Nullable OwnerCondition first(OwnerCase owner) {
    for (OwnerCondition condition : OwnerCondition.values()) {
      if (condition.holds.test(owner)) {
        return condition;
      }
    }
    return null;
  }

  /** Anyone who can write a program can let it speak any protocol. */
  private static Verdict whereItSpeaks(OwnerCase owner) {
    return owner.isAnyUsersProgram() ? Verdict.PLAUSIBLE : Verdict.EXPECTED;
  }

  private static boolean standsIn(OwnerCase owner) {
    return owner.condition() == OwnerCondition.STAND_IN && owner.isFileTrusted();
  }

  /**
   * Judges one owner.
   *
   * @param said the reasons given for another process of the same program, such as a worker
   * @param speaks whether the listener speaks a protocol of the port
   */
  private Verdict judge(OwnerCase owner, Set<List<Object>> said, boolean speaks) {
    OwnerCondition condition = owner.condition();
    PortCondition port = port(owner.transport());
    ProgramFile file = owner.process().file();
    if (condition != null && file.path() != null && !said.add(List.of(condition, file))) {
      return speaks ? condition.whereItSpeaks(owner) : condition.verdict;
    }
    Verdict judged;
    if (condition == null && speaks) {
      if (port == PortCondition.ASSIGNED) {
        because(Kind.UNRECOGNIZED_PROGRAM, owner.transport(), text.unrecognized(owner));
      }
      judged = whereItSpeaks(owner);
    } else if (condition == null) {
      judged = judgePort(owner.transport(), port, text.unrecognized(owner), false);
    } else {
      judged = speaks ? condition.whereItSpeaks(owner) : condition.verdict;
      because(condition.kind, owner.transport(), text.sentence(condition, owner));
      if (judged != Verdict.EXPECTED
          && condition != OwnerCondition.DOCUMENTED_BY_NAME
          && port != PortCondition.ASSIGNED) {
        boolean alarm = judged == Verdict.INVESTIGATE;
        add(text.fact(port, owner.transport(), localPorts, alarm));
      }
    }
    if (owner.isRemoved() && condition != OwnerCondition.REMOVED) {
      because(
          Kind.EXECUTABLE_DELETED, owner.transport(), text.sentence(OwnerCondition.REMOVED, owner));
    }
    if (owner.process().file().state() == ProgramFile.State.REPLACED
        && condition != OwnerCondition.DOCUMENTED_BY_NAME) {
      because(Kind.EXECUTABLE_DELETED, owner.transport(), text.replaced(owner.process()));
    }
    return judged;
  }

  /**
   * Judges the port alone.
   *
   * @param ofAssigned the sentence if it is assigned
   * @param setUp whether an administrator is known to have chosen the port
   */
  private Verdict judgePort(
      Transport transport, PortCondition port, String ofAssigned, boolean setUp) {
    Verdict verdict = setUp ? Verdict.PLAUSIBLE : port.verdict;
    if (port != PortCondition.ASSIGNED) {
      add(text.fact(port, transport, localPorts, verdict == Verdict.INVESTIGATE));
    } else if (!ofAssigned.isEmpty()) {
      because(Kind.UNRECOGNIZED_PROGRAM, transport, ofAssigned);
    }
    return verdict;
  }

  private PortCondition port(Transport transport) {
    PortStatus status = record.status(transport);
    if (status == PortStatus.ASSIGNED) {
      return PortCondition.ASSIGNED;
    }
    if (status == PortStatus.DYNAMIC) {
      return PortCondition.DYNAMIC;
    }
    if (OwnerCase.isUsed(record, transport)) {
      return PortCondition.USED;
    }
    if (PortRange.of(record.number()) == PortRange.USER
        && localPorts.get().handsOut(record.number())) {
      return PortCondition.CLIENT;
    }
    return switch (status) {
      case GHOST -> PortCondition.GHOST;
      case RELEASED -> PortCondition.RELEASED;
      case RESERVED -> PortCondition.RESERVED;
      default -> PortCondition.UNASSIGNED;
    };
  }

  private void addObservedUses() {
    Set<Transport> transports =
        listeners.stream().map(Listener::transport).collect(Collectors.toSet());
    for (String sentence : new UseText(record, transports).sentences()) {
      because(Kind.OBSERVED_USE, null, sentence);
    }
  }

  private void because(Kind kind, @Nullable Transport about, String detail) {
    add(new Reason(kind, about, detail));
  }

  /** Adds a reason; the same sentence on both transports is one reason about both. */
  private void add(Reason reason) {
    reasons.merge(
        List.of(reason.kind(), reason.detail()),
        reason,
        (one, other) ->
            one.transport() == other.transport()
                ? one
                : new Reason(one.kind(), null, one.detail()));
  }
}
