package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.portregistry.csv.Rows;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AssignmentTest {

  private static final Assignment HTTPS = https("https", List.of("RFC9110"), Liveness.UNEXAMINED);

  private static Assignment https(String name, List<String> references, Liveness liveness) {
    return new Assignment(
        name,
        new PortSpan(443, 443),
        Transport.TCP,
        "http protocol over TLS/SSL",
        "IESG",
        "IETF_Chair",
        new RegistryDate(1995, 1, null),
        new RegistryDate(2021, 10, 1),
        references,
        "",
        "",
        "",
        liveness,
        null,
        "test");
  }

  @Test
  void onlyPortsTransportDatesAndDoubtMayBeNull() {
    NullComponents.areRefusedBut(HTTPS, "ports", "transport", "registered", "modified", "doubt");
  }

  @Test
  void anEmptyNameIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> https("", List.of(), Liveness.UNEXAMINED))
        .withMessage("an assignment needs a service name");
  }

  @ParameterizedTest
  @EnumSource(
      value = Liveness.class,
      names = {"IN_DOUBT"},
      mode = EnumSource.Mode.EXCLUDE)
  void aServiceIsAssignedUnlessItIsAGhost(Liveness liveness) {
    assertThat(https("https", List.of(), liveness).status())
        .isEqualTo(liveness == Liveness.GHOST ? PortStatus.GHOST : PortStatus.ASSIGNED);
  }

  private static Assignment https(Liveness liveness, @Nullable Doubt doubt) {
    return Rows.withLiveness(HTTPS, liveness, doubt);
  }

  @ParameterizedTest
  @EnumSource
  void aServiceHasADoubtIfAndOnlyIfItIsInDoubt(Liveness liveness) {
    if (liveness == Liveness.IN_DOUBT) {
      assertThat(https(liveness, Doubt.MAKER_LIVES).doubt()).isEqualTo(Doubt.MAKER_LIVES);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> https(liveness, null))
          .withMessage("a service that is in doubt needs a doubt: https");
    } else {
      assertThat(https(liveness, null).liveness()).isEqualTo(liveness);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> https(liveness, Doubt.MAKER_LIVES))
          .withMessage("a service that is " + liveness + " has no doubt: https");
    }
  }

  @Test
  void aServiceOfWhichOnlyTheStatusIsKnownWasNotExaminedOrIsAGhost() {
    assertThat(https("https", List.of(), Liveness.UNEXAMINED).liveness())
        .isEqualTo(Liveness.UNEXAMINED);
    assertThat(https("https", List.of(), Liveness.GHOST).liveness()).isEqualTo(Liveness.GHOST);
  }

  @Test
  void theReferencesAreCopiedAndCannotBeChanged() {
    List<String> references = new ArrayList<>(List.of("RFC9110"));
    Assignment https = https("https", references, Liveness.UNEXAMINED);
    references.add("RFC1");

    assertThat(https.references()).containsExactly("RFC9110");
    assertThatThrownBy(() -> https.references().add("RFC1"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aCitedDocumentIsAReference() {
    assertThat(HTTPS.hasReference()).isTrue();
    assertThat(https("https", List.of(), Liveness.UNEXAMINED).hasReference()).isFalse();
  }
}
