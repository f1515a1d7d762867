package io.github.portregistry.probe;

import static java.util.Objects.requireNonNull;

/**
 * The socket was closed while its owner was being looked up.
 *
 * @param why what happened, a sentence for a person
 */
@Json
public record Vanished(@Json.OrEmpty String why) implements Ownership {

  /**
   * Creates an ownership.
   *
   * @param why the {@link #why}
   * @throws NullPointerException if {@code why} is null
   */
  public Vanished {
    requireNonNull(why, "why");
  }
}
