package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.Transport;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
}
