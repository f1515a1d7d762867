package io.github.portregistry.probe;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.portregistry.json.Given;
import io.github.portregistry.json.Truth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The processes that hold a listening socket.
 *
 * @param holders the processes, the lowest pid first; not empty
 * @param complete whether every process of the machine was looked at, so that there is no other
 *     holder
 */
@Json
public record Known(List<ProcessRef> holders, boolean complete) implements Ownership {

  /**
   * Creates an ownership.
   *
   * @param holders the {@link #holders}
   * @param complete the {@link #complete}
   * @throws NullPointerException if {@code holders} is or has null
   * @throws IllegalArgumentException if {@code holders} is empty
   */
  public Known {
    holders = List.copyOf(requireNonNull(holders, "holders"));
    if (holders.isEmpty()) {
      throw new IllegalArgumentException("a known ownership needs at least one holder, found none");
    }
  }

  /** What is read from JSON, before anything is required of it. */
  record JsonObject(@Nullable List<ProcessRef> holders, @Nullable Truth complete) {}

  @JsonCreator
  static Known read(JsonObject json) {
    return new Known(
        Given.list("holders", json.holders, "a process"),
        Truth.required("complete", json.complete));
  }
}
