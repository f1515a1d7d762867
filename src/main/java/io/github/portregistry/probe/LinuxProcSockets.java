package io.github.portregistry.probe;

import io.github.portregistry.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sockets of one network namespace, read from the tables of {@code /proc/net}. */
final class LinuxProcSockets extends LinuxSockets {

  /**
   * The most rows of connections that are read to find other uses of a port, unless all are asked
   * for. They take about 5 ms; a machine with more connections should not have to wait for them.
   */
  static final int BOUND = 4096;

  private static final List<String> TABLES = List.of("tcp", "tcp6", "udp", "udp6");

  /** The path of the tables under {@code /proc}; a link to {@link #OWN_FOLDER}. */
  private static final String FOLDER = "net";

  /**
   * The path that also works if {@code /proc} is mounted with {@code subset=pid} and shows only
   * processes.
   */
  private static final String OWN_FOLDER = "self/net";

  private final LinuxProcFiles files;
  private String folder;

  /** How much is read; the second time, only listeners. */
  private OtherUses depth;

  private final ByteOrder order;

  private final Set<String> ends = new HashSet<>();
  private @Nullable Map<String, Integer> scopes;

  private boolean complete = true;

  /** The tables that the kernel printed in pieces, between which a row can be missed. */
  private final List<String> pieced = new ArrayList<>();

  /**
   * Reads the tables.
   *
   * @param folder their folder under the files, such as {@code net}
   */
  LinuxProcSockets(
      LinuxProcFiles files, String folder, PortSet ports, OtherUses depth, ByteOrder order) {
    super(ports);
    this.files = files;
    this.folder = folder;
    this.depth = depth;
    this.order = order;
    if (folder.equals(FOLDER) && files.isGone(FOLDER)) {
      this.folder = OWN_FOLDER;
    }
    for (String table : TABLES) {
      read(table);
    }
  }

  @Override
  Source source() {
    return Source.PROC;
  }

  @Override
  boolean complete() {
    return complete;
  }

  /**
   * Reads the listeners a second time from tables in which one can have slipped through, if a port
   * that was asked for has none of that transport.
   */
  void readDoubtfulAgain() {
    depth = OtherUses.NONE;
    for (String table : List.copyOf(pieced)) {
      if (misses(transport(table))) {
        read(table);
      }
    }
  }

  private static Transport transport(String table) {
    return table.startsWith("tcp") ? Transport.TCP : Transport.UDP;
  }

  private void read(String table) {
    boolean ipv6 = table.endsWith("6");
    try (InputStream in = files.open(folder + "/" + table)) {
      read(new LinuxProcTable(in, transport(table), order, this), table);
    } catch (NoSuchFileException e) {
      boolean copy = files.isCopied(folder + "/" + table.replace("6", ""));
      if (ipv6 && !copy) {
        // The kernel has no IPv6, so nothing is missed, provided that /proc exists.
        return;
      }
      complete = false;
      notes()
          .add(
              ipv6
                  ? "The copy of /proc has no table " + table + ", so sockets for IPv6 are missing."
                  : "The table " + table + " is not there; is /proc mounted?");
    } catch (AccessDeniedException e) {
      complete = false;
      notes().add("The system refused to show the table " + table + " to this user.");
    } catch (IOException e) {
      complete = false;
      notes().add("The table " + table + " could not be read: " + e.getMessage());
    }
  }

  private void read(LinuxProcTable table, String name) throws IOException {
    boolean tcp = transport(name) == Transport.TCP;
    int connections = 0;
    while (table.next()) {
      int state = table.state();
      boolean listens = state == (tcp ? LinuxSocketRow.LISTEN : LinuxSocketRow.CLOSE);
      if (tcp && !listens) {
        // The kernel prints all listeners before the first connection.
        if (depth == OtherUses.NONE) {
          break;
        }
        if (++connections > BOUND && depth == OtherUses.BOUNDED) {
          notes()
              .add(
                  "Only the first "
                      + BOUND
                      + " connections of the table "
                      + name
                      + " were examined for other uses of the port.");
          break;
        }
      }
      if (ports.contains(table.port())) {
        add(table, listens);
      }
    }
    if (table.reads() > 1) {
      pieced.add(name);
    }
  }

  private void add(LinuxProcTable table, boolean listens) throws IOException {
    if (listens) {
      addListener(table.row());
    } else if (depth != OtherUses.NONE && ends.add(table.ends())) {
      others().add(table.row());
    }
  }

  /**
   * The interface of a link-local address of this machine, in hex. The tables lack it, so it is
   * known only if exactly one interface has the address; otherwise null.
   */
  @Nullable Integer scope(String address) {
    Map<String, Integer> known = scopes;
    if (known == null) {
      known = readScopes();
      scopes = known;
    }
    return known.get(address);
  }

  private Map<String, Integer> readScopes() {
    Map<String, Integer> found = new HashMap<>();
    Set<String> several = new HashSet<>();
    try {
      String text =
          new String(files.read(folder + "/if_inet6", 1 << 20), StandardCharsets.US_ASCII);
      for (String line : text.split("\n", -1)) {
        String[] fields = line.trim().split(" +", -1);
        if (fields.length >= 6 && fields[0].startsWith("fe")) {
          if (found.put(fields[0], Integer.parseInt(fields[1], 16)) != null) {
            several.add(fields[0]);
          }
        }
      }
    } catch (IOException | NumberFormatException e) {
      found.clear();
    }
    found.keySet().removeAll(several);
    return found;
  }
}
