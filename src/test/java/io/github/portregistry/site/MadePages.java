package io.github.portregistry.site;

import io.github.portregistry.Assignment;
import io.github.portregistry.Evidence;
import io.github.portregistry.FormerAssignment;
import io.github.portregistry.IanaState;
import io.github.portregistry.Jackson;
import io.github.portregistry.Liveness;
import io.github.portregistry.MadeRow;
import io.github.portregistry.ObservedUse;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortSpan;
import io.github.portregistry.PortStatus;
import io.github.portregistry.RegistryDate;
import io.github.portregistry.Transport;
import io.github.portregistry.UnnamedEntry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Records of ports with chosen facts, for pages that do not change with the tables. */
final class MadePages {

  private MadePages() {}

  /** A record with lists of facts by the names that they have in JSON. */
  static PortRecord port(int number, Map<String, List<?>> facts) {
    Map<String, Object> json = new TreeMap<>(facts);
    json.put("number", number);
    return Jackson.JACKSON_2.read(Jackson.JACKSON_2.write(json), PortRecord.class);
  }

  static PortRecord assigned(int number, Assignment... services) {
    return port(number, Map.of("assignments", List.of(services)));
  }

  static PortRecord used(int number, ObservedUse... uses) {
    return port(number, Map.of("observedUses", List.of(uses)));
  }

  /** A port that is released over TCP and UDP; the registry lists it as unassigned. */
  static PortRecord released(int number, FormerAssignment... former) {
    return released(
        number, List.of(row(number, null, IanaState.UNASSIGNED, PortStatus.RELEASED)), former);
  }

  static PortRecord released(int number, List<UnnamedEntry> rows, FormerAssignment... former) {
    return port(number, Map.of("unnamedEntries", rows, "formerAssignments", List.of(former)));
  }

  /** A row without a service; without a transport it is one for all. */
  static UnnamedEntry row(
      int port, @Nullable Transport transport, IanaState state, PortStatus status) {
    return new UnnamedEntry(
        PortSpan.of(port), transport, state, status, "", "", "", null, null, List.of(), "", "x");
  }

  static PortRecord ghost(int number, String detail, Assignment... services) {
    Evidence absence = new Evidence(Evidence.Kind.ABSENCE, Evidence.Strength.WEAK, detail, "lists");
    return port(number, Map.of("assignments", List.of(services), "evidence", List.of(absence)));
  }

  static Assignment service(int port, String name, String title, Liveness liveness) {
    return service(port, name, title, "", Transport.TCP, liveness);
  }

  static Assignment service(
      int port,
      String name,
      String title,
      String assignee,
      Transport transport,
      Liveness liveness) {
    return MadeRow.of(name)
        .on(PortSpan.of(port), transport)
        .title(title)
        .assignee(assignee)
        .liveness(liveness)
        .source("x")
        .row();
  }

  /** A use that most people mean if it has a common name. */
  static ObservedUse use(int first, int last, String application, String commonName) {
    return new ObservedUse(
        new PortSpan(first, last),
        Transport.TCP,
        application,
        "",
        ObservedUse.Confidence.DOCUMENTED,
        List.of("https://example.org/"),
        commonName);
  }

  static FormerAssignment former(String name, String title, @Nullable String releasedOn) {
    return former(
        FormerAssignment.Kind.RELEASED, Transport.TCP, name, title, releasedOn, null, null);
  }

  static FormerAssignment former(
      FormerAssignment.Kind kind,
      Transport transport,
      String name,
      String title,
      @Nullable String releasedOn,
      @Nullable String lastSeen,
      @Nullable String absentBy) {
    return new FormerAssignment(
        transport,
        name,
        title,
        List.of(),
        null,
        date(releasedOn),
        "RFC 6335",
        "",
        kind,
        "x",
        date(lastSeen),
        date(absentBy),
        Evidence.Strength.STRONG);
  }

  private static @Nullable RegistryDate date(@Nullable String date) {
    return date == null ? null : RegistryDate.parse(date);
  }
}
