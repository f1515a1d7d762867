package io.github.portregistry.past;

import static io.github.portregistry.MadeChange.between;
import static io.github.portregistry.MadeChange.on;
import static io.github.portregistry.past.Steps.copy;
import static io.github.portregistry.past.Steps.registered;
import static io.github.portregistry.past.Steps.service;
import static io.github.portregistry.past.Steps.unnamed;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.Assignment;
import io.github.portregistry.FormerAssignment;
import io.github.portregistry.IanaState;
import io.github.portregistry.MadeRow;
import io.github.portregistry.RegistryChange;
import io.github.portregistry.RegistryChange.Kind;
import io.github.portregistry.RegistryRow;
import io.github.portregistry.Transport;
import io.github.portregistry.fact.RegistryHistory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The difference of two small copies of the registry. */
class HistoryDiffTest {

  private static final Transport TCP = Transport.TCP;
  private static final Transport UDP = Transport.UDP;

  /** The difference of a copy of January and one of June. */
  private static HistoryDiff diff(List<RegistryRow> before, List<RegistryRow> after) {
    return HistoryDiff.between(before, copy("2020-01-01"), after, copy("2020-06-01"));
  }

  private static List<String> told(List<RegistryChange> changes) {
    return changes.stream()
        .map(
            change ->
                change.kind()
                    + " "
                    + change.ports()
                    + "/"
                    + change.transport()
                    + (change.serviceName().isEmpty() ? "" : " " + change.serviceName())
                    + " "
                    + change.when())
        .toList();
  }

  // Order

  @Test
  void theChangesOfADifferenceGoBetweenThoseOfTheHistory() {
    HistoryDiff diff = diff(List.of(), List.of(registered("a", "80", TCP, "2020-02-02")));
    RegistryHistory history =
        new RegistryHistory(
            copy("2014-01-01"),
            List.of(
                on("2020-01-15", Kind.ASSIGNED, "81", TCP, "b", "", "B"),
                on("2020-03-03", Kind.ASSIGNED, "82", TCP, "c", "", "C")),
            copy("2020-04-01"));

    RegistryHistory all = diff.after(history);

    assertThat(all.changes())
        .extracting(RegistryChange::serviceName)
        .containsExactly("b", "a", "c");
    assertThat(all.first()).isEqualTo(copy("2014-01-01"));
    assertThat(all.last()).isEqualTo(copy("2020-06-01"));
  }

  @Test
  void theStatesOfPortsThatAServiceGetsEndOnItsDay() {
    List<RegistryRow> before =
        List.of(
            unnamed("100", TCP, IanaState.RESERVED), unnamed("101-102", TCP, IanaState.UNASSIGNED));
    List<RegistryRow> after =
        List.of(
            registered("s", "100-102", TCP, "2020-05-05"),
            registered("t", "200", TCP, "2020-02-02"));

    assertThat(told(diff(before, after).changes()))
        .containsExactly(
            "ASSIGNED 200/TCP t 2020-02-02",
            "STATE_CHANGED 100/TCP 2020-05-05",
            "STATE_CHANGED 101-102/TCP 2020-05-05",
            "ASSIGNED 100-102/TCP s 2020-05-05");
  }

  @Test
  void theStateOfTheLastPortThatAServiceGetsEndsToo() {
    List<RegistryRow> before =
        List.of(unnamed("100", TCP, IanaState.RESERVED), unnamed("101", TCP, IanaState.UNASSIGNED));

    assertThat(told(diff(before, List.of(registered("s", "100-101", TCP, "2020-05-05"))).changes()))
        .containsExactly(
            "STATE_CHANGED 100/TCP 2020-05-05",
            "STATE_CHANGED 101/TCP 2020-05-05",
            "ASSIGNED 100-101/TCP s 2020-05-05");
  }

  @Test
  void aServiceWhosePortsHadOneStateRecordsIt() {
    List<RegistryRow> before = List.of(unnamed("100-101", TCP, IanaState.RESERVED));

    assertThat(diff(before, List.of(service("s", "100-101", TCP))).changes())
        .singleElement()
        .satisfies(change -> assertThat(change.kind()).isEqualTo(Kind.ASSIGNED))
        .satisfies(change -> assertThat(change.before()).isEqualTo("reserved"));
  }

  // References

  private static Assignment cited(String reference, String source) {
    return MadeRow.of("http").on("80", TCP).references(reference).source(source).row();
  }

  @ParameterizedTest
  @CsvSource({
    "'', elsewhere, 2020-01-02, true",
    "'', elsewhere, 2020-01-01, false",
    "'', copy of 2020-01-01, 2020-01-01, true",
    "RFC1, elsewhere, 2020-01-01, true"
  })
  void aReferenceIsNewIfThoseBeforeAreKnown(
      String before, String source, String newer, boolean isNew) {
    HistoryDiff diff =
        HistoryDiff.between(
            List.of(cited(before, source)),
            copy("2020-01-01"),
            List.of(cited("RFC2", "other")),
            copy(newer));

    assertThat(diff.changes())
        .extracting(RegistryChange::kind)
        .isEqualTo(isNew ? List.of(Kind.REFERENCE_CHANGED) : List.of());
  }

  // Days

  @Test
  void aDateThatIsAMonthGivesNoDay() {
    assertThat(told(diff(List.of(), List.of(registered("a", "80", TCP, "2020-02"))).changes()))
        .containsExactly("ASSIGNED 80/TCP a 2020-01-01 to 2020-06-01");
  }

  @ParameterizedTest
  @CsvSource({
    "80, 2020-02-02, 2020-01-01 to 2020-06-01",
    "81, 2020-02-02, 2020-02-02",
    "80, 2020-03-01, 2020-01-01 to 2020-06-01",
    "80, 2020-03-02, 2020-03-02"
  })
  void aDateBeforeALaterChangeOfThePortGivesNoDay(String port, String date, String when) {
    LastKnown known =
        LastKnown.of(
            copy("2020-01-01"),
            LocalDate.of(2020, 1, 1),
            LocalDate.of(2020, 3, 1),
            List.of(on("2020-02-15", Kind.ASSIGNED, "80", TCP, "old", "", "OLD")));

    assertThat(
            HistoryDiff.between(
                    List.of(), known, List.of(registered("a", port, TCP, date)), copy("2020-06-01"))
                .changes())
        .extracting(RegistryChange::when)
        .containsExactly(when);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "100-105, 105", "100-105, 100", "100, 100-105"})
  void aServiceIsWithdrawnOnTheDayOfANewOneOnAnyOfItsPorts(String old, String come) {
    assertThat(
            told(
                diff(
                        List.of(service("old", old, TCP)),
                        List.of(registered("come", come, TCP, "2020-02-02")))
                    .changes()))
        .contains("WITHDRAWN " + MadeRow.ports(old) + "/TCP old 2020-02-02");
  }

  @ParameterizedTest
  @CsvSource({"2020-02-02, 2020-03-03", "2020-03-03, 2020-02-02"})
  void ofTwoNewServicesTheFirstIsThatWhichReplacedTheOldOne(String day, String other) {
    assertThat(
            told(
                diff(
                        List.of(service("old", "100", TCP)),
                        List.of(
                            registered("a", "100", TCP, day), registered("b", "100", TCP, other)))
                    .changes()))
        .contains("WITHDRAWN 100/TCP old 2020-02-02");
  }

  @ParameterizedTest
  @CsvSource({"100, 2020-02-02", "101, 2020-01-01 to 2020-06-01"})
  void aPortIsReservedOnTheDayOfANewServiceOfThatPortAlone(String come, String when) {
    assertThat(
            told(
                diff(
                        List.of(),
                        List.of(
                            unnamed("100", UDP, IanaState.RESERVED),
                            registered("a", come, TCP, "2020-02-02")))
                    .changes()))
        .contains("STATE_CHANGED 100/UDP " + when);
  }

  // States

  @ParameterizedTest
  @CsvSource({"0", "65535", "65534-65535", "0-65535"})
  void aChangeOfStateReachesFromTheFirstPortToTheLast(String ports) {
    assertThat(
            told(
                diff(
                        List.of(unnamed(ports, TCP, IanaState.UNASSIGNED)),
                        List.of(unnamed(ports, TCP, IanaState.RESERVED)))
                    .changes()))
        .containsExactly("STATE_CHANGED " + MadeRow.ports(ports) + "/TCP 2020-01-01 to 2020-06-01");
  }

  /** As an assigned service divides a row of all transports. */
  @ParameterizedTest
  @EnumSource(Transport.class)
  void aRowForAllTransportsThatBecameRowsForEachOtherOneIsNoChangeOfTheirState(Transport assigned) {
    List<RegistryRow> whole = List.of(unnamed("100", null, IanaState.RESERVED));
    List<RegistryRow> divided = new ArrayList<>();
    divided.add(registered("s", "100", assigned, "2020-02-02"));
    for (Transport transport : Transport.values()) {
      if (transport != assigned) {
        divided.add(unnamed("100", transport, IanaState.RESERVED));
      }
    }

    assertThat(told(diff(whole, divided).changes()))
        .containsExactly("ASSIGNED 100/" + assigned + " s 2020-02-02");
    assertThat(told(diff(divided, whole).changes()))
        .containsExactly("WITHDRAWN 100/" + assigned + " s 2020-01-01 to 2020-06-01");
  }

  @Test
  void aTransportThatGotAnotherStateThanTheRowForAllTransportsHasChanged() {
    List<RegistryRow> before = List.of(unnamed("100", null, IanaState.UNASSIGNED));
    List<RegistryRow> after =
        List.of(
            unnamed("100", null, IanaState.UNASSIGNED),
            unnamed("100", Transport.SCTP, IanaState.RESERVED));

    assertThat(told(diff(before, after).changes()))
        .containsExactly("STATE_CHANGED 100/SCTP 2020-01-01 to 2020-06-01");
  }

  @ParameterizedTest
  @CsvSource({
    "UNASSIGNED, , false",
    "RESERVED, , true",
    "UNASSIGNED, RESERVED, true",
    ", UNASSIGNED, false"
  })
  void afterServicesThatWereSeenLaterOnlyAReservedPortIsAChangeOfState(
      IanaState before, IanaState after, boolean changed) {
    LastKnown known =
        LastKnown.of(
            copy("2020-01-01"), LocalDate.of(2020, 3, 1), LocalDate.of(2020, 3, 1), List.of());

    assertThat(HistoryDiff.between(rows(before), known, rows(after), copy("2020-06-01")).changes())
        .hasSize(changed ? 1 : 0);
  }

  private static List<RegistryRow> rows(IanaState state) {
    return state == null ? List.of() : List.of(unnamed("100", TCP, state));
  }

  // Former assignments

  @ParameterizedTest
  @CsvSource({
    "'', 2020-01-01, '', 2020-01-01, next",
    "2020-01-01, 2020-01-01, 2020-01-01, 2020-01-01, next",
    "2020-01-01, 2020-03-01, 2020-02-01, 2020-02-01, next",
    "2020-01-01, 2020-01-01, 2020-01-02, 2020-01-02, ''",
    "2020-01-02, 2020-01-02, 2020-01-01, 2020-01-01, ''",
    "'', 2020-01-01, 2020-01-02, 2020-01-02, ''",
    "2020-01-02, 2020-01-02, '', 2020-01-01, ''"
  })
  void aServiceThatCameInTheSameStepIsTheSuccessor(
      String from, String to, String otherFrom, String otherTo, String successor) {
    List<RegistryChange> changes =
        List.of(
            between(from, to, Kind.WITHDRAWN, "80", TCP, "old", "OLD", ""),
            between(otherFrom, otherTo, Kind.ASSIGNED, "80", TCP, "next", "", "NEXT"));

    assertThat(FormerOfChanges.of(changes, List.of()))
        .singleElement()
        .satisfies(row -> assertThat(row.fact().successor()).isEqualTo(successor))
        .satisfies(
            row ->
                assertThat(row.fact().kind())
                    .isEqualTo(
                        successor.isEmpty()
                            ? FormerAssignment.Kind.RELEASED
                            : FormerAssignment.Kind.REASSIGNED));
  }
}
