package io.github.portregistry.probe;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the only process of a socket's user among the processes whose descriptors were refused. */
final class LinuxLikelyOwner {

  private static final String SEVERAL = "";

  private final LinuxProcessFacts facts;
  private final Deadline deadline;

  /** The only process of each user. */
  private final Map<Long, String> only = new HashMap<>();

  /** The number of processes that can own a socket. */
  private int processes;

  /**
   * Whether the user of some process is not shown, so that no process is certainly the only one.
   */
  private boolean isUnclear;

  /**
   * Sorts processes by their users.
   *
   * @param refused the processes that did not show their descriptors
   */
  LinuxLikelyOwner(
      LinuxProcFiles files,
      LinuxProcessFacts facts,
      Deadline deadline,
      Collection<String> refused) {
    this.facts = facts;
    this.deadline = deadline;
    for (String pid : refused) {
      if (deadline.isOver()) {
        isUnclear = true;
        return;
      }
      try {
        LinuxStatus status = LinuxStatus.read(files, pid);
        if (status.ownsMemory()) {
          processes++;
          isUnclear |= status.uid() < 0;
          Set<Long> users = new HashSet<>(status.uids());
          for (long user : users) {
            only.merge(user, pid, (one, another) -> SEVERAL);
          }
        }
      } catch (IOException e) {
        isUnclear |= !files.isGone(pid);
      }
    }
  }

  /**
   * Returns the likely owner of a socket.
   *
   * @param why why its owner is not known
   * @return null if no process is the only one of that user
   */
  @Nullable Likely of(LinuxSocketRow socket, String why) {
    String pid = only.getOrDefault(socket.uid(), SEVERAL);
    // Any process may have run as root before it changed its user.
    if (pid.equals(SEVERAL) || isUnclear || (socket.uid() == 0 && processes > 1)) {
      return null;
    }
    try {
      ProcessRef process = facts.read(Long.parseLong(pid), pid);
      return deadline.isOver()
          ? null
          : new Likely(List.of(process), Likely.Basis.ONLY_PROCESS_OF_USER, why);
    } catch (IOException e) {
      return null;
    }
  }
}
