package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.portregistry.fact.FormerFormat;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The small records that a port's record hands out: what they refuse. */
class FactRecordsTest {

  private static final FormerAssignment FORMER =
      new FormerAssignment(
          Transport.UDP,
          "pcp",
          "Port Control Protocol",
          new RegistryDate(2013, 4, null),
          "RFC6887",
          "5351",
          FormerAssignment.Kind.MOVED,
          "one table");

  private static ObservedUse use(List<String> sources) {
    return new ObservedUse(
        PortSpan.of(9092),
        Transport.TCP,
        "Apache Kafka",
        "broker",
        ObservedUse.Confidence.DOCUMENTED,
        sources);
  }

  @Test
  void aFormerAssignmentMayLackTransportDateAndInterval() {
    NullComponents.areRefusedBut(
        FORMER, "transport", "registered", "releasedOn", "lastSeen", "absentBy");
  }

  @Test
  void twoFormerAssignmentsSayTheSameWhateverTheirSource() {
    assertThat(FormerFormat.withoutSource(from("another table", "pcp")))
        .isEqualTo(FormerFormat.withoutSource(FORMER));
    assertThat(FORMER).isNotEqualTo(from("another table", "pcp"));
  }

  @Test
  void twoFormerAssignmentsOfDifferentNamesDoNotSayTheSame() {
    assertThat(FormerFormat.withoutSource(from("one table", "other")))
        .isNotEqualTo(FormerFormat.withoutSource(FORMER));
  }

  private static FormerAssignment from(String source, String name) {
    return new FormerAssignment(
        FORMER.transport(),
        name,
        FORMER.description(),
        FORMER.releasedOn(),
        FORMER.authority(),
        FORMER.successor(),
        FORMER.kind(),
        source);
  }

  @Test
  void anObservedUseMayLackATransport() {
    NullComponents.areRefusedBut(use(List.of("kafka.apache.org")), "transport");
  }

  @Test
  void anObservedUseNeedsASource() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> use(List.of()))
        .withMessage("an observed use needs a source: Apache Kafka");
  }

  @Test
  void theSourcesOfAnObservedUseAreCopiedAndCannotBeChanged() {
    List<String> sources = new ArrayList<>(List.of("kafka.apache.org"));
    ObservedUse use = use(sources);
    sources.clear();

    assertThat(use.sources()).containsExactly("kafka.apache.org");
    assertThatThrownBy(() -> use.sources().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void evidenceLacksNothing() {
    NullComponents.areRefusedBut(
        new Evidence(Evidence.Kind.REGISTRY_NOTE, Evidence.Strength.STRONG, "De-assigned", "IANA"));
  }

  @Test
  void aRelatedPortLacksNothing() {
    NullComponents.areRefusedBut(new RelatedPort(443, Relation.SECURE_VARIANT));
    assertThat(new RelatedPort(0, Relation.FAMILY).port()).isZero();
    assertThat(new RelatedPort(65535, Relation.FAMILY).port()).isEqualTo(65535);
  }

  @Test
  void aProvenanceMayLackDayAndBase() {
    NullComponents.areRefusedBut(
        new Provenance(
            "x",
            new RegistryDate(2026, 2, 13),
            new RegistryDate(2026, 9, 17),
            "0".repeat(64),
            1,
            1,
            0,
            0,
            null),
        "snapshotDate",
        "knownUntil",
        "base");
  }

  @ParameterizedTest
  @CsvSource({"0, 0, -1", "0, -1, -1", "-1, 0, 0", "1, 1, 2", "1, 2, 0", "1, 2, 2"})
  void theCountsOfAProvenanceFitOneAnother(int rows, int namedRows, int rowsWithoutPort) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Provenance("x", null, null, "", rows, namedRows, rowsWithoutPort, 0, null))
        .withMessageStartingWith("expected 0 <= rowsWithoutPort <= namedRows <= rows, found ");
  }

  @Test
  void theStatusesGoFromTheMostAliveToTheLeast() {
    assertThat(PortStatus.values())
        .containsExactly(
            PortStatus.ASSIGNED,
            PortStatus.GHOST,
            PortStatus.RELEASED,
            PortStatus.RESERVED,
            PortStatus.UNASSIGNED,
            PortStatus.DYNAMIC);
  }
}
