package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.RelatedFormat;
import io.github.portregistry.fact.Rfc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Relations and RFCs that were collected. */
class EvidenceImportTest {

  @TempDir private Path directory;

  private Map<String, Integer> leftOut = Map.of();

  /** Reads relations; the ports from 500 on are the client's ends of their protocols. */
  private List<FactTable.Row<RelatedFormat.Row>> related(String... rows) throws IOException {
    Files.writeString(
        directory.resolve("related.csv"),
        "port,transport,related_port,related_transport,relation,basis,source,checked\n"
            + String.join("\n", rows)
            + "\n");
    EvidenceImport evidence = new EvidenceImport(directory);
    List<FactTable.Row<RelatedFormat.Row>> related = evidence.related(port -> port >= 500);
    leftOut = evidence.leftOut();
    return related;
  }

  private static FactTable.Row<RelatedFormat.Row> row(
      int port, int other, Relation relation, String basis) {
    return new FactTable.Row<>(
        PortSpan.of(port),
        new RelatedFormat.Row(new RelatedPort(other, relation), basis, "https://a"));
  }

  @Test
  void aCheckedRelationIsKept() throws IOException {
    assertThat(related("80,tcp,443,tcp,secure-variant,over TLS,https://a,yes"))
        .containsExactly(row(80, 443, Relation.SECURE_VARIANT, "over TLS"));
    assertThat(leftOut).isEmpty();
  }

  @Test
  void aRelationThatTwoTransportsHaveIsOne() throws IOException {
    assertThat(
            related(
                "80,tcp,443,tcp,secure-variant,over TLS,https://a,yes",
                "80,udp,443,udp,secure-variant,the same,https://a,yes"))
        .containsExactly(row(80, 443, Relation.SECURE_VARIANT, "over TLS"));
  }

  @Test
  void aRelationThatIsNotCheckedOrOfAPortToItselfIsLeftOut() throws IOException {
    assertThat(
            related(
                "80,tcp,443,tcp,secure-variant,over TLS,https://a,no",
                "80,tcp,80,udp,secure-variant,over TLS,https://a,yes"))
        .isEmpty();
    assertThat(leftOut)
        .containsOnly(
            entry("relation that is not checked", 1), entry("relation of a port to itself", 1));
  }

  @Test
  void ofAClientAndAServerEachIsTheEndOfTheOther() throws IOException {
    assertThat(
            related(
                "546,udp,47,udp,secure-variant,client and server,https://a,yes",
                "47,udp,546,udp,secure-variant,client and server,https://a,yes"))
        .containsExactly(
            row(546, 47, Relation.SERVER_END, "client and server"),
            row(47, 546, Relation.CLIENT_END, "client and server"));
  }

  @Test
  void aClientAndAServerOfWhichNoPortIsTheClientsHaveTheRelationThatTheRowNames()
      throws IOException {
    assertThat(
            related(
                "47,udp,48,udp,secure variant,client and server,https://a,yes",
                "546,udp,48,udp,secure variant,a client,https://a,yes",
                "547,udp,48,udp,secure variant,a server,https://a,yes"))
        .extracting(related -> related.fact().related().relation())
        .containsOnly(Relation.SECURE_VARIANT);
  }

  @Test
  void aRelationThatIsNotKnownIsRefused() {
    assertThatThrownBy(() -> related("80,tcp,443,tcp,cousin,b,https://a,yes"))
        .isInstanceOf(RegistryFormatException.class)
        .hasMessageEndingWith("line 2, column 5: expected a relation but found \"cousin\"");
  }

  @Test
  void anRfcHasItsStateItsDateAndWhatReplacedIt() throws IOException {
    Files.writeString(
        directory.resolve("rfc-status.csv"),
        """
        rfc_number,title,current_status,date,obsoleted_by,updated_by,referenced_in,derived_state
        1,Old,HISTORIC,1990-01,RFC2 RFC3,,,
        2,New,UNKNOWN,,,RFC4,,
        """);

    assertThat(new EvidenceImport(directory).rfcs())
        .containsOnly(
            entry(
                "RFC1",
                new Rfc(
                    "RFC1",
                    "Old",
                    "HISTORIC",
                    RegistryDate.parse("1990-01"),
                    List.of("RFC2", "RFC3"),
                    List.of(),
                    "RFC index of 2026-08-21")),
            entry(
                "RFC2",
                new Rfc(
                    "RFC2",
                    "New",
                    "UNKNOWN",
                    null,
                    List.of(),
                    List.of("RFC4"),
                    "RFC index of 2026-08-21")));
  }
}
