package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.Facts;
import io.github.portregistry.fact.KeyedTable;
import io.github.portregistry.fact.RelatedFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables under {@code registry-data/}, each read strictly, and what reads them. */
class TablesOfFactsTest {

  private static final Path TABLES = Path.of("registry-data");

  static List<Path> tables() throws IOException {
    try (Stream<Path> files = Files.walk(TABLES)) {
      return files.filter(file -> file.toString().endsWith(".csv")).sorted().toList();
    }
  }

  @Test
  void everyTableIsReadAsWhatItIs() throws IOException {
    RegistryData data = new RegistryData(TABLES);

    assertThat(tables()).hasSize(21);
    assertThat(data.facts().history().changes()).hasSizeGreaterThan(1300);
    assertThat(data.facts().former().rows()).hasSizeGreaterThan(400);
    assertThat(data.facts().uses().rows()).hasSizeGreaterThan(1000);
    assertThat(data.facts().names().rows()).hasSizeGreaterThan(300);
    assertThat(data.facts().signals().rows()).hasSizeGreaterThan(1000);
    assertThat(data.facts().documents().rows()).hasSizeGreaterThan(100);
    assertThat(data.facts().statuses().rows()).hasSizeGreaterThan(700);
    assertThat(data.facts().related().rows()).hasSizeGreaterThan(400);
    assertThat(data.facts().rfcs().byKey())
        .hasSizeGreaterThan(200)
        .containsKeys("RFC9900", "RFC4743");
    assertThat(data.facts().catalogs().byKey()).hasSizeGreaterThan(10);
    assertThat(FactTable.read(FirstListing.FORMAT, data.text(RegistryData.LISTINGS)).rows())
        .hasSizeGreaterThan(300);
    assertThat(FactTable.read(ServiceFamily.FORMAT, data.text(RegistryData.FAMILIES)).rows())
        .hasSizeGreaterThan(50);
    assertThat(KeyedTable.read(LivingPlatform.FORMAT, data.text(RegistryData.PLATFORMS)).byKey())
        .hasSizeGreaterThan(10);
    assertThat(FactTable.read(Search.FORMAT, data.text(RegistryData.SEARCHES)).rows()).isNotEmpty();
    assertThat(FactTable.read(SignMeaning.FORMAT, data.text(RegistryData.MEANINGS)).rows())
        .isNotEmpty();
    assertThat(
            KeyedTable.read(ApplicationCategory.FORMAT, data.text(RegistryData.CATEGORIES)).byKey())
        .hasSizeGreaterThan(700);
    assertThat(KeyedTable.read(ServiceProgram.FORMAT, data.text(RegistryData.PROGRAMS)).byKey())
        .hasSizeGreaterThan(10)
        .allSatisfy((service, program) -> assertThat(program.serviceName()).isEqualTo(service));
  }

  @Test
  void theMeaningsOfSignsOfOnePortAreInTheOrderOfTheirTransports() {
    PortSpan port = PortSpan.of(83);
    String rows =
        new String(RegistryData.empty(RegistryData.MEANINGS), StandardCharsets.UTF_8)
            + "83,,c,one,,\n83,sctp,b,one,,\n83,dccp,a,one,,\n";

    assertThat(
            FactTable.of(
                    SignMeaning.FORMAT,
                    List.of(
                        new FactTable.Row<>(
                            port, new SignMeaning(Transport.DCCP, "a", "one", "", "")),
                        new FactTable.Row<>(
                            port, new SignMeaning(Transport.SCTP, "b", "one", "", "")),
                        new FactTable.Row<>(port, new SignMeaning(null, "c", "one", "", ""))))
                .csv())
        .asString()
        .isEqualTo(rows);
  }

  /**
   * A row of a service that there neither is nor was would change nothing, and nobody would notice.
   */
  @Test
  void whatAPersonKeepsByHandIsOfServicesThatThereAreOrWere() {
    RegistryData data = new RegistryData(TABLES);
    List<String> named = new ArrayList<>();
    data.facts().documents().rows().forEach(row -> add(row, row.fact().serviceName(), named));
    FactTable.read(ServiceFamily.FORMAT, data.text(RegistryData.FAMILIES))
        .rows()
        .forEach(row -> add(row, row.fact().serviceName(), named));
    FactTable.read(FirstListing.FORMAT, data.text(RegistryData.LISTINGS))
        .rows()
        .forEach(row -> add(row, row.fact().serviceName(), named));
    FactTable.read(CuratedStatus.FORMAT, data.text(RegistryData.CURATED))
        .rows()
        .forEach(row -> add(row, row.fact().serviceName(), named));
    FactTable.read(Search.FORMAT, data.text(RegistryData.SEARCHES))
        .rows()
        .forEach(row -> add(row, row.fact().serviceName(), named));
    FactTable.read(SignMeaning.FORMAT, data.text(RegistryData.MEANINGS)).rows().stream()
        .filter(row -> !row.fact().serviceName().isEmpty())
        .forEach(row -> add(row, row.fact().serviceName(), named));
    Set<String> registered = new HashSet<>();
    PortRegistry.bundled()
        .ports()
        .forEach(
            port -> {
              port.assignments()
                  .forEach(row -> registered.add(port.number() + " " + row.serviceName()));
              port.formerAssignments().stream()
                  .filter(former -> former.kind() == FormerAssignment.Kind.RELEASED)
                  .forEach(row -> registered.add(port.number() + " " + row.serviceName()));
            });

    assertThat(named).hasSizeGreaterThan(500).allMatch(registered::contains);
  }

  private static void add(FactTable.Row<?> row, String serviceName, List<String> named) {
    named.add(row.ports() + " " + serviceName);
  }

  @ParameterizedTest
  @MethodSource("tables")
  void everyRowOfEveryTableOfFactsNamesItsSource(Path table) throws IOException {
    String name = TABLES.relativize(table).toString().replace('\\', '/');
    if (Set.of(
            Packaged.PORTS, RegistryData.CATEGORIES, RegistryData.MEANINGS, RegistryData.PROGRAMS)
        .contains(name)) {
      return; // the registry's own rows are of the provenance; the others are our judgment
    }
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(table)) {
      String column =
          name.equals(Facts.USES) || name.equals(RegistryData.HAND_USES)
              ? "sources"
              : name.equals(RegistryData.SEARCHES) ? "searched" : "source";
      assertThat(rows).allSatisfy(row -> assertThat(row.getField(column)).isNotBlank());
    }
  }

  @Test
  void everySignalAndStatusNamesCatalogsThatThereAre() {
    Facts facts = PackagedFacts.get();
    facts
        .signals()
        .facts()
        .filter(signal -> signal.source().matches("[a-z-]+"))
        .forEach(signal -> assertThat(facts.catalogs().get(signal.source())).isNotNull());
    facts
        .statuses()
        .facts()
        .forEach(
            status -> {
              assertThat(facts.catalogs().byKey().keySet()).containsAll(status.inUse());
              assertThat(facts.catalogs().byKey().keySet()).containsAll(status.mentioned());
            });
  }

  @Test
  void aTableByKeyRefusesKeysOutOfOrder() {
    String header = "word,platform,maintainer,source␊";

    assertThatThrownBy(
            () ->
                KeyedTable.read(
                    LivingPlatform.FORMAT, CsvSpec.csvText(header + "b,B,B,here␊a,A,A,here␊")))
        .isInstanceOf(RegistryFormatException.class)
        .hasMessage(
            "team.csv, line 3, column 1: expected keys in ascending order, each once but found"
                + " \"a\"");
  }

  @Test
  void aTableByKeyRefusesAKeyThatComesTwice() {
    String header = "word,platform,maintainer,source␊";

    assertThatThrownBy(
            () ->
                KeyedTable.read(
                    LivingPlatform.FORMAT, CsvSpec.csvText(header + "a,A,A,here␊a,A,B,here␊")))
        .isInstanceOf(RegistryFormatException.class)
        .hasMessage(
            "team.csv, line 3, column 1: expected keys in ascending order, each once but found"
                + " \"a\"");
  }

  @Test
  void aRelatedPortIsOne() {
    assertThatThrownBy(
            () ->
                FactTable.read(
                    RelatedFormat.FORMAT,
                    CsvSpec.csvText(
                        "port,related_port,relation,basis,source␊1,2-3,family,why,here␊")))
        .isInstanceOf(RegistryFormatException.class)
        .hasMessage("team.csv, line 2, column 2: expected one port but found \"2-3\"");
  }

  @Test
  void theFactsOfAPortCannotBeChanged() {
    assertThat(PackagedFacts.get().related().of(465)).hasSizeGreaterThan(1).isUnmodifiable();
    assertThat(PackagedFacts.get().related().of(6)).isEmpty();
  }

  @Test
  void aCuratedStatusIsOfAHolder() {
    assertThatThrownBy(
            () ->
                FactTable.read(
                    CuratedStatus.FORMAT,
                    CsvSpec.csvText(
                        "port,service_name,status,reason,source␊1,a,released,why,here␊")))
        .isInstanceOf(RegistryFormatException.class)
        .hasMessage("team.csv, line 2, column 3: expected ghost or assigned but found released");
  }
}
