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
 * One piece of evidence for a status, with the source where a reader can check it.
 *
 * @param kind the kind of evidence
 * @param strength how much it proves
 * @param detail what was found
 * @param source where it was found
 * @param serviceName the service that the evidence is about, as the registry spells it; "" if it is
 *     about the port, or about a program that the registry does not name
 * @param consulted for {@link Kind#ABSENCE} the sources that were checked and do not show the
 *     service in use; otherwise empty
 */
@Json
public record Evidence(
    Kind kind,
    Strength strength,
    String detail,
    String source,
    String serviceName,
    List<Consultation> consulted) {

  /** The kind of evidence. */
  public enum Kind {
    /** A document that specifies the service, with its present state. */
    SPECIFICATION,
    /** A catalog, a program or a vendor's documentation shows the port in use. */
    IN_USE,
    /** A source mentions the name or the number, which is not a sign of use. */
    MENTION,
    /** Sources were checked, and none shows the service in use. */
    ABSENCE,
    /** The registry's own words or dates. */
    REGISTRY_NOTE,
    /** Two dated copies of the registry that differ. */
    SNAPSHOTS,
    /** A person set the status, and gave a reason and a source. */
    CURATED;

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

  /** How much a piece of evidence proves. */
  public enum Strength {
    /** A primary source says it. */
    STRONG,
    /** A secondary source says it, or several agree. */
    MODERATE,
    /** It is only an indication; absence alone is never more than that. */
    WEAK;

    /** The constant in JSON. */
    @JsonValue
    String json() {
      return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Strength read(Object json) {
      return Given.constant(json, Strength.class);
    }
  }

  /**
   * Creates a piece of evidence.
   *
   * @param kind the {@link #kind}
   * @param strength the {@link #strength}
   * @param detail the {@link #detail}
   * @param source the {@link #source}
   * @param serviceName the {@link #serviceName}
   * @param consulted the {@link #consulted}
   * @throws NullPointerException if a component is null
   */
  public Evidence {
    requireNonNull(kind, "kind");
    requireNonNull(strength, "strength");
    requireNonNull(detail, "detail");
    requireNonNull(source, "source");
    requireNonNull(serviceName, "serviceName");
    consulted = List.copyOf(requireNonNull(consulted, "consulted"));
  }

  /** The properties as JSON gives them, before they are checked. */
  record JsonObject(
      @Nullable Kind kind,
      @Nullable Strength strength,
      @Nullable Text detail,
      @Nullable Text source,
      @Nullable Text serviceName,
      @Nullable List<Consultation> consulted) {}

  @JsonCreator
  static Evidence read(JsonObject json) {
    return new Evidence(
        Given.required("kind", json.kind, Kind.class),
        Given.required("strength", json.strength, Strength.class),
        Text.orEmpty(json.detail),
        Text.orEmpty(json.source),
        Text.orEmpty(json.serviceName),
        Given.list("consulted", json.consulted, "a source that was consulted"));
  }

  /**
   * Creates a piece of evidence about the port itself, without a list of sources that were checked.
   *
   * @param kind the {@link #kind}
   * @param strength the {@link #strength}
   * @param detail the {@link #detail}
   * @param source the {@link #source}
   * @throws NullPointerException if a component is null
   */
  public Evidence(Kind kind, Strength strength, String detail, String source) {
    this(kind, strength, detail, source, "", List.of());
  }

  /**
   * Returns the evidence for a log, such as {@code WEAK ABSENCE iasd: none of 24 sources shows it
   * in use (own research)}.
   */
  @Override
  public String toString() {
    String subject = serviceName.isEmpty() ? "" : serviceName + ":";
    return ToString.of(strength.name(), kind.name(), subject, detail, "(" + source + ")");
  }
}
