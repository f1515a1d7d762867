package io.github.portregistry.probe;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.json.Given;
import java.util.Locale;

/** The interface of the system that a finding was read from. */
public enum Source {
  /** The tables of {@code /proc/net} and the descriptors of {@code /proc/<pid>/fd} on Linux. */
  PROC("in /proc"),
  /** Linux's sock_diag interface for the sockets, and {@code /proc/<pid>/fd} for their owners. */
  NETLINK("by Netlink"),
  /** {@code /usr/sbin/netstat -anv} on macOS. */
  MAC_NETSTAT("by netstat"),
  /** {@code /usr/sbin/lsof -F} on macOS, which shows only the caller's own processes. */
  MAC_LSOF("by lsof"),
  /** {@code netstat.exe -ano} on Windows. */
  WINDOWS_NETSTAT("by netstat"),
  /** Nothing could be read, because the platform is not supported. */
  NONE("not at all");

  private final String how;

  Source(String how) {
    this.how = how;
  }

  /** Returns how the sockets were read, in words. */
  String how() {
    return how;
  }

  /** The constant in JSON. */
  @JsonValue
  String json() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  static Source read(Object json) {
    return Given.constant(json, Source.class);
  }
}
