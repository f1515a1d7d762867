package io.github.portregistry.cli;

import io.github.portregistry.Assignment;
import io.github.portregistry.Consultation;
import io.github.portregistry.Evidence;
import io.github.portregistry.FormerAssignment;
import io.github.portregistry.ObservedUse;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortStatus;
import io.github.portregistry.RelatedPort;
import io.github.portregistry.Relation;
import io.github.portregistry.Transport;
import io.github.portregistry.UnnamedEntry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A port as plain text: a line on the number, then what is known of it, each kind by itself. */
final class PortText {

  private final StringBuilder text = new StringBuilder();

  private PortText() {}

  static String of(PortRecord port) {
    PortText printer = new PortText();
    printer.headline(port);
    port.assignments().forEach(printer::service);
    port.unnamedEntries().forEach(printer::unnamed);
    printer.section("Formerly", port.formerAssignments(), printer::former);
    printer.section("Used in practice", port.observedUses(), printer::use);
    printer.section("Evidence", port.evidence(), printer::evidence);
    printer.related(port.related());
    return printer.text.toString();
  }

  private void headline(PortRecord port) {
    text.append("Port ").append(port.number()).append(": ").append(word(port.status()));
    text.append(", one of the ").append(title(word(port.range()))).append(" Ports ");
    text.append(port.range().span()).append(System.lineSeparator());
  }

  private interface Printer<T> {
    void print(T fact);
  }

  private <T> void section(String heading, List<T> facts, Printer<T> printer) {
    if (!facts.isEmpty()) {
      text.append(heading).append(System.lineSeparator());
      facts.forEach(printer::print);
    }
  }

  private void service(Assignment service) {
    List<String> facts = new ArrayList<>();
    facts.add(service.status() == PortStatus.GHOST ? "ghost" : "");
    facts.add(service.description());
    facts.add(fact("alias of", service.aliasOf()));
    facts.add(fact("assigned to", service.assignee().replace('_', ' ')));
    facts.add(fact("registered", service.registered()));
    facts.add(fact("modified", service.modified()));
    facts.add(String.join(", ", service.references()));
    facts.add(service.unauthorizedUse());
    line(service.transport(), service.serviceName(), facts);
  }

  private void unnamed(UnnamedEntry entry) {
    List<String> facts = new ArrayList<>();
    facts.add(entry.ports().size() == 1 ? "" : "as " + entry.ports());
    facts.add(entry.description());
    facts.add(fact("assigned to", entry.assignee().replace('_', ' ')));
    facts.add(fact("modified", entry.modified()));
    facts.add(String.join(", ", entry.references()));
    facts.add(entry.unauthorizedUse());
    line(entry.transport(), word(entry.state()), facts);
  }

  private void former(FormerAssignment former) {
    List<String> facts = new ArrayList<>();
    facts.add(former.description());
    facts.add(word(former.kind()).replace('_', ' ') + " by " + former.authority());
    facts.add(
        former.releasedOn() == null && former.lastSeen() != null
            ? "between " + former.lastSeen() + " and " + former.absentBy()
            : fact("on", former.releasedOn()));
    facts.add(fact("now", former.successor()));
    line(
        former.transport(),
        former.serviceName().isEmpty() ? "(unnamed)" : former.serviceName(),
        facts);
  }

  private void use(ObservedUse use) {
    List<String> facts = new ArrayList<>();
    facts.add(use.category());
    facts.add(word(use.confidence()).replace('_', ' '));
    facts.add(use.commonName().isEmpty() ? "" : "mostly met here, called " + use.commonName());
    facts.addAll(use.sources());
    line(use.transport(), use.application(), facts);
  }

  private void evidence(Evidence evidence) {
    text.append("  ").append(word(evidence.strength()).toLowerCase(Locale.ROOT)).append(", ");
    text.append(word(evidence.kind()).replace('_', ' ')).append(": ");
    text.append(evidence.serviceName().isEmpty() ? "" : evidence.serviceName() + ", ");
    text.append(evidence.detail()).append(" [").append(evidence.source()).append(']');
    text.append(System.lineSeparator());
    if (!evidence.consulted().isEmpty()) {
      text.append("    consulted: ");
      text.append(
          evidence.consulted().stream()
              .map(PortText::consultation)
              .collect(Collectors.joining("; ")));
      text.append(System.lineSeparator());
    }
  }

  private static String consultation(Consultation consultation) {
    String known =
        consultation.outcome() == Consultation.Outcome.ABSENT
            ? ""
            : " (" + word(consultation.outcome()) + ")";
    return consultation.source() + " " + consultation.version() + known;
  }

  private void related(List<RelatedPort> related) {
    Map<Relation, List<String>> ports = new EnumMap<>(Relation.class);
    for (RelatedPort port : related) {
      ports
          .computeIfAbsent(port.relation(), absent -> new ArrayList<>())
          .add(Integer.toString(port.port()));
    }
    if (!ports.isEmpty()) {
      text.append("Related ports").append(System.lineSeparator());
      ports.forEach(
          (relation, numbers) -> {
            text.append("  ").append(word(relation).replace('_', ' ')).append(": ");
            text.append(String.join(", ", numbers)).append(System.lineSeparator());
          });
    }
  }

  private void line(@Nullable Transport transport, String what, List<String> facts) {
    String lead = transport == null ? "all" : transport.keyword();
    text.append(String.format(Locale.ROOT, "  %-5s %-16s", lead, what));
    facts.removeIf(String::isEmpty);
    text.append(facts.isEmpty() ? "" : "  ").append(String.join("; ", facts));
    trimEnd();
    text.append(System.lineSeparator());
  }

  private void trimEnd() {
    while (text.charAt(text.length() - 1) == ' ') {
      text.setLength(text.length() - 1);
    }
  }

  private static String fact(String lead, @Nullable Object value) {
    return value == null || value.toString().isEmpty() ? "" : lead + " " + value;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String title(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
