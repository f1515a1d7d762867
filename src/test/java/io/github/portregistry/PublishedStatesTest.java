package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.portregistry.RegistryChange.Kind;
import io.github.portregistry.fact.RegistryHistory;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The states that were published, and what was changed from one to the next. */
class PublishedStatesTest {

  private static PublishedStates states(String... rows) {
    String header = String.join(",", PublishedStates.HEADER) + "\n";
    return PublishedStates.read(CsvSpec.csvText(header + String.join("\n", rows) + "\n"));
  }

  private static List<RegistryChange> changes(PublishedStates states) {
    return StateChanges.of(states.states(), Map.of());
  }

  private static final String FIRST = "2020-01-01,2020-01-02,=,80,tcp,http,HTTP,rfc9110";

  // States

  @Test
  void aStateHasTheRowsOfTheOneBeforeButForThoseThatCameAndLeft() {
    PublishedStates states =
        states(
            FIRST,
            "2020-01-01,2020-01-02,=,81,,,Unassigned,",
            "2020-01-07,2020-01-07,-,81,,,Unassigned,",
            "2020-01-07,2020-01-07,+,81,udp,new,New,");

    assertThat(states.states())
        .extracting(PublishedStates.State::day, state -> state.rows().toString())
        .containsExactly(
            tuple(LocalDate.of(2020, 1, 1), "[80/tcp http, 81 UNASSIGNED]"),
            tuple(LocalDate.of(2020, 1, 7), "[80/tcp http, 81/udp new]"));
    assertThat(states.states().get(0).rows().get(0).references()).containsExactly("RFC9110");
  }

  @Test
  void ofSeveralStatesOfOneDayTheLastCounts() {
    PublishedStates states =
        states(
            FIRST,
            "2020-01-07,2020-01-07,+,81,tcp,one,One,",
            "2020-01-07,2020-01-08,+,82,tcp,two,Two,");

    assertThat(states.states()).hasSize(2);
    assertThat(states.states().get(1).rows()).hasSize(3);
  }

  /** Seen in 2021: a server delivered a copy of July for weeks, in turn with those of the day. */
  @Test
  void aCopyThatIsOlderThanOneSeenBeforeIsLeftOut() {
    PublishedStates states =
        states(
            FIRST,
            "2020-01-07,2020-01-07,+,81,tcp,one,One,",
            "2020-01-01,2020-01-08,-,81,tcp,one,One,",
            "2020-01-09,2020-01-09,+,81,tcp,one,One,");

    assertThat(states.states())
        .extracting(state -> state.day().getDayOfMonth(), state -> state.rows().size())
        .containsExactly(tuple(1, 1), tuple(7, 2), tuple(9, 2));
    assertThat(states.stale()).containsExactly("2020-01-01, seen on 2020-01-08");
    assertThat(changes(states)).extracting(RegistryChange::kind).containsExactly(Kind.ASSIGNED);
  }

  @Test
  void aCopyThatIsOlderIsLeftOutAsAWhole() {
    PublishedStates states =
        states(
            FIRST,
            "2020-01-07,2020-01-07,+,81,tcp,one,One,",
            "2020-01-01,2020-01-08,-,80,tcp,http,HTTP,rfc9110",
            "2020-01-01,2020-01-08,-,81,tcp,one,One,");

    assertThat(states.states()).hasSize(2);
    assertThat(states.stale()).containsExactly("2020-01-01, seen on 2020-01-08");
  }

  @Test
  void anOlderCopyThatIsSeenOnTwoDaysIsLeftOutTwice() {
    PublishedStates states =
        states(
            "2020-01-07,2020-01-07,=,80,tcp,http,HTTP,rfc9110",
            "2020-01-01,2020-01-08,-,80,tcp,http,HTTP,rfc9110",
            "2020-01-01,2020-01-09,.,,,,,");

    assertThat(states.states()).hasSize(1);
    assertThat(states.stale())
        .containsExactly("2020-01-01, seen on 2020-01-08", "2020-01-01, seen on 2020-01-09");
  }

  @Test
  void twoRowsThatAreAlikeComeAndGoOneByOne() {
    PublishedStates states =
        states(
            "2020-01-01,2020-01-02,=,,,rdp,A protocol,",
            "2020-01-01,2020-01-02,=,,,rdp,A protocol,",
            "2020-01-07,2020-01-07,-,,,rdp,A protocol,");

    assertThat(states.states()).extracting(state -> state.rows().size()).containsExactly(2, 1);
    assertThat(changes(states))
        .extracting(RegistryChange::kind)
        .containsExactly(Kind.TRANSPORT_WITHDRAWN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2020-01-07,2020-01-07,-,81,tcp,one,One,|4|a row of the state before",
        "2020-01-07,2020-01-07,?,81,tcp,one,One,|3|=, +, - or .",
        "2020-01-07,2020-01-07,+,,tcp,,Reserved,|4|a port or a range",
        "someday,2020-01-07,+,81,tcp,one,One,|1|a date",
        "2020-01-07,2020-01-07,+,81,xtp,one,One,|5|tcp",
      })
  void aRowThatDoesNotFitIsRefused(String row, int column, String expected) {
    assertThatThrownBy(() -> states(FIRST, row))
        .isInstanceOf(RegistryFormatException.class)
        .hasMessageContaining("line 3, column " + column)
        .hasMessageContaining("expected " + expected);
  }

  // Changes

  @Test
  void aChangeIsOfTheDayOnWhichItWasPublished() {
    List<RegistryChange> changes =
        changes(
            states(
                FIRST,
                "2020-01-01,2020-01-02,=,81,tcp,old,Old,rfc1",
                "2020-01-07,2020-01-08,-,81,tcp,old,Old,rfc1",
                "2020-01-07,2020-01-08,+,81,tcp,new,New,"));

    assertThat(changes)
        .extracting(RegistryChange::when, RegistryChange::kind, RegistryChange::serviceName)
        .containsExactlyInAnyOrder(
            tuple("2020-01-07", Kind.WITHDRAWN, "old"), tuple("2020-01-07", Kind.ASSIGNED, "new"));
    assertThat(changes)
        .extracting(RegistryChange::source)
        .containsOnly("larseggert/iana-assignments of 2020-01-01 -> 2020-01-07");
  }

  @Test
  void aChangeAcrossMonthsWithoutAStateIsOfAnIntervalWhateverItsRowsAre() {
    assertThat(changes(states(FIRST, "2020-04-01,2020-04-01,+,81,tcp,one,One,")))
        .extracting(RegistryChange::when, RegistryChange::kind)
        .containsExactly(tuple("2020-01-01 to 2020-04-01", Kind.ASSIGNED));
  }

  @Test
  void aServiceThatIsKnownToHaveBeenRenamedIsNoOther() {
    PublishedStates states =
        states(
            "2020-01-01,2020-01-02,=,81,tcp,old,Old,",
            "2020-01-07,2020-01-08,-,81,tcp,old,Old,",
            "2020-01-07,2020-01-08,+,81,tcp,new,New,");
    StateChanges.Place old = new StateChanges.Place(PortSpan.of(81), Transport.TCP, "old");
    StateChanges.Place now = new StateChanges.Place(PortSpan.of(81), Transport.TCP, "new");

    assertThat(StateChanges.of(states.states(), Map.of(old, "x", now, "x")))
        .extracting(RegistryChange::kind, RegistryChange::before, RegistryChange::after)
        .containsExactly(tuple(Kind.RENAMED, "old", "new"), tuple(Kind.RETITLED, "Old", "New"));
  }

  // With a snapshot

  private static final RegistryHistory.Copy SNAPSHOT =
      new RegistryHistory.Copy(LocalDate.of(2020, 1, 7), "IANA, 2020-01-07");

  private static HistoryImport noLog() {
    return HistoryImport.read(CsvSpec.csvText(String.join(",", HistoryImport.HEADER) + "\n"));
  }

  @Test
  void aSnapshotThatDiffersFromTheStateOfItsDayIsRefused() {
    PublishedStates states = states(FIRST, "2020-01-07,2020-01-08,+,81,tcp,one,One,");
    List<RegistryRow> snapshot =
        List.of(new Assignment("http", PortSpan.of(80), Transport.TCP, "HTTP", List.of(), "s"));

    assertThatThrownBy(() -> noLog().through(states, snapshot, SNAPSHOT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected the rows of larseggert/iana-assignments of 2020-01-07")
        .hasMessageContaining("one");
  }

  @Test
  void whatTheSnapshotCitesBesidesDocumentsWasCitedBeforeToo() {
    PublishedStates states =
        states(
            FIRST,
            "2020-01-07,2020-01-08,-,80,tcp,http,HTTP,rfc9110",
            "2020-01-07,2020-01-08,+,80,tcp,http,HTTP,draft-x|rfc9999");
    List<RegistryRow> snapshot =
        List.of(
            MadeRow.of("http")
                .on("80", Transport.TCP)
                .title("HTTP")
                .references("RFC9999|draft-x, Section 2|IEEE 1")
                .row());

    assertThat(noLog().through(states, snapshot, SNAPSHOT).leadingTo(snapshot).changes())
        .extracting(RegistryChange::before, RegistryChange::after)
        .containsExactly(tuple("RFC9110|IEEE 1", "RFC9999|draft-x, Section 2|IEEE 1"));
  }

  // More of the states

  @Test
  void aTableWithoutARowHasNoState() {
    assertThat(
            PublishedStates.read(CsvSpec.csvText(String.join(",", PublishedStates.HEADER) + "\n"))
                .states())
        .isEmpty();
  }

  @Test
  void aStateThatDiffersInNothingHasTheRowsOfTheOneBefore() {
    PublishedStates states = states(FIRST, "2020-01-07,2020-01-07,.,,,,,");

    assertThat(states.states()).extracting(state -> state.rows().size()).containsExactly(1, 1);
    assertThat(states.states().get(1).copy())
        .isEqualTo(
            new RegistryHistory.Copy(
                LocalDate.of(2020, 1, 7), "larseggert/iana-assignments of 2020-01-07"));
    assertThat(changes(states)).isEmpty();
  }

  @Test
  void aRowThatStaysIsTheSameObjectAndOneThatCameBackToo() {
    PublishedStates states =
        states(
            FIRST,
            "2020-01-07,2020-01-07,-,80,tcp,http,HTTP,rfc9110",
            "2020-01-08,2020-01-08,+,80,tcp,http,HTTP,rfc9110");

    assertThat(states.states().get(1).rows()).isEmpty();
    assertThat(states.states().get(2).rows().get(0)).isSameAs(states.states().get(0).rows().get(0));
  }

  @Test
  void aRowThatLeftCannotLeaveAgain() {
    assertThatThrownBy(
            () ->
                states(
                    FIRST,
                    "2020-01-07,2020-01-07,-,80,tcp,http,HTTP,rfc9110",
                    "2020-01-07,2020-01-07,-,80,tcp,http,HTTP,rfc9110"))
        .isInstanceOf(RegistryFormatException.class)
        .hasMessageContaining("line 4, column 4: expected a row of the state before");
  }

  @Test
  void referencesAreSpelledAndOrderedAsTheRegistrysOwn() {
    PublishedStates states =
        states("2020-01-01,2020-01-02,=,80,tcp,http,HTTP,rfc9110|draft-a|rfcX|rfc10");

    assertThat(states.states().get(0).rows().get(0).references())
        .containsExactly("RFC10", "RFC9110", "draft-a", "rfcX");
  }

  /** Sixty days are those of a mirror that goes on; of more some states are missing. */
  @ParameterizedTest
  @CsvSource({"2020-03-01,2020-03-01", "2020-03-02,2020-01-01 to 2020-03-02"})
  void aChangeIsOfADayIfTheNextStateIsNotTooFar(String day, String when) {
    assertThat(changes(states(FIRST, day + "," + day + ",+,81,tcp,one,One,")))
        .extracting(RegistryChange::when)
        .containsExactly(when);
  }

  @Test
  void aChangeOfANameWithoutAPortIsOne() {
    assertThat(
            changes(
                states(
                    FIRST,
                    "2020-01-01,2020-01-02,=,,tcp,rdp,A protocol,",
                    "2020-01-07,2020-01-07,-,,tcp,rdp,A protocol,",
                    "2020-01-07,2020-01-07,+,,tcp,rdp,Another,")))
        .extracting(RegistryChange::kind, RegistryChange::before, RegistryChange::after)
        .containsExactly(tuple(Kind.RETITLED, "A protocol", "Another"));
  }

  @Test
  void aChangeOfPort0IsOne() {
    assertThat(
            changes(
                states(
                    "2020-01-01,2020-01-02,=,0,tcp,,Reserved,",
                    "2020-01-07,2020-01-07,-,0,tcp,,Reserved,",
                    "2020-01-07,2020-01-07,+,0,tcp,,Unassigned,")))
        .extracting(RegistryChange::kind, RegistryChange::ports)
        .containsExactly(tuple(Kind.STATE_CHANGED, PortSpan.of(0)));
  }

  /** The row of 80 to 90 did not change, but concerns the last port of it. */
  @Test
  void aServiceOnTheLastPortOfARowHasItsState() {
    assertThat(
            changes(
                states(
                    "2020-01-01,2020-01-02,=,80-90,,,Reserved,",
                    "2020-01-07,2020-01-07,+,90,tcp,one,One,")))
        .extracting(RegistryChange::kind, RegistryChange::before)
        .containsExactly(tuple(Kind.ASSIGNED, "reserved"));
  }

  // With a log and a snapshot

  private static HistoryImport log(String... rows) {
    return HistoryImport.read(
        CsvSpec.csvText(
            String.join(",", HistoryImport.HEADER) + "\n" + String.join("\n", rows) + "\n"));
  }

  private static Assignment service(int port, String name, String title) {
    return new Assignment(name, PortSpan.of(port), Transport.TCP, title, List.of(), "s");
  }

  @Test
  void theLogCountsUpToTheFirstStateAndTheStatesAfterIt() {
    HistoryImport log =
        log(
            "2020-01-01,,,80,tcp,ASSIGNED,a,,A,ribose:1..2",
            "2020-01-02,,,81,tcp,ASSIGNED,b,,B,ribose:2..3");
    PublishedStates states =
        states("2020-01-01,2020-01-02,=,80,tcp,a,A,", "2020-01-07,2020-01-08,+,82,tcp,c,C,");

    RegistryHistory history =
        log.through(states, List.of(service(80, "a", "A"), service(82, "c", "C")), SNAPSHOT)
            .leadingTo(List.of(service(80, "a", "A"), service(82, "c", "C")));

    assertThat(history.changes())
        .extracting(RegistryChange::when, RegistryChange::serviceName)
        .containsExactly(tuple("2020-01-01", "a"), tuple("2020-01-07", "c"));
    assertThat(history.last()).isEqualTo(SNAPSHOT);
  }

  @Test
  void whatASnapshotHasAfterTheLastStateIsAChange() {
    RegistryHistory.Copy later =
        new RegistryHistory.Copy(LocalDate.of(2020, 1, 9), "IANA, 2020-01-09");
    List<RegistryRow> rows = List.of(service(81, "one", "One"));
    RegistryHistory history =
        noLog()
            .through(states("2020-01-01,2020-01-02,=,80,tcp,http,HTTP,"), rows, later)
            .leadingTo(rows);

    assertThat(history.changes())
        .extracting(RegistryChange::kind, RegistryChange::serviceName)
        .containsExactlyInAnyOrder(tuple(Kind.WITHDRAWN, "http"), tuple(Kind.ASSIGNED, "one"));
    assertThat(history.last()).isEqualTo(later);
  }

  @Test
  void aStateAfterTheSnapshotIsNotLookedAt() {
    HistoryImport log = noLog();

    assertThat(
            log.through(states("2020-01-08,2020-01-08,=,80,tcp,http,HTTP,"), List.of(), SNAPSHOT))
        .isSameAs(log);
  }

  @Test
  void aRenamingThatTheLogHasIsOneInTheStates() {
    HistoryImport log = log("2020-01-07,,,81,tcp,RENAMED,new,old,new,ribose:1..2");
    PublishedStates states =
        states(
            "2020-01-01,2020-01-02,=,81,tcp,old,Old,",
            "2020-01-07,2020-01-08,-,81,tcp,old,Old,",
            "2020-01-07,2020-01-08,+,81,tcp,new,New,");
    List<RegistryRow> rows = List.of(service(81, "new", "New"));

    assertThat(log.through(states, rows, SNAPSHOT).leadingTo(rows).changes())
        .extracting(RegistryChange::kind)
        .containsExactly(Kind.RENAMED, Kind.RETITLED);
  }

  @Test
  void theStateOfARowWithoutANameIsThatOfItsTitle() {
    List<RegistryRow> rows =
        List.of(
            new UnnamedEntry(
                PortSpan.of(80),
                null,
                IanaState.ASSIGNED,
                PortStatus.ASSIGNED,
                "A purpose",
                "",
                "",
                null,
                null,
                List.of(),
                "",
                "s"),
            new UnnamedEntry(PortSpan.of(81), null, IanaState.RESERVED, "s"));
    PublishedStates states =
        states("2020-01-07,2020-01-08,=,80,,,A purpose,", "2020-01-07,2020-01-08,=,81,,,Reserved,");

    assertThat(noLog().through(states, rows, SNAPSHOT).leadingTo(rows).isKnown()).isFalse();
  }
}
