package io.github.portregistry;

import io.github.portregistry.csv.CsvText;
import io.github.portregistry.csv.RowFormat;
import io.github.portregistry.csv.Utf8;
import io.github.portregistry.fact.Catalog;
import io.github.portregistry.fact.EverydayFormat;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.Facts;
import io.github.portregistry.fact.Format;
import io.github.portregistry.fact.FormerFormat;
import io.github.portregistry.fact.KeyedTable;
import io.github.portregistry.fact.RegistryHistory;
import io.github.portregistry.fact.RelatedFormat;
import io.github.portregistry.fact.Rfc;
import io.github.portregistry.fact.RfcFormat;
import io.github.portregistry.fact.SignalFormat;
import io.github.portregistry.fact.UseFormat;
import io.github.portregistry.iana.FormerMerge;
import io.github.portregistry.iana.IanaCopy;
import io.github.portregistry.past.HistoryDiff;
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
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * The maintainer's command that makes the tables under {@code registry-data/}: from IANA's file and
 * a file of later facts, from collected evidence, or the statuses alone after an edit by hand. It
 * tells what it did; {@code registry-data/README.md} tells when and how.
 */
final class RegistryImporter {

  static final String REGISTRY = "IANA Service Name and Transport Protocol Port Number Registry";

  static final Path TABLES = Path.of("registry-data");

  private static final String OLDER = "--older";
  private static final String SHRUNK = "--shrunk";

  private RegistryImporter() {}

  /**
   * Runs the command.
   *
   * @param args {@code iana IANA.csv LATER-FACTS.csv HISTORY.csv STATES.csv}, {@code evidence
   *     IANA.csv LATER-FACTS.csv HISTORY.csv STATES.csv DIRECTORY}, {@code newer IANA.csv} or
   *     {@code statuses}; then optionally where the tables are, {@code registry-data} if left out.
   *     {@code --older} lets the first two go back to an older file, {@code --shrunk} lets {@code
   *     newer} read one that seems to lack rows
   * @throws IOException if a file cannot be read or written
   * @throws IllegalArgumentException if the arguments are others, or a file is refused
   */
  public static void main(String[] args) throws IOException {
    List<Path> files = new ArrayList<>();
    Set<String> options = new HashSet<>();
    for (int i = 1; i < args.length; i++) {
      if (args[i].startsWith("--")) {
        options.add(args[i]);
      } else {
        files.add(Path.of(args[i]));
      }
    }
    String what = args.length == 0 ? "" : args[0];
    String option =
        switch (what) {
          case "iana", "evidence" -> OLDER;
          case "newer" -> SHRUNK;
          default -> "";
        };
    int inputs =
        switch (what) {
          case "iana" -> 4;
          case "evidence" -> 5;
          case "newer" -> 1;
          case "statuses" -> 0;
          default -> Integer.MAX_VALUE - 1;
        };
    if (files.size() < inputs
        || files.size() > inputs + 1
        || !Set.of(option).containsAll(options)) {
      throw new IllegalArgumentException(
          "expected iana IANA.csv LATER-FACTS.csv HISTORY.csv STATES.csv, evidence IANA.csv"
              + " LATER-FACTS.csv HISTORY.csv STATES.csv DIRECTORY, newer IANA.csv, or statuses;"
              + " then optionally the directory of the tables; with --older for iana and evidence,"
              + " and --shrunk for newer; but found: "
              + String.join(" ", args));
    }
    Path tables = files.size() > inputs ? files.get(inputs) : TABLES;
    switch (what) {
      case "iana" -> importIana(Inputs.of(files), tables, options.contains(OLDER), System.out);
      case "evidence" ->
          importEvidence(
              Inputs.of(files), files.get(4), tables, options.contains(OLDER), System.out);
      case "newer" -> NewerImport.run(files.get(0), tables, options.contains(SHRUNK), System.out);
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

  static void importIana(Inputs inputs, Path directory, boolean older, PrintStream out)
      throws IOException {
    RegistryData data = new RegistryData(directory);
    Rows rows = read(inputs);
    requireNotOlder(rows, data, older);
    importRows(rows, data, out);
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

  static PortTable finish(
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

  static PortTable ports(RegistryData data) {
    return PortTableCsv.read(data.text(Packaged.PORTS));
  }

  /** The former assignments that copies of the registry show, whatever the notes say of them. */
  static List<FactTable.Row<FormerAssignment>> seenInCopies(RegistryData data) {
    return data.facts().former().rows().stream().filter(RegistryImporter::isSeenInCopies).toList();
  }

  /** A note is of one copy; what two copies show names both. */
  static boolean isSeenInCopies(FactTable.Row<FormerAssignment> former) {
    String source = former.fact().source();
    return !source.startsWith(REGISTRY) || source.contains(HistoryDiff.BETWEEN);
  }

  /** What is older than the tables would take back what a newer file brought. */
  private static void requireNotOlder(Rows rows, RegistryData data, boolean older) {
    if (older || !data.has(Packaged.PROVENANCE)) {
      return;
    }
    LocalDate tables = WholeCopy.named(data.source()).day();
    LocalDate day = WholeCopy.named(rows.source()).day();
    if (day.isBefore(tables)) {
      throw new IllegalArgumentException(
          "expected a copy of IANA's file that is not older than the one of the tables, which is of "
              + tables
              + ", but found one of "
              + day
              + "; "
              + OLDER
              + " goes back to it");
    }
  }

  static void importEvidence(
      Inputs inputs, Path evidence, Path directory, boolean older, PrintStream out)
      throws IOException {
    RegistryData data = new RegistryData(directory);
    Rows rows = read(inputs);
    requireNotOlder(rows, data, older);
    EvidenceImport collected = new EvidenceImport(evidence);
    FormerImport changes = new FormerImport(collected, rows.entries(), rows.history());
    put(data, Facts.FORMER, FormerFormat.FORMAT, changes.former());
    Map<String, Rfc> rfcs = new TreeMap<>(data.facts().rfcs().byKey());
    rfcs.putAll(collected.rfcs());
    data.put(Facts.RFCS, KeyedTable.of(RfcFormat.FORMAT, rfcs).csv());
    SignalImport signals =
        new SignalImport(
            collected,
            rows.entries(),
            FactTable.read(SignMeaning.FORMAT, data.text(RegistryData.MEANINGS)),
            data.facts().catalogs().byKey());
    put(data, Facts.SIGNALS, SignalFormat.FORMAT, signals.signals());
    put(data, RegistryData.LISTINGS, FirstListing.FORMAT, signals.listings());
    EverydayImport everyday =
        new EverydayImport(collected, rows.entries(), data.facts().catalogs().byKey());
    putUses(data, useImport(collected, data), signals.uses(), rows.entries());
    put(data, Facts.NAMES, EverydayFormat.FORMAT, everyday.names());
    put(
        data,
        Facts.RELATED,
        RelatedFormat.FORMAT,
        collected.related(port -> isClientEnd(rows.entries(), port)));
    importRows(rows, data, out);
    out.println("Rows of evidence that were left out:");
    collected.leftOut().forEach((why, count) -> printCount(out, count, why));
    data.write();
  }

  /** Whether the title of every service of a port says that it is a client. */
  private static boolean isClientEnd(List<RegistryRow> entries, int port) {
    List<RegistryRow> services =
        entries.stream().filter(row -> row instanceof Assignment && row.covers(port)).toList();
    return !services.isEmpty()
        && services.stream().allMatch(row -> row.description().endsWith(" Client"));
  }

  private static UseImport useImport(EvidenceImport collected, RegistryData data) {
    return new UseImport(
        collected,
        new Applications(
            KeyedTable.read(ApplicationCategory.FORMAT, data.text(RegistryData.CATEGORIES))
                .byKey()),
        new CatalogAddresses(data.facts().catalogs().byKey()));
  }

  /** The uses that were found by hand have a table of their own, since the rule names all alike. */
  private static void putUses(
      RegistryData data,
      UseImport collected,
      List<SignalImport.SignUse> signs,
      List<RegistryRow> registry)
      throws IOException {
    List<ObservedUse> byHand =
        FactTable.read(UseFormat.FORMAT, data.text(RegistryData.HAND_USES)).facts().toList();
    List<FactTable.Row<ObservedUse>> uses = collected.uses(byHand, signs);
    CommonNames names =
        new CommonNames(
            uses,
            registry,
            data.facts().signals(),
            KeyedTable.read(ServiceProgram.FORMAT, data.text(RegistryData.PROGRAMS)).byKey(),
            data.facts().catalogs().byKey().values().stream()
                .map(Catalog::source)
                .collect(Collectors.toSet()));
    List<FactTable.Row<ObservedUse>> named =
        uses.stream()
            .map(row -> new FactTable.Row<>(row.ports(), names.named(row.fact())))
            .toList();
    data.put(Facts.USES, FactTable.of(UseFormat.FORMAT, named).csv());
  }

  /** Adds imported rows to a table, next to the rows that were added by hand. */
  private static <T> void put(
      RegistryData data, String name, Format<T> format, List<FactTable.Row<T>> imported) {
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

  /**
   * What no two rows of a table share: the ports and the first three columns after them, but never
   * the last, which is the source.
   */
  private static <T> List<String> place(Format<T> format, FactTable.Row<T> row) {
    List<String> fields = format.encode(row.fact());
    List<String> place = new ArrayList<>(fields.subList(0, Math.min(3, fields.size() - 1)));
    place.add(row.ports().toString());
    return place;
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

  static void printStatuses(PortTable ports, PrintStream out) {
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
    return day(copy(file, ""));
  }

  static LocalDate day(IanaCopy copy) {
    LocalDate day = copy.day();
    if (day == null) {
      throw new IllegalArgumentException("no row has a date, so the snapshot has none");
    }
    return day;
  }
}
