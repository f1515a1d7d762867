package io.github.portregistry;

import io.github.portregistry.csv.CsvText;
import io.github.portregistry.csv.RowFormat;
import io.github.portregistry.csv.Utf8;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.Facts;
import io.github.portregistry.fact.FormerFormat;
import io.github.portregistry.fact.RegistryHistory;
import io.github.portregistry.fact.RelatedFormat;
import io.github.portregistry.fact.Rfc;
import io.github.portregistry.fact.Signal;
import io.github.portregistry.fact.UseFormat;
import io.github.portregistry.iana.FormerMerge;
import io.github.portregistry.iana.IanaCopy;
import io.github.portregistry.past.HistoryDiff;
import io.github.portregistry.past.RegistryState;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * The maintainer's command that makes the tables under {@code registry-data/}: from IANA's file and
 * a file of later facts, from collected evidence, or the statuses alone after an edit by hand. It
 * tells what it did; {@code registry-data/README.md} tells when and how.
 */
final class RegistryImporter {

  private static final String REGISTRY =
      "IANA Service Name and Transport Protocol Port Number Registry";

  private static final Path TABLES = Path.of("registry-data");

  private RegistryImporter() {}

  /**
   * Runs the command.
   *
   * @param args {@code iana IANA.csv LATER-FACTS.csv HISTORY.csv STATES.csv}, {@code evidence
   *     IANA.csv LATER-FACTS.csv HISTORY.csv STATES.csv DIRECTORY}, {@code newer IANA.csv} or
   *     {@code statuses}; then optionally where the tables are, {@code registry-data} if left out
   * @throws IOException if a file cannot be read or written
   */
  public static void main(String[] args) throws IOException {
    List<Path> files = new ArrayList<>();
    for (int i = 1; i < args.length; i++) {
      files.add(Path.of(args[i]));
    }
    String what = args.length == 0 ? "" : args[0];
    int inputs =
        switch (what) {
          case "iana" -> 4;
          case "evidence" -> 5;
          case "newer" -> 1;
          case "statuses" -> 0;
          default -> Integer.MAX_VALUE - 1;
        };
    if (files.size() < inputs || files.size() > inputs + 1) {
      throw new IllegalArgumentException(
          "expected iana IANA.csv LATER-FACTS.csv HISTORY.csv STATES.csv, evidence IANA.csv"
              + " LATER-FACTS.csv HISTORY.csv STATES.csv DIRECTORY, newer IANA.csv, or statuses;"
              + " then optionally the directory of the tables; but found: "
              + String.join(" ", args));
    }
    Path tables = files.size() > inputs ? files.get(inputs) : TABLES;
    switch (what) {
      case "iana" -> importIana(Inputs.of(files), tables, System.out);
      case "evidence" -> importEvidence(Inputs.of(files), files.get(4), tables, System.out);
      case "newer" -> importNewer(files.get(0), tables, System.out);
      default -> judge(tables, System.out);
    }
  }

  /**
   * What the rows are made from.
   *
   * @param iana IANA's file
   * @param later what was assigned since
   * @param history a log of what was changed before the first published state
   * @param states the published states
   */
  record Inputs(Path iana, Path later, Path history, Path states) {

    static Inputs of(List<Path> files) {
      return new Inputs(files.get(0), files.get(1), files.get(2), files.get(3));
    }
  }

  static void importIana(Inputs inputs, Path directory, PrintStream out) throws IOException {
    RegistryData data = new RegistryData(directory);
    importRows(read(inputs), data, out);
    data.write();
  }

  /** The rows of IANA's file with what was changed since, and the history that leads to them. */
  private record Rows(
      String source,
      IanaCopy iana,
      LaterFacts later,
      List<RegistryRow> entries,
      PublishedStates states,
      RegistryHistory history) {}

  private static Rows read(Inputs inputs) throws IOException {
    LocalDate day = day(inputs.iana());
    String source = REGISTRY + ", " + day;
    IanaCopy iana = copy(inputs.iana(), source);
    LaterFacts later = LaterFacts.apply(text(inputs.later()), iana);
    PublishedStates states = PublishedStates.read(text(inputs.states()));
    RegistryHistory history =
        HistoryImport.read(text(inputs.history()))
            .through(states, iana.entries(), new RegistryHistory.Copy(day, source))
            .later(iana.entries(), later)
            .leadingTo(later.entries());
    return new Rows(source, iana, later, later.entries(), states, history);
  }

  private static void importRows(Rows rows, RegistryData data, PrintStream out) {
    FormerHistory former =
        FormerHistory.join(
            FormerMerge.of(rows.later().former(), seenInCopies(data)),
            rows.history(),
            rows.entries());
    data.put(Facts.HISTORY, rows.history().csv());
    PortTable before = data.has(Packaged.PORTS) ? ports(data) : null;
    List<FactTable.Row<FormerAssignment>> all =
        FormerReferences.of(former.rows(), rows.states().states());
    PortTable ports = finish(data, all, rows.entries(), rows.source());
    ImportReport.of(rows.iana(), rows.later(), all.size(), rows.history().changes().size())
        .print(out);
    if (before != null) {
      ImportReport.printDifferences(before, ports, out);
    } else {
      out.println("No table before this one.");
    }
    printStatuses(ports, out);
    former.print(out);
  }

  private static PortTable finish(
      RegistryData data,
      List<FactTable.Row<FormerAssignment>> former,
      List<RegistryRow> entries,
      String source) {
    data.put(Facts.FORMER, FactTable.of(FormerFormat.FORMAT, former).csv());
    List<FactTable.Row<RelatedFormat.Row>> related =
        ReleasedTogether.of(data.facts().related().rows(), former);
    data.put(Facts.RELATED, FactTable.of(RelatedFormat.FORMAT, related).csv());
    return data.finish(entries, source);
  }

  /** Goes from the tables as they are to a newer file of IANA's. */
  static void importNewer(Path ianaFile, Path directory, PrintStream out) throws IOException {
    RegistryData data = new RegistryData(directory);
    RegistryHistory history = data.facts().history();
    LocalDate day = day(ianaFile);
    if (!day.isAfter(history.last().day())) {
      throw new IllegalArgumentException(
          "expected a file with a row that is newer than the tables, which are of "
              + history.last().day()
              + "; the newest row of "
              + ianaFile
              + " is of "
              + day);
    }
    String source = REGISTRY + ", " + day;
    IanaCopy iana = copy(ianaFile, source);
    PortTable before = ports(data);
    HistoryDiff diff =
        HistoryDiff.between(
            before.entries().toList(),
            history.last(),
            iana.entries(),
            new RegistryHistory.Copy(day, source));
    // Refuses changes that do not lead back.
    new RegistryState(iana.entries()).rollBackTo(history.last().day(), diff.changes());
    RegistryHistory longer = diff.after(history);
    data.put(Facts.HISTORY, longer.csv());
    List<FactTable.Row<FormerAssignment>> seen = new ArrayList<>(seenInCopies(data));
    seen.addAll(diff.former());
    FormerHistory former =
        FormerHistory.join(FormerMerge.of(iana.former(), seen), longer, iana.entries());
    PortTable ports = finish(data, former.rows(), iana.entries(), source);
    printCount(out, diff.changes().size(), "changes since " + history.last().day());
    diff.changes().forEach(change -> out.println("        " + change));
    ImportReport.printDifferences(before, ports, out);
    printStatuses(ports, out);
    former.print(out);
    data.write();
  }

  private static PortTable ports(RegistryData data) {
    return PortTableCsv.read(data.text(Packaged.PORTS));
  }

  /** The former assignments that copies of the registry show, whatever the notes say of them. */
  private static List<FactTable.Row<FormerAssignment>> seenInCopies(RegistryData data) {
    return data.facts().former().rows().stream()
        .filter(row -> !isFromANote(row.fact().source()))
        .toList();
  }

  /** Whether a source is one copy of IANA's file, and not the two between which a change lies. */
  private static boolean isFromANote(String source) {
    return source.startsWith(REGISTRY) && !source.contains(" -> ");
  }

  static void importEvidence(Inputs inputs, Path evidence, Path directory, PrintStream out)
      throws IOException {
    RegistryData data = new RegistryData(directory);
    Rows rows = read(inputs);
    EvidenceImport collected = new EvidenceImport(evidence);
    Map<String, ApplicationCategory> categories =
        ApplicationCategory.FORMAT.read(data.text(RegistryData.CATEGORIES));
    FormerImport changes = new FormerImport(collected, rows.entries(), rows.history());
    put(data, Facts.FORMER, FormerFormat.FORMAT, changes.former());
    data.put(Facts.RFCS, Rfc.FORMAT.csv(collected.rfcs()));
    SignalImport signals = new SignalImport(collected, rows.entries());
    put(data, Facts.SIGNALS, Signal.FORMAT, signals.signals());
    put(data, RegistryData.LISTINGS, FirstListing.FORMAT, signals.listings());
    put(data, Facts.USES, UseFormat.FORMAT, new UseImport(collected, categories).uses());
    put(data, Facts.RELATED, RelatedFormat.FORMAT, collected.related());
    importRows(rows, data, out);
    out.println("Rows of evidence that were left out:");
    collected.leftOut().forEach((why, count) -> printCount(out, count, why));
    data.write();
  }

  /** Puts imported rows into a table beside those that were put there by hand. */
  private static <T> void put(
      RegistryData data, String name, FactTable.Format<T> format, List<FactTable.Row<T>> imported) {
    List<FactTable.Row<T>> all = new ArrayList<>(imported);
    if (data.has(name)) {
      Set<List<String>> places = new HashSet<>();
      imported.forEach(row -> places.add(place(format, row)));
      FactTable.read(format, data.text(name)).rows().stream()
          .filter(row -> places.add(place(format, row)))
          .forEach(all::add);
    }
    data.put(name, FactTable.of(format, all).csv());
  }

  /** What no two rows of a table share: the ports and the first three columns after them. */
  private static <T> List<String> place(FactTable.Format<T> format, FactTable.Row<T> row) {
    List<String> fields = format.encode().apply(row.fact());
    return List.of(row.ports().toString(), fields.get(0), fields.get(1), fields.get(2));
  }

  static void judge(Path directory, PrintStream out) throws IOException {
    RegistryData data = new RegistryData(directory);
    String source = data.source();
    PortTable before = ports(data);
    PortTable ports = data.finish(data.entries(source), source);
    ImportReport.printDifferences(before, ports, out);
    printStatuses(ports, out);
    data.write();
  }

  private static void printStatuses(PortTable ports, PrintStream out) {
    Map<PortStatus, Integer> counts = new TreeMap<>();
    ports.entries().forEach(entry -> counts.merge(entry.status(), 1, Integer::sum));
    out.println("Rows by status:");
    counts.forEach((status, count) -> printCount(out, count, RowFormat.text(status)));
  }

  static void printCount(PrintStream out, int count, String what) {
    out.printf(Locale.ROOT, "%,7d %s%n", count, what);
  }

  static CsvText text(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        InputStream text = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
      return CsvText.read(text, file.toString());
    }
  }

  private static IanaCopy copy(Path file, String entrySource) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return IanaCopy.of(Utf8.read(in, file.toString()), file.toString(), entrySource);
    }
  }

  private static LocalDate day(Path file) throws IOException {
    LocalDate day = copy(file, "").day();
    if (day == null) {
      throw new IllegalArgumentException("no row has a date, so the snapshot has none");
    }
    return day;
  }
}
