package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.portregistry.RegistryChange.Kind;
import io.github.portregistry.csv.CsvText;
import io.github.portregistry.dossier.Dossier;
import io.github.portregistry.fact.Changes;
import io.github.portregistry.fact.RegistryHistory;
import io.github.portregistry.past.PastRegistry;
import io.github.portregistry.past.RegistryState;
import io.github.portregistry.past.UnnamedRows;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The registry of other days, and what was changed between them. */
class RegistryHistoryTest {

  private static final LocalDate FIRST = LocalDate.of(2014, 7, 13);
  private static final LocalDate LAST = PortRegistry.bundled().lastDay();

  private static LocalDate day(String text) {
    return LocalDate.parse(text);
  }

  // As of

  @Test
  void aWithdrawnServiceIsThereUntilTheDayBefore() {
    PortRecord before = PortRegistry.bundled().asOf(day("2025-09-28")).port(832);
    PortRecord after = PortRegistry.bundled().asOf(day("2025-09-29")).port(832);

    assertThat(before.assignments(Transport.TCP))
        .extracting(Assignment::serviceName, Assignment::description, Assignment::status)
        .containsExactly(
            tuple("netconfsoaphttp", "NETCONF for SOAP over HTTPS", PortStatus.ASSIGNED));
    assertThat(before.status()).isEqualTo(PortStatus.ASSIGNED);
    assertThat(before.formerAssignments()).isEmpty();
    assertThat(before.unnamedEntries()).isEmpty();
    assertThat(after.assignments()).isEmpty();
    assertThat(after.status()).isEqualTo(PortStatus.RELEASED);
    assertThat(after.ianaState(Transport.UDP)).isEqualTo(IanaState.RESERVED);
    assertThat(after.formerAssignments()).isNotEmpty();
  }

  @Test
  void aServiceWithoutAPortComesAndGoesToo() {
    assertThat(PortRegistry.bundled().asOf(day("2025-09-29")).service("netconfsoaphttp"))
        .extracting(Assignment::ports)
        .containsExactly((PortSpan) null);
    assertThat(PortRegistry.bundled().asOf(day("2025-09-28")).service("netconfsoaphttp"))
        .extracting(Assignment::ports)
        .containsExactly(new PortSpan(832, 832), new PortSpan(832, 832));
  }

  @Test
  void aNewServiceIsNotThereTheDayBefore() {
    assertThat(PortRegistry.bundled().asOf(day("2016-01-11")).port(4334))
        .satisfies(port -> assertThat(port.assignments()).isEmpty())
        .satisfies(port -> assertThat(port.status()).isEqualTo(PortStatus.UNASSIGNED));
    assertThat(PortRegistry.bundled().asOf(day("2016-01-12")).serviceName(4334, Transport.TCP))
        .isEqualTo("netconf-ch-ssh");
  }

  @Test
  void aReferenceIsThatOfTheDay() {
    assertThat(references("2015-06-22")).containsExactly("RFC-ietf-netconf-rfc5539bis-10");
    assertThat(references("2015-06-23")).containsExactly("RFC7589");
    assertThat(references("2015-04-14")).containsExactly("RFC5539");
  }

  private static List<String> references(String day) {
    return PortRegistry.bundled()
        .asOf(day(day))
        .assignments(6513, Transport.TCP)
        .get(0)
        .references();
  }

  @Test
  void aServiceThatHasLostItsPortSinceHasTheReferencesThatItHad() {
    assertThat(PortRegistry.bundled().asOf(day("2025-09-28")).assignments(832, Transport.TCP))
        .extracting(Assignment::references)
        .containsExactly(List.of("RFC4743"));
  }

  @Test
  void aNameAndATitleAreThoseOfTheDay() {
    assertThat(PortRegistry.bundled().asOf(day("2026-08-05")).assignments(5543, Transport.TCP))
        .extracting(Assignment::serviceName, Assignment::description)
        .containsExactly(tuple("qftest-licserve", "QF-Test License Server"));
    assertThat(PortRegistry.bundled().asOf(LAST).assignments(5543, Transport.TCP))
        .extracting(Assignment::serviceName, Assignment::description)
        .containsExactly(tuple("qftest-lic-mcp", "QF-Test License Server / QF-Test MCP Server"));
  }

  @Test
  void aDateThatWasStillToComeIsAbsent() {
    PortRegistry then = PortRegistry.bundled().asOf(day("2019-12-31"));

    assertThat(then.assignments().flatMap(RegistryHistoryTest::dates))
        .allMatch(date -> !date.earliest().isAfter(day("2019-12-31")));
  }

  private static Stream<RegistryDate> dates(Assignment row) {
    return Stream.of(row.registered(), row.modified()).filter(date -> date != null);
  }

  @Test
  void theLastDayIsThePackagedRegistry() {
    assertThat(PortRegistry.bundled().asOf(LAST).csv()).isEqualTo(PortRegistry.bundled().csv());
  }

  @Test
  @Tag("whole")
  void eachRecordOfTheLastDayEqualsThePackagedOne() {
    PortRegistry then = PortRegistry.bundled().asOf(LAST);

    assertThat(
            IntStream.rangeClosed(0, 65535)
                .filter(port -> !then.port(port).equals(PortRegistry.lookup(port))))
        .isEmpty();
  }

  @Test
  void whatTakingBackNothingGivesIsThePackagedRegistry() {
    PortTable table = PortRegistry.bundled().layers().table(0);
    PastRegistry past =
        PastRegistry.of(table.entries().toList(), table.source(), PackagedFacts.get(), LAST);

    assertThat(PortTableCsv.of(past.rows(), table.source(), past.facts()).csv())
        .isEqualTo(table.csv());
  }

  @Test
  void aRowOfAnEarlierDayNamesTheTableAndTheRegistryTheDay() {
    PortRegistry then = PortRegistry.bundled().asOf(day("2020-06-01"));

    assertThat(then.port(443).assignments())
        .isNotEmpty()
        .extracting(Assignment::source)
        .containsOnly(PortRegistry.bundled().sources().get(0));
    assertThat(then.sources())
        .containsExactly(PortRegistry.bundled().sources().get(0) + ", as of 2020-06-01");
  }

  @Test
  void anEarlierDayGoesBackFurther() {
    PortRegistry then = PortRegistry.bundled().asOf(day("2025-09-28"));

    assertThat(then.lastDay()).isEqualTo("2025-09-28");
    assertThat(then.asOf(day("2016-01-11")).port(4334).assignments()).isEmpty();
    assertThat(then.asOf(day("2016-01-11")).sources().get(0))
        .endsWith(PortRegistry.bundled().sources().get(0) + ", as of 2016-01-11");
  }

  @Test
  void theProvenanceTellsTheDay() {
    Provenance provenance = PortRegistry.bundled().asOf(day("2020-06-01")).provenance();

    assertThat(provenance.source()).endsWith(", as of 2020-06-01");
    assertThat(provenance.snapshotDate()).isEqualTo(RegistryDate.parse("2020-06-01"));
    assertThat(provenance.knownUntil()).isEqualTo(RegistryDate.parse("2020-06-01"));
    assertThat(PortRegistry.bundled().provenance().knownUntil())
        .isEqualTo(RegistryDate.parse(LAST.toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2014-07-12", "2999-01-01", "1970-01-01", "+999999999-12-31"})
  void aDayOutOfTheRangeIsRefusedWithTheRange(String day) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PortRegistry.bundled().asOf(day(day)))
        .withMessage(
            "the registry is known from 2014-07-13 to " + LAST + ", but the day is " + day(day));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PortRegistry.bundled().changes(FIRST, day(day)))
        .withMessageContaining("2014-07-13 to " + LAST);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PortRegistry.bundled().changes(day(day), LAST))
        .withMessageContaining("2014-07-13 to " + LAST);
  }

  @Test
  void nullIsRefused() {
    assertThatNullPointerException()
        .isThrownBy(() -> PortRegistry.bundled().asOf(null))
        .withMessage("day");
    assertThatNullPointerException()
        .isThrownBy(() -> PortRegistry.bundled().changes(null, LAST))
        .withMessage("from");
    assertThatNullPointerException()
        .isThrownBy(() -> PortRegistry.bundled().changes(LAST, null))
        .withMessage("to");
  }

  @Test
  void theRangeCanBeAskedFor() {
    assertThat(PortRegistry.bundled().firstDay()).isEqualTo(FIRST);
    assertThat(PortRegistry.bundled().lastDay()).isEqualTo(LAST);
  }

  // Changes

  @Test
  void theChangesOfADayAreTold() {
    assertThat(PortRegistry.bundled().changes(day("2025-09-29"), day("2025-09-29")))
        .filteredOn(change -> change.ports() != null && change.ports().contains(832))
        .extracting(
            RegistryChange::kind,
            RegistryChange::transport,
            RegistryChange::serviceName,
            RegistryChange::before,
            RegistryChange::after,
            RegistryChange::hasDay)
        .containsExactly(
            tuple(
                Kind.WITHDRAWN,
                Transport.TCP,
                "netconfsoaphttp",
                "NETCONF for SOAP over HTTPS",
                "reserved",
                true),
            tuple(
                Kind.WITHDRAWN,
                Transport.UDP,
                "netconfsoaphttp",
                "NETCONF for SOAP over HTTPS",
                "reserved",
                true));
  }

  /** The mirror of the registry stood still from August to December 2019. */
  @Test
  void aChangeOfUnknownDayCountsForTheLatest() {
    assertThat(PortRegistry.bundled().changes(day("2019-12-16"), day("2019-12-16")))
        .filteredOn(change -> change.serviceName().equals("dns-push-tls"))
        .extracting(RegistryChange::notBefore, RegistryChange::notAfter, RegistryChange::hasDay)
        .containsExactly(
            tuple(RegistryDate.parse("2019-08-26"), RegistryDate.parse("2019-12-16"), false));
    assertThat(PortRegistry.bundled().changes(day("2019-08-27"), day("2019-12-15"))).isEmpty();
  }

  /** Port 11434 was registered on 2025-09-26 and published months later. */
  @Test
  void aServiceIsThereFromTheDayOnWhichItWasPublished() {
    assertThat(PortRegistry.bundled().asOf(day("2026-02-01")).serviceName(11434, Transport.TCP))
        .isEmpty();
    assertThat(PortRegistry.bundled().asOf(day("2026-02-02")).serviceName(11434, Transport.TCP))
        .isEqualTo("ollama");
  }

  @Test
  void theFirstDayCannotBeAfterTheLast() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PortRegistry.bundled().changes(day("2020-01-02"), day("2020-01-01")))
        .withMessage("expected a first day up to the last day but found 2020-01-02 to 2020-01-01");
  }

  @Test
  void changesAreInTheOrderInWhichTheyWereMade() {
    List<RegistryChange> all = PortRegistry.bundled().changes(FIRST, LAST);

    assertThat(all).extracting(change -> change.notAfter().latest()).isSorted();
    assertThatThrownBy(() -> all.clear()).isInstanceOf(UnsupportedOperationException.class);
  }

  // Round trips

  /** The services and states of a registry, by which two are compared. */
  private static List<String> told(List<RegistryRow> rows) {
    List<String> told = new ArrayList<>();
    for (RegistryRow row : rows) {
      if (row instanceof Assignment) {
        told.add(
            row.ports()
                + "/"
                + row.transport()
                + ' '
                + row.serviceName()
                + ' '
                + row.description());
      }
    }
    told.sort(null);
    UnnamedRows states = UnnamedRows.of(rows);
    for (Transport transport : Transport.values()) {
      BitSet held = held(rows, transport);
      IanaState last = null;
      for (int port = 0; port <= 65535; port++) {
        IanaState state = held.get(port) ? null : states.state(port, transport);
        if (state != last) {
          told.add(port + "/" + transport + ' ' + state);
          last = state;
        }
      }
    }
    return told;
  }

  private static BitSet held(List<RegistryRow> rows, Transport transport) {
    BitSet held = new BitSet();
    for (RegistryRow row : rows) {
      PortSpan ports = row.ports();
      if (row instanceof Assignment && ports != null && row.isFor(transport)) {
        held.set(ports.first(), ports.last() + 1);
      }
    }
    return held;
  }

  @Test
  @Tag("whole")
  void undoingAllAndRedoingAllGivesTheSameOnEachDay() {
    RegistryHistory history = PackagedFacts.get().history();
    List<RegistryChange> changes = history.changes();
    List<RegistryRow> rows = packagedRows();
    RegistryState state = new RegistryState(rows);
    List<List<String>> references = RegistryState.referencesBefore(changes);
    Map<LocalDate, Integer> undone = new TreeMap<>();
    for (int i = changes.size() - 1; i >= 0; i--) {
      LocalDate day = Changes.effective(changes.get(i));
      if (!undone.containsKey(day)) {
        undone.put(day, told(state.rows(LocalDate.MAX, "")).hashCode());
      }
      state.undo(changes.get(i), references.get(i));
    }
    List<String> oldest = told(state.rows(LocalDate.MAX, ""));
    Map<LocalDate, Integer> redone = new TreeMap<>();
    for (int i = 0; i < changes.size(); i++) {
      state.redo(changes.get(i));
      LocalDate day = Changes.effective(changes.get(i));
      if (i + 1 == changes.size() || !Changes.effective(changes.get(i + 1)).equals(day)) {
        redone.put(day, told(state.rows(LocalDate.MAX, "")).hashCode());
      }
    }

    assertThat(undone).hasSizeGreaterThan(500);
    assertThat(told(state.rows(LocalDate.MAX, ""))).isEqualTo(told(rows));
    assertThat(redone).isEqualTo(undone);
    assertThat(oldest).isNotEqualTo(told(rows));
  }

  private static List<RegistryRow> packagedRows() {
    return PortTableCsv.read(CsvText.of(PortRegistry.bundled().csv(), "packaged"))
        .entries()
        .toList();
  }

  /** Every twelfth published state; {@link PublishedStatesLongTest} has all. */
  static Stream<LocalDate> someStates() {
    List<String> days = RawStates.days();
    return IntStream.range(0, days.size())
        .filter(i -> i % 12 == 0 || i == days.size() - 1)
        .mapToObj(i -> LocalDate.parse(days.get(i)));
  }

  @ParameterizedTest
  @MethodSource("someStates")
  @Tag("whole")
  void everyPortIsAsItWasPublished(LocalDate day) {
    assertAsPublished(day);
  }

  @Test
  void betweenTwoStatesTheOlderOneHolds() {
    assertThat(PortRegistry.bundled().asOf(day("2025-09-10")).csv())
        .isEqualTo(PortRegistry.bundled().asOf(day("2025-08-26")).csv());
  }

  /** Services with titles and documents, and the states of all other ports for TCP and UDP. */
  static void assertAsPublished(LocalDate day) {
    RawStates raw = RawStates.asOf(day.toString());
    PortRegistry then = PortRegistry.bundled().asOf(day);

    assertThat(then.assignments().map(RegistryHistoryTest::told).sorted())
        .as("services of %s", day)
        .containsExactlyElementsOf(raw.services());
    List<String> wrong = new ArrayList<>();
    for (int port = 0; port <= 65535; port++) {
      PortRecord record = then.port(port);
      for (Transport transport : List.of(Transport.TCP, Transport.UDP)) {
        boolean named = !record.assignments(transport).isEmpty();
        String state = record.ianaState(transport).name();
        String expected = named ? "ASSIGNED" : raw.state(port, transport.keyword());
        if (!state.equals(expected) || !isSound(record, transport, then)) {
          wrong.add(port + "/" + transport + ' ' + state + " rather than " + expected);
        }
      }
    }
    assertThat(wrong).as("states of %s", day).isEmpty();
  }

  private static String told(Assignment row) {
    String transport = row.transport() == null ? "" : row.transport().keyword();
    return (row.ports() == null ? "" : row.ports())
        + "/"
        + transport
        + '/'
        + row.serviceName()
        + ' '
        + RawStates.plain(row.description())
        + (row.ports() == null ? "" : " " + RawStates.cited(row.references()));
  }

  /** Status and state agree, the first service names the port, and the block has it. */
  private static boolean isSound(PortRecord record, Transport transport, PortRegistry registry) {
    List<Assignment> services = record.assignments(transport);
    PortStatus status = record.status(transport);
    boolean held = status == PortStatus.ASSIGNED || status == PortStatus.GHOST;
    String name = services.isEmpty() ? "" : services.get(0).serviceName();
    return held == (record.ianaState(transport) == IanaState.ASSIGNED)
        && registry.serviceName(record.number(), transport).equals(name)
        && record.block().contains(record.number());
  }

  // One port

  @Test
  void aPortTellsItsHistory() {
    assertThat(PortRegistry.lookup(832).history())
        .extracting(RegistryChange::kind, RegistryChange::serviceName, c -> c.notAfter().toString())
        .containsExactly(
            tuple(Kind.WITHDRAWN, "netconfsoaphttp", "2025-09-29"),
            tuple(Kind.WITHDRAWN, "netconfsoaphttp", "2025-09-29"));
  }

  @Test
  void aFormerAssignmentFromBeforeTheLogIsPartOfTheHistory() {
    PortRecord port = PortRegistry.lookup(2463);

    assertThat(port.history())
        .extracting(RegistryChange::kind, RegistryChange::before, RegistryChange::serviceName)
        .contains(tuple(Kind.RENAMED, "symbios-raid", "lsi-raid-mgmt"));
  }

  @Test
  void whatIsNotDatedWasBeforeTheLog() {
    assertThat(PortRegistry.lookup(15).history())
        .filteredOn(change -> change.serviceName().equals("netstat"))
        .allSatisfy(
            change -> {
              assertThat(change.notBefore()).isNull();
              assertThat(change.notAfter()).isEqualTo(RegistryDate.parse("2014-07-13"));
              assertThat(change.hasDay()).isFalse();
            })
        .isNotEmpty();
  }

  @Test
  @Tag("whole")
  void everyFormerAssignmentIsInTheHistoryOnce() {
    PortRegistry.bundled()
        .ports()
        .forEach(
            port -> {
              List<RegistryChange> history = port.history();
              for (FormerAssignment former : port.formerAssignments()) {
                assertThat(history)
                    .as("%d: %s", port.number(), former)
                    .anyMatch(change -> RegistryHistory.tells(change, former));
              }
              assertThat(history).extracting(c -> c.notAfter().latest()).isSorted();
              assertThat(history).doesNotHaveDuplicates();
            });
  }

  @Test
  void theHistoryOfAnEarlierDayEndsThere() {
    assertThat(PortRegistry.bundled().asOf(day("2025-09-28")).port(832).history()).isEmpty();
  }

  @Test
  void aTableOfATeamHasNoHistory() throws Exception {
    PortRegistry team =
        PortRegistry.read(new ByteArrayInputStream(PortRegistry.bundled().csv()), "team.csv");

    assertThat(team.port(832).history()).isEmpty();
    assertThat(team.withOverlay(PortRegistry.bundled()).port(832).history()).hasSize(2);
  }

  // Values

  @Test
  void aChangeCannotEndBeforeItBegins() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new RegistryChange(
                    Kind.ASSIGNED,
                    RegistryDate.parse("2020-02-01"),
                    RegistryDate.parse("2020-01-31"),
                    null,
                    null,
                    "a",
                    "",
                    "",
                    ""))
        .withMessage("a change cannot be made from 2020-02-01 to 2020-01-31");
  }

  @ParameterizedTest
  @CsvSource({
    "2020-01, 2020-01, false",
    "2020-01-01, 2020-01-01, true",
    "'', 2020-01-01, false",
    "2020-01-01, 2020-01-02, false"
  })
  void aDayIsKnownWhereBothEndsAreThatDay(String from, String to, boolean known) {
    assertThat(MadeChange.between(from, to, Kind.ASSIGNED, "", null, "a", "", "").hasDay())
        .isEqualTo(known);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2019-12",
        "2019-12-31",
        "2020-01",
        "2020-01-01",
        "2020-01-31",
        "2020-02",
        "2020-02-29"
      })
  void aChangeCannotBeginOnADayAfterTheLastThatItsEndCanMean(String from) {
    for (String to : List.of("2020-01", "2020-01-01", "2020-01-31", "2020-02-01", "2021-01")) {
      RegistryDate notBefore = RegistryDate.parse(from);
      RegistryDate notAfter = RegistryDate.parse(to);
      boolean refused = notBefore.earliest().isAfter(notAfter.latest());

      assertThat(notBefore.isAfter(notAfter)).as(from + " to " + to).isEqualTo(refused);
    }
  }

  // The table

  private static final String HEADER = String.join(",", RegistryHistory.HEADER) + "\n";
  private static final String FROM = "2014-07-13,2014-07-13,,,copy,,,,one\n";
  private static final String TO = "2020-01-01,2020-01-01,,,copy,,,,two\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2015-01-01,2015-01-01,80,tcp,assigned,a,,b,s|a copy in the first row",
        "FROM 2015-01-02,2015-01-01,80,tcp,assigned,a,,b,s|a day up to 2015-01-01",
        "FROM 2015-01,2015-01-02,80,tcp,assigned,a,,b,s|a day such as 2005-12-31",
        "FROM 2015-01-01,2015-01-01,80,tcp,assigned,a,,b,|expected a text",
        "FROM 2015-01-01,2015-01-01,80,tcp,given,a,,b,s|assigned or withdrawn or",
        "FROM 2013-01-01,2013-01-01,80,tcp,assigned,a,,b,s|days in ascending order",
        "FROM TO 2021-01-01,2021-01-01,80,tcp,assigned,a,,b,s|nothing after the last copy",
      })
  void aTableThatIsNotRightIsRefused(String rows, String message) {
    String csv = HEADER + rows.replace("FROM ", FROM).replace("TO ", TO) + "\n";

    assertThatThrownBy(
            () ->
                RegistryHistory.read(
                    CsvText.of(csv.getBytes(StandardCharsets.UTF_8), "history.csv")))
        .isInstanceOf(RegistryFormatException.class)
        .hasMessageContaining("history.csv")
        .hasMessageContaining(message);
  }

  @Test
  void aTableWithoutItsLastCopyIsRefused() {
    assertThatThrownBy(
            () ->
                RegistryHistory.read(
                    CsvText.of((HEADER + FROM).getBytes(StandardCharsets.UTF_8), "history.csv")))
        .isInstanceOf(RegistryFormatException.class);
  }

  @Test
  void aChangeThatDoesNotFitIsRefused() {
    RegistryChange change = PortRegistry.lookup(4480).history().get(0);
    RegistryState state = new RegistryState(packagedRows());
    state.undo(change, List.of());

    assertThatThrownBy(() -> state.undo(change, List.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageEndingWith("on 4480 does not fit: there is no such service");
  }

  @Test
  void whatWasGoneBeforeTheFirstCopyWasReleasedOnItsDay() {
    PortRegistry then = PortRegistry.bundled().asOf(PortRegistry.bundled().firstDay());

    assertThat(then.port(7626).status(Transport.UDP)).isEqualTo(PortStatus.RELEASED);
    assertThat(then.port(7626).formerAssignments()).isNotEmpty();
  }

  @Test
  void aChangeThatMayBeOlderThanTheLogIsNotAmongTheChangesOfTheDossier() {
    assertThat(Dossier.of(PortRegistry.lookup(7626)).text()).doesNotContain("Changes since 2014");
  }
}
