package io.github.portregistry.probe;

import static java.util.Objects.requireNonNull;

import io.github.portregistry.Transport;
import io.github.portregistry.dossier.Escaped;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Explains why a port could not be bound: in one paragraph for the log of a server, or in lines for
 * a person.
 *
 * <pre>{@code
 * try {
 *   server.bind(new InetSocketAddress(port));
 * } catch (BindException e) {
 *   throw new IllegalStateException(PortConflict.explain(e, port, Transport.TCP), e);
 * }
 * }</pre>
 *
 * <p>Untrusted text is escaped: the paragraph is one line, and no text has control characters.
 * Texts show the command line of the process; values after names such as password, token or key are
 * masked. {@link #finding} has them in full.
 */
public final class PortConflict {

  private final ListenerProbe probe;
  private final PortFinding finding;
  private final Transport transport;
  private final Obstacles obstacles;
  private final FreePorts freePorts;
  private final OptionalInt freePort;
  private final Reader reader;

  private PortConflict(
      ListenerProbe probe, int port, @Nullable InetAddress address, Transport transport) {
    ListenerProbe.requireShown(transport);
    this.probe = probe.remembering();
    this.transport = transport;
    this.reader = probe.isHere() ? Reader.here() : Reader.elsewhere();
    this.finding = this.probe.withOtherUses(OtherUses.ALL).check(port);
    this.obstacles = new Obstacles(finding, transport, address);
    this.freePorts = new FreePorts(this.probe);
    this.freePort = freePorts.near(port);
  }

  /**
   * Returns what currently keeps a port of this machine from being bound.
   *
   * @param port a port number, 0 to 65535
   * @param transport the transport to bind; listeners on others are not an obstacle
   * @return the conflict, even if the port is not in use
   * @throws IllegalArgumentException if {@code port} is below 0 or above 65535, or {@code
   *     transport} is neither TCP nor UDP, because no source shows the sockets of others
   * @throws NullPointerException if {@code transport} is null
   */
  public static PortConflict of(int port, Transport transport) {
    requireNonNull(transport, "transport");
    return new PortConflict(ListenerProbe.local(), port, null, transport);
  }

  /**
   * Returns what {@link #of(int, Transport)} returns, according to a given probe and its registry.
   *
   * @param probe the probe to use
   * @param port a port number, 0 to 65535
   * @param transport the transport to bind
   * @return the conflict, even if the port is not in use
   * @throws IllegalArgumentException if {@code port} is below 0 or above 65535, or {@code
   *     transport} is neither TCP nor UDP
   * @throws NullPointerException if {@code probe} or {@code transport} is null
   */
  public static PortConflict of(ListenerProbe probe, int port, Transport transport) {
    requireNonNull(probe, "probe");
    requireNonNull(transport, "transport");
    return new PortConflict(probe, port, null, transport);
  }

  /**
   * Returns what currently keeps an address and port of this machine from being bound. A socket on
   * another address is not an obstacle; a socket on all addresses is one for every address of its
   * family.
   *
   * <pre>{@code
   * InetSocketAddress address = new InetSocketAddress("127.0.0.1", 53);
   * System.err.println(PortConflict.of(address, Transport.UDP).report());
   * }</pre>
   *
   * @param address the address to bind; {@code 0.0.0.0} and {@code ::} stand for all addresses of
   *     both families, because Java binds them so
   * @param transport the transport to bind
   * @return the conflict, even if the address can be bound
   * @throws IllegalArgumentException if {@code address} has a host name that is not resolved, or
   *     {@code transport} is neither TCP nor UDP
   * @throws NullPointerException if an argument is null
   */
  public static PortConflict of(InetSocketAddress address, Transport transport) {
    return of(ListenerProbe.local(), address, transport);
  }

  /**
   * Returns what {@link #of(InetSocketAddress, Transport)} returns, according to a given probe and
   * its registry.
   *
   * @param probe the probe to use
   * @param address the address to bind
   * @param transport the transport to bind
   * @return the conflict, even if the address can be bound
   * @throws IllegalArgumentException if {@code address} has a host name that is not resolved, or
   *     {@code transport} is neither TCP nor UDP
   * @throws NullPointerException if an argument is null
   */
  public static PortConflict of(
      ListenerProbe probe, InetSocketAddress address, Transport transport) {
    requireNonNull(probe, "probe");
    requireNonNull(address, "address");
    requireNonNull(transport, "transport");
    if (address.isUnresolved()) {
      throw new IllegalArgumentException(
          "expected an address, found the host name "
              + Escaped.text(address.getHostString())
              + " that is not resolved; resolve it first");
    }
    return new PortConflict(probe, address.getPort(), address.getAddress(), transport);
  }

  /**
   * Returns the listeners on the port, over any transport, and its other uses.
   *
   * @return the finding that all texts are based on
   */
  public PortFinding finding() {
    return finding;
  }

  /**
   * Returns whether something was seen that usually keeps the port, or the wanted address, from
   * being bound over the transport: a listener, another socket that has the port, a range that the
   * system reserves, or a right that this user lacks.
   *
   * <p>It does not try to bind the port, so neither answer is certain. If it is true, binding can
   * still succeed with {@code SO_REUSEADDR} if only closed connections have the port, or with
   * {@code SO_REUSEPORT}. If it is false, binding can still fail: not every system shows sockets
   * that are bound without listening, and if {@link Coverage#socketsComplete} of the {@link
   * #finding} is false, not every socket could be read.
   *
   * @return true if such an obstacle was seen
   */
  public boolean hasObstacle() {
    LocalPorts local = probe.localPorts();
    return !obstacles.listeners().isEmpty()
        || !obstacles.uses().isEmpty()
        || local.excludes(finding.port(), transport)
        || local.forbids(finding.port());
  }

  /**
   * Returns a port to take instead, which is not in use on this machine and can be bound over TCP
   * and UDP. For a System Port it is the usual one, 2222 for 22, or one that ends like it, 8080 for
   * 80 and 8443 for 443, even if it is assigned; else the nearest above 1023 that is unassigned,
   * has no known use, and is not handed out to connections, of two at the same distance the lower
   * one. If there is no such port, it can be in a range that an application claims; if the machine
   * hands all ports out, it is one of those.
   *
   * @return the port; empty if there is none, or the system does not show which ports are in use
   */
  public OptionalInt freePort() {
    return freePort;
  }

  /**
   * Returns a report of several lines: which process uses the port or why it is not visible, what
   * it runs, where, since when, what started it, its unit or container, who answers on which
   * address, what the port is assigned to and used for, and a port to use instead.
   *
   * @return lines of a label and a text, indented by two spaces, without a line break at the end
   */
  public String report() {
    String free = freePort.isPresent() ? freePorts.described(freePort.getAsInt()) : "";
    return new ConflictReport(finding, transport, obstacles, probe.localPorts(), free).text();
  }

  /**
   * Returns what to do next: what to stop and with which command, how to find the owner, what to
   * wait for or which right is missing, and which port to use instead.
   *
   * @return a few lines of one or two sentences each, without a line break at the end
   */
  public String advice() {
    List<String> commands = probe.commands(finding.port(), List.of(transport));
    String command = commands.isEmpty() ? "" : commands.get(0);
    List<String> lines =
        new ArrayList<>(
            new Advice(obstacles, finding, transport, probe.localPorts(), reader, command)
                .sentences());
    if (freePort.isPresent()) {
      lines.add("Or take another port: " + freePort.getAsInt() + " is free.");
    }
    return String.join("\n", lines);
  }

  /**
   * Returns what {@link #explain(int, Transport)} returns for TCP.
   *
   * @param port a port number, 0 to 65535
   * @return one paragraph
   * @throws IllegalArgumentException if {@code port} is below 0 or above 65535
   */
  public static String explain(int port) {
    return explain(port, Transport.TCP);
  }

  /**
   * Returns which process uses a port over a transport, since when, what it runs, where, what
   * started it, what the port is assigned to, and a port to use instead, as {@link #freePort}
   * returns it.
   *
   * @param port a port number, 0 to 65535
   * @param transport the transport; sockets on the other one are not named, because they do not
   *     keep the port from being bound
   * @return one paragraph
   * @throws IllegalArgumentException if {@code port} is below 0 or above 65535, or {@code
   *     transport} is neither TCP nor UDP
   * @throws NullPointerException if {@code transport} is null
   */
  public static String explain(int port, Transport transport) {
    return explain(ListenerProbe.local(), port, transport);
  }

  /**
   * Returns what {@link #explain(BindException, int, Transport)} returns for TCP, the transport of
   * {@link java.net.ServerSocket}. For a {@link java.net.DatagramSocket}, name the transport.
   *
   * @param failure the exception from binding
   * @param port the port that could not be bound, 0 to 65535
   * @return one paragraph that begins with the failure's message
   * @throws IllegalArgumentException if {@code port} is below 0 or above 65535
   * @throws NullPointerException if {@code failure} is null
   */
  public static String explain(BindException failure, int port) {
    return explain(failure, port, Transport.TCP);
  }

  /**
   * Returns why binding a port failed, followed by the text of {@link #explain(int, Transport)}.
   *
   * @param failure the exception from binding
   * @param port the port that could not be bound, 0 to 65535
   * @param transport the transport of the socket that could not be bound
   * @return one paragraph that begins with the failure's message
   * @throws IllegalArgumentException if {@code port} is below 0 or above 65535, or {@code
   *     transport} is neither TCP nor UDP
   * @throws NullPointerException if {@code failure} or {@code transport} is null
   */
  public static String explain(BindException failure, int port, Transport transport) {
    requireNonNull(failure, "failure");
    requireNonNull(transport, "transport");
    return paragraph(ListenerProbe.local(), port, transport, failure);
  }

  /**
   * Returns what {@link #explain(ListenerProbe, int, Transport)} returns for TCP.
   *
   * @param probe the probe to use
   * @param port a port number, 0 to 65535
   * @return one paragraph
   * @throws IllegalArgumentException if {@code port} is below 0 or above 65535
   * @throws NullPointerException if {@code probe} is null
   */
  public static String explain(ListenerProbe probe, int port) {
    return explain(probe, port, Transport.TCP);
  }

  /**
   * Returns what {@link #explain(int, Transport)} returns, according to a given probe and its
   * registry.
   *
   * @param probe the probe to use
   * @param port a port number, 0 to 65535
   * @param transport the transport
   * @return one paragraph
   * @throws IllegalArgumentException if {@code port} is below 0 or above 65535, or {@code
   *     transport} is neither TCP nor UDP
   * @throws NullPointerException if {@code probe} or {@code transport} is null
   */
  public static String explain(ListenerProbe probe, int port, Transport transport) {
    requireNonNull(probe, "probe");
    requireNonNull(transport, "transport");
    return paragraph(probe, port, transport, null);
  }

  private static String paragraph(
      ListenerProbe probe, int port, Transport transport, @Nullable BindException failure) {
    PortConflict conflict = new PortConflict(probe, port, null, transport);
    String free =
        conflict.freePort.isPresent()
            ? conflict.freePorts.sentence(conflict.freePort.getAsInt())
            : "";
    return new ConflictParagraph(
            conflict.finding, transport, conflict.obstacles, conflict.probe.localPorts(), free)
        .of(failure);
  }
}
