package io.github.portregistry;

import io.github.portregistry.csv.CsvText;
import io.github.portregistry.csv.OneLine;
import io.github.portregistry.csv.RowFormat;
import io.github.portregistry.csv.Rows;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Writes the rows of a registry in one of the formats. */
final class TableWriter {

  private static final int NAME_WIDTH = 16;
  private static final int PORT_WIDTH = 12;

  private final PortRegistry registry;
  private final StringBuilder text = new StringBuilder();

  private TableWriter(PortRegistry registry) {
    this.registry = registry;
  }

  static byte[] bytes(PortRegistry registry, TableFormat format) {
    TableWriter writer = new TableWriter(registry);
    switch (format) {
      case CSV -> {
        if (registry.sources().size() == 1) {
          return registry.csv().clone();
        }
        writer.table();
      }
      case LOOKUP -> writer.lookup();
      case SERVICES -> writer.services();
    }
    return writer.text.toString().getBytes(StandardCharsets.UTF_8);
  }

  // The visible rows of all layers

  private void table() {
    Map<String, RegistryRow> rows = new LinkedHashMap<>();
    addRowsWithPorts(rows);
    registry
        .assignments()
        .filter(row -> row.ports() == null)
        .forEach(row -> rows.putIfAbsent(RowFormat.place(row), row));
    List<RegistryRow> sorted = new ArrayList<>(rows.values());
    sorted.sort(RowFormat.tableOrder());
    String source = registry.sources().get(0);
    CsvText.appendRow(text, RowFormat.HEADER);
    for (RegistryRow row : sorted) {
      List<String> fields = new ArrayList<>(RowFormat.encode(row, source));
      fields.replaceAll(TableWriter::oneLine);
      CsvText.appendRow(text, fields);
    }
  }

  /** The name of a table may have any character; fields that were read are already on one line. */
  private static String oneLine(String field) {
    return field.chars().anyMatch(Character::isISOControl) ? OneLine.of(field).strip() : field;
  }

  /**
   * Adds the rows with ports. A row of many ports is split where a layer above hides it on some of
   * them.
   */
  private void addRowsWithPorts(Map<String, RegistryRow> rows) {
    List<Run> runs = new ArrayList<>();
    Map<RegistryRow, Run> newest = new HashMap<>();
    for (int port = 0; port <= PortSpan.MAX_PORT; port++) {
      for (RegistryRow row : registry.entries(port)) {
        Run run = newest.get(row);
        if (run == null || run.last != port - 1) {
          run = new Run(row, port);
          newest.put(row, run);
          runs.add(run);
        }
        run.last = port;
      }
    }
    Map<String, RegistryRow> whole = new HashMap<>();
    for (Run run : runs) {
      RegistryRow part = Rows.withPorts(run.row, new PortSpan(run.first, run.last));
      String place = RowFormat.place(part);
      RegistryRow other = whole.get(place);
      if (other == null || decides(run.row, other)) {
        whole.put(place, run.row);
        rows.put(place, part);
      }
    }
  }

  /** Whether a row takes precedence over another where both are visible on the same ports. */
  private static boolean decides(RegistryRow row, RegistryRow other) {
    if (row instanceof Assignment service && other instanceof Assignment than) {
      return service.primaryRank() < than.primaryRank();
    }
    PortSpan ports = row.ports();
    PortSpan than = other.ports();
    return ports != null && than != null && ports.size() < than.size();
  }

  /** A row and a range of ports on which it is visible. */
  private static final class Run {
    private final RegistryRow row;
    private final int first;
    private int last;

    Run(RegistryRow row, int first) {
      this.row = row;
      this.first = first;
    }
  }

  // One name for each port and transport

  private void lookup() {
    CsvText.appendRow(text, List.of("port", "service"));
    for (int port = 0; port <= PortSpan.MAX_PORT; port++) {
      for (Transport transport : Transport.values()) {
        String name = registry.serviceName(port, transport);
        if (!name.isEmpty()) {
          CsvText.appendRow(text, List.of(port + "/" + transport.keyword(), name));
        }
      }
    }
  }

  // /etc/services

  private void services() {
    text.append("# From ").append(OneLine.of(String.join(" over ", registry.sources())));
    text.append('\n');
    for (int port = 0; port <= PortSpan.MAX_PORT; port++) {
      for (Transport transport : Transport.values()) {
        services(port + "/" + transport.keyword(), registry.assignments(port, transport));
      }
    }
  }

  private void services(String place, List<Assignment> services) {
    Map<String, Assignment> lines = new LinkedHashMap<>();
    for (Assignment service : services) {
      if (service.aliasOf().isEmpty()) {
        lines.putIfAbsent(key(service.serviceName()), service);
      }
    }
    Map<String, Set<String>> aliases = new LinkedHashMap<>();
    Map<String, Assignment> others = new LinkedHashMap<>();
    for (Assignment service : services) {
      String name = key(service.serviceName());
      if (!service.aliasOf().isEmpty() && !lines.containsKey(name)) {
        String of = key(service.aliasOf());
        if (lines.containsKey(of)) {
          aliases.computeIfAbsent(of, absent -> new HashSet<>()).add(name);
        }
        others.putIfAbsent(name, service);
      }
    }
    lines.forEach(
        (name, service) -> {
          List<String> also = new ArrayList<>();
          for (String alias : aliases.getOrDefault(name, Set.of())) {
            Assignment row = others.remove(alias);
            if (row != null) {
              also.add(row.serviceName());
            }
          }
          also.sort(String.CASE_INSENSITIVE_ORDER);
          line(place, service, also);
        });
    others.values().forEach(service -> line(place, service, List.of()));
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private void line(String place, Assignment service, List<String> aliases) {
    int start = text.length();
    text.append(word(service.serviceName(), place));
    pad(start + NAME_WIDTH).append(place);
    pad(start + NAME_WIDTH + PORT_WIDTH);
    for (String alias : aliases) {
      text.append(word(alias, place)).append(' ');
    }
    if (!service.description().isEmpty()) {
      text.append("# ").append(service.description());
    }
    while (text.charAt(text.length() - 1) == ' ') {
      text.setLength(text.length() - 1);
    }
    text.append('\n');
  }

  private StringBuilder pad(int end) {
    do {
      text.append(' ');
    } while (text.length() < end);
    return text;
  }

  private static String word(String name, String place) {
    if (name.indexOf('#') >= 0 || name.chars().anyMatch(Character::isWhitespace)) {
      throw new IllegalArgumentException(
          "SERVICES has no place for the service name \""
              + OneLine.of(name)
              + "\" of "
              + place
              + ": expected a name without spaces and #; CSV and LOOKUP take any name");
    }
    return name;
  }
}
