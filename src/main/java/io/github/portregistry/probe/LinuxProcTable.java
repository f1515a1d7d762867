package io.github.portregistry.probe;

import io.github.portregistry.Transport;
import io.github.portregistry.dossier.Escaped;
import java.io.IOException;
import java.io.InputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * One of the tables {@code /proc/net/{tcp,tcp6,udp,udp6}}, read row by row from its bytes; a row
 * becomes an object only when it is asked for.
 *
 * <p>Each address is printed as 32-bit words in the byte order of the machine, the port as a
 * number.
 */
final class LinuxProcTable {

  private static final int WORD = 4;
  private static final int IPV4 = 4;
  private static final int IPV6 = 16;

  private final InputStream in;
  private final Transport transport;
  private final ByteOrder order;

  /** The tables, which know the interfaces of addresses. */
  private final LinuxProcSockets tables;

  /** The kernel returns half of this at a time. */
  private final byte[] buffer = new byte[8 * 1024];

  private int filled;
  private int reads;

  private int line;
  private int lineEnd;
  private int address;
  private int addressLength;
  private int port;
  private int state;

  LinuxProcTable(InputStream in, Transport transport, ByteOrder order, LinuxProcSockets tables)
      throws IOException {
    this.in = in;
    this.transport = transport;
    this.order = order;
    this.tables = tables;
    if (!nextLine() || !text().contains("local_address")) {
      throw new IOException("expected a header with local_address, found \"" + text() + "\"");
    }
  }

  /** Moves to the next row; returns false at the end of the table. */
  boolean next() throws IOException {
    if (!nextLine()) {
      return false;
    }
    address = skipBlanks(after(line, ':'));
    int colon = find(address, ':');
    addressLength = colon - address;
    if (addressLength != 2 * IPV4 && addressLength != 2 * IPV6) {
      throw malformed("an address of 8 or 32 hex digits");
    }
    int afterPort = find(colon + 1, ' ');
    port = hex(colon + 1, afterPort);
    int afterRemote = find(skipBlanks(afterPort), ' ');
    int stateAt = skipBlanks(afterRemote);
    state = hex(stateAt, find(stateAt, ' '));
    if (port < 0 || port > 0xffff) {
      throw malformed("a port of 4 hex digits");
    }
    return true;
  }

  int port() {
    return port;
  }

  int state() {
    return state;
  }

  /** Returns the number of reads; between two reads the table may have changed. */
  int reads() {
    return reads;
  }

  /** Returns both ends and the state, which distinguish rows with the inode 0. */
  String ends() {
    int end = find(skipBlanks(find(skipBlanks(find(address, ' ')), ' ')), ' ');
    return new String(buffer, address, end - address, StandardCharsets.ISO_8859_1);
  }

  /** Returns the row as an object. */
  LinuxSocketRow row() throws IOException {
    int at = find(address, ' ');
    for (int column = 0; column < 5; column++) {
      at = find(skipBlanks(at), ' ');
    }
    int uidAt = skipBlanks(at);
    int uidEnd = find(uidAt, ' ');
    int timeoutEnd = find(skipBlanks(uidEnd), ' ');
    int inodeAt = skipBlanks(timeoutEnd);
    byte[] ip = ip();
    boolean ipv6 = ip.length == IPV6;
    InetAddress local = ipv6 ? ipv6(ip) : InetAddress.getByAddress(ip);
    return new LinuxSocketRow(
        transport,
        new InetSocketAddress(local, port),
        Listener.Ipv4.of(local),
        state,
        decimal(uidAt, uidEnd),
        decimal(inodeAt, find(inodeAt, ' ')));
  }

  private byte[] ip() throws IOException {
    byte[] ip = new byte[addressLength / 2];
    for (int i = 0; i < ip.length; i++) {
      int at = order == ByteOrder.LITTLE_ENDIAN ? i / WORD * WORD + WORD - 1 - i % WORD : i;
      ip[i] = (byte) hex(address + 2 * at, address + 2 * at + 2);
    }
    return ip;
  }

  private InetAddress ipv6(byte[] ip) throws IOException {
    if ((ip[0] & 0xff) == 0xfe && (ip[1] & 0xc0) == 0x80) {
      Integer scope = tables.scope(hexText(ip));
      if (scope != null) {
        return Inet6Address.getByAddress(null, ip, scope);
      }
    }
    return InetAddress.getByAddress(ip);
  }

  static String hexText(byte[] bytes) {
    StringBuilder text = new StringBuilder(2 * bytes.length);
    for (byte b : bytes) {
      text.append(Character.forDigit(b >> 4 & 0xf, 16)).append(Character.forDigit(b & 0xf, 16));
    }
    return text.toString();
  }

  // Lines and columns

  private boolean nextLine() throws IOException {
    line = lineEnd == 0 ? 0 : lineEnd + 1;
    int scanned = line;
    while (true) {
      for (int i = scanned; i < filled; i++) {
        if (buffer[i] == '\n') {
          lineEnd = i;
          return true;
        }
      }
      int rest = filled - line;
      if (line > 0) {
        System.arraycopy(buffer, line, buffer, 0, rest);
      } else if (rest == buffer.length) {
        throw new IOException("expected rows of at most " + rest + " bytes, found a longer one");
      }
      line = 0;
      filled = rest;
      scanned = rest;
      int read = in.read(buffer, filled, buffer.length - filled);
      if (read < 0) {
        lineEnd = rest;
        if (rest > 0) {
          throw malformed("a whole row before the end of the table");
        }
        return false;
      }
      reads++;
      filled += read;
    }
  }

  private int after(int from, char wanted) throws IOException {
    int at = find(from, wanted);
    if (at == lineEnd) {
      throw malformed("a number and a colon at the row's head");
    }
    return at + 1;
  }

  /** The index of a byte in the row, or the row's end. */
  private int find(int from, char wanted) {
    int at = Math.min(from, lineEnd);
    while (at < lineEnd && buffer[at] != wanted) {
      at++;
    }
    return at;
  }

  private int skipBlanks(int from) {
    int at = from;
    while (at < lineEnd && buffer[at] == ' ') {
      at++;
    }
    return at;
  }

  private int hex(int from, int to) throws IOException {
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = Character.digit(buffer[i], 16);
      if (digit < 0 || value > 0xfffffff) {
        throw malformed("hex digits");
      }
      value = value << 4 | digit;
    }
    if (from >= to) {
      throw malformed("hex digits");
    }
    return value;
  }

  private long decimal(int from, int to) throws IOException {
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = buffer[i] - '0';
      if (digit < 0 || digit > 9) {
        throw malformed("a decimal number");
      }
      // Inodes are unsigned; one beyond 63 bits wraps and is still itself.
      value = value * 10 + digit;
    }
    if (from >= to) {
      throw malformed("a decimal number");
    }
    return value;
  }

  private IOException malformed(String expected) {
    return new IOException("expected " + expected + ", found \"" + text() + "\"");
  }

  private String text() {
    return Escaped.text(
        new String(buffer, line, Math.min(lineEnd - line, 200), StandardCharsets.ISO_8859_1));
  }
}
