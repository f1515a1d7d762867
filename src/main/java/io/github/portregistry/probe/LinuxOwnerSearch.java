package io.github.portregistry.probe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the processes that own sockets.
 *
 * <p>Reading links takes about as long as everything else, so the order matters: first the caller's
 * own process, then the processes of the sockets' users, then all others; and of each process first
 * the low descriptors, because a server's sockets are usually among them.
 *
 * <p>For sockets without an owner, a second search checks processes that may have changed since,
 * and threads.
 */
final class LinuxOwnerSearch {

  /** The most attempts to search all processes while none starts or ends. */
  private static final int ATTEMPTS = 3;

  /** The most searches of processes that started meanwhile; each takes less than a millisecond. */
  private static final int CHASES = 10;

  private final LinuxProcFiles files;
  private final Owners depth;
  private final Deadline deadline;
  private final LinuxFoundOwners owners;
  private final LinuxDescriptors descriptors;

  /** The processes that were listed last. */
  private Set<String> listed = Set.of();

  /** Whether the first search went through all processes. */
  private final boolean firstSawAll;

  private final Set<Long> firstFound = new HashSet<>();
  private boolean isUnsettled;
  private boolean leftOut;

  /**
   * Searches for the owners of sockets.
   *
   * @param likely the processes to search first, if one owner of each socket is enough
   */
  LinuxOwnerSearch(
      LinuxProcFiles files,
      LinuxProcessFacts facts,
      Owners depth,
      Deadline deadline,
      Collection<LinuxSocketRow> sockets,
      Supplier<List<String>> likely) {
    this.files = files;
    this.depth = depth;
    this.deadline = deadline;
    Set<Long> inodes = new HashSet<>();
    Set<Long> users = new HashSet<>();
    for (LinuxSocketRow socket : sockets) {
      inodes.add(socket.inode());
      users.add(socket.uid());
    }
    inodes.remove(0L);
    this.owners = new LinuxFoundOwners(facts, deadline, inodes);
    this.descriptors = new LinuxDescriptors(files, owners, deadline, depth == Owners.FIRST);
    if (depth == Owners.ALL && !inodes.isEmpty()) {
      searchAll(inOrder(users));
    } else if (!inodes.isEmpty()) {
      searchFirst(likely.get());
      if (!owners.foundEach()) {
        searchFirst(inOrder(users));
      }
    }
    this.leftOut = deadline.leftOut();
    this.firstSawAll = sawAll();
    for (long inode : inodes) {
      if (owners.found(inode)) {
        firstFound.add(inode);
      }
    }
  }

  /** Whether a socket has an owner. */
  boolean found(long inode) {
    return owners.found(inode);
  }

  /** Returns the owners of a socket in any order; empty if none was found. */
  List<ProcessRef> owners(long inode) {
    return owners.of(inode);
  }

  /**
   * Returns the process that has a socket but was found too late to read its facts; null if there
   * is none.
   */
  @Nullable Long unread(long inode) {
    return owners.unread(inode);
  }

  /**
   * Whether the search ended early because the time was over. Facts that are read after the search
   * may be late without that.
   */
  boolean leftOut() {
    return leftOut;
  }

  /** The processes that did not show all their descriptors. */
  Set<String> denied() {
    return descriptors.denied();
  }

  /** Returns why some process could not be searched; "" if all could. */
  String failure() {
    return descriptors.failure();
  }

  /** The processes that were listed last. */
  Set<String> listed() {
    return listed;
  }

  /**
   * Whether processes started or ended during each attempt, so that a socket may have changed its
   * owner.
   */
  boolean isUnsettled() {
    return isUnsettled;
  }

  /** Whether threads that may have descriptors of their own were left out. */
  boolean leftThreadsOut() {
    return descriptors.leftThreadsOut();
  }

  /**
   * Whether the search covered all descriptors of all processes of a complete pid namespace, if it
   * found no owner.
   */
  boolean sawAll() {
    return listed.contains("1")
        && denied().isEmpty()
        && failure().isEmpty()
        && !isUnsettled
        && !leftOut();
  }

  /** Whether all owners of a socket were found. */
  boolean foundAll(long inode) {
    // The search for the first owner may have ended early.
    return depth == Owners.ALL && (firstFound.contains(inode) ? firstSawAll : sawAll());
  }

  /**
   * Searches everything. Every link must be read, which takes nearly all the time. The high
   * descriptors of processes with very many come last, so that they take no time from the others.
   */
  private void searchAll(List<String> pids) {
    List<String> rests = Collections.synchronizedList(new ArrayList<>());
    SharedWork.forEach(
        pids,
        deadline,
        pid -> {
          if (descriptors.lookThroughSmall(pid)) {
            rests.add(pid);
          }
        },
        descriptors::fail);
    SharedWork.forEach(rests, deadline, descriptors::lookThrough, descriptors::fail);
  }

  private void searchFirst(List<String> pids) {
    List<String> rests = new ArrayList<>();
    for (String pid : pids) {
      if (owners.foundEach() || deadline.isOver()) {
        return;
      }
      SharedWork.guarded(
          pid,
          process -> {
            if (descriptors.lookThroughLow(process)) {
              rests.add(process);
            }
          },
          descriptors::fail);
    }
    for (String pid : rests) {
      if (owners.foundEach() || deadline.isOver()) {
        return;
      }
      SharedWork.guarded(pid, descriptors::lookThrough, descriptors::fail);
    }
  }

  private List<String> inOrder(Set<Long> users) {
    List<String> pids = new ArrayList<>();
    List<String> likely = new ArrayList<>();
    String self = descriptors.self();
    // If root owns the socket, sorting is not worthwhile, because most processes are root's.
    boolean byUser = depth == Owners.FIRST && !users.contains(0L);
    for (String pid : list()) {
      if (!pid.equals(self)) {
        (byUser && users.contains(uid(pid)) ? likely : pids).add(pid);
      }
    }
    if (!self.isEmpty()) {
      likely.add(0, self);
    }
    likely.addAll(pids);
    return likely;
  }

  private List<String> list() {
    try {
      List<String> pids = LinuxProcesses.list(files);
      listed = new HashSet<>(pids);
      return pids;
    } catch (IOException e) {
      descriptors.fail(e);
      return List.of();
    }
  }

  private long uid(String pid) {
    try {
      return files.uid(pid);
    } catch (IOException e) {
      return -1;
    }
  }

  /**
   * Searches again for the sockets without an owner: in processes whose descriptors changed or that
   * started since, and in threads that may have descriptors of their own.
   */
  void again() {
    searchAgain();
    leftOut = deadline.leftOut();
  }

  private void searchAgain() {
    isUnsettled = true;
    for (int i = 0; i < ATTEMPTS && isUnsettled && !owners.foundEach(); i++) {
      if (deadline.isOver()) {
        return;
      }
      descriptors.startAgain();
      Set<String> before = listed;
      List<String> pids = list();
      chase(before);
      SharedWork.forEach(pids, deadline, descriptors::lookAgain, descriptors::fail);
      before = new HashSet<>(pids);
      list();
      isUnsettled = !listed.equals(before);
      chase(before);
    }
  }

  /** Searches processes that started meanwhile, until there are no more of them. */
  private void chase(Set<String> before) {
    Set<String> known = before;
    for (int i = 0; i < CHASES && !owners.foundEach(); i++) {
      List<String> started = new ArrayList<>(listed);
      started.removeAll(known);
      // A socket that was handed on is most likely in the latest process.
      started.sort(Comparator.comparing(Long::valueOf, Comparator.reverseOrder()));
      if (started.isEmpty()) {
        return;
      }
      for (String pid : started) {
        if (deadline.isOver()) {
          return;
        }
        SharedWork.guarded(pid, descriptors::lookThrough, descriptors::fail);
      }
      known = listed;
      list();
    }
  }
}
