package io.github.portregistry.probe;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.portregistry.json.Text;
import org.jspecify.annotations.Nullable;

/**
 * A listener that an {@link AllowList} does not allow, or the fact that not every listener could be
 * checked.
 *
 * @param listener the listener; null if sockets could not be read, so that there may be a listener
 *     that is not allowed
 * @param why the row that matches best, and what does not match, or what could not be read, as
 *     sentences for a person in which control characters of other programs are escaped
 */
@Json
public record Refusal(@Nullable BaselineListener listener, String why) {

  /**
   * Creates a refusal.
   *
   * @param listener the {@link #listener}
   * @param why the {@link #why}
   * @throws NullPointerException if {@code why} is null
   */
  public Refusal {
    why = Sentence.of(requireNonNull(why, "why"));
  }

  /** Returns the listener and the reason on one line, with control characters escaped. */
  @Override
  public String toString() {
    return listener == null ? why : listener + ": " + why;
  }

  /** The properties as JSON gives them, before they are checked. */
  @Json.Lenient
  record JsonObject(@Nullable BaselineListener listener, @Nullable Text why) {}

  @JsonCreator
  static Refusal read(JsonObject json) {
    return new Refusal(json.listener, Text.orEmpty(json.why));
  }
}
