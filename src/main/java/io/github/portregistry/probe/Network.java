package io.github.portregistry.probe;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;

/**
 * A network: the addresses that begin with the same bits.
 *
 * @param address the first address
 * @param bits the number of these bits
 */
record Network(InetAddress address, int bits) {

  private static final Network ALL_IPV4 = of("0.0.0.0", 0);
  private static final Network ALL_IPV6 = of("::", 0);
  private static final List<Network> LOOPBACK = List.of(of("127.0.0.0", 8), of("::1", 128));

  /**
   * Returns the networks of a cell.
   *
   * @param text {@code loopback}, {@code any}, an address, an address with a prefix length, or ""
   *     for any
   * @throws IllegalArgumentException if it is none of them
   */
  static List<Network> of(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.isEmpty() || lower.equals("any") || lower.equals("*")) {
      return List.of(ALL_IPV4, ALL_IPV6);
    }
    if (lower.equals("loopback") || lower.equals("localhost")) {
      return LOOPBACK;
    }
    int slash = lower.indexOf('/');
    InetAddress address = Reach.address(slash < 0 ? lower : lower.substring(0, slash));
    int most = 8 * address.getAddress().length;
    int bits = slash < 0 ? address.isAnyLocalAddress() ? 0 : most : number(lower, slash + 1);
    if (bits < 0 || bits > most) {
      throw new IllegalArgumentException("expected 0 to " + most + " bits, found " + bits);
    }
    return List.of(new Network(address, bits));
  }

  private static Network of(String address, int bits) {
    return new Network(Reach.address(address), bits);
  }

  private static int number(String text, int from) {
    return Integer.parseInt(text.substring(from));
  }

  /** Returns the networks that an address of a listener stands for. */
  static List<Network> listened(BaselineListener listener, String addressText) {
    return isPerhapsForBoth(listener, addressText)
        ? List.of(ALL_IPV4, ALL_IPV6)
        : of(addressText.replace("[::]", "::").replaceFirst("%.*", ""));
  }

  /**
   * Whether the system did not show whether a socket on all IPv6 addresses also has all of IPv4. If
   * the program has those too, they are judged for themselves.
   */
  static boolean isPerhapsForBoth(BaselineListener listener, String addressText) {
    return addressText.equals("[::]") && !listener.addresses().contains("0.0.0.0");
  }

  /** Whether one of some networks contains a network. */
  static boolean contain(List<Network> networks, Network listened) {
    for (Network network : networks) {
      if (network.contains(listened)) {
        return true;
      }
    }
    return false;
  }

  private boolean contains(Network other) {
    byte[] own = address.getAddress();
    byte[] its = other.address.getAddress();
    if (own.length != its.length || bits > other.bits) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      if (((own[bit / 8] ^ its[bit / 8]) >> (7 - bit % 8) & 1) != 0) {
        return false;
      }
    }
    return true;
  }
}
