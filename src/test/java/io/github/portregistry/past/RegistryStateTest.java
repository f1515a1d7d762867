package io.github.portregistry.past;

import static io.github.portregistry.MadeChange.change;
import static io.github.portregistry.past.Steps.service;
import static io.github.portregistry.past.Steps.title;
import static io.github.portregistry.past.Steps.unnamed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.portregistry.Assignment;
import io.github.portregistry.IanaState;
import io.github.portregistry.MadeRow;
import io.github.portregistry.RegistryChange;
import io.github.portregistry.RegistryChange.Kind;
import io.github.portregistry.RegistryRow;
import io.github.portregistry.Transport;
import io.github.portregistry.UnnamedEntry;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Single changes that are undone, redone, or looked for in rows. */
class RegistryStateTest {

  private static final Transport TCP = Transport.TCP;
  private static final Transport UDP = Transport.UDP;

  private static RegistryState of(RegistryRow... rows) {
    return new RegistryState(List.of(rows));
  }

  private static List<String> told(RegistryState state) {
    return state.rows(LocalDate.of(2020, 1, 1), "then").stream()
        .map(
            row ->
                row.ports()
                    + (row.transport() == null ? "" : "/" + row.transport().keyword())
                    + " "
                    + (row instanceof UnnamedEntry other
                        ? other.state().toString()
                        : row.serviceName()
                            + " "
                            + row.description()
                            + ((Assignment) row).references()))
        .sorted()
        .toList();
  }

  private static RegistryChange assigned(String name) {
    return change(Kind.ASSIGNED, "80", TCP, name, "", title(name));
  }

  private static RegistryChange withdrawn(Transport transport, String after) {
    return change(Kind.WITHDRAWN, "80", transport, "old", "OLD", after);
  }

  // Undo

  @Test
  void theLastServiceOfAPortTakesTheStateOfTheRowBesideItAlong() {
    RegistryState state =
        of(
            service("a", "80", TCP),
            service("b", "80", TCP),
            unnamed("80", TCP, IanaState.RESERVED));

    state.undo(assigned("b"), List.of());
    assertThat(told(state)).containsExactly("80/tcp RESERVED", "80/tcp a A[]");
    state.undo(assigned("a"), List.of());
    assertThat(told(state)).isEmpty();
  }

  @Test
  void aPortWithoutARowIsUnassigned() {
    RegistryState state = of();

    state.undo(withdrawn(TCP, "unassigned"), List.of("RFC1"));

    assertThat(told(state)).containsExactly("80/tcp old OLD[RFC1]");
  }

  @Test
  void aPortWithoutARowIsNotReserved() {
    assertThatIllegalStateException()
        .isThrownBy(() -> of().undo(withdrawn(TCP, "reserved"), List.of()))
        .withMessage(
            "the change WITHDRAWN of 2020-01-01 to old on 80 does not fit: the state of 80 is null");
  }

  @Test
  void aReservedPortIsNotUnassigned() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                of(unnamed("80", TCP, IanaState.RESERVED))
                    .undo(withdrawn(TCP, "unassigned"), List.of()))
        .withMessageEndingWith(" does not fit: the state of 80 is RESERVED");
  }

  @Test
  void nextToAServiceWithoutATransportTheStateOfAnyTransportIsOpen() {
    RegistryState state = of(service("all", "80", null));

    state.undo(withdrawn(Transport.SCTP, "reserved"), List.of());

    assertThat(told(state)).containsExactly("80 all ALL[]", "80/sctp old OLD[]");
  }

  @Test
  void aServiceWithoutATransportSaysNothingOfAnotherPort() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                of(service("all", "81", null))
                    .undo(withdrawn(Transport.SCTP, "reserved"), List.of()))
        .withMessageEndingWith("the state of 80 is null");
  }

  @Test
  void aServiceOfOneTransportSaysNothingOfAnotherTransport() {
    assertThatIllegalStateException()
        .isThrownBy(
            () -> of(service("http", "80", TCP)).undo(withdrawn(UDP, "reserved"), List.of()))
        .withMessageEndingWith("the state of 80 is null");
  }

  @Test
  void aServiceThatWasTakenBackSaysNothingOfItsPort() {
    RegistryState state = of(service("http", "80", TCP));
    state.undo(assigned("http"), List.of());

    assertThatIllegalStateException()
        .isThrownBy(() -> state.undo(withdrawn(TCP, "reserved"), List.of()))
        .withMessageEndingWith("the state of 80 is null");
  }

  @ParameterizedTest
  @CsvSource({"100-105, 105, 100-104", "100-101, 101, 100", "0-2, 0, 1-2"})
  void aPortAtEitherEndOfARowIsDividedFromTheRest(String ports, String port, String rest) {
    RegistryState state = of(unnamed(ports, null, IanaState.RESERVED));

    state.undo(change(Kind.STATE_CHANGED, port, TCP, "", "unassigned", "reserved"), List.of());

    assertThat(told(state))
        .containsExactlyInAnyOrder(
            rest + " RESERVED",
            port + "/dccp RESERVED",
            port + "/sctp RESERVED",
            port + "/tcp UNASSIGNED",
            port + "/udp RESERVED");
  }

  // Redo

  @Test
  void aNewServiceReplacesTheStateOfItsPort() {
    RegistryState state = of(unnamed("80", TCP, IanaState.UNASSIGNED));

    state.redo(assigned("http"));

    assertThat(told(state)).containsExactly("80/tcp http HTTP[]");
  }

  @Test
  void aWithdrawnServiceLeavesTheStateThatTheChangeNames() {
    RegistryState state = of(service("old", "80", TCP));

    state.redo(withdrawn(TCP, "reserved"));

    assertThat(told(state)).containsExactly("80/tcp RESERVED");
  }

  @Test
  void aRetitledServiceHasItsNewTitle() {
    RegistryState state = of(service("http", "80", TCP));

    state.redo(change(Kind.RETITLED, "80", TCP, "http", "HTTP", "Web"));

    assertThat(told(state)).containsExactly("80/tcp http Web[]");
  }

  @Test
  void aServiceWithANewReferenceKeepsNameAndTitle() {
    RegistryState state = of(service("http", "80", TCP));

    state.redo(change(Kind.REFERENCE_CHANGED, "80", TCP, "http", "", "RFC1|RFC2"));

    assertThat(told(state)).containsExactly("80/tcp http HTTP[RFC1, RFC2]");
  }

  // Shows

  @Test
  void rowsShowANewServiceWhereTheyHaveIt() {
    assertThat(of(service("http", "80", TCP)).shows(assigned("http"))).isTrue();
    assertThat(of(service("http", "80", UDP)).shows(assigned("http"))).isFalse();
  }

  @Test
  void rowsShowAWithdrawalWhereTheyLackTheService() {
    assertThat(of().shows(withdrawn(TCP, "reserved"))).isTrue();
    assertThat(of(service("old", "80", TCP)).shows(withdrawn(TCP, "reserved"))).isFalse();
  }

  @Test
  void rowsShowATitleWhereTheServiceHasIt() {
    RegistryState state = of(service("http", "80", TCP));

    assertThat(state.shows(change(Kind.RETITLED, "80", TCP, "http", "Web", "HTTP"))).isTrue();
    assertThat(state.shows(change(Kind.RETITLED, "80", TCP, "http", "HTTP", "Web"))).isFalse();
  }

  @Test
  void rowsAlwaysShowAnotherWordingOfAState() {
    assertThat(of().shows(change(Kind.RETITLED, "80", TCP, "", "Reserved", "De-registered")))
        .isTrue();
  }

  @Test
  void rowsShowReferencesWhereTheServiceHasThem() {
    RegistryState state = of(MadeRow.of("http").on("80", TCP).references("RFC1|RFC2").row());

    assertThat(state.shows(change(Kind.REFERENCE_CHANGED, "80", TCP, "http", "", "RFC1|RFC2")))
        .isTrue();
    assertThat(state.shows(change(Kind.REFERENCE_CHANGED, "80", TCP, "http", "", "RFC1")))
        .isFalse();
  }

  @Test
  void rowsShowAStateWhereAllPortsHaveIt() {
    RegistryState state = of(unnamed("80-81", null, IanaState.RESERVED));

    assertThat(state.shows(change(Kind.STATE_CHANGED, "80-81", TCP, "", "unassigned", "reserved")))
        .isTrue();
    assertThat(state.shows(change(Kind.STATE_CHANGED, "80-82", TCP, "", "unassigned", "reserved")))
        .isFalse();
  }

  // Services

  @Test
  void namesOfOneHashAreTwoServices() {
    RegistryState state = of(service("Aa", "80", TCP), service("BB", "80", TCP));

    assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
    assertThat(state.services(assigned("BB")))
        .extracting(Assignment::serviceName)
        .containsExactly("BB");
  }
}
