package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.PortRegistry;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of programs that are known to implement services. */
class KnownImplementersTest {

  static List<KnownImplementers.Row> rows() {
    return KnownImplementers.rows();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aRowHasARegisteredServiceAProgramAndASource(KnownImplementers.Row row) {
    if (!row.service().equals(KnownImplementers.ANY)) {
      assertThat(PortRegistry.bundled().service(row.service()))
          .as("service %s", row.service())
          .anyMatch(service -> service.ports() != null);
    }
    assertThat(row.program()).matches("[a-z0-9._-]+");
    assertThat(KnownImplementers.key(row.program())).isEqualTo(row.program());
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
                    (row.service().equals(KnownImplementers.ANY) ? "~" : row.service())
                        + " "
                        + row.program())
            .toList();

    assertThat(keys).isSorted();
  }

  @Test
  void aProgramThatStandsInForOthersImplementsNothingItself() {
    Stream<String> standIns =
        rows().stream()
            .filter(row -> row.service().equals(KnownImplementers.ANY))
            .map(KnownImplementers.Row::program);

    assertThat(standIns)
        .noneMatch(
            program ->
                rows().stream()
                    .anyMatch(
                        row ->
                            row.program().equals(program)
                                && !row.service().equals(KnownImplementers.ANY)));
  }

  @Test
  void servicesAndProgramsAreFoundInAnyCase() {
    KnownImplementers table = KnownImplementers.packaged();

    assertThat(table.find("SSH", "sshd.exe"))
        .extracting(KnownImplementers.Row::service, KnownImplementers.Row::program)
        .containsExactly("ssh", "sshd");
    assertThat(table.find("ssh", "nginx")).isNull();
    assertThat(table.knowsService("Http")).isTrue();
    assertThat(table.knowsService("iasd")).isFalse();
    assertThat(table.knowsProgram("Nginx.EXE")).isTrue();
    assertThat(table.knowsProgram("iasd")).isFalse();
  }
}
