package io.github.portregistry.probe;

import io.github.portregistry.json.Given;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * From how far the addresses of a listener can be reached, over each of the two families.
 *
 * @param ipv4 one of the ranks below, or {@link #UNKNOWN}
 * @param ipv6 one of the ranks below
 */
record Reach(int ipv4, int ipv6) {

  static final int UNKNOWN = -1;
  private static final int NONE = 0;
  private static final int LOOPBACK = 1;
  private static final int LINK = 2;
  private static final int PRIVATE = 3;
  private static final int PUBLIC = 4;
  private static final int ALL = 5;

  static Reach of(List<String> addresses) {
    int ipv4 = NONE;
    int ipv6 = NONE;
    boolean unknown = false;
    for (String text : addresses) {
      if (text.equals("*")) {
        ipv4 = ALL;
        ipv6 = ALL;
      } else {
        InetAddress address = address(text);
        if (address instanceof Inet6Address) {
          ipv6 = Math.max(ipv6, rank(address));
          // The system did not show whether IPv4 reaches the socket.
          unknown |= text.equals("[::]");
        } else {
          ipv4 = Math.max(ipv4, rank(address));
        }
      }
    }
    // If there is a socket for IPv4, the IPv6 socket cannot be one for both families.
    return new Reach(unknown && ipv4 == NONE ? UNKNOWN : ipv4, ipv6);
  }

  /**
   * Whether more machines can reach it; addresses that only this machine can reach are never wider.
   */
  boolean isWiderThan(Reach other) {
    return (ipv4 > LOOPBACK && other.ipv4 != UNKNOWN && ipv4 > other.ipv4)
        || (ipv6 > LOOPBACK && ipv6 > other.ipv6);
  }

  private static int rank(InetAddress address) {
    if (address.isAnyLocalAddress()) {
      return ALL;
    }
    if (address.isLoopbackAddress()) {
      return LOOPBACK;
    }
    if (address.isLinkLocalAddress() || address.isMulticastAddress()) {
      return LINK;
    }
    byte[] bytes = address.getAddress();
    boolean unique = bytes.length > 4 && (bytes[0] & 0xfe) == 0xfc;
    // 100.64.0.0/10, which carriers and overlay networks use.
    boolean shared = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
    return address.isSiteLocalAddress() || unique || shared ? PRIVATE : PUBLIC;
  }

  /**
   * Refuses a text that is not an address of a listener.
   *
   * @throws IllegalArgumentException if it is not
   */
  static void check(String text) {
    if (!text.equals("*")) {
      address(text);
    }
  }

  /** Returns the address of a text of {@link Listener#addressText}, without its scope. */
  static InetAddress address(String text) {
    try {
      int scope = text.indexOf('%');
      String ip = scope < 0 ? text : text.substring(0, scope);
      boolean inBrackets = ip.startsWith("[") && ip.endsWith("]");
      return AddressJson.address(inBrackets ? ip.substring(1, ip.length() - 1) : ip);
    } catch (UnknownHostException | NumberFormatException e) {
      throw new IllegalArgumentException(
          "addresses: expected *, or an address such as 127.0.0.1 or ::1, found "
              + Given.quoted(text),
          e);
    }
  }
}
