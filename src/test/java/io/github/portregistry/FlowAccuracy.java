package io.github.portregistry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How often the server's end of a connection is found, measured with the ports of popular programs
 * as servers against every client port of a range.
 */
record FlowAccuracy(
    double registry,
    double lowerNumber,
    Map<ServerEnd.Certainty, Double> shares,
    Map<ServerEnd.Certainty, Double> rights) {

  /** Programs by their default ports; not part of this repository. */
  static final Path PROGRAMS = Path.of("..", "shared", "data", "flows", "programs.tsv");

  /** The client ports of systems. */
  record Clients(int first, int last) {
    static final Clients LINUX = new Clients(32768, 60999);
    static final Clients WINDOWS = new Clients(49152, 65535);
    static final Clients NAT = new Clients(1024, 65535);
    static final Clients XP = new Clients(1025, 5000);

    static final List<Clients> WITH_CERTAINTY = List.of(LINUX, NAT, XP);
  }

  record Program(int port, Transport transport, String name) {

    boolean isFound() {
      return PortRegistry.bundled().search(name).stream().anyMatch(it -> it.number() == port);
    }

    boolean isCommon() {
      String common = PortRegistry.bundled().commonName(port, transport);
      return !common.isEmpty() && (common.contains(name) || name.contains(common));
    }
  }

  static List<Program> programs() throws IOException {
    return Files.readAllLines(PROGRAMS).stream()
        .skip(1)
        .map(line -> line.split("[\t/]", -1))
        .map(
            field ->
                new Program(
                    Integer.parseInt(field[field.length - 3]),
                    Transport.of(field[field.length - 2]),
                    field[field.length - 1]))
        .toList();
  }

  record Server(int port, Transport transport) {}

  static Set<Server> servers() throws IOException {
    Set<Server> servers = new LinkedHashSet<>();
    for (Program program : programs()) {
      servers.add(new Server(program.port(), program.transport()));
    }
    return servers;
  }

  private static final Map<Clients, FlowAccuracy> MEASURED = new HashMap<>();

  static synchronized FlowAccuracy of(Clients clients) throws IOException {
    FlowAccuracy measured = MEASURED.get(clients);
    if (measured == null) {
      measured = measure(clients);
      MEASURED.put(clients, measured);
    }
    return measured;
  }

  private static FlowAccuracy measure(Clients clients) throws IOException {
    PortRegistry registry = PortRegistry.bundled();
    Map<ServerEnd.Certainty, long[]> counts = new EnumMap<>(ServerEnd.Certainty.class);
    for (ServerEnd.Certainty certainty : ServerEnd.Certainty.values()) {
      counts.put(certainty, new long[2]);
    }
    long all = 0;
    long lower = 0;
    for (Server server : servers()) {
      for (int client = clients.first(); client <= clients.last(); client++) {
        if (client != server.port()) {
          ServerEnd end = registry.serverEnd(client, server.port(), server.transport());
          all++;
          lower += server.port() < client ? 1 : 0;
          long[] count = counts.get(end.certainty());
          count[0]++;
          count[1] += end.port() == server.port() ? 1 : 0;
        }
      }
    }
    Map<ServerEnd.Certainty, Double> shares = new EnumMap<>(ServerEnd.Certainty.class);
    Map<ServerEnd.Certainty, Double> rights = new EnumMap<>(ServerEnd.Certainty.class);
    long right = 0;
    for (Map.Entry<ServerEnd.Certainty, long[]> entry : counts.entrySet()) {
      long[] count = entry.getValue();
      right += count[1];
      shares.put(entry.getKey(), 100.0 * count[0] / all);
      rights.put(entry.getKey(), 100.0 * count[1] / count[0]);
    }
    return new FlowAccuracy(100.0 * right / all, 100.0 * lower / all, shares, rights);
  }
}
