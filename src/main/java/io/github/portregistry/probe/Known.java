package io.github.portregistry.probe;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The processes that hold a listening socket.
 *
 * @param holders the processes, the lowest pid first; not empty
 * @param complete whether every process of the machine was looked at, so that there is no other
 *     holder
 */
@Json
public record Known(@Json.OrEmpty List<ProcessRef> holders, @Json.Required boolean complete)
    implements Ownership {

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
}
