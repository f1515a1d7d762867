package io.github.portregistry.probe;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Finds the processes that own sockets, by the links of {@code /proc/<pid>/fd}.
 *
 * <p>Reading a link costs about as much as all else, so the order decides: first the caller's own
 * process, then those of the sockets' users, then all others; and of each the low descriptors,
 * among which a server's sockets usually are, before the rest.
 */
final class LinuxDescriptors {

  private static final int FIRST_DESCRIPTORS = 64;

  /**
   * So many sockets among the first descriptors are those of a server with many ports or clients.
   */
  private static final int MANY_SOCKETS = 16;

  private static final int MANY_DESCRIPTORS = 16_384;

  private static final int MANY_PROCESSES = 64;
  private static final int MOST_THREADS = 4;

  private static final String SOCKET = "socket:[";

  private final LinuxProcFiles files;
  private final LinuxProcessFacts facts;
  private final Owners depth;

  private final Map<Long, List<ProcessRef>> owners = new HashMap<>();
  private final Map<Long, ProcessRef> processes = new HashMap<>();
  private final Set<Long> missing;
  private final Set<String> denied = ConcurrentHashMap.newKeySet();

  /** Why some process could not be looked through; "" if that did not happen. */
  private volatile String failure = "";

  /** Whether process 1 was listed, which every machine has: others are hidden where it is. */
  private boolean firstProcess;

  /** The descriptors of a process, or of one of its threads. */
  private record Folder(String pid, String path, List<String> names) {}

  /** Searches for the owners of the sockets with these inodes. */
  LinuxDescriptors(
      LinuxProcFiles files,
      LinuxProcessFacts facts,
      Owners depth,
      Collection<LinuxSocketRow> sockets) {
    this.files = files;
    this.facts = facts;
    this.depth = depth;
    this.missing = new HashSet<>();
    Set<Long> users = new HashSet<>();
    for (LinuxSocketRow socket : sockets) {
      missing.add(socket.inode());
      users.add(socket.uid());
    }
    missing.remove(0L);
    missing.forEach(inode -> owners.put(inode, new ArrayList<>(1)));
    if (!missing.isEmpty()) {
      search(users);
    }
  }

  /** The owners of a socket, by pid; empty if none was found. */
  List<ProcessRef> owners(long inode) {
    List<ProcessRef> found = new ArrayList<>(owners.getOrDefault(inode, List.of()));
    found.sort(Comparator.comparingLong(ProcessRef::pid));
    return found;
  }

  /** How many processes did not show all their descriptors. */
  int denied() {
    return denied.size();
  }

  /** Whether a process did not show all its descriptors. */
  boolean isDenied(String pid) {
    return denied.contains(pid);
  }

  /** Why some process could not be looked through; "" if that did not happen. */
  String failure() {
    return failure;
  }

  /**
   * Whether the search, if it found no owner, went through all descriptors of all processes of a
   * whole pid namespace.
   */
  boolean sawAll() {
    return firstProcess && denied.isEmpty() && failure.isEmpty();
  }

  /** Whether there is no other owner than those that were found, as far as {@link #sawAll}. */
  boolean foundAll() {
    // The search for the first owner may have ended early.
    return depth == Owners.ALL && sawAll();
  }

  private void search(Set<Long> users) {
    List<String> pids = inOrder(users);
    if (depth == Owners.ALL) {
      searchAll(pids);
    } else {
      searchFirst(pids);
    }
  }

  private void searchFirst(List<String> pids) {
    List<Folder> rests = new ArrayList<>();
    for (String pid : pids) {
      if (isDone()) {
        break;
      }
      Folder folder = folder(pid);
      int length = folder.names.size();
      int low = Math.min(length, FIRST_DESCRIPTORS);
      int sockets = look(folder, 0, low);
      if (length > low) {
        if (sockets >= MANY_SOCKETS && length <= MANY_DESCRIPTORS) {
          look(folder, low, length);
        } else {
          rests.add(folder);
        }
      }
    }
    for (Folder rest : rests) {
      look(rest, FIRST_DESCRIPTORS, rest.names.size());
    }
  }

  /** Every link has to be read, and reading is nearly all that it takes, so some threads share. */
  private void searchAll(List<String> pids) {
    AtomicInteger next = new AtomicInteger();
    Runnable work =
        () -> {
          for (int i = next.getAndIncrement(); i < pids.size(); i = next.getAndIncrement()) {
            Folder folder = folder(pids.get(i));
            look(folder, 0, folder.names.size());
          }
        };
    List<Thread> helpers = new ArrayList<>();
    int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    for (int i = 1; i < threads && pids.size() >= MANY_PROCESSES; i++) {
      Thread helper = new Thread(work, "port-registry-probe");
      helper.setDaemon(true);
      try {
        helper.start();
      } catch (OutOfMemoryError e) {
        // The system gives no more threads; those that there are do all of the work.
        break;
      }
      helpers.add(helper);
    }
    work.run();
    boolean interrupted = false;
    for (Thread helper : helpers) {
      while (helper.isAlive()) {
        try {
          helper.join();
        } catch (InterruptedException e) {
          // What was begun takes milliseconds; the caller is told afterwards.
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isDone() {
    return depth == Owners.FIRST && missing.isEmpty();
  }

  private List<String> inOrder(Set<Long> users) {
    List<String> pids = new ArrayList<>();
    List<String> likely = new ArrayList<>();
    try {
      String self = self();
      // Where root owns the socket, its processes are nearly all there are: not worth asking.
      boolean byUser = depth == Owners.FIRST && !users.contains(0L);
      for (String name : files.list("")) {
        firstProcess |= name.equals("1");
        if (isNumber(name) && !name.equals(self)) {
          (byUser && users.contains(uid(name)) ? likely : pids).add(name);
        }
      }
      if (!self.isEmpty()) {
        likely.add(0, self);
      }
    } catch (IOException e) {
      failure = String.valueOf(e.getMessage());
    }
    likely.addAll(pids);
    return likely;
  }

  private String self() {
    try {
      return files.readLink("self").toString();
    } catch (IOException e) {
      return "";
    }
  }

  private long uid(String pid) {
    try {
      return files.uid(pid);
    } catch (IOException e) {
      return -1;
    }
  }

  /** Whether a name beneath {@code /proc} is that of a process. */
  static boolean isNumber(String name) {
    return !name.isEmpty() && name.charAt(0) >= '0' && name.charAt(0) <= '9';
  }

  /** The descriptors of a process; where its main thread has ended, those of another thread. */
  private Folder folder(String pid) {
    Folder folder = new Folder(pid, pid, names(pid, pid + "/fd"));
    if (folder.names.isEmpty()) {
      for (String thread : names(pid, pid + "/task")) {
        if (folder.names.isEmpty() && !thread.equals(pid)) {
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
      missed(pid, e);
      return List.of();
    }
  }

  /** Keeps why a process was not looked through, unless there is nothing more to be seen of it. */
  private void missed(String pid, IOException e) {
    if (e instanceof AccessDeniedException) {
      denied.add(pid);
    } else if (!(e instanceof NoSuchFileException) && !files.isGone(pid)) {
      failure = String.valueOf(e.getMessage());
    }
  }

  /** Looks through some descriptors of a process; returns how many of them are sockets. */
  private int look(Folder folder, int from, int to) {
    int sockets = 0;
    for (int i = from; i < to && !isDone(); i++) {
      try {
        String descriptor = folder.path + "/fd/" + folder.names.get(i);
        long inode = inode(files.readLink(descriptor));
        if (inode != 0) {
          sockets++;
          if (owners.containsKey(inode)) {
            found(inode, folder, descriptor);
          }
        }
      } catch (AccessDeniedException e) {
        // The folder can be listed by the same user, and its links read by the same group only.
        missed(folder.pid, e);
        return sockets;
      } catch (IOException e) {
        // Mostly a descriptor that was closed in the meantime.
        missed(folder.pid, e);
      }
    }
    return sockets;
  }

  private synchronized void found(long inode, Folder folder, String descriptor) throws IOException {
    List<ProcessRef> known = owners.getOrDefault(inode, List.of());
    long number = Long.parseLong(folder.pid);
    if (known.stream().anyMatch(process -> process.pid() == number)) {
      return;
    }
    ProcessRef process = processes.get(number);
    if (process == null) {
      process = facts.read(number, folder.path);
      // Another process may have got the number while this one was read.
      if (inode(files.readLink(descriptor)) != inode) {
        return;
      }
      processes.put(number, process);
    }
    known.add(process);
    missing.remove(inode);
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
