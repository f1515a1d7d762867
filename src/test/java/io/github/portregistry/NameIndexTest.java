package io.github.portregistry;

import static io.github.portregistry.TeamTables.alias;
import static io.github.portregistry.TeamTables.named;
import static io.github.portregistry.TeamTables.names;
import static io.github.portregistry.TeamTables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.portregistry.fact.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the rows of a name are found and kept, in tables that each test reads for itself. */
class NameIndexTest {

  private static PortRegistry registry(List<RegistryRow> rows) {
    return new PortRegistry(PortTableCsv.of(rows, "team", Facts.none()));
  }

  private static RegistryRow service(String name, int port) {
    return MadeRow.of(name).on(PortSpan.of(port), Transport.TCP).source("team").row();
  }

  // Many names

  /** Such as only an attack has; they are not found by their hash code. */
  private static List<String> namesOfOneHashCode() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 128; i++) {
      StringBuilder name = new StringBuilder();
      for (int bit = 6; bit >= 0; bit--) {
        name.append((i >> bit & 1) == 0 ? "an" : "c0");
      }
      names.add(name.toString());
    }
    return names;
  }

  @Test
  void eachOfManyNamesOfOneHashCodeIsFoundWithItsRows() {
    List<String> names = namesOfOneHashCode();
    assertThat(names).extracting(String::hashCode).containsOnly(names.get(0).hashCode());
    List<RegistryRow> rows = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      rows.add(service(names.get(i), i));
      rows.add(service(names.get(i), 1000 + i));
    }

    PortRegistry registry = registry(rows);

    for (int i = 0; i < names.size(); i++) {
      assertThat(registry.service(names.get(i)))
          .extracting(Assignment::serviceName, Assignment::ports)
          .containsExactly(
              tuple(names.get(i), PortSpan.of(i)), tuple(names.get(i), PortSpan.of(1000 + i)));
    }
  }

  @Test
  void aNameOfTheSameHashCodeThatNoRowHasIsNotFound() {
    List<String> names = namesOfOneHashCode();
    List<RegistryRow> rows = new ArrayList<>();
    for (int i = 1; i < names.size(); i++) {
      rows.add(service(names.get(i), i));
    }

    assertThat(registry(rows).service(names.get(0))).isEmpty();
  }

  @Test
  void allNamesOfATableLargerThanTheRegistryAreFound() {
    PortRegistry registry =
        registry(IntStream.range(0, 20_000).mapToObj(i -> service("s" + i, i)).toList());

    for (int i : new int[] {0, 16_383, 16_384, 16_385, 19_999}) {
      assertThat(registry.service("s" + i))
          .extracting(Assignment::ports)
          .containsExactly(PortSpan.of(i));
    }
  }

  // Spellings

  @ParameterizedTest
  @CsvSource({
    "aZ, AZ",
    "az, AZ",
    "@home, @Home",
    "[x], [X]",
    "'\"', '\"'",
    "'say \"hi\"', 'Say \"Hi\"'",
    "ÉÉ, éé",
    "éÉ, éé",
    "x, X"
  })
  void aNameIsFoundInAnyCaseWhateverItsCharacters(String asked, String name) {
    PortRegistry registry = registry(List.of(service("other", 1), service(name, 2)));

    assertThat(names(registry.service(asked))).containsExactly(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-net", "_NET", " net", ".Net"})
  void aNameThatStartsWithASeparatorIsFoundWithAnother(String asked) {
    assertThat(names(table("team", named("1", "tcp", ".net")).service(asked)))
        .containsExactly(".net");
  }

  @ParameterizedTest
  @ValueSource(strings = {"my-app", "My_App", "my app", "my.app"})
  void aNameIsFoundWithAnySeparatorInIt(String asked) {
    assertThat(names(table("team", named("1", "tcp", "my.app")).service(asked)))
        .containsExactly("my.app");
  }

  @Test
  void ofTwoNamesThatDifferInASeparatorEachIsFoundAsItIsWritten() {
    PortRegistry team = table("team", named("1", "tcp", "my-app"), named("2", "tcp", "my_app"));

    assertThat(names(team.service("my-app"))).containsExactly("my-app");
    assertThat(names(team.service("my_app"))).containsExactly("my_app");
    assertThat(names(team.service("my.app"))).containsExactly("my-app");
  }

  // What is kept

  @Test
  void theRowsOfANameAreKept() {
    PortRegistry team = table("team", named("1", "tcp", "shop"));

    assertThat(team.service("shop")).isSameAs(team.service("SHOP")).hasSize(1);
  }

  /** An alias of a name with many rows. */
  private static PortRegistry withAliasOf(int rows) {
    return table(
        "team",
        Stream.concat(
                Stream.of(alias("1", "tcp", "short", "long")),
                IntStream.rangeClosed(2, rows + 1)
                    .mapToObj(port -> named("" + port, "tcp", "long")))
            .toArray(String[]::new));
  }

  @Test
  void sixtyFourRowsOfAnotherNameAreKeptWithAnAlias() {
    PortRegistry team = withAliasOf(64);

    assertThat(team.service("short")).isSameAs(team.service("short")).hasSize(65);
  }

  /** Thousands of aliases of one name with many rows would take all memory. */
  @Test
  void moreRowsOfAnotherNameAreSearchedForEachTime() {
    PortRegistry team = withAliasOf(65);

    assertThat(team.service("short"))
        .isNotSameAs(team.service("short"))
        .isEqualTo(team.service("short"))
        .hasSize(66);
  }
}
