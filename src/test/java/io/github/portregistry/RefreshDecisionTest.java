package io.github.portregistry;

import static io.github.portregistry.MadeChange.change;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.RegistryChange.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be merged without a person; {@link RefreshTest} has the command. */
class RefreshDecisionTest {

  private static final RegistryDiff NOTHING = RegistryDiff.between(List.of(), List.of());

  private static RefreshDecision decided(RegistryChange... changes) {
    return RefreshDecision.of(List.of(changes), NOTHING, List.of());
  }

  private static RefreshDecision decided(List<RegistryRow> before, List<RegistryRow> after) {
    return RefreshDecision.of(List.of(), RegistryDiff.between(before, after), List.of());
  }

  private static RegistryChange assigned(String port, String before) {
    return change(Kind.ASSIGNED, port, Transport.TCP, "a", before, "A");
  }

  private static RegistryChange reserved(String ports) {
    return change(Kind.STATE_CHANGED, ports, Transport.TCP, "", "unassigned", "reserved");
  }

  // Changes

  @ParameterizedTest
  @CsvSource({"1023,'',REVIEW", "1024,'',MERGE", "1024,reserved,REVIEW", "1024,unassigned,MERGE"})
  void aNewServiceMayBeMergedOnAUserPortThatWasNotReserved(
      String port, String before, RefreshDecision.Kind kind) {
    assertThat(decided(assigned(port, before)).kind()).isEqualTo(kind);
  }

  @Test
  void aNewNameWithoutAPortMayBeMerged() {
    assertThat(decided(change(Kind.ASSIGNED, "", Transport.TCP, "a", "", "A")).kind())
        .isEqualTo(RefreshDecision.Kind.MERGE);
  }

  @Test
  void theReasonIsTheChange() {
    RegistryChange change = change(Kind.WITHDRAWN, "2000", Transport.TCP, "a", "A", "");

    assertThat(decided(change).reasons()).containsExactly(change.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"2000", "2000-2004", "2004"})
  void aPortThatIsReservedForANewServiceIsPartOfIt(String ports) {
    RegistryChange service =
        change(Kind.ASSIGNED, "2000-2004", Transport.TCP, "a", "unassigned", "A");

    assertThat(decided(service, reserved(ports)).reasons()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1999-2000", "2004-2005", "3000"})
  void aPortThatIsReservedBesideANewServiceIsNoPartOfIt(String ports) {
    RegistryChange service =
        change(Kind.ASSIGNED, "2000-2004", Transport.TCP, "a", "unassigned", "A");
    RegistryChange reserved = reserved(ports);

    assertThat(decided(service, reserved).reasons()).containsExactly(reserved.toString());
  }

  @Test
  void aPortThatIsNoLongerReservedIsNoPartOfANewService() {
    RegistryChange freed =
        change(Kind.STATE_CHANGED, "2000", Transport.TCP, "", "reserved", "unassigned");

    assertThat(decided(assigned("2000", ""), freed).reasons()).containsExactly(freed.toString());
  }

  @Test
  void aServiceThatLeftReservesNothing() {
    RegistryChange left = change(Kind.WITHDRAWN, "2000", Transport.TCP, "a", "A", "reserved");
    RegistryChange reserved = reserved("2000");

    assertThat(decided(left, reserved).reasons())
        .containsExactly(left.toString(), reserved.toString());
  }

  @Test
  void aStateThatIsNotWorthALineIsNoReason() {
    assertThat(
            decided(change(Kind.STATE_CHANGED, "80", Transport.TCP, "", "unassigned", ""))
                .reasons())
        .isEmpty();
  }

  // Rows

  private static MadeRow row(String port, String title) {
    return MadeRow.of("a").on(port, Transport.TCP).title(title).source("s");
  }

  private static UnnamedEntry unnamed(int port, IanaState state) {
    return new UnnamedEntry(PortSpan.of(port), null, state, "s");
  }

  @Test
  void aNewServiceOfASystemPortIsAReason() {
    assertThat(decided(List.of(), List.of(row("1023", "A").row())).reasons())
        .containsExactly("1023/tcp a: a System Port");
    assertThat(decided(List.of(), List.of(row("1024", "A").row())).reasons()).isEmpty();
  }

  @Test
  void aNewNameWithoutAPortAndANewRowWithoutANameAreNoReason() {
    Assignment name = row("", "A").row();

    assertThat(decided(List.of(), List.of(name, unnamed(80, IanaState.RESERVED))).reasons())
        .isEmpty();
  }

  @Test
  void anotherAssigneeIsAReasonForASystemPortOnly() {
    assertThat(
            decided(
                    List.of(row("80", "A").assignee("X").row()),
                    List.of(row("80", "A").assignee("Y").row()))
                .reasons())
        .containsExactly("80/tcp a: new assignee");
    assertThat(
            decided(
                    List.of(row("8000", "A").assignee("X").row()),
                    List.of(row("8000", "A").assignee("Y").row()))
                .reasons())
        .isEmpty();
  }

  @Test
  void anotherTitleIsTheMatterOfTheChangesButAnotherStatusIsAReason() {
    assertThat(
            decided(
                    List.of(row("8000", "A").row()),
                    List.of(row("8000", "B").liveness(Liveness.GHOST).row()))
                .reasons())
        .containsExactly("8000/tcp a: new status, new liveness");
  }

  @Test
  void anotherStateOfARowWithoutANameIsAReason() {
    assertThat(
            decided(
                    List.of(unnamed(8000, IanaState.RESERVED)),
                    List.of(unnamed(8000, IanaState.UNASSIGNED)))
                .reasons())
        .containsExactly("8000: new state, new status");
  }

  @Test
  void whatASecondSourceDoesNotConfirmIsAReason() {
    assertThat(RefreshDecision.of(List.of(), NOTHING, List.of("unconfirmed")))
        .isEqualTo(new RefreshDecision(RefreshDecision.Kind.REVIEW, List.of("unconfirmed")));
  }

  @Test
  void aDecisionIsWrittenInSmallLetters() {
    assertThat(RefreshDecision.same().kind()).hasToString("same");
    assertThat(RefreshDecision.Kind.REVIEW).hasToString("review");
  }
}
