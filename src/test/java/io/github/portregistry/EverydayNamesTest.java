package io.github.portregistry;

import static io.github.portregistry.TeamTables.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.portregistry.fact.EverydayFormat;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.Facts;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that people type and that the registry does not have for the port. */
class EverydayNamesTest {

  private static final PortRegistry BUNDLED = PortRegistry.bundled();

  private static List<EverydayName> table() {
    return PackagedFacts.get().names().facts().toList();
  }

  // The table

  @Test
  void theTableHasNamesOfManyPorts() {
    assertThat(table()).hasSizeGreaterThan(300);
    assertThat(table().stream().map(EverydayName::port).distinct()).hasSizeGreaterThan(200);
  }

  @Test
  void noRowSaysWhatTheRegistrySaysAlready() {
    assertThat(table())
        .allSatisfy(
            name ->
                assertThat(BUNDLED.port(name.port()).assignments())
                    .extracting(row -> NameIndex.key(row.serviceName()))
                    .doesNotContain(NameIndex.key(name.name())));
  }

  @Test
  void noMeaningStandsTwiceInAnotherSpelling() {
    Set<String> places = new HashSet<>();

    assertThat(table())
        .allSatisfy(
            name ->
                assertThat(
                        places.add(
                            NameIndex.key(name.name()) + name.port() + name.transport().keyword()))
                    .as(name.toString())
                    .isTrue());
  }

  @Test
  void everyNameIsAWordAndItsSourceCanBeLookedUp() {
    assertThat(table())
        .allSatisfy(name -> assertThat(name.name()).matches("[a-z0-9][a-z0-9+*./-]+"))
        .extracting(EverydayName::source)
        .allMatch(source -> source.startsWith("https://") || source.contains(" "))
        .noneMatch(source -> source.contains("gist.github.com") || source.matches("RFC \\d+"));
  }

  @ParameterizedTest
  @MethodSource("table")
  void everyNameHasItsPort(EverydayName name) {
    assertThat(BUNDLED.everydayNames(name.name())).contains(name);
  }

  @ParameterizedTest
  @MethodSource("table")
  void everyNameResolvesToTheServicesOfItsPortUnlessAServiceHasTheName(EverydayName name) {
    List<Assignment> found = BUNDLED.service(name.name());
    boolean registered =
        found.stream()
            .filter(row -> row.ports() != null && row.liveness() != Liveness.GHOST)
            .anyMatch(row -> row.serviceName().equalsIgnoreCase(name.name()));

    List<Assignment> services =
        BUNDLED.assignments(name.port(), name.transport()).stream()
            .filter(row -> row.aliasOf().isEmpty())
            .toList();
    if (registered) {
      assertThat(found).doesNotContainAnyElementsOf(services);
    } else {
      assertThat(found).containsAll(services);
    }
  }

  @Test
  @Tag("whole")
  void onlyAFewNamesAreThoseOfAnotherService() {
    List<String> others =
        table().stream()
            .map(EverydayName::name)
            .filter(name -> BUNDLED.assignments().anyMatch(row -> isRegisteredWithAPort(row, name)))
            .distinct()
            .toList();

    assertThat(others).contains("irc", "sftp", "winrm").hasSizeLessThan(20);
  }

  private static boolean isRegisteredWithAPort(Assignment row, String name) {
    return row.ports() != null && row.serviceName().equalsIgnoreCase(name);
  }

  // Names

  @ParameterizedTest
  @CsvSource({
    "rdp, ms-wbt-server, 3389",
    "vnc, rfb, 5900",
    "whois, nicname, 43",
    "lpd, printer, 515",
    "smtps, submissions, 465",
    "k8s, sun-sr-https, 6443",
    "pim-auto-rp, pim-rp-disc, 496",
    "kibana, esmagent, 5601",
  })
  void anEverydayNameGivesTheServiceOfThePort(String name, String service, int port) {
    assertThat(BUNDLED.service(name))
        .anySatisfy(
            row -> {
              assertThat(row.serviceName()).isEqualTo(service);
              assertThat(Objects.requireNonNull(row.ports()).contains(port)).isTrue();
            });
    assertThat(BUNDLED.everydayNames(name)).extracting(EverydayName::port).contains(port);
  }

  @Test
  void aPortWithoutAServiceIsFoundByItsEverydayNameOnly() {
    assertThat(BUNDLED.service("wireguard")).isEmpty();
    assertThat(BUNDLED.everydayNames("wireguard"))
        .singleElement()
        .satisfies(
            name -> {
              assertThat(name.port()).isEqualTo(51820);
              assertThat(name.transport()).isEqualTo(Transport.UDP);
              assertThat(name.source()).startsWith("https://");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"ms-sql", "MS SQL", "ms_sql", "Ms.Sql"})
  void aNameIsFoundInAnyCaseAndWithAnySeparator(String name) {
    assertThat(names(BUNDLED.service(name))).contains("ms-sql-s");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ms wbt server", "MS_WBT_SERVER", "ms.wbt.server"})
  void soIsARegisteredName(String name) {
    assertThat(BUNDLED.service(name)).isEqualTo(BUNDLED.service("ms-wbt-server")).isNotEmpty();
  }

  @Test
  void anAliasIsNoServiceOfAnEverydayName() {
    assertThat(names(BUNDLED.service("webcache"))).contains("http-alt");
    assertThat(BUNDLED.service("imap4")).allMatch(row -> row.aliasOf().isEmpty());
  }

  @Test
  void theRegistrysOwnRowsWithoutAPortStandBesideWhatIsMeant() {
    List<Assignment> found = BUNDLED.service("smb");

    assertThat(names(found)).contains("microsoft-ds", "smb");
    int meant = BUNDLED.everydayNames("smb").get(0).port();
    assertThat(found.get(0).ports()).isEqualTo(PortSpan.of(meant));
    assertThat(found.get(found.size() - 1).ports()).isNull();
  }

  @Test
  void aServiceOfTheNameWins() {
    assertThat(BUNDLED.service("irc"))
        .allSatisfy(row -> assertThat(row.ports()).isIn(PortSpan.of(194), null));
    assertThat(BUNDLED.everydayNames("irc")).extracting(EverydayName::port).contains(6667);
  }

  @Test
  void aRegisteredNameIsNoEverydayName() {
    assertThat(BUNDLED.everydayNames("ssh")).isEmpty();
    assertThat(BUNDLED.everydayNames("no-such-name")).isEmpty();
    assertThat(BUNDLED.everydayNames("")).isEmpty();
  }

  @Test
  void theCommonNameOfAnObservedUseIsAnEverydayName() {
    assertThat(BUNDLED.ports().flatMap(port -> port.observedUses().stream()))
        .filteredOn(use -> !use.commonName().isEmpty())
        .hasSizeGreaterThan(50)
        .allSatisfy(
            use ->
                assertThat(
                        BUNDLED.everydayNames(use.commonName()).isEmpty()
                            && BUNDLED.service(use.commonName()).isEmpty())
                    .as(use.toString())
                    .isFalse());
  }

  @Test
  void allNamesAreInOrderAndEachIsFound() {
    List<EverydayName> all = BUNDLED.everydayNames();

    assertThat(all).hasSizeGreaterThan(table().size()).isUnmodifiable();
    assertThat(all)
        .extracting(name -> name.name().toLowerCase(Locale.ROOT).replaceAll("[_. ]", "-"))
        .isSorted();
    assertThat(all)
        .allSatisfy(name -> assertThat(BUNDLED.everydayNames(name.name())).contains(name));
  }

  @Test
  void aSearchForAnEverydayNameFindsItsPort() {
    assertThat(BUNDLED.search("rdp")).extracting(PortRecord::number).contains(3389);
    assertThat(BUNDLED.search(" MS SQL ")).extracting(PortRecord::number).contains(1433);
    assertThat(BUNDLED.search("rdp-x")).extracting(PortRecord::number).doesNotContain(3389);
  }

  // Other registries

  @Test
  void anOverlaysOwnNameWins() {
    PortRegistry ours =
        BUNDLED.withOverlay(TeamTables.table("team", TeamTables.named("4000", "tcp", "rdp")));

    assertThat(ours.service("RDP").get(0).ports()).isEqualTo(PortSpan.of(4000));
    assertThat(names(ours.service("RDP"))).containsOnly("rdp");
  }

  @Test
  void anOverlayThatGivesThePortToAnotherServiceTakesItsEverydayNamesAway() {
    PortRegistry ours =
        BUNDLED.withOverlay(TeamTables.table("team", TeamTables.named("3389", "tcp", "billing")));

    assertThat(ours.everydayNames("rdp"))
        .extracting(EverydayName::transport)
        .containsExactly(Transport.UDP);
    assertThat(names(ours.service("rdp"))).contains("ms-wbt-server").doesNotContain("billing");
  }

  @Test
  void anOverlayThatDescribesTheServiceAgainKeepsItsEverydayNames() {
    PortRegistry ours =
        BUNDLED.withOverlay(
            TeamTables.table("team", TeamTables.named("3389", "tcp", "MS-WBT-Server")));

    assertThat(ours.everydayNames("rdp")).hasSize(BUNDLED.everydayNames("rdp").size());
    assertThat(ours.service("rdp")).extracting(RegistryRow::source).contains("team");
  }

  @Test
  void aTeamsTableAloneHasNoEverydayNames() {
    PortRegistry team = TeamTables.table("team", TeamTables.named("3389", "tcp", "ms-wbt-server"));

    assertThat(team.everydayNames()).isEmpty();
    assertThat(team.service("rdp")).isEmpty();
  }

  @Test
  void anEarlierDayHasTheEverydayNamesOfToday() {
    assertThat(names(BUNDLED.asOf(BUNDLED.firstDay()).service("rdp"))).contains("ms-wbt-server");
  }

  @Test
  void theMeaningsOfANameAreByPortWhicheverTableHasThem() {
    PortRegistry registry =
        OwnFacts.registry(
            "",
            Map.of(
                Facts.NAMES,
                "9000,tcp,pong,here␊",
                Facts.USES,
                OwnFacts.use("8000", "udp", "Pong server", "Pong")
                    + OwnFacts.use("9000", "tcp", "Pong server", "Pong")
                    + OwnFacts.use("9000", "udp", "Pong server", "Pong")));

    assertThat(registry.everydayNames("pong"))
        .extracting(EverydayName::port, EverydayName::transport, EverydayName::source)
        .containsExactly(
            tuple(8000, Transport.UDP, "https://a"),
            tuple(9000, Transport.TCP, "here"),
            tuple(9000, Transport.UDP, "https://a"));
  }

  @Test
  void theCommonNameOfAUseOfSeveralPortsMeansEachOfThem() {
    PortRegistry registry =
        OwnFacts.registry("", Map.of(Facts.USES, OwnFacts.use("8000-8002", "tcp", "P", "pong")));

    assertThat(registry.everydayNames("pong"))
        .extracting(EverydayName::port)
        .containsExactly(8000, 8001, 8002);
  }

  @Test
  void aNameThatAnOverlayRegistersForAnotherTransportIsNoEverydayNameOfThePort() {
    PortRegistry base = OwnFacts.registry("", Map.of(Facts.NAMES, "8000,tcp,pong,here␊"));

    assertThat(base.everydayNames("pong")).hasSize(1);
    assertThat(
            base.withOverlay(TeamTables.table("team", TeamTables.named("8000", "udp", "PONG")))
                .everydayNames("pong"))
        .isEmpty();
  }

  @Test
  void aServiceThatAnOverlayMovesFromAnotherTransportTakesTheEverydayNamesAway() {
    PortRegistry base =
        OwnFacts.registry(
            "8000,tcp,,,table-tennis,,,,,,,,,,␊8000,udp,,,billing,,,,,,,,,,␊",
            Map.of(Facts.NAMES, "8000,tcp,pong,here␊"));

    assertThat(base.everydayNames("pong")).hasSize(1);
    assertThat(
            base.withOverlay(TeamTables.table("team", TeamTables.named("8000", "tcp", "billing")))
                .everydayNames("pong"))
        .isEmpty();
  }

  // Values

  @Test
  void anEverydayNameNeedsANameASourceAndAPort() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EverydayName("", 1, Transport.TCP, "here"))
        .withMessage("an everyday name of port 1 needs the name");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EverydayName("a", 1, Transport.TCP, ""))
        .withMessage("an everyday name needs a source: a");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EverydayName("a", 65536, Transport.TCP, "here"))
        .withMessageContaining("65536");
  }

  @Test
  void anEverydayNameIsReadableInALog() {
    assertThat(new EverydayName("rdp", 3389, Transport.TCP, "here"))
        .hasToString("rdp 3389/tcp (here)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1-2,tcp,a,here | column 1: expected one port but found \"1-2\"",
        "1,,a,here | column 2: expected a transport but found none",
        "1,tcp,,here | column 3",
        "1,tcp,a, | column 4",
      })
  void aRowThatLacksSomethingIsRefused(String row, String message) {
    assertThatThrownBy(
            () ->
                FactTable.read(
                    EverydayFormat.FORMAT,
                    CsvSpec.csvText("port,transport,name,source␊" + row + "␊")))
        .isInstanceOf(RegistryFormatException.class)
        .hasMessageContaining("line 2, " + message);
  }
}
