package io.github.portregistry;

import static io.github.portregistry.TeamTables.names;
import static io.github.portregistry.TeamTables.places;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults that libraries like this one were found to have. */
class PeerBugsTest {

  private static final PortRegistry BUNDLED = PortRegistry.bundled();

  /** A library that reads the low byte as signed takes these numbers for others. */
  @ParameterizedTest
  @CsvSource({
    "443, https",
    "8080, http-alt",
    "143, imap",
    "993, imaps",
    "255, ''",
    "33434, traceroute",
    "49150, inspider"
  })
  void aPortWithTheHighBitSetInAByteIsFound(int port, String name) {
    assertThat(PortRegistry.lookup(port).number()).isEqualTo(port);
    assertThat(BUNDLED.serviceName(port, Transport.TCP)).isEqualTo(name);
  }

  @Test
  void aRowWithoutANameDoesNotTakeThatOfTheRowAbove() {
    PortRegistry iana =
        TeamTables.iana(
            "x",
            "matahari,49000,tcp,Matahari Broker,,,,,,,,",
            ",49000,udp,Reserved,,,,,,,,",
            ",49001,tcp,Unassigned,,,,,,,,");

    assertThat(iana.serviceName(49000, Transport.UDP)).isEmpty();
    assertThat(iana.serviceName(49001, Transport.TCP)).isEmpty();
    assertThat(names(iana.service("matahari"))).hasSize(1);
    assertThat(BUNDLED.assignments(49000, Transport.UDP)).isEmpty();
  }

  @Test
  void noServiceIsInvented() {
    long rows = 0;
    for (String[] row : RawSnapshot.records(Path.of("registry-data", "port-registry.csv"), 15)) {
      if (!row[0].isEmpty() && !row[4].isEmpty()) {
        int dash = row[0].indexOf('-');
        int first = Integer.parseInt(dash < 0 ? row[0] : row[0].substring(0, dash));
        int last = Integer.parseInt(row[0].substring(dash + 1));
        rows += (last - first + 1L) * (row[1].isEmpty() ? 4 : 1);
      }
    }
    long services =
        BUNDLED
            .ports()
            .mapToLong(
                port ->
                    Stream.of(Transport.values()).mapToLong(t -> port.assignments(t).size()).sum())
            .sum();

    assertThat(services).isEqualTo(rows);
  }

  @Test
  void aServiceHasAllItsPorts() {
    assertThat(BUNDLED.service("http-alt").stream().map(row -> row.ports().first()).distinct())
        .containsExactlyInAnyOrder(591, 8008, 8080);
    for (int port : new int[] {591, 8008, 8080}) {
      assertThat(BUNDLED.serviceName(port, Transport.TCP)).isEqualTo("http-alt");
    }
  }

  @Test
  void aNumberTooLargeForAPortIsNotCutToOne() {
    assertThat((short) 70000).isEqualTo((short) 4464);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PortRegistry.lookup(70000))
        .withMessage("port 70000 is outside 0 to 65535");
    assertThatThrownBy(
            () -> TeamTables.table("team.csv", TeamTables.named("70000", "tcp", "billing")))
        .isInstanceOf(RegistryFormatException.class)
        .hasMessageContaining("but found \"70000\"");
  }

  @Test
  void aNumberAboveThePositiveShortsStaysPositive() {
    assertThat(PortRegistry.lookup(49000).number()).isEqualTo(49000);
    assertThat(PortRegistry.lookup(49000).block()).isEqualTo(new PortSpan(49000, 49000));
    assertThat(BUNDLED.service("matahari").get(0).ports()).isEqualTo(new PortSpan(49000, 49000));
    assertThat(PortRegistry.lookup(65535).number()).isEqualTo(65535);
  }

  @Test
  void aRangeIsFoundAtEachOfItsPorts() {
    for (int port = 6000; port <= 6063; port++) {
      assertThat(BUNDLED.serviceName(port, Transport.TCP)).isEqualTo("x11");
      assertThat(BUNDLED.serviceName(port, Transport.UDP)).isEqualTo("x11");
    }
    assertThat(places(BUNDLED.service("x11")))
        .containsExactly("x11 6000-6063/tcp", "x11 6000-6063/udp");
  }

  @Test
  void severalServicesOfOnePortAreAllThere() {
    assertThat(names(BUNDLED.assignments(80, Transport.TCP)))
        .containsExactly("http", "www", "www-http");
    assertThat(names(BUNDLED.assignments(465, Transport.TCP)))
        .containsExactly("submissions", "urd");
    assertThat(names(BUNDLED.assignments(3478, Transport.TCP)))
        .containsExactly("stun", "turn", "stun-behavior");
  }

  @Test
  void aFailedLoadFailsAgainAndIsNotAnEmptyAnswer(@TempDir Path damaged) throws Exception {
    copy(Libraries.mainClasses(), damaged);
    Path table = damaged.resolve("io/github/portregistry/port-registry.csv");
    byte[] csv = Files.readAllBytes(table);
    csv[csv.length / 2] ^= 1;
    Files.write(table, csv);
    URL[] urls = {damaged.toUri().toURL(), Libraries.fastCsv().toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
      Method lookup = loader.loadClass(PortRegistry.class.getName()).getMethod("lookup", int.class);

      Throwable first = catchThrowable(() -> lookup.invoke(null, 443)).getCause();
      Throwable second = catchThrowable(() -> lookup.invoke(null, 443)).getCause();

      assertThat(first.getClass().getName()).isEqualTo(RegistryFormatException.class.getName());
      assertThat(first).hasMessageContaining("port-registry.csv: expected the CRC-32 ");
      assertThat(second).isSameAs(first);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  @Test
  void nothingThatIsHandedOutChangesWhatIsHandedOutNext() {
    List<List<?>> handedOut =
        List.of(
            PortRegistry.lookup(80).assignments(),
            PortRegistry.lookup(80).assignments(Transport.TCP),
            PortRegistry.lookup(80).assignments(Transport.DCCP),
            PortRegistry.lookup(840).unnamedEntries(),
            PortRegistry.lookup(832).formerAssignments(),
            PortRegistry.lookup(80).assignments().get(0).references(),
            BUNDLED.assignments(80, Transport.TCP),
            BUNDLED.service("http"),
            BUNDLED.service("no-such-service"),
            BUNDLED.search("http"));

    for (List<?> list : handedOut) {
      assertThatThrownBy(() -> list.add(null)).isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(list::clear).isInstanceOf(UnsupportedOperationException.class);
    }
    assertThat(names(PortRegistry.lookup(80).assignments(Transport.TCP)))
        .containsExactly("http", "www", "www-http");
  }
}
