package io.github.portregistry.probe;

import io.github.portregistry.Transport;
import io.github.portregistry.probe.OtherUse.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Advises what to do about a port that could not be bound. It names what to stop so that the port
 * stays free, and never a process whose end would not help or would do harm, such as process 1, the
 * helper of a container engine, or a worker that is started again.
 */
final class Advice {

  private static final int AT_ONCE = 8;

  static final String TIME_WAIT =
      "Wait about a minute. SO_REUSEADDR helps only if the former server had set it too.";

  private final Obstacles obstacles;
  private final PortFinding finding;
  private final Transport transport;
  private final LocalPorts localPorts;
  private final Reader reader;
  private final String command;
  private final Stopping stopping;

  /** The sentences, each once, because two sockets of a unit need one command. */
  private final Set<String> sentences = new LinkedHashSet<>();

  /**
   * Creates advice.
   *
   * @param command the command that shows the owner to a user who may see it; "" if there is none
   */
  Advice(
      Obstacles obstacles,
      PortFinding finding,
      Transport transport,
      LocalPorts localPorts,
      Reader reader,
      String command) {
    this.obstacles = obstacles;
    this.finding = finding;
    this.transport = transport;
    this.localPorts = localPorts;
    this.reader = reader;
    this.command = command;
    this.stopping = new Stopping(finding.record(), transport, finding.coverage().source(), reader);
  }

  /** Returns what to do next, in one or two sentences each. */
  List<String> sentences() {
    if (obstacles.processes().stream().anyMatch(reader::is)) {
      return List.of(
          "This process already uses the port: configure a different port for one of its servers.");
    }
    if (localPorts.excludes(finding.port(), transport)) {
      return List.of(excluded(finding.port(), transport, finding.coverage().source()));
    }
    addListeners();
    if (obstacles.listeners().isEmpty()) {
      addUses();
    }
    if (localPorts.forbids(finding.port())) {
      sentences.add(forbidden(localPorts.firstUnprivileged(), finding.coverage().source()));
    }
    if (sentences.isEmpty()) {
      addNothing();
    }
    addOtherAddress();
    return List.copyOf(sentences);
  }

  // What the system does not allow; also used by the report and the paragraph

  static String excluded(int port, Transport transport, Source source) {
    String range =
        "The system reserves a range of ports that includes "
            + transport
            + " port "
            + port
            + ", so no program can bind it. Use another port.";
    return source == Source.WINDOWS_NETSTAT
        ? range
            + " To list the ranges, run netsh interface ipv4 show excludedportrange protocol="
            + transport.keyword()
            + "."
        : range;
  }

  static String forbidden(int firstUnprivileged, Source source) {
    boolean linux = source == Source.PROC || source == Source.NETLINK;
    return "This user may not bind ports below "
        + firstUnprivileged
        + ": "
        + (linux
            ? "grant cap_net_bind_service to the program, lower"
                + " net.ipv4.ip_unprivileged_port_start (now "
                + firstUnprivileged
                + "), or use port "
            : "get the right to bind them, or use port ")
        + firstUnprivileged
        + " or above.";
  }

  // Listeners

  private void addListeners() {
    List<ProcessRef> plain = new ArrayList<>();
    for (Listener listener : obstacles.listeners()) {
      if (listener.ownership() instanceof Known known) {
        addOwners(listener, known.owners(), plain);
      } else if (listener.ownership() instanceof Likely likely) {
        addLikely(listener, likely);
      } else {
        addUnseen(listener);
      }
    }
    addPlain(plain);
  }

  private void addOwners(Listener listener, List<ProcessRef> owners, List<ProcessRef> plain) {
    for (ProcessRef leader : Leaders.of(owners)) {
      String special = stopping.special(listener.container(), listener.controlGroup(), leader);
      if (special.isEmpty()) {
        plain.add(leader);
      } else {
        sentences.add(special);
      }
    }
  }

  private void addPlain(List<ProcessRef> processes) {
    // The leader of another socket may be a worker of this one.
    List<ProcessRef> leaders = Leaders.of(processes);
    if (!leaders.isEmpty()) {
      int named = Math.min(leaders.size(), AT_ONCE);
      sentences.add(stopping.plain(leaders.subList(0, named), leaders.size() - named));
    }
  }

  private void addLikely(Listener listener, Likely likely) {
    List<ProcessRef> leaders = Leaders.of(likely.candidates());
    ProcessRef process = leaders.get(0);
    String special = stopping.special(listener.container(), listener.controlGroup(), process);
    Set<String> programs =
        likely.candidates().stream().map(ProcessText::label).collect(Collectors.toSet());
    if (special.isEmpty() && programs.size() > 1) {
      // Do not advise to end a process that may be the wrong one.
      sentences.add(
          "One of these probably has the port: "
              + likely.candidates().stream().map(Advice::labeled).collect(Collectors.joining(", "))
              + ".");
    } else {
      String stop = special.isEmpty() ? stopping.plain(List.of(process), 0) : special;
      sentences.add("Most likely " + labeled(process) + " has the port. " + stop);
    }
    if (!command.isEmpty() && !reader.isRoot()) {
      sentences.add("To be certain, run: " + command);
    }
  }

  private static String labeled(ProcessRef process) {
    String label = ProcessText.label(process);
    return label.isEmpty() ? ProcessText.named(process) : label + " (pid " + process.pid() + ")";
  }

  private void addUnseen(Listener listener) {
    String group = stopping.group(listener);
    if (!group.isEmpty()) {
      sentences.add(group);
    } else if (listener.ownership() instanceof Vanished) {
      sentences.add("The socket was closed during the check: try again.");
    } else if (listener.ownership() instanceof NotVisible hidden) {
      addHidden(hidden);
    } else {
      sentences.add(find(true));
    }
  }

  private void addHidden(NotVisible hidden) {
    switch (hidden.cause()) {
      case PID_NAMESPACE ->
          sentences.add(
              hidden.why().endsWith(LinuxOwners.OTHER_DISTRIBUTION)
                  ? "Look for the process in another distribution of WSL (wsl --list --running), or on"
                      + " Windows (netstat -ano)."
                  : "Look for the process on the host: it is not visible in this container.");
      case KERNEL ->
          sentences.add(
              windows()
                  ? Stopping.OF_WINDOWS
                  : "Most likely the kernel uses the port for a system service, such as the NFS"
                      + " server or WireGuard: stop that service, or use another port.");
      case HIDEPID -> sentences.add(find(true));
      case NOT_REQUESTED, NOT_SEARCHED -> sentences.add(find(false));
      // No command shows an owner that nobody can see.
      case UNKNOWN -> sentences.add(hidden.why().isEmpty() ? find(false) : hidden.why());
    }
  }

  /** How to see the owner; root needs no command that only adds root's rights. */
  private String find(boolean rootSees) {
    if (rootSees && reader.isRoot()) {
      return "Root cannot see the process from here: look on the host, or add CAP_SYS_PTRACE if this"
          + " process lacks it.";
    }
    return "To see the process, run"
        + (command.isEmpty() ? " this as a user who may see all processes." : ": " + command);
  }

  private boolean windows() {
    return finding.coverage().source() == Source.WINDOWS_NETSTAT;
  }

  // Other uses

  private void addUses() {
    List<ProcessRef> owned = new ArrayList<>();
    boolean waits = false;
    boolean unseen = false;
    for (OtherUse use : obstacles.uses()) {
      if (use.ownership() instanceof Known known && known.owners().stream().anyMatch(reader::is)) {
        sentences.add(
            "This process itself uses the port " + purpose(use.kind()) + ": close that socket.");
      } else if (use.ownership() instanceof Known known) {
        addUse(use, Leaders.of(known.owners()), "");
        owned.addAll(known.owners());
      } else if (use.ownership() instanceof Likely likely) {
        addUse(use, Leaders.of(likely.candidates()), "Most likely ");
      } else if (passes(use.kind())) {
        waits = true;
      } else {
        unseen = true;
      }
    }
    if (waits) {
      sentences.add(TIME_WAIT);
    }
    if (unseen && owned.isEmpty()) {
      sentences.add(
          "A socket that does not listen has the port: find its process and stop it"
              + connections());
    }
  }

  /** The command that also lists sockets that do not listen. */
  private String connections() {
    String keyword = transport.keyword();
    return switch (finding.coverage().source()) {
      case PROC, NETLINK ->
          ": sudo ss -H -an" + keyword.charAt(0) + "p 'sport = :" + finding.port() + "'";
      case MAC_NETSTAT, MAC_LSOF -> ": sudo lsof -nP -i" + transport + ":" + finding.port();
      case WINDOWS_NETSTAT -> ": netstat -ano -p " + keyword;
      case NONE -> ".";
    };
  }

  /** Whether no process has the sockets and the system itself closes them. */
  private static boolean passes(Kind kind) {
    return switch (kind) {
      case TIME_WAIT, CLOSING, NO_OWNER, HALF_OPEN -> true;
      case CLIENT, ACCEPTED, CONNECTED_UDP, BOUND -> false;
    };
  }

  private void addUse(OtherUse use, List<ProcessRef> leaders, String likely) {
    ProcessRef process = leaders.get(0);
    sentences.add(
        likely
            + ProcessText.named(process)
            + " uses the port "
            + purpose(use.kind())
            + ". "
            + stopping.of(null, null, process));
    if (use.kind() == Kind.BOUND) {
      sentences.add(
          "While it does, a second bind succeeds only if both sockets set SO_REUSEADDR or SO_REUSEPORT"
              + " first.");
    }
  }

  private static String purpose(Kind kind) {
    return switch (kind) {
      case CLIENT -> "for a connection";
      case ACCEPTED -> "for a connection that it accepted";
      case CONNECTED_UDP -> "for a UDP socket that is connected to one peer";
      case BOUND -> "for a socket that does not listen";
      case NO_OWNER, HALF_OPEN, CLOSING, TIME_WAIT -> "for a connection that is ending";
    };
  }

  // Nothing in the way

  private void addNothing() {
    if (!finding.coverage().socketsComplete() && obstacles.listeners().isEmpty()) {
      sentences.add(find(false));
      return;
    }
    if (obstacles.onlyElsewhere()) {
      sentences.add(elsewhere(obstacles));
      return;
    }
    String hidden =
        switch (finding.coverage().source()) {
          case WINDOWS_NETSTAT ->
              "a program may have bound the port without listening"
                  + " (Get-NetTCPConnection -State Bound)";
          case NETLINK -> "the address may not belong to this machine";
          default ->
              "a program may have bound the port without listening, which the system's tables do"
                  + " not show";
        };
    sentences.add(
        "Nothing is using the port now. If a bind just failed, the process that had the port may have"
            + " exited: try again. If it still fails, "
            + hidden
            + ".");
  }

  /** Says that an address is free although the port is in use. */
  static String elsewhere(Obstacles obstacles) {
    Set<String> used = new LinkedHashSet<>();
    obstacles.elsewhere().forEach(listener -> used.add(AddressText.of(listener)));
    return "The port is used only on "
        + Answering.joined(List.copyOf(used))
        + (used.size() == 1 ? ", which does not block " : ", which do not block ")
        + obstacles.wanted()
        + ".";
  }

  private void addOtherAddress() {
    Set<String> used = obstacles.usedOnly();
    if (!used.isEmpty()) {
      sentences.add(
          "Or bind another address: the port is used only on "
              + Answering.joined(List.copyOf(used))
              + ".");
    }
  }
}
