package io.github.portregistry;

import static io.github.portregistry.TeamTables.names;
import static io.github.portregistry.TeamTables.places;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.portregistry.fact.Facts;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Finding ports by the name of a service, and by words. */
class ServiceSearchTest {

  private static final PortRegistry BUNDLED = PortRegistry.bundled();

  @Test
  void aNameIsFoundWithAllItsPortsAndTransportsThenWithoutAPort() {
    assertThat(places(BUNDLED.service("https")))
        .containsExactly("https 443/tcp", "https 443/udp", "https 443/sctp", "https/tcp");
  }

  @Test
  void aNameIsFoundWhateverItsCase() {
    assertThat(BUNDLED.service("HTTP")).isEqualTo(BUNDLED.service("http")).isNotEmpty();
    assertThat(BUNDLED.service("hTtP-aLt")).isEqualTo(BUNDLED.service("http-alt")).isNotEmpty();
  }

  @Test
  void aNameThatTheRegistryWritesInCapitalsIsFoundInSmallLetters() {
    Assignment capital =
        BUNDLED
            .assignments()
            .filter(row -> !row.serviceName().equals(row.serviceName().toLowerCase(Locale.ROOT)))
            .findFirst()
            .orElseThrow();

    assertThat(BUNDLED.service(capital.serviceName().toLowerCase(Locale.ROOT))).contains(capital);
  }

  @Test
  void aNameInQuotesOrWithAnAccentIsFoundWhateverItsCase() {
    PortRegistry registry =
        CsvSpec.read(
            CsvSpec.HEADER
                + "80,tcp,,,\"Shop, \"\"New\"\"\",,,,,,,,,,␊"
                + "81,tcp,,,ÉTÉ,,,,,,,,,,␊");

    assertThat(registry.service("shop, \"NEW\"")).extracting(Assignment::ports).hasSize(1);
    assertThat(registry.service("été")).extracting(Assignment::serviceName).containsExactly("ÉTÉ");
  }

  @Test
  void aNameThatIsUnknownIsNotFound() {
    assertThat(BUNDLED.service("no-such-service")).isEmpty();
    assertThat(BUNDLED.service("")).isEmpty();
    assertThat(BUNDLED.service(" http")).isEmpty();
    assertThat(BUNDLED.service("http ")).isEmpty();
  }

  @Test
  void anAliasIsFoundWithTheServiceItStandsForAndSaysSo() {
    List<Assignment> found = BUNDLED.service("sql*net");

    assertThat(places(found))
        .containsExactly(
            "sql-net 66/tcp",
            "sql*net 66/tcp",
            "sql-net 66/udp",
            "sql*net 66/udp",
            "sql-net 150/tcp",
            "sql-net 150/udp");
    assertThat(found)
        .allSatisfy(
            row ->
                assertThat(row.aliasOf())
                    .isEqualTo(row.serviceName().equals("sql*net") ? "sql-net" : ""));
  }

  @Test
  void aServiceIsFoundWithoutItsAliases() {
    assertThat(names(BUNDLED.service("sql-net"))).containsOnly("sql-net");
  }

  @Test
  void aChainOfAliasesIsFollowedToItsEndAndACircleOnlyOnce() {
    PortRegistry team =
        TeamTables.table(
            "team",
            TeamTables.alias("8001", "tcp", "one", "two"),
            TeamTables.alias("8002", "tcp", "two", "THREE"),
            TeamTables.alias("8003", "tcp", "three", "one"),
            TeamTables.alias("8004", "tcp", "four", "nobody"));

    assertThat(names(team.service("two"))).containsExactly("one", "two", "three");
    assertThat(names(team.service("four"))).containsExactly("four");
  }

  @Test
  void aNameWithoutAPortIsFound() {
    assertThat(BUNDLED.service("netconfsoaphttp"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.ports()).isNull();
              assertThat(row.transport()).isNull();
              assertThat(row.description()).isEqualTo("NETCONF for SOAP over HTTPS");
              assertThat(row.references()).containsExactly("RFC4743", "RFC9900");
            });
  }

  @Test
  void theLaterAssignmentsAreFoundAndTheFormerNameIsNot() {
    assertThat(places(BUNDLED.service("agtp"))).containsExactly("agtp 4480/tcp");
    assertThat(places(BUNDLED.service("qftest-lic-mcp")))
        .containsExactly("qftest-lic-mcp 5543/tcp");
    assertThat(BUNDLED.service("qftest-licserve")).isEmpty();
  }

  @Test
  void theServicesOfANameAreTheLivingFirstThenByPortAndTransport() {
    assertThat(places(BUNDLED.service("http-alt")))
        .containsExactly(
            "http-alt 8080/tcp",
            "http-alt 8080/udp",
            "http-alt 8008/tcp",
            "http-alt 8008/udp",
            "http-alt 591/tcp",
            "http-alt 591/udp");
    assertThat(places(BUNDLED.service("www")))
        .containsExactly("http 80/tcp", "www 80/tcp", "http 80/udp", "www 80/udp", "http 80/sctp");
  }

  @Test
  void aListOfServicesCannotBeChangedAndStaysTheSame() {
    List<Assignment> found = BUNDLED.service("ssh");

    assertThatThrownBy(() -> found.remove(0)).isInstanceOf(UnsupportedOperationException.class);
    assertThat(BUNDLED.service("ssh")).isSameAs(found);
  }

  @Test
  void aSearchFindsWordsOfTheNameOrTheDescription() {
    assertThat(numbers("iasd")).containsExactly(432);
    assertThat(numbers("PostgreSQL Backup")).containsExactly(8432);
    assertThat(numbers("x window")).contains(6000, 6001, 6063).doesNotContain(6064);
  }

  @Test
  void aSearchFindsWordsInAnyOrderAndCase() {
    assertThat(numbers("BACKUP  postgresql")).isEqualTo(numbers("PostgreSQL Backup"));
    assertThat(numbers("\tbackup\npgbackrest ")).containsExactly(8432);
  }

  @Test
  void aSearchWantsEveryWordInOneRow() {
    assertThat(numbers("submissions urd")).isEmpty();
    assertThat(numbers("submissions")).contains(465);
    assertThat(numbers("urd rendezvous")).contains(465);
  }

  @Test
  void aSearchFindsPartsOfWords() {
    assertThat(numbers("netconf")).contains(830).doesNotContain(832);
    assertThat(numbers("onf-ssh")).containsExactly(830);
  }

  @Test
  void aSearchFindsThePurposeOfARowWithoutAName() {
    assertThat(numbers("private mail")).containsExactly(24);
  }

  @Test
  void aSearchDoesNotFindTheWordsOfAState() {
    assertThat(BUNDLED.ports(PortStatus.UNASSIGNED).count()).isGreaterThan(40_000);
    // Rows that have the word in a remark or a title; nothing else.
    assertThat(numbers("unassigned")).containsExactly(2825, 2999);
    assertThat(numbers("released")).isEmpty();
  }

  @Test
  void aSearchFindsARangeOfAUseAtItsFirstPortOnly() {
    assertThat(numbers("HashiCorp Consul sidecar proxies")).containsExactly(21_000);
  }

  @Test
  void aSearchFindsThePortsOfAnEverydayNameThatNoTextHas() {
    assertThat(BUNDLED.everydayNames("smb")).extracting(EverydayName::port).contains(139);
    assertThat(texts(139)).noneMatch(text -> text.toLowerCase(Locale.ROOT).contains("smb"));

    assertThat(numbers(" smb ")).contains(139, 445);
  }

  private static Stream<String> texts(int port) {
    PortRecord record = BUNDLED.port(port);
    return Stream.concat(
        record.assignments().stream().map(row -> row.serviceName() + " " + row.description()),
        record.observedUses().stream().map(ObservedUse::application));
  }

  @Test
  void aSearchForNothingFindsNothing() {
    assertThat(BUNDLED.search("")).isEmpty();
    assertThat(BUNDLED.search(" \t\n")).isEmpty();
    assertThat(BUNDLED.search("no such words anywhere")).isEmpty();
  }

  @Test
  void theResultOfASearchIsByPortEachOnceAndCannotBeChanged() {
    List<PortRecord> found = BUNDLED.search("http");

    assertThat(found).hasSizeGreaterThan(50).doesNotHaveDuplicates();
    assertThat(found).extracting(PortRecord::number).isSorted();
    assertThatThrownBy(() -> found.remove(0)).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aSearchFindsWhatGoingOverEveryPortFinds() {
    List<Integer> expected =
        BUNDLED
            .ports()
            .filter(
                port ->
                    Stream.concat(
                            port.assignments().stream()
                                .map(row -> row.serviceName() + " " + row.description()),
                            port.observedUses().stream().map(ObservedUse::application))
                        .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains("secure")))
            .map(PortRecord::number)
            .toList();

    assertThat(expected).hasSizeGreaterThan(50);
    assertThat(numbers("Secure")).isEqualTo(expected);
  }

  @Test
  void aSearchDoesNotFindARangeWhereATableAboveHidesTheRowThatMatched() {
    PortRegistry registry =
        OwnFacts.registry(
                "3005,tcp,,,acme,,,,,,,,,,␊",
                Map.of(Facts.USES, OwnFacts.use("3000-3100", "tcp", "Acme", "")))
            .withOverlay(TeamTables.table("team", TeamTables.named("3005", "tcp", "billing")));

    assertThat(registry.port(3005).observedUses())
        .extracting(ObservedUse::application)
        .containsExactly("Acme");
    assertThat(registry.search("acme")).extracting(PortRecord::number).containsExactly(3000);
  }

  @Test
  void aSearchForAnEverydayNameFindsEachOfItsPorts() {
    PortRegistry registry =
        OwnFacts.registry(
            "7,tcp,,,echo,,,,,,,,,,␊", Map.of(Facts.NAMES, "8,tcp,pong,here␊9,udp,pong,here␊"));

    assertThat(registry.search(" Pong ")).extracting(PortRecord::number).containsExactly(8, 9);
  }

  private static List<Integer> numbers(String text) {
    return BUNDLED.search(text).stream().map(PortRecord::number).toList();
  }
}
