package io.github.portregistry;

import static io.github.portregistry.TeamTables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The names that are read off the bytes are those of the objects, however tables overlap. */
class PrimaryNamesTest {

  private record Row(int first, int last, String transport, String rest) {
    @Override
    public String toString() {
      return (first == last ? "" + first : first + "-" + last) + "," + transport + "," + rest;
    }
  }

  private static void assertNamesAreThoseOfTheFirstAssignments(PortRegistry registry) {
    List<String> wrong = new ArrayList<>();
    for (int port = 0; port <= 65535; port++) {
      for (Transport transport : Transport.values()) {
        List<Assignment> services = registry.assignments(port, transport);
        String expected = services.isEmpty() ? "" : services.get(0).serviceName();
        String found = registry.serviceName(port, transport);
        if (!found.equals(expected)) {
          wrong.add(port + "/" + transport + " is " + found + " and not " + expected);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static PortRegistry randomTable(Random random, String name) {
    List<String> statuses =
        List.of(
            "", "in_use", "specified", "ghost", "services_file", "security_policy", "rfc_mention");
    String[] transports = {"", "tcp", "tcp", "udp", "sctp", "dccp"};
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      int first = random.nextInt(random.nextInt(4) == 0 ? 65_536 : 700);
      int last = random.nextInt(3) > 0 ? first : Math.min(65_535, first + random.nextInt(300));
      String references = random.nextBoolean() ? "RFC6335" : "";
      String alias = random.nextInt(4) == 0 ? "other" : "";
      String status = statuses.get(random.nextInt(statuses.size()));
      String rest =
          random.nextInt(5) == 0
              ? "reserved,,,,,,,,,,,,"
              : ","
                  + status
                  + ","
                  + name
                  + i
                  + ",\"A, \"\"b\"\"\",,,,,"
                  + references
                  + ",,,"
                  + alias
                  + ",";
      rows.add(new Row(first, last, transports[random.nextInt(transports.length)], rest));
    }
    Collections.shuffle(rows, random);
    List<String> order = List.of("", "tcp", "udp", "sctp", "dccp");
    rows.sort(
        Comparator.comparingInt(Row::first)
            .thenComparingInt(row -> order.indexOf(row.transport()))
            .thenComparing(Row::toString));
    return table(name + ".csv", rows.stream().map(Row::toString).distinct().toArray(String[]::new));
  }

  @Test
  void everyPackagedNameIsThatOfTheFirstAssignment() {
    assertNamesAreThoseOfTheFirstAssignments(PortRegistry.bundled());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theNamesOfOverlappingRowsInSeveralLayersAreThoseOfTheFirstAssignments(long seed) {
    Random random = new Random(seed);
    PortRegistry one = randomTable(random, "one");

    assertNamesAreThoseOfTheFirstAssignments(one);
    assertNamesAreThoseOfTheFirstAssignments(PortRegistry.bundled().withOverlay(one));
    assertNamesAreThoseOfTheFirstAssignments(one.withOverlay(randomTable(random, "two")));
  }

  @ParameterizedTest
  @CsvSource({"2015-05-06", "2025-09-28"})
  void theNamesOfAPastDayAreThoseOfTheFirstAssignment(LocalDate day) {
    PortRegistry past = PortRegistry.bundled().asOf(day);

    assertNamesAreThoseOfTheFirstAssignments(past);
    assertNamesAreThoseOfTheFirstAssignments(past.withOverlay(randomTable(new Random(4), "over")));
  }

  @Test
  void aRowWithoutANameHidesTheNamesBeneathForItsTransportOnly() {
    PortRegistry overlay = table("team.csv", "0-65535,tcp,unassigned,,,,,,,,,,,,");
    PortRegistry both = PortRegistry.bundled().withOverlay(overlay);

    assertThat(both.serviceName(443, Transport.TCP)).isEmpty();
    assertThat(both.serviceName(443, Transport.UDP)).isEqualTo("https");
    assertNamesAreThoseOfTheFirstAssignments(both);
  }

  @Test
  void namesAreTheSameFromTheHighestPortDownwards() {
    PortRegistry registry = PortRegistry.bundled().withOverlay(table("empty.csv"));
    for (int port = 65535; port >= 0; port--) {
      assertThat(registry.serviceName(port, Transport.SCTP))
          .isEqualTo(PortRegistry.bundled().serviceName(port, Transport.SCTP));
    }
  }

  /** Most programs ask for low ports only. */
  @ParameterizedTest
  @CsvSource({"5, 1024", "1023, 1024", "1500, 2048", "65535, 65536"})
  void theNamesReachToTheNextPowerOfTwo(int port, int length) {
    PortTable[] tables = {PortRegistry.bundled().layers().table(0)};

    assertThat(PrimaryNames.fill(new String[0], tables, Transport.TCP, port)).hasSize(length);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65_536})
  void aNumberThatIsNoPortIsRefusedWhateverWasAskedBefore(int port) {
    PortRegistry team = table("team.csv", "7,tcp,,,echo,,,,,,,,,,");
    assertThat(team.serviceName(7, Transport.TCP)).isEqualTo("echo");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> team.serviceName(port, Transport.TCP))
        .withMessage("port " + port + " is outside 0 to 65535");
  }
}
