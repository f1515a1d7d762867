package io.github.portregistry.probe;

import java.time.Duration;

/**
 * How far a survey looks.
 *
 * @param owners for the owners of sockets
 * @param budget for how long it looks for them
 * @param otherUses for sockets that have a port without listening on it
 */
record Depth(Owners owners, Duration budget, OtherUses otherUses) {

  /** The depth that a probe uses by default. */
  static final Depth USUAL = new Depth(Owners.ALL, Duration.ofSeconds(2), OtherUses.BOUNDED);

  Depth with(Owners newOwners) {
    return new Depth(newOwners, budget, otherUses);
  }

  Depth with(Duration newBudget) {
    return new Depth(owners, newBudget, otherUses);
  }

  Depth with(OtherUses newUses) {
    return new Depth(owners, budget, newUses);
  }
}
