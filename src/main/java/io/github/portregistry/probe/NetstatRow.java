package io.github.portregistry.probe;

import io.github.portregistry.Transport;
import io.github.portregistry.dossier.Escaped;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One socket, as a program of the system prints it, with its owner.
 *
 * @param ipv4 as in {@link Listener}
 * @param use what the socket does with its port; null for a listener
 * @param pid the process id; 0 if the program shows none
 * @param name the name of the process in the output; "" if there is none
 */
record NetstatRow(
    Transport transport,
    InetSocketAddress local,
    Listener.Ipv4 ipv4,
    OtherUse.@Nullable Kind use,
    long pid,
    String name) {

  /** Java takes anything else for a name, even 127.0.0.256, and asks the resolver for it. */
  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|[01]?\\d?\\d)(?:\\.(?!$)|$)){4}");

  /** Java takes a text like this with a colon for an address, whether valid or not. */
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:][0-9a-fA-F:.]*");

  /**
   * Reads an address without a name lookup.
   *
   * @param text an IPv4 or IPv6 address, an IPv6 address may have a scope
   * @param port the port
   */
  static InetSocketAddress address(String text, int port) throws IOException {
    int percent = text.indexOf('%');
    String literal = percent < 0 ? text : text.substring(0, percent);
    if (!(literal.indexOf(':') >= 0 ? IPV6 : IPV4).matcher(literal).matches()) {
      throw new IOException("expected an address, found \"" + Escaped.text(text) + "\"");
    }
    try {
      InetAddress address = InetAddress.getByName(literal);
      return new InetSocketAddress(
          percent < 0 ? address : scoped(address, text.substring(percent + 1)), port);
    } catch (UnknownHostException e) {
      throw new IOException("expected an address, found \"" + Escaped.text(text) + "\"", e);
    }
  }

  /**
   * Returns an address with its scope, which is the number of an interface on Windows and its name
   * on macOS.
   */
  static InetAddress scoped(InetAddress address, String scope) throws UnknownHostException {
    byte[] bytes = address.getAddress();
    try {
      if (scope.matches("\\d{1,9}")) {
        return Inet6Address.getByAddress(null, bytes, Integer.parseInt(scope));
      }
      NetworkInterface device = NetworkInterface.getByName(scope);
      return device == null ? address : Inet6Address.getByAddress(null, bytes, device);
    } catch (SocketException | UnknownHostException e) {
      // The interface no longer exists, or has no such address.
      return InetAddress.getByAddress(bytes);
    }
  }

  /** Reads a port, which is a number because the programs are asked not to print names. */
  static int port(String text) throws IOException {
    if (text.matches("\\d{1,5}")) {
      int port = Integer.parseInt(text);
      if (port <= PortSet.MAX_PORT) {
        return port;
      }
    }
    throw new IOException("expected a port, found \"" + Escaped.text(text) + "\"");
  }

  /** Reads a process id. */
  static long pid(String text) throws IOException {
    if (text.matches("\\d{1,10}")) {
      return Long.parseLong(text);
    }
    throw new IOException("expected a process id, found \"" + Escaped.text(text) + "\"");
  }
}
