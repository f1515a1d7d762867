package io.github.portregistry.probe;

import io.github.portregistry.Transport;
import io.github.portregistry.dossier.Escaped;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the output of {@code netstat -anv} on macOS. The columns differ between releases, and the
 * column with the process may have spaces, so it is counted from the right.
 */
final class MacNetstat {

  private static final String STATE = "(state)";
  private static final int LOCAL = 3;
  private static final int FOREIGN = 4;
  private static final int TCP_STATE = 5;
  private static final int ROOM = 16;

  private final List<NetstatRow> rows = new ArrayList<>();
  private final List<CutAddress> cut = new ArrayList<>();
  private final NetstatOddRows odd = new NetstatOddRows();

  /** The number of columns after the one with the process; -1 before the header was read. */
  private int rightOfPid = -1;

  /** The number of columns between the state and the process. */
  private int leftOfPid;

  /** The beginning of the address of a listener. */
  private record CutAddress(int port, String beginning) {}

  MacNetstat(byte[] output) throws IOException {
    for (String line : Command.lines(output)) {
      if (line.startsWith("Proto")) {
        readHeader(line);
      } else if (line.startsWith("tcp") || line.startsWith("udp")) {
        if (rightOfPid < 0) {
          throw new IOException("expected a header before the rows, " + found(line));
        }
        add(line);
      }
    }
    if (rightOfPid < 0) {
      throw new IOException("expected a header that starts with Proto, found none");
    }
  }

  List<NetstatRow> rows() {
    return rows;
  }

  /** Whether every row was understood. */
  boolean complete() {
    return odd.isEmpty();
  }

  /**
   * Returns notes on rows that were not understood and on addresses of listeners that are cut off.
   *
   * @param ports the ports whose listeners count
   */
  List<String> notes(PortSet ports) {
    List<String> all = new ArrayList<>(odd.notes());
    for (CutAddress address : cut) {
      if (ports.contains(address.port)) {
        all.add(
            "netstat cuts long addresses: only the beginning of the address of the listener on port "
                + address.port
                + " is known ("
                + Escaped.text(address.beginning)
                + ").");
      }
    }
    return all;
  }

  private void readHeader(String line) throws IOException {
    List<String> columns = Arrays.asList(line.trim().split("\\s+", -1));
    int state = columns.indexOf(STATE);
    for (int i = state + 1; i < columns.size(); i++) {
      if (columns.get(i).equals("pid") || columns.get(i).endsWith(":pid")) {
        rightOfPid = columns.size() - 1 - i;
        leftOfPid = i - state - 1;
        return;
      }
    }
    throw new IOException("expected a header with a column of process ids, " + found(line));
  }

  private static String found(String text) {
    return "found \"" + Escaped.text(text) + "\"";
  }

  private void add(String line) {
    String[] fields = line.trim().split("\\s+", -1);
    try {
      if (fields.length < TCP_STATE + 1 + rightOfPid) {
        throw new IOException(
            "expected "
                + (TCP_STATE + 1 + rightOfPid)
                + " columns or more, found "
                + fields.length);
      }
      boolean tcp = fields[0].startsWith("tcp");
      String local = fields[LOCAL];
      if (local.endsWith(".*")) {
        return;
      }
      int dot = local.lastIndexOf('.');
      int port = NetstatRow.port(local.substring(dot + 1));
      String host = local.substring(0, Math.max(0, dot));
      InetSocketAddress address = address(fields[0], host, port);
      String process = fields[fields.length - 1 - rightOfPid];
      long pid = NetstatRow.pid(process.substring(process.lastIndexOf(':') + 1));
      OtherUse.Kind use = tcp ? tcpUse(fields[TCP_STATE]) : udpUse(fields[FOREIGN]);
      rows.add(
          new NetstatRow(
              tcp ? Transport.TCP : Transport.UDP,
              address,
              ipv4(fields[0], address),
              use,
              pid,
              name(fields, tcp)));
      if (use == null && mayBeCut(host)) {
        cut.add(new CutAddress(port, host));
      }
    } catch (IOException e) {
      odd.add(line, e);
    }
  }

  private static InetSocketAddress address(String protocol, String text, int port)
      throws IOException {
    if (text.equals("*")) {
      return NetstatRow.address(protocol.endsWith("4") ? "0.0.0.0" : "::", port);
    }
    return NetstatRow.address(mayBeCut(text) ? beginning(text) + "::" : text, port);
  }

  /**
   * Whether an address may be cut off: the column always shows the port, and has room for only this
   * much of an address, which an IPv6 address may exceed.
   */
  private static boolean mayBeCut(String text) {
    return text.length() == ROOM && text.indexOf(':') >= 0;
  }

  /** The complete groups at the start of an IPv6 address. */
  private static String beginning(String text) throws IOException {
    int gap = text.indexOf("::");
    int end = gap >= 0 ? gap : text.lastIndexOf(':');
    if (end == 0) {
      // All zeros would be the address of all interfaces.
      throw new IOException("expected a whole address, found \"" + Escaped.text(text) + "\"");
    }
    return text.substring(0, end);
  }

  /**
   * Whether IPv4 reaches a socket, by its protocol: {@code tcp46} is a socket for both families.
   */
  private static Listener.Ipv4 ipv4(String protocol, InetSocketAddress address) {
    return !protocol.endsWith("6")
            || (protocol.endsWith("46") && address.getAddress().isAnyLocalAddress())
        ? Listener.Ipv4.ACCEPTED
        : Listener.Ipv4.REFUSED;
  }

  private static OtherUse.@Nullable Kind tcpUse(String state) {
    return switch (state) {
      case "LISTEN" -> null;
      case "TIME_WAIT" -> OtherUse.Kind.TIME_WAIT;
      case "FIN_WAIT_1", "FIN_WAIT_2", "CLOSING", "LAST_ACK" -> OtherUse.Kind.CLOSING;
      case "SYN_RCVD" -> OtherUse.Kind.HALF_OPEN;
      case "CLOSED" -> OtherUse.Kind.BOUND;
      default -> OtherUse.Kind.CLIENT;
    };
  }

  private static OtherUse.@Nullable Kind udpUse(String foreign) {
    return foreign.equals("*.*") ? null : OtherUse.Kind.CONNECTED_UDP;
  }

  /** The name before the process id, which the newest release prints, including spaces. */
  private String name(String[] fields, boolean tcp) {
    int last = fields.length - 1 - rightOfPid;
    // A UDP row has no state.
    int first = (tcp ? TCP_STATE + 1 : TCP_STATE) + leftOfPid;
    String text =
        first > last
            ? fields[last]
            : String.join(" ", Arrays.asList(fields).subList(first, last + 1));
    byte[] name =
        text.substring(0, Math.max(0, text.lastIndexOf(':'))).getBytes(StandardCharsets.ISO_8859_1);
    return ProcessRef.text(name, 0, name.length);
  }
}
