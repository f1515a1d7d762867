package io.github.portregistry;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.github.portregistry.csv.Rows;
import io.github.portregistry.json.Given;
import io.github.portregistry.json.Whole;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a {@link PortRecord}. The nullable components follow from the others: they are
 * written for the reader, and ignored when reading.
 */
@Json
record PortJson(
    int number,
    @Nullable PortRange range,
    @Nullable PortStatus status,
    @Nullable Liveness liveness,
    @Nullable Map<Transport, State> transports,
    @Nullable PortSpan block,
    List<Transport> overlaid,
    List<Assignment> assignments,
    List<UnnamedEntry> unnamedEntries,
    List<FormerAssignment> formerAssignments,
    List<ObservedUse> observedUses,
    List<Evidence> evidence,
    List<RelatedPort> related,
    List<RegistryChange> history) {

  /** The state of one transport. */
  @Json
  record State(PortStatus status, @Nullable Liveness liveness, IanaState ianaState) {}

  PortJson {
    overlaid = List.copyOf(overlaid);
    assignments = List.copyOf(assignments);
    unnamedEntries = List.copyOf(unnamedEntries);
    formerAssignments = List.copyOf(formerAssignments);
    observedUses = List.copyOf(observedUses);
    evidence = List.copyOf(evidence);
    related = List.copyOf(related);
    history = List.copyOf(history);
  }

  /** The properties as JSON gives them, before they are checked. */
  @JsonIgnoreProperties({"range", "status", "liveness", "transports", "block"})
  record JsonObject(
      @Nullable Whole number,
      @Nullable List<Transport> overlaid,
      @Nullable List<Assignment> assignments,
      @Nullable List<UnnamedEntry> unnamedEntries,
      @Nullable List<FormerAssignment> formerAssignments,
      @Nullable List<ObservedUse> observedUses,
      @Nullable List<Evidence> evidence,
      @Nullable List<RelatedPort> related,
      @Nullable List<RegistryChange> history) {

    PortJson toPort() {
      return new PortJson(
          Whole.port("number", number),
          null,
          null,
          null,
          null,
          null,
          Given.list("overlaid", overlaid, "a transport"),
          Given.list("assignments", assignments, "an assignment"),
          Given.list("unnamedEntries", unnamedEntries, "a row without a name"),
          Given.list("formerAssignments", formerAssignments, "a former assignment"),
          Given.list("observedUses", observedUses, "an observed use"),
          Given.list("evidence", evidence, "a piece of evidence"),
          Given.list("related", related, "a related port"),
          Given.list("history", history, "a change"));
    }
  }

  static PortJson of(PortRecord port) {
    Map<Transport, State> transports = new EnumMap<>(Transport.class);
    for (Transport transport : Transport.values()) {
      transports.put(
          transport,
          new State(port.status(transport), liveness(port, transport), port.ianaState(transport)));
    }
    return new PortJson(
        port.number(),
        port.range(),
        port.status(),
        port.assignments().isEmpty() ? null : port.liveness(),
        transports,
        port.block(),
        List.copyOf(port.overlaid()),
        port.assignments(),
        port.unnamedEntries(),
        port.formerAssignments(),
        port.observedUses(),
        port.evidence(),
        port.related(),
        port.history());
  }

  /** Returns the liveness; null if the port has no service. */
  private static @Nullable Liveness liveness(PortRecord port, Transport transport) {
    return port.assignments(transport).isEmpty() ? null : port.liveness(transport);
  }

  /** Returns the rows of the registry, in no particular order. */
  List<RegistryRow> rows() {
    List<RegistryRow> rows = new ArrayList<>(assignments);
    rows.addAll(unnamedEntries);
    return rows;
  }

  /** Returns the facts for one transport; facts that name none apply to it too. */
  PortJson only(Transport transport) {
    // Loops and no lambda, because these would slow down the first dossier.
    Set<String> names = new HashSet<>();
    List<Assignment> services = new ArrayList<>();
    for (Assignment row : assignments) {
      if (row.isFor(transport)) {
        services.add(Rows.withTransport(row, transport));
        names.add(row.serviceName());
      }
    }
    // A row for just this transport takes precedence over one for all, which could no longer be
    // told apart.
    boolean just = false;
    for (UnnamedEntry row : unnamedEntries) {
      just |= row.transport() == transport;
    }
    List<UnnamedEntry> unnamed = new ArrayList<>();
    for (UnnamedEntry row : unnamedEntries) {
      if (row.transport() == transport || (row.transport() == null && !just)) {
        unnamed.add(Rows.withTransport(row, transport));
      }
    }
    List<FormerAssignment> former = new ArrayList<>();
    for (FormerAssignment row : formerAssignments) {
      if (row.transport() == null || row.transport() == transport) {
        former.add(row);
        names.add(row.serviceName());
      }
    }
    List<ObservedUse> uses = new ArrayList<>();
    for (ObservedUse use : observedUses) {
      if (use.isFor(transport)) {
        uses.add(use);
      }
    }
    List<Evidence> pieces = new ArrayList<>();
    for (Evidence piece : evidence) {
      if (piece.serviceName().isEmpty() || names.contains(piece.serviceName())) {
        pieces.add(piece);
      }
    }
    List<RegistryChange> changes = new ArrayList<>();
    for (RegistryChange change : history) {
      if (change.transport() == null || change.transport() == transport) {
        changes.add(change);
      }
    }
    return new PortJson(
        number,
        null,
        null,
        null,
        null,
        null,
        overlaid.contains(transport) ? List.of(transport) : List.of(),
        services,
        unnamed,
        former,
        uses,
        pieces,
        related,
        changes);
  }

  PortJson withEvidence(List<Evidence> other) {
    return new PortJson(
        number,
        range,
        status,
        liveness,
        transports,
        block,
        overlaid,
        assignments,
        unnamedEntries,
        formerAssignments,
        observedUses,
        other,
        related,
        history);
  }
}
