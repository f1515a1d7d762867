package io.github.portregistry.cli;

import io.github.portregistry.RegistryChange;
import io.github.portregistry.Transport;
import io.github.portregistry.dossier.Escaped;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Prints changes of the registry as a table; changes that differ only in the transport share a
 * line.
 */
final class ChangeLines {

  private record Line(String when, String ports, String summary) {}

  private ChangeLines() {}

  static Table of(List<RegistryChange> changes) {
    Map<Line, Set<Transport>> lines = new LinkedHashMap<>();
    for (RegistryChange change : changes) {
      String ports = change.ports() == null ? "none" : change.ports().toString();
      Set<Transport> transports =
          lines.computeIfAbsent(
              new Line(change.when(), ports, change.summary()),
              absent -> EnumSet.noneOf(Transport.class));
      if (change.transport() != null) {
        transports.add(change.transport());
      }
    }
    Table table =
        new Table("WHEN", "PORT", "CHANGE")
            .wrap("WHEN")
            .wrap("CHANGE")
            .narrow("WHEN", "2014-07-13 to".length())
            .narrow("CHANGE", 20);
    lines.forEach(
        (line, transports) ->
            table.add(
                line.when(), line.ports() + keywords(transports), Escaped.text(line.summary())));
    return table;
  }

  private static String keywords(Set<Transport> transports) {
    return transports.isEmpty()
        ? ""
        : transports.stream().map(Transport::keyword).collect(Collectors.joining(",", "/", ""));
  }
}
