package io.github.portregistry.probe;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.portregistry.json.Given;
import io.github.portregistry.json.Truth;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The processes that own a listening socket.
 *
 * @param owners the processes, the lowest pid first; not empty
 * @param complete whether every process of the machine was searched, so that there is no other
 *     owner
 */
@Json
public record Known(List<ProcessRef> owners, boolean complete) implements Ownership {

  /**
   * Creates an ownership.
   *
   * @param owners the {@link #owners}, in any order
   * @param complete the {@link #complete}
   * @throws NullPointerException if {@code owners} is or has null
   * @throws IllegalArgumentException if {@code owners} is empty
   */
  public Known {
    owners =
        List.copyOf(requireNonNull(owners, "owners")).stream()
            .sorted(Comparator.comparingLong(ProcessRef::pid))
            .toList();
    if (owners.isEmpty()) {
      throw new IllegalArgumentException("a known ownership needs at least one owner, found none");
    }
  }

  /**
   * Returns the owner to name first: the first that no other owner started; process 1 only if it is
   * the only owner.
   *
   * @return one of the {@link #owners}
   */
  public ProcessRef leader() {
    return Leaders.of(owners).get(0);
  }

  /** The properties as JSON gives them, before they are checked. */
  record JsonObject(@Nullable List<ProcessRef> owners, @Nullable Truth complete) {}

  @JsonCreator
  static Known read(JsonObject json) {
    return new Known(
        Given.list("owners", json.owners, "a process"), Truth.required("complete", json.complete));
  }
}
