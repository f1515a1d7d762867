package io.github.portregistry.probe;

import static java.util.Objects.requireNonNull;

import io.github.portregistry.PortSpan;
import io.github.portregistry.Transport;
import java.net.BindException;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Explains why a port could not be bound: in one paragraph for the log of a server, or in lines for
 * a person.
 *
 * <pre>{@code
 * try {
 *   server.bind(new InetSocketAddress(port));
 * } catch (BindException e) {
 *   throw new IllegalStateException(PortConflict.explain(e, port), e);
 * }
 * }</pre>
 *
 * <p>What others wrote is escaped: the paragraph is one line, and no text has control characters.
 * All of them show the command line of the process, which may contain secrets.
 */
public final class PortConflict {

  /** No process has this pid. */
  private static final long NO_PID = -1;

  private final ListenerProbe probe;
  private final PortFinding finding;
  private final Transport transport;
  private final OptionalInt freePort;
  private final long ownPid;

  private PortConflict(ListenerProbe probe, int port, Transport transport, long ownPid) {
    this.probe = probe;
    this.transport = transport;
    this.ownPid = ownPid;
    this.finding = probe.withOtherUses(OtherUses.ALL).check(port);
    this.freePort = nearestFree(probe, port);
  }

  /**
   * Returns what keeps a port of this machine from being bound, as seen now.
   *
   * @param port a port number, 0 to 65535
   * @param transport the transport that is to be bound; listeners of others are no obstacle
   * @return the conflict, even if the port is not in use
   * @throws IllegalArgumentException if {@code port} is below 0 or above 65535
   * @throws NullPointerException if {@code transport} is null
   */
  public static PortConflict of(int port, Transport transport) {
    requireNonNull(transport, "transport");
    return new PortConflict(ListenerProbe.local(), port, transport, ProcessHandle.current().pid());
  }

  /**
   * Returns what {@link #of(int, Transport)} returns, seen by a given probe and its registry.
   *
   * @param probe where to look
   * @param port a port number, 0 to 65535
   * @param transport the transport that is to be bound
   * @return the conflict, even if the port is not in use
   * @throws IllegalArgumentException if {@code port} is below 0 or above 65535
   * @throws NullPointerException if {@code probe} or {@code transport} is null
   */
  public static PortConflict of(ListenerProbe probe, int port, Transport transport) {
    requireNonNull(probe, "probe");
    requireNonNull(transport, "transport");
    return new PortConflict(probe, port, transport, NO_PID);
  }

  /**
   * Returns what listens on the port, over any transport, and what else uses it.
   *
   * @return the finding that all texts are made of
   */
  public PortFinding finding() {
    return finding;
  }

  /**
   * Returns the nearest port that is unassigned, has no known use, is not in use on this machine,
   * and is not handed out to its connections; of two at the same distance the lower one.
   *
   * @return the port; empty if the system does not show which ports are in use
   */
  public OptionalInt freePort() {
    return freePort;
  }

  /**
   * Returns which process uses the port (user, since when, started how) or why that cannot be seen,
   * what the port is assigned to and used for, and the nearest free port.
   *
   * @return lines of a word and a text, indented by two blanks, without a line break at the end
   */
  public String report() {
    return new ConflictReport(finding, transport, freePort).text();
  }

  /**
   * Returns what to do next: what to stop or how to find out, and which port to take instead.
   *
   * @return one or two lines, without a line break at the end
   */
  public String advice() {
    List<String> commands =
        transport == Transport.TCP || transport == Transport.UDP
            ? probe.commands(finding.port(), List.of(transport))
            : List.of();
    return new ConflictReport(finding, transport, freePort).advice(ownPid, commands);
  }

  /**
   * Returns which process uses a port, since when and started how, what the port is assigned to,
   * and the nearest free port: unassigned, without a known use, and not in use on this machine.
   *
   * @param port a port number, 0 to 65535
   * @return one paragraph
   * @throws IllegalArgumentException if {@code port} is below 0 or above 65535
   */
  public static String explain(int port) {
    return explain(ListenerProbe.local(), port);
  }

  /**
   * Returns why binding a port failed, with what {@link #explain(int)} returns.
   *
   * @param failure what binding threw
   * @param port the port that was to be bound, 0 to 65535
   * @return one paragraph that begins with the failure's message
   * @throws IllegalArgumentException if {@code port} is below 0 or above 65535
   * @throws NullPointerException if {@code failure} is null
   */
  public static String explain(BindException failure, int port) {
    requireNonNull(failure, "failure");
    return paragraph(ListenerProbe.local(), port, failure);
  }

  /**
   * Returns what {@link #explain(int)} returns, seen by a given probe and its registry.
   *
   * @param probe where to look
   * @param port a port number, 0 to 65535
   * @return one paragraph
   * @throws IllegalArgumentException if {@code port} is below 0 or above 65535
   * @throws NullPointerException if {@code probe} is null
   */
  public static String explain(ListenerProbe probe, int port) {
    requireNonNull(probe, "probe");
    return paragraph(probe, port, null);
  }

  private static String paragraph(ListenerProbe probe, int port, @Nullable BindException failure) {
    PortConflict conflict = new PortConflict(probe, port, Transport.TCP, NO_PID);
    return new ConflictParagraph(conflict.finding, conflict.freePort).of(failure);
  }

  /** The port nearest to another that is free; below wins over above. */
  static OptionalInt nearestFree(ListenerProbe probe, int port) {
    PortSpan client = probe.clientPorts();
    IntStream nearest =
        IntStream.rangeClosed(1, PortSet.MAX_PORT)
            .flatMap(distance -> IntStream.of(port - distance, port + distance))
            .filter(near -> near > 0 && near <= PortSet.MAX_PORT && !client.contains(near));
    try {
      return new FreePorts(probe).first(1, nearest).stream().mapToInt(near -> near).findFirst();
    } catch (IllegalStateException e) {
      return OptionalInt.empty();
    }
  }
}
