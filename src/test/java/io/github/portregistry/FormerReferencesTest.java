package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.fact.FactTable;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormerReferencesTest {

  private static PublishedStates.State state(String day, String name, String reference) {
    return new PublishedStates.State(
        LocalDate.parse(day),
        List.of(MadeRow.of(name).on("832", Transport.TCP).title("N").references(reference).row()));
  }

  private static List<String> of(List<String> known, PublishedStates.State... states) {
    FormerAssignment former =
        new FormerAssignment(
            Transport.TCP,
            "soap",
            "N",
            known,
            null,
            null,
            "IANA",
            "",
            FormerAssignment.Kind.RELEASED,
            "here",
            null,
            null,
            Evidence.Strength.STRONG);
    return FormerReferences.of(
            List.of(new FactTable.Row<>(PortSpan.of(832), former)), List.of(states))
        .get(0)
        .fact()
        .references();
  }

  @Test
  void theReferencesAreThoseOfTheLastStateThatHasTheService() {
    assertThat(
            of(
                List.of(),
                state("2015-01-01", "soap", "draft-soap"),
                state("2016-01-01", "soap", "RFC4743"),
                state("2025-01-01", "other", "RFC9900")))
        .containsExactly("RFC4743");
  }

  @Test
  void whatIsKnownAlreadyStays() {
    assertThat(of(List.of("RFC1"), state("2016-01-01", "soap", "RFC4743"))).containsExactly("RFC1");
  }

  @Test
  void aServiceOfNoStateHasNone() {
    assertThat(of(List.of(), state("2016-01-01", "other", "RFC4743"))).isEmpty();
  }

  @Test
  void allElseOfTheAssignmentStaysAsItIs() {
    FormerAssignment former =
        new FormerAssignment(
            Transport.TCP,
            "soap",
            "N",
            List.of(),
            RegistryDate.parse("2001-01-01"),
            RegistryDate.parse("2016-01-01"),
            "RFC9",
            "next",
            FormerAssignment.Kind.MOVED,
            "here",
            RegistryDate.parse("2015-01-01"),
            RegistryDate.parse("2017-01-01"),
            Evidence.Strength.WEAK);

    assertThat(
            FormerReferences.of(
                List.of(new FactTable.Row<>(PortSpan.of(832), former)),
                List.of(state("2016-01-01", "soap", "RFC4743"))))
        .containsExactly(
            new FactTable.Row<>(
                PortSpan.of(832),
                new FormerAssignment(
                    Transport.TCP,
                    "soap",
                    "N",
                    List.of("RFC4743"),
                    RegistryDate.parse("2001-01-01"),
                    RegistryDate.parse("2016-01-01"),
                    "RFC9",
                    "next",
                    FormerAssignment.Kind.MOVED,
                    "here",
                    RegistryDate.parse("2015-01-01"),
                    RegistryDate.parse("2017-01-01"),
                    Evidence.Strength.WEAK)));
  }
}
