package io.github.portregistry.probe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The owners found so far for the wanted sockets. Thread-safe. */
final class LinuxFoundOwners {

  private final LinuxProcessFacts facts;
  private final Deadline deadline;

  /** The owners by the inodes of the wanted sockets; the keys never change. */
  private final Map<Long, List<ProcessRef>> owners = new HashMap<>();

  private final Map<Long, ProcessRef> processes = new HashMap<>();
  private final Set<Long> missing = new HashSet<>();

  /** The first process of each socket that was found too late to read its facts. */
  private final Map<Long, Long> unread = new HashMap<>();

  private volatile boolean foundEach;

  LinuxFoundOwners(LinuxProcessFacts facts, Deadline deadline, Collection<Long> inodes) {
    this.facts = facts;
    this.deadline = deadline;
    missing.addAll(inodes);
    missing.forEach(inode -> owners.put(inode, new ArrayList<>(1)));
    foundEach = missing.isEmpty();
  }

  boolean isWanted(long inode) {
    return owners.containsKey(inode);
  }

  /** Whether every socket has an owner. */
  boolean foundEach() {
    return foundEach;
  }

  /** Whether a socket has an owner. */
  synchronized boolean found(long inode) {
    List<ProcessRef> known = owners.get(inode);
    return known != null && !known.isEmpty();
  }

  /** Returns the owners of a socket in any order; empty if none was found. */
  synchronized List<ProcessRef> of(long inode) {
    return List.copyOf(owners.getOrDefault(inode, List.of()));
  }

  /**
   * Returns the process that has a socket but was found too late to read its facts; null if there
   * is none.
   */
  synchronized @Nullable Long unread(long inode) {
    return unread.get(inode);
  }

  /** Checks whether a descriptor still leads to the socket. */
  interface Check {
    boolean holds() throws IOException;
  }

  /**
   * Adds an owner of a wanted socket.
   *
   * @param thread the folder of a thread of the process that is alive
   * @param check checks again once the process was read, because another process may have got its
   *     number
   */
  synchronized void add(long inode, String pid, String thread, Check check) throws IOException {
    List<ProcessRef> known = owners.getOrDefault(inode, List.of());
    long number = Long.parseLong(pid);
    for (ProcessRef process : known) {
      if (process.pid() == number) {
        return;
      }
    }
    ProcessRef process = processes.get(number);
    if (process == null) {
      if (deadline.isOver()) {
        unread.putIfAbsent(inode, number);
        return;
      }
      process = facts.read(number, thread);
      boolean late = deadline.isOver();
      if (!check.holds()) {
        return;
      }
      if (late) {
        // Facts that were read when the time was over may be incomplete, so they are not used.
        unread.putIfAbsent(inode, number);
        return;
      }
      processes.put(number, process);
    }
    known.add(process);
    missing.remove(inode);
    foundEach = missing.isEmpty();
  }
}
