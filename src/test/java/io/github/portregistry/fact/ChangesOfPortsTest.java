package io.github.portregistry.fact;

import static io.github.portregistry.MadeChange.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.portregistry.Evidence;
import io.github.portregistry.FormerAssignment;
import io.github.portregistry.PortSpan;
import io.github.portregistry.RegistryChange;
import io.github.portregistry.RegistryChange.Kind;
import io.github.portregistry.RegistryDate;
import io.github.portregistry.RegistryFormatException;
import io.github.portregistry.Transport;
import io.github.portregistry.csv.CsvText;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The changes of ports in small histories, with the former assignments of the ports. */
class ChangesOfPortsTest {

  private static final RegistryHistory.Copy FIRST =
      new RegistryHistory.Copy(LocalDate.of(2014, 1, 1), "first");
  private static final RegistryHistory.Copy LAST =
      new RegistryHistory.Copy(LocalDate.of(2020, 12, 31), "last");

  private static RegistryChange withdrawn(String day, String ports, String name) {
    return on(day, Kind.WITHDRAWN, ports, Transport.TCP, name, "Title", "");
  }

  private static RegistryHistory history(RegistryChange... changes) {
    return new RegistryHistory(FIRST, List.of(changes), LAST);
  }

  private static FormerAssignment former(
      @Nullable Transport transport,
      String name,
      @Nullable String on,
      @Nullable String lastSeen,
      @Nullable String absentBy) {
    return new FormerAssignment(
        transport,
        name,
        "Title",
        List.of(),
        null,
        date(on),
        "IANA",
        "",
        FormerAssignment.Kind.RELEASED,
        "here",
        date(lastSeen),
        date(absentBy),
        Evidence.Strength.MODERATE);
  }

  private static @Nullable RegistryDate date(@Nullable String text) {
    return text == null ? null : RegistryDate.parse(text);
  }

  private static List<String> told(RegistryHistory history, FormerAssignment former) {
    return history
        .of(
            100,
            FactTable.of(
                FormerFormat.FORMAT, List.of(new FactTable.Row<>(PortSpan.of(100), former))))
        .stream()
        .map(change -> change.kind() + " " + change.serviceName() + " " + change.when())
        .toList();
  }

  // Days

  @ParameterizedTest
  @CsvSource({"2013-12-31, 2014-01-01", "2013-12-30, 2013-12-31", "2020-12-31, 2021-01-01"})
  void changesAreNotKnownOutsideTheTwoCopies(LocalDate from, LocalDate to) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> history().changes(from, to))
        .withMessageStartingWith(
            "the registry is known from 2014-01-01 to 2020-12-31, but the day is ");
  }

  // A port

  @Test
  void aFormerServiceStandsAmongTheChangesInTheOrderOfDays() {
    RegistryHistory history =
        history(withdrawn("2015-01-01", "100", "a"), withdrawn("2017-01-01", "100", "c"));

    assertThat(told(history, former(Transport.TCP, "b", "2016-01-01", null, null)))
        .containsExactly(
            "WITHDRAWN a 2015-01-01", "WITHDRAWN b 2016-01-01", "WITHDRAWN c 2017-01-01");
  }

  @Test
  void aFormerNameIsAChangeToItsSuccessor() {
    FormerAssignment former =
        new FormerAssignment(
            Transport.TCP, "old", "Title", null, "IANA", "new", FormerAssignment.Kind.RENAMED, "x");

    assertThat(
            history()
                .of(
                    100,
                    FactTable.of(
                        FormerFormat.FORMAT,
                        List.of(new FactTable.Row<>(PortSpan.of(100), former)))))
        .extracting(
            RegistryChange::kind,
            RegistryChange::serviceName,
            RegistryChange::before,
            RegistryChange::after)
        .containsExactly(tuple(Kind.RENAMED, "new", "old", "new"));
  }

  @Test
  void aFormerServiceThatAChangeTellsIsNotToldAgain() {
    assertThat(
            told(
                history(withdrawn("2015-01-01", "99-101", "a")),
                former(Transport.TCP, "A", "2016-01-01", null, null)))
        .containsExactly("WITHDRAWN a 2015-01-01");
  }

  @ParameterizedTest
  @CsvSource({"2016-01-01, , , 2016-01-01", ", 2016-01-01, 2016-02-01, 2016-01-01 to 2016-02-01"})
  void aFormerServiceWithADateIsAChangeWhereNoHistoryIsKnown(
      String on, String lastSeen, String absentBy, String when) {
    assertThat(told(RegistryHistory.none(), former(Transport.TCP, "a", on, lastSeen, absentBy)))
        .containsExactly("WITHDRAWN a " + when);
  }

  @Test
  void aFormerServiceWithoutADateIsNoChangeWhereNoHistoryIsKnown() {
    assertThat(told(RegistryHistory.none(), former(Transport.TCP, "a", null, null, null)))
        .isEmpty();
  }

  @Test
  void aFormerServiceWithoutADateLeftByTheFirstCopy() {
    assertThat(told(history(), former(Transport.TCP, "a", null, null, null)))
        .containsExactly("WITHDRAWN a by 2014-01-01");
  }

  @ParameterizedTest
  @CsvSource({
    "TCP, a, true",
    "TCP, A, true",
    ", a, true",
    "UDP, a, false",
    "TCP, b, false",
    "TCP, '', true",
    "UDP, '', false"
  })
  void aWithdrawalTellsTheEndOfItsNameAndTransport(
      @Nullable Transport transport, String name, boolean tells) {
    FormerAssignment former = former(transport, name, "2016-01-01", null, null);

    assertThat(RegistryHistory.tells(withdrawn("2016-01-01", "100", "a"), former)).isEqualTo(tells);
  }

  @Test
  void anAssignmentTellsTheEndOfNothing() {
    assertThat(
            RegistryHistory.tells(
                on("2016-01-01", Kind.ASSIGNED, "100", Transport.TCP, "a", "", "Title"),
                former(Transport.TCP, "a", "2016-01-01", null, null)))
        .isFalse();
  }

  // The table

  @Test
  void aLineBreakInATitleIsRefused() {
    String csv =
        String.join(",", RegistryHistory.HEADER)
            + "\n2014-01-01,2014-01-01,,,copy,,,,first\n"
            + "2015-01-01,2015-01-01,80,tcp,assigned,a,,\"A\nB\",log\n"
            + "2020-12-31,2020-12-31,,,copy,,,,last\n";

    assertThatThrownBy(
            () ->
                RegistryHistory.read(
                    CsvText.of(csv.getBytes(StandardCharsets.UTF_8), "history.csv")))
        .isInstanceOf(RegistryFormatException.class)
        .hasMessageContaining("text without line breaks");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1021, 1022, 1023, 2500})
  void aTableOfAnyLengthHasItsChangesAndThoseOfAPort(int count) {
    List<RegistryChange> changes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String ports = i % 10 == 3 ? "" : i + "-" + (i + i % 3);
      changes.add(
          withdrawn(LocalDate.of(2014, 1, 2).plusDays(i / 2).toString(), ports, "name-" + i));
    }
    RegistryHistory history = new RegistryHistory(FIRST, changes, LAST);

    RegistryHistory read = RegistryHistory.ofCanonical(history.csv(), "history.csv");

    assertThat(read.first()).isEqualTo(FIRST);
    assertThat(read.last()).isEqualTo(LAST);
    assertThat(read.changes()).isEqualTo(changes);
    FactTable<FormerAssignment> noFormer = FactTable.empty(FormerFormat.FORMAT);
    for (int port : new int[] {0, 2, 3, 1020, 1021, 1022, 1024, 2499, 65535}) {
      assertThat(read.of(port, noFormer))
          .isEqualTo(
              changes.stream()
                  .filter(
                      change ->
                          change.ports() != null
                              && change.ports().first() <= port
                              && port <= change.ports().last())
                  .toList());
    }
  }
}
