package io.github.portregistry.probe;

import static java.util.Objects.requireNonNull;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.PortSpan;
import io.github.portregistry.Transport;
import io.github.portregistry.probe.SocketSource.Sockets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reports which processes listen on the ports of this machine, and whether they fit the registry.
 *
 * <pre>{@code
 * PortFinding finding = ListenerProbe.local().check(432);
 * finding.verdict();   // INVESTIGATE, PLAUSIBLE, NOT_IN_USE ...
 * finding.listeners(); // sockets with their owners; empty if none
 * finding.reasons();   // the facts behind the verdict
 * }</pre>
 *
 * <p>It looks at TCP and UDP in the network namespace of this process, reads what the system shows
 * to the caller, and opens no connection, except to a container engine that the caller names, and
 * to the listeners if they are {@linkplain #withGreeting asked} what they speak. It throws no
 * exception for what it cannot see: {@link PortFinding#coverage} and {@link Ownership} report it.
 *
 * <p>Immutable and thread-safe. Each check reads the sockets and their owners again; the names of
 * users are read once.
 */
public final class ListenerProbe {

  private final SocketSource source;
  private final @Nullable PortRegistry registry;
  private final Depth depth;
  private final ContainerEngines engines;
  private final Asking asking;

  /** The transport to look at; null for both. */
  private final @Nullable Transport transport;

  ListenerProbe(SocketSource source) {
    this(source, null, Depth.USUAL, ContainerEngines.NONE, Asking.NOBODY, null);
  }

  private ListenerProbe(
      SocketSource source,
      @Nullable PortRegistry registry,
      Depth depth,
      ContainerEngines engines,
      Asking asking,
      @Nullable Transport transport) {
    this.source = source;
    this.registry = registry;
    this.depth = depth;
    this.engines = engines;
    this.asking = asking;
    this.transport = transport;
  }

  /**
   * Returns a probe of this machine, with the source that fits its platform, the packaged registry
   * and {@link Owners#ALL}.
   *
   * @return a probe; on platforms other than Linux, macOS and Windows, its verdicts are {@link
   *     Verdict#UNKNOWN}
   */
  public static ListenerProbe local() {
    return new ListenerProbe(source(System.getProperty("os.name", "")));
  }

  static SocketSource source(String platform) {
    String name = platform.toLowerCase(Locale.ROOT);
    if (name.startsWith("linux")) {
      return LinuxSource.local();
    }
    if (name.startsWith("mac")) {
      return new MacSource(Command::run, NetstatSurvey::process);
    }
    if (name.startsWith("windows")) {
      return new WindowsSource(Command::run, NetstatSurvey::process, System.getenv("SystemRoot"));
    }
    return new NoSource(platform);
  }

  /**
   * Returns a probe that reads another mount of {@code /proc}, such as the host's in a container,
   * or a copy of one.
   *
   * <p>The {@code net} of a mounted {@code /proc} leads to the reader's own network namespace, so
   * the probe reads the tables of process 1 instead, unless the mount is this machine's own {@code
   * /proc}. Users appear as numbers there, because this machine's names may belong to other users.
   *
   * @param proc the folder that has the process folders and {@code net}
   * @return a probe of the network namespace of the mount's process 1, or of the tables in a copy's
   *     {@code net}
   * @throws NullPointerException if {@code proc} is null
   */
  public static ListenerProbe ofProc(Path proc) {
    return new ListenerProbe(LinuxSource.of(requireNonNull(proc, "proc")));
  }

  /**
   * Returns a probe like this one that compares with another registry.
   *
   * @param newRegistry the registry, such as the packaged one under a team's overlay
   * @return a new probe; this one stays as it is
   * @throws NullPointerException if {@code newRegistry} is null
   */
  public ListenerProbe withRegistry(PortRegistry newRegistry) {
    requireNonNull(newRegistry, "newRegistry");
    return new ListenerProbe(source, newRegistry, depth, engines, asking, transport);
  }

  /**
   * Returns a probe like this one that looks at one transport only. Its findings have {@link
   * io.github.portregistry.PortRecord#forTransport the record}, the listeners, the other uses, the
   * verdict and the reasons of that transport, and no listener of another one is {@linkplain
   * #withGreeting asked} what it speaks.
   *
   * <p>{@link #free} still returns ports that are free over TCP and UDP.
   *
   * @param only {@link Transport#TCP} or {@link Transport#UDP}
   * @return a new probe; this one stays as it is
   * @throws IllegalArgumentException if {@code only} is another transport, whose sockets no source
   *     shows
   * @throws NullPointerException if {@code only} is null
   */
  public ListenerProbe withTransport(Transport only) {
    requireShown(requireNonNull(only, "only"));
    return new ListenerProbe(source, registry, depth, engines, asking, only);
  }

  /** Refuses a transport whose sockets no source shows. */
  static void requireShown(Transport transport) {
    if (transport != Transport.TCP && transport != Transport.UDP) {
      throw new IllegalArgumentException(
          "expected TCP or UDP, whose sockets the system shows, found " + transport);
    }
  }

  /**
   * Returns a probe like this one with another extent of the search for owners; the default is
   * {@link Owners#ALL}.
   *
   * @param owners how far to look
   * @return a new probe; this one stays as it is
   * @throws NullPointerException if {@code owners} is null
   */
  public ListenerProbe withOwners(Owners owners) {
    return with(depth.with(requireNonNull(owners, "owners")));
  }

  /**
   * Returns a probe like this one with another time limit for the search for owners; the default is
   * 2 seconds. An owner that was not found by then is reported as {@link
   * NotVisible.Cause#NOT_SEARCHED}, never as absent; owners that were found are named, with {@link
   * Known#complete} false; and {@link Coverage#notes} has a note.
   *
   * <p>The time starts when the sockets have been read, in each check. It limits the search through
   * the descriptors of processes and the reading of facts about owners; the wait for {@link
   * #withContainers an engine} is at most as long. The programs that show sockets and owners
   * together on macOS and Windows have their own limit of 2 seconds. On Linux, an interrupt of the
   * calling thread also ends the search; the thread stays interrupted.
   *
   * @param budget the time, more than zero
   * @return a new probe; this one stays as it is
   * @throws IllegalArgumentException if {@code budget} is zero or negative
   * @throws NullPointerException if {@code budget} is null
   */
  public ListenerProbe withOwnerBudget(Duration budget) {
    requireNonNull(budget, "budget");
    if (budget.isZero() || budget.isNegative()) {
      throw new IllegalArgumentException(
          "expected a budget of more than zero, such as PT2S, found "
              + budget
              + "; to look for no owners, use withOwners(Owners.NONE)");
    }
    return with(depth.with(budget));
  }

  /**
   * Returns a probe like this one with another extent of the search for sockets that have a port
   * without listening on it; the default is {@link OtherUses#BOUNDED}.
   *
   * @param otherUses how far to look
   * @return a new probe; this one stays as it is
   * @throws NullPointerException if {@code otherUses} is null
   */
  public ListenerProbe withOtherUses(OtherUses otherUses) {
    return with(depth.with(requireNonNull(otherUses, "otherUses")));
  }

  private ListenerProbe with(Depth newDepth) {
    return new ListenerProbe(source, registry, newDepth, engines, asking, transport);
  }

  /**
   * Returns a probe like this one that also asks a container engine for the names of its
   * containers, for {@link Listener#container}. Several calls add several engines; the first that
   * has a container for a listener names it.
   *
   * <p>A process that can write to an engine's socket can do everything that the engine can. This
   * probe sends it one request, {@code GET /containers/json}, as Docker documents it and Podman
   * answers it, and only if there are listeners to name. It waits for at most two seconds and reads
   * at most 16 MiB.
   *
   * <p>A listener belongs to a container if its control group or an owner's is the container's, or
   * if the container publishes its port, transport and address. Inside another network namespace
   * only the control groups count. {@link Coverage#notes} reports an engine that does not exist,
   * refuses the request, or answers something else. It also reports a missing Jackson 3 ({@code
   * tools.jackson.core:jackson-databind}), which reads the answer.
   *
   * @param engineSocket the engine's Unix domain socket, such as {@code /var/run/docker.sock} or
   *     {@code /run/user/1000/podman/podman.sock}
   * @return a new probe; this one stays as it is
   * @throws IllegalArgumentException if {@code engineSocket} is not of the default file system
   * @throws NullPointerException if {@code engineSocket} is null
   */
  public ListenerProbe withContainers(Path engineSocket) {
    requireNonNull(engineSocket, "engineSocket");
    if (!engineSocket.getFileSystem().equals(FileSystems.getDefault())) {
      throw new IllegalArgumentException(
          "expected a path of the default file system, found "
              + engineSocket
              + " of "
              + engineSocket.getFileSystem());
    }
    return new ListenerProbe(
        source, registry, depth, engines.with(engineSocket), asking, transport);
  }

  /**
   * Returns a probe like this one that asks listeners what they speak, and waits at most one second
   * for all of them; the default is {@link Greeting#NONE}.
   *
   * @param greeting which listeners to ask
   * @return a new probe; this one stays as it is
   * @throws NullPointerException if {@code greeting} is null
   * @see #withGreeting(Greeting, Duration)
   */
  public ListenerProbe withGreeting(Greeting greeting) {
    return withGreeting(greeting, Asking.BUDGET);
  }

  /**
   * Returns a probe like this one that asks listeners what they speak, for {@link Listener#spoken}
   * and for the verdict.
   *
   * <p>It connects to the listener's own address on this machine and waits a moment for the server
   * to speak first. If the server does not, it sends one harmless hello of at most 64 bytes: first
   * hellos of the assigned services, then of the port's observed uses, then a few common ones, each
   * on a connection of its own, until an answer is recognized. If TLS answers, the JDK makes the
   * handshake without checking the certificate, and one hello is sent inside. The probe reads at
   * most 4 KB of an answer. Some ports, such as printer ports, are never connected to. Servers may
   * log the connection.
   *
   * <p>The listeners are asked in the calling thread, up to 200 at once; an interrupt of the thread
   * ends it. A listener is not asked if it is in another network namespace, was read from another
   * mount of {@code /proc}, if this machine does not have its address, or if another listener
   * answers on it.
   *
   * @param greeting which listeners to ask
   * @param budget the time to wait for all listeners together, more than zero and at most a day. A
   *     listener that has not answered by then is {@link Spoken.Kind#SILENT}; one that was not
   *     reached is {@link Spoken.Kind#NOT_ASKED}. The time in which this process itself works is
   *     added: in a new JVM the time to load TLS, and then at most as much again as the budget
   * @return a new probe; this one stays as it is
   * @throws IllegalArgumentException if {@code budget} is zero, negative, or above a day
   * @throws NullPointerException if an argument is null
   */
  public ListenerProbe withGreeting(Greeting greeting, Duration budget) {
    requireNonNull(greeting, "greeting");
    requireNonNull(budget, "budget");
    return new ListenerProbe(
        source, registry, depth, engines, new Asking(greeting, budget), transport);
  }

  /**
   * Returns a probe like this one that looks at the network namespace of another process, such as
   * one in a container. Users appear as numbers, because this machine's names may belong to other
   * users.
   *
   * @param pid the process id, as this process sees it
   * @return a new probe; its verdicts are {@link Verdict#UNKNOWN} if there is no such process, and
   *     on platforms other than Linux
   */
  public ListenerProbe inNamespaceOf(long pid) {
    return new ListenerProbe(
        source.inNamespaceOf(pid), registry, depth, engines.inside(), asking, transport);
  }

  /**
   * Returns a process of each other network namespace, for {@link #inNamespaceOf}.
   *
   * @return an unmodifiable list of process ids, the lowest of each namespace; without processes
   *     whose namespace the system does not show to this user; empty on platforms other than Linux
   */
  public List<Long> otherNamespaces() {
    return source.otherNamespaces();
  }

  /**
   * Returns the assignment of a port, its listeners with their owners, and a verdict.
   *
   * @param port a port number, 0 to 65535
   * @return the finding; its coverage and its reasons say what the system does not show to the
   *     caller
   * @throws IllegalArgumentException if {@code port} is below 0 or above 65535
   */
  public PortFinding check(int port) {
    return survey(PortSet.of(port), depth).findings().get(0);
  }

  /**
   * Returns the finding of each of several ports, read in one pass.
   *
   * @param ports port numbers, 0 to 65535
   * @return an unmodifiable list by port number, each port once
   * @throws IllegalArgumentException if a port is below 0 or above 65535
   * @throws NullPointerException if {@code ports} is or has null
   */
  public List<PortFinding> check(Collection<Integer> ports) {
    PortSet wanted = PortSet.of(requireNonNull(ports, "ports"));
    return survey(wanted, depth).findings();
  }

  /**
   * Returns the finding of every port that has a listener, read in one pass.
   *
   * @return an unmodifiable list by port number; empty if no listener was seen, which does not show
   *     whether the tables could be read: {@link #survey} does
   */
  public List<PortFinding> checkAll() {
    return survey().findings();
  }

  /**
   * Returns what {@link #checkAll} returns, and how much of the machine was seen. An audit needs
   * both, because an empty list can also mean that nothing could be read.
   *
   * @return a survey; its coverage has {@link Coverage#socketsComplete} false if there may be more
   *     listeners
   */
  public Survey survey() {
    boolean uses = depth.otherUses() == OtherUses.ALL;
    return survey(PortSet.all(), depth.with(uses ? OtherUses.ALL : OtherUses.NONE));
  }

  private Survey survey(PortSet ports, Depth howFar) {
    Instant at = Instant.now();
    Sockets sockets = source.survey(ports, howFar).over(transport);
    Sockets named = engines.name(sockets, howFar.budget());
    Sockets heard = asking.ask(named, registry(), source.isHere());
    return new Findings(registry(), at, heard, transport, this::localPorts).of(ports);
  }

  LocalPorts localPorts() {
    return source.localPorts();
  }

  /** Returns the same probe, but it reads the system's settings for ports only once. */
  ListenerProbe remembering() {
    return source instanceof RememberedPorts
        ? this
        : new ListenerProbe(
            new RememberedPorts(source), registry, depth, engines, asking, transport);
  }

  /** Returns the same probe for both transports. */
  ListenerProbe overBoth() {
    return new ListenerProbe(source, registry, depth, engines, asking, null);
  }

  boolean isHere() {
    return source.isHere();
  }

  boolean canBind(int port) {
    return source.canBind(port);
  }

  PortRegistry registry() {
    return registry != null ? registry : PortRegistry.bundled();
  }

  /**
   * Returns ports that are unassigned, have no known use, are not in use on this machine, not even
   * by a connection, and can be bound by this user, which is tried over TCP and UDP.
   *
   * <p>Dynamic Ports and ports that the machine {@linkplain #handsOut hands out} to connections are
   * left out, because they can be taken at any moment, unless the whole range consists of such
   * ports. The result has System Ports only if this user may bind them. A port that a program
   * claims only as one of a range of ports counts as free. A port can be taken between this answer
   * and the moment it is bound.
   *
   * @param range the range to search
   * @param count the number of ports to find, at least 1
   * @return an unmodifiable list in ascending order; fewer than {@code count} if there are no more
   * @throws IllegalArgumentException if {@code count} is below 1
   * @throws IllegalStateException if the system does not show whether a port is in use
   * @throws NullPointerException if {@code range} is null
   */
  public List<Integer> free(PortSpan range, int count) {
    requireNonNull(range, "range");
    if (count < 1) {
      throw new IllegalArgumentException("expected a count of at least 1, found " + count);
    }
    return List.copyOf(new FreePorts(this).in(range, count));
  }

  /**
   * Returns whether this machine may hand a port out to a connection at any moment.
   *
   * @param port a port number, 0 to 65535
   * @return true for the {@link #clientPorts}, except ports that the system is configured to
   *     reserve, such as by {@code ip_local_reserved_ports} on Linux
   * @throws IllegalArgumentException if {@code port} is below 0 or above 65535
   */
  public boolean handsOut(int port) {
    PortSet.require(port);
    return localPorts().handsOut(port);
  }

  /**
   * Returns the range of ports that this machine hands out to its own connections; {@link
   * #handsOut} also considers the exceptions in this range.
   *
   * @return the range in the system's settings: {@code ip_local_port_range} on Linux, {@code
   *     net.inet.ip.portrange} on macOS, {@code netsh} on Windows; if they cannot be read, the
   *     default of the platform
   */
  public PortSpan clientPorts() {
    return localPorts().client();
  }

  /**
   * Returns the commands to check a port by hand on this platform.
   *
   * @param port a port number, 0 to 65535
   * @param transports the transports of the listeners to look for, also those whose sockets the
   *     probe does not see
   * @return an unmodifiable list of command lines, ready to be copied, as {@link
   *     io.github.portregistry.dossier.HandChecks} has them; may be empty for SCTP and DCCP
   * @throws IllegalArgumentException if {@code port} is below 0 or above 65535, or {@code
   *     transports} is empty
   * @throws NullPointerException if {@code transports} is or has null
   */
  public List<String> commands(int port, Collection<Transport> transports) {
    PortSet.require(port);
    List<Transport> wanted = List.copyOf(requireNonNull(transports, "transports"));
    if (wanted.isEmpty()) {
      throw new IllegalArgumentException("expected at least one transport, found none");
    }
    return source.commands(port, wanted);
  }
}
