package io.github.portregistry;

/**
 * The rank of a candidate on a port, the highest first: how likely a program that somebody meets
 * there is this one. {@code docs/status-rules.md} explains the order.
 */
public enum Standing {
  /** A table that is laid over the registry gives the port to the service. */
  OVERLAID,
  /** People call the port by this program: {@link ObservedUse#commonName}. */
  COMMON,
  /** The assigned service, which is seen in use. */
  IN_USE,
  /** Another program whose own port this is, by at least one source. */
  OBSERVED,
  /** The assigned service, which an RFC in force specifies; no use is seen. */
  SPECIFIED,
  /** The assigned service; no use is seen, or nobody looked. */
  ASSIGNED,
  /** A program that claims a range of ports which this one lies in. */
  RANGE,
  /** The assigned service, which is a ghost. */
  GHOST,
  /** A use that one source claims and another contradicts. */
  DISPUTED
}
