package io.github.portregistry;

import static java.util.Objects.requireNonNull;

import io.github.portregistry.csv.OneLine;
import org.jspecify.annotations.Nullable;

/**
 * A port or range to look up, with or without a transport, such as {@code 443}, {@code 443/tcp} or
 * {@code 8000-8999/udp}.
 *
 * <pre>{@code
 * PortQuery query = PortQuery.parse("8000-8999/udp");
 * query.ports().contains(8443); // true
 * query.transport();            // UDP
 * }</pre>
 *
 * @param ports the ports
 * @param transport the transport; null for all four
 */
public record PortQuery(PortSpan ports, @Nullable Transport transport) {

  /**
   * Creates a query.
   *
   * @param ports the {@link #ports}
   * @param transport the {@link #transport}
   * @throws NullPointerException if {@code ports} is null
   */
  public PortQuery {
    requireNonNull(ports, "ports");
  }

  /**
   * Parses a query such as {@code 443/tcp}.
   *
   * @param text a port or a range of ports, from 0 to 65535, and perhaps a slash and a transport in
   *     any case; no space
   * @return the query; its {@link #toString} is the text in lower case without leading zeros
   * @throws IllegalArgumentException if {@code text} is not a query; the message says what is wrong
   *     and suggests a correction where there is one, such as {@code port 70000 is above 65535}
   * @throws NullPointerException if {@code text} is null
   */
  public static PortQuery parse(String text) {
    int slash = requireNonNull(text, "text").indexOf('/');
    String ports = slash < 0 ? text : text.substring(0, slash);
    if (slash == 0) {
      throw noPorts(text);
    }
    PortSpan span = span(ports);
    return new PortQuery(span, slash < 0 ? null : transport(ports, text.substring(slash + 1)));
  }

  private static PortSpan span(String text) {
    int dash = text.indexOf('-', 1);
    String first = dash < 0 ? text : text.substring(0, dash);
    String last = dash < 0 ? first : text.substring(dash + 1);
    if (isNumber(first) && dash > 0 && last.isEmpty()) {
      throw new IllegalArgumentException(
          quoted(text) + " is no range of ports; give one such as " + text + "65535");
    }
    if (!isNumber(first) || !isNumber(last)) {
      throw noPorts(text);
    }
    int from = port(first);
    int to = dash < 0 ? from : port(last);
    if (to < from) {
      throw new IllegalArgumentException(
          "the range " + text + " ends before it begins; did you mean " + to + "-" + from + "?");
    }
    return new PortSpan(from, to);
  }

  private static IllegalArgumentException noPorts(String text) {
    if (text.startsWith("-") && isNumber(text.substring(1))) {
      return new IllegalArgumentException("port " + text + " is below 0");
    }
    String[] parts = text.split(",", -1);
    boolean several = parts.length > 1;
    for (String part : parts) {
      several &= isNumber(part);
    }
    return new IllegalArgumentException(
        quoted(text)
            + (several
                ? " is no port; give each by itself: " + String.join(" ", parts)
                : " is no port; give one such as 443, 443/tcp or 8000-8999"));
  }

  private static boolean isNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static int port(String digits) {
    int port = 0;
    for (int i = 0; i < digits.length(); i++) {
      port = 10 * port + digits.charAt(i) - '0';
      if (port > PortSpan.MAX_PORT) {
        throw new IllegalArgumentException("port " + digits + " is above " + PortSpan.MAX_PORT);
      }
    }
    return port;
  }

  private static Transport transport(String ports, String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException(
          "no transport after the slash; give tcp, udp, sctp or dccp, as in " + ports + "/udp");
    }
    Transport transport = Transport.ofNameOrNull(text);
    if (transport != null) {
      return transport;
    }
    StringBuilder each = new StringBuilder();
    for (String part : text.split("[/,+]", -1)) {
      if (Transport.ofNameOrNull(part) == null) {
        throw new IllegalArgumentException(
            quoted(text)
                + " is not a transport; give tcp, udp, sctp or dccp, as in "
                + ports
                + "/udp");
      }
      each.append(' ').append(ports).append('/').append(part);
    }
    throw new IllegalArgumentException(
        quoted(ports + "/" + text) + " has more than one transport; give each by itself:" + each);
  }

  private static String quoted(String text) {
    return "'" + OneLine.of(text) + "'";
  }

  /** Returns the query as {@link #parse} reads it, such as {@code 8000-8999/udp}. */
  @Override
  public String toString() {
    return transport == null ? ports.toString() : ports + "/" + transport.keyword();
  }
}
