package io.github.portregistry.probe;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.json.Given;
import io.github.portregistry.json.Text;
import io.github.portregistry.json.Whole;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a socket's local address. Reading and writing never ask a name server.
 *
 * @param ip the address as RFC 5952 writes it, without brackets and scope
 * @param scope the interface that a link-local address belongs to, by number or name; null if none
 * @param port the port
 */
@Json
record AddressJson(@Nullable Text ip, @Nullable Text scope, @Nullable Whole port) {

  static final String OBJECT = "an object with ip and port";

  private static final String EXPECTED = "an address such as 127.0.0.1 or ::1";

  /** An address in JSON; it is checked while Jackson knows the path to it. */
  record Address(InetSocketAddress socket) {

    @JsonCreator
    static Address read(AddressJson json) {
      return new Address(json.toAddress());
    }

    @JsonValue
    AddressJson json() {
      return AddressJson.of(socket);
    }
  }

  static AddressJson of(InetSocketAddress socket) {
    InetAddress address = socket.getAddress();
    if (address == null) {
      throw new IllegalArgumentException(
          "expected an address, found the host name " + socket.getHostString());
    }
    String scope = AddressText.scope(address);
    return new AddressJson(
        Text.of(AddressText.literal(address)),
        scope.isEmpty() ? null : Text.of(scope),
        Whole.of(socket.getPort()));
  }

  InetSocketAddress toAddress() {
    String literal = Given.required("ip", ip, EXPECTED).value();
    int number = Whole.port("port", port);
    try {
      InetAddress address = address(literal);
      return new InetSocketAddress(
          scope == null ? address : NetstatRow.scoped(address, scope.value()), number);
    } catch (UnknownHostException | NumberFormatException e) {
      throw new IllegalArgumentException(
          "ip: expected " + EXPECTED + ", found " + Given.quoted(literal), e);
    }
  }

  static InetAddress address(String ip) throws UnknownHostException {
    if (ip.matches("[0-9a-fA-F.]*:[0-9a-fA-F:.]*")) {
      // Text in brackets is never taken for a host name.
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
