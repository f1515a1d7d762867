package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.github.portregistry.Evidence.Strength;
import io.github.portregistry.FormerAssignment.Kind;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.FormerFormat;
import io.github.portregistry.fact.RegistryHistory;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FormerHistoryTest {

  private static final PortSpan PORT = PortSpan.of(5000);

  private final List<RegistryChange> changes = new ArrayList<>();
  private final List<FactTable.Row<FormerAssignment>> told = new ArrayList<>();
  private final List<RegistryRow> rows = new ArrayList<>();

  private static @Nullable RegistryDate date(String text) {
    return text.isEmpty() ? null : RegistryDate.parse(text);
  }

  private void change(
      RegistryChange.Kind kind, String from, String to, String name, String before, String after) {
    changes.add(MadeChange.between(from, to, kind, "5000", Transport.TCP, name, before, after));
  }

  private void withdrawn(String day, String name) {
    change(RegistryChange.Kind.WITHDRAWN, day, day, name, name + " title", "reserved");
  }

  private void told(
      String name,
      Kind kind,
      String successor,
      String on,
      String lastSeen,
      String absentBy,
      String authority,
      Strength strength) {
    told.add(
        new FactTable.Row<>(
            PORT,
            new FormerAssignment(
                Transport.TCP,
                name,
                "",
                List.of("RFC1"),
                null,
                date(on),
                authority,
                successor,
                kind,
                "copies",
                date(lastSeen),
                date(absentBy),
                strength)));
  }

  private FormerHistory join() {
    return FormerHistory.join(
        FactTable.of(FormerFormat.FORMAT, told),
        new RegistryHistory(
            new RegistryHistory.Copy(LocalDate.parse("2014-07-13"), "first"),
            changes,
            new RegistryHistory.Copy(LocalDate.parse("2026-08-17"), "last")),
        rows);
  }

  private List<FormerAssignment> joined() {
    return FactTable.of(FormerFormat.FORMAT, join().rows()).of(5000);
  }

  @Test
  void theHistoryGivesTheDayAndTheNoteItsAuthorityAndStrength() {
    withdrawn("2019-09-30", "alpha");
    told(
        "alpha",
        Kind.RELEASED,
        "",
        "2019-12-16",
        "2019-08-26",
        "2019-12-16",
        "RFC9",
        Strength.STRONG);

    assertThat(joined())
        .containsExactly(
            new FormerAssignment(
                Transport.TCP,
                "alpha",
                "alpha title",
                List.of("RFC1"),
                null,
                RegistryDate.parse("2019-09-30"),
                "RFC9",
                "",
                Kind.RELEASED,
                "log",
                null,
                null,
                Strength.STRONG));
    assertThat(join().counts()).containsExactly(entry("dated by the history", 1));
  }

  @Test
  void aChangeOfUnknownDayHasTheIntervalOfTheHistory() {
    change(RegistryChange.Kind.RENAMED, "2026-08-05", "2026-08-17", "beta", "alpha", "beta");
    told("alpha", Kind.RENAMED, "beta", "", "", "", "IANA", Strength.STRONG);

    assertThat(joined())
        .extracting(
            FormerAssignment::releasedOn, FormerAssignment::lastSeen, FormerAssignment::absentBy)
        .containsExactly(tuple(null, date("2026-08-05"), date("2026-08-17")));
  }

  @Test
  void theRegistrysOwnWordOnTheDayCountsWithinTheInterval() {
    change(RegistryChange.Kind.WITHDRAWN, "2019-08-26", "2019-12-16", "alpha", "A", "reserved");
    told("alpha", Kind.RELEASED, "", "2019-10-30", "", "", "IANA", Strength.STRONG);

    assertThat(joined())
        .extracting(FormerAssignment::releasedOn, FormerAssignment::absentBy)
        .containsExactly(tuple(date("2019-10-30"), date("2019-12-16")));
  }

  @Test
  void theDayOfACopyIsNotThatOfTheChange() {
    change(RegistryChange.Kind.RENAMED, "2019-08-26", "2019-12-16", "beta", "alpha", "beta");
    told(
        "alpha",
        Kind.RENAMED,
        "beta",
        "2019-12-16",
        "2019-08-26",
        "2019-12-16",
        "IANA",
        Strength.MODERATE);

    assertThat(joined()).extracting(FormerAssignment::releasedOn).containsOnlyNulls();
  }

  @Test
  void whatTheHistoryCallsARenamingIsOne() {
    change(RegistryChange.Kind.RENAMED, "2022-05-03", "2022-05-03", "beta", "alpha", "beta");
    told(
        "alpha",
        Kind.REASSIGNED,
        "beta",
        "2022-07-01",
        "2021-11-12",
        "2022-07-01",
        "IANA",
        Strength.MODERATE);

    assertThat(joined())
        .extracting(FormerAssignment::kind, FormerAssignment::successor)
        .containsExactly(tuple(Kind.RENAMED, "beta"));
    assertThat(join().counts()).containsEntry("of another kind in the history", 1);
  }

  @Test
  void aRenamingCanBeTwoChangesOfOneDayInTheHistory() {
    withdrawn("2022-05-03", "alpha");
    change(RegistryChange.Kind.ASSIGNED, "2022-05-03", "2022-05-03", "beta", "", "B");
    told("alpha", Kind.RENAMED, "beta", "", "2021-11-12", "2022-07-01", "IANA", Strength.WEAK);

    assertThat(joined())
        .extracting(FormerAssignment::kind, FormerAssignment::successor)
        .containsExactly(tuple(Kind.RENAMED, "beta"));
  }

  @Test
  void whoCameLaterInTheHistoryIsNoSuccessor() {
    withdrawn("2022-05-03", "alpha");
    change(RegistryChange.Kind.ASSIGNED, "2022-05-04", "2022-05-04", "beta", "", "B");
    told("alpha", Kind.REASSIGNED, "beta", "", "2021-11-12", "2022-07-01", "IANA", Strength.WEAK);

    assertThat(joined())
        .extracting(FormerAssignment::kind, FormerAssignment::successor)
        .containsExactly(tuple(Kind.RELEASED, ""));
  }

  @Test
  void whereItMovedTheHistoryDoesNotKnow() {
    withdrawn("2019-01-09", "alpha");
    told("alpha", Kind.MOVED, "8015", "", "2019-01-08", "2019-01-09", "IANA", Strength.MODERATE);

    assertThat(joined())
        .extracting(FormerAssignment::kind, FormerAssignment::successor)
        .containsExactly(tuple(Kind.MOVED, "8015"));
  }

  @Test
  void whatTheHistoryWouldKnowAndDoesNotDidNotHappen() {
    told(
        "alpha",
        Kind.RELEASED,
        "",
        "2020-01-10",
        "2020-01-10",
        "2020-01-10",
        "IANA",
        Strength.MODERATE);

    assertThat(joined()).isEmpty();
    assertThat(join().counts()).containsExactly(entry("contradicted by the history, left out", 1));
  }

  @Test
  void whatWasBeforeTheFirstCopyStays() {
    withdrawn("2019-09-30", "alpha");
    told("alpha", Kind.MOVED, "395", "", "1992-07", "1994-10", "IANA", Strength.WEAK);

    assertThat(joined())
        .extracting(FormerAssignment::kind, FormerAssignment::strength)
        .containsExactly(tuple(Kind.MOVED, Strength.WEAK), tuple(Kind.RELEASED, Strength.MODERATE));
  }

  @Test
  void aDateAfterACopyThatLacksTheServiceIsOfAnotherChange() {
    told(
        "alpha",
        Kind.RENAMED,
        "beta",
        "2014-07-18",
        "2005-12-22",
        "2014-07",
        "IANA",
        Strength.MODERATE);

    assertThat(joined())
        .extracting(FormerAssignment::releasedOn, FormerAssignment::strength)
        .containsExactly(tuple(null, Strength.WEAK));
  }

  @Test
  void whatTheHistoryAloneKnowsIsAdded() {
    withdrawn("2019-09-30", "alpha");

    assertThat(joined())
        .extracting(FormerAssignment::serviceName, FormerAssignment::releasedOn)
        .containsExactly(tuple("alpha", date("2019-09-30")));
  }

  @Test
  void whatLeftAndCameBackIsNoFormerAssignment() {
    withdrawn("2019-09-30", "alpha");
    rows.add(MadeRow.of("alpha").on(PORT, Transport.TCP).row());

    assertThat(joined()).isEmpty();
  }

  @Test
  void aNoteWithoutANameIsOfTheChangeNextToItsDate() {
    withdrawn("2015-01-01", "alpha");
    withdrawn("2019-10-31", "beta");
    told("", Kind.RELEASED, "", "2019-10-30", "", "", "IANA", Strength.STRONG);

    assertThat(joined())
        .extracting(FormerAssignment::serviceName, FormerAssignment::strength)
        .containsExactly(tuple("alpha", Strength.MODERATE), tuple("beta", Strength.STRONG));
  }

  @Test
  void joiningAgainChangesNothing() {
    withdrawn("2019-10-31", "alpha");
    told("", Kind.RELEASED, "", "2019-10-30", "", "", "IANA", Strength.STRONG);
    List<FormerAssignment> once = joined();
    told.addAll(join().rows());

    assertThat(joined()).isEqualTo(once);
  }

  // Where the two do not meet

  private FormerAssignment only() {
    List<FormerAssignment> joined = joined();
    assertThat(joined).hasSize(1);
    return joined.get(0);
  }

  @Test
  void withoutAHistoryAllStaysAsItWasTold() {
    told("alpha", Kind.RELEASED, "", "2020-01-10", "", "", "IANA", Strength.STRONG);

    FormerHistory join =
        FormerHistory.join(
            FactTable.of(FormerFormat.FORMAT, told), RegistryHistory.none(), List.of());

    assertThat(join.rows()).isEqualTo(told);
    assertThat(join.counts()).isEmpty();
  }

  @Test
  void whatEndedOnTheDayOfTheFirstCopyIsNotSinceIt() {
    told("alpha", Kind.RELEASED, "", "2014-07-13", "", "", "IANA", Strength.STRONG);

    assertThat(only().releasedOn()).isEqualTo(date("2014-07-13"));
    assertThat(join().counts()).isEmpty();
  }

  @Test
  void whatEndedOnTheDayAfterTheFirstCopyIsSinceIt() {
    told("alpha", Kind.RELEASED, "", "2014-07-14", "", "", "IANA", Strength.STRONG);

    assertThat(joined()).isEmpty();
  }

  @Test
  void theIntervalAndNotTheDateTellsWhetherItWasSinceTheFirstCopy() {
    told(
        "alpha",
        Kind.RELEASED,
        "",
        "2020-01-10",
        "2005-01-01",
        "2010-01-01",
        "RFC1",
        Strength.STRONG);

    assertThat(only())
        .extracting(
            FormerAssignment::releasedOn,
            FormerAssignment::strength,
            FormerAssignment::authority,
            FormerAssignment::absentBy)
        .containsExactly(null, Strength.WEAK, "RFC1", date("2010-01-01"));
    assertThat(join().counts())
        .containsExactly(entry("dated after a copy that lacks the service, the date left out", 1));
  }

  @Test
  void aChangeOfAnotherTransportOrPortIsAnother() {
    withdrawn("2019-09-30", "alpha");
    FormerAssignment other =
        new FormerAssignment(
            Transport.UDP, "alpha", "", date("2019-09-30"), "IANA", "", Kind.RELEASED, "copies");
    told.add(new FactTable.Row<>(PORT, other));
    told.add(new FactTable.Row<>(PortSpan.of(5001), other));

    assertThat(join().counts())
        .containsOnly(
            entry("contradicted by the history, left out", 2),
            entry("known from the history alone, added", 1));
  }

  @Test
  void whatIsToldOfNoTransportIsOfEachInTheHistory() {
    withdrawn("2019-09-30", "alpha");
    told.add(
        new FactTable.Row<>(
            PORT,
            new FormerAssignment(
                null, "ALPHA", "", date("2019-09-30"), "RFC1", "", Kind.RELEASED, "copies")));

    assertThat(only())
        .extracting(
            FormerAssignment::transport,
            FormerAssignment::serviceName,
            FormerAssignment::authority,
            FormerAssignment::strength)
        .containsExactly(Transport.TCP, "alpha", "RFC1", Strength.STRONG);
    assertThat(join().counts()).isEmpty();
  }

  @Test
  void aNoteWithoutANameOfBeforeTheFirstCopyIsOfNoChange() {
    withdrawn("2019-09-30", "alpha");
    told("", Kind.RELEASED, "", "2001-01-01", "", "", "IANA", Strength.STRONG);

    assertThat(joined())
        .extracting(FormerAssignment::serviceName)
        .containsExactlyInAnyOrder("", "alpha");
  }

  @Test
  void ofTwoChangesOfANameTheNearestIsMeant() {
    withdrawn("2015-01-01", "alpha");
    change(RegistryChange.Kind.ASSIGNED, "2016-01-01", "2016-01-01", "alpha", "", "A");
    withdrawn("2019-10-31", "alpha");
    told("alpha", Kind.RELEASED, "", "2019-10-30", "", "", "RFC5", Strength.STRONG);

    assertThat(joined())
        .extracting(FormerAssignment::releasedOn, FormerAssignment::authority)
        .containsExactlyInAnyOrder(
            tuple(date("2015-01-01"), "IANA"), tuple(date("2019-10-31"), "RFC5"));
  }

  @Test
  void ofTwoChangesOfANameTheEarlierIsMeantIfItIsNearer() {
    withdrawn("2015-01-01", "alpha");
    change(RegistryChange.Kind.ASSIGNED, "2016-01-01", "2016-01-01", "alpha", "", "A");
    withdrawn("2019-10-31", "alpha");
    told("alpha", Kind.RELEASED, "", "", "2014-08-01", "2015-06-01", "RFC5", Strength.STRONG);

    assertThat(joined())
        .extracting(FormerAssignment::releasedOn, FormerAssignment::authority)
        .containsExactlyInAnyOrder(
            tuple(date("2015-01-01"), "RFC5"), tuple(date("2019-10-31"), "IANA"));
  }

  @Test
  void aDayOutsideTheIntervalOfTheHistoryIsNotThatOfTheChange() {
    change(RegistryChange.Kind.WITHDRAWN, "2019-08-26", "2019-12-16", "alpha", "A", "reserved");
    told("alpha", Kind.RELEASED, "", "2019-12-17", "", "", "IANA", Strength.STRONG);

    assertThat(only().releasedOn()).isNull();
  }

  @Test
  void aDayThatIsNotTheRegistrysOwnWordIsNotThatOfTheChange() {
    change(RegistryChange.Kind.WITHDRAWN, "2019-08-26", "2019-12-16", "alpha", "A", "reserved");
    told("alpha", Kind.RELEASED, "", "2019-10-30", "", "", "IANA", Strength.MODERATE);

    assertThat(only().releasedOn()).isNull();
  }

  @Test
  void aServiceThatIsBackInOtherLettersIsNoFormerOne() {
    withdrawn("2019-09-30", "alpha");
    rows.add(MadeRow.of("ALPHA").on(PORT, Transport.TCP).row());

    assertThat(joined()).isEmpty();
  }

  @Test
  void aServiceThatIsOnAnotherTransportIsStillAFormerOne() {
    withdrawn("2019-09-30", "alpha");
    rows.add(MadeRow.of("alpha").on(PORT, Transport.UDP).row());
    rows.add(MadeRow.of("alpha").on("", Transport.TCP).row());

    assertThat(joined()).hasSize(1);
  }

  @Test
  void aMoveStaysOneWhereTheHistoryHasAnotherServiceInItsPlace() {
    withdrawn("2022-05-03", "alpha");
    change(RegistryChange.Kind.ASSIGNED, "2022-05-03", "2022-05-03", "beta", "", "B");
    told("alpha", Kind.MOVED, "8015", "2022-05-03", "", "", "IANA", Strength.STRONG);

    assertThat(only())
        .extracting(FormerAssignment::kind, FormerAssignment::successor)
        .containsExactly(Kind.MOVED, "8015");
    assertThat(join().counts()).isEmpty();
  }

  @Test
  void aRenamingToAnotherThanTheServiceInItsPlaceIsAReassignment() {
    withdrawn("2022-05-03", "alpha");
    change(RegistryChange.Kind.ASSIGNED, "2022-05-03", "2022-05-03", "beta", "", "B");
    told("alpha", Kind.RENAMED, "gamma", "2022-05-03", "", "", "IANA", Strength.STRONG);

    assertThat(only())
        .extracting(FormerAssignment::kind, FormerAssignment::successor)
        .containsExactly(Kind.REASSIGNED, "beta");
    assertThat(join().counts()).containsExactly(entry("of another kind in the history", 1));
  }

  @Test
  void theTitleAndTheDateOfRegistrationThatWereToldStay() {
    withdrawn("2019-09-30", "alpha");
    told.add(
        new FactTable.Row<>(
            PORT,
            new FormerAssignment(
                Transport.TCP,
                "alpha",
                "Told",
                List.of(),
                date("2001-01-01"),
                date("2019-09-30"),
                "IANA",
                "",
                Kind.RELEASED,
                "copies",
                null,
                null,
                Strength.WEAK)));

    assertThat(only())
        .extracting(
            FormerAssignment::description,
            FormerAssignment::registered,
            FormerAssignment::strength,
            FormerAssignment::source)
        .containsExactly("Told", date("2001-01-01"), Strength.MODERATE, "log");
  }

  @Test
  void whatWasDoneIsPrinted() {
    withdrawn("2019-09-30", "alpha");
    ByteArrayOutputStream report = new ByteArrayOutputStream();
    join().print(new PrintStream(report, true, StandardCharsets.UTF_8));

    assertThat(report.toString(StandardCharsets.UTF_8))
        .isEqualToNormalizingNewlines(
            """
            Former assignments brought into line with the history:
                  1 known from the history alone, added
            """);
  }

  @Test
  void whereNothingWasDoneNothingIsPrinted() {
    ByteArrayOutputStream report = new ByteArrayOutputStream();
    join().print(new PrintStream(report, true, StandardCharsets.UTF_8));

    assertThat(report.size()).isZero();
  }

  @Test
  void allChangesOfANameWithinTheIntervalThatWasToldAreMeant() {
    withdrawn("2015-01-01", "alpha");
    change(RegistryChange.Kind.ASSIGNED, "2016-01-01", "2016-01-01", "alpha", "", "A");
    withdrawn("2019-10-31", "alpha");
    told("alpha", Kind.RELEASED, "", "", "2014-08-01", "2020-06-01", "RFC5", Strength.STRONG);

    assertThat(joined())
        .extracting(FormerAssignment::releasedOn, FormerAssignment::authority)
        .containsExactlyInAnyOrder(
            tuple(date("2015-01-01"), "RFC5"), tuple(date("2019-10-31"), "RFC5"));
  }
}
