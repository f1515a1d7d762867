package io.github.portregistry.probe;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a finding was read from. */
public enum Source {
  /** The tables of {@code /proc/net} and the descriptors of {@code /proc/<pid>/fd} on Linux. */
  PROC,
  /** Linux's sock_diag interface for the sockets, and {@code /proc/<pid>/fd} for their holders. */
  NETLINK,
  /** {@code /usr/sbin/netstat -anv} on macOS. */
  MAC_NETSTAT,
  /** {@code /usr/sbin/lsof -F} on macOS, which shows only the caller's own processes. */
  MAC_LSOF,
  /** {@code netstat.exe -ano} on Windows. */
  WINDOWS_NETSTAT,
  /** Nothing could be read: the platform is not one of those above. */
  NONE;

  /** The constant in JSON. */
  @JsonValue
  String json() {
    return name().toLowerCase(Locale.ROOT);
  }
}
