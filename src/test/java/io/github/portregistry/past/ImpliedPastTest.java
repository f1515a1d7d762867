package io.github.portregistry.past;

import static io.github.portregistry.MadeChange.on;
import static io.github.portregistry.past.Steps.copy;
import static io.github.portregistry.past.Steps.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.Evidence;
import io.github.portregistry.FormerAssignment;
import io.github.portregistry.MadeRow;
import io.github.portregistry.PortSpan;
import io.github.portregistry.RegistryChange;
import io.github.portregistry.RegistryChange.Kind;
import io.github.portregistry.RegistryDate;
import io.github.portregistry.RegistryRow;
import io.github.portregistry.Transport;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.Facts;
import io.github.portregistry.fact.FormerFormat;
import io.github.portregistry.fact.RegistryHistory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The past of a copy next to a small packaged registry, whose last list is of March 2020. */
class ImpliedPastTest {

  private static final RegistryHistory.Copy WHOLE = copy("2020-01-01");

  private static ImpliedPast.Known known(
      List<RegistryRow> rows,
      List<FactTable.Row<FormerAssignment>> former,
      RegistryChange... changes) {
    RegistryHistory history =
        new RegistryHistory(copy("2014-01-01"), List.of(changes), copy("2020-03-31"));
    return new ImpliedPast.Known(
        WHOLE,
        () -> rows,
        Facts.none().withPast(FactTable.of(FormerFormat.FORMAT, former), history));
  }

  /** Such names stand in complete copies only, so their last known day is the day of one. */
  @ParameterizedTest
  @CsvSource({
    "2019-12-31, nowhere, 2020-02-02",
    "2020-01-01, nowhere, 2020-02-02",
    "2020-01-02, nowhere, 2020-01-01 to 2020-06-01",
    "2020-01-02, elsewhere, 2020-02-02"
  })
  void theDateOfANameWithoutAPortCountsUnlessALaterChangeIsAboutIt(
      String changed, String name, String when) {
    ImpliedPast past =
        ImpliedPast.of(
            known(
                List.of(service("nowhere", "", null)),
                List.of(),
                on(changed, Kind.RETITLED, "", null, name, "Before", "NOWHERE")),
            copy("2020-06-01"),
            List.of(
                MadeRow.of("nowhere").on("", null).title("Now").registered("2020-02-02").row()));

    assertThat(past.changes()).extracting(RegistryChange::when).containsExactly(when);
  }

  private static FactTable.Row<FormerAssignment> former(String name, int port, String releasedOn) {
    return new FactTable.Row<>(
        PortSpan.of(port),
        new FormerAssignment(
            Transport.TCP,
            name,
            "",
            List.of(),
            null,
            RegistryDate.parse(releasedOn),
            "IANA",
            "",
            FormerAssignment.Kind.RELEASED,
            "here",
            null,
            null,
            Evidence.Strength.STRONG));
  }

  private static List<String> names(ImpliedPast past) {
    return past.former().stream().map(row -> row.fact().serviceName()).toList();
  }

  @ParameterizedTest
  @CsvSource({"2020-02-29, a", "2020-03-01, 'a,b'", "2020-03-31, 'a,b'", "2020-04-01, 'a,b'"})
  void aServiceIsFormerInTheNextCopyFromTheDayOfItsWithdrawal(String day, String former) {
    ImpliedPast.Known known =
        known(
            List.of(),
            List.of(former("a", 100, "2019-01-01"), former("b", 200, "2020-03-01")),
            on("2019-01-01", Kind.WITHDRAWN, "100", Transport.TCP, "a", "A", ""),
            on("2020-03-01", Kind.WITHDRAWN, "200", Transport.TCP, "b", "B", ""));
    List<RegistryRow> rows =
        day.equals("2020-02-29") ? List.of(service("b", "200", Transport.TCP)) : List.of();

    assertThat(String.join(",", names(ImpliedPast.ofNext(known, copy(day), rows))))
        .isEqualTo(former);
  }

  @Test
  void aCopyOfTheSameDayIsComparedIfItIsTheNext() {
    ImpliedPast.Known known = known(List.of(service("a", "100", Transport.TCP)), List.of());

    assertThat(ImpliedPast.of(known, WHOLE, List.of()).changes()).isEmpty();
    assertThat(ImpliedPast.ofNext(known, WHOLE, List.of()).changes())
        .extracting(RegistryChange::kind)
        .containsExactly(Kind.WITHDRAWN);
  }
}
