package io.github.portregistry;

import static io.github.portregistry.ObservedUse.Confidence.DISPUTED;
import static io.github.portregistry.ObservedUse.Confidence.DOCUMENTED;
import static io.github.portregistry.ObservedUse.Confidence.REPORTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.ObservedUse.Confidence;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.Signal;
import io.github.portregistry.fact.SignalFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommonNamesTest {

  private static final int PORT = 1500;

  private final List<FactTable.Row<Signal>> signals = new ArrayList<>();
  private final List<RegistryRow> registry = new ArrayList<>();
  private Map<String, ServiceProgram> programs = Map.of();

  private static ObservedUse use(String application, Confidence confidence, int families) {
    return use(application, confidence, families, "");
  }

  private static ObservedUse use(
      String application, Confidence confidence, int families, String proposed) {
    return new ObservedUse(
        PortSpan.of(PORT),
        Transport.TCP,
        application,
        "database",
        confidence,
        IntStream.range(0, families)
            .mapToObj(i -> "https://f" + i + "of" + (application.hashCode() & 0xffff) + ".org/")
            .toList(),
        proposed);
  }

  private String name(ObservedUse use, ObservedUse... rivals) {
    List<FactTable.Row<ObservedUse>> rows =
        Stream.concat(Stream.of(use), Stream.of(rivals))
            .map(each -> new FactTable.Row<>(each.ports(), each))
            .toList();
    return new CommonNames(
            rows, registry, FactTable.of(SignalFormat.FORMAT, signals), programs, Set.of())
        .named(use)
        .commonName();
  }

  private static Assignment service(String name) {
    return MadeRow.of(name).on(PortSpan.of(PORT), Transport.TCP).row();
  }

  private void sign(String service, Signal.Kind kind, String source) {
    signals.add(
        new FactTable.Row<>(
            PortSpan.of(PORT), new Signal(Transport.TCP, service, kind, "l", source)));
  }

  @ParameterizedTest
  @CsvSource({"DOCUMENTED, 1, a", "REPORTED, 1, a", "REPORTED, 2, a"})
  void theSoleUseIsNamedWhoeverReportsIt(Confidence confidence, int families, String name) {
    assertThat(name(use("A", confidence, families))).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "DOCUMENTED, 2, REPORTED, 1, ''",
    "REPORTED, 3, REPORTED, 1, a",
    "REPORTED, 3, REPORTED, 2, ''",
    "DOCUMENTED, 4, REPORTED, 2, a",
    "DOCUMENTED, 3, DOCUMENTED, 1, ''",
    "DOCUMENTED, 4, DOCUMENTED, 1, a",
    "DOCUMENTED, 4, DISPUTED, 4, a"
  })
  void aUseWithARivalNeedsAClearLead(
      Confidence confidence, int families, Confidence other, int others, String name) {
    assertThat(name(use("A", confidence, families), use("B", other, others))).isEqualTo(name);
  }

  @Test
  void moreRivalsThanFamiliesLeaveNoName() {
    ObservedUse use = use("A", DOCUMENTED, 3);

    assertThat(name(use, use("B", REPORTED, 1), use("C", REPORTED, 1), use("D", REPORTED, 1)))
        .isEqualTo("a");
    assertThat(
            name(
                use,
                use("B", REPORTED, 1),
                use("C", REPORTED, 1),
                use("D", REPORTED, 1),
                use("E", REPORTED, 1)))
        .isEmpty();
  }

  @Test
  void anAssignedServiceWithASignOfUseIsARival() {
    sign("other", Signal.Kind.DISSECTOR, "wireshark");

    assertThat(name(use("A", DOCUMENTED, 1))).isEmpty();
    assertThat(name(use("A", DOCUMENTED, 3))).isEqualTo("a");
    sign("other", Signal.Kind.FIREWALL_SERVICE, "firewalld");
    assertThat(name(use("A", DOCUMENTED, 3))).isEmpty();
  }

  @Test
  void whatIsNoSignOfUseOrIsAboutAnotherProgramIsNoRival() {
    sign("other", Signal.Kind.SERVICES_FILE, "netbase");
    sign("", Signal.Kind.DISSECTOR, "wireshark");

    assertThat(name(use("A", DOCUMENTED, 1))).isEqualTo("a");
  }

  @Test
  void aUseThatIsTheServiceIsNamedOnlyAsTheEvidenceProposes() {
    registry.add(service("other"));
    sign("other", Signal.Kind.DISSECTOR, "wireshark");
    programs = Map.of("other", new ServiceProgram("other", List.of("A")));

    assertThat(name(use("A", DOCUMENTED, 1))).isEmpty();
    assertThat(name(use("A", DOCUMENTED, 1, "short"))).isEqualTo("short");
    assertThat(name(use("A", DOCUMENTED, 1, "other"))).isEmpty();
  }

  @Test
  void aUseByAnotherProgramThanThoseOfAServiceIsNotThatService() {
    sign("other", Signal.Kind.DISSECTOR, "wireshark");
    programs = Map.of("other", new ServiceProgram("other", List.of("B")));

    assertThat(name(use("A", DOCUMENTED, 1))).isEmpty();
    assertThat(name(use("B", DOCUMENTED, 1))).isEqualTo("b");
  }

  @Test
  void aServiceOverAnotherTransportIsNotTheProgramThatHasItsName() {
    registry.add(MadeRow.of("a").on(PortSpan.of(PORT), Transport.UDP).row());
    assertThat(name(use("A", DOCUMENTED, 1))).isEqualTo("a");

    registry.add(MadeRow.of("a").on(PortSpan.of(PORT), null).row());
    assertThat(name(use("A", DOCUMENTED, 1))).isEmpty();
  }

  @Test
  void whatIsProposedForARivalIsNoNameOfTheUse() {
    assertThat(name(use("A", DOCUMENTED, 4), use("B", REPORTED, 1, "bee"))).isEqualTo("a");
  }

  @Test
  void aServiceWithTheNameOfTheProgramIsThatProgram() {
    registry.add(service("acme"));
    sign("acme", Signal.Kind.DISSECTOR, "wireshark");

    assertThat(name(use("Acme server", DOCUMENTED, 1))).isEmpty();
    assertThat(name(use("Acme server", DOCUMENTED, 1, "acme-server"))).isEqualTo("acme-server");
  }

  @Test
  void malwareHasNoNameAndIsNoRival() {
    ObservedUse worm =
        new ObservedUse(
            PortSpan.of(PORT), Transport.TCP, "W", "malware", DOCUMENTED, List.of("https://w.org"));

    assertThat(name(worm)).isEmpty();
    assertThat(name(use("A", DOCUMENTED, 1), worm)).isEqualTo("a");
  }

  @Test
  void whatIsDisputedOrHasNoTransportHasNoName() {
    ObservedUse any =
        new ObservedUse(PortSpan.of(PORT), null, "A", "", DOCUMENTED, List.of("https://a.org"));

    assertThat(name(any)).isEmpty();
    assertThat(name(use("A", DISPUTED, 3))).isEmpty();
  }

  @Test
  void aClaimOnARangeHasNoNameAndIsNoRival() {
    ObservedUse range =
        new ObservedUse(
            new PortSpan(PORT, PORT + 16),
            Transport.TCP,
            "R",
            "",
            DOCUMENTED,
            List.of("https://r.org"));

    assertThat(name(range)).isEmpty();
    assertThat(name(use("A", DOCUMENTED, 1), range)).isEqualTo("a");
  }

  @Test
  void aPortThatProgramsShareByCustomHasNoName() {
    int shared = CommonNames.SHARED.iterator().next();
    ObservedUse use =
        new ObservedUse(
            PortSpan.of(shared), Transport.TCP, "A", "", DOCUMENTED, List.of("https://a.org"));

    assertThat(name(use)).isEmpty();
  }

  @Test
  void theFamiliesOfAllTransportsCountAndTheNameIsTheSame() {
    ObservedUse udp =
        new ObservedUse(
            PortSpan.of(PORT), Transport.UDP, "A", "", DOCUMENTED, List.of("https://a.org"));

    sign("other", Signal.Kind.DISSECTOR, "wireshark");
    signals.set(
        0,
        new FactTable.Row<>(
            PortSpan.of(PORT), new Signal(null, "other", Signal.Kind.DISSECTOR, "l", "wireshark")));
    assertThat(name(udp, use("A", DOCUMENTED, 3, "short"))).isEqualTo("short");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://github.com/netdata/netdata/blob/1/src/go/plugin/go.d/config/go.d/a.conf",
        "https://github.com/gamedig/node-gamedig/blob/1/lib/games.js#L1",
        "https://catalog"
      })
  void aSourceThatNamesAnotherThingThanPeopleDoGivesNoNameAlone(String source) {
    ObservedUse alone =
        new ObservedUse(
            PortSpan.of(PORT),
            Transport.TCP,
            "A",
            "database",
            Confidence.REPORTED,
            List.of(source));

    assertThat(
            new CommonNames(
                    List.of(new FactTable.Row<>(alone.ports(), alone)),
                    List.of(),
                    FactTable.empty(SignalFormat.FORMAT),
                    Map.of(),
                    Set.of("https://catalog"))
                .named(alone)
                .commonName())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Salt Master, salt-master",
    "Rust (RCON), ''",
    "Ghost / Other, ''",
    "Rust (query), ''",
    "Baldur's Gate, baldurs-gate",
    "A whole title that nobody would ever say, ''",
    "'X, port of the drafts', x",
    "Xdebug 3, xdebug-3",
    "CouchDB 1.6.x server, couchdb-server",
    "prometheus node_exporter, prometheus-node-exporter"
  })
  void theNameIsTheApplicationInOneWord(String application, String name) {
    assertThat(name(use(application, DOCUMENTED, 1))).isEqualTo(name);
  }

  // Sources

  private static ObservedUse from(String application, Confidence confidence, String... sources) {
    return over(Transport.TCP, application, confidence, sources);
  }

  private static ObservedUse over(
      Transport transport, String application, Confidence confidence, String... sources) {
    return new ObservedUse(
        PortSpan.of(PORT), transport, application, "database", confidence, List.of(sources));
  }

  private String nameWithCatalogs(ObservedUse use, ObservedUse... rivals) {
    return new CommonNames(
            Stream.concat(Stream.of(use), Stream.of(rivals))
                .map(each -> new FactTable.Row<>(each.ports(), each))
                .toList(),
            registry,
            FactTable.of(SignalFormat.FORMAT, signals),
            programs,
            Set.of("https://catalog.example", "https://other-catalog.net"))
        .named(use)
        .commonName();
  }

  @Test
  void whatOnlyCatalogsCallThePortIsNoRivalOfAUseThatItsProgramDocuments() {
    ObservedUse rival = from("B", REPORTED, "https://catalog.example");

    assertThat(nameWithCatalogs(from("A", DOCUMENTED, "https://a.org"), rival)).isEqualTo("a");
    assertThat(nameWithCatalogs(from("A", REPORTED, "https://a.org"), rival)).isEmpty();
    assertThat(nameWithCatalogs(from("A", REPORTED, "https://a.org", "https://c.com"), rival))
        .isEqualTo("a");
  }

  @Test
  void whatAnotherSourceThanACatalogNamesTooIsARival() {
    assertThat(
            nameWithCatalogs(
                from("A", DOCUMENTED, "https://a.org"),
                from("B", REPORTED, "https://catalog.example", "https://b.org")))
        .isEmpty();
  }

  @Test
  void ofTwoUsesOfCatalogsEachIsARival() {
    assertThat(
            nameWithCatalogs(
                from("A", DOCUMENTED, "https://other-catalog.net"),
                from("B", REPORTED, "https://catalog.example")))
        .isEmpty();
  }

  @Test
  void twoCatalogsTogetherGiveAName() {
    assertThat(
            nameWithCatalogs(
                from("A", REPORTED, "https://catalog.example", "https://other-catalog.net")))
        .isEqualTo("a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://packages.debian.org/bookworm/squid",
        "https://github.com/firewalld/firewalld/blob/1/config/services/a.xml"
      })
  void aFirewallsProfileGivesNoNameWhereThePortIsAssignedToAnother(String profile) {
    ObservedUse use = from("A", REPORTED, profile);

    assertThat(name(use)).isEqualTo("a");
    registry.add(service("other"));
    assertThat(name(use)).isEmpty();
    assertThat(name(from("A", REPORTED, profile, "https://a.org"))).isEqualTo("a");
    assertThat(name(from("A", REPORTED, "https://a.org"))).isEqualTo("a");
  }

  @Test
  void aFirewallsProfileGivesANameWhereThePortIsAssignedOverAnotherTransportOrToTheUse() {
    registry.add(MadeRow.of("other").on(PortSpan.of(PORT), Transport.UDP).row());
    ObservedUse use = from("A", REPORTED, "https://packages.debian.org/bookworm/squid");

    assertThat(name(use)).isEqualTo("a");
    registry.add(MadeRow.of("other").on(PortSpan.of(PORT), null).row());
    assertThat(name(use)).isEmpty();
    programs = Map.of("other", new ServiceProgram("other", List.of("A")));
    assertThat(
            name(
                new ObservedUse(
                    use.ports(),
                    use.transport(),
                    "A",
                    "database",
                    REPORTED,
                    use.sources(),
                    "short")))
        .isEqualTo("short");
  }

  // Transports and ports

  @Test
  void aUseOverAnotherTransportIsNoRival() {
    assertThat(
            name(
                from("A", DOCUMENTED, "https://a.org"),
                over(Transport.UDP, "B", DOCUMENTED, "https://b.org")))
        .isEqualTo("a");
  }

  @Test
  void aSignOverAnotherTransportIsNoRival() {
    signals.add(
        new FactTable.Row<>(
            PortSpan.of(PORT),
            new Signal(Transport.UDP, "other", Signal.Kind.DISSECTOR, "l", "wireshark")));

    assertThat(name(use("A", DOCUMENTED, 1))).isEqualTo("a");
  }

  private static ObservedUse span(int ports) {
    return new ObservedUse(
        new PortSpan(PORT, PORT + ports - 1),
        Transport.TCP,
        "A",
        "database",
        DOCUMENTED,
        List.of("https://a.org"));
  }

  @Test
  void aUseOfSixteenPortsIsNamedAndOneOfSeventeenIsNot() {
    assertThat(name(span(16))).isEqualTo("a");
    assertThat(name(span(17))).isEmpty();
  }

  @Test
  void aUseThatDoesNotLeadOnEachOfItsPortsHasNoName() {
    signals.add(
        new FactTable.Row<>(
            PortSpan.of(PORT + 1),
            new Signal(Transport.TCP, "other", Signal.Kind.DISSECTOR, "l", "wireshark")));

    assertThat(name(span(1))).isEqualTo("a");
    assertThat(name(span(2))).isEmpty();
  }

  @Test
  void aUseThatIsTheServiceOfOneOfItsPortsIsThatService() {
    registry.add(MadeRow.of("a").on(PortSpan.of(PORT), Transport.TCP).row());

    assertThat(name(span(2))).isEmpty();
  }

  @Test
  void aServiceOfARangeOrWithoutANameIsNoRival() {
    registry.add(MadeRow.of("a").on(new PortSpan(PORT, PORT + 1), Transport.TCP).row());
    registry.add(MadeRow.of("a").on("", Transport.TCP).row());
    registry.add(new UnnamedEntry(PortSpan.of(PORT), null, IanaState.RESERVED, ""));

    assertThat(name(use("A", DOCUMENTED, 1))).isEqualTo("a");
  }

  @Test
  void severalProgramsInOneRowHaveNoNameAndLeaveNone() {
    ObservedUse several = from("3 games share this default port", REPORTED, "https://b.org");

    assertThat(name(several)).isEmpty();
    assertThat(name(use("A", DOCUMENTED, 9), several)).isEmpty();
  }

  @Test
  void aNameOfThirtyLettersIsTheLongest() {
    assertThat(name(use("A".repeat(30), DOCUMENTED, 1))).isEqualTo("a".repeat(30));
    assertThat(name(use("A".repeat(31), DOCUMENTED, 1))).isEmpty();
  }

  @Test
  void allElseOfAUseStaysAsItIs() {
    ObservedUse use = use("A", DOCUMENTED, 2, "short");

    assertThat(
            new CommonNames(
                    List.of(new FactTable.Row<>(use.ports(), use)),
                    registry,
                    FactTable.of(SignalFormat.FORMAT, signals),
                    programs,
                    Set.of())
                .named(use))
        .isEqualTo(use);
  }

  @Test
  void aUseThatOnlyCatalogsNameHasRivalsThatOnlyCatalogsName() {
    assertThat(
            nameWithCatalogs(
                from("A", REPORTED, "https://catalog.example", "https://other-catalog.net"),
                from("B", REPORTED, "https://catalog.example")))
        .isEmpty();
  }
}
