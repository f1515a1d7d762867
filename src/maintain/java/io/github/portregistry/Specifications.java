package io.github.portregistry;

import io.github.portregistry.csv.Fields;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.Signal;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was decided of RFCs that name a System Port: which are the specification of a service that
 * the registry does not cite, and which say nothing of it.
 */
final class Specifications {

  private static final List<String> MENTIONS =
      List.of("port", "service_name", "rfc", "decision", "state_or_remark");
  private static final List<String> SPECIFICATIONS = List.of("port", "rfc", "relation", "note");

  private static final Pattern OWN = Pattern.compile("own specification (?:is )?RFC (\\d+)");

  /**
   * RFC 1202 specifies Directory Assistance, and names the port that the registry gives to another
   * service, the Remote MT Protocol.
   */
  private static final Set<String> OF_ANOTHER_SERVICE = Set.of("411 1202");

  /** RFCs that copy the registry. */
  private final Set<String> copies = new HashSet<>();

  private final Set<String> noMentions = new HashSet<>();
  private final Map<String, FactTable.Row<Signal>> signals = new LinkedHashMap<>();

  /**
   * Reads what was decided.
   *
   * @param names returns the names of the services of a port, without aliases
   */
  Specifications(EvidenceImport evidence, IntFunction<Set<String>> names) throws IOException {
    for (Fields fields : evidence.rows("rfc-mentions.csv", MENTIONS)) {
      String rfc = fields.requireText(2);
      String decision = fields.requireText(3);
      Matcher own = OWN.matcher(decision);
      if (decision.equals("own specification")) {
        add(fields.requirePorts(0), fields.requireText(1), rfc, Signal.Kind.SPECIFICATION);
      } else if (own.find()) {
        add(fields.requirePorts(0), fields.requireText(1), own.group(1), Signal.Kind.SPECIFICATION);
      }
      if (!decision.startsWith("tells")) {
        // The newest mention was looked at; the older ones by the same words say no more.
        noMentions.add(fields.requirePorts(0).first() + " " + fields.requireText(1));
      }
    }
    for (Fields fields : evidence.rows("system-port-specifications.csv", SPECIFICATIONS)) {
      if (fields.text(0).isEmpty()) {
        copies.add(fields.requireText(1));
        continue;
      }
      PortSpan ports = fields.requirePorts(0);
      String rfc = fields.requireText(1).substring(3);
      switch (fields.text(2)) {
        case "own specification" ->
            addOnly(
                fields,
                names.apply(ports.first()),
                rfc,
                OF_ANOTHER_SERVICE.contains(ports.first() + " " + rfc)
                    ? Signal.Kind.RFC_MENTION
                    : Signal.Kind.SPECIFICATION);
        case "names the port" ->
            addOnly(fields, names.apply(ports.first()), rfc, Signal.Kind.RFC_MENTION);
        default -> noMentions.add(ports.first() + " RFC" + rfc);
      }
    }
  }

  /** The second file names no service, which is clear where the port has one. */
  private void addOnly(Fields fields, Set<String> names, String rfc, Signal.Kind kind) {
    PortSpan ports = fields.requirePorts(0);
    boolean known =
        signals.values().stream()
            .anyMatch(row -> row.ports().equals(ports) && row.fact().source().equals("RFC" + rfc));
    if (names.size() != 1 && !known) {
      throw fields.fault(0, "a port with one service", String.join(", ", names));
    }
    if (!known) {
      add(ports, names.iterator().next(), rfc, kind);
    }
  }

  private void add(PortSpan ports, String serviceName, String rfc, Signal.Kind kind) {
    signals.put(
        ports + " " + serviceName + " " + rfc,
        new FactTable.Row<>(ports, new Signal(null, serviceName, kind, "RFC " + rfc, "RFC" + rfc)));
  }

  List<FactTable.Row<Signal>> signals() {
    return List.copyOf(signals.values());
  }

  /** Whether an RFC that names a port says nothing of the service on it. */
  boolean isNoMention(int port, String serviceName, String rfc) {
    return copies.contains(rfc)
        || noMentions.contains(port + " " + rfc)
        || noMentions.contains(port + " " + serviceName);
  }
}
