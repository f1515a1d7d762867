package io.github.portregistry.probe;

import io.github.portregistry.dossier.Escaped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The owners of Linux sockets, or why they cannot be seen. */
final class LinuxOwners {

  /** The number that the kernel gives to the first pid namespace. */
  private static final String FIRST_PID_NAMESPACE = "pid:[4026531836]";

  private final LinuxProcFiles files;
  private final LinuxUserNames users;
  private final Owners depth;
  private final LinuxGroupMembers members;

  LinuxOwners(LinuxProcFiles files, LinuxUserNames users, Owners depth, LinuxGroupMembers members) {
    this.files = files;
    this.users = users;
    this.depth = depth;
    this.members = members;
  }

  /**
   * Returns the ownership of each listener.
   *
   * @param readAgain reads the listeners again
   */
  List<Ownership> of(List<LinuxSocketRow> rows, Supplier<LinuxSockets> readAgain) {
    List<Ownership> ownerships = new ArrayList<>(rows.size());
    if (depth == Owners.NONE) {
      for (int i = 0; i < rows.size(); i++) {
        ownerships.add(NotVisible.notRequested());
      }
      return ownerships;
    }
    LinuxProcessFacts facts = new LinuxProcessFacts(files, users);
    LinuxDescriptors search = new LinuxDescriptors(files, facts, depth, rows);
    List<LinuxSocketRow> lost = new ArrayList<>();
    for (LinuxSocketRow row : rows) {
      if (row.inode() != 0 && search.owners(row.inode()).isEmpty()) {
        lost.add(row);
      }
    }
    // A socket can be closed, or be handed to a process already passed, while the search runs.
    LinuxSockets again = lost.isEmpty() ? null : readAgain.get();
    LinuxDescriptors second =
        again == null || search.denied() > 0
            ? search
            : new LinuxDescriptors(files, facts, depth, lost);
    String namespace = pidNamespace();
    for (LinuxSocketRow row : rows) {
      boolean found = !search.owners(row.inode()).isEmpty();
      ownerships.add(ownership(row, found ? search : second, again, namespace));
    }
    return ownerships;
  }

  private Ownership ownership(
      LinuxSocketRow row, LinuxDescriptors search, @Nullable LinuxSockets again, String namespace) {
    if (row.inode() == 0) {
      return unknown("The system gives the socket no inode by which its owner could be found.");
    }
    List<ProcessRef> owners = search.owners(row.inode());
    if (!owners.isEmpty()) {
      return new Known(owners, search.foundAll() && namespace.equals(FIRST_PID_NAMESPACE));
    }
    if (again != null && again.complete() && !again.has(row)) {
      return new Vanished("The socket was closed while its owner was being looked up.");
    }
    Likely likely = members.of(row, search);
    return likely != null ? likely : unseen(row, search, namespace);
  }

  private Ownership unseen(LinuxSocketRow row, LinuxDescriptors search, String namespace) {
    String user = "the socket belongs to the user " + Escaped.text(users.name(row.uid()));
    if (search.denied() > 0) {
      return new Denied(
          "The system did not show the descriptors of "
              + search.denied()
              + (search.denied() == 1 ? " process" : " processes")
              + " to this user; "
              + user
              + ". Ask as that user, or as root with CAP_SYS_PTRACE.");
    }
    if (!search.sawAll() && hidesProcesses()) {
      return new NotVisible(
          NotVisible.Cause.HIDEPID,
          "/proc is mounted with hidepid, which hides the processes of other users; "
              + user
              + ". Ask as root with CAP_SYS_PTRACE.");
    }
    if (!search.failure().isEmpty()) {
      return unknown(
          "Not every process could be looked at ("
              + Escaped.text(search.failure())
              + "), and none of the others owns the socket.");
    }
    if (!search.sawAll()) {
      return unknown(
          "Not every process of the machine is shown to this user, and none of those shown owns"
              + " the socket.");
    }
    return switch (namespace) {
      case "" -> unknown("None of the visible processes owns the socket.");
      case FIRST_PID_NAMESPACE ->
          new NotVisible(
              NotVisible.Cause.KERNEL,
              "No process of the machine has a descriptor of the socket: most likely it is the"
                  + " kernel's own, as those of NFS and WireGuard are.");
      default ->
          new NotVisible(
              NotVisible.Cause.PID_NAMESPACE,
              "No process in this pid namespace owns the socket; the owner is outside this container,"
                  + " or it is the kernel. Ask on the host.");
    };
  }

  private static NotVisible unknown(String why) {
    return new NotVisible(NotVisible.Cause.UNKNOWN, why);
  }

  /**
   * The pid namespace whose processes are shown: that of its process 1, which not every reader may
   * see, or else that of the reader, which is the same or one beneath it.
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

  /**
   * Whether the mount hides processes from this reader: not all readers, and then process 1 too.
   */
  private boolean hidesProcesses() {
    try {
      files.read("1/stat", 1);
      return false;
    } catch (IOException e) {
      // It is hidden, or there is none.
    }
    try {
      String place = " " + files.path("").toRealPath().toString().replace(" ", "\\040") + " ";
      String mounts = new String(files.read("self/mountinfo", 1 << 20), StandardCharsets.UTF_8);
      for (String mount : mounts.split("\n", -1)) {
        if (mount.contains(place)
            && mount.contains(" - proc ")
            && mount.matches(".*\\bhidepid=(?!0\\b|off\\b).*")) {
          return true;
        }
      }
    } catch (IOException e) {
      return false;
    }
    return false;
  }
}
