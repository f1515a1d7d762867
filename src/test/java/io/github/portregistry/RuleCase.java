package io.github.portregistry;

import static io.github.portregistry.CsvSpec.csvText;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.portregistry.csv.CsvText;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.Facts;
import io.github.portregistry.fact.Format;
import io.github.portregistry.fact.Judgment;
import io.github.portregistry.fact.KeyedTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rule over tables of a few rows: the service alpha on port 100, which was listed early and of
 * which a search found nothing, and what a test adds.
 */
final class RuleCase {

  private final Map<String, Set<String>> tables = new HashMap<>();
  private final List<String> otherRows = new ArrayList<>();
  private String references = "";
  private String dates = ",";

  RuleCase() {
    with(Facts.CATALOGS, "netbase,netbase,6.6,2026-11-23,lists,here");
    with(Facts.CATALOGS, "rfc-index,RFC index,2026,2026-11-23,names,here");
    with(Facts.CATALOGS, "vendor-documentation,Vendors,as cited,2026-11-24,has,here");
    with(Facts.CATALOGS, "wireshark,Wireshark,4.6.9,2026-11-23,dissects,here");
    with(RegistryData.LISTINGS, "100,alpha,1992-07,RFC1340");
    with(RegistryData.SEARCHES, "100,alpha,nothing,both phrases,2026-11-26");
  }

  RuleCase with(String table, String row) {
    tables.computeIfAbsent(table, absent -> new TreeSet<>()).add(row + "␊");
    return this;
  }

  /** Takes all rows out of a table. */
  RuleCase without(String table) {
    tables.remove(table);
    return this;
  }

  /** What the registry cites for alpha. */
  RuleCase referringTo(String cited) {
    references = cited;
    return this;
  }

  /** When alpha was registered and changed, each "" if that is not known. */
  RuleCase dated(String registered, String modified) {
    dates = registered + "," + modified;
    return this;
  }

  /** A row of the registry next to alpha's, with a higher port. */
  RuleCase andRow(String row) {
    otherRows.add(row);
    return this;
  }

  static String row(int port, String name, String title, String references) {
    return port + ",tcp,,," + name + "," + title + ",,,,," + references + ",,,,";
  }

  private CsvText table(String name) {
    String header = new String(RegistryData.empty(name), UTF_8);
    return csvText(header + String.join("", tables.getOrDefault(name, Set.of())));
  }

  private <T> FactTable<T> table(Format<T> format, String name) {
    return FactTable.read(format, table(name));
  }

  LivenessRule rule(String... rows) {
    List<RegistryRow> entries =
        PortTableCsv.read(csvText(CsvSpec.HEADER + String.join("␊", rows) + "␊"))
            .entries()
            .toList();
    RuleTables rules =
        new RuleTables(
            table(FirstListing.FORMAT, RegistryData.LISTINGS),
            table(ServiceFamily.FORMAT, RegistryData.FAMILIES),
            KeyedTable.read(LivingPlatform.FORMAT, table(RegistryData.PLATFORMS)).byKey(),
            table(CuratedStatus.FORMAT, RegistryData.CURATED),
            table(Search.FORMAT, RegistryData.SEARCHES));
    return new LivenessRule(Facts.read(this::table), rules, entries);
  }

  FactTable<Judgment> judge(String... rows) {
    return rule(rows).judgments();
  }

  Judgment alpha() {
    List<String> rows = new ArrayList<>(otherRows);
    rows.add(0, "100,tcp,,,alpha,Alpha,,," + dates + "," + references + ",,,,");
    return judge(rows.toArray(String[]::new)).of(100).get(0);
  }
}
