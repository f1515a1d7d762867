package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.csv.Rows;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.Facts;
import io.github.portregistry.fact.FormerFormat;
import io.github.portregistry.fact.RegistryHistory;
import io.github.portregistry.iana.FormerMerge;
import io.github.portregistry.past.HistoryDiff;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/**
 * What is asked of registries with far more rows of a port, or of a span, than a reader lets in
 * takes time and memory in proportion to them. The time limit is no measurement: what it guards
 * against takes many minutes or all memory.
 */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
@Tag("whole")
class ManyRowsTest {

  private static final int MANY = 200_000;

  private static final RegistryHistory.Copy OLDER =
      new RegistryHistory.Copy(LocalDate.of(2020, 1, 1), "older");

  private static final RegistryHistory.Copy NEWER =
      new RegistryHistory.Copy(LocalDate.of(2021, 1, 1), "newer");

  private static Assignment service(
      String name, @Nullable PortSpan ports, @Nullable Transport transport, String... references) {
    return new Assignment(name, ports, transport, name, List.of(references), "team");
  }

  private static PortSpan port(int port) {
    return new PortSpan(port, port);
  }

  private static List<RegistryRow> rows(int count, IntFunction<RegistryRow> row) {
    return IntStream.range(0, count).mapToObj(row).toList();
  }

  private static PortRegistry registry(List<RegistryRow> rows) {
    return new PortRegistry(PortTableCsv.of(rows, "team", PackagedFacts.get()));
  }

  private static PortRegistry services(int count, PortSpan ports) {
    return registry(rows(count, i -> service("name-" + i, ports, Transport.TCP)));
  }

  @Test
  @Tag("whole")
  void theEvidenceOfManyServicesOfOnePort() {
    PortRegistry registry =
        registry(rows(MANY, i -> service("name-" + i, port(80), Transport.TCP, "RFC9110")));

    assertThat(registry.port(80).evidence())
        .filteredOn(evidence -> !evidence.serviceName().isEmpty())
        .hasSize(MANY);
  }

  @Test
  void theOrderOfManyServicesOfOnePort() {
    PortRegistry registry =
        registry(
            rows(
                MANY,
                i ->
                    i % 2 == 0
                        ? service("name-" + i, port(80), Transport.TCP)
                        : service("name-" + i, port(80), Transport.TCP, "RFC9110")));

    assertThat(registry.port(80).assignments().get(MANY / 2 - 1).serviceName())
        .isEqualTo("name-" + (MANY - 1));
  }

  @Test
  @Tag("whole")
  void theFormerAssignmentsOfOnePort() {
    List<FactTable.Row<FormerAssignment>> former = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      former.add(former(port(80), "name-" + i));
    }
    Facts facts = Facts.none().withFormer(FactTable.of(FormerFormat.FORMAT, former));
    PortRegistry registry = new PortRegistry(PortTableCsv.of(List.of(), "team", facts));

    assertThat(registry.port(80).formerAssignments().size()).isEqualTo(MANY);
    assertThat(registry.withOverlay(registry).port(80).formerAssignments().size()).isEqualTo(MANY);
  }

  private static FactTable.Row<FormerAssignment> former(PortSpan ports, String name) {
    return new FactTable.Row<>(
        ports,
        new FormerAssignment(
            Transport.TCP, name, "", null, "IANA", "", FormerAssignment.Kind.RELEASED, "here"));
  }

  @Test
  void theNotesAndTheCopiesThatTellOfManyPorts() {
    List<FactTable.Row<FormerAssignment>> notes = new ArrayList<>();
    List<FactTable.Row<FormerAssignment>> copies = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      PortSpan ports = new PortSpan(i / 10, i / 10 + i % 10);
      notes.add(former(ports, ""));
      copies.add(former(ports, "name-" + i));
    }

    assertThat(FormerMerge.of(notes, copies).rows().size()).isEqualTo(MANY);
  }

  @Test
  void theRowsOfOnePortUnderManyOfAnother() {
    PortRegistry below = services(MANY, port(80));
    List<RegistryRow> udp = rows(MANY, i -> service("name-" + i, port(80), Transport.UDP));

    assertThat(below.withOverlay(registry(udp)).port(80).assignments().size()).isEqualTo(2 * MANY);
  }

  @Test
  void allRowsUnderManyOfAnother() {
    PortRegistry below = services(MANY, port(80));
    List<RegistryRow> udp = rows(MANY, i -> service("other-" + i, port(80), Transport.UDP));
    PortRegistry both = below.withOverlay(registry(udp));

    assertThat(both.assignments().count()).isEqualTo(2 * MANY);
    assertThat(both.service("name-7")).hasSize(1);
  }

  @Test
  void aRowOfAllPortsIsOneObject() {
    PortRegistry registry = services(1, new PortSpan(0, 65535));

    assertThat(registry.port(65535).assignments().get(0))
        .isSameAs(registry.port(0).assignments().get(0));
  }

  @Test
  void aPartOfARowThatIsLeftUnderAnotherIsOneObject() {
    PortSpan all = new PortSpan(0, 65535);
    PortRegistry below = registry(rows(1, i -> service("alpha", all, null)));
    PortRegistry both = below.withOverlay(services(1, all));

    assertThat(both.port(65535).assignments(Transport.UDP).get(0))
        .isSameAs(both.port(0).assignments(Transport.UDP).get(0));
  }

  /** "an" and "c0" have one hash code, and so has every name that is made of them. */
  @Test
  void namesOfOneHashCode() {
    IntFunction<String> name =
        i ->
            IntStream.range(0, 15)
                .mapToObj(bit -> (i >> bit & 1) == 0 ? "an" : "c0")
                .collect(Collectors.joining());
    PortRegistry registry =
        registry(rows(1 << 15, i -> service(name.apply(i), port(i), Transport.TCP)));

    for (int i = 0; i < 1 << 15; i++) {
      assertThat(registry.service(name.apply(i)).get(0).ports()).isEqualTo(port(i));
    }
  }

  @Test
  void theRowsOfANameAreTheSameObjectsForEachOfItsAliases() {
    List<RegistryRow> rows = new ArrayList<>();
    rows.add(service("main", port(80), Transport.TCP));
    rows.add(alias("one"));
    rows.add(alias("two"));
    PortRegistry registry = registry(rows);

    assertThat(registry.service("one").get(0))
        .isSameAs(registry.service("main").get(0))
        .isSameAs(registry.service("two").get(0));
  }

  @Test
  void theManyRowsOfANameAreNotKeptForEachOfItsAliases() {
    List<RegistryRow> rows =
        new ArrayList<>(rows(100, i -> service("main", port(i), Transport.TCP)));
    rows.add(alias("one"));
    PortRegistry registry = registry(rows);

    assertThat(registry.service("one")).hasSize(101).isNotSameAs(registry.service("one"));
    assertThat(registry.service("main")).hasSize(100).isSameAs(registry.service("main"));
  }

  private static Assignment alias(String name) {
    return MadeRow.of(name).aliasOf("main").source("team").row();
  }

  @Test
  void twoCopiesThatShareNoService() {
    List<RegistryRow> before = rows(60_000, i -> service("old-" + i, port(i), null));
    List<RegistryRow> after = new ArrayList<>();
    for (int i = 0; i < 60_000; i++) {
      after.add(new UnnamedEntry(port(i), Transport.TCP, IanaState.RESERVED, "team"));
      after.add(service("new-" + i, port(i), Transport.UDP));
    }

    HistoryDiff diff = HistoryDiff.between(before, OLDER, after, NEWER);

    assertThat(diff.changes().size()).isEqualTo(120_000);
    assertThat(diff.former().size()).isEqualTo(60_000);
  }

  @Test
  @Tag("whole")
  void twoCopiesInWhichEachServiceTookAnotherName() {
    List<RegistryRow> before = new ArrayList<>();
    List<RegistryRow> after = new ArrayList<>();
    for (int i = 0; i < 120_000; i++) {
      Transport transport = i % 2 == 0 ? Transport.TCP : Transport.UDP;
      Assignment row = service("old-" + i, port(i / 2), transport);
      before.add(row);
      after.add(Rows.renamed(row, "new-" + i, row.description(), "team"));
    }

    Collections.reverse(after);

    HistoryDiff diff = HistoryDiff.between(before, OLDER, after, NEWER);

    assertThat(diff.changes().size()).isEqualTo(120_000);
    assertThat(diff.changes().get(119_999).kind()).isEqualTo(RegistryChange.Kind.RENAMED);
  }
}
