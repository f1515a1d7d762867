package io.github.portregistry.probe;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Searches the descriptors of processes, which are the links in {@code /proc/<pid>/fd}, for
 * sockets. Thread-safe.
 */
final class LinuxDescriptors {

  private static final int FIRST_DESCRIPTORS = 64;

  /**
   * The number of sockets among the first descriptors that shows a server with many ports or
   * clients.
   */
  private static final int MANY_SOCKETS = 16;

  /**
   * The most descriptors of threads that are read although they are probably the same as their
   * process's.
   */
  private static final int THREAD_DESCRIPTORS = 8192;

  /** The most of one process, so that some remain for others. */
  private static final int OF_ONE_PROCESS = 2048;

  private static final String SOCKET = "socket:[";

  private final LinuxProcFiles files;
  private final LinuxFoundOwners owners;
  private final Deadline deadline;
  private final boolean firstOnly;
  private final String self;

  private final Set<String> denied = ConcurrentHashMap.newKeySet();

  /** A fingerprint of the names of a process's descriptors at the last search. */
  private final Map<String, Long> prints = new ConcurrentHashMap<>();

  /** The processes that were not searched completely. */
  private final Set<String> unread = ConcurrentHashMap.newKeySet();

  private final AtomicBoolean leftThreadsOut = new AtomicBoolean();
  private final AtomicInteger threadDescriptors = new AtomicInteger(THREAD_DESCRIPTORS);

  /** Why some process could not be searched; "" if all could. */
  private volatile String failure = "";

  /** The descriptors of a process, or of one of its threads. */
  private record Folder(String pid, String path, List<String> names) {

    long print() {
      return print(0, names);
    }

    static long print(long before, List<String> names) {
      long print = before;
      for (String name : names) {
        print = print * 31 + name.hashCode();
      }
      return print;
    }
  }

  /**
   * Creates a search for the owners of sockets.
   *
   * @param firstOnly whether one owner of each socket is enough
   */
  LinuxDescriptors(
      LinuxProcFiles files, LinuxFoundOwners owners, Deadline deadline, boolean firstOnly) {
    this.files = files;
    this.owners = owners;
    this.deadline = deadline;
    this.self = self(files);
    this.firstOnly = firstOnly;
  }

  private static String self(LinuxProcFiles files) {
    try {
      return files.readLink("self").toString();
    } catch (IOException e) {
      return "";
    }
  }

  /** Returns the caller's own process; "" if it is not shown. */
  String self() {
    return self;
  }

  /** Returns the processes that did not show all their descriptors. */
  Set<String> denied() {
    return denied;
  }

  /** Why some process could not be searched; "" if all could. */
  String failure() {
    return failure;
  }

  void fail(Throwable e) {
    failure = e instanceof IOException ? String.valueOf(e.getMessage()) : e.toString();
  }

  /** Forgets failures and omissions before the processes are searched again. */
  void startAgain() {
    failure = "";
    leftThreadsOut.set(false);
    threadDescriptors.set(THREAD_DESCRIPTORS);
  }

  /** Searches all descriptors of a process. */
  void lookThrough(String pid) {
    if (files.isLarge(pid)) {
      keep(pid, inPieces(pid, true));
    } else {
      lookThrough(folder(pid));
    }
  }

  /**
   * Searches a process with few descriptors completely, and of one with many only the low
   * descriptors; returns whether some remain.
   */
  boolean lookThroughSmall(String pid) {
    if (files.isLarge(pid)) {
      return lookThroughLow(pid);
    }
    lookThrough(folder(pid));
    return false;
  }

  private void lookThrough(Folder folder) {
    look(folder, 0, folder.names.size());
    keep(folder.pid, folder.print());
  }

  /** Keeps the fingerprint of a searched process, unless some of it could not be searched. */
  private void keep(String pid, long print) {
    if (!unread.remove(pid)) {
      prints.put(pid, print);
    }
  }

  /**
   * Goes through the names of many descriptors in pieces, and reads them if asked; returns the
   * fingerprint.
   */
  private long inPieces(String pid, boolean read) {
    long[] print = {0};
    String path = pid + "/fd";
    try {
      files.listInPieces(
          path,
          names -> {
            print[0] = Folder.print(print[0], names);
            if (read) {
              look(new Folder(pid, pid, names), 0, names.size());
            }
            return !isDone();
          });
    } catch (IOException e) {
      missed(pid, path, e);
    }
    return print[0];
  }

  /**
   * Searches the low descriptors of a process, or all if there are many sockets among them; returns
   * whether some remain.
   */
  boolean lookThroughLow(String pid) {
    if (files.isLarge(pid)) {
      String path = pid + "/fd";
      try {
        files.listInPieces(
            path,
            names -> {
              look(new Folder(pid, pid, names), 0, FIRST_DESCRIPTORS);
              return false;
            });
      } catch (IOException e) {
        missed(pid, path, e);
      }
      return true;
    }
    Folder folder = folder(pid);
    int length = folder.names.size();
    int low = Math.min(length, FIRST_DESCRIPTORS);
    if (look(folder, 0, low) < MANY_SOCKETS) {
      if (length == low) {
        keep(pid, folder.print());
      }
      return length > low;
    }
    look(folder, low, length);
    keep(pid, folder.print());
    return false;
  }

  /**
   * Searches a process again that may have received a socket since, and its threads, which may have
   * descriptors of their own.
   */
  void lookAgain(String pid) {
    if (denied.contains(pid)) {
      return;
    }
    if (pid.equals(self)) {
      // Java's threads share their descriptors, and there are many.
      lookThrough(pid);
      return;
    }
    Long before = prints.get(pid);
    if (files.isLarge(pid)) {
      if (before == null || before != inPieces(pid, false)) {
        lookThrough(pid);
      }
      if (names(pid, pid + "/task").size() > 1) {
        leftThreadsOut.set(true);
      }
      return;
    }
    Folder folder = folder(pid);
    if (before == null || before != folder.print()) {
      lookThrough(folder);
    }
    List<String> threads = names(pid, pid + "/task");
    int count = (threads.size() - 1) * folder.names.size();
    boolean all =
        count <= 0 || (count <= OF_ONE_PROCESS && threadDescriptors.addAndGet(-count) >= 0);
    if (!all) {
      leftThreadsOut.set(true);
    }
    for (String thread : threads) {
      if (!thread.equals(pid) && !isDone()) {
        String path = pid + "/task/" + thread;
        lookThroughThread(new Folder(pid, path, names(pid, path + "/fd")), folder.names, all);
      }
    }
  }

  /** Searches a thread, whose descriptors are nearly always the same as its process's. */
  private void lookThroughThread(Folder thread, List<String> ofProcess, boolean all) {
    if (all) {
      look(thread, 0, thread.names.size());
      return;
    }
    Set<String> known = new HashSet<>(ofProcess);
    List<String> own = thread.names.stream().filter(name -> !known.contains(name)).toList();
    look(new Folder(thread.pid, thread.path, own), 0, own.size());
  }

  /** Whether some descriptors of threads were left out. */
  boolean leftThreadsOut() {
    return leftThreadsOut.get();
  }

  private boolean isDone() {
    return (firstOnly && owners.foundEach()) || deadline.isOver();
  }

  /**
   * The descriptors of a process; if its main thread has ended, the descriptors of another thread.
   */
  private Folder folder(String pid) {
    Folder folder = new Folder(pid, pid, names(pid, pid + "/fd"));
    if (folder.names.isEmpty()) {
      for (String thread : names(pid, pid + "/task")) {
        if (folder.names.isEmpty() && !thread.equals(pid) && !isDone()) {
          String path = pid + "/task/" + thread;
          folder = new Folder(pid, path, names(pid, path + "/fd"));
        }
      }
    }
    return folder;
  }

  private List<String> names(String pid, String folder) {
    try {
      return Arrays.asList(files.list(folder));
    } catch (IOException e) {
      missed(pid, folder, e);
      return List.of();
    }
  }

  /** Records why a process was not searched, unless it has ended. */
  private void missed(String pid, String path, IOException e) {
    if (e instanceof AccessDeniedException) {
      denied.add(pid);
    } else if (e instanceof NoSuchFileException) {
      if (path.equals(pid + "/fd") && files.isGone(pid + "/stat") && !files.isGone(pid)) {
        failure = "/proc/" + pid + " does not show the process " + pid;
        unread.add(pid);
      }
    } else if (!files.isGone(pid)) {
      fail(e);
      unread.add(pid);
    }
  }

  /** Searches some descriptors of a process; returns the number of sockets among them. */
  private int look(Folder folder, int from, int to) {
    int sockets = 0;
    int end = Math.min(to, folder.names.size());
    for (int i = from; i < end && !isDone(); i++) {
      String descriptor = folder.path + "/fd/" + folder.names.get(i);
      try {
        long inode = inode(files.readLink(descriptor));
        if (inode != 0) {
          sockets++;
          if (owners.isWanted(inode)) {
            owners.add(
                inode, folder.pid, folder.path, () -> inode(files.readLink(descriptor)) == inode);
          }
        }
      } catch (AccessDeniedException e) {
        // The same user can list the folder, but only the same group can read its links.
        missed(folder.pid, descriptor, e);
        return sockets;
      } catch (IOException e) {
        // Usually a descriptor that was closed in the meantime.
        missed(folder.pid, descriptor, e);
      }
    }
    return sockets;
  }

  /** The number in {@code socket:[4467457]}; 0 for any other link. */
  private static long inode(Path link) {
    String text = link.toString();
    if (!text.startsWith(SOCKET)) {
      return 0;
    }
    long inode = 0;
    for (int i = SOCKET.length(); i < text.length() - 1; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return 0;
      }
      inode = inode * 10 + digit;
    }
    return inode;
  }
}
