package io.github.portregistry;

import static io.github.portregistry.CsvSpec.IANA_HEADER;
import static io.github.portregistry.CsvSpec.assertIanaRefused;
import static io.github.portregistry.CsvSpec.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many rows of one port a table may have, and how many ports in all. */
class RowPlacesTest {

  private static final String TOO_MANY_PORTS =
      "expected at most 4194304 ports in all rows together, 64 times all that there are but found ";

  /** A table of our own format with rows of one port or span, each of another name. */
  private static String table(int rows, IntFunction<String> ports) {
    StringBuilder table = new StringBuilder(CsvSpec.HEADER);
    for (int i = 0; i < rows; i++) {
      table.append(ports.apply(i)).append(",tcp,,,name-").append(1000 + i).append(",,,,,,,,,,␊");
    }
    return table.toString();
  }

  /** The same in IANA's format. */
  private static String iana(int rows, IntFunction<String> ports) {
    StringBuilder table = new StringBuilder(IANA_HEADER);
    for (int i = 0; i < rows; i++) {
      table.append("name-").append(i).append(',').append(ports.apply(i)).append(",tcp,,,,,,,,,␍␊");
    }
    return table.toString();
  }

  @Test
  void aThousandRowsOfOnePortAreRead() {
    assertThat(CsvSpec.read(table(1000, i -> "80")).port(80).assignments()).hasSize(1000);
    assertThat(CsvSpec.readIana(iana(1000, i -> "80")).port(80).assignments()).hasSize(1000);
  }

  @Test
  void oneRowMoreOfThePortIsRefused() {
    String found = "expected at most 1000 rows that cover one port but found 1001 that cover port ";

    assertRefused(table(1001, i -> "80"), "line 1002, column 1: " + found + "80");
    assertIanaRefused(iana(1001, i -> "80"), "line 1002, column 2: " + found + "80");
  }

  @Test
  void rowsOfSpansCountForEachOfTheirPorts() {
    assertRefused(
        table(1001, i -> i < 600 ? i + "-900" : "900-" + (900 + i)),
        "line 1002, column 1: expected at most 1000 rows that cover one port"
            + " but found 1001 that cover port 900");
  }

  @Test
  void aThousandRowsOfEachOfManyPortsAreRead() {
    PortRegistry registry = CsvSpec.read(table(20_000, i -> "" + i / 1000));

    assertThat(registry.port(0).assignments()).hasSize(1000);
    assertThat(registry.port(19).assignments()).hasSize(1000);
  }

  @Test
  void sixtyFourRowsOfAllPortsAreRead() {
    PortRegistry registry = CsvSpec.read(table(64, i -> "0-65535"));

    assertThat(registry.ports()).allMatch(port -> port.assignments().size() == 64);
  }

  @ParameterizedTest
  @CsvSource({"0-65535, 4259840", "0, 4194305", "65535, 4194305"})
  void oneRowMoreThanAllPortsSixtyFourTimesIsRefused(String ports, int found) {
    String message = TOO_MANY_PORTS + found + " up to this row";

    assertIanaRefused(iana(65, i -> i < 64 ? "0-65535" : ports), "line 66, column 2: " + message);
  }

  @Test
  void aThousandRowsOfOneNameWithoutAPortAreReadAndNoMore() {
    StringBuilder table = new StringBuilder(CsvSpec.HEADER);
    for (int i = 0; i < 1000; i++) {
      table.append(",tcp,,,").append(i % 2 == 0 ? "alpha" : "ALPHA").append(",Title ");
      table.append(i).append(",,,,,,,,,␊");
    }
    assertThat(CsvSpec.read(table.toString()).service("alpha")).hasSize(1000);

    assertRefused(
        table + ",tcp,,,Alpha,Other,,,,,,,,,␊",
        "line 1002, column 5: expected at most 1000 rows of one name without a port"
            + " but found 1001 of \"Alpha\"");
    assertIanaRefused(
        IANA_HEADER + ianaNames(1001),
        "line 1002, column 1: expected at most 1000 rows of one name without a port"
            + " but found 1001 of \"alpha\"");
  }

  private static String ianaNames(int rows) {
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < rows; i++) {
      names.append("alpha,,tcp,Title ").append(i).append(",,,,,,,,␍␊");
    }
    return names.toString();
  }

  @Test
  void aThousandOtherNamesWithoutAPortAreRead() {
    assertThat(CsvSpec.read(table(2000, i -> "")).assignments()).hasSize(2000);
  }
}
