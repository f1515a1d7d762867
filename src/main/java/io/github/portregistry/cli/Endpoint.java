package io.github.portregistry.cli;

import io.github.portregistry.dossier.Escaped;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Reads an address with a port, as copied from a browser, a log or another program: {@code
 * 127.0.0.1:8080}, {@code [::1]:443}, {@code *:80}, {@code http://localhost:8080/path}. Only the
 * port is taken; the host is never looked up.
 */
final class Endpoint {

  private static final String SCHEME_END = "://";

  private Endpoint() {}

  /** Whether a word has a separator between host and port, and is not a name of several words. */
  static boolean isOne(String word) {
    return word.chars().noneMatch(Character::isWhitespace)
        && (word.indexOf(':') >= 0 || bsdDot(word) > 0);
  }

  /**
   * Returns the port, with a transport if the address names one, or the service name in place of
   * the port.
   *
   * @param note receives a sentence that says which part counts
   * @throws UsageException if there is no port in it, or more than one
   */
  static String read(String word, Consumer<String> note) {
    int scheme = word.lastIndexOf(SCHEME_END);
    String port = scheme >= 0 ? ofUrl(word, scheme) : ofAddress(word);
    boolean host = !word.startsWith(":") && !word.startsWith("*") && !isPortWithTransport(word);
    if (host && isRight(port)) {
      note.accept(
          quoted(word)
              + " is taken as "
              + (Typed.isSpan(port) ? "port " : "")
              + Escaped.text(port)
              + "; the host is not looked up");
    }
    return port;
  }

  private static String ofUrl(String word, int scheme) {
    String name = word.substring(word.lastIndexOf(':', scheme - 1) + 1, scheme);
    String rest = word.substring(scheme + SCHEME_END.length());
    int end = 0;
    while (end < rest.length() && "/?#".indexOf(rest.charAt(end)) < 0) {
      end++;
    }
    String host = rest.substring(rest.lastIndexOf('@', end) + 1, end);
    boolean transport = Typed.transport(name) != null;
    int colon = host.lastIndexOf(':');
    if (colon <= host.lastIndexOf(']')) {
      // http://localhost has the port of http.
      if (name.isEmpty() || transport) {
        throw noPort(word);
      }
      return name.toLowerCase(Locale.ROOT);
    }
    String port = host.substring(colon + 1);
    if (port.isEmpty()) {
      throw noPort(word);
    }
    return transport ? port + "/" + name : port;
  }

  private static String ofAddress(String word) {
    int slash = word.indexOf('/');
    String address = slash < 0 ? word : word.substring(0, slash);
    String after = slash < 0 ? "" : word.substring(slash + 1);
    int colon = address.lastIndexOf(':');
    int bracket = address.lastIndexOf(']');
    if (colon < 0) {
      colon = bsdDot(address);
    }
    if (colon <= bracket || colon == address.length() - 1) {
      throw noPort(word);
    }
    String host = address.substring(0, colon);
    String port = address.substring(colon + 1);
    if (bracket < 0 && host.indexOf(':') >= 0 && !host.equals("::")) {
      throw new UsageException(
          quoted(word)
              + " has several colons; give the port alone, or put an IPv6 address in brackets, as"
              + " in [::1]:443");
    }
    if (Typed.transport(host) != null) {
      return port + "/" + host;
    }
    if (Typed.transport(port) != null) {
      if (host.isEmpty()) {
        throw noPort(word);
      }
      return host + "/" + port;
    }
    if (Typed.isNumber(host) && Typed.isNumber(port)) {
      throw twoPorts(word, host, port);
    }
    return Typed.transport(after) == null ? port : port + "/" + after;
  }

  /** Whether it is a valid port; one that is too big is refused later. */
  private static boolean isRight(String port) {
    try {
      Query.parse(port);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isPortWithTransport(String word) {
    int colon = word.indexOf(':');
    return colon >= 0
        && (Typed.transport(word.substring(0, colon)) != null
            || Typed.transport(word.substring(colon + 1)) != null);
  }

  /**
   * The index of the dot that BSD and macOS write between address and port, as in 127.0.0.1.8080 or
   * *.80; -1 if there is none.
   */
  private static int bsdDot(String word) {
    int dot = word.lastIndexOf('.');
    if (dot < 0 || !Typed.isNumber(word.substring(dot + 1))) {
      return -1;
    }
    String host = word.substring(0, dot);
    if (host.equals("*")) {
      return dot;
    }
    String[] bytes = host.split("\\.", -1);
    boolean address = bytes.length == 4;
    for (String part : bytes) {
      address &= Typed.isNumber(part);
    }
    return address ? dot : -1;
  }

  private static UsageException noPort(String word) {
    return new UsageException(
        quoted(word)
            + " has no port; give the port alone, or after the host, as in localhost:8080");
  }

  private static UsageException twoPorts(String word, String first, String second) {
    boolean range =
        Typed.isPortNumber(first)
            && Typed.isPortNumber(second)
            && Integer.parseInt(first) < Integer.parseInt(second);
    return new UsageException(
        quoted(word)
            + " has two numbers; give "
            + first
            + ","
            + second
            + " for both ports"
            + (range ? ", or " + first + "-" + second + " for a range" : ""));
  }

  private static String quoted(String word) {
    return "'" + Escaped.text(word) + "'";
  }
}
