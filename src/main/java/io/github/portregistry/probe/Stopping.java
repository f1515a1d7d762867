package io.github.portregistry.probe;

import io.github.portregistry.PortRecord;
import io.github.portregistry.Transport;
import io.github.portregistry.dossier.Escaped;
import io.github.portregistry.probe.ControlGroup.Kind;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Advises how to stop the owner of a listener so that it stays stopped: by its unit, its container,
 * or the engine or supervisor that would start it again. A text that ends with a command has no
 * period.
 */
final class Stopping {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.:@][A-Za-z0-9_.:@\\\\-]*");

  /** The process id of Windows' kernel. */
  private static final long WINDOWS_SYSTEM = 4;

  static final String OF_WINDOWS =
      "Windows itself has the port for a program or service. For HTTP, netsh http show servicestate"
          + " view=requestq lists them.";

  private final PortRecord record;
  private final Transport transport;
  private final Source source;
  private final Reader reader;

  Stopping(PortRecord record, Transport transport, Source source, Reader reader) {
    this.record = record;
    this.transport = transport;
    this.source = source;
    this.reader = reader;
  }

  /** Returns how to stop a process that has the port. */
  String of(@Nullable Container container, @Nullable ControlGroup made, ProcessRef process) {
    String special = special(container, made, process);
    return special.isEmpty() ? plain(List.of(process), 0) : special;
  }

  /**
   * Returns how to stop a process that has the port; "" if stopping the process itself is right.
   *
   * @param made the group in which the socket was created
   */
  String special(@Nullable Container container, @Nullable ControlGroup made, ProcessRef process) {
    if (container != null) {
      return stopContainer(container, UnitText.group(process), process.user());
    }
    EngineHelper helper = EngineHelper.of(record, transport, process);
    if (helper != null) {
      return helper.advice(process, record.number());
    }
    String unit = unit(made, process);
    if (!unit.isEmpty()) {
      return unit;
    }
    if (process.pid() == Leaders.FIRST_PROCESS) {
      return firstProcess(process);
    }
    if (source == Source.WINDOWS_NETSTAT) {
      return windows(process);
    }
    Supervisor supervisor = Supervisor.of(process);
    return supervisor == null ? "" : supervised(supervisor, process);
  }

  /**
   * Returns how to stop a listener of which only the control group is known; "" if that does not
   * help.
   */
  String group(Listener listener) {
    Container container = listener.container();
    ControlGroup made = listener.controlGroup();
    if (container != null) {
      return stopContainer(container, made, listener.user());
    }
    return made == null || UnitText.of(made).isEmpty()
        ? ""
        : stopGroup(made, null, listener.user());
  }

  /** Returns how to stop ordinary processes. */
  String plain(List<ProcessRef> processes, int more) {
    boolean one = processes.size() == 1 && more == 0;
    StringBuilder names = new StringBuilder();
    StringBuilder pids = new StringBuilder();
    boolean root = false;
    for (ProcessRef process : processes) {
      names.append(names.length() == 0 ? "" : ", ").append(ProcessText.named(process));
      pids.append(windows() ? " /PID " : " ").append(process.pid());
      root |= reader.needsRootFor(process);
    }
    return "Stop "
        + names
        + (more > 0 ? " and the other processes" : "")
        + (one ? " if it is not needed: " : " if they are not needed: ")
        + (windows() ? "taskkill" : root ? "sudo kill" : "kill")
        + pids;
  }

  private boolean windows() {
    return source == Source.WINDOWS_NETSTAT;
  }

  // Units and containers

  private String unit(@Nullable ControlGroup made, ProcessRef process) {
    ControlGroup runs = UnitText.group(process);
    boolean useful = runs != null && !isLauncherOf(runs, process);
    if (made != null && made.kind() == Kind.SOCKET_UNIT && isPlain(made.name())) {
      // The socket would start the service again.
      String service =
          useful && runs != null && isService(runs) && isPlain(runs.name())
              ? " " + word(runs.name())
              : "";
      String socket = word(made.name());
      return service.isEmpty()
          ? "Stop " + socket + " if it is not needed: " + systemctl(made, process.user()) + socket
          : "Stop "
              + socket
              + " and"
              + service
              + " if they are not needed: "
              + systemctl(made, process.user())
              + socket
              + service;
    }
    if (useful && runs != null) {
      return stopGroup(runs, process, process.user());
    }
    boolean first = process.pid() == Leaders.FIRST_PROCESS;
    return first && made != null && !UnitText.of(made).isEmpty()
        ? stopGroup(made, null, process.user())
        : "";
  }

  /** Whether the unit only started the process, among others: a cron job is not cron. */
  private static boolean isLauncherOf(ControlGroup group, ProcessRef process) {
    if (!isService(group) || !group.isLauncher()) {
      return false;
    }
    String unit = group.name().substring(0, group.name().lastIndexOf('.'));
    String program = KnownPrograms.key(process.program());
    return !program.startsWith(unit.toLowerCase(Locale.ROOT));
  }

  private static boolean isService(ControlGroup group) {
    return group.kind() == Kind.SYSTEM_SERVICE || group.kind() == Kind.USER_SERVICE;
  }

  /** The systemctl command for a unit; another user must name the user whose manager has it. */
  private String systemctl(ControlGroup group, String user) {
    if (group.kind() != Kind.USER_SERVICE && !group.path().contains("/user@")) {
      return "sudo systemctl stop ";
    }
    return isOther(user)
        ? "sudo systemctl --user -M " + Escaped.text(user) + "@ stop "
        : "systemctl --user stop ";
  }

  /**
   * Whether it is certainly not the user who asks; a number may stand for a container's own user.
   */
  private boolean isOther(String user) {
    return !reader.user().isEmpty()
        && !user.equals(reader.user())
        && isPlain(user)
        && user.chars().anyMatch(Character::isLetter);
  }

  private String stopGroup(ControlGroup group, @Nullable ProcessRef process, String user) {
    if (!isPlain(group.name()) || isClaim(group)) {
      return "";
    }
    String name = word(group.name());
    String id = UnitText.shortId(group.name());
    String command =
        switch (group.kind()) {
          case SYSTEM_SERVICE, USER_SERVICE, SOCKET_UNIT -> systemctl(group, user) + name;
          case DOCKER -> "docker stop " + id;
          case PODMAN ->
              podman(!group.path().startsWith("/user.slice"), user) + "podman stop " + id;
          case CONTAINERD, CRI_O -> "sudo crictl stop " + id + pod(group);
          case LXC -> "sudo lxc-stop -n " + name + ", or incus stop " + name;
          case MACHINE -> "sudo machinectl poweroff " + name;
          case SNAP -> "sudo snap stop " + name;
          case FLATPAK -> "flatpak kill " + name;
          case SCOPE, OTHER -> "";
        };
    String what = group.kind().isContainer() ? "the " + UnitText.of(group) : UnitText.of(group);
    String runs = process == null ? "" : ", which runs " + ProcessText.named(process) + ",";
    return command.isEmpty() ? "" : "Stop " + what + runs + " if it is not needed: " + command;
  }

  /**
   * Whether a name is safe in a command: others chose it, and a person may paste the command into a
   * root shell.
   */
  private static boolean isPlain(String name) {
    return PLAIN.matcher(name).matches();
  }

  /** The name as a shell word, in which a backslash must be quoted. */
  private static String word(String name) {
    return name.indexOf('\\') < 0 ? name : "'" + name + "'";
  }

  /**
   * Whether a group may be faked: below a user's groups, any user can name a group like the ones
   * that only root creates.
   */
  private static boolean isClaim(ControlGroup group) {
    return group.path().startsWith("/user.slice/")
        && switch (group.kind()) {
          case LXC, MACHINE, CONTAINERD, CRI_O, SNAP, SYSTEM_SERVICE -> true;
          default -> false;
        };
  }

  private static String pod(ControlGroup group) {
    return group.path().contains("kubepods")
        ? " (Kubernetes starts it again unless its pod is deleted)"
        : "";
  }

  /** The prefix for a podman command, because Podman shows each user only their own containers. */
  private String podman(boolean rootful, String user) {
    if (rootful) {
      return reader.isRoot() ? "" : "sudo ";
    }
    return isOther(user) ? "sudo -u " + Escaped.text(user) + " " : "";
  }

  private String stopContainer(Container container, @Nullable ControlGroup group, String user) {
    String socket = container.socket();
    boolean podman =
        socket.toLowerCase(Locale.ROOT).contains("podman")
            || (group != null && group.kind() == Kind.PODMAN);
    boolean rootful =
        (socket.startsWith("/run/") && !socket.startsWith("/run/user/"))
            || (socket.startsWith("/var/run/") && !socket.startsWith("/var/run/user/"));
    String name = Escaped.text(container.name());
    if (!isPlain(container.name())) {
      return "Stop the container " + name + " if it is not needed.";
    }
    return "Stop the container "
        + name
        + " if it is not needed: "
        + (podman ? podman(rootful, user) + "podman stop " : "docker stop ")
        + name;
  }

  // Processes that should not be ended

  private String firstProcess(ProcessRef process) {
    String program = process.program();
    String named = ProcessText.named(process);
    return switch (program) {
      case "systemd", "init" ->
          "Do not stop "
              + named
              + ". Stop the socket unit for which it opened the port: systemctl list-sockets shows"
              + " its NAME, and sudo systemctl stop NAME.socket stops it.";
      case "launchd" ->
          "Do not stop "
              + named
              + ". Unload the job for which it opened the port: sudo launchctl list shows the jobs.";
      default ->
          "Do not stop "
              + named
              + ": everything in this container or on this machine would stop with it. If this is a"
              + " container that is not needed, stop it from outside.";
    };
  }

  private static String windows(ProcessRef process) {
    if (process.pid() <= WINDOWS_SYSTEM) {
      return OF_WINDOWS;
    }
    return KnownPrograms.key(process.program()).equals("svchost")
        ? "Stop the service that "
            + ProcessText.named(process)
            + " runs, if it is not needed: tasklist /svc /FI \"PID eq "
            + process.pid()
            + "\" shows its name, and net stop NAME stops it."
        : "";
  }

  private String supervised(Supervisor supervisor, ProcessRef process) {
    String above = ProcessText.named(supervisor.process());
    String started = ", which started " + ProcessText.named(process);
    return supervisor.instead().isEmpty()
        ? "Stop "
            + above
            + started
            + ", if it is not needed: "
            + (reader.needsRootFor(supervisor.process(), process) ? "sudo " : "")
            + "kill "
            + supervisor.process().pid()
        : "Stop "
            + ProcessText.named(process)
            + " through "
            + above
            + ", which would otherwise restart it: "
            + supervisor.instead()
            + ".";
  }
}
