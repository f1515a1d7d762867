package io.github.portregistry.probe;

import io.github.portregistry.dossier.Escaped;
import java.net.Inet6Address;
import java.net.InetAddress;

/** Formats addresses for a person, without asking a name server. */
final class AddressText {

  private static final int GROUPS = 8;

  private AddressText() {}

  /**
   * Returns the address as RFC 5952 writes it, with the scope of a link-local one: {@code
   * fe80::1%2}.
   */
  static String of(InetAddress address) {
    String scope = scope(address);
    return literal(address) + (scope.isEmpty() ? "" : "%" + Escaped.text(scope));
  }

  /** Returns the address without the scope. */
  static String literal(InetAddress address) {
    return address instanceof Inet6Address ? ipv6(address.getAddress()) : address.getHostAddress();
  }

  /** Returns the interface that a link-local address belongs to, by number or name; "" if none. */
  static String scope(InetAddress address) {
    String text = address.getHostAddress();
    int percent = text.indexOf('%');
    return percent < 0 ? "" : text.substring(percent + 1);
  }

  /**
   * Returns where a socket listens in one word: {@code *} only if both families reach it, {@code
   * 0.0.0.0} for all of IPv4, {@code [::]} if IPv4 is excluded or not known to be included.
   */
  static String of(Listener listener) {
    InetAddress address = listener.address().getAddress();
    if (!address.isAnyLocalAddress()) {
      return of(address);
    }
    if (!(address instanceof Inet6Address)) {
      return "0.0.0.0";
    }
    return listener.ipv4() == Listener.Ipv4.ACCEPTED ? "*" : "[::]";
  }

  /** Returns where a socket listens as part of a sentence: {@code all IPv4 addresses (0.0.0.0)}. */
  static String reached(Listener listener) {
    String word = of(listener);
    return switch (word) {
      case "*" -> "all addresses (*)";
      case "0.0.0.0" -> "all IPv4 addresses (0.0.0.0)";
      case "[::]" ->
          listener.ipv4() == Listener.Ipv4.UNKNOWN
              ? "all IPv6 addresses, perhaps IPv4 too ([::])"
              : "all IPv6 addresses ([::])";
      default -> word;
    };
  }

  /**
   * An IPv6 address as RFC 5952 writes it, without the first longest run of two or more zero
   * groups.
   */
  private static String ipv6(byte[] bytes) {
    int[] groups = new int[GROUPS];
    int from = 0;
    int length = 1;
    int zeros = 0;
    for (int i = 0; i < GROUPS; i++) {
      groups[i] = ((bytes[2 * i] & 0xff) << 8) | (bytes[2 * i + 1] & 0xff);
      zeros = groups[i] == 0 ? zeros + 1 : 0;
      if (zeros > length) {
        from = i + 1 - zeros;
        length = zeros;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < GROUPS; i++) {
      if (length > 1 && i == from) {
        text.append("::");
        i += length - 1;
      } else {
        boolean first = text.length() == 0 || text.charAt(text.length() - 1) == ':';
        text.append(first ? "" : ":").append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }
}
