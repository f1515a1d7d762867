package io.github.portregistry.probe;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The folders and links of {@code /proc} in memory, which can be many and can change. */
final class MemoryProc extends LinuxProcFiles {

  /** The number of names in a piece of a folder. */
  private static final int PIECE = 100;

  private final Map<String, List<String>> folders = new TreeMap<>();
  private final Map<String, String> links = new HashMap<>();
  private final Map<String, Long> owners = new HashMap<>();
  private final Map<String, IOException> failing = new HashMap<>();
  private final Set<String> large = new HashSet<>();
  private final Set<String> gone = new HashSet<>();
  private final Map<String, Runnable> events = new HashMap<>();
  private final List<String> listed = Collections.synchronizedList(new ArrayList<>());
  private final List<String> read = Collections.synchronizedList(new ArrayList<>());

  MemoryProc() {
    super(Path.of("no-such-folder"));
    links.put("self", "50");
    folders.put("", new ArrayList<>());
  }

  /**
   * Adds or replaces a process with this number of descriptors, which are not sockets, and one
   * thread.
   */
  MemoryProc process(String pid, int descriptors) {
    folders.get("").remove(pid);
    folders.get("").add(pid);
    folders.put(pid + "/fd", names(descriptors));
    folders.put(pid + "/task", new ArrayList<>(List.of(pid)));
    return this;
  }

  /** Adds a thread with this number of descriptors. */
  MemoryProc thread(String pid, String thread, int descriptors) {
    folders.get(pid + "/task").add(thread);
    folders.put(pid + "/task/" + thread + "/fd", names(descriptors));
    return this;
  }

  private static List<String> names(int descriptors) {
    return new ArrayList<>(IntStream.range(0, descriptors).mapToObj(String::valueOf).toList());
  }

  /** Replaces the names of the descriptors. */
  MemoryProc descriptors(String folder, String... names) {
    folders.put(folder + "/fd", List.of(names));
    return this;
  }

  /** Makes a descriptor of a process or thread a socket. */
  MemoryProc socket(String folder, int descriptor, long inode) {
    links.put(folder + "/fd/" + descriptor, "socket:[" + inode + "]");
    return this;
  }

  MemoryProc large(String pid) {
    large.add(pid);
    return this;
  }

  MemoryProc own(String pid, long uid) {
    owners.put(pid, uid);
    return this;
  }

  MemoryProc refuse(String path) {
    failing.put(path, new AccessDeniedException(path));
    return this;
  }

  MemoryProc fail(String path, String why) {
    failing.put(path, new FileSystemException(path, null, why));
    return this;
  }

  MemoryProc repair(String path) {
    failing.remove(path);
    return this;
  }

  MemoryProc end(String pid) {
    gone.add(pid);
    folders.get("").remove(pid);
    return this;
  }

  /** Lets something happen the next time that a folder is listed. */
  MemoryProc onList(String folder, Runnable event) {
    events.put(folder, event);
    return this;
  }

  /** The folders that were listed, in order. */
  List<String> listed() {
    return listed;
  }

  /** The descriptors that were read, in order. */
  List<String> read() {
    return read;
  }

  private void check(String path) throws IOException {
    IOException failure = failing.get(path);
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  String[] list(String folder) throws IOException {
    listed.add(folder);
    check(folder);
    List<String> names = folders.get(folder);
    if (names == null) {
      throw new NoSuchFileException(folder);
    }
    String[] found = names.toArray(new String[0]);
    Runnable event = events.remove(folder);
    if (event != null) {
      event.run();
    }
    return found;
  }

  @Override
  void listInPieces(String folder, Names names) throws IOException {
    List<String> all = List.of(list(folder));
    for (int from = 0; from < all.size(); from += PIECE) {
      if (!names.take(all.subList(from, Math.min(all.size(), from + PIECE)))) {
        return;
      }
    }
  }

  @Override
  Path readLink(String path) throws IOException {
    check(path);
    if (path.contains("/fd/")) {
      read.add(path);
    }
    return Path.of(links.getOrDefault(path, "/dev/null"));
  }

  @Override
  InputStream open(String path) throws IOException {
    check(path);
    if (!path.endsWith("/stat")) {
      throw new FileNotFoundException(path);
    }
    String pid = path.substring(0, path.indexOf('/'));
    String line = pid + " (p) S 1" + " 0".repeat(17) + " 100 0\n";
    return new ByteArrayInputStream(line.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  boolean isLarge(String pid) {
    return large.contains(pid);
  }

  @Override
  long uid(String path) throws IOException {
    check("owner/" + path);
    return owners.getOrDefault(path, 0L);
  }

  @Override
  boolean isGone(String path) {
    return gone.contains(path);
  }
}
