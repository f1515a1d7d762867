package io.github.portregistry.probe;

import io.github.portregistry.PortSpan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads Linux's settings for ports from {@code /proc/sys/net/ipv4}, which also apply to IPv6. */
final class LinuxLocalPorts {

  /** The kernel's default, from Documentation/networking/ip-sysctl.rst. */
  static final LocalPorts USUAL = LocalPorts.ofClient(new PortSpan(32768, 60999));

  private static final String CLIENT = "sys/net/ipv4/ip_local_port_range";
  private static final String RESERVED = "sys/net/ipv4/ip_local_reserved_ports";
  private static final String FIRST_UNPRIVILEGED = "sys/net/ipv4/ip_unprivileged_port_start";
  private static final String STATUS = "self/status";

  private static final int USUAL_FIRST_UNPRIVILEGED = 1024;

  /** CAP_NET_BIND_SERVICE: include/uapi/linux/capability.h. */
  private static final int BIND_SERVICE = 10;

  private static final int MAX_NUMBERS = 64;

  /** The most bytes of a list; only a list of thousands of single ports is longer. */
  private static final int MAX_LIST = 64 * 1024;

  private static final int MAX_STATUS = 8 * 1024;

  private LinuxLocalPorts() {}

  /**
   * Reads the settings.
   *
   * @param own whether this process would bind the port, so that its rights count
   */
  static LocalPorts read(LinuxProcFiles files, boolean own) {
    return new LocalPorts(
        client(files), reserved(files), List.of(), List.of(), own ? firstUnprivileged(files) : 0);
  }

  private static PortSpan client(LinuxProcFiles files) {
    try {
      String[] ends = text(files.readOnce(CLIENT, MAX_NUMBERS)).split("\\s+", -1);
      return new PortSpan(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]));
    } catch (IOException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      return USUAL.client();
    }
  }

  /** The ports of a list such as {@code 8080,9000-9010}; empty if it is not understood. */
  private static List<PortSpan> reserved(LinuxProcFiles files) {
    try {
      byte[] read = files.readOnce(RESERVED, MAX_LIST);
      String text = text(read);
      if (read.length == MAX_LIST) {
        // The last number may be cut off.
        text = text.substring(0, Math.max(0, text.lastIndexOf(',')));
      }
      List<PortSpan> spans = new ArrayList<>();
      if (!text.isEmpty()) {
        for (String range : text.split(",", -1)) {
          int dash = range.indexOf('-');
          int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
          int last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1));
          spans.add(new PortSpan(first, last));
        }
      }
      return spans;
    } catch (IOException | IllegalArgumentException e) {
      return List.of();
    }
  }

  private static int firstUnprivileged(LinuxProcFiles files) {
    if (mayBindAll(files)) {
      return 0;
    }
    try {
      int first = Integer.parseInt(text(files.readOnce(FIRST_UNPRIVILEGED, MAX_NUMBERS)));
      return first >= 0 ? first : USUAL_FIRST_UNPRIVILEGED;
    } catch (IOException | NumberFormatException e) {
      // Linux before 4.11 has no such setting.
      return USUAL_FIRST_UNPRIVILEGED;
    }
  }

  /**
   * Whether this process has the capability. In a user namespace it counts only for network
   * namespaces that were created there, which is not visible; there, a test bind decides.
   */
  private static boolean mayBindAll(LinuxProcFiles files) {
    try {
      for (String line : text(files.read(STATUS, MAX_STATUS)).split("\n", -1)) {
        if (line.startsWith("CapEff:")) {
          String mask = line.substring(line.indexOf(':') + 1).strip();
          return (Long.parseUnsignedLong(mask, 16) >> BIND_SERVICE & 1) != 0;
        }
      }
    } catch (IOException | NumberFormatException e) {
      // The capability is not visible, so it does not count.
    }
    return false;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1).strip();
  }
}
