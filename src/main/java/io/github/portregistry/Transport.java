package io.github.portregistry;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.json.Given;
import org.jspecify.annotations.Nullable;

/** A transport protocol for which the registry assigns ports (RFC 6335, section 7.2). */
public enum Transport {
  /** The Transmission Control Protocol, {@code tcp} in the registry. */
  TCP("tcp", 0),
  /** The User Datagram Protocol, {@code udp} in the registry. */
  UDP("udp", 1),
  /** The Stream Control Transmission Protocol, {@code sctp} in the registry. */
  SCTP("sctp", 2),
  /** The Datagram Congestion Control Protocol, {@code dccp} in the registry. */
  DCCP("dccp", 3);

  static final int COUNT = 4;

  private static final Transport[] ALL = values();

  private final String keyword;

  /** The place of this transport in the tables and in what is kept for each of the four. */
  final int index;

  Transport(String keyword, int index) {
    this.keyword = keyword;
    this.index = index;
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

  /** Returns the transport that the registry writes as {@code keyword}; null for any other text. */
  static @Nullable Transport ofKeyword(String keyword) {
    for (Transport transport : ALL) {
      if (transport.keyword.equals(keyword)) {
        return transport;
      }
    }
    return null;
  }

  /** The place of a transport in a table, in which rows that name none come first. */
  static int place(@Nullable Transport transport) {
    return transport == null ? -1 : transport.index;
  }
}
