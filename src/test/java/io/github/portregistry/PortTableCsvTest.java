package io.github.portregistry;

import static io.github.portregistry.CsvSpec.HEADER;
import static io.github.portregistry.CsvSpec.bytes;
import static io.github.portregistry.CsvSpec.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.portregistry.csv.RowFormat;
import io.github.portregistry.fact.Facts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables that are right: what their fields become, and that they are written as they were read. */
class PortTableCsvTest {

  /** Every kind of row that there is. */
  private static final String TABLE =
      HEADER
          + "0-65535,,reserved,,,For nobody,,,,,,,,,␊"
          + "80,tcp,,,http,World Wide Web HTTP,IESG,IETF_Chair,,2021-10-01,RFC9110,,,,␊"
          + "80,tcp,,ghost,www,\"Web, \"\"the\"\"\",,,1994-11,,,,Known use,http,an older table␊"
          + "80-90,tcp,,,eighties,,,,,,RFC1|RFC2,,,,␊"
          + "81,udp,unassigned,released,,Söme remark 😀,X_Y,Z,2000-01-31,2001-02,RFC3,,Used,,Z␊"
          + "82,dccp,assigned,,,any private mail system,,,,,,,,,␊"
          + "83,dccp,,,discard,Discard,,,,,,1145656131,,,␊"
          + ",,,,apple,Apple,,,,,,,,,␊"
          + ",tcp,,,rdp,One,,,,,,,,,␊"
          + ",tcp,,,rdp,Another,,,,,,,,,␊"
          + ",udp,,,Zebra,,,,,,,,,,␊";

  @Test
  void aHeaderAloneIsAnEmptyRegistry() {
    PortRegistry empty = read(HEADER);

    assertThat(empty.provenance().rows()).isZero();
    assertThat(empty.provenance().snapshotDate()).isNull();
    assertThat(empty.assignments()).isEmpty();
    assertThat(empty.ports()).hasSize(65536).allMatch(port -> port.assignments().isEmpty());
    assertThat(empty.port(0).status()).isEqualTo(PortStatus.UNASSIGNED);
    assertThat(empty.port(65535).status()).isEqualTo(PortStatus.DYNAMIC);
  }

  @Test
  void everyFieldOfANamedRowBecomesAValue() {
    assertThat(read(TABLE).assignments(80, Transport.TCP))
        .containsExactly(
            MadeRow.of("http")
                .on("80", Transport.TCP)
                .title("World Wide Web HTTP")
                .assignee("IESG")
                .contact("IETF_Chair")
                .modified("2021-10-01")
                .references("RFC9110")
                .source("team.csv")
                .row(),
            MadeRow.of("eighties")
                .on("80-90", Transport.TCP)
                .references("RFC1|RFC2")
                .source("team.csv")
                .row(),
            MadeRow.of("www")
                .on("80", Transport.TCP)
                .title("Web, \"the\"")
                .registered("1994-11")
                .unauthorizedUse("Known use")
                .aliasOf("http")
                .liveness(Liveness.GHOST)
                .source("an older table")
                .row());
  }

  @Test
  void everyFieldOfAnUnnamedRowBecomesAValue() {
    assertThat(read(TABLE).port(81).unnamedEntries())
        .containsExactly(
            new UnnamedEntry(
                new PortSpan(0, 65535),
                null,
                IanaState.RESERVED,
                PortStatus.RESERVED,
                "For nobody",
                "",
                "",
                null,
                null,
                List.of(),
                "",
                "team.csv"),
            new UnnamedEntry(
                new PortSpan(81, 81),
                Transport.UDP,
                IanaState.UNASSIGNED,
                PortStatus.RELEASED,
                "Söme remark 😀",
                "X_Y",
                "Z",
                new RegistryDate(2000, 1, 31),
                new RegistryDate(2001, 2, null),
                List.of("RFC3"),
                "Used",
                "Z"));
  }

  @Test
  void anUnnamedRowMayBeAssigned() {
    PortRecord port = read(TABLE).port(82);

    assertThat(port.ianaState(Transport.DCCP)).isEqualTo(IanaState.ASSIGNED);
    assertThat(port.status(Transport.DCCP)).isEqualTo(PortStatus.ASSIGNED);
    assertThat(port.assignments(Transport.DCCP)).isEmpty();
  }

  @Test
  void aServiceCodeIsKept() {
    assertThat(read(TABLE).assignments(83, Transport.DCCP))
        .extracting(Assignment::serviceCode)
        .containsExactly("1145656131");
  }

  @Test
  void namesWithoutAPortStandLastByName() {
    assertThat(read(TABLE).assignments().filter(row -> row.ports() == null))
        .extracting(Assignment::serviceName)
        .containsExactly("apple", "rdp", "rdp", "Zebra");
  }

  @Test
  void rowsOfOneFirstPortMayHaveAnyLastPort() {
    String table = HEADER + "80-90,tcp,,,a,,,,,,,,,,␊80,tcp,,,a,,,,,,,,,,␊80-85,tcp,,,a,,,,,,,,,,␊";

    assertThat(read(table).assignments(85, Transport.TCP)).hasSize(2);
    assertThat(read(table).csv()).isEqualTo(bytes(table));
  }

  @Test
  void aTableIsWrittenAsItWasRead() {
    assertThat(read(TABLE).csv()).isEqualTo(bytes(TABLE));
  }

  @Test
  void thePackagedTableIsWrittenAsItWasRead() {
    byte[] packaged = PortRegistry.bundled().csv();

    PortRegistry again = read(packaged);

    assertThat(again.csv()).isEqualTo(packaged);
    assertThat(again.provenance().sha256()).isEqualTo(PortRegistry.bundled().provenance().sha256());
  }

  @Test
  void entriesInAnyOrderAreWrittenInTheOrderOfATable() {
    List<RegistryRow> entries =
        new ArrayList<>(PortTableCsv.read(CsvSpec.csvText(TABLE)).entries().toList());
    Collections.reverse(entries);
    List<RegistryRow> inOrder = new ArrayList<>(entries);
    inOrder.sort(RowFormat.tableOrder());

    PortTable sorted = PortTableCsv.of(entries, "team.csv", Facts.none());

    assertThat(sorted.entries().toList()).isEqualTo(inOrder).isNotEqualTo(entries);
    assertThat(entries.get(0).serviceName()).as("the list that was given").isEqualTo("Zebra");
  }

  @Test
  void everyPrefixOfATableIsRefusedUnlessItEndsWithARow() {
    byte[] whole = bytes(TABLE);
    int rows = -1;
    for (int length = 0; length <= whole.length; length++) {
      byte[] prefix = Arrays.copyOf(whole, length);
      // No field of this table has a line break in it, so every LF ends a row.
      if (length > 0 && prefix[length - 1] == '\n') {
        rows++;
        PortRegistry registry = read(prefix);
        assertThat(registry.provenance().rows()).isEqualTo(rows);
        assertThat(registry.csv()).isEqualTo(prefix);
      } else {
        assertThatThrownBy(() -> read(prefix))
            .as("the first %d bytes", length)
            .isExactlyInstanceOf(RegistryFormatException.class);
      }
    }
    assertThat(rows).isEqualTo(11);
  }
}
