package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.RegistryChange.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be merged without a person; {@link RefreshTest} has the command. */
class RefreshDecisionTest {

  private static final RegistryDiff NOTHING = RegistryDiff.between(List.of(), List.of());

  private static RegistryChange change(
      Kind kind, @Nullable PortSpan ports, String name, String before, String after) {
    RegistryDate day = RegistryDate.parse("2025-03-01");
    return new RegistryChange(kind, day, day, ports, Transport.TCP, name, before, after, "s");
  }

  private static RefreshDecision decided(RegistryChange... changes) {
    return RefreshDecision.of(List.of(changes), NOTHING, List.of());
  }

  private static RefreshDecision decided(List<RegistryRow> before, List<RegistryRow> after) {
    return RefreshDecision.of(List.of(), RegistryDiff.between(before, after), List.of());
  }

  private static RegistryChange assigned(int port, String before) {
    return change(Kind.ASSIGNED, PortSpan.of(port), "a", before, "A");
  }

  private static RegistryChange reserved(int first, int last) {
    return change(Kind.STATE_CHANGED, new PortSpan(first, last), "", "unassigned", "reserved");
  }

  // Changes

  @ParameterizedTest
  @CsvSource({"1023,'',REVIEW", "1024,'',MERGE", "1024,reserved,REVIEW", "1024,unassigned,MERGE"})
  void aNewServiceMayBeMergedOnAUserPortThatWasNotReserved(
      int port, String before, RefreshDecision.Kind kind) {
    assertThat(decided(assigned(port, before)).kind()).isEqualTo(kind);
  }

  @Test
  void aNewNameWithoutAPortMayBeMerged() {
    assertThat(decided(change(Kind.ASSIGNED, null, "a", "", "A")).kind())
        .isEqualTo(RefreshDecision.Kind.MERGE);
  }

  @Test
  void theReasonIsTheChange() {
    RegistryChange change = change(Kind.WITHDRAWN, PortSpan.of(2000), "a", "A", "");

    assertThat(decided(change).reasons()).containsExactly(change.toString());
  }

  @ParameterizedTest
  @CsvSource({"2000,2000", "2000,2004", "2004,2004"})
  void aPortThatIsReservedForANewServiceIsPartOfIt(int first, int last) {
    RegistryChange service =
        change(Kind.ASSIGNED, new PortSpan(2000, 2004), "a", "unassigned", "A");

    assertThat(decided(service, reserved(first, last)).reasons()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1999,2000", "2004,2005", "3000,3000"})
  void aPortThatIsReservedBesideANewServiceIsNoPartOfIt(int first, int last) {
    RegistryChange service =
        change(Kind.ASSIGNED, new PortSpan(2000, 2004), "a", "unassigned", "A");
    RegistryChange reserved = reserved(first, last);

    assertThat(decided(service, reserved).reasons()).containsExactly(reserved.toString());
  }

  @Test
  void aPortThatIsNoLongerReservedIsNoPartOfANewService() {
    RegistryChange freed =
        change(Kind.STATE_CHANGED, PortSpan.of(2000), "", "reserved", "unassigned");

    assertThat(decided(assigned(2000, ""), freed).reasons()).containsExactly(freed.toString());
  }

  @Test
  void aServiceThatLeftReservesNothing() {
    RegistryChange left = change(Kind.WITHDRAWN, PortSpan.of(2000), "a", "A", "reserved");
    RegistryChange reserved = reserved(2000, 2000);

    assertThat(decided(left, reserved).reasons())
        .containsExactly(left.toString(), reserved.toString());
  }

  @Test
  void aStateThatIsNotWorthALineIsNoReason() {
    assertThat(decided(change(Kind.STATE_CHANGED, PortSpan.of(80), "", "unassigned", "")).reasons())
        .isEmpty();
  }

  // Rows

  private static Assignment row(int port, String title, String assignee, Liveness liveness) {
    return new Assignment(
        "a",
        PortSpan.of(port),
        Transport.TCP,
        title,
        assignee,
        "",
        null,
        null,
        List.of(),
        "",
        "",
        "",
        liveness,
        null,
        "s");
  }

  private static UnnamedEntry unnamed(int port, IanaState state) {
    return new UnnamedEntry(PortSpan.of(port), null, state, "s");
  }

  @Test
  void aNewServiceOfASystemPortIsAReason() {
    assertThat(decided(List.of(), List.of(row(1023, "A", "", Liveness.UNEXAMINED))).reasons())
        .containsExactly("1023/tcp a: a System Port");
    assertThat(decided(List.of(), List.of(row(1024, "A", "", Liveness.UNEXAMINED))).reasons())
        .isEmpty();
  }

  @Test
  void aNewNameWithoutAPortAndANewRowWithoutANameAreNoReason() {
    Assignment name = new Assignment("a", null, Transport.TCP, "A", List.of(), "s");

    assertThat(decided(List.of(), List.of(name, unnamed(80, IanaState.RESERVED))).reasons())
        .isEmpty();
  }

  @Test
  void anotherAssigneeIsAReasonForASystemPortOnly() {
    assertThat(
            decided(
                    List.of(row(80, "A", "X", Liveness.UNEXAMINED)),
                    List.of(row(80, "A", "Y", Liveness.UNEXAMINED)))
                .reasons())
        .containsExactly("80/tcp a: new assignee");
    assertThat(
            decided(
                    List.of(row(8000, "A", "X", Liveness.UNEXAMINED)),
                    List.of(row(8000, "A", "Y", Liveness.UNEXAMINED)))
                .reasons())
        .isEmpty();
  }

  @Test
  void anotherTitleIsTheMatterOfTheChangesButAnotherStatusIsAReason() {
    assertThat(
            decided(
                    List.of(row(8000, "A", "", Liveness.UNEXAMINED)),
                    List.of(row(8000, "B", "", Liveness.GHOST)))
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
