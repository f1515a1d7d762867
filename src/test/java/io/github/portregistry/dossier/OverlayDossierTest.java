package io.github.portregistry.dossier;

import static io.github.portregistry.TeamTables.named;
import static io.github.portregistry.TeamTables.table;
import static io.github.portregistry.TeamTables.unnamed;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.Transport;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A dossier under an overlay believes the overlay first. */
class OverlayDossierTest {

  private static PortRegistry over(String... rows) {
    return PortRegistry.bundled().withOverlay(table("team.csv", rows));
  }

  private static List<Dossier.Item> section(Dossier dossier, String title) {
    return dossier.sections().stream()
        .filter(section -> section.title().equals(title))
        .findFirst()
        .map(Dossier.Section::items)
        .orElse(List.of());
  }

  /** Ports whose dominant use is another than the assigned service. */
  @ParameterizedTest
  @CsvSource({"8500,Consul", "3128,Squid", "9092,Kafka"})
  void aDominantUseIsOnlyAnotherUse(int port, String use) {
    PortRegistry ours = over(named("" + port, "tcp", "billing", "Billing API"));
    Dossier bare = Dossier.of(PortRegistry.lookup(port));
    Dossier dossier = Dossier.of(ours.port(port));

    assertThat(bare.title()).contains("mostly used by").containsIgnoringCase(use);
    assertThat(dossier.title())
        .startsWith("Port " + port + ": assigned to billing")
        .doesNotContain("mostly used");
    assertThat(dossier.sections().get(0).items().get(0).text())
        .contains(" by the overlay team.csv");
    assertThat(section(dossier, "If something listens here").get(0).text())
        .startsWith("Expect billing. ")
        .doesNotContain("more likely");
    assertThat(section(dossier, "If something listens here").get(1).text())
        .startsWith("Also used by ")
        .containsIgnoringCase(use);
    assertThat(section(dossier, "Used in practice").get(0))
        .isEqualTo(
            new Dossier.Item(
                "tcp", "billing, by the overlay", List.of(), List.of(), List.of("team.csv")));
    assertThat(section(dossier, "Evidence").get(0).text())
        .startsWith("billing: an overlay lists it here");
    assertThat(dossier.text()).doesNotContain("the dominant use");
    assertThat(ours.commonName(port, Transport.TCP)).isEqualTo("billing");
  }

  @Test
  void aGhostUnderAnOverlayIsNotTheAnswer() {
    Dossier dossier = Dossier.of(over(named("432", "tcp", "billing")).port(432));

    assertThat(dossier.title()).isEqualTo("Port 432: assigned to billing");
    assertThat(dossier.sections().get(0).items().get(0).text())
        .isEqualTo(
            "Port 432 is assigned to billing by the overlay team.csv; the registry assigns it to"
                + " iasd.");
    assertThat(section(dossier, "If something listens here").get(0).text())
        .startsWith("Expect billing.");
  }

  @Test
  void aReleasedPortUnderAnOverlayIsAssigned() {
    Dossier dossier = Dossier.of(over(named("832", "", "billing")).port(832));

    assertThat(dossier.title()).isEqualTo("Port 832: assigned to billing");
    assertThat(dossier.sections().get(0).items().get(0).text())
        .isEqualTo("Port 832 is assigned to billing by the overlay team.csv.");
    assertThat(section(dossier, "If something listens here").get(0).text())
        .startsWith("Expect billing.");
    assertThat(section(dossier, "Formerly")).isNotEmpty();
  }

  @Test
  void anOverlayOnOneTransportComesFirstAndLeavesTheOtherAsItWas() {
    PortRegistry ours = over(named("8500", "udp", "billing"));

    assertThat(Dossier.of(ours.port(8500)).title())
        .startsWith("Port 8500: assigned to billing and fmtp, mostly used ");
    assertThat(Dossier.of(ours.port(8500), Transport.UDP).text())
        .doesNotContain("the dominant use");
    assertThat(
            section(Dossier.of(ours.port(8500), Transport.TCP), "Used in practice").get(0).text())
        .contains("the dominant use");
    assertThat(Dossier.of(ours.port(8500), Transport.TCP).sections())
        .noneMatch(section -> section.toString().contains("billing"));
  }

  @Test
  void theSummaryNamesTheOverlay() {
    Dossier dossier = Dossier.of(over(named("8500", "udp", "billing")).port(8500));

    assertThat(dossier.summary(120))
        .contains("  billing over udp, from team.csv\n")
        .containsOnlyOnce(", from ");
  }

  @Test
  void anOverlayThatTakesAServiceAwayTakesItsUseToo() {
    PortRegistry ours = over(unnamed("9092", "tcp", "unassigned", ""));

    assertThat(Dossier.of(ours.port(9092)).title()).doesNotContain("mostly used");
    assertThat(Dossier.of(ours.port(9092), Transport.TCP).text()).doesNotContain("by the overlay");
  }

  @Test
  void withoutAnOverlayNothingIsSaidOfOne() {
    Dossier bare = Dossier.of(PortRegistry.lookup(8500));
    Dossier dossier = Dossier.of(over(named("1", "tcp", "x")).port(8500));

    assertThat(dossier.title()).isEqualTo(bare.title());
    for (String title : List.of("", "Used in practice", "If something listens here", "Evidence")) {
      assertThat(section(dossier, title)).isEqualTo(section(bare, title)).isNotEmpty();
    }
  }
}
