package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.portregistry.FormerAssignment.Kind;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.RelatedFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReleasedTogetherTest {

  private static FactTable.Row<FormerAssignment> released(int port, Kind kind, String authority) {
    return new FactTable.Row<>(
        PortSpan.of(port),
        new FormerAssignment(Transport.TCP, "n" + port, "", null, authority, "", kind, "here"));
  }

  private static FactTable.Row<RelatedFormat.Row> related(int port, int other, Relation relation) {
    return new FactTable.Row<>(
        PortSpan.of(port),
        new RelatedFormat.Row(new RelatedPort(other, relation), "basis", "source"));
  }

  @Test
  void thePortsOfOneDocumentAreRelatedBothWays() {
    assertThat(
            ReleasedTogether.of(
                List.of(),
                List.of(
                    released(1, Kind.RELEASED, "RFC9900"),
                    released(1, Kind.RELEASED, "RFC9900"),
                    released(2, Kind.RELEASED, "RFC9900"),
                    released(3, Kind.RELEASED, "RFC9901"))))
        .extracting(
            row -> row.ports().first(), row -> row.fact().related(), row -> row.fact().source())
        .containsExactly(
            tuple(1, new RelatedPort(2, Relation.RELEASED_TOGETHER), "RFC 9900"),
            tuple(2, new RelatedPort(1, Relation.RELEASED_TOGETHER), "RFC 9900"));
  }

  @Test
  void whatIanaReleasedOrADocumentChangedOtherwiseIsNotRelated() {
    assertThat(
            ReleasedTogether.of(
                List.of(),
                List.of(
                    released(1, Kind.RELEASED, "IANA"),
                    released(2, Kind.RELEASED, "IANA"),
                    released(143, Kind.TRANSPORT_REMOVED, "RFC9051"),
                    released(993, Kind.TRANSPORT_REMOVED, "RFC9051"))))
        .isEmpty();
  }

  @Test
  void otherRelationsStayAndThoseFoundBeforeAreFoundAgain() {
    FactTable.Row<RelatedFormat.Row> family = related(1, 2, Relation.FAMILY);

    assertThat(
            ReleasedTogether.of(
                List.of(family, related(1, 2, Relation.RELEASED_TOGETHER)), List.of()))
        .containsExactly(family);
  }

  @Test
  void aSpanOfPortsIsNotRelated() {
    FactTable.Row<FormerAssignment> span =
        new FactTable.Row<>(new PortSpan(1, 2), released(1, Kind.RELEASED, "RFC9900").fact());

    assertThat(ReleasedTogether.of(List.of(), List.of(span, released(3, Kind.RELEASED, "RFC9900"))))
        .isEmpty();
  }

  @Test
  void theBasisOfTheRelationIsTheDocument() {
    assertThat(
            ReleasedTogether.of(
                List.of(),
                List.of(released(1, Kind.RELEASED, "RFC1"), released(2, Kind.RELEASED, "RFC1"))))
        .extracting(row -> row.fact().basis())
        .containsOnly("both released by it");
  }
}
