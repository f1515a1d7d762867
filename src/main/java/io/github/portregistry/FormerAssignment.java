package io.github.portregistry;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.json.Given;
import io.github.portregistry.json.Text;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A service that lost a port, or a former name of the port's service.
 *
 * <p>Text is "" if the source does not say.
 *
 * @param transport the transport; null if the source names none and so means all four
 * @param serviceName the former service name
 * @param description the former title of the service
 * @param references the documents that specified the service while it had the port, such as {@code
 *     RFC4743}; empty if no source names one
 * @param registered when the assignment was registered; null if no source says so
 * @param releasedOn when the change was made; null if the source does not say
 * @param authority who ordered the change: {@code IANA}, or a document such as {@code RFC9900}
 * @param successor the service name that replaced it in the same step, or the port that it moved to
 *     or that the registry points to instead; "" if another service got the port only later
 * @param kind what became of the assignment
 * @param source where this is recorded
 * @param lastSeen the date of the newest copy of the registry that still has the assignment; null
 *     if no copies were compared
 * @param absentBy the date of the oldest later copy that no longer has it; the change was made
 *     between the two dates, both included; null if {@code lastSeen} is null
 * @param strength how well the change is attested: {@link Evidence.Strength#STRONG} by the registry
 *     or an RFC, {@link Evidence.Strength#MODERATE} by two copies of the registry and a date,
 *     {@link Evidence.Strength#WEAK} by two copies alone
 */
@Json
public record FormerAssignment(
    @Nullable Transport transport,
    String serviceName,
    String description,
    List<String> references,
    @Nullable RegistryDate registered,
    @Nullable RegistryDate releasedOn,
    String authority,
    String successor,
    Kind kind,
    String source,
    @Nullable RegistryDate lastSeen,
    @Nullable RegistryDate absentBy,
    Evidence.Strength strength) {

  /** The way in which an assignment ended. */
  public enum Kind {
    /** It was released or withdrawn, and no other service replaced it in the same step. */
    RELEASED,
    /** The service moved to another port. */
    MOVED,
    /** The service kept the port under another name. */
    RENAMED,
    /** The port was assigned to another service. */
    REASSIGNED,
    /** The service stayed on the port and gave up this transport. */
    TRANSPORT_REMOVED;

    /** The constant in JSON. */
    @JsonValue
    String json() {
      return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Kind read(Object json) {
      return Given.constant(json, Kind.class);
    }
  }

  /**
   * Creates a former assignment.
   *
   * @param transport the {@link #transport}
   * @param serviceName the {@link #serviceName}
   * @param description the {@link #description}
   * @param references the {@link #references}
   * @param registered the {@link #registered}
   * @param releasedOn the {@link #releasedOn}
   * @param authority the {@link #authority}
   * @param successor the {@link #successor}
   * @param kind the {@link #kind}
   * @param source the {@link #source}
   * @param lastSeen the {@link #lastSeen}
   * @param absentBy the {@link #absentBy}
   * @param strength the {@link #strength}
   * @throws NullPointerException if a component other than {@code transport}, {@code registered},
   *     {@code releasedOn}, {@code lastSeen} and {@code absentBy} is null, or a reference is
   */
  public FormerAssignment {
    requireNonNull(serviceName, "serviceName");
    requireNonNull(description, "description");
    references = List.copyOf(requireNonNull(references, "references"));
    requireNonNull(authority, "authority");
    requireNonNull(successor, "successor");
    requireNonNull(kind, "kind");
    requireNonNull(source, "source");
    requireNonNull(strength, "strength");
  }

  /** The properties as JSON gives them, before they are checked. */
  record JsonObject(
      @Nullable Transport transport,
      @Nullable Text serviceName,
      @Nullable Text description,
      @Nullable List<Text> references,
      @Nullable RegistryDate registered,
      @Nullable RegistryDate releasedOn,
      @Nullable Text authority,
      @Nullable Text successor,
      @Nullable Kind kind,
      @Nullable Text source,
      @Nullable RegistryDate lastSeen,
      @Nullable RegistryDate absentBy,
      Evidence.@Nullable Strength strength) {}

  @JsonCreator
  static FormerAssignment read(JsonObject json) {
    return new FormerAssignment(
        json.transport,
        Text.orEmpty(json.serviceName),
        Text.orEmpty(json.description),
        Text.list("references", json.references),
        json.registered,
        json.releasedOn,
        Text.orEmpty(json.authority),
        Text.orEmpty(json.successor),
        Given.required("kind", json.kind, Kind.class),
        Text.orEmpty(json.source),
        json.lastSeen,
        json.absentBy,
        Given.required("strength", json.strength, Evidence.Strength.class));
  }

  /**
   * Creates a former assignment with strong evidence: the registry itself or an RFC records it.
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
        List.of(),
        null,
        releasedOn,
        authority,
        successor,
        kind,
        source,
        null,
        null,
        Evidence.Strength.STRONG);
  }

  /**
   * Returns whether the service left the port, so that the port was free for its transport.
   *
   * @return true if it was released, moved or gave up the transport; false if it was renamed or
   *     another service took the port
   */
  public boolean leftThePort() {
    return kind == Kind.RELEASED || kind == Kind.MOVED || kind == Kind.TRANSPORT_REMOVED;
  }

  /**
   * Returns the former assignment for a log, such as {@code tcp netconfsoaphttp (NETCONF over SOAP
   * over HTTPS) released on 2025-09-29 by RFC9900}.
   */
  @Override
  public String toString() {
    return ToString.of(
        ToString.place(null, transport),
        ToString.titled(serviceName, description),
        ToString.word(kind),
        ToString.led("to ", successor),
        releasedOn != null
            ? "on " + releasedOn
            : lastSeen == null ? "" : "between " + lastSeen + " and " + absentBy,
        ToString.led("by ", authority));
  }
}
