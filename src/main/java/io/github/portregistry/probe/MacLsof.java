package io.github.portregistry.probe;

import io.github.portregistry.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the output of {@code lsof -F}: a line for each field, which starts with a letter for its
 * kind.
 */
final class MacLsof {

  private final List<NetstatRow> rows = new ArrayList<>();

  private long pid;
  private String name = "";
  private String family = "";
  private String protocol = "";
  private String endpoint = "";
  private String state = "";

  MacLsof(byte[] output) throws IOException {
    for (String line : Command.lines(output)) {
      if (!line.isEmpty()) {
        read(line.charAt(0), line.substring(1));
      }
    }
    endFile();
  }

  List<NetstatRow> rows() {
    return rows;
  }

  private void read(char kind, String value) throws IOException {
    switch (kind) {
      case 'p' -> {
        endFile();
        pid = NetstatRow.pid(value);
      }
      case 'c' -> name = unescape(value);
      case 'f' -> endFile();
      case 't' -> family = value;
      case 'P' -> protocol = value;
      case 'n' -> endpoint = value;
      case 'T' -> state = value.startsWith("ST=") ? value.substring(3) : state;
      default -> {
        // Fields that were not requested.
      }
    }
  }

  /** Creates a row from the fields of one descriptor. */
  private void endFile() throws IOException {
    int arrow = endpoint.indexOf("->");
    String local = arrow < 0 ? endpoint : endpoint.substring(0, arrow);
    int colon = local.lastIndexOf(':');
    boolean tcp = protocol.equals("TCP");
    if (colon > 0 && (tcp || protocol.equals("UDP")) && !local.endsWith(":*")) {
      String address = local.substring(0, colon);
      int port = NetstatRow.port(local.substring(colon + 1));
      boolean ipv6 = family.equals("IPv6");
      String literal =
          address.equals("*") ? (ipv6 ? "::" : "0.0.0.0") : address.replaceAll("[\\[\\]]", "");
      InetSocketAddress place = NetstatRow.address(literal, port);
      rows.add(
          new NetstatRow(
              tcp ? Transport.TCP : Transport.UDP,
              place,
              Listener.Ipv4.of(place.getAddress()),
              use(tcp, arrow >= 0),
              pid,
              name));
    }
    family = "";
    protocol = "";
    endpoint = "";
    state = "";
  }

  private OtherUse.@Nullable Kind use(boolean tcp, boolean connected) {
    if (!tcp) {
      return connected ? OtherUse.Kind.CONNECTED_UDP : null;
    }
    return switch (state) {
      case "LISTEN" -> null;
      case "CLOSED" -> OtherUse.Kind.BOUND;
      default -> OtherUse.Kind.CLIENT;
    };
  }

  /** Decodes a text: lsof prints a byte that is not a plain character as {@code \x20}. */
  private static String unescape(String text) {
    byte[] bytes = new byte[text.length()];
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      int code = text.startsWith("\\x", i) ? hexByte(text, i + 2) : -1;
      if (code >= 0) {
        bytes[length++] = (byte) code;
        i += 3;
      } else {
        bytes[length++] = (byte) text.charAt(i);
      }
    }
    return ProcessRef.text(bytes, 0, length);
  }

  /** The value of the two hex digits at an index; -1 if there are none. */
  private static int hexByte(String text, int at) {
    if (at + 2 > text.length()) {
      return -1;
    }
    int high = Character.digit(text.charAt(at), 16);
    int low = Character.digit(text.charAt(at + 1), 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }
}
