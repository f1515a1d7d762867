package io.github.portregistry;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a {@link PortRecord}. The components that can be null follow from the others: they
 * are written for the reader's sake, and not read.
 */
@Json
@JsonIgnoreProperties(
    value = {"range", "status", "transports", "block"},
    allowGetters = true)
record PortJson(
    @Json.Required int number,
    @Nullable PortRange range,
    @Nullable PortStatus status,
    @Nullable Map<Transport, State> transports,
    @Nullable PortSpan block,
    @Json.OrEmpty List<Assignment> assignments,
    @Json.OrEmpty List<UnnamedEntry> unnamedEntries,
    @Json.OrEmpty List<FormerAssignment> formerAssignments,
    @Json.OrEmpty List<ObservedUse> observedUses,
    @Json.OrEmpty List<Evidence> evidence,
    @Json.OrEmpty List<RelatedPort> related) {

  /** What is said of one transport. */
  @Json
  record State(PortStatus status, IanaState ianaState) {}

  PortJson {
    assignments = List.copyOf(assignments);
    unnamedEntries = List.copyOf(unnamedEntries);
    formerAssignments = List.copyOf(formerAssignments);
    observedUses = List.copyOf(observedUses);
    evidence = List.copyOf(evidence);
    related = List.copyOf(related);
  }

  static PortJson of(PortRecord port) {
    Map<Transport, State> transports = new EnumMap<>(Transport.class);
    for (Transport transport : Transport.values()) {
      transports.put(transport, new State(port.status(transport), port.ianaState(transport)));
    }
    return new PortJson(
        port.number(),
        port.range(),
        port.status(),
        transports,
        port.block(),
        port.assignments(),
        port.unnamedEntries(),
        port.formerAssignments(),
        port.observedUses(),
        port.evidence(),
        port.related());
  }
}
