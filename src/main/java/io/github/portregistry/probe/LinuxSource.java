package io.github.portregistry.probe;

import io.github.portregistry.Transport;
import io.github.portregistry.dossier.HandChecks;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Reads Linux sockets from the tables of {@code /proc/net} or by sock_diag, and their owners from
 * {@code /proc/<pid>/fd}.
 */
final class LinuxSource implements SocketSource {

  private static final Path PROC = Path.of("/proc");
  private static final Path PASSWD = Path.of("/etc/passwd");

  /** The process that every pid namespace has. */
  private static final String FIRST_PROCESS = "1";

  private static final String SELF = "self";

  private final LinuxProcFiles files;
  private final String tables;
  private final LinuxUserNames users;
  private final ByteOrder order;

  /**
   * Whether this is the machine and the namespace of this process, so that the kernel itself can be
   * asked and a port can be tried.
   */
  private final boolean isHere;

  /** Whether there was a survey before. */
  private final AtomicBoolean asked = new AtomicBoolean();

  /** The control group folders found so far, by their numbers. */
  private final Map<Long, Path> folders = new ConcurrentHashMap<>();

  /**
   * Creates a source.
   *
   * @param tables the folder of the socket tables under {@code files}
   */
  LinuxSource(LinuxProcFiles files, String tables, LinuxUserNames users, ByteOrder order) {
    this(files, tables, users, order, false);
  }

  private LinuxSource(
      LinuxProcFiles files, String tables, LinuxUserNames users, ByteOrder order, boolean isHere) {
    this.files = files;
    this.tables = tables;
    this.users = users;
    this.order = order;
    this.isHere = isHere;
  }

  /** Returns a source for this machine, by its kernel if that is allowed and by its /proc. */
  static LinuxSource local() {
    LinuxProcFiles files = new LinuxProcFiles(PROC);
    return new LinuxSource(
        files, "net", new LinuxUserNames(PASSWD, files), ByteOrder.nativeOrder(), true);
  }

  /** Returns a source for a mount or a copy of /proc. */
  static LinuxSource of(Path proc) {
    boolean ours = isOurs(proc);
    LinuxProcFiles files = new LinuxProcFiles(proc);
    return new LinuxSource(
        files,
        ours || isCopy(proc) ? "net" : FIRST_PROCESS + "/net",
        ours ? new LinuxUserNames(PASSWD, files) : LinuxUserNames.numbers(files),
        ByteOrder.nativeOrder());
  }

  /**
   * Whether a folder is this machine's own /proc, by its path, because the kernel may use one file
   * system for all mounts of /proc.
   */
  private static boolean isOurs(Path proc) {
    try {
      return proc.toRealPath().equals(PROC);
    } catch (IOException e) {
      return false;
    }
  }

  /** In a mount of /proc "net" leads to the tables of the reader, wherever the mount comes from. */
  private static boolean isCopy(Path proc) {
    return Files.isDirectory(proc.resolve("net"), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public Sockets survey(PortSet ports, Depth depth) {
    // An earlier interrupt was not meant for this search; an interrupt from now on ends it.
    boolean interrupted = Thread.interrupted();
    try {
      LinuxSockets sockets = read(ports, depth.otherUses());
      return survey(
          sockets,
          depth,
          Deadline.afterOrInterrupted(depth.budget()),
          others -> read(ports, others ? depth.otherUses() : OtherUses.NONE));
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Finds the owners of sockets and their control groups.
   *
   * @param readAgain reads the sockets again: only listeners, or if true others as well
   */
  Sockets survey(
      LinuxSockets sockets,
      Depth depth,
      Deadline deadline,
      Function<Boolean, LinuxSockets> readAgain) {
    List<LinuxSocketRow> rows = new ArrayList<>(sockets.listeners());
    if (!sockets.ports.isAll()) {
      rows.addAll(ownedUses(sockets));
    }
    LinuxSocketGroups groups = new LinuxSocketGroups(files, rows, folders, deadline);
    LinuxOwners owners = new LinuxOwners(files, users, depth.owners(), deadline, groups);
    List<Ownership> ownerships = owners.of(rows, readAgain);
    List<Listener> listeners = new ArrayList<>();
    Map<LinuxSocketRow, Ownership> others = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      LinuxSocketRow row = rows.get(i);
      if (row.listens()) {
        listeners.add(
            new Listener(
                row.transport(),
                row.local(),
                row.ipv4(),
                users.name(row.uid()),
                ownerships.get(i),
                depth.owners() == Owners.NONE ? null : groups.of(row, ownerships.get(i)),
                null));
      } else {
        others.put(row, ownerships.get(i));
      }
    }
    Coverage coverage = new Coverage(sockets.source(), sockets.complete(), false, sockets.notes());
    if (owners.leftOut()) {
      coverage = coverage.withNote(deadline.note());
    } else if (deadline.leftOut()) {
      coverage = coverage.withNote(deadline.groupNote());
    }
    return new Sockets(listeners, otherUses(sockets, others), coverage);
  }

  /**
   * Reads the sockets. Preparing to ask the kernel takes a JVM some 70 ms once, twenty times as
   * long as reading the tables; so the first survey uses the tables if these show no socket on the
   * ports, were read to the end, and not everything is asked for.
   */
  private LinuxSockets read(PortSet ports, OtherUses depth) {
    boolean first = !asked.getAndSet(true) && !ports.isAll() && depth != OtherUses.ALL;
    LinuxSockets read = first ? readTables(ports, depth) : null;
    boolean isFree = read != null && read.areFree();
    LinuxSockets answer = isHere && !isFree ? LinuxNetlink.read(ports, depth) : read;
    if (answer != null) {
      return answer;
    }
    return read != null ? read : readTables(ports, depth);
  }

  private LinuxSockets readTables(PortSet ports, OtherUses depth) {
    LinuxProcSockets read = new LinuxProcSockets(files, tables, ports, depth, order);
    read.readDoubtfulAgain();
    return read;
  }

  // Other uses of the ports

  /** The sockets that block their port and have an owner. */
  private static List<LinuxSocketRow> ownedUses(LinuxSockets sockets) {
    List<LinuxSocketRow> owned = new ArrayList<>();
    if (!sockets.others().isEmpty()) {
      Set<Integer> tcp = listening(sockets, Transport.TCP);
      Set<Integer> udp = listening(sockets, Transport.UDP);
      for (LinuxSocketRow row : sockets.others()) {
        Set<Integer> listening = row.transport() == Transport.TCP ? tcp : udp;
        if (row.inode() != 0 && !listening.contains(row.port())) {
          owned.add(row);
        }
      }
    }
    return owned;
  }

  private static Set<Integer> listening(LinuxSockets sockets, Transport transport) {
    Set<Integer> listening = new HashSet<>();
    for (LinuxSocketRow row : sockets.listeners()) {
      if (row.transport() == transport) {
        listening.add(row.port());
      }
    }
    return listening;
  }

  private static List<OtherUse> otherUses(
      LinuxSockets sockets, Map<LinuxSocketRow, Ownership> ownerships) {
    Set<Integer> listening = listening(sockets, Transport.TCP);
    List<OtherUse> uses = new ArrayList<>(sockets.others().size());
    for (LinuxSocketRow row : sockets.others()) {
      OtherUse.Kind kind = row.use(listening.contains(row.port()));
      Ownership ownership = ownerships.getOrDefault(row, NotVisible.notRequested());
      uses.add(new OtherUse(kind, row.transport(), row.local(), 1, ownership));
    }
    return OtherUse.counted(uses);
  }

  // Other namespaces

  @Override
  public SocketSource inNamespaceOf(long pid) {
    return new LinuxSource(files, pid + "/net", LinuxUserNames.numbers(files), order);
  }

  @Override
  public List<Long> otherNamespaces() {
    Map<String, Long> found = new TreeMap<>();
    try {
      for (String name : files.list("")) {
        if (LinuxProcesses.isNumber(name)) {
          String namespace = namespace(name);
          if (!namespace.isEmpty()) {
            found.merge(namespace, Long.valueOf(name), Math::min);
          }
        }
      }
    } catch (IOException e) {
      return List.of();
    }
    found.remove(namespace(process()));
    return found.values().stream().sorted().toList();
  }

  /** The process whose tables are read: "net", or "{@code <pid>}/net" for another process. */
  private String process() {
    int slash = tables.indexOf('/');
    return slash < 0 ? SELF : tables.substring(0, slash);
  }

  private String namespace(String pid) {
    try {
      return files.readLink(pid + "/ns/net").toString();
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public LocalPorts localPorts() {
    // The kernel shows the settings of the reader's own namespace.
    return isReaders() ? LinuxLocalPorts.read(files, isHere) : LinuxLocalPorts.USUAL;
  }

  private boolean isReaders() {
    if (process().equals(SELF)) {
      return true;
    }
    String namespace = namespace(process());
    return !namespace.isEmpty() && namespace.equals(namespace(SELF));
  }

  @Override
  public boolean isHere() {
    return isHere;
  }

  @Override
  public boolean canBind(int port) {
    return !isHere || TestBind.succeeds(port);
  }

  @Override
  public List<String> commands(int port, List<Transport> transports) {
    return HandChecks.linux(port, transports);
  }
}
