package io.github.portregistry;

/** What {@link PortRegistry#read} does with rows of a protocol that is no {@link Transport}. */
public enum OtherProtocols {
  /** The table is refused, with the line of the first such row. */
  REFUSE,
  /** The rows are left out, such as those of {@code ddp} in many an {@code /etc/services}. */
  SKIP
}
