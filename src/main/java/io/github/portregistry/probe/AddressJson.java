package io.github.portregistry.probe;

import static java.util.Objects.requireNonNull;

import io.github.portregistry.dossier.Escaped;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a socket's local address. Neither way asks a name server.
 *
 * @param ip the address as RFC 5952 writes it, without brackets and scope
 * @param scope the interface that a link-local address belongs to, by number or name; null if none
 * @param port the port
 */
@Json
record AddressJson(String ip, @Nullable String scope, @Json.Required int port) {

  private static final int GROUPS = 8;

  static AddressJson of(InetSocketAddress socket) {
    InetAddress address = socket.getAddress();
    if (address == null) {
      throw new IllegalArgumentException(
          "expected an address, found the host name " + socket.getHostString());
    }
    String text = address.getHostAddress();
    int percent = text.indexOf('%');
    return new AddressJson(
        address instanceof Inet6Address ? ipv6(address.getAddress()) : text,
        percent < 0 ? null : text.substring(percent + 1),
        socket.getPort());
  }

  /** The longest run of at least two groups of zeros, the first of several, is left out. */
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

  InetSocketAddress toAddress() {
    try {
      InetAddress address = address(requireNonNull(ip, "ip"));
      return new InetSocketAddress(
          scope == null ? address : NetstatRow.scoped(address, scope), port);
    } catch (UnknownHostException | NumberFormatException e) {
      throw new IllegalArgumentException(
          "expected an address such as 127.0.0.1 or ::1, found \"" + Escaped.text(ip) + "\"", e);
    }
  }

  private static InetAddress address(String ip) throws UnknownHostException {
    if (ip.matches("[0-9a-fA-F.]*:[0-9a-fA-F:.]*")) {
      // What is in brackets is never taken for a host name.
      return InetAddress.getByName("[" + ip + "]");
    }
    String[] octets = ip.split("\\.", -1);
    byte[] bytes = new byte[octets.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) octet(octets[i]);
    }
    return InetAddress.getByAddress(bytes);
  }

  private static int octet(String decimal) {
    int octet = decimal.matches("\\d{1,3}") ? Integer.parseInt(decimal) : -1;
    if (octet < 0 || octet > 255) {
      throw new NumberFormatException("no octet: " + decimal);
    }
    return octet;
  }
}
