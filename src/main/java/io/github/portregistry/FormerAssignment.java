package io.github.portregistry;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A holder that a port had before, or a name that its holder had before.
 *
 * <p>Text is "" where the source does not say.
 *
 * @param transport the transport; null where the source names none and so means all four
 * @param serviceName the former service name
 * @param description the former title of the service
 * @param releasedOn when the change was made; null where the source does not say
 * @param authority by what the change was made: {@code IANA}, or a document such as {@code RFC9900}
 * @param successor the service name that took its place, or the port that it moved to or that the
 *     registry points to instead
 * @param kind what became of the assignment
 * @param source where this is recorded
 */
public record FormerAssignment(
    @Nullable Transport transport,
    String serviceName,
    String description,
    @Nullable RegistryDate releasedOn,
    String authority,
    String successor,
    Kind kind,
    String source) {

  /** What became of an assignment. */
  public enum Kind {
    /** It was given up or withdrawn, and nobody took its place in the same step. */
    RELEASED,
    /** The service moved to another port. */
    MOVED,
    /** The holder stayed and the service took another name. */
    RENAMED,
    /** The port was given to another service. */
    REASSIGNED,
    /** The service stayed on the port and gave up this transport. */
    TRANSPORT_REMOVED
  }

  /**
   * Creates a former assignment.
   *
   * @param transport the {@link #transport}
   * @param serviceName the {@link #serviceName}
   * @param description the {@link #description}
   * @param releasedOn the {@link #releasedOn}
   * @param authority the {@link #authority}
   * @param successor the {@link #successor}
   * @param kind the {@link #kind}
   * @param source the {@link #source}
   * @throws NullPointerException if a component other than {@code transport} and {@code releasedOn}
   *     is null
   */
  public FormerAssignment {
    requireNonNull(serviceName, "serviceName");
    requireNonNull(description, "description");
    requireNonNull(authority, "authority");
    requireNonNull(successor, "successor");
    requireNonNull(kind, "kind");
    requireNonNull(source, "source");
  }

  /** Whether another tells the same, whatever its source. */
  boolean saysTheSameAs(FormerAssignment other) {
    return equals(
        new FormerAssignment(
            other.transport,
            other.serviceName,
            other.description,
            other.releasedOn,
            other.authority,
            other.successor,
            other.kind,
            source));
  }
}
