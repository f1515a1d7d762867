package io.github.portregistry.past;

import static io.github.portregistry.MadeChange.change;
import static io.github.portregistry.past.Steps.copy;
import static io.github.portregistry.past.Steps.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.RegistryChange.Kind;
import io.github.portregistry.Transport;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Up to which day the rows of a copy are known, after changes that were seen later. */
class LastKnownTest {

  private static final LastKnown KNOWN =
      LastKnown.of(
          copy("2020-01-01"),
          LocalDate.of(2020, 1, 1),
          LocalDate.of(2020, 3, 1),
          List.of(
              change(Kind.STATE_CHANGED, "0", Transport.TCP, "", "reserved", "unassigned"),
              change(Kind.STATE_CHANGED, "80-90", Transport.TCP, "", "reserved", "unassigned"),
              change(Kind.ASSIGNED, "", null, "nowhere", "", "Nowhere")));

  @ParameterizedTest
  @CsvSource({
    "0, true",
    "1, false",
    "70-79, false",
    "70-80, true",
    "79, false",
    "80, true",
    "90, true",
    "90-95, true",
    "91, false",
    "91-65535, false"
  })
  void aRowIsChangedIfALaterChangeIsAboutOneOfItsPorts(String ports, boolean changed) {
    assertThat(KNOWN.changed(service("a", ports, Transport.UDP))).isEqualTo(changed);
  }

  @ParameterizedTest
  @CsvSource({"nowhere, true", "elsewhere, false"})
  void aRowWithoutAPortIsChangedIfALaterChangeHasItsName(String name, boolean changed) {
    assertThat(KNOWN.changed(service(name, "", null))).isEqualTo(changed);
  }

  @ParameterizedTest
  @CsvSource({"2020-02-29, true", "2020-03-01, false"})
  void aCopyFollowsWithinLessThanSixtyDays(String day, boolean follows) {
    assertThat(KNOWN.isFollowedBy(copy(day))).isEqualTo(follows);
  }
}
