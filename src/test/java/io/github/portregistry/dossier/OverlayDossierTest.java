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
  void aDominantUseIsNoMoreThanMetHere(int port, String use) {
    PortRegistry ours = over(named("" + port, "tcp", "billing", "Billing API"));
    Dossier bare = Dossier.of(PortRegistry.lookup(port));
    Dossier dossier = Dossier.of(ours.port(port));

    assertThat(bare.title()).contains("mostly met as").containsIgnoringCase(use);
    assertThat(dossier.title())
        .startsWith("Port " + port + ": assigned to billing")
        .doesNotContain("mostly met");
    assertThat(dossier.sections().get(0).items().get(0).text())
        .startsWith("Assigned: team.csv, laid over the registry, gives the port to billing.");
    assertThat(section(dossier, "A listener here").get(0).text())
        .startsWith("Most likely billing. ")
        .doesNotContain("more likely");
    assertThat(section(dossier, "A listener here").get(1).text())
        .startsWith("Also met here: ")
        .containsIgnoringCase(use);
    assertThat(section(dossier, "Used in practice").get(0))
        .isEqualTo(
            new Dossier.Item(
                "tcp", "billing, as meant here", List.of(), List.of(), List.of("team.csv")));
    assertThat(section(dossier, "Evidence").get(0).text()).startsWith("billing: a table that is");
    assertThat(dossier.text()).doesNotContain("mostly met here");
    assertThat(ours.commonName(port, Transport.TCP)).isEqualTo("billing");
  }

  @Test
  void aGhostUnderAnOverlayIsNotTheAnswer() {
    Dossier dossier = Dossier.of(over(named("432", "tcp", "billing")).port(432));

    assertThat(dossier.title()).isEqualTo("Port 432: assigned to billing");
    assertThat(dossier.sections().get(0).items().get(0).text())
        .isEqualTo(
            "Assigned: team.csv, laid over the registry, gives the port to billing. It is ghost"
                + " over udp; unassigned over sctp and dccp.");
    assertThat(section(dossier, "A listener here").get(0).text())
        .startsWith("Most likely billing.");
  }

  @Test
  void aReleasedPortUnderAnOverlayIsAssigned() {
    Dossier dossier = Dossier.of(over(named("832", "", "billing")).port(832));

    assertThat(dossier.title()).isEqualTo("Port 832: assigned to billing");
    assertThat(section(dossier, "A listener here").get(0).text())
        .startsWith("Most likely billing.");
    assertThat(section(dossier, "Formerly")).isNotEmpty();
  }

  @Test
  void anOverlayOnOneTransportComesFirstAndLeavesTheOtherAsItWas() {
    PortRegistry ours = over(named("8500", "udp", "billing"));

    assertThat(Dossier.of(ours.port(8500)).title())
        .startsWith("Port 8500: assigned to billing and fmtp, mostly met as ");
    assertThat(Dossier.of(ours.port(8500), Transport.UDP).text()).doesNotContain("mostly met here");
    assertThat(
            section(Dossier.of(ours.port(8500), Transport.TCP), "Used in practice").get(0).text())
        .contains("mostly met here");
    assertThat(Dossier.of(ours.port(8500), Transport.TCP).sections())
        .noneMatch(section -> section.toString().contains("billing"));
  }

  @Test
  void anOverlayThatTakesAServiceAwayTakesItsUseToo() {
    PortRegistry ours = over(unnamed("9092", "tcp", "unassigned", ""));

    assertThat(Dossier.of(ours.port(9092)).title()).doesNotContain("mostly met");
    assertThat(Dossier.of(ours.port(9092), Transport.TCP).text()).doesNotContain("gives the port");
  }

  @Test
  void withoutAnOverlayNothingIsSaidOfOne() {
    Dossier bare = Dossier.of(PortRegistry.lookup(8500));
    Dossier dossier = Dossier.of(over(named("1", "tcp", "x")).port(8500));

    assertThat(dossier.title()).isEqualTo(bare.title());
    for (String title : List.of("", "Used in practice", "A listener here", "Evidence")) {
      assertThat(section(dossier, title)).isEqualTo(section(bare, title)).isNotEmpty();
    }
  }
}
