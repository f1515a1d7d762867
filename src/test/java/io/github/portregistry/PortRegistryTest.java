package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortRegistryTest {

  private static final PortRegistry BUNDLED = PortRegistry.bundled();

  @Test
  void thereIsOneBundledRegistry() {
    assertThat(PortRegistry.bundled()).isSameAs(BUNDLED);
  }

  @Test
  void lookupAsksTheBundledRegistry() {
    assertThat(PortRegistry.lookup(443)).isSameAs(BUNDLED.port(443));
  }

  @Test
  void thePrimaryServiceNameIsReturned() {
    assertThat(BUNDLED.serviceName(432, Transport.TCP)).isEqualTo("iasd");
    assertThat(BUNDLED.serviceName(80, Transport.UDP)).isEqualTo("http");
    assertThat(BUNDLED.serviceName(465, Transport.TCP)).isEqualTo("submissions");
    assertThat(BUNDLED.serviceName(9, Transport.DCCP)).isEqualTo("discard");
  }

  @Test
  void thereIsNoServiceNameWhereNoServiceIs() {
    assertThat(BUNDLED.serviceName(143, Transport.UDP)).isEmpty();
    assertThat(BUNDLED.serviceName(80, Transport.DCCP)).isEmpty();
    assertThat(BUNDLED.serviceName(24, Transport.TCP)).isEmpty();
    assertThat(BUNDLED.serviceName(60000, Transport.TCP)).isEmpty();
  }

  @Test
  void theServiceNameIsTheSameObjectEachTime() {
    String first = BUNDLED.serviceName(3306, Transport.TCP);

    assertThat(BUNDLED.serviceName(3306, Transport.TCP)).isSameAs(first);
  }

  @Test
  void theCommonNameIsTheServiceNameOrNothing() {
    assertThat(BUNDLED.commonName(22, Transport.TCP)).isEqualTo("ssh");
    assertThat(BUNDLED.commonName(60000, Transport.TCP)).isEmpty();
  }

  @Test
  void thePortsOfAStatusAreThoseThatHaveIt() {
    assertThat(BUNDLED.ports(PortStatus.RELEASED))
        .extracting(PortRecord::number)
        .contains(2, 831, 832, 833, 26264)
        .doesNotContain(432, 834, 1407, 44323);
    assertThat(BUNDLED.ports(PortStatus.GHOST))
        .extracting(PortRecord::number)
        .contains(431, 432)
        .doesNotContain(22, 80, 443, 1024);
    assertThat(BUNDLED.ports(PortStatus.DYNAMIC))
        .extracting(PortRecord::number)
        .startsWith(49152)
        .endsWith(65535);
  }

  @Test
  void aStreamOfPortsCanBeAskedForAgain() {
    assertThat(BUNDLED.ports().count()).isEqualTo(65_536);
    assertThat(BUNDLED.ports().count()).isEqualTo(65_536);
    assertThat(BUNDLED.assignments().count()).isEqualTo(BUNDLED.assignments().count());
  }

  @Test
  void theProvenanceTellsTheTableItsDayAndItsCounts() {
    Provenance provenance = BUNDLED.provenance();

    assertThat(provenance.source())
        .startsWith("IANA Service Name and Transport Protocol Port Number Registry, ");
    assertThat(WholeCopy.named(provenance.source()).day())
        .as("the day of the copy, on which no row need have changed")
        .isAfterOrEqualTo(provenance.snapshotDate().latest());
    assertThat(provenance.snapshotDate()).isGreaterThanOrEqualTo(new RegistryDate(2026, 8, 17));
    assertThat(provenance.rows()).isGreaterThan(provenance.namedRows());
    assertThat(provenance.rowsWithoutPort())
        .isEqualTo((int) BUNDLED.assignments().filter(row -> row.ports() == null).count());
    assertThat(provenance.base()).isNull();
  }

  @Test
  void theDigestIsThatOfTheFileInTheSourceTree() throws IOException, NoSuchAlgorithmException {
    byte[] csv = Files.readAllBytes(Path.of("registry-data", "port-registry.csv"));
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(csv);

    assertThat(BUNDLED.provenance().sha256()).isEqualTo(HexFormat.of().formatHex(digest));
  }

  @Test
  void theCountsAreThoseOfTheFileInTheSourceTree() throws IOException {
    Path csv = Path.of("registry-data", "port-registry.csv");
    try (var lines = Files.lines(csv)) {
      assertThat(BUNDLED.provenance().rows()).isEqualTo((int) lines.count() - 1);
    }
    assertThat(BUNDLED.provenance().namedRows()).isEqualTo((int) BUNDLED.assignments().count());
  }

  @Test
  void aTableOfATeamTellsItsOwnProvenance() {
    PortRegistry team =
        TeamTables.table(
            "team.csv",
            "8432,tcp,,,billing,,,,2020-03,2021-04-05,,,,,",
            "8433,,reserved,,,,,,,,,,,,",
            ",tcp,,,billing-admin,,,,,2021-04,,,,,");

    Provenance provenance = team.provenance();

    assertThat(provenance.source()).isEqualTo("team.csv");
    assertThat(provenance.snapshotDate()).isEqualTo(new RegistryDate(2021, 4, 5));
    assertThat(provenance.rows()).isEqualTo(3);
    assertThat(provenance.namedRows()).isEqualTo(2);
    assertThat(provenance.rowsWithoutPort()).isEqualTo(1);
    assertThat(provenance.sha256()).hasSize(64).isNotEqualTo(BUNDLED.provenance().sha256());
  }

  @Test
  void theDayOfATableIsTheNewestOfRegistrationAndModification() {
    assertThat(
            TeamTables.table("x", "8432,tcp,,,billing,,,,2022-03,2021-04-05,,,,,")
                .provenance()
                .snapshotDate())
        .isEqualTo(new RegistryDate(2022, 3, null));
  }

  @Test
  void aTableWithoutDatesHasNoDay() {
    assertThat(
            TeamTables.table("x", TeamTables.named("8432", "tcp", "billing"))
                .provenance()
                .snapshotDate())
        .isNull();
  }

  @Test
  @Tag("whole")
  void theTableOfTheSourceTreeIsReadAsTheBundledOne() throws IOException {
    PortRegistry read = PortRegistry.read(Path.of("registry-data", "port-registry.csv"));

    assertThat(read.provenance().sha256()).isEqualTo(BUNDLED.provenance().sha256());
    for (int port = 0; port <= 65535; port++) {
      for (Transport transport : Transport.values()) {
        assertThat(read.serviceName(port, transport))
            .isEqualTo(BUNDLED.serviceName(port, transport));
        assertThat(read.port(port).status(transport))
            .isEqualTo(BUNDLED.port(port).status(transport));
      }
      assertThat(read.port(port).block()).isEqualTo(BUNDLED.port(port).block());
    }
  }

  @Test
  void aTableThatIsReadCarriesNoFormerAssignments() throws IOException {
    PortRegistry read = PortRegistry.read(Path.of("registry-data", "port-registry.csv"));

    assertThat(read.port(832).formerAssignments()).isEmpty();
    assertThat(read.port(832).status()).isEqualTo(PortStatus.RELEASED);
  }

  @Test
  void theSourceOfAFileIsItsPath(@TempDir Path directory) throws IOException {
    Path team = directory.resolve("team.csv");
    Files.writeString(
        team, TeamTables.HEADER + "\n" + TeamTables.named("8432", "tcp", "billing") + "\n");

    PortRegistry read = PortRegistry.read(team);

    assertThat(read.provenance().source()).isEqualTo(team.toString());
    assertThat(read.service("billing").get(0).source()).isEqualTo(team.toString());
  }

  @Test
  void readIanaReadsAFileOfTwelveColumns(@TempDir Path directory) throws IOException {
    Path iana = directory.resolve("iana.csv");
    Files.writeString(
        iana,
        TeamTables.IANA_HEADER
            + "\r\nhttp,80,tcp,World Wide Web,[IESG],[IETF_Chair],,2021-10-01,[RFC9110],,,\r\n");

    PortRegistry read = PortRegistry.readIana(iana);

    assertThat(read.service("http"))
        .containsExactly(
            MadeRow.of("http")
                .on("80", Transport.TCP)
                .title("World Wide Web")
                .assignee("IESG")
                .contact("IETF_Chair")
                .modified("2021-10-01")
                .references("RFC9110")
                .liveness(Liveness.IN_USE)
                .source(iana.toString())
                .row());
    assertThat(read.provenance().source()).isEqualTo(iana.toString());
  }

  @Test
  void anEmptyTableStillHasARecordForEveryPort() {
    PortRegistry empty = TeamTables.table("empty");

    assertThat(empty.ports()).hasSize(65_536);
    assertThat(empty.ports(PortStatus.UNASSIGNED)).hasSize(49_152);
    assertThat(empty.ports(PortStatus.DYNAMIC)).hasSize(16_384);
    assertThat(empty.port(80).block()).isEqualTo(new PortSpan(0, 1023));
    assertThat(empty.port(8080).block()).isEqualTo(new PortSpan(1024, 49151));
    assertThat(empty.service("http")).isEmpty();
    assertThat(empty.assignments()).isEmpty();
    assertThat(empty.search("http")).isEmpty();
    assertThat(empty.serverPort(50000, 80, Transport.TCP)).isEqualTo(80);
    assertThat(empty.provenance().rows()).isZero();
  }
}
