package io.github.portregistry.greeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.portregistry.Transport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Real banners of other people's servers, of which the library has no copy: none is taken for that
 * of another protocol.
 */
@Tag("whole")
class BannersTest {

  private static final Path BANNERS = Path.of("..", "shared", "data", "banners", "banners.tsv");

  /** How many of each have to be recognized by their bytes alone. */
  private static final Map<String, Integer> LEAST =
      Map.ofEntries(
          Map.entry("ftp", 0),
          Map.entry("http-server-header", 0),
          Map.entry("imap", 0),
          Map.entry("ldap-search-result", 0),
          Map.entry("mysql", 0),
          Map.entry("nntp", 0),
          Map.entry("pop3", 0),
          Map.entry("rtsp-server-header", 0),
          Map.entry("sip-server-header", 0),
          Map.entry("smtp", 0),
          Map.entry("ssh", 0),
          Map.entry("telnet", 0),
          Map.entry("x11", 0));

  /** One line of the file: what a scanner files it under, and the bytes that the server sent. */
  private record Banner(String kind, Transport transport, String text) {

    /** What it is right to call it. */
    Set<String> spoken() {
      return switch (kind) {
        case "http-server-header" ->
            // A server that says which product it is can be a form of HTTP.
            Set.of("http", "ipp", "couchdb", "docker");
        case "rtsp-server-header" -> Set.of("rtsp");
        case "sip-server-header" -> Set.of("sip");
        case "ldap-search-result" -> Set.of("ldap");
        // One that is filed under telnet is of an FTP server.
        case "telnet" -> Set.of(text.startsWith("220 killer09 FTP server") ? "ftp" : kind);
        default -> Set.of(kind);
      };
    }
  }

  private static List<Banner> banners;

  @BeforeAll
  static void read() throws IOException {
    assumeTrue(Files.exists(BANNERS), "needs " + BANNERS);
    banners = new ArrayList<>();
    List<String> lines = Files.readAllLines(BANNERS, StandardCharsets.UTF_8);
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split("\t", 3);
      String text = unescaped(unquoted(cells[2]));
      if (cells[1].equals("base64")) {
        byte[] bytes = Base64.getMimeDecoder().decode(text);
        text = Protocol.text(bytes, bytes.length);
      }
      boolean udp = cells[0].equals("ntp");
      banners.add(
          new Banner(cells[0], udp ? Transport.UDP : Transport.TCP, asSent(cells[0], text)));
    }
  }

  private static String unquoted(String cell) {
    return cell.length() > 1 && cell.startsWith("\"") && cell.endsWith("\"")
        ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"")
        : cell;
  }

  /** The escapes of Python that are in the file; what is above Latin-1 cannot be sent as a byte. */
  private static String unescaped(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char next = i + 1 < text.length() ? text.charAt(i + 1) : 0;
      int digits = next == 'x' ? 2 : next == 'u' ? 4 : 0;
      if (c != '\\') {
        plain.append(c);
      } else if (digits > 0) {
        plain.append((char) Integer.parseInt(text.substring(i + 2, i + 2 + digits), 16));
        i += 1 + digits;
      } else {
        int known = "nrt\\".indexOf(next);
        plain.append(known < 0 ? next : "\n\r\t\\".charAt(known));
        i++;
      }
    }
    return plain.toString();
  }

  /** The first bytes of a server whose banner, or header, it is. */
  private static String asSent(String kind, String text) {
    return switch (kind) {
      case "ftp", "smtp" -> "220 " + text + "\r\n";
      case "pop3" -> "+OK " + text + "\r\n";
      case "imap" -> "* OK " + text + "\r\n";
      case "nntp" -> "200 " + text + "\r\n";
      case "ssh" -> "SSH-2.0-" + text + "\r\n";
      case "mysql" -> mysql(text);
      case "ldap-search-result" -> ldap(text);
      case "x11" -> x11(text);
      case "http-server-header" -> response("HTTP/1.1 200 OK", text);
      case "rtsp-server-header" -> response("RTSP/1.0 200 OK", text);
      case "sip-server-header" -> response("SIP/2.0 200 OK", text);
      case "rsh" -> text.startsWith("x") ? "\1" + text.substring(1) : text;
      case "ntp" ->
          "\u0016\u0082\0\1\0\0\0\0\0\0"
              + (char) (text.length() >> 8 & 0xff)
              + (char) (text.length() & 0xff)
              + text;
      default -> text;
    };
  }

  private static String response(String status, String server) {
    return status + "\r\nDate: Mon, 23 Nov 2026 03:47:01 GMT\r\nServer: " + server + "\r\n\r\n";
  }

  private static String mysql(String version) {
    String packet =
        "\n"
            + version
            + "\0\5\0\0\0abcdefgh\0\u00ff\u00f7\10\2\0\u007f\u0080\25"
            + "\0".repeat(10)
            + "ijklmnopqrst\0mysql_native_password\0";
    return (char) (packet.length() & 0xff) + "" + (char) (packet.length() >> 8) + "\0\0" + packet;
  }

  /** Part of the attributes of the root, as one entry of a search. */
  private static String ldap(String attributes) {
    String entry = der('0', attributes);
    String result = der('d', "\4\0" + entry);
    return der('0', "\2\1\1" + result) + "0\14\2\1\1e\7\n\1\0\4\0\4\0";
  }

  private static String der(char tag, String content) {
    int length = content.length();
    String prefix =
        length < 128
            ? "" + (char) length
            : "\u0082" + (char) (length >> 8 & 0xff) + (char) (length & 0xff);
    return tag + prefix + content;
  }

  private static String x11(String vendor) {
    StringBuilder setup = new StringBuilder("\1\0\13\0\0\0\u0087\0");
    setup
        .append("\0\0\u00bf\0")
        .append("\0\0\100\1")
        .append("\u00ff\u00ff\37\0")
        .append("\0\1\0\0");
    setup.append((char) vendor.length()).append("\0\u00ff\u00ff\1\7\0\0\40\40\10\u00ff\0\0\0\0");
    return setup.append(vendor).append("\0".repeat(64)).toString();
  }

  private static String shown(Banner banner, Recognition found) {
    return banner.kind() + " as " + found.names() + ": " + banner.text();
  }

  @Test
  void noBannerIsToldAsAnotherProtocol() {
    assertThat(banners).hasSize(2407);
    Map<String, int[]> counts = new TreeMap<>();
    List<String> wrong = new ArrayList<>();
    for (Banner banner : banners) {
      byte[] bytes = banner.text().getBytes(StandardCharsets.ISO_8859_1);
      Recognition found =
          Recognition.of(
              Protocol.text(bytes, bytes.length),
              Protocols.packaged(),
              banner.transport(),
              List.of(),
              null);
      int[] count = counts.computeIfAbsent(banner.kind(), kind -> new int[3]);
      boolean right = banner.spoken().containsAll(found.names());
      boolean several = found.names().size() > 1;
      if (found.names().isEmpty()
          || (several && found.names().stream().anyMatch(banner.spoken()::contains))) {
        count[1]++;
      } else if (right) {
        count[0]++;
      } else {
        count[2]++;
        wrong.add(shown(banner, found));
      }
    }
    counts.forEach(
        (kind, count) ->
            System.out.println(
                kind
                    + ": "
                    + count[0]
                    + " right, "
                    + count[1]
                    + " undecided, "
                    + count[2]
                    + " wrong"));

    assertThat(wrong).isEmpty();
    LEAST.forEach(
        (kind, least) -> assertThat(counts.get(kind)[0]).as(kind).isGreaterThanOrEqualTo(least));
  }
}
