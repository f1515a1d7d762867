package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables that travel in the jar are the ones that {@code provenance.properties} tells of. */
class PackagedTest {

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = PortRegistry.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  private static String stated(String key) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = PortRegistry.class.getResourceAsStream("provenance.properties")) {
      properties.load(in);
    }
    return properties.getProperty(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"port-registry.csv", "former-assignments.csv"})
  void whatIsStatedOfATableIsTrue(String table) throws IOException, NoSuchAlgorithmException {
    byte[] bytes = resource(table);
    CRC32 crc = new CRC32();
    crc.update(bytes);
    byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(bytes);
    long rows = new String(bytes, StandardCharsets.UTF_8).lines().count() - 1;

    assertThat(stated(table + ".bytes")).isEqualTo("" + bytes.length);
    assertThat(stated(table + ".crc32")).isEqualTo(Long.toHexString(crc.getValue()));
    assertThat(stated(table + ".sha256")).isEqualTo(HexFormat.of().formatHex(sha256));
    assertThat(stated(table + ".rows")).isEqualTo("" + rows);
  }

  @Test
  void theStatedStartsAreThoseOfTheTable() throws IOException {
    assertThat(stated("port-registry.csv.starts"))
        .isEqualTo(
            IntStream.of(PortTable.startsOf(resource("port-registry.csv")))
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(" ")));
  }

  @Test
  void theProvenanceOfTheRegistryIsTheStatedOne() throws IOException {
    Provenance provenance = PortRegistry.bundled().provenance();

    assertThat(provenance.source()).isEqualTo(stated("source"));
    assertThat(provenance.sha256()).isEqualTo(stated("port-registry.csv.sha256"));
    assertThat(provenance.rows()).hasToString(stated("port-registry.csv.rows"));
  }

  @Test
  void thePackagedRegistryIsThePackagedTable() throws IOException {
    assertThat(PortRegistry.bundled().csv()).isEqualTo(resource("port-registry.csv"));
    assertThat(PackagedFacts.get().former().csv()).isEqualTo(resource("former-assignments.csv"));
  }

  @ParameterizedTest
  @CsvSource({"port-registry.csv", "former-assignments.csv", "provenance.properties"})
  void whatIsPackagedIsWhatIsReviewed(String file) throws IOException {
    assertThat(Path.of("registry-data", file)).hasBinaryContent(resource(file));
  }

  @Test
  void everyAliasPointsToANameOnTheSamePortAndTransport() {
    PortRegistry registry = PortRegistry.bundled();
    List<Assignment> astray = new ArrayList<>();
    List<Assignment> aliases =
        registry.assignments().filter(row -> !row.aliasOf().isEmpty()).toList();
    for (Assignment alias : aliases) {
      boolean found =
          registry.assignments(alias.ports().first(), alias.transport()).stream()
              .anyMatch(
                  row -> row.serviceName().equals(alias.aliasOf()) && row.aliasOf().isEmpty());
      if (!found) {
        astray.add(alias);
      }
    }

    assertThat(aliases).hasSize(188);
    assertThat(astray).isEmpty();
  }

  @Test
  void everyFormerAssignmentIsFoundOnItsPort() throws IOException {
    long found =
        PortRegistry.bundled().ports().mapToLong(port -> port.formerAssignments().size()).sum();

    assertThat(found).hasToString(stated("former-assignments.csv.rows"));
  }
}
