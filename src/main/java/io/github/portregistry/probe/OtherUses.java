package io.github.portregistry.probe;

/** How far a probe looks for sockets that have a port without listening on it. */
public enum OtherUses {
  /** Only listeners are read; the quickest. */
  NONE,
  /**
   * As far as it costs a few milliseconds: by {@code /proc} the first 4,096 connections of a table,
   * with a note where there are more; {@link ListenerProbe#checkAll} reads no TCP connections.
   */
  BOUNDED,
  /** Every connection of the machine is read. */
  ALL
}
