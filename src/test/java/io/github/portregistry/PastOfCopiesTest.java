package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.portregistry.RegistryChange.Kind;
import io.github.portregistry.csv.Rows;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The other days of copies of IANA's file, older and newer than the packaged registry. */
class PastOfCopiesTest {

  private static final PortRegistry BUNDLED = PortRegistry.bundled();

  private static final List<Transport> TRANSPORTS = List.of(Transport.values());

  private static LocalDate day(String text) {
    return LocalDate.parse(text);
  }

  /** Services with their titles, and the states of ports without one. */
  private static List<String> told(PortRegistry registry) {
    List<String> told = new ArrayList<>();
    registry
        .assignments()
        .filter(row -> !row.serviceName().equals("day-of-the-copy"))
        .map(
            row ->
                row.ports()
                    + "/"
                    + row.transport()
                    + " "
                    + row.serviceName()
                    + " "
                    + row.description())
        .sorted()
        .forEach(told::add);
    for (Transport transport : List.of(Transport.TCP, Transport.UDP)) {
      IanaState last = null;
      for (int port = 0; port <= 65535; port++) {
        IanaState state = registry.port(port).ianaState(transport);
        if (state != last) {
          told.add(port + "/" + transport + " " + state);
          last = state;
        }
      }
    }
    return told;
  }

  // A newer copy

  /** The packaged rows without the services of a port, and with a row that says what it is now. */
  private static List<RegistryRow> without(int port, IanaState state, String date) {
    List<RegistryRow> rows = IanaCopies.packagedRows();
    rows.removeIf(row -> row.covers(port));
    RegistryDate modified = date.isEmpty() ? null : RegistryDate.parse(date);
    rows.add(
        new UnnamedEntry(
            PortSpan.of(port),
            null,
            state,
            PortStatus.of(state),
            "",
            "",
            "",
            null,
            modified,
            List.of(),
            "",
            ""));
    return rows;
  }

  @Test
  void aServiceThatLeftSinceIsAFormerAssignmentAndItsPortIsReleased() {
    PortRegistry copy =
        IanaCopies.copy(day("2099-12-01"), without(432, IanaState.RESERVED, "2099-11-03"));

    assertThat(copy.port(432).status()).isEqualTo(PortStatus.RELEASED);
    assertThat(copy.port(432).formerAssignments())
        .extracting(
            FormerAssignment::serviceName,
            FormerAssignment::transport,
            FormerAssignment::releasedOn)
        .containsExactly(
            tuple("iasd", Transport.TCP, RegistryDate.parse("2099-11-03")),
            tuple("iasd", Transport.UDP, RegistryDate.parse("2099-11-03")));
    assertThat(copy.port(432).history())
        .extracting(RegistryChange::kind, RegistryChange::after, change -> change.when())
        .containsExactly(
            tuple(Kind.WITHDRAWN, "reserved", "2099-11-03"),
            tuple(Kind.WITHDRAWN, "reserved", "2099-11-03"));
    assertThat(copy.port(432).evidence())
        .extracting(Evidence::kind, Evidence::detail)
        .contains(tuple(Evidence.Kind.SNAPSHOTS, "released on 2099-11-03 by IANA"));
    assertThat(copy.formerPorts("iasd")).extracting(PortRecord::number).containsExactly(432);
    assertThat(copy.lastDay()).isEqualTo("2099-12-01");
    assertThat(copy.asOf(day("2099-11-02")).port(432).status()).isEqualTo(PortStatus.GHOST);
    assertThat(copy.asOf(day("2099-11-02")).port(432).formerAssignments()).isEmpty();
  }

  @Test
  void whatTwoCopiesAloneShowIsKnownButMakesNoStatus() {
    PortRegistry copy = IanaCopies.copy(day("2099-12-01"), without(432, IanaState.UNASSIGNED, ""));

    assertThat(copy.port(432).status()).isEqualTo(PortStatus.UNASSIGNED);
    assertThat(copy.port(432).formerAssignments())
        .extracting(FormerAssignment::serviceName, FormerAssignment::strength)
        .containsOnly(tuple("iasd", Evidence.Strength.WEAK));
    assertThat(copy.port(432).history())
        .extracting(RegistryChange::when)
        .containsOnly(BUNDLED.lastDay() + " to 2099-12-01");
  }

  @Test
  void anOverlayOverAPastAndANewerCopyGoesBackWithBoth() {
    PortRegistry copy =
        IanaCopies.copy(day("2099-12-01"), without(432, IanaState.RESERVED, "2099-11-03"));
    PortRegistry ours = TeamTables.table("ours", TeamTables.named("8500", "tcp", "billing"));
    PortRegistry all = BUNDLED.withOverlay(copy).withOverlay(ours);

    assertThat(all.firstDay()).isEqualTo("2014-07-13");
    assertThat(all.lastDay()).isEqualTo("2099-12-01");
    PortRegistry then = all.asOf(day("2025-09-28"));
    assertThat(then.serviceName(8500, Transport.TCP)).isEqualTo("billing");
    assertThat(then.serviceName(832, Transport.TCP)).isEqualTo("netconfsoaphttp");
    assertThat(then.serviceName(432, Transport.TCP)).isEqualTo("iasd");
    assertThat(then.sources())
        .containsExactly(
            "ours", "copy.csv, as of 2025-09-28", BUNDLED.sources().get(0) + ", as of 2025-09-28");
    assertThat(all.asOf(all.lastDay()).sources())
        .containsExactly(
            "ours",
            "copy.csv, as of 2099-12-01",
            BUNDLED.sources().get(0) + ", as of " + BUNDLED.lastDay());
    assertThat(all.changes(all.firstDay(), all.lastDay()))
        .containsAll(BUNDLED.changes(BUNDLED.firstDay(), BUNDLED.lastDay()))
        .doesNotHaveDuplicates()
        .extracting(change -> change.notAfter().latest())
        .isSorted();
  }

  // An older copy

  @Test
  void whatHappenedAfterTheDayOfACopyDoesNotApplyToIt() {
    PortRegistry copy =
        IanaCopies.copy(day("2020-06-01"), IanaCopies.packagedRows(day("2020-06-01")));

    assertThat(copy.port(832).status()).isEqualTo(PortStatus.ASSIGNED);
    assertThat(copy.port(832).formerAssignments()).isEmpty();
    assertThat(copy.port(832).history()).isEmpty();
    assertThat(copy.lastDay()).isEqualTo("2020-06-01");
    assertThat(copy.firstDay()).isEqualTo(BUNDLED.firstDay());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> copy.asOf(day("2020-06-02")))
        .withMessage(
            "the registry is known from 2014-07-13 to 2020-06-01, but the day is 2020-06-02");
    assertThat(copy.changes(day("2014-07-13"), day("2020-05-31")))
        .isEqualTo(BUNDLED.changes(day("2014-07-13"), day("2020-05-31")));
  }

  @Test
  void whatACopySaysOtherwiseIsAChangeOfItsDay() {
    List<RegistryRow> rows = IanaCopies.packagedRows(day("2020-06-01"));
    rows.removeIf(row -> row.covers(443) && row.serviceName().equals("https"));
    rows.add(MadeRow.of("mine").on("443", Transport.TCP).title("Mine").row());
    PortRegistry copy = IanaCopies.copy(day("2020-06-01"), rows);

    assertThat(copy.port(443).history())
        .extracting(RegistryChange::kind, RegistryChange::serviceName, RegistryChange::when)
        .contains(
            tuple(Kind.ASSIGNED, "mine", "by 2020-06-01"),
            tuple(Kind.WITHDRAWN, "https", "by 2020-06-01"));
    assertThat(copy.asOf(day("2020-05-31")).serviceName(443, Transport.TCP)).isEqualTo("https");
    assertThat(copy.asOf(day("2020-06-01")).serviceName(443, Transport.TCP)).isEqualTo("mine");
  }

  @Test
  void ofACopyFromBeforeTheFirstDayNoOtherDayIsKnown() {
    PortRegistry copy =
        IanaCopies.copy(day("2013-01-31"), IanaCopies.packagedRows(BUNDLED.firstDay()));

    assertThat(copy.firstDay()).isEqualTo("2013-01-31");
    assertThat(copy.lastDay()).isEqualTo("2013-01-31");
    assertThat(copy.changes(copy.firstDay(), copy.lastDay())).isEmpty();
    assertThat(copy.port(832).formerAssignments()).isEmpty();
    assertThat(copy.ports().flatMap(port -> port.formerAssignments().stream()))
        .allSatisfy(former -> assertThat(date(former).earliest()).isBefore(day("2013-02-01")));
    assertThat(copy.ports().flatMap(port -> port.history().stream())).isNotEmpty();
  }

  private static RegistryDate date(FormerAssignment former) {
    return former.releasedOn() != null ? former.releasedOn() : former.absentBy();
  }

  @Test
  void adjacentRowsOfUnassignedPortsBecomeOneRowOfAnEarlierDay() throws Exception {
    StringBuilder split = new StringBuilder();
    List<PortSpan> spans = new ArrayList<>();
    for (String line : Files.readString(Snapshot.iana()).split("(?<=\n)", -1)) {
      Matcher range = Pattern.compile(",([0-9]+)-([0-9]+)(,,Unassigned,,,,,,,,\\s*)").matcher(line);
      if (range.matches() && !range.group(1).equals(range.group(2))) {
        PortSpan span =
            new PortSpan(Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)));
        int middle = (span.first() + span.last()) / 2;
        spans.add(span);
        split.append(",").append(new PortSpan(span.first(), middle)).append(range.group(3));
        split.append(",").append(new PortSpan(middle + 1, span.last())).append(range.group(3));
      } else {
        split.append(line);
      }
    }

    PortRegistry then =
        PortRegistry.readIana(new ByteArrayInputStream(CsvSpec.bytes(split.toString())), "split")
            .asOf(LocalDate.of(2026, 8, 1));

    assertThat(spans)
        .filteredOn(span -> span.size() > 40)
        .anyMatch(span -> span.first() > 32768)
        .allSatisfy(
            span ->
                assertThat(then.port(span.first()).block().last())
                    .isGreaterThanOrEqualTo(span.last()));
  }

  @Test
  void ofATableWithoutAPastTheMessageSaysWhatToDo() {
    PortRegistry team = TeamTables.table("team.csv", TeamTables.named("8500", "tcp", "billing"));
    PortRegistry undated = TeamTables.iana("undated.csv", "a,100,tcp,A,,,,,,,,");

    for (PortRegistry registry : List.of(team, undated)) {
      String name = registry.sources().get(0);
      assertThatIllegalStateException()
          .isThrownBy(() -> registry.asOf(day("2020-01-01")))
          .withMessage(
              "no past is known of "
                  + name
                  + ", so it cannot be asked for other days; ask PortRegistry.bundled(), or lay this"
                  + " registry over it with PortRegistry.bundled().withOverlay(...)");
      assertThatIllegalStateException().isThrownBy(registry::firstDay);
      assertThatIllegalStateException().isThrownBy(registry::lastDay);
      assertThatIllegalStateException()
          .isThrownBy(() -> registry.changes(day("2020-01-01"), day("2020-01-02")));
    }
  }

  // Whatever a copy says

  /** Changes a share of the rows in all the ways in which two copies can differ. */
  private static List<RegistryRow> modified(List<RegistryRow> rows, Random random) {
    List<RegistryRow> changed = new ArrayList<>();
    for (RegistryRow row : rows) {
      switch (random.nextInt(40)) {
        case 0 -> {
          // Dropped.
          if (row instanceof UnnamedEntry ports && ports.state() == IanaState.ASSIGNED) {
            changed.add(row);
          }
        }
        case 1 -> changed.add(renamed(row, row.serviceName() + "-x", row.description()));
        case 2 -> changed.add(renamed(row, row.serviceName(), row.description() + " x"));
        case 3 -> changed.add(renamed(row, row.serviceName() + "-y", "Other title"));
        case 4 ->
            changed.add(
                row instanceof Assignment service
                    ? Rows.withReferences(service, List.of("RFC9999"))
                    : row);
        default -> changed.add(row);
      }
    }
    for (int i = 0; i < 60; i++) {
      int first = 1 + random.nextInt(60000);
      PortSpan ports = new PortSpan(first, first + random.nextInt(i % 3 == 0 ? 300 : 3));
      Transport transport =
          random.nextBoolean() ? null : TRANSPORTS.get(random.nextInt(TRANSPORTS.size()));
      changed.add(
          switch (i % 3) {
            case 0 -> new Assignment("new-" + i, ports, transport, "New", List.of(), "");
            case 1 -> new UnnamedEntry(ports, transport, IanaState.RESERVED, "");
            default -> new UnnamedEntry(ports, transport, IanaState.UNASSIGNED, "");
          });
    }
    return changed;
  }

  private static RegistryRow renamed(RegistryRow row, String name, String title) {
    return row instanceof Assignment service
        ? Rows.renamed(service, name, title, service.source())
        : row;
  }

  @ParameterizedTest
  @CsvSource({
    "1, 2099-12-01",
    "2, 2099-12-01",
    "3, 2026-09-17",
    "4, 2026-08-17",
    "5, 2020-06-01",
    "6, 2014-07-13"
  })
  @Tag("whole")
  void whateverACopySaysTheDaysBeforeItAreTheKnownOnes(int seed, LocalDate day) {
    LocalDate known = day.isAfter(BUNDLED.lastDay()) ? BUNDLED.lastDay() : day;
    List<RegistryRow> rows = modified(IanaCopies.packagedRows(known), new Random(seed));
    PortRegistry copy = IanaCopies.copy(day, rows);

    LocalDate before = day.isAfter(BUNDLED.lastDay()) ? known : day.minusDays(1);
    for (LocalDate then : List.of(before, day("2016-02-01"), BUNDLED.firstDay())) {
      if (!then.isAfter(before) && !then.isBefore(BUNDLED.firstDay())) {
        assertThat(told(copy.asOf(then)))
            .as("%s of the copy of %s", then, day)
            .isEqualTo(told(BUNDLED.asOf(then)));
      }
    }
    assertThat(told(copy.asOf(day))).isEqualTo(told(copy));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-02", "2026-08-17"})
  void iAnasCopiesGoBackToTheFirstDay(String name) throws Exception {
    Path file = RawSnapshot.DIRECTORY.resolve("service-names-port-numbers-" + name + ".csv");
    assumeTrue(Files.isRegularFile(file), "skipped: ../shared/data/iana is not here");
    PortRegistry copy = PortRegistry.readIana(file);

    assertThat(told(copy.asOf(BUNDLED.firstDay())))
        .isEqualTo(told(BUNDLED.asOf(BUNDLED.firstDay())));
    assertThat(told(copy.asOf(copy.lastDay()))).isEqualTo(told(copy));
    assertThat(copy.provenance().missingRows()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void whereOneServiceReplacedAnotherNoDayHasBothOrNeither(int seed) {
    Random random = new Random(seed);
    List<RegistryRow> rows = IanaCopies.packagedRows();
    List<Assignment> replaced = new ArrayList<>();
    while (replaced.size() < 8) {
      int at = random.nextInt(rows.size());
      if (rows.get(at) instanceof Assignment old && isAlone(old)) {
        String day = random.nextInt(4) == 0 ? "" : "2099-0" + (1 + random.nextInt(9)) + "-11";
        rows.set(at, successor(old, day));
        replaced.add(old);
      }
    }
    PortRegistry copy = IanaCopies.copy(day("2099-12-01"), rows);

    List<LocalDate> days =
        copy.changes(BUNDLED.lastDay(), copy.lastDay()).stream()
            .map(change -> change.notAfter().latest())
            .distinct()
            .toList();
    assertThat(days).hasSizeGreaterThan(2);
    for (LocalDate then : days) {
      for (LocalDate each : List.of(then.minusDays(1), then)) {
        PortRegistry past = copy.asOf(each);
        for (Assignment old : replaced) {
          assertThat(past.assignments(old.ports().first(), old.transport()))
              .as("%s on %s", old, each)
              .hasSize(1);
        }
      }
    }
  }

  private static boolean isAlone(Assignment row) {
    return row.ports() != null
        && row.ports().size() == 1
        && row.transport() != null
        && BUNDLED.assignments(row.ports().first(), row.transport()).size() == 1;
  }

  private static Assignment successor(Assignment old, String registered) {
    return MadeRow.of(old.serviceName() + "-next")
        .on(old.ports(), old.transport())
        .title("The next service")
        .assignee("Nobody_Else")
        .registered(registered)
        .row();
  }
}
