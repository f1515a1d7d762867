package io.github.portregistry;

import static java.util.Objects.requireNonNull;

import io.github.portregistry.csv.CsvText;
import io.github.portregistry.fact.CatalogFormat;
import io.github.portregistry.fact.DocumentFormat;
import io.github.portregistry.fact.EverydayFormat;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.Facts;
import io.github.portregistry.fact.Format;
import io.github.portregistry.fact.FormerFormat;
import io.github.portregistry.fact.JudgmentFormat;
import io.github.portregistry.fact.KeyedTable;
import io.github.portregistry.fact.RegistryHistory;
import io.github.portregistry.fact.RelatedFormat;
import io.github.portregistry.fact.RfcFormat;
import io.github.portregistry.fact.SignalFormat;
import io.github.portregistry.fact.Statuses;
import io.github.portregistry.fact.UseFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/**
 * The tables in a directory as a maintainer changes them: the statuses are made again from what the
 * other tables say, and all is written or nothing.
 */
final class RegistryData {

  static final String FAMILIES = "rules/service-families.csv";
  static final String CURATED = "rules/curated-statuses.csv";
  static final String MEANINGS = "rules/sign-meanings.csv";
  static final String SEARCHES = "rules/searches.csv";
  static final String LISTINGS = "rules/first-listings.csv";
  static final String PLATFORMS = "rules/living-platforms.csv";
  static final String CATEGORIES = "rules/application-categories.csv";
  static final String HAND_USES = "rules/hand-uses.csv";
  static final String PROGRAMS = "rules/service-programs.csv";

  /** The tables of facts that the jar packages, in the order in which the provenance has them. */
  private static final List<String> PACKAGED_FACTS =
      List.of(
          Facts.FORMER,
          Facts.USES,
          Facts.NAMES,
          Facts.SIGNALS,
          Facts.DOCUMENTS,
          Facts.STATUSES,
          Facts.RELATED,
          Facts.RFCS,
          Facts.CATALOGS,
          Facts.HISTORY);

  /** What a table is where there is none yet. */
  private static final Map<String, byte[]> EMPTY =
      Map.ofEntries(
          empty(Facts.FORMER, FormerFormat.FORMAT),
          empty(Facts.USES, UseFormat.FORMAT),
          empty(Facts.NAMES, EverydayFormat.FORMAT),
          empty(HAND_USES, UseFormat.FORMAT),
          empty(Facts.SIGNALS, SignalFormat.FORMAT),
          empty(Facts.DOCUMENTS, DocumentFormat.FORMAT),
          empty(Facts.STATUSES, JudgmentFormat.FORMAT),
          empty(Facts.RELATED, RelatedFormat.FORMAT),
          empty(FAMILIES, ServiceFamily.FORMAT),
          empty(CURATED, CuratedStatus.FORMAT),
          empty(LISTINGS, FirstListing.FORMAT),
          empty(SEARCHES, Search.FORMAT),
          empty(MEANINGS, SignMeaning.FORMAT),
          Map.entry(PROGRAMS, KeyedTable.of(ServiceProgram.FORMAT, Map.of()).csv()),
          Map.entry(PLATFORMS, KeyedTable.of(LivingPlatform.FORMAT, Map.of()).csv()),
          Map.entry(Facts.RFCS, KeyedTable.of(RfcFormat.FORMAT, Map.of()).csv()),
          Map.entry(Facts.CATALOGS, KeyedTable.of(CatalogFormat.FORMAT, Map.of()).csv()),
          Map.entry(Facts.HISTORY, RegistryHistory.none().csv()));

  private final Path directory;
  private final Map<String, byte[]> changed = new LinkedHashMap<>();

  RegistryData(Path directory) {
    this.directory = directory;
  }

  private static Map.Entry<String, byte[]> empty(String name, Format<?> format) {
    return Map.entry(name, FactTable.empty(format).csv());
  }

  /** The table of that name without a row. */
  static byte[] empty(String name) {
    return requireNonNull(EMPTY.get(name), name);
  }

  /** The facts as they are now, with what was changed. */
  Facts facts() {
    return Facts.read(this::text);
  }

  CsvText text(String name) {
    return CsvText.of(bytes(name), directory.resolve(name).toString());
  }

  private byte[] bytes(String name) {
    byte[] bytes = changed.get(name);
    if (bytes != null) {
      return bytes;
    }
    byte[] empty = EMPTY.get(name);
    if (empty != null && !has(name)) {
      return empty;
    }
    try {
      return Files.readAllBytes(directory.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("the table " + name + " of " + directory, e);
    }
  }

  boolean has(String name) {
    return changed.containsKey(name) || Files.exists(directory.resolve(name));
  }

  /** Puts a table in the place of the one that is there; nothing is written yet. */
  void put(String name, byte[] csv) {
    changed.put(name, csv);
  }

  /** The name of the snapshot that the rows are from. */
  String source() {
    String provenance = new String(bytes(Packaged.PROVENANCE), StandardCharsets.ISO_8859_1);
    return provenance
        .lines()
        .filter(line -> line.startsWith("source="))
        .map(line -> line.substring(7))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no source in " + Packaged.PROVENANCE));
  }

  /** The rows of the registry as they are now. */
  List<RegistryRow> entries(String source) {
    return PortTableCsv.read(CsvText.of(bytes(Packaged.PORTS), source)).entries().toList();
  }

  LivenessRule judge(List<RegistryRow> entries) {
    RuleTables tables =
        new RuleTables(
            FactTable.read(FirstListing.FORMAT, text(LISTINGS)),
            FactTable.read(ServiceFamily.FORMAT, text(FAMILIES)),
            KeyedTable.read(LivingPlatform.FORMAT, text(PLATFORMS)).byKey(),
            FactTable.read(CuratedStatus.FORMAT, text(CURATED)),
            FactTable.read(Search.FORMAT, text(SEARCHES)));
    return new LivenessRule(facts(), tables, entries);
  }

  /** Recomputes the statuses, puts them into the rows, and the rows into their table. */
  PortTable finish(List<RegistryRow> entries, String source) {
    PACKAGED_FACTS.stream().filter(name -> !has(name)).forEach(name -> put(name, bytes(name)));
    LivenessRule rule = judge(entries);
    put(Facts.STATUSES, rule.judgments().csv());
    List<RegistryRow> judged =
        new Statuses(facts().former().rows(), rule::appliedTo).appliedTo(entries);
    PortTable ports = PortTableCsv.of(judged, source, Facts.none());
    // What could not be read again is found here rather than by who packages it.
    PortTableCsv.read(CsvText.of(ports.csv(), source));
    put(Packaged.PORTS, ports.csv());
    put(Packaged.PROVENANCE, provenance(ports));
    return ports;
  }

  private byte[] provenance(PortTable ports) {
    StringBuilder text = new StringBuilder();
    text.append("# What the tables are, and how the loader makes sure of them.\n");
    text.append("# Written with them by the data refresh, see README.md; not by hand.\n");
    text.append("source=").append(ports.source()).append('\n');
    describe(text, Packaged.PORTS, ports.csv());
    PACKAGED_FACTS.forEach(name -> describe(text, name, bytes(name)));
    // Last, as it is long and the lines above are looked for from the beginning.
    text.append("# Where the rows of each run of 64 ports start, and those without a port.\n");
    text.append(Packaged.PORTS).append(Packaged.STARTS).append('=');
    text.append(
        IntStream.of(PortTable.startsOf(ports.csv()))
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(" ")));
    text.append('\n');
    text.append("# Of all the lines above this one.\n");
    String crc32 = crc32(text.toString().getBytes(StandardCharsets.ISO_8859_1));
    text.append(Packaged.CRC32_OF_ABOVE).append('=').append(crc32).append('\n');
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void describe(StringBuilder text, String name, byte[] csv) {
    text.append(name).append(".rows=").append(lines(csv) - 1).append('\n');
    text.append(name).append(".bytes=").append(csv.length).append('\n');
    text.append(name).append(".crc32=").append(crc32(csv)).append('\n');
    text.append(name).append(".sha256=").append(Provenance.sha256(csv)).append('\n');
  }

  private static String crc32(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return Long.toHexString(crc.getValue());
  }

  private static long lines(byte[] csv) {
    return new String(csv, StandardCharsets.UTF_8).lines().count();
  }

  /**
   * Writes all changed tables to temporary files first, so that a failure leaves the old tables
   * whole.
   */
  void write() throws IOException {
    for (Map.Entry<String, byte[]> file : changed.entrySet()) {
      Path fresh = directory.resolve(file.getKey() + ".new");
      Files.createDirectories(requireNonNull(fresh.getParent(), "a table is in a directory"));
      Files.write(fresh, file.getValue());
    }
    for (String name : changed.keySet()) {
      Files.move(
          directory.resolve(name + ".new"),
          directory.resolve(name),
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
