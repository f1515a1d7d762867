package io.github.portregistry;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.github.portregistry.csv.Rows;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    @Json.OrEmpty List<RelatedPort> related,
    @Json.OrEmpty List<RegistryChange> history) {

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
    history = List.copyOf(history);
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
        port.related(),
        port.history());
  }

  /** The same of one transport; what names none holds for it too. */
  PortJson only(Transport transport) {
    List<Assignment> services =
        assignments.stream()
            .filter(row -> row.isFor(transport))
            .map(row -> Rows.withTransport(row, transport))
            .toList();
    List<FormerAssignment> former =
        formerAssignments.stream()
            .filter(row -> row.transport() == null || row.transport() == transport)
            .toList();
    Set<String> names = new HashSet<>();
    services.forEach(row -> names.add(row.serviceName()));
    former.forEach(row -> names.add(row.serviceName()));
    return new PortJson(
        number,
        null,
        null,
        null,
        null,
        services,
        unnamedEntries.stream()
            .filter(row -> row.isFor(transport))
            .map(row -> Rows.withTransport(row, transport))
            .toList(),
        former,
        observedUses.stream().filter(use -> use.isFor(transport)).toList(),
        evidence.stream()
            .filter(piece -> piece.serviceName().isEmpty() || names.contains(piece.serviceName()))
            .toList(),
        related,
        history.stream()
            .filter(change -> change.transport() == null || change.transport() == transport)
            .toList());
  }

  PortJson withEvidence(List<Evidence> other) {
    return new PortJson(
        number,
        range,
        status,
        transports,
        block,
        assignments,
        unnamedEntries,
        formerAssignments,
        observedUses,
        other,
        related,
        history);
  }
}
