package io.github.portregistry;

import static io.github.portregistry.TeamTables.alias;
import static io.github.portregistry.TeamTables.named;
import static io.github.portregistry.TeamTables.names;
import static io.github.portregistry.TeamTables.places;
import static io.github.portregistry.TeamTables.table;
import static io.github.portregistry.TeamTables.unnamed;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Finding services by name, word and order where one table lies over another. */
class OverlayNamesTest {

  private static final PortRegistry BUNDLED = PortRegistry.bundled();

  @Test
  void aServiceOfTheOverlayIsFoundByName() {
    PortRegistry both = BUNDLED.withOverlay(table("x", named("8432", "tcp", "acme-billing")));

    assertThat(places(both.service("ACME-billing"))).containsExactly("acme-billing 8432/tcp");
    assertThat(BUNDLED.service("acme-billing")).isEmpty();
  }

  @Test
  void aServiceThatIsHiddenIsNotFound() {
    PortRegistry both = BUNDLED.withOverlay(table("x", named("8432", "tcp", "acme-billing")));

    assertThat(both.service("pgbackrest")).isEmpty();
  }

  @Test
  void aServiceIsFoundAtThePortsThatTheOverlayLeaves() {
    PortRegistry both = BUNDLED.withOverlay(table("x", named("8008", "", "ours")));

    assertThat(places(both.service("http-alt")))
        .containsExactly(
            "http-alt 8080/tcp", "http-alt 8080/udp", "http-alt 591/tcp", "http-alt 591/udp");
  }

  @Test
  void aNameThatBothTablesHaveIsFoundInBoth() {
    PortRegistry both =
        BUNDLED.withOverlay(
            table("x", named("443", "tcp", "HTTPS"), named("9443", "tcp", "https")));

    assertThat(places(both.service("https")))
        .containsExactly(
            "HTTPS 443/tcp", "https 9443/tcp", "https 443/udp", "https 443/sctp", "https/tcp");
  }

  @Test
  void aServiceOfTheOverlayComesBeforeThatOfALowerPort() {
    PortRegistry both =
        BUNDLED.withOverlay(table("x", named("19432", "tcp", "iasd"), named("9", "udp", "other")));

    assertThat(places(both.service("iasd")))
        .containsExactly("iasd 19432/tcp", "iasd 432/tcp", "iasd 432/udp");
  }

  @Test
  void aRangeThatIsHiddenInPartIsStillFound() {
    PortRegistry both = BUNDLED.withOverlay(table("x", named("6000-6062", "tcp", "ours")));

    assertThat(names(both.service("x11"))).containsExactly("x11", "x11");
  }

  @Test
  void aRangeThatIsHiddenAtEachOfItsPortsIsNotFound() {
    PortRegistry both =
        BUNDLED.withOverlay(
            table("x", named("5990-6031", "tcp", "ours"), named("6032-6063", "tcp", "ours")));

    assertThat(places(both.service("x11"))).containsExactly("x11 6000-6063/udp");
    assertThat(both.assignments().filter(row -> row.serviceName().equals("x11"))).hasSize(1);
  }

  @Test
  void aRowOfAllTransportsThatIsHiddenInPartIsFoundForTheOthers() {
    PortRegistry both = BUNDLED.withOverlay(table("x", named("6400", "udp", "ours")));

    String[] left = {"boe-cms 6400/tcp", "boe-cms 6400/sctp", "boe-cms 6400/dccp"};
    assertThat(places(both.port(6400).assignments())).contains(left);
    assertThat(places(both.service("boe-cms"))).containsExactly(left);
    assertThat(both.assignments().filter(row -> row.serviceName().equals("boe-cms")))
        .hasSameElementsAs(both.service("boe-cms"));
  }

  @Test
  void anAliasOfTheOverlayIsResolvedInTheTableBeneath() {
    PortRegistry both = BUNDLED.withOverlay(table("x", alias("8443", "tcp", "web", "https")));

    assertThat(places(both.service("web")))
        .containsExactly(
            "web 8443/tcp", "https 443/tcp", "https 443/udp", "https 443/sctp", "https/tcp");
  }

  @Test
  void aNameWithoutAPortIsHiddenByTheSameNameWithoutAPort() {
    PortRegistry both =
        BUNDLED.withOverlay(table("x", named("", "", "NETCONFsoapHTTP", "our own reading")));

    assertThat(both.service("netconfsoaphttp"))
        .extracting(Assignment::description)
        .containsExactly("our own reading");
  }

  @Test
  void aNameWithoutAPortIsNotHiddenByTheSameNameOfAnotherTransport() {
    PortRegistry base = table("base", named("", "tcp", "one"), named("", "udp", "two"));

    PortRegistry both = base.withOverlay(table("x", named("", "udp", "one"), named("", "", "two")));

    assertThat(places(both.service("one"))).containsExactly("one/tcp", "one/udp");
    assertThat(places(both.service("two"))).containsExactly("two");
  }

  @Test
  void aNameWithoutAPortIsNotHiddenByTheSameNameWithAPort() {
    PortRegistry both = BUNDLED.withOverlay(table("x", named("832", "tcp", "netconfsoaphttp")));

    assertThat(places(both.service("netconfsoaphttp")))
        .containsExactly("netconfsoaphttp 832/tcp", "netconfsoaphttp");
  }

  @Test
  void theStreamOfAssignmentsJoinsTheTablesInRegistryOrder() {
    PortRegistry base =
        table(
            "base", named("10", "tcp", "ten"), named("20", "udp", "twenty"), named("", "", "mike"));
    PortRegistry over =
        table(
            "over",
            named("5", "udp", "five"),
            named("10", "udp", "ten-udp"),
            named("20", "", "ours"),
            named("", "", "alpha"),
            named("", "", "zulu"));

    assertThat(places(base.withOverlay(over).assignments().toList()))
        .containsExactly(
            "five 5/udp", "ten 10/tcp", "ten-udp 10/udp", "ours 20", "alpha", "mike", "zulu");
  }

  @Test
  void theRowsWithoutANameAreInRegistryOrderToo() {
    PortRegistry both =
        table("base", unnamed("9", "tcp", "reserved", ""))
            .withOverlay(table("over", unnamed("9", "udp", "unassigned", "")));

    assertThat(both.port(9).unnamedEntries())
        .extracting(UnnamedEntry::transport)
        .containsExactly(Transport.TCP, Transport.UDP);
  }

  @Test
  void everyAssignmentOfThePortsIsFoundByName() {
    PortRegistry both =
        BUNDLED.withOverlay(
            table(
                "x",
                named("80", "tcp", "ours"),
                named("400-500", "", "our-range"),
                unnamed("8080", "", "reserved", "")));

    List<String> lost = new ArrayList<>();
    for (PortRecord port : both.ports().toList()) {
      for (Assignment row : port.assignments()) {
        if (!both.service(row.serviceName()).contains(row)) {
          lost.add(port.number() + " " + row.serviceName());
        }
      }
    }

    assertThat(lost).isEmpty();
  }

  @Test
  void theServiceListAndTheStreamAgreeOnWhatIsSeen() {
    PortRegistry both =
        BUNDLED.withOverlay(
            table(
                "x", named("400-500", "", "our-range"), unnamed("6000-6063", "", "reserved", "")));

    assertThat(both.assignments())
        .allMatch(row -> both.service(row.serviceName()).contains(row))
        .noneMatch(row -> row.serviceName().equals("x11") || row.serviceName().equals("iasd"));
    assertThat(both.service("iasd")).isEmpty();
  }

  @Test
  void aSearchFindsTheOverlayAndNotWhatItHides() {
    PortRegistry both =
        BUNDLED.withOverlay(table("x", named("8432", "tcp", "acme-billing", "Billing of ours")));

    assertThat(numbers(both, "billing of ours")).containsExactly(8432);
    assertThat(numbers(both, "pgbackrest")).isEmpty();
    assertThat(numbers(BUNDLED, "pgbackrest")).containsExactly(8432);
    assertThat(both.search("billing of ours").get(0)).isSameAs(both.port(8432));
  }

  @Test
  void aSearchFindsARangeOnlyAtThePortsThatTheOverlayLeaves() {
    PortRegistry both = BUNDLED.withOverlay(table("x", named("6001-6062", "", "ours")));

    assertThat(numbers(both, "x window system")).containsExactly(6000, 6063);
  }

  private static List<Integer> numbers(PortRegistry registry, String text) {
    return registry.search(text).stream().map(PortRecord::number).toList();
  }

  @Test
  void aNameOfTheOverlayMakesItsPortTheServers() {
    assertThat(BUNDLED.serverPort(4, 50123, Transport.TCP)).isEqualTo(4);

    PortRegistry both = BUNDLED.withOverlay(table("x", named("50123", "tcp", "ours")));

    assertThat(both.serverPort(4, 50123, Transport.TCP)).isEqualTo(50123);
    assertThat(both.serverPort(4, 50123, Transport.UDP)).isEqualTo(4);
  }

  @Test
  void aHiddenNameMakesItsPortTheClients() {
    PortRegistry both = BUNDLED.withOverlay(table("x", unnamed("443", "tcp", "unassigned", "")));

    assertThat(both.serverPort(443, 8080, Transport.TCP)).isEqualTo(8080);
    assertThat(both.serverPort(443, 8080, Transport.UDP)).isEqualTo(443);
  }

  @Test
  void thePortsOfAStatusAreThoseOfTheLayersTogether() {
    PortRegistry both =
        BUNDLED.withOverlay(
            table(
                "x",
                "8432,,,ghost,old,,,,,,,,,,",
                unnamed("8433", "", "reserved", "released"),
                unnamed("60000", "", "reserved", "")));

    assertThat(both.ports(PortStatus.GHOST)).contains(both.port(8432), both.port(432));
    assertThat(both.ports(PortStatus.RELEASED)).contains(both.port(8433));
    assertThat(both.port(60000).status()).isEqualTo(PortStatus.RESERVED);
  }
}
