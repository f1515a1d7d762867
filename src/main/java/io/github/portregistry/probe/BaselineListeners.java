package io.github.portregistry.probe;

import io.github.portregistry.PortRange;
import io.github.portregistry.probe.BaselineOwner.Seen;
import io.github.portregistry.probe.ControlGroup.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Converts the listeners that a probe found for a baseline. */
final class BaselineListeners {

  private static final int DIGEST_BYTES = 4;

  private BaselineListeners() {}

  /**
   * Returns one listener for each program on a port, with all its addresses, by port and transport.
   */
  static List<BaselineListener> of(Collection<PortFinding> findings) {
    Map<BaselineListener, BaselineListener> found = new LinkedHashMap<>();
    for (PortFinding finding : findings) {
      boolean handedOut = isHandedOut(finding);
      for (Listener listener : finding.listeners()) {
        BaselineListener one = of(listener, handedOut);
        found.merge(one.key(), one, BaselineListeners::joined);
      }
    }
    List<BaselineListener> sorted = new ArrayList<>(found.values());
    sorted.sort(
        Comparator.comparingInt(BaselineListener::port).thenComparing(BaselineListener::transport));
    return List.copyOf(sorted);
  }

  /** Joins two processes of a program, such as workers: the one with the lower pid counts. */
  private static BaselineListener joined(BaselineListener one, BaselineListener other) {
    Set<String> addresses = new LinkedHashSet<>(one.addresses());
    addresses.addAll(other.addresses());
    BaselineListener first = one.owner().pid() <= other.owner().pid() ? one : other;
    return first
        .withAddresses(List.copyOf(addresses))
        .withVerdict(VerdictRule.worse(one.verdict(), other.verdict()));
  }

  static BaselineListener of(Listener listener) {
    return of(listener, false);
  }

  private static BaselineListener of(Listener listener, boolean handedOut) {
    Container container = listener.container();
    return new BaselineListener(
        listener.address().getPort(),
        listener.transport(),
        List.of(address(listener)),
        handedOut,
        listener.user(),
        unit(listener),
        container == null ? "" : container.name(),
        container == null ? "" : container.image(),
        owner(listener.ownership()),
        listener.verdict());
  }

  /** Where it listens; {@code ::} if it is known that IPv4 does not reach it. */
  private static String address(Listener listener) {
    String text = listener.addressText();
    return text.equals("[::]") && listener.ipv4() == Listener.Ipv4.REFUSED ? "::" : text;
  }

  private static boolean isHandedOut(PortFinding finding) {
    return PortRange.DYNAMIC.span().contains(finding.port())
        || LocalPorts.usual(finding.coverage().source()).client().contains(finding.port())
        || finding.reasons().stream().anyMatch(reason -> reason.kind() == Reason.Kind.CLIENT_PORT);
  }

  /**
   * The unit, without names that change with each start: the id of a container, a unit for one run.
   */
  private static String unit(Listener listener) {
    ControlGroup group = group(listener);
    if (group == null || isForOneRun(group)) {
      return "";
    }
    String text = UnitText.of(group);
    boolean hasId =
        group.kind().isContainer() && group.kind() != Kind.LXC && group.kind() != Kind.MACHINE;
    if (text.isEmpty() || hasId) {
      return text.isEmpty() ? "" : text.substring(0, text.lastIndexOf(' '));
    }
    boolean users =
        group.kind() != Kind.SYSTEM_SERVICE && !ControlGroupPath.user(group.path()).isEmpty();
    return users ? AllowedRow.USER_UNIT_TEXT + text : text;
  }

  /**
   * The group of the owner, if it is known. The group of the socket, which only some versions of
   * Java show, would make a difference between two baselines.
   */
  private static @Nullable ControlGroup group(Listener listener) {
    ControlGroup made = listener.controlGroup();
    boolean forUnit = made != null && made.kind() == Kind.SOCKET_UNIT;
    return listener.ownership() instanceof Known known && !forUnit
        ? UnitText.group(known.leader())
        : UnitText.group(listener);
  }

  /** Whether a unit is made for each start, by systemd-run, a desktop or D-Bus. */
  private static boolean isForOneRun(ControlGroup group) {
    String name = group.name();
    return name.startsWith("run-")
        || (group.kind() == Kind.USER_SERVICE
            && (name.startsWith("app-") || name.startsWith("dbus-:")));
  }

  private static BaselineOwner owner(Ownership ownership) {
    if (ownership instanceof Known known) {
      ProcessRef leader = known.leader();
      return owner(
          Seen.KNOWN,
          leader,
          known.owners().stream().anyMatch(owner -> owner.pid() == Leaders.FIRST_PROCESS));
    }
    if (ownership instanceof Likely likely) {
      return owner(Seen.LIKELY, likely.candidates().get(0), false);
    }
    return ownership instanceof NotVisible hidden && hidden.cause() == NotVisible.Cause.KERNEL
        ? BaselineOwner.KERNEL
        : BaselineOwner.NOT_VISIBLE;
  }

  private static BaselineOwner owner(Seen seen, ProcessRef process, boolean activated) {
    Path file = process.executable();
    return new BaselineOwner(
        seen,
        process.program(),
        file == null ? "" : PathText.of(file),
        runs(process),
        process.pid(),
        process.startedAt(),
        activated);
  }

  /**
   * The program that an interpreter runs. Without the working directory, every {@code app.py} would
   * be the same program, and the option {@code -c} alone would make all programs on a command line
   * the same.
   */
  private static String runs(ProcessRef process) {
    String runs = Secrets.masked(process.background().runs());
    if (!runs.startsWith("-") || runs.indexOf(' ') >= 0) {
      Path folder = process.background().workingDirectory();
      return folder != null && InterpreterRuns.isRelativeFile(interpreter(process), runs)
          ? resolved(folder, runs)
          : runs;
    }
    String line = String.join("\0", Secrets.masked(process.arguments()));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(line.getBytes(StandardCharsets.UTF_8));
      return runs + " #" + HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  private static @Nullable Interpreter interpreter(ProcessRef process) {
    return Interpreter.named(process.file().fileName());
  }

  private static String resolved(Path folder, String file) {
    try {
      return PathText.of(PathText.resolve(folder, file).normalize());
    } catch (InvalidPathException e) {
      return file;
    }
  }
}
