package io.github.portregistry.cli;

import io.github.portregistry.PortSpan;
import io.github.portregistry.Transport;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a person asks for: ports or a name, and perhaps one transport.
 *
 * @param ports the ports; null where a name is asked for
 * @param name the name; "" where ports are asked for
 * @param transport the transport; null for all
 */
record Query(@Nullable PortSpan ports, String name, @Nullable Transport transport) {

  private static final String PORT = "[0-9]+";
  private static final String SPAN = PORT + "-" + PORT;

  /**
   * Returns what a word of the command line asks for.
   *
   * @throws IllegalArgumentException if it can be neither, with what would be right
   */
  static Query parse(String word) {
    if (word.isBlank()) {
      throw new IllegalArgumentException("expected a port or a name, found nothing");
    }
    if (word.matches(PORT + "(," + PORT + ")+")) {
      throw new IllegalArgumentException(
          "'" + word + "' is no port; give each by itself: " + word.replace(',', ' '));
    }
    if (word.matches(PORT + "-")) {
      throw new IllegalArgumentException(
          "'" + word + "' is no range of ports; give one such as " + word + "65535");
    }
    int slash = word.lastIndexOf('/');
    String before = slash < 0 ? word : word.substring(0, slash);
    String after = slash < 0 ? "" : word.substring(slash + 1);
    if (before.matches("-" + PORT)) {
      throw new IllegalArgumentException("port " + before + " is below 0");
    }
    if (before.matches(PORT) || before.matches(SPAN)) {
      return new Query(span(before), "", slash < 0 ? null : transport(after));
    }
    Transport transport = known(after);
    // A name may have a slash of its own: 914c/g.
    return transport == null ? new Query(null, word, null) : new Query(null, before, transport);
  }

  /**
   * Returns the ports that a text such as {@code 8000-8999} or {@code 8080} gives.
   *
   * @throws IllegalArgumentException if it gives none, with what would be right
   */
  static PortSpan span(String text) {
    if (!text.matches(PORT) && !text.matches(SPAN)) {
      throw new IllegalArgumentException(
          "'" + text + "' is no range of ports; give one such as 8000-8999");
    }
    int dash = text.indexOf('-');
    int first = port(dash < 0 ? text : text.substring(0, dash));
    int last = dash < 0 ? first : port(text.substring(dash + 1));
    if (last < first) {
      throw new IllegalArgumentException(
          "the range " + text + " ends before it begins; did you mean " + last + "-" + first + "?");
    }
    return new PortSpan(first, last);
  }

  private static int port(String digits) {
    if (digits.length() > 9 || Integer.parseInt(digits) > 65535) {
      throw new IllegalArgumentException("port " + digits + " is above 65535");
    }
    return Integer.parseInt(digits);
  }

  private static Transport transport(String word) {
    Transport transport = known(word);
    if (transport == null) {
      throw new IllegalArgumentException(
          (word.isEmpty() ? "no transport after the slash" : "'" + word + "' is no transport")
              + "; give tcp, udp, sctp or dccp, as in 432/udp");
    }
    return transport;
  }

  private static @Nullable Transport known(String word) {
    for (Transport transport : Transport.values()) {
      if (transport.keyword().equals(word.toLowerCase(Locale.ROOT))) {
        return transport;
      }
    }
    return null;
  }
}
