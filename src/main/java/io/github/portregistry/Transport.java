package io.github.portregistry;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.json.Given;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A transport protocol for which the registry assigns ports (RFC 6335, section 7.2). */
public enum Transport {
  /** The Transmission Control Protocol, {@code tcp} in the registry. */
  TCP("tcp", 6),
  /** The User Datagram Protocol, {@code udp} in the registry. */
  UDP("udp", 17),
  /** The Stream Control Transmission Protocol, {@code sctp} in the registry. */
  SCTP("sctp", 132),
  /** The Datagram Congestion Control Protocol, {@code dccp} in the registry. */
  DCCP("dccp", 33);

  private static final Transport[] ALL = values();

  private final String keyword;
  private final int protocol;

  Transport(String keyword, int protocol) {
    this.keyword = keyword;
    this.protocol = protocol;
  }

  /**
   * Returns the name that the registry writes, such as {@code tcp}.
   *
   * @return the lower-case name
   */
  @JsonValue
  public String keyword() {
    return keyword;
  }

  @JsonCreator
  static Transport read(Object json) {
    return Given.constant(json, Transport.class);
  }

  /**
   * Returns the protocol number in the header of an IP packet and in most flow logs.
   *
   * @return 6 for TCP, 17 for UDP, 132 for SCTP, 33 for DCCP
   */
  public int protocol() {
    return protocol;
  }

  /**
   * Returns the transport with a name.
   *
   * @param name a name such as {@code tcp}, in any case
   * @return the transport
   * @throws IllegalArgumentException if no transport has that name; {@link #ofKeyword} returns an
   *     empty result instead
   * @throws NullPointerException if {@code name} is null
   */
  public static Transport of(String name) {
    Transport transport = ofNameOrNull(name);
    if (transport == null) {
      throw new IllegalArgumentException(
          "expected tcp, udp, sctp or dccp but found \"" + name + "\"");
    }
    return transport;
  }

  /**
   * Returns the transport with a name, if there is one. Flow logs also have lines of other
   * protocols, such as {@code icmp}.
   *
   * @param name a name such as {@code tcp}, in any case
   * @return the transport; empty if no transport has that name
   * @throws NullPointerException if {@code name} is null
   */
  public static Optional<Transport> ofKeyword(String name) {
    return Optional.ofNullable(ofNameOrNull(name));
  }

  static @Nullable Transport ofNameOrNull(String name) {
    for (Transport transport : ALL) {
      if (isSame(transport.keyword, name)) {
        return transport;
      }
    }
    return null;
  }

  /** Whether a name is equal except for ASCII case, so that no letter of another script passes. */
  private static boolean isSame(String keyword, String name) {
    if (name.length() != keyword.length()) {
      return false;
    }
    for (int i = 0; i < keyword.length(); i++) {
      if ((name.charAt(i) | 0x20) != keyword.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns the transport with a protocol number, as in IP headers and flow logs.
   *
   * @param number a number from IANA's registry of protocol numbers, such as 6 for TCP
   * @return the transport; empty for every number other than 6, 17, 33 and 132
   */
  public static Optional<Transport> ofProtocol(int number) {
    for (Transport transport : ALL) {
      if (transport.protocol == number) {
        return Optional.of(transport);
      }
    }
    return Optional.empty();
  }
}
