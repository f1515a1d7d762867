package io.github.portregistry.dossier;

import static io.github.portregistry.dossier.MadePorts.disputed;
import static io.github.portregistry.dossier.MadePorts.dominant;
import static io.github.portregistry.dossier.MadePorts.range;
import static io.github.portregistry.dossier.MadePorts.use;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.ObservedUse;
import java.util.List;
import org.junit.jupiter.api.Test;

class UseNamesTest {

  private static String likeliest(ObservedUse... uses) {
    return new UseNames(List.of(uses)).likeliest(3);
  }

  @Test
  void usesAreNamedUpToTheLimitAndTheRestAreCounted() {
    assertThat(likeliest()).isEmpty();
    assertThat(likeliest(use("A"), use("B"), use("C"))).isEqualTo("A, B, C");
    assertThat(likeliest(use("A"), use("B"), use("C"), use("D"))).isEqualTo("A, B, C and 1 more");
    assertThat(likeliest(use("A"), disputed("B"))).isEqualTo("A, B (disputed)");
  }

  @Test
  void theDominantUsesTakeTheRoomOfOthers() {
    assertThat(likeliest(dominant("A"))).isEqualTo("mostly A");
    assertThat(likeliest(dominant("A"), use("B"), use("C"))).isEqualTo("mostly A; also B, C");
    assertThat(likeliest(dominant("A"), use("B"), use("C"), use("D")))
        .isEqualTo("mostly A; also B, C and 1 more");
    assertThat(likeliest(dominant("A"), dominant("B"), dominant("C"), use("D"), use("E")))
        .isEqualTo("mostly A, B, C; also D and 1 more");
  }

  @Test
  void claimsOnARangeAreNamedOnlyIfThePortHasNoOtherUse() {
    assertThat(likeliest(range("A"), range("B")))
        .isEqualTo("in the range 8500-8599 of A, in the range 8500-8599 of B");
    assertThat(likeliest(use("A"), range("B"))).isEqualTo("A and 1 more");
    assertThat(likeliest(dominant("A"), range("B"), range("C"))).isEqualTo("mostly A and 2 more");
    assertThat(likeliest(dominant("A"), use("B"), range("C")))
        .isEqualTo("mostly A; also B and 1 more");
  }
}
