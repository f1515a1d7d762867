package io.github.portregistry.probe;

import io.github.portregistry.Transport;
import io.github.portregistry.dossier.Escaped;
import io.github.portregistry.dossier.HandChecks;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads Windows sockets from {@code netstat.exe -ano}. Its state words are translated and in the
 * console's code page, so only the parts that are ASCII in every language are read: a listener is a
 * TCP row without a remote port.
 */
final class WindowsSource implements SocketSource {

  /**
   * The lowest id of an ordinary process, above Idle, which has the closed connections, and System,
   * which is the kernel.
   */
  private static final long LOWEST_PID = 5;

  private static final long SYSTEM = 4;

  /** The ports that Windows' kernel uses: NetBIOS and SMB. */
  private static final List<Integer> SHARING_TCP = List.of(139, 445);

  private static final List<Integer> SHARING_UDP = List.of(137, 138);

  /** The only UDP port that http.sys opens. */
  private static final int HTTP_3 = 443;

  private final Command.Runner runner;
  private final NetstatSurvey.Processes processes;
  private final String program;
  private final WindowsLocalPorts settings;

  WindowsSource(
      Command.Runner runner, NetstatSurvey.Processes processes, @Nullable String systemRoot) {
    this.runner = runner;
    this.processes = processes;
    // Only a full path, so that no program with the same name elsewhere is run.
    boolean full = systemRoot != null && systemRoot.matches("[A-Za-z]:\\\\.*");
    String folder = (full ? systemRoot : "C:\\Windows") + "\\System32\\";
    this.program = folder + "netstat.exe";
    this.settings = new WindowsLocalPorts(runner, folder + "netsh.exe");
  }

  @Override
  public Sockets survey(PortSet ports, Depth depth) {
    List<NetstatRow> rows = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    NetstatOddRows odd = new NetstatOddRows();
    Instant before = Instant.now();
    try {
      for (String line : Command.lines(runner.run(List.of(program, "-ano")))) {
        add(rows, line, odd);
      }
      notes.addAll(odd.notes());
      if (rows.stream().noneMatch(row -> row.transport() == Transport.TCP)) {
        notes.add(program + " printed no TCP socket at all, so its output was not understood.");
      }
    } catch (IOException e) {
      notes.add("The sockets could not be read: " + Command.reason(e));
    }
    Coverage coverage = new Coverage(Source.WINDOWS_NETSTAT, notes.isEmpty(), false, notes);
    return new NetstatSurvey(processes, WindowsSource::noProgram, before)
        .of(rows, ports, depth, LOWEST_PID, coverage);
  }

  private static Ownership noProgram(Transport transport, int port, long pid) {
    if (pid != SYSTEM) {
      return new NotVisible(
          NotVisible.Cause.UNKNOWN, "The system names no process for the socket. Check again.");
    }
    boolean udp = transport == Transport.UDP;
    return new NotVisible(
        NotVisible.Cause.KERNEL,
        "Windows itself (pid 4) has the socket"
            + ((udp ? SHARING_UDP : SHARING_TCP).contains(port)
                ? ", for file and printer sharing (SMB, NetBIOS). Turn sharing off if it is not needed."
                : udp && port != HTTP_3
                    ? ", so a driver opened it, and not a program. Check the VPNs of this machine, such"
                        + " as WireGuard and L2TP."
                    : ". Most likely a program listens there through http.sys, as IIS and WinRM do. To"
                        + " list the process ids and addresses of such programs, run netsh http show"
                        + " servicestate view=requestq."));
  }

  private static void add(List<NetstatRow> rows, String line, NetstatOddRows odd) {
    String[] fields = line.trim().split("\\s+", -1);
    boolean tcp = fields[0].equals("TCP");
    if (!tcp && !fields[0].equals("UDP")) {
      return;
    }
    try {
      if (fields.length < 4) {
        throw new IOException("expected a row of at least 4 columns");
      }
      InetSocketAddress local = endpoint(fields[1]);
      long pid = NetstatRow.pid(fields[fields.length - 1]);
      rows.add(
          new NetstatRow(
              tcp ? Transport.TCP : Transport.UDP,
              local,
              Listener.Ipv4.of(local.getAddress()),
              tcp ? tcpUse(fields[2], pid) : udpUse(fields[2]),
              pid,
              ""));
    } catch (IOException e) {
      odd.add(line, e);
    }
  }

  private static OtherUse.@Nullable Kind tcpUse(String foreign, long pid) {
    if (foreign.endsWith(":0")) {
      return null;
    }
    // The output does not show whether the connection is incoming or outgoing, or whether it is
    // ending.
    return pid == 0 ? OtherUse.Kind.TIME_WAIT : OtherUse.Kind.CLIENT;
  }

  private static OtherUse.@Nullable Kind udpUse(String foreign) {
    return foreign.equals("*:*") ? null : OtherUse.Kind.CONNECTED_UDP;
  }

  /** {@code 0.0.0.0:135} or {@code [fe80::1%12]:432}. */
  private static InetSocketAddress endpoint(String text) throws IOException {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      throw new IOException("expected an address and a port, found \"" + Escaped.text(text) + "\"");
    }
    String address = text.substring(0, colon);
    if (address.startsWith("[") && address.endsWith("]")) {
      address = address.substring(1, address.length() - 1);
    }
    return NetstatRow.address(address, NetstatRow.port(text.substring(colon + 1)));
  }

  @Override
  public LocalPorts localPorts() {
    return settings.read();
  }

  @Override
  public boolean isHere() {
    return true;
  }

  @Override
  public boolean canBind(int port) {
    return TestBind.succeeds(port);
  }

  @Override
  public List<String> commands(int port, List<Transport> transports) {
    return HandChecks.windows(port, transports);
  }
}
