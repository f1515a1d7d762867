package io.github.portregistry;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** Two tables, one over the other: for each port and transport the upper's rows, or the lower's. */
public final class OverlayFuzz {

  private static final int MOST_PORTS = 60;

  private OverlayFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    int split = 0;
    while (split < data.length && data[split] != FuzzedTables.SEPARATOR) {
      split++;
    }
    PortRegistry upper = table(Arrays.copyOfRange(data, 0, split));
    if (upper == null) {
      return;
    }
    laidOver(upper, PortRegistry.bundled());
    PortRegistry lower =
        table(Arrays.copyOfRange(data, Math.min(split + 1, data.length), data.length));
    if (lower != null) {
      PortRegistry both = laidOver(upper, lower);
      both.assignments().forEach(row -> named(both, row));
      both.search("a");
      FuzzedTables.require(both.provenance().base() != null, "both tables are told");
    }
  }

  private static PortRegistry table(byte[] rows) {
    return FuzzedTables.readOrNull(
        PortRegistry::read, FuzzedTables.underHeader(CsvSpec.HEADER, rows));
  }

  private static PortRegistry laidOver(PortRegistry upper, PortRegistry lower) {
    PortRegistry both = lower.withOverlay(upper);
    TreeSet<Integer> ports = new TreeSet<>(List.of(0, 80, PortSpan.MAX_PORT));
    upper
        .layers()
        .table(0)
        .entries()
        .map(RegistryRow::ports)
        .filter(span -> span != null)
        .limit(MOST_PORTS)
        .forEach(span -> ports.addAll(List.of(span.first(), span.last())));
    for (int port : ports) {
      for (Transport transport : Transport.values()) {
        PortRegistry wins = hasRow(upper.port(port), transport) ? upper : lower;
        String at = " on " + port + "/" + transport;
        FuzzedTables.require(
            names(both, port, transport).equals(names(wins, port, transport)),
            "the winner's services are told" + at);
        FuzzedTables.require(
            both.serviceName(port, transport).equals(wins.serviceName(port, transport)),
            "the winner's name is told" + at);
        FuzzedTables.require(
            both.port(port).ianaState(transport) == wins.port(port).ianaState(transport),
            "the winner's state is told" + at);
      }
      both.port(port).evidence();
      FuzzedTables.require(both.port(port).block().contains(port), "a block has its port");
    }
    return both;
  }

  private static boolean hasRow(PortRecord port, Transport transport) {
    return !port.assignments(transport).isEmpty()
        || port.unnamedEntries().stream().anyMatch(row -> row.isFor(transport));
  }

  private static List<String> names(PortRegistry registry, int port, Transport transport) {
    return registry.assignments(port, transport).stream().map(Assignment::serviceName).toList();
  }

  private static void named(PortRegistry registry, Assignment row) {
    FuzzedTables.require(
        registry.service(row.serviceName()).contains(row), "a name finds its rows");
  }
}
