package io.github.portregistry.probe;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The processes that own a listening socket.
 *
 * @param owners the processes, the lowest pid first; not empty
 * @param complete whether every process of the machine was looked at, so that there is no other
 *     owner
 */
@Json
public record Known(@Json.OrEmpty List<ProcessRef> owners, @Json.Required boolean complete)
    implements Ownership {

  /**
   * Creates an ownership.
   *
   * @param owners the {@link #owners}
   * @param complete the {@link #complete}
   * @throws NullPointerException if {@code owners} is or has null
   * @throws IllegalArgumentException if {@code owners} is empty
   */
  public Known {
    owners = List.copyOf(requireNonNull(owners, "owners"));
    if (owners.isEmpty()) {
      throw new IllegalArgumentException("a known ownership needs at least one owner, found none");
    }
  }
}
