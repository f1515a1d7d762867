package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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

    assertThat(uses.rows())
        .extracting(
            row -> row.ports().toString(),
            row -> row.fact().transport(),
            row -> row.fact().application())
        .containsExactlyInAnyOrder(
            tuple("8000-8100", Transport.TCP, "Ranged"),
            tuple("8050", Transport.UDP, "Ranged"),
            tuple("8050", Transport.TCP, "Another"));
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

  // Queries

  @Test
  void aQueryThatIsCalledSoIsNotTheServer() {
    add(34197, 34197, Transport.UDP, "Game", "https://a.example");
    add(34197, 34197, Transport.TCP, "Game (query)", "https://b.example");

    assertThat(uses.rows()).extracting(row -> row.fact().application()).containsExactly("Game");
  }

  @Test
  void whatIsOverTcpFromAnotherSourceTooIsAServer() {
    add(34197, 34197, Transport.UDP, "Game", "https://a.example");
    add(34197, 34197, Transport.TCP, "Game", GAMEDIG);
    add(34197, 34197, Transport.TCP, "Game", "https://b.example");

    assertThat(ports()).containsExactly("34197", "34197");
  }

  @Test
  void aQueryOfAnotherPortOrOverUdpOrOfAServerOverTcpStays() {
    add(34197, 34197, Transport.UDP, "Game", "https://a.example");
    add(34198, 34198, Transport.TCP, "Game (query)", "https://b.example");
    add(34197, 34197, Transport.UDP, "Game (query)", "https://b.example");
    add(9, 9, Transport.TCP, "Other", "https://a.example");
    add(9, 9, Transport.TCP, "Other (query)", "https://b.example");

    assertThat(ports()).hasSize(5);
  }

  // Joined claims

  @Test
  void theBestClaimGivesTheConfidenceAndTheFirstSource() {
    claim("One", Confidence.REPORTED, "first", "https://a.example");
    claim("ONE", Confidence.DOCUMENTED, "", "https://b.example");
    claim("one", Confidence.DISPUTED, "last", "https://c.example");

    assertThat(uses.rows())
        .extracting(FactTable.Row::fact)
        .containsExactly(
            new ObservedUse(
                PortSpan.of(8000),
                Transport.TCP,
                "One",
                "database",
                Confidence.DOCUMENTED,
                List.of("https://b.example", "https://a.example", "https://c.example"),
                "last"));
  }

  @Test
  void aClaimWithoutANameLeavesTheNameOfTheOthers() {
    claim("One", Confidence.REPORTED, "first", "https://a.example");
    claim("One", Confidence.REPORTED, "", "https://b.example");

    assertThat(uses.rows()).extracting(row -> row.fact().commonName()).containsExactly("first");
  }

  private void claim(String application, Confidence confidence, String name, String source) {
    uses.add(
        new ObservedUse(
            PortSpan.of(8000),
            Transport.TCP,
            application,
            "database",
            confidence,
            List.of(source),
            name));
  }

  @Test
  void atMostFourFamiliesOfSourcesAreNamed() {
    for (String host : List.of("a", "b", "c", "d", "e")) {
      add(8000, 8000, Transport.TCP, "One", "https://" + host + ".example");
    }

    assertThat(uses.rows().get(0).fact().sources())
        .containsExactly(
            "https://a.example", "https://b.example", "https://c.example", "https://d.example");
  }

  @Test
  void theWholeRunIsAsItsFirstPort() {
    for (int port = 8000; port <= 8016; port++) {
      uses.add(
          new ObservedUse(
              PortSpan.of(port),
              Transport.UDP,
              "Many",
              "game-server",
              port == 8000 ? Confidence.DOCUMENTED : Confidence.REPORTED,
              List.of("https://a.example"),
              "many"));
    }

    assertThat(uses.rows())
        .extracting(FactTable.Row::fact)
        .containsExactly(
            new ObservedUse(
                new PortSpan(8000, 8016),
                Transport.UDP,
                "Many",
                "game-server",
                Confidence.DOCUMENTED,
                List.of("https://a.example")));
  }

  @Test
  void aShortSpanIsNoRangeThatHasAPort() {
    add(8000, 8003, Transport.TCP, "Few", "https://a.example");
    add(8002, 8002, Transport.TCP, "Few", "https://b.example");

    assertThat(ports()).containsExactly("8000-8003", "8002");
  }

  @Test
  void aPortOutsideARangeStays() {
    add(8000, 8100, Transport.TCP, "Ranged", "https://a.example");
    add(8101, 8101, Transport.TCP, "Ranged", "https://b.example");

    assertThat(ports()).containsExactly("8000-8100", "8101");
  }

  // Spellings

  private static SignalImport.SignUse sign(int port, String application, String label) {
    return new SignalImport.SignUse(
        label,
        new ObservedUse(
            PortSpan.of(port),
            Transport.UDP,
            application,
            "web",
            Confidence.REPORTED,
            List.of("https://sign.example")));
  }

  private List<String> spelled() {
    return uses.rows().stream()
        .map(row -> row.fact().transport() + " " + row.fact().application())
        .sorted()
        .toList();
  }

  @Test
  void aSignOfAProgramInTheSameSpellingIsOneUse() {
    add(8000, 8000, Transport.UDP, "Alpha Server", "https://a.example");
    uses.addSign(sign(8000, "Alpha Server", "x"));

    assertThat(spelled()).containsExactly("UDP Alpha Server");
    assertThat(uses.rows().get(0).fact().sources())
        .containsExactly("https://a.example", "https://sign.example");
  }

  /** Though a use before it has the one name in the other. */
  @Test
  void aSpellingThatThePortHasIsKept() {
    add(8000, 8000, Transport.TCP, "Alpha", "https://a.example");
    add(8000, 8000, Transport.TCP, "Alpha Server", "https://b.example");
    uses.addSign(sign(8000, "Alpha Server", "x"));

    assertThat(spelled()).containsExactly("TCP Alpha", "TCP Alpha Server", "UDP Alpha Server");
  }

  @Test
  void aSignIsSpelledAsAUseThatHasTheOneNameInTheOther() {
    add(8000, 8000, Transport.TCP, "Alpha Server (old)", "https://a.example");
    uses.addSign(sign(8000, "alpha", "x"));

    assertThat(spelled()).containsExactly("TCP Alpha Server (old)", "UDP Alpha Server (old)");
  }

  @Test
  void aSignIsSpelledAsAUseWithAShorterName() {
    add(8000, 8000, Transport.TCP, "Alpha", "https://a.example");
    uses.addSign(sign(8000, "Alpha Server", "x"));

    assertThat(spelled()).containsExactly("TCP Alpha", "UDP Alpha");
  }

  @Test
  void aSignIsSpelledAsTheUseOfItsOwnFile() {
    add(8000, 8000, Transport.TCP, "Alpha", "https://a.example/Gamma.xml");
    uses.addSign(sign(8000, "Beta", "gamma (range 1-2)"));

    assertThat(spelled()).containsExactly("TCP Alpha", "UDP Alpha");
  }

  @Test
  void aSignOfAnotherPortOrProgramIsSpelledAsItIs() {
    add(8000, 8000, Transport.TCP, "Alpha", "https://a.example/delta.xml");
    uses.addSign(sign(8001, "Alpha Server", "x"));
    uses.addSign(sign(8000, "Beta", "gamma"));

    assertThat(spelled()).containsExactly("TCP Alpha", "UDP Alpha Server", "UDP Beta");
  }

  @Test
  void aSignOfAnotherPortIsNoSpellingOfThisOne() {
    add(8001, 8001, Transport.TCP, "Alpha Server", "https://b.example");
    add(8000, 8000, Transport.TCP, "Alpha", "https://a.example");
    uses.addSign(sign(8000, "Alpha Server", "x"));

    assertThat(spelled()).containsExactly("TCP Alpha", "TCP Alpha Server", "UDP Alpha");
  }

  @Test
  void aProgramIsRenamedOverAllTransportsOfItsPorts() {
    add(8000, 8000, Transport.TCP, "Alpha Server", "https://a.example");
    add(8000, 8000, Transport.UDP, "Al", "https://b.example");
    add(8000, 8000, Transport.SCTP, "Other", "https://shared.example");
    add(8000, 8000, Transport.TCP, "Another", "https://c.example");
    add(8001, 8001, Transport.TCP, "Alpha Server", "https://a.example");
    uses.rename(PortSpan.of(8000), "Alpha", List.of("https://shared.example"));

    assertThat(spelled())
        .containsExactly("SCTP Alpha", "TCP Alpha", "TCP Alpha Server", "TCP Another", "UDP Alpha");
  }

  @Test
  void theCategoryOfAProgramIsThatOfItsFirstUseOnThePorts() {
    claim("One", Confidence.REPORTED, "", "https://a.example");

    assertThat(uses.category(PortSpan.of(8000), "ONE")).isEqualTo("database");
    assertThat(uses.category(PortSpan.of(8000), "Two")).isNull();
    assertThat(uses.category(PortSpan.of(8001), "One")).isNull();
  }
}
