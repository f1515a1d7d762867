package io.github.portregistry;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.json.Given;
import io.github.portregistry.json.Text;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One source that was searched for a service, and the outcome.
 *
 * @param source the name of the source
 * @param version the version that was searched
 * @param date the day or month of the search
 * @param outcome what the source says about the service
 * @param url where the source can be found
 */
@Json
public record Consultation(
    String source, String version, RegistryDate date, Outcome outcome, String url) {

  /** The outcome of a search in a source. */
  public enum Outcome {
    /** The source mentions the service or the port, which is not a sign of use. */
    MENTIONED,
    /** The source does not have the service on the port. */
    ABSENT;

    /** The constant in JSON. */
    @JsonValue
    String json() {
      return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Outcome read(Object json) {
      return Given.constant(json, Outcome.class);
    }
  }

  /**
   * Creates a consultation.
   *
   * @param source the {@link #source}
   * @param version the {@link #version}
   * @param date the {@link #date}
   * @param outcome the {@link #outcome}
   * @param url the {@link #url}
   * @throws NullPointerException if a component is null
   */
  public Consultation {
    requireNonNull(source, "source");
    requireNonNull(version, "version");
    requireNonNull(date, "date");
    requireNonNull(outcome, "outcome");
    requireNonNull(url, "url");
  }

  /** The properties as JSON gives them, before they are checked. */
  record JsonObject(
      @Nullable Text source,
      @Nullable Text version,
      @Nullable RegistryDate date,
      @Nullable Outcome outcome,
      @Nullable Text url) {}

  @JsonCreator
  static Consultation read(JsonObject json) {
    return new Consultation(
        Text.orEmpty(json.source),
        Text.orEmpty(json.version),
        Given.required("date", json.date, RegistryDate.EXPECTED),
        Given.required("outcome", json.outcome, Outcome.class),
        Text.orEmpty(json.url));
  }

  /** Returns the consultation for a log, such as {@code Nmap 7.95 of 2026-02-01: absent}. */
  @Override
  public String toString() {
    return ToString.of(source, version, "of " + date + ": " + ToString.word(outcome));
  }
}
