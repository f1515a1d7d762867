package io.github.portregistry;

/** How {@link PortRegistry#read} handles rows whose protocol is not a {@link Transport}. */
public enum OtherProtocols {
  /** The table is refused, with the line of the first such row. */
  REFUSE,
  /** The rows are skipped, such as the rows of {@code ddp} in many {@code /etc/services} files. */
  SKIP
}
