package io.github.portregistry.fact;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.Assignment;
import io.github.portregistry.Evidence;
import io.github.portregistry.FormerAssignment;
import io.github.portregistry.FormerAssignment.Kind;
import io.github.portregistry.Liveness;
import io.github.portregistry.MadeRow;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortSpan;
import io.github.portregistry.PortStatus;
import io.github.portregistry.RegistryRow;
import io.github.portregistry.TeamTables;
import io.github.portregistry.Transport;
import io.github.portregistry.csv.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rows of a registry that was read again are released. */
class StatusesTest {

  private static final PortSpan PORT = new PortSpan(8500, 8500);

  private static final FactTable<FormerAssignment> NO_FORMER = FactTable.empty(FormerFormat.FORMAT);

  private static PortStatus of(
      String row, FactTable<FormerAssignment> former, UnaryOperator<Assignment> liveness) {
    PortRecord port = TeamTables.table("team", row).port(8500);
    List<RegistryRow> rows = new ArrayList<>(port.assignments());
    rows.addAll(port.unnamedEntries());
    return new Statuses(former.rows(), liveness).appliedTo(rows).get(0).status();
  }

  private static PortStatus after(
      String row, @Nullable Transport transport, Kind kind, Evidence.Strength strength) {
    FormerAssignment former =
        new FormerAssignment(
            transport, "old", "", List.of(), null, null, "IANA", "", kind, "here", null, null,
            strength);
    return of(
        row,
        FactTable.of(FormerFormat.FORMAT, List.of(new FactTable.Row<>(PORT, former))),
        UnaryOperator.identity());
  }

  @ParameterizedTest
  @CsvSource({
    "tcp, TCP, RELEASED",
    "tcp, UDP, RESERVED",
    "tcp, , RELEASED",
    "'', UDP, RELEASED",
    "'', , RELEASED"
  })
  void aRowIsReleasedIfAHolderLeftItsTransport(
      String transport, @Nullable Transport left, PortStatus status) {
    assertThat(
            after(
                TeamTables.unnamed("8500", transport, "reserved", ""),
                left,
                Kind.RELEASED,
                Evidence.Strength.STRONG))
        .isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "RELEASED, STRONG, RELEASED",
    "MOVED, MODERATE, RELEASED",
    "RELEASED, WEAK, RESERVED",
    "RENAMED, STRONG, RESERVED",
    "REASSIGNED, STRONG, RESERVED"
  })
  void aRowIsReleasedOnlyIfItsHolderSurelyLeftIt(
      Kind kind, Evidence.Strength strength, PortStatus status) {
    assertThat(
            after(TeamTables.unnamed("8500", "tcp", "reserved", ""), Transport.TCP, kind, strength))
        .isEqualTo(status);
  }

  @Test
  void whatLeftAWiderBlockReleasesNoPortOfIt() {
    assertThat(
            after(
                TeamTables.unnamed("8500-8501", "tcp", "reserved", ""),
                Transport.TCP,
                Kind.RELEASED,
                Evidence.Strength.STRONG))
        .isEqualTo(PortStatus.RESERVED);
  }

  @Test
  void aServiceHasTheLivenessThatIsKnownOfIt() {
    assertThat(
            of(
                TeamTables.named("8500", "tcp", "billing"),
                NO_FORMER,
                row -> Rows.withLiveness(row, Liveness.GHOST, null)))
        .isEqualTo(PortStatus.GHOST);
  }

  @Test
  void aServiceWithoutAPortIsLeftAsItIs() {
    Assignment portless = MadeRow.of("billing").on("", Transport.TCP).row();

    assertThat(
            new Statuses(NO_FORMER.rows(), row -> Rows.withLiveness(row, Liveness.GHOST, null))
                .appliedTo(List.of(portless)))
        .containsExactly(portless);
  }

  @Test
  void aHolderOfTwoPortsThatLeftDoesNotReleaseARowOfOneOfThem() {
    FormerAssignment former =
        new FormerAssignment(
            null,
            "old",
            "",
            List.of(),
            null,
            null,
            "IANA",
            "",
            Kind.RELEASED,
            "here",
            null,
            null,
            Evidence.Strength.STRONG);

    assertThat(
            of(
                TeamTables.unnamed("8500", "", "reserved", ""),
                FactTable.of(
                    FormerFormat.FORMAT,
                    List.of(new FactTable.Row<>(new PortSpan(8499, 8500), former))),
                UnaryOperator.identity()))
        .isEqualTo(PortStatus.RESERVED);
  }
}
