package io.github.portregistry.probe;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A folder that looks like {@code /proc}, and a user who is refused parts of it. */
final class FakeProc extends LinuxProcFiles {

  /**
   * The machine of the captures started so long before process 56, which started 314624 ticks
   * later.
   */
  private static final String BOOT = "cpu 0\nbtime 1795402006\nprocesses 9\n";

  private final Path root;
  private final Set<String> refused = new HashSet<>();
  private final Set<String> failing = new HashSet<>();
  private final Set<String> breaking = new HashSet<>();
  private final Set<String> large = new HashSet<>();
  private final List<String> read = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, Event> events = new HashMap<>();
  private final Map<String, Long> owners = new HashMap<>();

  FakeProc(Path root) throws IOException {
    super(root);
    this.root = root;
    Files.createDirectories(root.resolve("net"));
  }

  /** The capture as one user saw it, {@code linux-root} or {@code linux-nobody}. */
  static FakeProc captured(Path root, String view) throws IOException {
    FakeProc proc = new FakeProc(root.resolve("proc"));
    for (String table : List.of("tcp", "tcp6", "udp", "udp6", "if_inet6")) {
      proc.write("net/" + table, Fixtures.bytes(view + "/proc-net-" + table + ".txt"));
    }
    proc.write("stat", BOOT.getBytes(StandardCharsets.US_ASCII));
    proc.firstProcess();
    for (Path process : Fixtures.list("linux-procs")) {
      proc.copyProcess(process, root);
    }
    // The capture has no files of this process; ss and the prototype saw that it owns this socket.
    proc.write("113/stat", "113 (nobody-gid0) S 12\n".getBytes(StandardCharsets.US_ASCII));
    proc.link("113/fd/3", "socket:[4467517]");
    if (view.equals("linux-nobody")) {
      proc.refuseWhatNobodyMayNotRead();
    }
    return proc;
  }

  /** The process that shows that this is a whole machine, and nothing of it hidden. */
  FakeProc firstProcess() throws IOException {
    return write("1/stat", "1 (init) S 0\n").link("1/ns/pid", "pid:[4026531836]");
  }

  private void copyProcess(Path from, Path top) throws IOException {
    String pid = from.getFileName().toString();
    for (String file : List.of("stat", "status", "cmdline", "comm")) {
      write(pid + "/" + file, Files.readAllBytes(from.resolve(file)));
    }
    String exe = Files.readString(from.resolve("exe.txt"));
    String target = exe.substring(0, exe.length() - 1);
    if (pid.equals("111")) {
      // This file is there, and its name ends so.
      Path file = Files.createDirectories(top.resolve("srv")).resolve("honest (deleted)");
      Files.writeString(file, "");
      target = file.toString();
    }
    link(pid + "/exe", target);
    for (String line : Files.readAllLines(from.resolve("fd.txt"))) {
      String[] parts = line.split(" -> ", 2);
      link(pid + "/fd/" + parts[0], parts[1]);
    }
  }

  private void refuseWhatNobodyMayNotRead() {
    for (String line : Fixtures.lines("linux-nobody/what-nobody-can-read.txt")) {
      String pid = line.substring(0, line.indexOf(':'));
      if (line.contains(" fd=DENIED")) {
        refuse(pid + "/fd");
      }
      if (line.contains(" exe=DENIED")) {
        refuse(pid + "/exe");
        // Who may not follow the link to the executable may not follow those of descriptors.
        refuse(pid + "/fd/");
      }
    }
  }

  FakeProc write(String file, byte[] bytes) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.write(path, bytes);
    return this;
  }

  FakeProc write(String file, String text) throws IOException {
    return write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  FakeProc link(String file, String target) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.deleteIfExists(path);
    Files.createSymbolicLink(path, Path.of(target));
    return this;
  }

  void delete(String file) throws IOException {
    Files.delete(root.resolve(file));
  }

  /** Refuses a file or folder; with a slash at its end, all that is in it. */
  FakeProc refuse(String path) {
    refused.add(path);
    return this;
  }

  /** Lets a file or folder fail for a reason that has nothing to do with it. */
  FakeProc fail(String path) {
    failing.add(path);
    return this;
  }

  /** Lets a link break whatever reads it. */
  FakeProc breakAt(String path) {
    breaking.add(path);
    return this;
  }

  /** Lets a process say that it has very many descriptors. */
  FakeProc large(String pid) {
    large.add(pid);
    return this;
  }

  /** Lets a process belong to a user; all others belong to root. */
  FakeProc own(String pid, long uid) {
    owners.put(pid, uid);
    return this;
  }

  /** What was asked for so far, in order. */
  List<String> read() {
    return read;
  }

  ListenerProbe probe() throws IOException {
    return probe(false);
  }

  /** A probe that looks up the user namespace of the reader. */
  ListenerProbe probeHere() throws IOException {
    return probe(true);
  }

  private ListenerProbe probe(boolean here) throws IOException {
    Path passwd = root.resolve("passwd");
    Files.writeString(passwd, "root:x:0:0::/:\nnobody:x:65534:65534::/:\n+::::::\nx:y:z\n");
    return new ListenerProbe(
        new LinuxSource(
            this,
            "net",
            here ? new LinuxUserNames(passwd, this) : new LinuxUserNames(passwd),
            ByteOrder.LITTLE_ENDIAN));
  }

  /** Something that the machine does. */
  interface Event {
    void happen() throws IOException;
  }

  /** Lets something happen right after a file or folder was asked for the first time. */
  void onRead(String path, Event event) {
    events.put(path, event);
  }

  private synchronized void happen(String path) throws IOException {
    Event event = events.remove(path);
    if (event != null) {
      event.happen();
    }
  }

  private void check(String path) throws IOException {
    read.add(path);
    String folder = path.substring(0, path.lastIndexOf('/') + 1);
    if (refused.contains(path) || refused.contains(folder)) {
      throw new AccessDeniedException(path);
    }
    if (failing.contains(path)) {
      throw new FileSystemException(path, null, "Too many open files");
    }
    if (breaking.contains(path)) {
      throw new OutOfMemoryError("as in a full heap");
    }
  }

  @Override
  InputStream open(String path) throws IOException {
    check(path);
    byte[] content;
    try (InputStream in = super.open(path)) {
      content = in.readAllBytes();
    }
    happen(path);
    return new ByteArrayInputStream(content);
  }

  @Override
  String[] list(String folder) throws IOException {
    check(folder);
    String[] names = super.list(folder);
    Arrays.sort(names, Comparator.comparing(String::length).thenComparing(name -> name));
    happen(folder);
    return names;
  }

  @Override
  String[] listFolder(Path folder) {
    read.add(folder.toString());
    return super.listFolder(folder);
  }

  /** It stands for a machine, not for a copy. */
  @Override
  boolean isCopied(String file) {
    return false;
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
  Path readLink(String path) throws IOException {
    check(path);
    return super.readLink(path);
  }
}
