package io.github.portregistry.probe;

import io.github.portregistry.dossier.Escaped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the owners of Linux sockets, or why they are not visible. */
final class LinuxOwners {

  /** The name that the kernel gives to the first pid namespace. */
  private static final String FIRST_PID_NAMESPACE = "pid:[4026531836]";

  /** Where else an owner under WSL may be, as {@link Advice} has to know. */
  static final String OTHER_DISTRIBUTION =
      "another WSL distribution, such as docker-desktop's, or Windows may own it. Look there: run"
          + " wsl --list --running, or netstat -ano on Windows.";

  private static final String ELSEWHERE =
      "Check again as root outside this container or user namespace.";

  private static final String LACKED = ", which this process lacks.";

  private static final String RESTRICTED =
      "This process has CAP_SYS_PTRACE, so something else restricts it, such as a security module."
          + " Check again on the host.";

  private static final String AGAIN = " Check again.";

  private final LinuxProcFiles files;
  private final LinuxUserNames users;
  private final Owners depth;
  private final Deadline deadline;
  private final LinuxSocketGroups groups;
  private boolean leftOut;

  LinuxOwners(
      LinuxProcFiles files,
      LinuxUserNames users,
      Owners depth,
      Deadline deadline,
      LinuxSocketGroups groups) {
    this.files = files;
    this.users = users;
    this.depth = depth;
    this.deadline = deadline;
    this.groups = groups;
  }

  /**
   * Returns the ownership of each socket.
   *
   * @param readAgain reads the sockets again: only listeners, or if true others as well
   */
  List<Ownership> of(List<LinuxSocketRow> rows, Function<Boolean, LinuxSockets> readAgain) {
    List<Ownership> ownerships = new ArrayList<>(rows.size());
    if (depth == Owners.NONE) {
      for (int i = 0; i < rows.size(); i++) {
        ownerships.add(NotVisible.notRequested());
      }
      return ownerships;
    }
    if (rows.isEmpty()) {
      return ownerships;
    }
    LinuxProcessFacts facts = new LinuxProcessFacts(files, users, deadline);
    LinuxOwnerSearch search =
        new LinuxOwnerSearch(files, facts, depth, deadline, rows, groups::membersSoonFound);
    Unseen unseen = null;
    LinuxSockets again = null;
    if (!lost(rows, search).isEmpty()) {
      LinuxReader reader = new LinuxReader(files);
      lookAgain(rows, search, reader);
      List<LinuxSocketRow> lost = lost(rows, search);
      // For a search that was cut short, that is all there is to say.
      if (!lost.isEmpty() && !search.leftOut()) {
        boolean others = false;
        for (LinuxSocketRow row : lost) {
          others |= !row.listens();
        }
        again = readAgain.apply(others);
        unseen = new Unseen(search, reader, facts);
      }
    }
    leftOut = search.leftOut();
    boolean wholeMachine = pidNamespace().equals(FIRST_PID_NAMESPACE);
    for (LinuxSocketRow row : rows) {
      List<ProcessRef> owners = search.owners(row.inode());
      if (!owners.isEmpty()) {
        ownerships.add(new Known(owners, wholeMachine && search.foundAll(row.inode())));
      } else if (row.inode() != 0 && leftOut) {
        Long unread = search.unread(row.inode());
        ownerships.add(
            unread == null
                ? NotVisible.notSearched(deadline)
                : NotVisible.notRead(unread, deadline));
      } else if (row.inode() == 0 || unseen == null || again == null) {
        ownerships.add(
            unknown(
                "The system gives no inode for the socket, so its owner cannot be found." + AGAIN));
      } else if (isClosed(row, again)) {
        ownerships.add(
            new Vanished("The socket was closed while its owner was being looked up." + AGAIN));
      } else {
        ownerships.add(unseen.of(row));
      }
    }
    return ownerships;
  }

  /** Whether the search for owners ended early, so that owners may be missing. */
  boolean leftOut() {
    return leftOut;
  }

  private static List<LinuxSocketRow> lost(List<LinuxSocketRow> rows, LinuxOwnerSearch search) {
    List<LinuxSocketRow> lost = new ArrayList<>();
    for (LinuxSocketRow row : rows) {
      if (row.inode() != 0 && !search.found(row.inode())) {
        lost.add(row);
      }
    }
    return lost;
  }

  /**
   * Searches again, because during the search a socket can be handed to a process that was already
   * searched. If other users' processes are refused, only for the sockets of this user.
   */
  private static void lookAgain(
      List<LinuxSocketRow> rows, LinuxOwnerSearch search, LinuxReader reader) {
    if (search.leftOut()) {
      return;
    }
    boolean worthIt = search.denied().isEmpty();
    for (LinuxSocketRow row : lost(rows, search)) {
      worthIt |= row.uid() == reader.uid();
    }
    if (worthIt) {
      search.again();
    }
  }

  private static boolean isClosed(LinuxSocketRow row, LinuxSockets again) {
    // Where connections were left out, which a note says, one that is missing may be among them.
    return again.complete() && !again.has(row) && (row.listens() || again.notes().isEmpty());
  }

  private static NotVisible unknown(String why) {
    return new NotVisible(NotVisible.Cause.UNKNOWN, why);
  }

  /**
   * The pid namespace whose processes are shown: that of its process 1, which not every reader may
   * see, or else the namespace of the reader, which is the same or inside it.
   */
  private String pidNamespace() {
    String first = link("1/ns/pid");
    return first.isEmpty() ? link("self/ns/pid") : first;
  }

  private String link(String path) {
    try {
      return files.readLink(path).toString();
    } catch (IOException e) {
      return "";
    }
  }

  /** Explains why the owners of sockets are not visible; the same for all sockets of one user. */
  private final class Unseen {

    private final LinuxOwnerSearch search;
    private final LinuxReader reader;
    private final boolean hidden;
    private final String covered;
    private final String namespace = pidNamespace();
    private final boolean wsl;
    private final LinuxGroupMembers members;
    private final @Nullable LinuxLikelyOwner likely;

    Unseen(LinuxOwnerSearch search, LinuxReader reader, LinuxProcessFacts facts) {
      this.search = search;
      this.reader = reader;
      this.hidden = reader.hidesProcesses(users.hasEveryUser());
      this.covered = reader.covered(search.listed());
      this.wsl = files.isWsl();
      this.members = new LinuxGroupMembers(files, groups, facts, deadline);
      this.likely =
          search.denied().isEmpty()
              ? null
              : new LinuxLikelyOwner(files, facts, deadline, search.denied());
    }

    Ownership of(LinuxSocketRow row) {
      if (hidden) {
        return new NotVisible(
            NotVisible.Cause.HIDEPID,
            "/proc is mounted with hidepid, which hides the processes of other users. The socket"
                + " belongs to "
                + user(row)
                + ". "
                + withRights());
      }
      if (!covered.isEmpty()) {
        return unknown(
            "Something is mounted over or in /proc/"
                + covered
                + ", which can hide what that process has open, and no other process owns the socket."
                + " Malware can hide this way: find out what is mounted there (grep /proc/"
                + covered
                + " /proc/self/mountinfo).");
      }
      if (!search.denied().isEmpty()) {
        return refused(row);
      }
      if (!search.failure().isEmpty()) {
        return unknown(
            "Not every process could be examined ("
                + Escaped.text(search.failure())
                + "), and no other process owns the socket. Correct that, then check again.");
      }
      if (search.isUnsettled()) {
        return unknown(
            "Processes kept starting or ending while the owner was being looked up, and one of them"
                + " may be the owner."
                + AGAIN);
      }
      if (!search.sawAll()) {
        return unknown(
            "The system does not show every process of the machine to this user, and no visible"
                + " process owns the socket. "
                + (reader.uid() == 0 ? "Check again on the host." : "Check again with sudo."));
      }
      if (search.leftThreadsOut()) {
        return unknown(
            "No process has the socket open, but not every thread that has descriptors of its own"
                + " could be examined. If no service of the kernel uses the port, look for programs"
                + " with many threads.");
      }
      return ofNobody(row);
    }

    private Ownership ofNobody(LinuxSocketRow row) {
      if (namespace.isEmpty()) {
        return unknown(
            "No visible process owns the socket. Check again as root on the machine itself.");
      }
      if (!namespace.equals(FIRST_PID_NAMESPACE)) {
        return new NotVisible(
            NotVisible.Cause.PID_NAMESPACE,
            "No process in this pid namespace owns the socket; "
                + (wsl
                    ? OTHER_DISTRIBUTION
                    : "the owner is outside this container, or the kernel itself has the socket, or"
                        + " it is on its way between processes. Check again on the host."));
      }
      if (row.uid() != 0) {
        return unknown(
            "No process of the machine has the socket open. It belongs to "
                + user(row)
                + ", and may be on its way between processes, or held by io_uring or the kernel."
                + " Check again; if nothing changes, look at the programs of that user (ps -fu "
                + row.uid()
                + ").");
      }
      return new NotVisible(
          NotVisible.Cause.KERNEL,
          "No process of the machine has the socket open: most likely the kernel itself uses it, as"
              + " for NFS or WireGuard; or it is on its way between processes, or held by io_uring."
              + " To check, run rpcinfo -p for NFS and sudo wg show for WireGuard.");
    }

    private Ownership refused(LinuxSocketRow row) {
      int processes = search.denied().size();
      String why =
          "This user may not look into "
              + processes
              + (processes == 1 ? " process" : " processes")
              + (search.failure().isEmpty()
                  ? ""
                  : ", and not every other could be examined ("
                      + Escaped.text(search.failure())
                      + ")")
              + ". The socket belongs to "
              + user(row)
              + ask(row);
      boolean isSure =
          search.failure().isEmpty() && !search.isUnsettled() && !users.mayBeElsewhere(row.uid());
      Likely found = members.of(row, search, why);
      if (found == null && likely != null && isSure) {
        found = likely.of(row, why);
      }
      return found == null ? new Denied(why) : found;
    }

    private String user(LinuxSocketRow row) {
      String name = users.name(row.uid());
      if (users.isElsewhere(row.uid())) {
        return name;
      }
      return (name.matches("[0-9]+") ? "user " : "")
          + Escaped.text(name)
          + (users.mayBeElsewhere(row.uid()) ? " or to " + LinuxUserNames.ELSEWHERE : "");
    }

    /** What the reader can do after a refusal. */
    private String ask(LinuxSocketRow row) {
      if (users.mayBeElsewhere(row.uid()) || (!users.hasEveryUser() && reader.hasPtrace())) {
        return ". " + ELSEWHERE;
      }
      if (reader.uid() == row.uid()) {
        return ", the user of this process, which is not enough. " + withRights();
      }
      if (row.uid() == 0) {
        return ". " + withRights();
      }
      if (reader.uid() != 0) {
        return ". Check again as that user, or with sudo.";
      }
      return reader.hasPtrace()
          ? ". " + RESTRICTED
          : ". Check again as that user, or with CAP_SYS_PTRACE" + LACKED;
    }

    /**
     * The advice on rights; root is not advised to become root, because a container or a service
     * can lack the capability.
     */
    private String withRights() {
      if (reader.uid() != 0) {
        return "Check again with sudo.";
      }
      if (!reader.hasPtrace()) {
        return "Check again with CAP_SYS_PTRACE" + LACKED;
      }
      // In a user namespace, root can have it and still see no more.
      return users.hasEveryUser() ? RESTRICTED : ELSEWHERE;
    }
  }
}
