package io.github.portregistry.probe;

import io.github.portregistry.Assignment;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortStatus;
import io.github.portregistry.dossier.Escaped;
import io.github.portregistry.greeting.Expected;
import io.github.portregistry.greeting.Expected.Fit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What one listener speaks, and what the verdict has to know of it. */
final class SpokenCase {

  private final PortRecord record;
  private final Listener listener;
  private final @Nullable Spoken spoken;
  private final Fit fit;

  SpokenCase(PortRecord record, Listener listener) {
    this.record = record;
    this.listener = listener;
    this.spoken = listener.spoken();
    this.fit = spoken == null ? Fit.OPEN : fit(spoken);
  }

  private Fit fit(Spoken heard) {
    if (heard.protocols().isEmpty()) {
      return Fit.OPEN;
    }
    Expected expected = Expected.of(record, listener.transport());
    return expected.fit(heard.protocols(), heard.tls());
  }

  private boolean isAssigned() {
    return record.status(listener.transport()) == PortStatus.ASSIGNED;
  }

  /** Whether it is what a living service or an observed use of the port speaks. */
  boolean isOwn() {
    return fit == Fit.USE || (fit == Fit.SERVICE && isAssigned());
  }

  /** Whether it is something else than what the port's service speaks. */
  boolean contradicts() {
    return fit == Fit.OTHER && isAssigned();
  }

  /** The fact as a sentence; "" if it says nothing of how the listener fits. */
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
              : ", as the service to which " + place + " is assigned does (" + services() + ").");
    }
    if (fit != Fit.OTHER) {
      return "";
    }
    return contradicts()
        ? place
            + " is assigned to "
            + services()
            + ", and the listener speaks another protocol: "
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
