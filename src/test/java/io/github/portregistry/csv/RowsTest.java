package io.github.portregistry.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.Assignment;
import io.github.portregistry.Doubt;
import io.github.portregistry.IanaState;
import io.github.portregistry.Liveness;
import io.github.portregistry.PortSpan;
import io.github.portregistry.PortStatus;
import io.github.portregistry.RegistryDate;
import io.github.portregistry.RegistryRow;
import io.github.portregistry.Transport;
import io.github.portregistry.UnnamedEntry;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RowsTest {

  private static final RegistryDate REGISTERED = new RegistryDate(1995, 1, null);
  private static final RegistryDate MODIFIED = new RegistryDate(2021, 10, 1);

  private static final Assignment SERVICE =
      new Assignment(
          "https",
          PortSpan.of(443),
          Transport.TCP,
          "http protocol over TLS/SSL",
          "IESG",
          "IETF_Chair",
          REGISTERED,
          MODIFIED,
          List.of("RFC9110"),
          "code",
          "a remark",
          "http",
          Liveness.GHOST,
          null,
          "test");

  private static final UnnamedEntry BLOCK =
      new UnnamedEntry(
          new PortSpan(834, 846),
          Transport.TCP,
          IanaState.UNASSIGNED,
          PortStatus.RELEASED,
          "a remark",
          "IANA",
          "IETF_Chair",
          REGISTERED,
          MODIFIED,
          List.of("RFC1"),
          "other uses",
          "test");

  static List<RegistryRow> rows() {
    return List.of(SERVICE, BLOCK);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void theSameRowForOneTransportDiffersInNothingElse(RegistryRow row) {
    RegistryRow udp = Rows.withTransport(row, Transport.UDP);

    assertThat(udp.transport()).isEqualTo(Transport.UDP);
    assertThat(Rows.withTransport(udp, Transport.TCP)).isEqualTo(row);
  }

  @Test
  void theSameServiceUnderAnotherNameDiffersInNameTitleAndSource() {
    Assignment renamed = Rows.renamed(SERVICE, "https2", "Another title", "elsewhere");

    assertThat(renamed.serviceName()).isEqualTo("https2");
    assertThat(renamed.description()).isEqualTo("Another title");
    assertThat(renamed.source()).isEqualTo("elsewhere");
    assertThat(Rows.renamed(renamed, "https", "http protocol over TLS/SSL", "test"))
        .isEqualTo(SERVICE);
  }

  @Test
  void theSameServiceWithOtherReferencesDiffersInNothingElse() {
    Assignment cited = Rows.withReferences(SERVICE, List.of("RFC1", "RFC2"));

    assertThat(cited.references()).containsExactly("RFC1", "RFC2");
    assertThat(Rows.withReferences(cited, List.of("RFC9110"))).isEqualTo(SERVICE);
  }

  @Test
  void theSameServiceWithAnotherLivenessDiffersInNothingElse() {
    Assignment inDoubt = Rows.withLiveness(SERVICE, Liveness.IN_DOUBT, Doubt.SERVICES_FILE);

    assertThat(inDoubt.liveness()).isEqualTo(Liveness.IN_DOUBT);
    assertThat(inDoubt.doubt()).isEqualTo(Doubt.SERVICES_FILE);
    assertThat(Rows.withLiveness(inDoubt, Liveness.GHOST, null)).isEqualTo(SERVICE);
  }

  @Test
  void theSameServiceInDoubtStaysSoWhateverElseIsChanged() {
    Assignment inDoubt = Rows.withLiveness(SERVICE, Liveness.IN_DOUBT, Doubt.SERVICES_FILE);

    assertThat(
            List.of(
                Rows.renamed(inDoubt, "https2", "Another title", "elsewhere"),
                Rows.withReferences(inDoubt, List.of()),
                Rows.withTransport(inDoubt, Transport.UDP),
                (Assignment) Rows.knownOn(LocalDate.of(2021, 9, 30), inDoubt)))
        .allSatisfy(
            row -> {
              assertThat(row.liveness()).isEqualTo(Liveness.IN_DOUBT);
              assertThat(row.doubt()).isEqualTo(Doubt.SERVICES_FILE);
            });
  }

  @Test
  void theSameBlockWithAnotherStatusDiffersInNothingElse() {
    UnnamedEntry unassigned = Rows.withStatus(BLOCK, PortStatus.UNASSIGNED);

    assertThat(unassigned.status()).isEqualTo(PortStatus.UNASSIGNED);
    assertThat(Rows.withStatus(unassigned, PortStatus.RELEASED)).isEqualTo(BLOCK);
  }

  @Test
  void theSameBlockForOtherPortsDiffersInNothingElse() {
    UnnamedEntry ports = Rows.withPorts(BLOCK, new PortSpan(1, 2));

    assertThat(ports.ports()).isEqualTo(new PortSpan(1, 2));
    assertThat(Rows.withPorts(ports, new PortSpan(834, 846))).isEqualTo(BLOCK);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void onADayBeforeADateThatDateWasNotKnown(RegistryRow row) {
    RegistryRow then = Rows.knownOn(LocalDate.of(2021, 9, 30), row);

    assertThat(then.registered()).isEqualTo(REGISTERED);
    assertThat(then.modified()).isNull();
    assertThat(then.status()).isEqualTo(row.status());
    assertThat(Rows.knownOn(LocalDate.of(2021, 10, 1), row)).isEqualTo(row);
    assertThat(Rows.knownOn(LocalDate.of(1994, 12, 31), row).registered()).isNull();
  }

  @Test
  void aRegistrationThatWasNotKnownIsLeftOutOfARowThatWasNeverModified() {
    UnnamedEntry neverModified =
        new UnnamedEntry(
            BLOCK.ports(),
            Transport.TCP,
            IanaState.UNASSIGNED,
            PortStatus.UNASSIGNED,
            "",
            "",
            "",
            REGISTERED,
            null,
            List.of(),
            "",
            "test");

    assertThat(Rows.knownOn(LocalDate.of(1994, 12, 31), neverModified).registered()).isNull();
    assertThat(Rows.knownOn(LocalDate.of(1995, 1, 31), neverModified)).isEqualTo(neverModified);
  }
}
