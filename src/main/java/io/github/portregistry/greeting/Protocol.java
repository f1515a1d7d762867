package io.github.portregistry.greeting;

import io.github.portregistry.PortSpan;
import io.github.portregistry.Transport;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A protocol: its services and ports, how a listener is asked for it, and how its answer begins.
 *
 * @param name the name in reports; two rows can share one, such as DNS over TCP and DNS over UDP
 * @param over the id of the protocol that this is a form of, such as {@code http}; "" if none
 * @param services the registered services that speak it
 * @param uses phrases in the names of applications that speak it
 * @param ports further ports of a protocol that is never asked for
 * @param hello what the client sends, in hex; if the server speaks first, the harmless word that
 *     distinguishes it from others; "" if nothing
 * @param general the place among the protocols that are asked for on any port; 0 if it is not one
 *     of them
 * @param answer the start of an answer that no other protocol gives; null if none is known
 * @param weakAnswer the start of an answer that other protocols give too; null if none is known
 * @param notAnswer a start that rules the protocol out; null if none does
 * @param waitMillis how long to wait for the first byte
 * @param effect what asking leaves behind; if it is never asked, the reason
 */
record Protocol(
    String id,
    String name,
    String over,
    List<Place> services,
    List<Place> uses,
    List<PortSpan> ports,
    Transport transport,
    First first,
    String hello,
    int general,
    @Nullable Pattern answer,
    @Nullable Pattern weakAnswer,
    @Nullable Pattern notAnswer,
    int waitMillis,
    String effect,
    String source) {

  /** The row of TLS, whose hello the JDK makes. */
  static final String TLS = "tls";

  /** The row of an echo, which is recognized by its answers to two different hellos. */
  static final String ECHO = "echo";

  /** Who speaks first. */
  enum First {
    SERVER,
    CLIENT,
    /** Neither; its ports are never connected to. */
    NEVER
  }

  /**
   * A service or application that speaks a protocol.
   *
   * @param name a service, or a phrase in the name of an application
   * @param tls whether it is spoken inside TLS
   */
  record Place(String name, boolean tls) {

    private static final String TLS_MARK = "/tls";

    static Place of(String text) {
      return text.endsWith(TLS_MARK)
          ? new Place(text.substring(0, text.length() - TLS_MARK.length()), true)
          : new Place(text, false);
    }

    @Override
    public String toString() {
      return name + (tls ? TLS_MARK : "");
    }
  }

  boolean isTls() {
    return id.equals(TLS);
  }

  boolean isNever() {
    return first == First.NEVER;
  }

  boolean serverSpeaksFirst() {
    return first == First.SERVER;
  }

  /** Whether the bytes begin with an answer that no other protocol gives, see {@link #text}. */
  boolean isAnsweredBy(String text) {
    return answer != null && answer.matcher(text).lookingAt();
  }

  byte[] helloBytes() {
    return HexFormat.of().parseHex(hello);
  }

  /** Returns bytes as the patterns need them: one character for each. */
  static String text(byte[] bytes, int length) {
    return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
  }
}
