package io.github.portregistry.cli;

import io.github.portregistry.Assignment;
import io.github.portregistry.FormerAssignment;
import io.github.portregistry.PortRecord;
import io.github.portregistry.Transport;
import io.github.portregistry.UnnamedEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A port as plain text: a line on the number, then a line for each thing known of it. */
final class PortText {

  private final StringBuilder text = new StringBuilder();

  private PortText() {}

  static String of(PortRecord port) {
    PortText printer = new PortText();
    printer.headline(port);
    port.assignments().forEach(printer::service);
    port.unnamedEntries().forEach(printer::unnamed);
    port.formerAssignments().forEach(printer::former);
    return printer.text.toString();
  }

  private void headline(PortRecord port) {
    text.append("Port ").append(port.number()).append(": ").append(word(port.status()));
    text.append(", one of the ").append(title(word(port.range()))).append(" Ports ");
    text.append(port.range().span()).append(System.lineSeparator());
  }

  private void service(Assignment service) {
    List<String> facts = new ArrayList<>();
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
    facts.add(fact("on", former.releasedOn()));
    facts.add(fact("now", former.successor()));
    line(former.transport(), ("formerly " + former.serviceName()).strip(), facts);
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
