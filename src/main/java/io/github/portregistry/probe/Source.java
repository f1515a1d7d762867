package io.github.portregistry.probe;

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
  NONE
}
