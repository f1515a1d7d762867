package io.github.portregistry.probe;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.Transport;
import io.github.portregistry.dossier.Escaped;
import io.github.portregistry.json.Given;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Sockets that have a port without listening on it.
 *
 * @param kind what the sockets do with the port
 * @param transport the transport
 * @param address their local address and port
 * @param count the number of sockets of this kind with this address and ownership, at least 1
 * @param ownership the processes that own the sockets, or why they are not known; {@link
 *     NotVisible.Cause#NOT_REQUESTED} if something listens on the port, or no process can own such
 *     a socket
 */
public record OtherUse(
    Kind kind, Transport transport, InetSocketAddress address, int count, Ownership ownership) {

  /** The way in which a socket uses a port without listening on it. */
  public enum Kind {
    /** The port is the local port of a connection, and nothing listens on it now. */
    CLIENT,
    /** The socket is a connection that came in through a listener of the port. */
    ACCEPTED,
    /** The system completed a connection that no program has accepted yet. */
    NO_OWNER,
    /** Another host started a connection to the listener and has not completed it yet. */
    HALF_OPEN,
    /**
     * The program closed the connection, and the system is ending it, which takes a minute or two.
     */
    CLOSING,
    /** The connection is closed; the system reserves its ports for about a minute. */
    TIME_WAIT,
    /** The UDP socket is connected, so it receives from one peer only. */
    CONNECTED_UDP,
    /** The TCP socket is bound but does not listen; most other binds of the port fail. */
    BOUND;

    /** The constant in JSON. */
    @JsonValue
    String json() {
      return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Kind read(Object json) {
      return Given.constant(json, Kind.class);
    }
  }

  /**
   * Creates a use.
   *
   * @param kind the {@link #kind}
   * @param transport the {@link #transport}
   * @param address the {@link #address}
   * @param count the {@link #count}
   * @param ownership the {@link #ownership}
   * @throws NullPointerException if a component is null
   * @throws IllegalArgumentException if {@code count} is below 1, or {@code address} has a host
   *     name that is not resolved
   */
  public OtherUse {
    requireNonNull(kind, "kind");
    requireNonNull(transport, "transport");
    requireNonNull(address, "address");
    requireNonNull(ownership, "ownership");
    if (address.isUnresolved()) {
      throw new IllegalArgumentException(
          "a use needs an address, found the host name " + address.getHostString());
    }
    if (count < 1) {
      throw new IllegalArgumentException("a use needs a count of at least 1, found " + count);
    }
  }

  /**
   * Creates a use whose owner was not looked up.
   *
   * @param kind the {@link #kind}
   * @param transport the {@link #transport}
   * @param address the {@link #address}
   * @param count the {@link #count}
   * @throws NullPointerException if a component is null
   * @throws IllegalArgumentException if {@code count} is below 1, or {@code address} has a host
   *     name that is not resolved
   */
  public OtherUse(Kind kind, Transport transport, InetSocketAddress address, int count) {
    this(kind, transport, address, count, NotVisible.notRequested());
  }

  @JsonCreator
  static OtherUse of(OtherUseJson json) {
    return json.toUse();
  }

  @JsonValue
  OtherUseJson json() {
    return OtherUseJson.of(this);
  }

  /** Returns all components on one line, with control characters escaped. */
  @Override
  public String toString() {
    return "OtherUse["
        + kind
        + " "
        + transport
        + " "
        + Escaped.text(address.toString())
        + ", count="
        + count
        + ", "
        + ownership
        + "]";
  }

  /** Returns the uses in order; uses that differ only in their counts are added up. */
  static List<OtherUse> counted(List<OtherUse> uses) {
    Map<OtherUse, Integer> counts = new LinkedHashMap<>();
    for (OtherUse use : uses) {
      counts.merge(use.withCount(1), use.count, Integer::sum);
    }
    List<OtherUse> counted = new ArrayList<>(counts.size());
    counts.forEach((use, count) -> counted.add(use.withCount(count)));
    return counted;
  }

  private OtherUse withCount(int number) {
    return new OtherUse(kind, transport, address, number, ownership);
  }
}
