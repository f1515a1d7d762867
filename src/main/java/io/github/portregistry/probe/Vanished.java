package io.github.portregistry.probe;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.portregistry.json.Text;
import org.jspecify.annotations.Nullable;

/**
 * The socket or its owner was gone by the time the owner was looked up.
 *
 * @param why what happened, as a sentence for a person
 */
@Json
public record Vanished(String why) implements Ownership {

  /**
   * Creates an ownership.
   *
   * @param why the {@link #why}
   * @throws NullPointerException if {@code why} is null
   */
  public Vanished {
    why = Sentence.of(requireNonNull(why, "why"));
  }

  /** The properties as JSON gives them, before they are checked. */
  record JsonObject(@Nullable Text why) {}

  @JsonCreator
  static Vanished read(JsonObject json) {
    return new Vanished(Text.orEmpty(json.why));
  }
}
