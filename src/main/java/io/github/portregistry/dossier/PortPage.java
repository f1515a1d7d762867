package io.github.portregistry.dossier;

import io.github.portregistry.ObservedUse;
import io.github.portregistry.PortRecord;

/** Returns the addresses of the pages about ports on the project's site. */
final class PortPage {

  /** The site's address; the release workflow publishes it there. */
  static final String SITE = "https://portregistry.github.io/port-registry/";

  private PortPage() {}

  /** Returns the address of a port's page; "" for a port without facts of its own. */
  static String address(PortRecord port) {
    boolean known =
        !port.assignments().isEmpty()
            || hasUse(port)
            || !port.formerAssignments().isEmpty()
            || !port.evidence().isEmpty()
            || !port.history().isEmpty();
    return known ? SITE + port.number() + "/" : "";
  }

  /**
   * Whether the port has a use of its own; a claim on a range is not a fact about a single port.
   */
  private static boolean hasUse(PortRecord port) {
    for (ObservedUse use : port.observedUses()) {
      if (!use.isRange()) {
        return true;
      }
    }
    return false;
  }
}
