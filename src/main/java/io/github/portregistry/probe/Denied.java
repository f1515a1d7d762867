package io.github.portregistry.probe;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.portregistry.json.Text;
import org.jspecify.annotations.Nullable;

/**
 * The system refused to show the descriptors of processes that may own the socket: processes of
 * other users, or of the caller's own user after it changed its privileges.
 *
 * @param why what was refused and what would help, a sentence for a person
 */
@Json
public record Denied(String why) implements Ownership {

  /**
   * Creates an ownership.
   *
   * @param why the {@link #why}
   * @throws NullPointerException if {@code why} is null
   */
  public Denied {
    why = Sentence.of(requireNonNull(why, "why"));
  }

  /** The properties as JSON gives them, before they are checked. */
  record JsonObject(@Nullable Text why) {}

  @JsonCreator
  static Denied read(JsonObject json) {
    return new Denied(Text.orEmpty(json.why));
  }
}
