package io.github.portregistry.probe;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.Transport;
import io.github.portregistry.greeting.Expected;
import io.github.portregistry.greeting.Greeter;
import io.github.portregistry.greeting.Heard;
import io.github.portregistry.greeting.Target;
import io.github.portregistry.probe.SocketSource.Sockets;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks listeners what they speak. */
record Asking(Greeting greeting, Duration budget) {

  private static final Duration LONGEST = Duration.ofDays(1);

  static final Duration BUDGET = Duration.ofSeconds(1);

  static final Asking NOBODY = new Asking(Greeting.NONE, BUDGET);

  private static final String ELSEWHERE = "it is not in the network namespace of this process";

  /** Programs that open ports and start a service only for a connection. */
  private static final Set<String> SERVICE_MANAGERS =
      Set.of(
          "inetd",
          "inetutils-inetd",
          "init",
          "launchd",
          "rlinetd",
          "s6-tcpserver",
          "s6-tcpserver4",
          "s6-tcpserver4d",
          "s6-tcpserver6",
          "s6-tcpserver6d",
          "s6-tcpserverd",
          "systemd",
          "systemd-socket-activate",
          "tcpserver",
          "tcpsvd",
          "udpsvd",
          "xinetd");

  /** Programs that forward what they receive, often to another machine or a device. */
  private static final Set<String> FORWARDERS =
      Set.of(
          "autossh",
          "kubectl",
          "nc",
          "nc.openbsd",
          "nc.traditional",
          "ncat",
          "netcat",
          "plink",
          "redir",
          "rinetd",
          "ser2net",
          "socat",
          "socat1",
          "ssh",
          "sshd-session");

  /** Loopback addresses, one of which may reach a listener on all addresses. */
  private static final List<InetAddress> LOOPBACK_4 =
      List.of(address(127, 0, 0, 1), address(127, 0, 0, 2), address(127, 0, 0, 3));

  private static final InetAddress LOOPBACK_6 =
      address(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);

  Asking {
    if (budget.isZero() || budget.isNegative() || budget.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "expected a budget of more than zero and at most a day, such as PT1S, found "
              + budget
              + "; to ask nobody, use Greeting.NONE");
    }
  }

  private static InetAddress address(int... bytes) {
    byte[] address = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      address[i] = (byte) bytes[i];
    }
    try {
      return InetAddress.getByAddress(address);
    } catch (UnknownHostException e) {
      throw new AssertionError("an address of 4 or 16 bytes", e);
    }
  }

  /**
   * Returns the survey with the protocol of each listener.
   *
   * @param isHere whether this process can connect to the listeners
   */
  Sockets ask(Sockets survey, PortRegistry registry, boolean isHere) {
    if (greeting == Greeting.NONE || survey.listeners().isEmpty()) {
      return survey;
    }
    List<Listener> listeners = new ArrayList<>(survey.listeners());
    List<Integer> places = new ArrayList<>();
    List<Target> targets = new ArrayList<>();
    Map<List<Object>, List<Listener>> byPort = new HashMap<>();
    for (Listener listener : listeners) {
      byPort.computeIfAbsent(portOf(listener), absent -> new ArrayList<>()).add(listener);
    }
    for (int i = 0; i < listeners.size(); i++) {
      Listener listener = listeners.get(i);
      Expected expected =
          Expected.of(registry.port(listener.address().getPort()), listener.transport());
      List<InetSocketAddress> addresses =
          reaching(listener, byPort.getOrDefault(portOf(listener), List.of()));
      String why = isHere ? whyNot(listener, addresses, expected) : ELSEWHERE;
      if (why.isEmpty()
          && sharesAddress(listener, byPort.getOrDefault(portOf(listener), List.of()))) {
        why = "another program listens on the same address, so either may answer";
      }
      if (why.isEmpty()) {
        places.add(i);
        targets.add(new Target(listener.transport(), addresses, expected));
      } else {
        listeners.set(i, listener.withSpoken(spoken(Heard.notAsked(why), expected)));
      }
    }
    List<Heard> heard = Greeter.ask(targets, budget);
    for (int i = 0; i < heard.size(); i++) {
      int place = places.get(i);
      listeners.set(
          place, listeners.get(place).withSpoken(spoken(heard.get(i), targets.get(i).expected())));
    }
    return new Sockets(listeners, survey.otherUses(), survey.coverage());
  }

  private static List<Object> portOf(Listener listener) {
    return List.of(listener.transport(), listener.address().getPort());
  }

  private String whyNot(Listener listener, List<InetSocketAddress> addresses, Expected expected) {
    if (listener.transport() == Transport.UDP && greeting != Greeting.ASK_UDP) {
      return "UDP listeners are asked only with ASK_UDP or --speaks-udp";
    }
    if (!expected.whyNever().isEmpty()) {
      return expected.whyNever();
    }
    if (isOfServiceManager(listener)) {
      return "a connection may start the service for which the port was opened";
    }
    if (isForwarder(listener)) {
      return "its program passes on what it gets, perhaps to another machine or a device";
    }
    return addresses.isEmpty() ? "another listener answers on the loopback address" : "";
  }

  private static boolean isForwarder(Listener listener) {
    return listener.ownership() instanceof Known known
        && known.owners().stream().anyMatch(Asking::isForwarder);
  }

  private static boolean isForwarder(ProcessRef owner) {
    String program = KnownPrograms.key(owner.program());
    // The name of an sshd session, which listens for ssh -R and for X11, includes its user.
    return FORWARDERS.contains(program)
        || (program.equals("sshd")
            && owner.arguments().stream().limit(1).anyMatch(title -> title.contains("@")));
  }

  /** Whether no service may have the socket yet, so that a connection would start one. */
  private static boolean isOfServiceManager(Listener listener) {
    if (listener.ownership() instanceof Known known) {
      return known.owners().stream().allMatch(Asking::isServiceManager);
    }
    ControlGroup group = listener.controlGroup();
    return group != null && group.kind() == ControlGroup.Kind.SOCKET_UNIT;
  }

  private static boolean isServiceManager(ProcessRef owner) {
    return SERVICE_MANAGERS.contains(KnownPrograms.key(owner.program()))
        || SERVICE_MANAGERS.contains(OwnerCase.applet(owner));
  }

  /**
   * The addresses on which this listener answers and no other of its port: its own address; for a
   * listener on all addresses, a loopback address of each family that no other listener has.
   */
  private static List<InetSocketAddress> reaching(Listener listener, List<Listener> ofPort) {
    InetAddress own = listener.address().getAddress();
    int port = listener.address().getPort();
    List<InetSocketAddress> addresses = new ArrayList<>();
    if (!own.isAnyLocalAddress()) {
      addresses.add(new InetSocketAddress(own, port));
      return addresses;
    }
    if (own instanceof Inet6Address && isFree(LOOPBACK_6, ofPort)) {
      addresses.add(new InetSocketAddress(LOOPBACK_6, port));
    }
    boolean reachedBy4 =
        own instanceof Inet4Address
            || (listener.ipv4() != Listener.Ipv4.REFUSED
                && ofPort.stream().noneMatch(Asking::isOnAll4));
    if (reachedBy4) {
      for (InetAddress loopback : LOOPBACK_4) {
        if (isFree(loopback, ofPort)) {
          addresses.add(new InetSocketAddress(loopback, port));
          break;
        }
      }
    }
    return addresses;
  }

  /** Whether another program has a socket on the same address, as SO_REUSEPORT allows. */
  private static boolean sharesAddress(Listener listener, List<Listener> ofPort) {
    return ofPort.stream()
        .anyMatch(
            other ->
                other.address().equals(listener.address())
                    && !isOfSameServer(listener.ownership(), other.ownership()));
  }

  private static boolean isOfSameServer(Ownership one, Ownership other) {
    if (one.equals(other)) {
      return true;
    }
    if (!(one instanceof Known known) || !(other instanceof Known otherKnown)) {
      return false;
    }
    for (ProcessRef owner : known.owners()) {
      for (ProcessRef candidate : otherKnown.owners()) {
        boolean isSame =
            owner.pid() == candidate.pid()
                ? !isServiceManager(owner)
                : VerdictRule.isAlike(owner, candidate);
        if (isSame) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isOnAll4(Listener listener) {
    return listener.address().getAddress() instanceof Inet4Address && listener.isOnAllAddresses();
  }

  private static boolean isFree(InetAddress address, List<Listener> ofPort) {
    return ofPort.stream().noneMatch(listener -> listener.address().getAddress().equals(address));
  }

  private static Spoken spoken(Heard heard, Expected expected) {
    boolean isOther =
        heard.kind() == Heard.Kind.UNKNOWN
            || expected.fit(heard.protocols(), heard.tls()) == Expected.Fit.OTHER;
    Spoken.Kind kind =
        switch (heard.kind()) {
          case RECOGNIZED, UNKNOWN -> isOther ? Spoken.Kind.SPEAKS_OTHER : Spoken.Kind.SPEAKS;
          case SILENT -> Spoken.Kind.SILENT;
          case CLOSED -> Spoken.Kind.CLOSED;
          case NOT_ASKED -> Spoken.Kind.NOT_ASKED;
        };
    return new Spoken(
        kind,
        heard.protocols(),
        heard.product(),
        heard.version(),
        heard.tls(),
        heard.asked(),
        heard.answer(),
        heard.why());
  }
}
