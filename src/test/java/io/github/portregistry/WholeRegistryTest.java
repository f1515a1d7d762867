package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.RawSnapshot.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every port and every row against IANA's own file, which {@link RawSnapshot} reads apart. */
@Tag("whole")
class WholeRegistryTest {

  /** What a row names as its source, unless it is a later fact. */
  private static final Set<String> TABLES =
      Set.of(PortRegistry.bundled().sources().get(0), RawSnapshot.IANA.toString());

  private static RawSnapshot published;
  private static RawSnapshot raw;
  private static PortRegistry fromIana;
  private static PortRegistry bundled;

  @BeforeAll
  static void read() throws IOException {
    RawSnapshot.assumeOfTheTables();
    published = RawSnapshot.published();
    raw = RawSnapshot.withLaterFacts();
    fromIana = PortRegistry.readIana(RawSnapshot.IANA);
    bundled = PortRegistry.bundled();
  }

  @Test
  void everyPortAndTransportHasTheNamesOfTheFileAndNoOther() {
    assertThat(differencesInNames(bundled, raw)).isEmpty();
  }

  @Test
  void readIanaGivesTheNamesOfTheFileAloneWithoutLaterFacts() {
    assertThat(differencesInNames(fromIana, published)).isEmpty();
    assertThat(fromIana.serviceName(5543, Transport.TCP)).isEqualTo("qftest-licserve");
  }

  private static List<String> differencesInNames(PortRegistry registry, RawSnapshot expected) {
    List<String> differences = new ArrayList<>();
    for (int port = 0; port <= 65535; port++) {
      for (Transport transport : Transport.values()) {
        List<String> names =
            livingFirst(
                registry.assignments(port, transport), expected.names(port, transport.keyword()));
        String first = names.isEmpty() ? "" : names.get(0);
        if (!names(registry.port(port).assignments(transport)).equals(names)
            || !names(registry.assignments(port, transport)).equals(names)
            || !registry.serviceName(port, transport).equals(first)) {
          differences.add(port + "/" + transport + " is not " + names);
        }
      }
    }
    return differences;
  }

  private static List<String> names(List<Assignment> assignments) {
    return assignments.stream().map(Assignment::serviceName).toList();
  }

  /** The file's names as the registry should have them: by liveness, else in the file's order. */
  private static List<String> livingFirst(List<Assignment> services, List<String> names) {
    List<String> sorted = new ArrayList<>(names);
    sorted.sort(
        Comparator.comparingInt(
            name ->
                services.stream()
                    .filter(service -> service.serviceName().equals(name))
                    .mapToInt(service -> service.liveness().rank())
                    .findFirst()
                    .orElse(0)));
    return sorted;
  }

  @Test
  void theCountsAreThoseOfTheSnapshot() {
    Map<String, Integer> byTransport = new TreeMap<>();
    Set<String> pairs = new HashSet<>();
    int forAllFour = 0;
    int severalServices = 0;
    for (PortRecord port : fromIana.ports().toList()) {
      for (Transport transport : Transport.values()) {
        List<Assignment> services = port.assignments(transport);
        forAllFour += services.size();
        severalServices += services.size() > 1 ? 1 : 0;
        for (Assignment service : services) {
          if (service.transport() != null) {
            byTransport.merge(transport.keyword(), 1, Integer::sum);
            pairs.add(port.number() + "/" + transport);
          }
        }
      }
    }

    Map<String, Integer> expected = new TreeMap<>();
    Set<String> expectedPairs = new HashSet<>();
    int expectedForAllFour = 0;
    for (Row row : published.rows()) {
      int ports = row.isNamed() && row.hasPort() ? row.last() - row.first() + 1 : 0;
      expectedForAllFour += ports * (row.transport().isEmpty() ? 4 : 1);
      if (ports > 0 && !row.transport().isEmpty()) {
        expected.merge(row.transport(), ports, Integer::sum);
        for (int port = row.first(); port <= row.last(); port++) {
          expectedPairs.add(port + "/" + row.transport().toUpperCase(Locale.ROOT));
        }
      }
    }
    assertThat(byTransport).isEqualTo(expected);
    assertThat(pairs).isEqualTo(expectedPairs);
    assertThat(forAllFour).isEqualTo(expectedForAllFour);
    assertThat(severalServices).isGreaterThan(200);
  }

  @Test
  void aPortWithSeveralServicesReturnsThemAllThePrimaryFirst() {
    int whole = 0;
    for (int port = 0; port <= 65535; port++) {
      for (Transport transport : Transport.values()) {
        List<Row> expected = published.services(port, transport.keyword());
        if (expected.size() > 1) {
          assertThat(names(fromIana.assignments(port, transport)))
              .as("%d/%s", port, transport)
              .isEqualTo(
                  livingFirst(
                      fromIana.assignments(port, transport),
                      expected.stream().map(Row::name).toList()));
          whole++;
        }
      }
    }

    assertThat(whole).isGreaterThan(200);
  }

  @Test
  void namesWithSeveralPortsAreFoundWithAllOfThem() {
    Map<String, Set<String>> portsByName = new HashMap<>();
    for (Row row : published.rows()) {
      if (row.isNamed() && row.hasPort() && !row.isAlias()) {
        portsByName
            .computeIfAbsent(row.name(), name -> new HashSet<>())
            .add(row.first() + "-" + row.last());
      }
    }
    portsByName.values().removeIf(ports -> ports.size() < 2);

    assertThat(portsByName).hasSizeGreaterThan(30);
    portsByName.forEach(
        (name, ports) ->
            assertThat(
                    fromIana.service(name).stream()
                        .map(Assignment::ports)
                        .filter(span -> span != null)
                        .map(span -> span.first() + "-" + span.last()))
                .as(name)
                .containsOnly(ports.toArray(new String[0])));
  }

  @Test
  void everyNameIsFoundWithEachOfItsRowsAndThoseItIsAnAliasOf() {
    Map<String, Set<String>> expected = new HashMap<>();
    Map<String, Set<String>> aliases = new HashMap<>();
    for (Row row : raw.rows()) {
      if (row.isNamed()) {
        expected.computeIfAbsent(row.name(), name -> new HashSet<>()).add(row.place());
        aliases.computeIfAbsent(row.name(), name -> new HashSet<>()).add(row.aliasOf());
      }
    }
    Map<String, Set<String>> found = new HashMap<>();
    Map<String, Set<String>> withTargets = new HashMap<>();
    expected.forEach(
        (name, places) -> {
          Set<String> all = new HashSet<>(places);
          aliases.get(name).forEach(target -> all.addAll(expected.getOrDefault(target, Set.of())));
          withTargets.put(name, all);
          Set<String> ofName =
              new HashSet<>(bundled.service(name).stream().map(a -> place(a)).toList());
          if (!bundled.everydayNames(name).isEmpty()) {
            // What an everyday name adds to a name without a port has tests of its own.
            ofName.retainAll(all);
          }
          found.put(name, ofName);
        });

    assertThat(found).isEqualTo(withTargets);
  }

  @Test
  void namesWithoutAPortAreFoundByName() {
    List<Row> withoutPort = raw.rows().stream().filter(row -> !row.hasPort()).toList();

    assertThat(withoutPort).hasSizeGreaterThan(1_000);
    assertThat(withoutPort)
        .allSatisfy(
            row ->
                assertThat(bundled.service(row.name()))
                    .anyMatch(
                        found ->
                            place(found).equals(row.place())
                                && found.description().equals(row.plainTitle())));
    assertThat(bundled.service("rdp"))
        .filteredOn(row -> row.ports() == null)
        .extracting(Assignment::description)
        .containsExactly("Reliable Data Protocol", "Windows Remote Desktop Protocol");
  }

  @Test
  void theStreamOfAssignmentsHasEveryNamedRowOnceWithItsFacts() {
    assertThat(namedRows(bundled)).isEqualTo(namedRows(raw));
    assertThat(namedRows(fromIana)).isEqualTo(namedRows(published));
  }

  private static List<String> namedRows(RawSnapshot file) {
    return file.rows().stream().filter(Row::isNamed).map(row -> named(row)).sorted().toList();
  }

  private static List<String> namedRows(PortRegistry registry) {
    return registry.assignments().map(row -> named(row)).sorted().toList();
  }

  private static String named(Row row) {
    return row.place()
        + " | "
        + String.join(
            " | ",
            row.plainTitle(),
            people(row.assignee()),
            people(row.contact()),
            row.registered(),
            row.modified(),
            row.references().toString(),
            row.serviceCode(),
            RawSnapshot.collapsed(row.unauthorizedUse()),
            row.aliasOf(),
            row.seenIn());
  }

  private static String named(Assignment a) {
    return place(a)
        + " | "
        + String.join(
            " | ",
            a.description(),
            a.assignee(),
            a.contact(),
            date(a.registered()),
            date(a.modified()),
            a.references().toString(),
            a.serviceCode(),
            a.unauthorizedUse(),
            a.aliasOf(),
            TABLES.contains(a.source()) ? "" : a.source());
  }

  @Test
  void everyRowWithoutANameIsKeptWithItsFacts() {
    assertThat(unnamedRows(bundled)).isEqualTo(unnamedRows(raw));
    assertThat(unnamedRows(fromIana)).isEqualTo(unnamedRows(published));
  }

  private static List<String> unnamedRows(RawSnapshot file) {
    return file.rows().stream().filter(r -> !r.isNamed()).map(r -> unnamed(r)).sorted().toList();
  }

  private static List<String> unnamedRows(PortRegistry registry) {
    return registry
        .ports()
        .flatMap(
            port -> port.unnamedEntries().stream().filter(e -> e.ports().first() == port.number()))
        .map(entry -> unnamed(entry))
        .sorted()
        .toList();
  }

  private static String unnamed(Row row) {
    boolean saysMore =
        row.title().startsWith("any private ")
            || row.title().startsWith("Possibly ")
            || row.title().startsWith("(unassigned) Possibly ");
    return row.place()
        + " | "
        + String.join(
            " | ",
            row.state(),
            saysMore ? row.plainTitle() : "",
            people(row.assignee()),
            people(row.contact()),
            row.registered(),
            row.modified(),
            row.references().toString(),
            RawSnapshot.collapsed(row.unauthorizedUse()));
  }

  private static String unnamed(UnnamedEntry e) {
    String transport = e.transport() == null ? "" : e.transport().keyword();
    return e.ports()
        + "/"
        + transport
        + "/ | "
        + String.join(
            " | ",
            e.state().name(),
            e.description(),
            e.assignee(),
            e.contact(),
            date(e.registered()),
            date(e.modified()),
            e.references().toString(),
            e.unauthorizedUse());
  }

  private static String people(String bracketed) {
    return String.join(", ", RawSnapshot.bracketed(bracketed));
  }

  private static String place(Assignment a) {
    return (a.ports() == null ? "" : a.ports().toString())
        + '/'
        + (a.transport() == null ? "" : a.transport().keyword())
        + '/'
        + a.serviceName();
  }

  private static String date(RegistryDate date) {
    return date == null ? "" : date.toString();
  }

  @Test
  void theStateAndStatusOfEveryPortAndTransportFollowFromItsNarrowestRow() {
    assertThat(differencesInState(bundled, raw)).isEmpty();
    assertThat(differencesInState(fromIana, published)).isEmpty();
  }

  private static List<String> differencesInState(PortRegistry registry, RawSnapshot expected) {
    List<String> differences = new ArrayList<>();
    for (PortRecord port : registry.ports().toList()) {
      for (Transport transport : Transport.values()) {
        String state = expected.state(port.number(), transport.keyword());
        String status = expected.status(port.number(), transport.keyword());
        if (!port.ianaState(transport).name().equals(state)
            || !follows(port, port.status(transport), status)) {
          differences.add(port.number() + "/" + transport + " is not " + state + ", " + status);
        }
      }
    }
    return differences;
  }

  /** Evidence can make a ghost of what is assigned, and of what is free something released. */
  private static boolean follows(PortRecord port, PortStatus status, String fromTheRow) {
    return status.name().equals(fromTheRow)
        || (status == PortStatus.GHOST && fromTheRow.equals("ASSIGNED"))
        || (status == PortStatus.RELEASED
            && !fromTheRow.equals("ASSIGNED")
            && port.formerAssignments().stream().anyMatch(FormerAssignment::leftThePort));
  }

  @Test
  void everyRowWithReleaseWordingIsReleased() {
    List<String> expected =
        published.rows().stream().filter(Row::hasReleaseWording).map(Row::place).sorted().toList();
    List<String> found =
        fromIana
            .ports()
            .flatMap(port -> port.unnamedEntries().stream())
            .filter(entry -> entry.status() == PortStatus.RELEASED)
            .map(e -> e.ports() + "/" + (e.transport() == null ? "" : e.transport().keyword()))
            .map(place -> place + "/")
            .sorted()
            .toList();

    assertThat(expected).hasSize(61);
    assertThat(found).containsAll(expected).hasSize(61 + 22);
  }

  @Test
  void theBlockOfEveryPortIsItsNarrowestRow() {
    List<String> differences = new ArrayList<>();
    for (PortRecord port : bundled.ports().toList()) {
      List<Integer> expected = raw.block(port.number());
      PortSpan block = port.block();
      if (!List.of(block.first(), block.last()).equals(expected)) {
        differences.add(port.number() + " has " + block + ", not " + expected);
      }
    }

    assertThat(differences).isEmpty();
  }
}
