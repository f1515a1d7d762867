package io.github.portregistry.cli;

import io.github.portregistry.PortQuery;
import io.github.portregistry.PortSpan;
import io.github.portregistry.Transport;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A question: ports or a name, with or without a transport.
 *
 * @param ports the ports; null if the question is about a name
 * @param name the name; "" if the question is about ports
 * @param transport the transport; null for all
 */
record Query(@Nullable PortSpan ports, String name, @Nullable Transport transport) {

  /**
   * Returns the question that a word of the command line asks.
   *
   * @throws IllegalArgumentException if it is neither; the message suggests the correction
   */
  static Query parse(String word) {
    if (word.isBlank()) {
      throw new IllegalArgumentException("expected a port or a name, found nothing");
    }
    if (isMeantAsPorts(word)) {
      PortQuery query = PortQuery.parse(word);
      return new Query(query.ports(), "", query.transport());
    }
    Transport transport = transportAfterSlash(word);
    // A name may have a slash of its own: 914c/g.
    if (transport == null) {
      return new Query(null, word, null);
    }
    String name = word.substring(0, word.lastIndexOf('/'));
    Transport another = transportAfterSlash(name);
    if (another != null) {
      String alone = name.substring(0, name.lastIndexOf('/') + 1);
      throw new IllegalArgumentException(
          "'"
              + word
              + "' has more than one transport; give each by itself: "
              + alone
              + another.keyword()
              + " "
              + alone
              + transport.keyword());
    }
    return new Query(null, name, transport);
  }

  /**
   * Whether it is digits, commas and dashes up to a slash, which no service name is, even if it is
   * not a valid port.
   */
  private static boolean isMeantAsPorts(String word) {
    int first = word.charAt(0) == '-' ? 1 : 0;
    int slash = word.indexOf('/');
    int end = slash < 0 ? word.length() : slash;
    for (int i = first; i < end; i++) {
      char c = word.charAt(i);
      if ((c < '0' || c > '9') && (i == first || (c != ',' && c != '-'))) {
        return false;
      }
    }
    return end > first;
  }

  private static @Nullable Transport transportAfterSlash(String word) {
    int slash = word.lastIndexOf('/');
    String after = word.substring(slash + 1).toLowerCase(Locale.ROOT);
    for (Transport transport : Transport.values()) {
      if (slash > 0 && transport.keyword().equals(after)) {
        return transport;
      }
    }
    return null;
  }
}
