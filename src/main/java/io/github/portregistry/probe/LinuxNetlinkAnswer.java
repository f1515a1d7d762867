package io.github.portregistry.probe;

import io.github.portregistry.Transport;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sockets that the kernel reports over netlink. The numbers come from linux/netlink.h,
 * sock_diag.h and inet_diag.h.
 *
 * <p>The kernel looks for a single port by itself. It reports what {@code /proc} does not: whether
 * a socket on {@code ::} is for IPv6 only, the interface of a link-local address, the control group
 * in which a socket was created, and (since Linux 6.8) which sockets are bound and do not listen.
 */
final class LinuxNetlinkAnswer extends LinuxSockets {

  private static final byte AF_INET = 2;
  private static final byte AF_INET6 = 10;
  private static final byte IPPROTO_TCP = 6;
  private static final byte IPPROTO_UDP = 17;
  private static final short SOCK_DIAG_BY_FAMILY = 20;
  private static final short REQUEST_DUMP = 0x301;
  private static final short NLMSG_ERROR = 2;
  private static final short NLMSG_DONE = 3;
  private static final short DUMP_INTERRUPTED = 0x10;
  private static final short SKV6ONLY = 11;
  private static final short CGROUP_ID = 21;

  private static final int HEADER = 16;
  private static final int REQUEST = HEADER + 56;

  /** Where the wanted states are in a request. */
  private static final int STATES = HEADER + 4;

  private static final int ANSWER = 72;
  private static final int ALL_STATES = (1 << (LinuxSocketRow.BOUND + 1)) - 2;

  /** The sockets in use, and those that are closed and kept back. */
  private static final Pattern SOCKETS = Pattern.compile("(?:TCP6?: inuse|(?<=\\d) tw) (\\d{1,9})");

  LinuxNetlinkAnswer(LinuxNetlinkChannel kernel, PortSet ports, OtherUses depth)
      throws IOException {
    super(ports);
    int[] wanted = ports.toArray();
    short one = !ports.isAll() && wanted.length == 1 ? (short) wanted[0] : 0;
    boolean listenersOnly = depth == OtherUses.NONE;
    int tcpStates = listenersOnly || isTooMuch(depth) ? 1 << LinuxSocketRow.LISTEN : ALL_STATES;
    int udpStates = listenersOnly ? 1 << LinuxSocketRow.CLOSE : ALL_STATES;
    ask(kernel, AF_INET, Transport.TCP, tcpStates, one);
    ask(kernel, AF_INET6, Transport.TCP, tcpStates, one);
    ask(kernel, AF_INET, Transport.UDP, udpStates, one);
    ask(kernel, AF_INET6, Transport.UDP, udpStates, one);
  }

  /** The kernel goes through all connections, a millisecond for each thousand of them. */
  private boolean isTooMuch(OtherUses depth) {
    long sockets = depth == OtherUses.BOUNDED ? tcpSockets() : 0;
    if (sockets <= LinuxProcSockets.BOUND) {
      return false;
    }
    notes()
        .add(
            "There are "
                + sockets
                + " TCP sockets, more than "
                + LinuxProcSockets.BOUND
                + ", so connections were not looked at for other uses of the port.");
    return true;
  }

  /** The number of TCP sockets that the kernel counts; 0 where it does not tell. */
  private static long tcpSockets() {
    long sockets = 0;
    for (String table : List.of("/proc/net/sockstat", "/proc/net/sockstat6")) {
      try (InputStream in = new FileInputStream(table)) {
        String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        Matcher matcher = SOCKETS.matcher(text);
        while (matcher.find()) {
          sockets += Long.parseLong(matcher.group(1));
        }
      } catch (IOException e) {
        // Then all of them are asked for.
      }
    }
    return sockets;
  }

  @Override
  Source source() {
    return Source.NETLINK;
  }

  @Override
  boolean complete() {
    return true;
  }

  private void ask(
      LinuxNetlinkChannel kernel, byte family, Transport transport, int states, short port)
      throws IOException {
    ByteBuffer request = ByteBuffer.allocate(REQUEST).order(ByteOrder.nativeOrder());
    request.putInt(REQUEST).putShort(SOCK_DIAG_BY_FAMILY).putShort(REQUEST_DUMP);
    request.putInt(0).putInt(0);
    request.put(family).put(transport == Transport.TCP ? IPPROTO_TCP : IPPROTO_UDP);
    request.putShort((short) 0).putInt(states);
    request.order(ByteOrder.BIG_ENDIAN).putShort(port);
    if (answers(kernel, request.array(), transport) > 1 && misses(transport)) {
      // Between two packets a listener can have slipped through.
      int listeners =
          1 << (transport == Transport.TCP ? LinuxSocketRow.LISTEN : LinuxSocketRow.CLOSE);
      request.order(ByteOrder.nativeOrder()).putInt(STATES, listeners);
      answers(kernel, request.array(), transport);
    }
  }

  /** Asks and reads the answer; returns how many packets had sockets in them. */
  private int answers(LinuxNetlinkChannel kernel, byte[] request, Transport transport)
      throws IOException {
    kernel.send(request);
    int packets = 0;
    boolean more = true;
    while (more) {
      ByteBuffer packet = kernel.receive();
      if (packet.limit() >= HEADER && packet.getShort(4) == SOCK_DIAG_BY_FAMILY) {
        packets++;
      }
      more = readMessages(packet, transport);
    }
    return packets;
  }

  /** Reads the messages of one packet; false after the last of the answer. */
  private boolean readMessages(ByteBuffer packet, Transport transport) throws IOException {
    int at = 0;
    while (at + HEADER <= packet.limit()) {
      int length = packet.getInt(at);
      short type = packet.getShort(at + 4);
      if (length < HEADER || length > packet.limit() - at) {
        throw new IOException("expected a whole message, found one of " + length + " bytes");
      }
      if (type == NLMSG_ERROR || (packet.getShort(at + 6) & DUMP_INTERRUPTED) != 0) {
        throw new IOException("the kernel could not answer");
      }
      if (type == NLMSG_DONE) {
        // The kernel's own result: negative if it cannot report this family.
        if (length >= HEADER + Integer.BYTES && packet.getInt(at + HEADER) < 0) {
          throw new IOException("the kernel could not answer");
        }
        return false;
      }
      if (type == SOCK_DIAG_BY_FAMILY && length >= HEADER + ANSWER) {
        add(packet, at + HEADER, at + length, transport);
      }
      at += (length + 3) & ~3;
    }
    return true;
  }

  private void add(ByteBuffer packet, int at, int end, Transport transport) throws IOException {
    // Ports are in network byte order, everything else in the byte order of the machine.
    int port = Byte.toUnsignedInt(packet.get(at + 4)) << 8 | Byte.toUnsignedInt(packet.get(at + 5));
    if (!ports.contains(port)) {
      return;
    }
    boolean ipv6 = packet.get(at) == AF_INET6;
    byte[] ip = new byte[ipv6 ? 16 : 4];
    packet.get(at + 8, ip);
    InetAddress local = ipv6 ? ipv6(ip, packet.getInt(at + 40)) : InetAddress.getByAddress(ip);
    boolean ipv4 = !(local instanceof Inet6Address);
    int v6only = attribute(packet, SKV6ONLY, Byte.BYTES, at + ANSWER, end);
    int group = attribute(packet, CGROUP_ID, Long.BYTES, at + ANSWER, end);
    LinuxSocketRow row =
        new LinuxSocketRow(
            transport,
            new InetSocketAddress(local, port),
            ipv4 || (local.isAnyLocalAddress() && (v6only < 0 || packet.get(v6only) == 0))
                ? Listener.Ipv4.ACCEPTED
                : Listener.Ipv4.REFUSED,
            packet.get(at + 1),
            Integer.toUnsignedLong(packet.getInt(at + 64)),
            Integer.toUnsignedLong(packet.getInt(at + 68)),
            group < 0 ? 0 : packet.getLong(group));
    if (!row.listens()) {
      others().add(row);
    } else {
      addListener(row);
    }
  }

  private static InetAddress ipv6(byte[] ip, int device) throws IOException {
    InetAddress address = InetAddress.getByAddress(ip);
    return address.isLinkLocalAddress() && device > 0
        ? Inet6Address.getByAddress(null, ip, device)
        : address;
  }

  /** Where the value of an attribute of at least so many bytes is; -1 if there is none. */
  private static int attribute(ByteBuffer packet, short wanted, int bytes, int from, int end) {
    for (int at = from; at + 4 <= end; ) {
      int length = Short.toUnsignedInt(packet.getShort(at));
      if (length < 4 || at + length > end) {
        return -1;
      }
      if (packet.getShort(at + 2) == wanted && length >= 4 + bytes) {
        return at + 4;
      }
      at += (length + 3) & ~3;
    }
    return -1;
  }
}
