package io.github.portregistry;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonValue;
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
 * @param lastSeen the date of the newest copy of the registry that still has the assignment; null
 *     where no copies were compared
 * @param absentBy the date of the oldest copy after it that has not; the change lies between the
 *     two, the ends included; null where {@code lastSeen} is
 * @param strength how well the change is attested: {@link Evidence.Strength#STRONG} by the registry
 *     or an RFC, {@link Evidence.Strength#MODERATE} by two copies of the registry and a date,
 *     {@link Evidence.Strength#WEAK} by two copies alone
 */
@Json
public record FormerAssignment(
    @Nullable Transport transport,
    @Json.OrEmpty String serviceName,
    @Json.OrEmpty String description,
    @Nullable RegistryDate releasedOn,
    @Json.OrEmpty String authority,
    @Json.OrEmpty String successor,
    Kind kind,
    @Json.OrEmpty String source,
    @Nullable RegistryDate lastSeen,
    @Nullable RegistryDate absentBy,
    Evidence.Strength strength) {

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
    TRANSPORT_REMOVED;

    /** The constant in JSON. */
    @JsonValue
    String json() {
      return RowFormat.text(this);
    }
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
   * @param lastSeen the {@link #lastSeen}
   * @param absentBy the {@link #absentBy}
   * @param strength the {@link #strength}
   * @throws NullPointerException if a component other than {@code transport}, {@code releasedOn},
   *     {@code lastSeen} and {@code absentBy} is null
   */
  public FormerAssignment {
    requireNonNull(serviceName, "serviceName");
    requireNonNull(description, "description");
    requireNonNull(authority, "authority");
    requireNonNull(successor, "successor");
    requireNonNull(kind, "kind");
    requireNonNull(source, "source");
    requireNonNull(strength, "strength");
  }

  /**
   * Creates a former assignment that the registry itself or an RFC attests.
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
  public FormerAssignment(
      @Nullable Transport transport,
      String serviceName,
      String description,
      @Nullable RegistryDate releasedOn,
      String authority,
      String successor,
      Kind kind,
      String source) {
    this(
        transport,
        serviceName,
        description,
        releasedOn,
        authority,
        successor,
        kind,
        source,
        null,
        null,
        Evidence.Strength.STRONG);
  }

  /** The same from no source: equal for all that tell the same. */
  FormerAssignment withoutSource() {
    return new FormerAssignment(
        transport,
        serviceName,
        description,
        releasedOn,
        authority,
        successor,
        kind,
        "",
        lastSeen,
        absentBy,
        strength);
  }

  /** Whether it left the port without a holder for its transport. */
  boolean leftThePort() {
    return kind == Kind.RELEASED || kind == Kind.MOVED || kind == Kind.TRANSPORT_REMOVED;
  }
}
