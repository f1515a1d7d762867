package io.github.portregistry.iana;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.Evidence;
import io.github.portregistry.FormerAssignment;
import io.github.portregistry.FormerAssignment.Kind;
import io.github.portregistry.PortSpan;
import io.github.portregistry.RegistryDate;
import io.github.portregistry.Transport;
import io.github.portregistry.fact.FactTable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FormerMergeTest {

  private static final RegistryDate DAY = new RegistryDate(2025, 9, 29);

  private static FactTable.Row<FormerAssignment> note(
      @Nullable Transport transport, String name, String title, @Nullable RegistryDate on) {
    return at832(
        new FormerAssignment(transport, name, title, on, "RFC9900", "", Kind.RELEASED, "note"));
  }

  private static FactTable.Row<FormerAssignment> copy(Transport transport, Kind kind) {
    return at832(
        new FormerAssignment(
            transport,
            "netconfsoaphttp",
            "NETCONF for SOAP over HTTPS",
            List.of("RFC4743"),
            null,
            null,
            "IANA",
            "",
            kind,
            "copies",
            new RegistryDate(2025, 2, 25),
            new RegistryDate(2026, 2, 13),
            Evidence.Strength.WEAK));
  }

  private static FactTable.Row<FormerAssignment> at832(FormerAssignment former) {
    return new FactTable.Row<>(new PortSpan(832, 832), former);
  }

  private static List<FormerAssignment> merged(
      List<FactTable.Row<FormerAssignment>> notes, List<FactTable.Row<FormerAssignment>> copies) {
    return FormerMerge.of(notes, copies).of(832);
  }

  @Test
  void aNoteGivesACopyItsDateAuthorityAndStrengthAndTakesItsName() {
    List<FormerAssignment> both =
        merged(
            List.of(note(Transport.TCP, "", "NETCONF over SOAP", DAY)),
            List.of(copy(Transport.TCP, Kind.RELEASED)));

    assertThat(both)
        .containsExactly(
            new FormerAssignment(
                Transport.TCP,
                "netconfsoaphttp",
                "NETCONF over SOAP",
                List.of("RFC4743"),
                null,
                DAY,
                "RFC9900",
                "",
                Kind.RELEASED,
                "copies",
                new RegistryDate(2025, 2, 25),
                new RegistryDate(2026, 2, 13),
                Evidence.Strength.STRONG));
  }

  @Test
  void mergingAgainChangesNothing() {
    List<FactTable.Row<FormerAssignment>> notes = List.of(note(null, "", "NETCONF", DAY));
    FactTable<FormerAssignment> once =
        FormerMerge.of(notes, List.of(copy(Transport.TCP, Kind.RELEASED)));

    assertThat(FormerMerge.of(notes, once.rows()).csv()).isEqualTo(once.csv());
  }

  @Test
  void aNoteForAllTransportsJoinsEachCopy() {
    assertThat(
            merged(
                List.of(note(null, "", "NETCONF", DAY)),
                List.of(copy(Transport.TCP, Kind.RELEASED), copy(Transport.UDP, Kind.RELEASED))))
        .extracting(FormerAssignment::transport, FormerAssignment::releasedOn)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple(Transport.TCP, DAY),
            org.assertj.core.api.Assertions.tuple(Transport.UDP, DAY));
  }

  @Test
  void aNoteOfAnotherTransportNameOrDayStaysByItself() {
    FactTable.Row<FormerAssignment> copy = copy(Transport.TCP, Kind.RELEASED);

    assertThat(merged(List.of(note(Transport.UDP, "", "N", DAY)), List.of(copy))).hasSize(2);
    assertThat(merged(List.of(note(Transport.TCP, "other", "N", DAY)), List.of(copy))).hasSize(2);
    FactTable<FormerAssignment> dated =
        FormerMerge.of(List.of(note(Transport.TCP, "", "N", DAY)), List.of(copy));
    assertThat(
            merged(
                List.of(note(Transport.TCP, "", "N", new RegistryDate(2026, 11, 1))), dated.rows()))
        .hasSize(2);
  }

  private static FactTable.Row<FormerAssignment> seen(
      String name, @Nullable RegistryDate on, String authority) {
    return at832(
        new FormerAssignment(Transport.TCP, name, "", on, authority, "", Kind.RELEASED, "copies"));
  }

  @Test
  void aCopyWithoutANameTakesThatOfTheNote() {
    assertThat(merged(List.of(note(Transport.TCP, "soap", "N", DAY)), List.of(seen("", null, "x"))))
        .extracting(FormerAssignment::serviceName)
        .containsExactly("soap");
  }

  @Test
  void namesThatDifferInTheirCaseAreTheSame() {
    assertThat(
            merged(
                List.of(note(Transport.TCP, "SOAP", "N", DAY)), List.of(seen("soap", null, "x"))))
        .extracting(FormerAssignment::serviceName)
        .containsExactly("soap");
  }

  @Test
  void aNoteWithoutADayTakesThatOfTheCopy() {
    assertThat(merged(List.of(note(Transport.TCP, "", "N", null)), List.of(seen("soap", DAY, "x"))))
        .extracting(FormerAssignment::releasedOn)
        .containsExactly(DAY);
  }

  @Test
  void whatANoteLeavesBlankIsTakenFromTheCopy() {
    FormerAssignment note =
        new FormerAssignment(Transport.TCP, "soap", "", DAY, "IANA", "", Kind.RELEASED, "note");
    FormerAssignment copy =
        new FormerAssignment(
            Transport.TCP, "soap", "SOAP", DAY, "RFC4743", "833", Kind.RELEASED, "copies");

    assertThat(merged(List.of(at832(note)), List.of(at832(copy))))
        .extracting(
            FormerAssignment::description, FormerAssignment::authority, FormerAssignment::successor)
        .containsExactly(org.assertj.core.api.Assertions.tuple("SOAP", "RFC4743", "833"));
  }

  private static FactTable.Row<FormerAssignment> described(
      String title, @Nullable RegistryDate registered, String source) {
    return at832(
        new FormerAssignment(
            Transport.TCP,
            "soap",
            title,
            List.of(),
            registered,
            DAY,
            "IANA",
            "",
            Kind.RELEASED,
            source,
            null,
            null,
            Evidence.Strength.STRONG));
  }

  @Test
  void aRegistrationThatOnlyOneTellsIsKeptAndThatOfTheNoteWins() {
    RegistryDate day = new RegistryDate(2006, 1, 2);
    RegistryDate month = new RegistryDate(2006, 2, null);

    assertThat(
            List.of(
                merged(List.of(described("", null, "note")), List.of(described("", day, "copies"))),
                merged(List.of(described("", day, "note")), List.of(described("", null, "copies"))),
                merged(
                    List.of(described("", day, "note")), List.of(described("", month, "copies")))))
        .allSatisfy(
            both -> assertThat(both).extracting(FormerAssignment::registered).containsExactly(day));
  }

  @Test
  void aCopyIsTheSourceOnlyIfItsTitleIsNotThatOfTheNote() {
    assertThat(
            merged(
                List.of(described("SOAP", null, "note")),
                List.of(described("SOAP", null, "copies"))))
        .extracting(FormerAssignment::source)
        .containsExactly("note");
    assertThat(
            merged(
                List.of(described("", null, "note")), List.of(described("SOAP", null, "copies"))))
        .extracting(FormerAssignment::source)
        .containsExactly("copies");
  }

  @Test
  void whatWasCollectedFromTheNoteIsOfTheCopyThatHasIt() {
    assertThat(merged(List.of(note(Transport.TCP, "", "N", DAY)), List.of(seen("", DAY, "IANA"))))
        .extracting(FormerAssignment::source)
        .containsExactly("note");
    assertThat(
            merged(List.of(note(Transport.TCP, "", "N", DAY)), List.of(seen("soap", DAY, "IANA"))))
        .extracting(FormerAssignment::source)
        .containsExactly("copies");
  }

  @Test
  void aNoteOfADayOutsideTheCopiesIsOfAnotherChange() {
    assertThat(
            merged(
                List.of(note(Transport.TCP, "", "N", new RegistryDate(2024, 1, 1))),
                List.of(copy(Transport.TCP, Kind.RELEASED))))
        .hasSize(2);
  }

  @Test
  void aRenameIsNotJoinedWithARelease() {
    assertThat(
            merged(
                List.of(note(Transport.TCP, "", "N", DAY)),
                List.of(copy(Transport.TCP, Kind.RENAMED))))
        .hasSize(2);
  }
}
