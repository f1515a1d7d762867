package io.github.portregistry.probe;

import io.github.portregistry.Assignment;
import io.github.portregistry.PortRange;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortStatus;
import io.github.portregistry.dossier.Escaped;
import io.github.portregistry.greeting.Expected;
import io.github.portregistry.greeting.Expected.Fit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The protocol of one listener, with the facts that the verdict needs. */
final class SpokenCase {

  private final PortRecord record;
  private final Listener listener;
  private final @Nullable Spoken spoken;
  private final Fit fit;
  private final boolean everyServiceKnown;

  SpokenCase(PortRecord record, Listener listener) {
    this.record = record;
    this.listener = listener;
    this.spoken = listener.spoken();
    if (spoken == null || spoken.protocols().isEmpty()) {
      this.fit = Fit.OPEN;
      this.everyServiceKnown = false;
    } else {
      Expected expected = Expected.of(record, listener.transport());
      this.fit = expected.fit(spoken.protocols(), spoken.tls());
      this.everyServiceKnown = expected.everyServiceKnown();
    }
  }

  private boolean isAssigned() {
    return record.status(listener.transport()) == PortStatus.ASSIGNED;
  }

  /** Whether an active service or an observed use of the port speaks this protocol. */
  boolean isOwn() {
    return fit == Fit.USE || (fit == Fit.SERVICE && isAssigned());
  }

  /** Whether it is a protocol that the port's service does not speak. */
  boolean contradicts() {
    return fit == Fit.OTHER && isAssigned();
  }

  /** Whether the port is a User Port. */
  boolean isUserPort() {
    return PortRange.of(record.number()) == PortRange.USER;
  }

  /** Whether the protocol of each service that the port is assigned to is known. */
  boolean isEveryServiceKnown() {
    return everyServiceKnown;
  }

  /** Returns the fact as a sentence; "" if it does not show whether the listener fits. */
  String sentence() {
    if (spoken == null) {
      return "";
    }
    String place = record.number() + "/" + listener.transport().keyword();
    if (isOwn()) {
      return "The listener speaks "
          + spoken.words()
          + (fit == Fit.USE
              ? ", which is known for " + place + "."
              : ", as expected on " + place + ", which is assigned to " + services() + ".");
    }
    if (fit != Fit.OTHER) {
      return "";
    }
    return contradicts()
        ? place
            + " is assigned to "
            + services()
            + ", but the listener speaks another protocol: "
            + spoken.words()
            + "."
        : "The listener speaks " + spoken.words() + ", which is not known for " + place + ".";
  }

  private String services() {
    return record.assignments(listener.transport()).stream()
        .map(Assignment::serviceName)
        .map(Escaped::text)
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
