package io.github.portregistry.probe;

import java.time.Duration;

/**
 * How much a survey reads.
 *
 * @param owners how far to look for the owners of sockets
 * @param budget the time for that search
 * @param otherUses how far to look for sockets that have a port without listening on it
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
