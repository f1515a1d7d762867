package io.github.portregistry.fact;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.Assignment;
import io.github.portregistry.Doubt;
import io.github.portregistry.Evidence;
import io.github.portregistry.Liveness;
import io.github.portregistry.PortSpan;
import io.github.portregistry.RegistryRow;
import io.github.portregistry.TeamTables;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the rows of another copy of the registry have of the liveness of the packaged ones. */
class KnownLivenessTest {

  private static Assignment row(String status, String name, String transport, String modified) {
    String row = "8500," + transport + ",," + status + "," + name + ",,,,," + modified + ",,,,,";
    return TeamTables.table("team", row).port(8500).assignments().get(0);
  }

  private static KnownLiveness known(
      String status, @Nullable Liveness judged, Judgment.@Nullable Basis basis) {
    List<RegistryRow> packaged = List.of(row(status, "Billing", "tcp", ""));
    if (judged == null || basis == null) {
      return new KnownLiveness(packaged, FactTable.empty(JudgmentFormat.FORMAT));
    }
    Judgment judgment =
        new Judgment(
            "Billing", judged, null, basis, Evidence.Strength.WEAK, "", List.of(), List.of(), "x");
    return new KnownLiveness(
        packaged,
        FactTable.of(
            JudgmentFormat.FORMAT, List.of(new FactTable.Row<>(PortSpan.of(8500), judgment))));
  }

  @ParameterizedTest
  @CsvSource({
    "in_use, IN_USE,",
    "specified, SPECIFIED,",
    "ghost, GHOST,",
    "security_policy, IN_DOUBT, SECURITY_POLICY",
    "'', UNEXAMINED,"
  })
  void aRowHasTheLivenessOfThePackagedOneOverEachTransport(
      String status, Liveness liveness, @Nullable Doubt doubt) {
    assertThat(known(status, null, null).appliedTo(row("", "billing", "udp", "")))
        .extracting(Assignment::liveness, Assignment::doubt)
        .containsExactly(liveness, doubt);
  }

  @Test
  void aRowOfAnotherServiceIsLeftAsItIs() {
    Assignment other = row("", "shipping", "tcp", "");

    assertThat(known("in_use", null, null).appliedTo(other)).isEqualTo(other);
  }

  @Test
  void theSameServiceOnAnotherPortIsLeftAsItIs() {
    Assignment other =
        TeamTables.table("team", TeamTables.named("8501", "tcp", "billing"))
            .port(8501)
            .assignments()
            .get(0);

    assertThat(known("in_use", null, null).appliedTo(other)).isEqualTo(other);
  }

  private static KnownLiveness judged(String status, Liveness liveness, @Nullable Doubt doubt) {
    Judgment judgment =
        new Judgment(
            "Billing",
            liveness,
            doubt,
            Judgment.Basis.ABSENCE,
            Evidence.Strength.WEAK,
            "",
            List.of(),
            List.of(),
            "x");
    return new KnownLiveness(
        status.isEmpty() ? List.of() : List.of(row(status, "Billing", "tcp", "2012-01-01")),
        FactTable.of(
            JudgmentFormat.FORMAT, List.of(new FactTable.Row<>(PortSpan.of(8500), judgment))));
  }

  @Test
  void whatWasJudgedHoldsForAServiceThatHasLeft() {
    assertThat(judged("", Liveness.GHOST, null).appliedTo(row("", "billing", "tcp", "")).liveness())
        .isEqualTo(Liveness.GHOST);
    assertThat(
            judged("", Liveness.IN_DOUBT, Doubt.RFC_MENTION)
                .appliedTo(row("", "billing", "tcp", ""))
                .doubt())
        .isEqualTo(Doubt.RFC_MENTION);
  }

  @Test
  void aGhostWhoseRowIsChangedTodayWasAGhostBefore() {
    assertThat(
            judged("row_changed", Liveness.GHOST, null)
                .appliedTo(row("", "billing", "tcp", ""))
                .liveness())
        .isEqualTo(Liveness.GHOST);
  }

  @ParameterizedTest
  @CsvSource({
    "'', ABSENCE, GHOST",
    "2010-12-31, ABSENCE, GHOST",
    "2011-01-01, ABSENCE, IN_DOUBT",
    "2012-01-01, ABSENCE, IN_DOUBT",
    "2012-01-01, CURATED, GHOST",
    "2012-01-01, ENDED, GHOST"
  })
  void aRowThatWasLookedAtSinceIsNoGhostByAbsence(
      String modified, Judgment.Basis basis, Liveness liveness) {
    Assignment row =
        known("ghost", Liveness.GHOST, basis).appliedTo(row("", "billing", "tcp", modified));

    assertThat(row.liveness()).isEqualTo(liveness);
    assertThat(row.doubt()).isEqualTo(liveness == Liveness.GHOST ? null : Doubt.ROW_CHANGED);
  }

  @Test
  void aLaterChangeOfARowThatIsInUseChangesNothing() {
    assertThat(
            known("in_use", Liveness.IN_USE, Judgment.Basis.IN_USE)
                .appliedTo(row("", "billing", "tcp", "2012-01-01"))
                .liveness())
        .isEqualTo(Liveness.IN_USE);
  }
}
