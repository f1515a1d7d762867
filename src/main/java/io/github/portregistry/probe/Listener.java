package io.github.portregistry.probe;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.Transport;
import io.github.portregistry.dossier.Escaped;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A socket that waits on a port: a TCP socket in the state LISTEN, or a UDP socket that is bound
 * and not connected.
 *
 * @param transport the transport, {@link Transport#TCP} or {@link Transport#UDP}
 * @param address the local address and port; an IPv4 address if the socket has a v4-mapped one;
 *     with a scope if a link-local address belongs to one interface only
 * @param acceptsIpv4 whether IPv4 reaches the socket; null for a socket on {@code ::} if the system
 *     does not show whether it accepts only IPv6
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
    @Nullable Boolean acceptsIpv4,
    String user,
    Ownership ownership,
    @Nullable ControlGroup controlGroup,
    @Nullable Container container,
    @Nullable Spoken spoken,
    Verdict verdict) {

  /**
   * Creates a listener.
   *
   * @param transport the {@link #transport}
   * @param address the {@link #address}
   * @param acceptsIpv4 the {@link #acceptsIpv4}
   * @param user the {@link #user}
   * @param ownership the {@link #ownership}
   * @throws NullPointerException if a component other than {@code acceptsIpv4} is null
   * @throws IllegalArgumentException if {@code address} has a host name that is not resolved
   */
  public Listener(
      Transport transport,
      InetSocketAddress address,
      @Nullable Boolean acceptsIpv4,
      String user,
      Ownership ownership) {
    this(transport, address, acceptsIpv4, user, ownership, null, null, null, Verdict.UNKNOWN);
  }

  /**
   * Creates a listener with the control group of its socket and its container, without what it
   * speaks and without a verdict.
   *
   * @param transport the {@link #transport}
   * @param address the {@link #address}
   * @param acceptsIpv4 the {@link #acceptsIpv4}
   * @param user the {@link #user}
   * @param ownership the {@link #ownership}
   * @param controlGroup the {@link #controlGroup}
   * @param container the {@link #container}
   * @throws NullPointerException if {@code transport}, {@code address}, {@code user} or {@code
   *     ownership} is null
   * @throws IllegalArgumentException if {@code address} has a host name that is not resolved
   */
  public Listener(
      Transport transport,
      InetSocketAddress address,
      @Nullable Boolean acceptsIpv4,
      String user,
      Ownership ownership,
      @Nullable ControlGroup controlGroup,
      @Nullable Container container) {
    this(
        transport,
        address,
        acceptsIpv4,
        user,
        ownership,
        controlGroup,
        container,
        null,
        Verdict.UNKNOWN);
  }

  /**
   * Creates a listener with all its components.
   *
   * @param transport the {@link #transport}
   * @param address the {@link #address}
   * @param acceptsIpv4 the {@link #acceptsIpv4}
   * @param user the {@link #user}
   * @param ownership the {@link #ownership}
   * @param controlGroup the {@link #controlGroup}
   * @param container the {@link #container}
   * @param spoken the {@link #spoken}
   * @param verdict the {@link #verdict}
   * @throws NullPointerException if {@code transport}, {@code address}, {@code user}, {@code
   *     ownership} or {@code verdict} is null
   * @throws IllegalArgumentException if {@code address} has a host name that is not resolved
   */
  public Listener {
    requireNonNull(transport, "transport");
    requireNonNull(address, "address");
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
   * @return true if the address is {@code 0.0.0.0} or {@code ::}; {@link #acceptsIpv4} says whether
   *     IPv4 reaches the latter
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

  /**
   * Returns whether a socket accepts IPv4, as far as its address alone shows that. Java converts a
   * v4-mapped address to an IPv4 address.
   */
  static @Nullable Boolean acceptsIpv4(InetAddress address) {
    if (address instanceof Inet6Address) {
      return address.isAnyLocalAddress() ? null : Boolean.FALSE;
    }
    return Boolean.TRUE;
  }

  Listener withContainer(Container found) {
    return new Listener(
        transport, address, acceptsIpv4, user, ownership, controlGroup, found, spoken, verdict);
  }

  Listener withSpoken(Spoken heard) {
    return new Listener(
        transport, address, acceptsIpv4, user, ownership, controlGroup, container, heard, verdict);
  }

  Listener withVerdict(Verdict judgment) {
    return new Listener(
        transport,
        address,
        acceptsIpv4,
        user,
        ownership,
        controlGroup,
        container,
        spoken,
        judgment);
  }

  /** Returns all components on one line, with control characters escaped. */
  @Override
  public String toString() {
    return "Listener["
        + transport
        + " "
        + Escaped.text(address.toString())
        + ", acceptsIpv4="
        + acceptsIpv4
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
