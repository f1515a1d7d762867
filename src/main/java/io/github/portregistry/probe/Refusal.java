package io.github.portregistry.probe;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.portregistry.json.Given;
import io.github.portregistry.json.Text;
import org.jspecify.annotations.Nullable;

/**
 * A listener that an {@link AllowList} does not allow.
 *
 * @param listener the listener
 * @param why the row that matches best, and what does not match, as a sentence for a person in
 *     which control characters of other programs are escaped
 */
@Json
public record Refusal(BaselineListener listener, String why) {

  /**
   * Creates a refusal.
   *
   * @param listener the {@link #listener}
   * @param why the {@link #why}
   * @throws NullPointerException if a component is null
   */
  public Refusal {
    requireNonNull(listener, "listener");
    why = Sentence.of(requireNonNull(why, "why"));
  }

  /** Returns the listener and the reason on one line, with control characters escaped. */
  @Override
  public String toString() {
    return listener + ": " + why;
  }

  /** The properties as JSON gives them, before they are checked. */
  @Json.Lenient
  record JsonObject(@Nullable BaselineListener listener, @Nullable Text why) {}

  @JsonCreator
  static Refusal read(JsonObject json) {
    return new Refusal(
        Given.required("listener", json.listener, "a listener"), Text.orEmpty(json.why));
  }
}
