package io.github.portregistry;

import static java.util.Comparator.comparingInt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What holds for every port of the packaged registry, and can be told without IANA's file. */
@Tag("whole")
class RegistryInvariantsTest {

  private static final PortRegistry BUNDLED = PortRegistry.bundled();

  /** The rows without a name that are released, one a line; a port alone means all transports. */
  private static final Path RELEASED =
      Path.of("src/test/resources/io/github/portregistry/released-rows.txt");

  @Test
  void allPortsComeInAscendingOrderUnderTheirOwnNumber() {
    assertThat(BUNDLED.ports().mapToInt(PortRecord::number).toArray())
        .isEqualTo(IntStream.rangeClosed(0, 65535).toArray());
  }

  @Test
  void theSameRecordIsReturnedHoweverAPortIsAskedFor() {
    BUNDLED
        .ports()
        .forEach(
            port -> {
              assertThat(PortRegistry.lookup(port.number())).isSameAs(port);
              assertThat(BUNDLED.port(port.number())).isSameAs(port);
            });
  }

  @Test
  void theServiceNameIsThatOfTheFirstAssignment() {
    forEachPair(
        (port, transport) -> {
          List<Assignment> services = port.assignments(transport);
          String expected = services.isEmpty() ? "" : services.get(0).serviceName();
          assertThat(BUNDLED.serviceName(port.number(), transport)).isEqualTo(expected);
          // Again, because the first call and all later ones take different ways.
          assertThat(BUNDLED.serviceName(port.number(), transport)).isEqualTo(expected);
          assertThat(BUNDLED.assignments(port.number(), transport)).isEqualTo(services);
        });
  }

  @Test
  void theCommonNameIsThatOfTheDominantUseOrElseTheServiceName() {
    forEachPair(
        (port, transport) -> {
          String dominant =
              port.observedUses().stream()
                  .filter(use -> use.transport() == null || use.transport() == transport)
                  .map(ObservedUse::commonName)
                  .filter(name -> !name.isEmpty())
                  .findFirst()
                  .orElse(BUNDLED.serviceName(port.number(), transport));
          assertThat(BUNDLED.commonName(port.number(), transport)).isEqualTo(dominant);
        });
  }

  @Test
  void theStatusOfANumberIsTheMostAliveOfItsTransports() {
    BUNDLED
        .ports()
        .forEach(
            port ->
                assertThat(port.status())
                    .isEqualTo(
                        Collections.min(Stream.of(Transport.values()).map(port::status).toList())));
  }

  @Test
  void theServicesOfANumberAreThoseOfItsTransportsTogether() {
    BUNDLED
        .ports()
        .forEach(
            port -> {
              Set<Assignment> together = new HashSet<>();
              for (Transport transport : Transport.values()) {
                assertThat(port.assignments(transport)).allMatch(row -> row.isFor(transport));
                together.addAll(port.assignments(transport));
              }
              assertThat(new HashSet<>(port.assignments())).isEqualTo(together);
              assertThat(port.assignments()).doesNotHaveDuplicates();
            });
  }

  @Test
  void thePrimaryServiceOfEachTransportComesFirst() {
    forEachPair(
        (port, transport) -> {
          List<Assignment> services = port.assignments(transport);
          for (int i = 1; i < services.size(); i++) {
            Assignment above = services.get(i - 1);
            Assignment below = services.get(i);
            boolean aboveIsAlias = !above.aliasOf().isEmpty();
            boolean belowIsAlias = !below.aliasOf().isEmpty();
            assertThat(aboveIsAlias && !belowIsAlias).as("alias first at %s", port).isFalse();
            assertThat(
                    aboveIsAlias == belowIsAlias
                        && above.references().isEmpty()
                        && !below.references().isEmpty())
                .as("specified service last at %s", port)
                .isFalse();
          }
        });
  }

  @Test
  void everyRowOfAPortCoversIt() {
    BUNDLED
        .ports()
        .forEach(
            port -> {
              assertThat(port.assignments()).allMatch(row -> row.covers(port.number()));
              assertThat(port.unnamedEntries()).allMatch(row -> row.covers(port.number()));
              assertThat(port.block().contains(port.number())).isTrue();
            });
  }

  @Test
  void everyServiceOfEveryPortIsFoundByItsName() {
    BUNDLED
        .ports()
        .flatMap(port -> port.assignments().stream())
        .distinct()
        .forEach(
            service -> {
              assertThat(BUNDLED.service(service.serviceName())).contains(service);
              assertThat(BUNDLED.service(service.serviceName().toUpperCase(Locale.ROOT)))
                  .contains(service);
            });
  }

  @Test
  void everyRowOfTheStreamIsFoundByItsNameAndAtEachOfItsPorts() {
    List<Assignment> rows = BUNDLED.assignments().toList();

    assertThat(rows).hasSize(BUNDLED.provenance().namedRows());
    for (Assignment row : rows) {
      assertThat(BUNDLED.service(row.serviceName())).contains(row);
      PortSpan ports = row.ports();
      if (ports != null) {
        for (int port = ports.first(); port <= ports.last(); port++) {
          assertThat(BUNDLED.port(port).assignments()).contains(row);
        }
      }
    }
  }

  @Test
  void everyAliasStandsBesideTheNameItStandsFor() {
    List<Assignment> aliases =
        BUNDLED.assignments().filter(row -> !row.aliasOf().isEmpty()).toList();

    assertThat(aliases).hasSizeGreaterThan(150);
    assertThat(aliases)
        .allSatisfy(
            alias ->
                assertThat(BUNDLED.service(alias.serviceName()))
                    .contains(alias)
                    .anyMatch(row -> row.serviceName().equalsIgnoreCase(alias.aliasOf())));
  }

  @Test
  void theStreamOfAssignmentsIsByPortThenTransportThenNamesWithoutAPort() {
    List<Assignment> rows = BUNDLED.assignments().toList();
    long withoutPort = rows.stream().filter(row -> row.ports() == null).count();
    List<Assignment> withPort = rows.subList(0, rows.size() - (int) withoutPort);
    List<String> names =
        rows.subList(withPort.size(), rows.size()).stream()
            .map(row -> row.serviceName().toLowerCase(Locale.ROOT))
            .toList();

    assertThat(withoutPort).isGreaterThan(1_000);
    assertThat(withPort)
        .allMatch(row -> row.ports() != null)
        .isSortedAccordingTo(
            comparingInt((Assignment row) -> row.ports().first())
                .thenComparingInt(
                    row -> Arrays.asList(Transport.values()).indexOf(row.transport())));
    assertThat(names).isSorted();
  }

  @Test
  @Tag("texts")
  void theRowsWithAFormerServiceAreReleasedAndNoOther() throws IOException {
    String found =
        BUNDLED
            .ports()
            .flatMap(
                port ->
                    port.unnamedEntries().stream()
                        .filter(row -> row.ports().first() == port.number()))
            .filter(row -> row.status() == PortStatus.RELEASED)
            .map(
                row ->
                    row.ports()
                        + (row.transport() == null ? "" : "/" + row.transport().keyword())
                        + "\n")
            .collect(Collectors.joining());

    Shown.inFile(RELEASED, found);
  }

  @Test
  void everyReleasedPortTellsWhatItWasBefore() {
    forEachPair(
        (port, transport) -> {
          if (port.status(transport) == PortStatus.RELEASED) {
            assertThat(port.formerAssignments())
                .as("%s/%s", port, transport)
                .anyMatch(
                    former -> former.leftThePort() && former.strength() != Evidence.Strength.WEAK);
          }
        });
  }

  @Test
  void theStatusesOfAllNumbersAreCounted() {
    Map<PortStatus, Long> counts = new TreeMap<>();
    for (PortStatus status : PortStatus.values()) {
      List<PortRecord> ports = BUNDLED.ports(status).toList();
      assertThat(ports).allMatch(port -> port.status() == status);
      assertThat(ports).isSortedAccordingTo(comparingInt(PortRecord::number));
      counts.put(status, (long) ports.size());
    }

    assertThat(counts.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(65_536);
    assertThat(counts.get(PortStatus.GHOST)).isPositive();
    assertThat(counts.get(PortStatus.DYNAMIC)).isEqualTo(16_384);
  }

  @Test
  void everyDynamicPortIsDynamicWithTheWholeRangeAsItsBlock() {
    for (int port = 49152; port <= 65535; port++) {
      PortRecord record = BUNDLED.port(port);
      assertThat(record.range()).isEqualTo(PortRange.DYNAMIC);
      assertThat(record.status()).isEqualTo(PortStatus.DYNAMIC);
      assertThat(record.block()).isEqualTo(new PortSpan(49152, 65535));
      assertThat(record.assignments()).isEmpty();
      for (Transport transport : Transport.values()) {
        assertThat(record.status(transport)).isEqualTo(PortStatus.DYNAMIC);
        assertThat(record.ianaState(transport)).isEqualTo(IanaState.UNASSIGNED);
      }
    }
  }

  @Test
  void noPortBelowTheDynamicRangeIsDynamic() {
    for (int port = 0; port <= 49151; port++) {
      assertThat(BUNDLED.port(port).status()).isNotEqualTo(PortStatus.DYNAMIC);
      assertThat(BUNDLED.port(port).range())
          .isEqualTo(port <= 1023 ? PortRange.SYSTEM : PortRange.USER);
    }
  }

  @Test
  void aServiceIsAssignedWhateverItsStatus() {
    forEachPair(
        (port, transport) -> {
          if (!port.assignments(transport).isEmpty()) {
            assertThat(port.ianaState(transport)).isEqualTo(IanaState.ASSIGNED);
            assertThat(port.status(transport)).isIn(PortStatus.ASSIGNED, PortStatus.GHOST);
          }
        });
  }

  @Test
  void noTextIsLongerThanALineOrHoldsAMailAddress() {
    List<String> texts = new ArrayList<>();
    BUNDLED
        .assignments()
        .forEach(
            row -> {
              Collections.addAll(texts, row.serviceName(), row.description(), row.assignee());
              Collections.addAll(texts, row.contact(), row.serviceCode(), row.unauthorizedUse());
              texts.addAll(row.references());
            });

    assertThat(texts)
        .allMatch(text -> text.equals(text.strip()) && text.lines().count() <= 1)
        .noneMatch(text -> text.matches(".*<[^ >]+[&@][^ >]+>.*"));
  }

  @Test
  void noListOfAnyPortCanBeChanged() {
    for (int number : new int[] {0, 15, 80, 432, 832, 840, 3478, 6000, 7775, 60000}) {
      PortRecord port = BUNDLED.port(number);
      List<List<?>> lists = new ArrayList<>();
      lists.add(port.assignments());
      lists.add(port.unnamedEntries());
      lists.add(port.formerAssignments());
      lists.add(port.observedUses());
      lists.add(port.evidence());
      lists.add(port.related());
      for (Transport transport : Transport.values()) {
        lists.add(port.assignments(transport));
        lists.add(BUNDLED.assignments(number, transport));
      }
      port.assignments().forEach(row -> lists.add(row.references()));
      port.assignments().forEach(row -> lists.add(BUNDLED.service(row.serviceName())));
      port.unnamedEntries().forEach(row -> lists.add(row.references()));
      for (List<?> list : lists) {
        assertThatThrownBy(() -> list.add(null)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(list::clear).isInstanceOf(UnsupportedOperationException.class);
      }
    }
  }

  private interface Check {
    void check(PortRecord port, Transport transport);
  }

  private static void forEachPair(Check check) {
    BUNDLED
        .ports()
        .forEach(
            port -> {
              for (Transport transport : Transport.values()) {
                check.check(port, transport);
              }
            });
  }
}
