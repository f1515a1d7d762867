package io.github.portregistry.probe;

import io.github.portregistry.PortSpan;
import io.github.portregistry.Transport;
import io.github.portregistry.dossier.HandChecks;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads macOS sockets from {@code netstat -anv}, which shows every socket with its process to every
 * user; if its output is not understood, from {@code lsof}, which shows only the caller's own
 * processes.
 */
final class MacSource implements SocketSource {

  private static final String NETSTAT = "/usr/sbin/netstat";
  private static final List<String> LSOF =
      List.of("/usr/sbin/lsof", "-nP", "-iTCP", "-iUDP", "-FpcftPnT");

  private static final List<String> SYSCTL =
      List.of(
          "/usr/sbin/sysctl", "-n", "net.inet.ip.portrange.first", "net.inet.ip.portrange.last");

  private final Command.Runner runner;
  private final NetstatSurvey.Processes processes;

  MacSource(Command.Runner runner, NetstatSurvey.Processes processes) {
    this.runner = runner;
    this.processes = processes;
  }

  @Override
  public Sockets survey(PortSet ports, Depth depth) {
    List<NetstatRow> rows = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    Coverage coverage;
    boolean complete = true;
    Instant before = Instant.now();
    try {
      for (String protocol : List.of("tcp", "udp")) {
        MacNetstat netstat = new MacNetstat(runner.run(List.of(NETSTAT, "-anv", "-p", protocol)));
        rows.addAll(netstat.rows());
        notes.addAll(netstat.notes(ports));
        complete &= netstat.complete();
      }
      coverage = new Coverage(Source.MAC_NETSTAT, complete, false, notes);
    } catch (IOException e) {
      notes.add(NETSTAT + " could not be used: " + Command.reason(e));
      rows.clear();
      coverage = lsof(rows, notes);
    }
    return new NetstatSurvey(processes, MacSource::noProgram, before)
        .of(rows, ports, depth, 1, coverage);
  }

  private Coverage lsof(List<NetstatRow> rows, List<String> notes) {
    try {
      rows.addAll(new MacLsof(runner.run(LSOF)).rows());
      notes.add("lsof shows only the sockets of the caller's own processes.");
    } catch (IOException e) {
      notes.add("lsof could not be used: " + Command.reason(e));
    }
    return new Coverage(Source.MAC_LSOF, false, false, notes);
  }

  private static Ownership noProgram(Transport transport, int port, long pid) {
    return new NotVisible(
        NotVisible.Cause.KERNEL,
        "The system names the kernel (process "
            + pid
            + ") as the owner. Look for a system service that uses the port.");
  }

  /** Since macOS 10.14, every user may bind any port on all addresses. */
  @Override
  public LocalPorts localPorts() {
    try {
      List<String> numbers = Command.lines(runner.run(SYSCTL));
      int first = Integer.parseInt(numbers.get(0).strip());
      int last = Integer.parseInt(numbers.get(1).strip());
      // If the first port is the higher one, the system counts down.
      return LocalPorts.ofClient(new PortSpan(Math.min(first, last), Math.max(first, last)));
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      return LocalPorts.USUAL;
    }
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
    return HandChecks.mac(port, transports);
  }
}
