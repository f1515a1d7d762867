package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnnamedEntryTest {

  private static UnnamedEntry entry(IanaState state, PortStatus status, List<String> references) {
    return new UnnamedEntry(
        new PortSpan(834, 846),
        Transport.TCP,
        state,
        status,
        "a remark",
        "IANA",
        "IANA",
        new RegistryDate(2000, 1, null),
        new RegistryDate(2024, 12, 20),
        references,
        "",
        "test");
  }

  @Test
  void onlyTransportAndDatesMayBeNull() {
    NullComponents.areRefusedBut(
        entry(IanaState.RESERVED, PortStatus.RESERVED, List.of()),
        "transport",
        "registered",
        "modified");
  }

  @ParameterizedTest
  @CsvSource({
    "ASSIGNED, ASSIGNED",
    "RESERVED, RESERVED",
    "UNASSIGNED, UNASSIGNED",
    "RESERVED, RELEASED",
    "UNASSIGNED, RELEASED"
  })
  void aStatusThatFitsTheStateIsAccepted(IanaState state, PortStatus status) {
    assertThat(entry(state, status, List.of()).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "ASSIGNED, RELEASED",
    "ASSIGNED, GHOST",
    "ASSIGNED, RESERVED",
    "RESERVED, ASSIGNED",
    "RESERVED, UNASSIGNED",
    "UNASSIGNED, RESERVED",
    "UNASSIGNED, DYNAMIC",
    "UNASSIGNED, GHOST"
  })
  void aStatusThatContradictsTheStateIsRefused(IanaState state, PortStatus status) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> entry(state, status, List.of()))
        .withMessage("a row that is " + state + " cannot be " + status);
  }

  @Test
  void theReferencesAreCopiedAndCannotBeChanged() {
    List<String> references = new ArrayList<>(List.of("RFC6335"));
    UnnamedEntry entry = entry(IanaState.RESERVED, PortStatus.RESERVED, references);
    references.clear();

    assertThat(entry.references()).containsExactly("RFC6335");
    assertThatThrownBy(() -> entry.references().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void theServiceNameIsBlank() {
    assertThat(entry(IanaState.RESERVED, PortStatus.RESERVED, List.of()).serviceName()).isEmpty();
  }

  @Test
  void aRowSpeaksOfItsPortsAndTransportOnly() {
    UnnamedEntry entry = entry(IanaState.RESERVED, PortStatus.RESERVED, List.of());

    assertThat(entry.covers(833)).isFalse();
    assertThat(entry.covers(834)).isTrue();
    assertThat(entry.covers(846)).isTrue();
    assertThat(entry.covers(847)).isFalse();
    assertThat(entry.isFor(Transport.TCP)).isTrue();
    assertThat(entry.isFor(Transport.UDP)).isFalse();
  }

  @Test
  void aRowWithoutATransportSpeaksOfAll() {
    UnnamedEntry entry = new UnnamedEntry(PortSpan.of(834), null, IanaState.RESERVED, "test");

    assertThat(Transport.values()).allMatch(entry::isFor);
    assertThat(entry.status()).isEqualTo(PortStatus.RESERVED);
  }
}
