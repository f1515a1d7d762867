package io.github.portregistry.past;

import static io.github.portregistry.MadeChange.between;
import static io.github.portregistry.MadeChange.on;
import static io.github.portregistry.past.Steps.copy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.portregistry.Assignment;
import io.github.portregistry.Evidence;
import io.github.portregistry.FormerAssignment;
import io.github.portregistry.MadeRow;
import io.github.portregistry.RegistryChange;
import io.github.portregistry.RegistryChange.Kind;
import io.github.portregistry.RegistryDate;
import io.github.portregistry.Transport;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.Facts;
import io.github.portregistry.fact.FormerFormat;
import io.github.portregistry.fact.RegistryHistory;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a small past is left on an earlier day. */
class PastRegistryTest {

  private static FactTable.Row<FormerAssignment> former(
      String ports,
      String name,
      @Nullable String releasedOn,
      @Nullable String lastSeen,
      @Nullable String absentBy) {
    return new FactTable.Row<>(
        MadeRow.ports(ports),
        new FormerAssignment(
            Transport.TCP,
            name,
            "",
            List.of("RFC1"),
            null,
            date(releasedOn),
            "IANA",
            "",
            FormerAssignment.Kind.RELEASED,
            "here",
            date(lastSeen),
            date(absentBy),
            Evidence.Strength.MODERATE));
  }

  private static @Nullable RegistryDate date(@Nullable String text) {
    return text == null ? null : RegistryDate.parse(text);
  }

  private static FactTable.Row<FormerAssignment> former(String ports, String name) {
    return former(ports, name, null, null, null);
  }

  private static RegistryChange withdrawn(String day, String ports, String name) {
    return on(day, Kind.WITHDRAWN, ports, Transport.TCP, name, "Title", "");
  }

  private static RegistryHistory history(RegistryChange... changes) {
    return new RegistryHistory(copy("2014-01-01"), List.of(changes), copy("2020-12-31"));
  }

  private static List<String> formerOn(
      String day, RegistryHistory history, List<FactTable.Row<FormerAssignment>> all) {
    return PastRegistry.former(
            FactTable.of(FormerFormat.FORMAT, all), history, LocalDate.parse(day))
        .rows()
        .stream()
        .map(row -> row.ports() + " " + row.fact().serviceName())
        .toList();
  }

  // Former assignments

  @ParameterizedTest
  @CsvSource({
    "2014-12-31, ''",
    "2015-01-01, '300 c'",
    "2015-12-31, '300 c'",
    "2016-01-01, '200 b,300 c'",
    "2017-01-01, '100 a,200 b,300 c'"
  })
  void aServiceIsFormerFromTheDayOfItsWithdrawalInWhateverOrderOfPorts(String day, String former) {
    RegistryHistory history =
        history(
            withdrawn("2015-01-01", "300", "c"),
            withdrawn("2016-01-01", "200", "b"),
            withdrawn("2017-01-01", "100", "a"));

    assertThat(
            String.join(
                ",",
                formerOn(
                    day,
                    history,
                    List.of(former("100", "a"), former("200", "b"), former("300", "c")))))
        .isEqualTo(former);
  }

  @Test
  void aLaterWithdrawalFromAnotherPortSaysNothingOfThisOne() {
    RegistryHistory history =
        history(
            withdrawn("2015-01-01", "200", "a"),
            withdrawn("2017-01-01", "100", "a"),
            withdrawn("2017-01-01", "201", "a"));

    assertThat(formerOn("2016-01-01", history, List.of(former("200", "a"))))
        .containsExactly("200 a");
  }

  @Test
  void aWithdrawalOfTheLastOfSeveralPortsCountsForAll() {
    RegistryHistory history = history(withdrawn("2017-01-01", "110", "a"));

    assertThat(formerOn("2016-12-31", history, List.of(former("100-110", "a")))).isEmpty();
    assertThat(formerOn("2017-01-01", history, List.of(former("100-110", "a"))))
        .containsExactly("100-110 a");
  }

  @Test
  void aServiceThatNoChangeNamesWasGoneBeforeTheFirstDay() {
    RegistryHistory history = history(withdrawn("2017-01-01", "300", "c"));

    assertThat(formerOn("2016-01-01", history, List.of(former("300", "other"))))
        .containsExactly("300 other");
  }

  @Test
  void aWithdrawalWithoutAPortSaysNothingOfAPort() {
    RegistryHistory history = history(withdrawn("2017-01-01", "", "a"));

    assertThat(formerOn("2016-01-01", history, List.of(former("100", "a"))))
        .containsExactly("100 a");
  }

  @ParameterizedTest
  @CsvSource({
    "2016-05-04, 2016-05-05, , , false",
    "2016-05-05, 2016-05-05, , , true",
    "2016-05-04, , 2016-05-01, 2016-05-05, false",
    "2016-05-05, , 2016-05-01, 2016-05-05, true"
  })
  void aServiceThatNoChangeNamesIsFormerFromItsDate(
      String day, String on, String lastSeen, String absentBy, boolean former) {
    assertThat(formerOn(day, history(), List.of(former("100", "a", on, lastSeen, absentBy))))
        .hasSize(former ? 1 : 0);
  }

  // References

  private static List<String> references(
      RegistryChange withdrawn, FactTable.Row<FormerAssignment> former) {
    Facts facts =
        Facts.none()
            .withPast(FactTable.of(FormerFormat.FORMAT, List.of(former)), history(withdrawn));
    return PastRegistry.of(List.of(), "then", facts, LocalDate.of(2016, 5, 4)).rows().stream()
        .map(row -> ((Assignment) row).references())
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "a, 2016-05-05, true",
    "a, 2016-05-04, false",
    "a, 2016-04-05, false",
    "a, 2015-05-05, false",
    "a, 2016-05, false",
    "b, 2016-05-05, false",
    "a, , false"
  })
  void aServiceThatIsBackHasTheReferencesOfTheFactWithItsNameAndDay(
      String name, String day, boolean has) {
    assertThat(
            references(withdrawn("2016-05-05", "100", "a"), former("100", name, day, null, null)))
        .isEqualTo(has ? List.of("RFC1") : List.of());
  }

  @ParameterizedTest
  @CsvSource({"2016-05-05, true", "2016-05-06, false"})
  void aServiceThatWentBetweenTwoCopiesHasTheReferencesOfTheFactOfTheSecond(
      String absentBy, boolean has) {
    RegistryChange change =
        between("2016-05-01", "2016-05-05", Kind.WITHDRAWN, "100", Transport.TCP, "a", "Title", "");

    assertThat(references(change, former("100", "a", null, "2016-05-01", absentBy)))
        .isEqualTo(has ? List.of("RFC1") : List.of());
  }

  @Test
  void aServiceWithoutAPortComesBackWithoutReferences() {
    assertThat(references(withdrawn("2016-05-05", "", "a"), former("100", "a"))).isEmpty();
  }

  // Days

  @ParameterizedTest
  @CsvSource({"2013-12-31", "2021-01-01"})
  void aDayThatIsNotKnownIsRefusedAtOnce(LocalDate day) {
    Facts facts = Facts.none().withPast(FactTable.empty(FormerFormat.FORMAT), history());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> PastRegistry.of(List.of(), "then", facts, day))
        .withMessage("the registry is known from 2014-01-01 to 2020-12-31, but the day is " + day);
  }
}
