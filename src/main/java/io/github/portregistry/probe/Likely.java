package io.github.portregistry.probe;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.json.Given;
import io.github.portregistry.json.Text;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Processes that probably own a listening socket whose owner the system does not show.
 *
 * @param candidates the processes, the lowest pid first; not empty
 * @param basis the way in which they were found
 * @param why why the owner is not known, in sentences for a person; the same for all sockets of one
 *     user
 */
@Json
public record Likely(List<ProcessRef> candidates, Basis basis, String why) implements Ownership {

  /** The way in which a likely owner is found. */
  public enum Basis {
    /** The processes are in the control group in which the socket was created. */
    CONTROL_GROUP,
    /** It is the only process of the socket's user whose descriptors were refused. */
    ONLY_PROCESS_OF_USER;

    /** The constant in JSON. */
    @JsonValue
    String json() {
      return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Basis read(Object json) {
      return Given.constant(json, Basis.class);
    }
  }

  /**
   * Creates an ownership.
   *
   * @param candidates the {@link #candidates}, in any order
   * @param basis the {@link #basis}
   * @param why the {@link #why}
   * @throws NullPointerException if a component is or has null
   * @throws IllegalArgumentException if {@code candidates} is empty
   */
  public Likely {
    candidates =
        List.copyOf(requireNonNull(candidates, "candidates")).stream()
            .sorted(Comparator.comparingLong(ProcessRef::pid))
            .toList();
    requireNonNull(basis, "basis");
    why = Sentence.of(requireNonNull(why, "why"));
    if (candidates.isEmpty()) {
      throw new IllegalArgumentException(
          "a likely ownership needs at least one candidate, found none");
    }
  }

  /** The properties as JSON gives them, before they are checked. */
  record JsonObject(
      @Nullable List<ProcessRef> candidates, @Nullable Basis basis, @Nullable Text why) {}

  @JsonCreator
  static Likely read(JsonObject json) {
    return new Likely(
        Given.list("candidates", json.candidates, "a process"),
        Given.required("basis", json.basis, Basis.class),
        Text.orEmpty(json.why));
  }
}
