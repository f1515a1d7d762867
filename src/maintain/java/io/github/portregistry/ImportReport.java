package io.github.portregistry;

import io.github.portregistry.csv.RowFormat;
import io.github.portregistry.iana.IanaCsv;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What an import read, kept and left out, and how the new table differs from the old one. */
record ImportReport(
    int rowsRead,
    int named,
    int withoutPort,
    long released,
    int laterFacts,
    int formerAssignments,
    int changes,
    Map<String, Integer> typed,
    Map<String, Integer> dropped) {

  static ImportReport of(IanaCsv iana, LaterFacts later, int former, int changes) {
    List<RegistryRow> entries = iana.entries();
    return new ImportReport(
        entries.size(),
        (int) entries.stream().filter(entry -> entry instanceof Assignment).count(),
        (int) entries.stream().filter(entry -> entry.ports() == null).count(),
        entries.stream().filter(entry -> entry.status() == PortStatus.RELEASED).count(),
        later.rows(),
        former,
        changes,
        new TreeMap<>(iana.typed()),
        new TreeMap<>(iana.dropped()));
  }

  void print(PrintStream out) {
    out.printf(Locale.ROOT, "%,7d rows read and kept%n", rowsRead);
    out.printf(
        Locale.ROOT,
        "%,7d of them name a service, %,d of these without a port%n",
        named,
        withoutPort);
    out.printf(Locale.ROOT, "%,7d of them are released%n", released);
    out.printf(Locale.ROOT, "%,7d later facts applied%n", laterFacts);
    out.printf(Locale.ROOT, "%,7d former assignments%n", formerAssignments);
    out.printf(Locale.ROOT, "%,7d changes in the history%n", changes);
    out.println("Notes that became fields:");
    typed.forEach((kind, count) -> out.printf(Locale.ROOT, "%,7d %s%n", count, kind));
    out.println("Prose that was left out:");
    dropped.forEach((kind, count) -> out.printf(Locale.ROOT, "%,7d %s%n", count, kind));
  }

  /** Prints which rows were added, removed and changed, told by ports, transport and name. */
  static void printDifferences(PortTable before, PortTable after, PrintStream out) {
    Map<String, String> old = rowsByKey(before);
    Map<String, String> now = rowsByKey(after);
    printKeys("added", keysNotIn(old, now), out);
    printKeys("removed", keysNotIn(now, old), out);
    List<String> changed =
        now.keySet().stream()
            .filter(key -> old.containsKey(key) && !Objects.equals(now.get(key), old.get(key)))
            .toList();
    printKeys("changed", changed, out);
  }

  private static List<String> keysNotIn(Map<String, String> these, Map<String, String> those) {
    return those.keySet().stream().filter(key -> !these.containsKey(key)).toList();
  }

  private static void printKeys(String what, List<String> keys, PrintStream out) {
    out.printf(Locale.ROOT, "%,7d rows %s against the table before%n", keys.size(), what);
    keys.forEach(key -> out.println("        " + key));
  }

  private static Map<String, String> rowsByKey(PortTable table) {
    Map<String, String> rows = new LinkedHashMap<>();
    table
        .entries()
        .forEach(
            entry -> {
              String fields = RowFormat.encode(entry, table.source()).toString();
              rows.merge(key(entry), fields, (one, other) -> one + other);
            });
    return rows;
  }

  private static String key(RegistryRow entry) {
    PortSpan ports = entry.ports();
    Transport transport = entry.transport();
    return (ports == null ? "no port" : ports.toString())
        + (transport == null ? "" : "/" + transport.keyword())
        + (entry.serviceName().isEmpty() ? "" : " " + entry.serviceName());
  }
}
