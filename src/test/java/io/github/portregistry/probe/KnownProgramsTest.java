package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.ObservedUse;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of programs that are known to implement services. */
class KnownProgramsTest {

  static List<KnownPrograms.Row> rows() {
    return KnownPrograms.rows();
  }

  /** The names that a row can have: those of services with a port, and of applications. */
  private static final Set<String> NAMES =
      Stream.concat(
              PortRegistry.bundled()
                  .assignments()
                  .filter(service -> service.ports() != null)
                  .map(service -> service.serviceName()),
              PortRegistry.bundled()
                  .ports()
                  .flatMap(port -> port.observedUses().stream())
                  .map(use -> use.application()))
          .map(name -> name.toLowerCase(Locale.ROOT))
          .collect(Collectors.toSet());

  @ParameterizedTest
  @MethodSource("rows")
  @Tag("whole")
  void aRowHasAServiceOrAnApplicationAProgramAndASource(KnownPrograms.Row row) {
    if (!row.service().equals(KnownPrograms.ANY)) {
      assertThat(NAMES).contains(row.service().toLowerCase(Locale.ROOT));
    }
    assertThat(row.program()).matches("[a-z0-9._+ -]+|[a-z0-9._+-]+\\*\\.(jar|war)");
    assertThat(KnownPrograms.key(row.program())).isEqualTo(row.program());
    assertThat(URI.create(row.source()).getScheme()).matches("https?");
    assertThat(URI.create(row.source()).getHost()).contains(".");
  }

  @Test
  void noRowIsThereTwice() {
    assertThat(rows().stream().map(row -> row.service() + " " + row.program()))
        .doesNotHaveDuplicates();
  }

  @Test
  void rowsAreSortedByServiceAndThenByProgram() {
    List<String> keys =
        rows().stream()
            .map(
                row ->
                    (row.service().equals(KnownPrograms.ANY) ? "~" : row.service())
                        + " "
                        + row.program())
            .toList();

    assertThat(keys).isSorted();
  }

  private static KnownPrograms.@Nullable Documented find(int port, String program) {
    ProcessRef process =
        new ProcessRef(7, null, "n", Path.of("/usr/bin", program), false, List.of(), "root");
    return KnownPrograms.packaged().find(PortRegistry.lookup(port), Transport.TCP, process);
  }

  @Test
  void aProgramIsFoundByTheServiceOfThePort() {
    assertThat(find(22, "SSHD.exe"))
        .isEqualTo(new KnownPrograms.Documented("ssh", true, "https://man.openbsd.org/sshd.8"));
    assertThat(find(22, "nginx")).isNull();
    assertThat(find(22, ".sshd-wrapped")).isNotNull();
  }

  @Test
  void servicesAndProgramsAreKnownInAnyCase() {
    KnownPrograms table = KnownPrograms.packaged();

    assertThat(table.knowsService("Http")).isTrue();
    assertThat(table.knowsService("iasd")).isFalse();
    assertThat(table.knowsProgram("Nginx.EXE")).isTrue();
    assertThat(table.knowsProgram("iasd")).isFalse();
    assertThat(table.isStandIn("Docker-Proxy")).isTrue();
    assertThat(table.isStandIn("redis-server")).isFalse();
  }

  @Test
  void theTableIsReadOnce() {
    assertThat(KnownPrograms.packaged()).isNotNull().isSameAs(KnownPrograms.packaged());
  }

  @Test
  void everyLineOfTheFileIsARow() throws IOException {
    List<String> lines;
    try (InputStream in = KnownPrograms.class.getResourceAsStream(KnownPrograms.RESOURCE)) {
      lines =
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .toList();
    }
    List<String> written = new ArrayList<>(List.of(KnownPrograms.HEADER));
    for (KnownPrograms.Row row : rows()) {
      String service = row.service();
      written.add(
          (service.indexOf(',') < 0 ? service : '"' + service + '"')
              + ","
              + row.program()
              + ","
              + row.source());
    }

    assertThat(written).isEqualTo(lines);
  }

  // Tables of a test

  private static final String SOURCE = "https://example.com/";

  private static KnownPrograms table(KnownPrograms.Row... rows) {
    return new KnownPrograms(List.of(rows));
  }

  private static KnownPrograms.Row row(String service, String program) {
    return new KnownPrograms.Row(service, program, SOURCE);
  }

  @Test
  void aProgramOfSeveralRowsImplementsEachOfThem() {
    KnownPrograms table = table(row("smtp", "gate"), row("SSH", "gate"));

    assertThat(table.find(PortRegistry.lookup(22), Transport.TCP, Some.process(7, "/b/gate").ref()))
        .isEqualTo(new KnownPrograms.Documented("ssh", true, SOURCE));
    assertThat(table.knowsService("smtp")).isTrue();
    assertThat(table.knowsService("ssh")).isTrue();
    assertThat(table.knowsService("imap")).isFalse();
    assertThat(table.knowsProgram("gate")).isTrue();
  }

  @Test
  void aUseOverOneTransportDocumentsNoProgramOverTheOther() {
    PortRecord port =
        PortRegistry.bundled()
            .ports()
            .filter(
                one ->
                    one.observedUses().size() == 1
                        && one.observedUses(Transport.UDP).isEmpty()
                        && one.observedUses().get(0).confidence()
                            != ObservedUse.Confidence.DISPUTED)
            .findFirst()
            .orElseThrow();
    String application = port.observedUses().get(0).application();
    KnownPrograms table = table(row(application, "gate"));
    ProcessRef gate = Some.process(7, "/b/gate").ref();

    assertThat(table.find(port, Transport.TCP, gate))
        .isEqualTo(new KnownPrograms.Documented(application, false, SOURCE));
    assertThat(table.find(port, Transport.UDP, gate)).isNull();
  }

  @Test
  void aUseOverNoParticularTransportDocumentsAProgramOverBoth() {
    PortRecord port =
        PortRegistry.bundled()
            .ports()
            .filter(
                one ->
                    one.observedUses().size() == 1
                        && one.observedUses().get(0).transport() == null
                        && one.observedUses().get(0).confidence()
                            != ObservedUse.Confidence.DISPUTED)
            .findFirst()
            .orElseThrow();
    KnownPrograms table = table(row(port.observedUses().get(0).application(), "gate"));
    ProcessRef gate = Some.process(7, "/b/gate").ref();

    assertThat(table.find(port, Transport.TCP, gate)).isNotNull();
    assertThat(table.find(port, Transport.UDP, gate)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "shop_*.jar, shop_2.13-3.9.0.jar, true",
    "shop_*.jar, SHOP_12.JAR, true",
    "shop_*.jar, shop_2.jar, true",
    "shop_*.jar, shop_clients-3.jar, false",
    "shop_*.jar, shop_.jar, false",
    "shop_*.jar, myshop_2.13.jar, false",
    "shop_*.jar, shop_2.13.war, false",
    "*.jar, 2.13.jar, true",
    "shop-*-1.jar, shop-1.jar, false",
    "shop.war, Shop.war, true",
    "shop.war, shop.war.bak, false",
    "shop.war, shop2.war, false"
  })
  void anArchiveIsKnownByItsNameWithAnyVersion(String program, String file, boolean known) {
    assertThat(table(row("shop", program)).knowsJar(file)).isEqualTo(known);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gate", "gate.exe", "gate-*"})
  void aProgramThatIsNoArchiveIsNoJar(String program) {
    assertThat(table(row("ssh", program)).knowsJar(program)).isFalse();
    assertThat(table(row("ssh", program)).knowsJar("gate-1")).isFalse();
  }
}
