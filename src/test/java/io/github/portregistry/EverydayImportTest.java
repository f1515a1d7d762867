package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.portregistry.fact.Catalog;
import io.github.portregistry.fact.FactTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of the everyday names that were collected are kept, and with which source. */
class EverydayImportTest {

  private static final List<RegistryRow> REGISTRY =
      List.of(
          MadeRow.of("al-pha").on("100-101", Transport.TCP).row(),
          MadeRow.of("beta").on("", Transport.TCP).row());

  private static final Map<String, Catalog> CATALOGS =
      Map.of(
          "netbase",
          new Catalog(
              "netbase", "Netbase", "6.6", RegistryDate.parse("2026-11-23"), "lists", "https://n"));

  @TempDir private Path directory;

  private Map<String, Integer> leftOut = Map.of();

  private List<FactTable.Row<EverydayName>> names(String row) throws IOException {
    Files.writeString(
        directory.resolve("everyday-names.csv"),
        "name,service_name,port,transport,source,several_meanings\n" + row + "\n");
    EvidenceImport evidence = new EvidenceImport(directory);
    List<FactTable.Row<EverydayName>> names =
        new EverydayImport(evidence, REGISTRY, CATALOGS).names();
    leftOut = evidence.leftOut();
    return names;
  }

  @Test
  void aNameThatTheRegistryDoesNotHaveIsKept() throws IOException {
    assertThat(names("gam,alpha,100,tcp,https://a.example (page 2),"))
        .containsExactly(
            new FactTable.Row<>(
                PortSpan.of(100),
                new EverydayName("gam", 100, Transport.TCP, "https://a.example")));
    assertThat(leftOut).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"100", "101"})
  void aNameThatIsTheRegisteredOneInOtherLettersIsLeftOut(int port) throws IOException {
    assertThat(names("AL_PHA,alpha," + port + ",tcp,https://a.example,")).isEmpty();
    assertThat(leftOut).containsExactly(entry("everyday name that is the registered one", 1));
  }

  @ParameterizedTest
  @CsvSource({"al-pha,102", "beta,100"})
  void aNameThatTheRegistryHasElsewhereOrWithoutAPortIsKept(String name, int port)
      throws IOException {
    assertThat(names(name + ",x," + port + ",tcp,https://a.example,")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.example, https://a.example",
    "netbase | https://a.example, https://a.example",
    "netbase | a book, Netbase 6.6",
    "a book | netbase, a book",
    "RFC 1700 | a book, a book",
    "https://gist.github.com/x | netbase, Netbase 6.6",
    "abbreviation of beta | IANA title of 100, IANA's title of 100",
  })
  void theBestOfSeveralSourcesIsNamed(String sources, String source) throws IOException {
    assertThat(names("gam,alpha,100,tcp," + sources + ","))
        .extracting(row -> row.fact().source())
        .containsExactly(source);
  }

  @Test
  void aNameWithoutASourceThatCanBeCheckedIsLeftOut() throws IOException {
    assertThat(names("gam,alpha,100,tcp,RFC 1700 | abbreviation of gamma,")).isEmpty();
    assertThat(leftOut)
        .containsExactly(entry("everyday name with a source that was not checked", 1));
  }

  @Test
  void aNameWithoutATransportIsRefused() {
    assertThatThrownBy(() -> names("gam,alpha,100,,https://a.example,"))
        .isInstanceOf(RegistryFormatException.class)
        .hasMessageEndingWith("line 2, column 4: expected a transport but found none");
  }
}
