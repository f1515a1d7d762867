package io.github.portregistry;

import io.github.portregistry.csv.RowFormat;
import io.github.portregistry.iana.IanaCopy;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

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

  static ImportReport of(IanaCopy iana, LaterFacts later, int former, int changes) {
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

  /** Prints which rows were added, removed and changed, and in what. */
  static void printDifferences(PortTable before, PortTable after, PrintStream out) {
    printDifferences(
        RegistryDiff.between(before.entries().toList(), after.entries().toList()), out);
  }

  static void printDifferences(RegistryDiff diff, PrintStream out) {
    printLines("added", diff.added().stream().map(ImportReport::place).toList(), out);
    printLines("removed", diff.gone().stream().map(ImportReport::place).toList(), out);
    printLines("changed", diff.changed().stream().map(ImportReport::line).toList(), out);
  }

  private static void printLines(String what, List<String> lines, PrintStream out) {
    out.printf(Locale.ROOT, "%,7d rows %s against the table before%n", lines.size(), what);
    lines.forEach(line -> out.println("        " + line));
  }

  private static String line(RegistryDiff.Change change) {
    return place(change.after())
        + ": "
        + change.fields().stream().map(RowFormat::text).collect(Collectors.joining(", "));
  }

  private static String place(RegistryRow row) {
    PortSpan ports = row.ports();
    Transport transport = row.transport();
    return (ports == null ? "no port" : ports.toString())
        + (transport == null ? "" : "/" + transport.keyword())
        + (row.serviceName().isEmpty() ? "" : " " + row.serviceName());
  }
}
