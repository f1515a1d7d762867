package io.github.portregistry;

import static io.github.portregistry.CsvSpec.csvText;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.portregistry.fact.Facts;
import java.util.List;
import java.util.Map;

/**
 * Registries with facts of their own, as the packaged one has them; new ones for each test, so that
 * nothing is known from another.
 */
final class OwnFacts {

  private OwnFacts() {}

  /** A registry of canonical rows and of the rows of some tables of facts, by the tables' names. */
  static PortRegistry registry(String rows, Map<String, String> tables) {
    Facts facts =
        Facts.read(
            name ->
                csvText(
                    new String(RegistryData.empty(name), UTF_8) + tables.getOrDefault(name, "")));
    List<RegistryRow> entries =
        PortTableCsv.read(csvText(CsvSpec.HEADER + rows)).entries().toList();
    return new PortRegistry(PortTableCsv.of(entries, "own", facts));
  }

  /** A row of an observed use. */
  static String use(String ports, String transport, String application, String commonName) {
    return String.join(
            ",", ports, transport, application, "web", "documented", commonName, "https://a")
        + "␊";
  }
}
