package io.github.portregistry.probe;

import static java.util.Objects.requireNonNull;

/**
 * The system refused to show the descriptors of processes that may own the socket: those of other
 * users, or of the caller's own user after it changed its privileges.
 *
 * @param why what was refused and what would help, a sentence for a person
 */
@Json
public record Denied(@Json.OrEmpty String why) implements Ownership {

  /**
   * Creates an ownership.
   *
   * @param why the {@link #why}
   * @throws NullPointerException if {@code why} is null
   */
  public Denied {
    requireNonNull(why, "why");
  }
}
