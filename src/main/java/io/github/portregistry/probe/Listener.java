package io.github.portregistry.probe;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.Transport;
import io.github.portregistry.dossier.Escaped;
import io.github.portregistry.json.Given;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A socket that waits on a port: a TCP socket in the state LISTEN, or a UDP socket that is bound
 * and not connected.
 *
 * @param transport the transport, {@link Transport#TCP} or {@link Transport#UDP}
 * @param address the local address and port; an IPv4 address if the socket has a v4-mapped one;
 *     with a scope if a link-local address belongs to one interface only
 * @param ipv4 whether IPv4 reaches the socket
 * @param user the name of the socket's user, usually the one that created it; the number if there
 *     is no name; "" if the system does not show it
 * @param ownership the owners of the socket, or why they are not known
 * @param controlGroup the control group in which the socket was created; null if the system shows
 *     none; only Netlink shows it
 * @param container the container of the port, if its engine was asked; otherwise null
 * @param spoken what the listener speaks, if the probe asks listeners; otherwise null
 * @param verdict the judgment of this listener alone; {@link Verdict#UNKNOWN} if no probe judged it
 */
public record Listener(
    Transport transport,
    InetSocketAddress address,
    Ipv4 ipv4,
    String user,
    Ownership ownership,
    @Nullable ControlGroup controlGroup,
    @Nullable Container container,
    @Nullable Spoken spoken,
    Verdict verdict) {

  /** Whether a socket can be reached over IPv4. */
  public enum Ipv4 {
    /** IPv4 reaches the socket: it has an IPv4 address, or is on {@code ::} for both families. */
    ACCEPTED,
    /** Only IPv6 reaches the socket. */
    REFUSED,
    /** The socket is on {@code ::}, and the system does not show whether it is for IPv6 only. */
    UNKNOWN;

    /** Returns what the address alone shows. Java converts a v4-mapped address to IPv4. */
    static Ipv4 of(InetAddress address) {
      if (!(address instanceof Inet6Address)) {
        return ACCEPTED;
      }
      return address.isAnyLocalAddress() ? UNKNOWN : REFUSED;
    }

    /** The constant in JSON. */
    @JsonValue
    String json() {
      return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Ipv4 read(Object json) {
      return Given.constant(json, Ipv4.class);
    }
  }

  /**
   * Creates a listener.
   *
   * @param transport the {@link #transport}
   * @param address the {@link #address}
   * @param ipv4 the {@link #ipv4}
   * @param user the {@link #user}
   * @param ownership the {@link #ownership}
   * @throws NullPointerException if a component is null
   * @throws IllegalArgumentException if {@code address} has a host name that is not resolved
   */
  public Listener(
      Transport transport, InetSocketAddress address, Ipv4 ipv4, String user, Ownership ownership) {
    this(transport, address, ipv4, user, ownership, null, null, null, Verdict.UNKNOWN);
  }

  /**
   * Creates a listener with the control group of its socket and its container, without what it
   * speaks and without a verdict.
   *
   * @param transport the {@link #transport}
   * @param address the {@link #address}
   * @param ipv4 the {@link #ipv4}
   * @param user the {@link #user}
   * @param ownership the {@link #ownership}
   * @param controlGroup the {@link #controlGroup}
   * @param container the {@link #container}
   * @throws NullPointerException if {@code transport}, {@code address}, {@code ipv4}, {@code user}
   *     or {@code ownership} is null
   * @throws IllegalArgumentException if {@code address} has a host name that is not resolved
   */
  public Listener(
      Transport transport,
      InetSocketAddress address,
      Ipv4 ipv4,
      String user,
      Ownership ownership,
      @Nullable ControlGroup controlGroup,
      @Nullable Container container) {
    this(transport, address, ipv4, user, ownership, controlGroup, container, null, Verdict.UNKNOWN);
  }

  /**
   * Creates a listener with all its components.
   *
   * @param transport the {@link #transport}
   * @param address the {@link #address}
   * @param ipv4 the {@link #ipv4}
   * @param user the {@link #user}
   * @param ownership the {@link #ownership}
   * @param controlGroup the {@link #controlGroup}
   * @param container the {@link #container}
   * @param spoken the {@link #spoken}
   * @param verdict the {@link #verdict}
   * @throws NullPointerException if {@code transport}, {@code address}, {@code ipv4}, {@code user},
   *     {@code ownership} or {@code verdict} is null
   * @throws IllegalArgumentException if {@code address} has a host name that is not resolved
   */
  public Listener {
    requireNonNull(transport, "transport");
    requireNonNull(address, "address");
    requireNonNull(ipv4, "ipv4");
    requireNonNull(user, "user");
    requireNonNull(ownership, "ownership");
    requireNonNull(verdict, "verdict");
    if (address.isUnresolved()) {
      throw new IllegalArgumentException(
          "a listener needs an address, found the host name " + address.getHostString());
    }
  }

  @JsonCreator
  static Listener of(ListenerJson json) {
    return json.toListener();
  }

  @JsonValue
  ListenerJson json() {
    return ListenerJson.of(this);
  }

  /**
   * Returns whether only this machine can reach the socket.
   *
   * @return true if the address is a loopback address
   */
  public boolean isLoopback() {
    return address.getAddress().isLoopbackAddress();
  }

  /**
   * Returns whether the socket listens on every address of the machine of at least one family.
   *
   * @return true if the address is {@code 0.0.0.0} or {@code ::}; {@link #ipv4} says whether IPv4
   *     reaches the latter
   */
  public boolean isOnAllAddresses() {
    return address.getAddress().isAnyLocalAddress();
  }

  /**
   * Returns the address of the socket as a person writes it.
   *
   * @return {@code *} only if both families reach the socket; {@code 0.0.0.0} for IPv4 alone;
   *     {@code [::]} if IPv4 does not reach it or the system does not show whether it does; other
   *     addresses as in RFC 5952, link-local ones with their scope: {@code fe80::1%2}
   */
  public String addressText() {
    return AddressText.of(this);
  }

  /**
   * Returns the unit of the system or the container that the socket belongs to, such as {@code
   * ssh.socket}, {@code nginx.service} or {@code container billing}.
   *
   * @return one line, escaped; "" if the system shows none, or only a login
   */
  public String unit() {
    return UnitText.of(this);
  }

  Listener withContainer(Container found) {
    return new Listener(
        transport, address, ipv4, user, ownership, controlGroup, found, spoken, verdict);
  }

  Listener withSpoken(Spoken heard) {
    return new Listener(
        transport, address, ipv4, user, ownership, controlGroup, container, heard, verdict);
  }

  Listener withVerdict(Verdict judgment) {
    return new Listener(
        transport, address, ipv4, user, ownership, controlGroup, container, spoken, judgment);
  }

  /** Returns all components on one line, with control characters escaped. */
  @Override
  public String toString() {
    return "Listener["
        + transport
        + " "
        + Escaped.text(address.toString())
        + ", ipv4="
        + ipv4
        + ", user="
        + Escaped.text(user)
        + ", "
        + ownership
        + (controlGroup == null ? "" : ", " + controlGroup)
        + (container == null ? "" : ", " + container)
        + (spoken == null ? "" : ", " + spoken)
        + (verdict == Verdict.UNKNOWN ? "" : ", " + verdict)
        + "]";
  }
}
