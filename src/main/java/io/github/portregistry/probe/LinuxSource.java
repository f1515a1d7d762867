package io.github.portregistry.probe;

import io.github.portregistry.PortSpan;
import io.github.portregistry.Transport;
import io.github.portregistry.dossier.HandChecks;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Linux: the socket tables of {@code /proc/net}, the owners by {@code /proc/<pid>/fd}. */
final class LinuxSource implements SocketSource {

  private static final Path PROC = Path.of("/proc");
  private static final Path PASSWD = Path.of("/etc/passwd");

  private static final String CLIENT_PORTS = "sys/net/ipv4/ip_local_port_range";
  private static final int MAX_BYTES = 64;

  /** The kernel's own default: Documentation/networking/ip-sysctl.rst. */
  private static final PortSpan USUAL_CLIENT_PORTS = new PortSpan(32768, 60999);

  /** The process that every pid namespace has. */
  private static final String FIRST_PROCESS = "1";

  private final LinuxProcFiles files;
  private final String tables;
  private final LinuxUserNames users;
  private final ByteOrder order;

  /** Whether the kernel itself may be asked: it knows only the namespace of this process. */
  private final boolean netlink;

  /**
   * Creates a source.
   *
   * @param tables the folder of the socket tables beneath {@code files}
   */
  LinuxSource(LinuxProcFiles files, String tables, LinuxUserNames users, ByteOrder order) {
    this(files, tables, users, order, false);
  }

  private LinuxSource(
      LinuxProcFiles files, String tables, LinuxUserNames users, ByteOrder order, boolean netlink) {
    this.files = files;
    this.tables = tables;
    this.users = users;
    this.order = order;
    this.netlink = netlink;
  }

  /** This machine, by its kernel where that is allowed and by its /proc. */
  static LinuxSource local() {
    return new LinuxSource(
        new LinuxProcFiles(PROC), "net", new LinuxUserNames(PASSWD), ByteOrder.nativeOrder(), true);
  }

  /** What looks like /proc. */
  static LinuxSource of(Path proc) {
    boolean ours = isOurs(proc);
    return new LinuxSource(
        new LinuxProcFiles(proc),
        ours || isCopy(proc) ? "net" : FIRST_PROCESS + "/net",
        ours ? new LinuxUserNames(PASSWD) : LinuxUserNames.numbers(),
        ByteOrder.nativeOrder());
  }

  /** Told by its place: the kernel may use one file system for all mounts of /proc. */
  private static boolean isOurs(Path proc) {
    try {
      return proc.toRealPath().equals(PROC);
    } catch (IOException e) {
      return false;
    }
  }

  /** In a mount of /proc "net" leads to the tables of whoever reads, wherever it comes from. */
  private static boolean isCopy(Path proc) {
    return Files.isDirectory(proc.resolve("net"), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public Survey survey(PortSet ports, Owners owners, OtherUses depth) {
    LinuxSockets sockets = read(ports, depth);
    List<String> notes = new ArrayList<>(sockets.notes());
    List<Listener> listeners = new ArrayList<>();
    if (!sockets.listeners().isEmpty()) {
      LinuxSocketGroups groups = new LinuxSocketGroups(files, sockets.listeners());
      LinuxGroupMembers members =
          new LinuxGroupMembers(groups, new LinuxProcessFacts(files, users));
      LinuxOwners search = new LinuxOwners(files, users, owners, members);
      List<Ownership> ownerships =
          search.of(sockets.listeners(), () -> read(ports, OtherUses.NONE));
      for (int i = 0; i < ownerships.size(); i++) {
        LinuxSocketRow row = sockets.listeners().get(i);
        Ownership ownership = ownerships.get(i);
        listeners.add(
            new Listener(
                row.transport(),
                row.local(),
                row.acceptsIpv4(),
                users.name(row.uid()),
                ownership,
                owners == Owners.NONE ? null : groups.of(row, ownership),
                null));
      }
    }
    Coverage coverage = new Coverage(sockets.source(), sockets.complete(), false, notes);
    return new Survey(listeners, otherUses(sockets), coverage);
  }

  private LinuxSockets read(PortSet ports, OtherUses depth) {
    LinuxSockets asked = netlink ? LinuxNetlink.read(ports, depth) : null;
    if (asked != null) {
      return asked;
    }
    LinuxProcSockets read = new LinuxProcSockets(files, tables, ports, depth, order);
    read.readDoubtfulAgain();
    return read;
  }

  // What else has the ports

  private static List<OtherUse> otherUses(LinuxSockets sockets) {
    Set<Integer> listening = new HashSet<>();
    for (LinuxSocketRow row : sockets.listeners()) {
      if (row.transport() == Transport.TCP) {
        listening.add(row.port());
      }
    }
    List<OtherUse> uses = new ArrayList<>(sockets.others().size());
    for (LinuxSocketRow row : sockets.others()) {
      OtherUse.Kind kind = row.use(listening.contains(row.port()));
      uses.add(new OtherUse(kind, row.transport(), row.local(), 1));
    }
    return OtherUse.counted(uses);
  }

  // Other namespaces

  @Override
  public SocketSource inNamespaceOf(long pid) {
    return new LinuxSource(files, pid + "/net", LinuxUserNames.numbers(), order);
  }

  @Override
  public List<Long> otherNamespaces() {
    Map<String, Long> found = new TreeMap<>();
    try {
      for (String name : files.list("")) {
        if (LinuxDescriptors.isNumber(name)) {
          String namespace = namespace(name);
          if (!namespace.isEmpty()) {
            found.merge(namespace, Long.valueOf(name), Math::min);
          }
        }
      }
    } catch (IOException e) {
      return List.of();
    }
    // The tables are in "net", or in "<pid>/net" for another process.
    int slash = tables.indexOf('/');
    found.remove(namespace(slash < 0 ? "self" : tables.substring(0, slash)));
    return found.values().stream().sorted().toList();
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
    return LocalPorts.ofClient(clientPorts());
  }

  private PortSpan clientPorts() {
    try {
      String[] ends =
          new String(files.read(CLIENT_PORTS, MAX_BYTES), StandardCharsets.US_ASCII)
              .strip()
              .split("\\s+", -1);
      return new PortSpan(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]));
    } catch (IOException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      return USUAL_CLIENT_PORTS;
    }
  }

  @Override
  public List<String> commands(int port, List<Transport> transports) {
    return HandChecks.linux(port, transports);
  }
}
