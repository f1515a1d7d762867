package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.ObservedUse.Confidence;
import io.github.portregistry.fact.FactTable;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How what the files have of one program is joined. */
class CollectedUsesTest {

  private static final String GAMEDIG =
      "https://github.com/gamedig/node-gamedig/blob/1/lib/games.js";

  private final CollectedUses uses = new CollectedUses();

  private void add(int first, int last, Transport transport, String application, String source) {
    uses.add(
        new ObservedUse(
            new PortSpan(first, last),
            transport,
            application,
            "database",
            Confidence.REPORTED,
            List.of(source)));
  }

  private List<String> ports() {
    return uses.rows().stream().map(FactTable.Row::ports).map(PortSpan::toString).sorted().toList();
  }

  @Test
  void aRunOfPortsThatASourceListsOneByOneIsOneRange() {
    for (int port = 8000; port <= 8016; port++) {
      add(port, port, Transport.TCP, "Many", "https://a.example");
    }

    assertThat(ports()).containsExactly("8000-8016");
  }

  @Test
  void aShorterRunIsKeptPortByPort() {
    for (int port = 8000; port <= 8015; port++) {
      add(port, port, Transport.TCP, "Few", "https://a.example");
    }

    assertThat(ports()).hasSize(16).contains("8000", "8015");
  }

  @Test
  void aGapEndsARun() {
    for (int port = 8000; port <= 8020; port++) {
      if (port != 8010) {
        add(port, port, Transport.TCP, "Gap", "https://a.example");
      }
    }

    assertThat(ports()).hasSize(20);
  }

  @Test
  void aPortInsideARangeOfTheSameProgramAndTransportIsLeftOut() {
    add(8000, 8100, Transport.TCP, "Ranged", "https://a.example");
    add(8050, 8050, Transport.TCP, "Ranged", "https://b.example");
    add(8050, 8050, Transport.UDP, "Ranged", "https://b.example");
    add(8050, 8050, Transport.TCP, "Another", "https://b.example");

    assertThat(ports()).containsExactly("8000-8100", "8050", "8050");
  }

  @Test
  void whatAsksAboutAServerOverTcpIsNotTheServer() {
    add(34197, 34197, Transport.UDP, "Game", "https://a.example");
    add(34197, 34197, Transport.TCP, "Game", GAMEDIG);

    assertThat(uses.rows())
        .extracting(row -> row.fact().transport())
        .containsExactly(Transport.UDP);
  }

  @Test
  void eachFamilyOfSourcesIsNamedOnce() {
    add(8000, 8000, Transport.TCP, "One", "https://github.com/owner/a/blob/1/x");
    add(8000, 8000, Transport.TCP, "One", "https://github.com/owner/b/blob/1/y");
    add(8000, 8000, Transport.TCP, "One", "https://other.example/z");

    assertThat(uses.rows().get(0).fact().sources())
        .containsExactly("https://github.com/owner/a/blob/1/x", "https://other.example/z");
  }
}
