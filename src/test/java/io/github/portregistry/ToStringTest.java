package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.dossier.Dossier;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the values look like in a log: one short line each, whatever others wrote in them. */
class ToStringTest {

  private static final String EVIL = "a\nb\u001b[31m\u202e";
  private static final String EVIL_ESCAPED = "a\\nb\\u001b[31m\\u202e";

  private static final RegistryDate DAY = new RegistryDate(2025, 9, 29);

  private static Assignment https(PortSpan ports, Transport transport) {
    return new Assignment("https", ports, transport, "HTTP over TLS", List.of("RFC9110"), "x");
  }

  @Test
  void anAssignmentIsItsPlaceNameAndTitle() {
    assertThat(https(PortSpan.of(443), Transport.TCP)).hasToString("443/tcp https (HTTP over TLS)");
    assertThat(https(new PortSpan(440, 449), null)).hasToString("440-449 https (HTTP over TLS)");
    assertThat(https(null, Transport.UDP)).hasToString("udp https (HTTP over TLS) without a port");
    assertThat(new Assignment("http", PortSpan.of(80), null, "HTTP", List.of(), "x"))
        .hasToString("80 http");
  }

  @Test
  void anAliasAndAGhostAreMarked() {
    assertThat(
            new Assignment(
                "www",
                PortSpan.of(80),
                Transport.TCP,
                "",
                "A",
                "C",
                null,
                DAY,
                List.of(),
                "",
                "",
                "http",
                Liveness.GHOST,
                null,
                "x"))
        .hasToString("80/tcp www alias of http GHOST");
  }

  @Test
  void anUnnamedEntryIsItsPlaceAndState() {
    PortSpan ports = new PortSpan(834, 846);
    assertThat(new UnnamedEntry(ports, null, IanaState.UNASSIGNED, "x"))
        .hasToString("834-846 UNASSIGNED");
    assertThat(
            new UnnamedEntry(
                ports,
                Transport.UDP,
                IanaState.RESERVED,
                PortStatus.RELEASED,
                "was it",
                "",
                "",
                null,
                null,
                List.of(),
                "",
                "x"))
        .hasToString("834-846/udp RESERVED RELEASED (was it)");
  }

  @Test
  void aFormerAssignmentSaysWhatBecameOfIt() {
    assertThat(PortRegistry.lookup(832).formerAssignments().get(0))
        .hasToString("tcp netconfsoaphttp (NETCONF over SOAP) released on 2025-09-29 by RFC9900");
    assertThat(
            new FormerAssignment(
                null,
                "",
                "Old",
                List.of("RFC1"),
                DAY,
                null,
                "",
                "new",
                FormerAssignment.Kind.TRANSPORT_REMOVED,
                "x",
                new RegistryDate(1999, 1, null),
                DAY,
                Evidence.Strength.WEAK))
        .hasToString("Old transport removed to new between 1999-01 and 2025-09-29");
  }

  @Test
  void anObservedUseIsWhatItIsCalled() {
    assertThat(
            new ObservedUse(
                PortSpan.of(9092),
                Transport.TCP,
                "Apache Kafka",
                "message-queue",
                ObservedUse.Confidence.DOCUMENTED,
                List.of("x"),
                "kafka"))
        .hasToString("9092/tcp Apache Kafka (message-queue) documented called kafka");
    assertThat(
            new ObservedUse(
                new PortSpan(1, 20),
                null,
                "Doom",
                "",
                ObservedUse.Confidence.RECORDED_BY_IANA,
                List.of("x")))
        .hasToString("1-20 Doom recorded by iana");
  }

  @Test
  void aChangeSaysWhenWhereAndWhat() {
    assertThat(
            new RegistryChange(
                RegistryChange.Kind.WITHDRAWN,
                DAY,
                DAY,
                PortSpan.of(832),
                Transport.TCP,
                "soap",
                "",
                "reserved",
                "x"))
        .hasToString("2025-09-29 832/tcp: soap withdrawn, now reserved");
    assertThat(
            new RegistryChange(
                RegistryChange.Kind.RENAMED, null, DAY, null, null, "new", "old", "new", "x"))
        .hasToString("by 2025-09-29: old renamed to new");
  }

  @Test
  void evidenceSaysHowMuchItProvesAndOfWhat() {
    assertThat(
            new Evidence(
                Evidence.Kind.IN_USE,
                Evidence.Strength.STRONG,
                "a dissector",
                "Wireshark",
                "https",
                List.of()))
        .hasToString("STRONG IN_USE https: a dissector (Wireshark)");
    assertThat(new Evidence(Evidence.Kind.MENTION, Evidence.Strength.WEAK, "a line", "Debian"))
        .hasToString("WEAK MENTION a line (Debian)");
  }

  @Test
  void aConsultationIsASourceAndItsAnswer() {
    assertThat(
            new Consultation("Nmap", "7.95", DAY, Consultation.Outcome.ABSENT, "https://nmap.org"))
        .hasToString("Nmap 7.95 of 2025-09-29: absent");
  }

  @Test
  void smallValuesAreWhatTheySay() {
    assertThat(new RelatedPort(830, Relation.FAMILY)).hasToString("830 FAMILY");
    assertThat(new PortSpan(6000, 6063)).hasToString("6000-6063");
    assertThat(DAY).hasToString("2025-09-29");
  }

  @Test
  void aRecordNamesItsFirstServicesOnly() {
    Stream<String> rows =
        Stream.iterate(10, i -> i < 40, i -> i + 1)
            .map(i -> TeamTables.named("8500", "tcp", "s" + i));
    PortRegistry team = TeamTables.table("team", rows.toArray(String[]::new));

    assertThat(team.port(8500))
        .hasToString(
            "8500 ASSIGNED s10/tcp s11/tcp s12/tcp s13/tcp s14/tcp s15/tcp s16/tcp s17/tcp s18/tcp"
                + " s19/tcp s20/tcp s21/tcp and 18 more");
    assertThat(PortRegistry.lookup(832)).hasToString("832 RELEASED");
  }

  @Test
  void aRegistryIsItsTablesAndHowManyRowsTheyHave() {
    PortRegistry upper = TeamTables.table("up.csv", TeamTables.named("1", "tcp", "a"));
    PortRegistry lower =
        TeamTables.table(
            "low.csv", TeamTables.named("1", "tcp", "b"), TeamTables.named("", "tcp", "c"));

    assertThat(lower).hasToString("PortRegistry low.csv (2 rows)");
    assertThat(lower.withOverlay(upper))
        .hasToString("PortRegistry up.csv (1 row) over low.csv (2 rows)");
    assertThat(lower.withOverlay(upper).provenance())
        .hasToString("up.csv (1 row) over low.csv (2 rows)");
    assertThat(PortRegistry.bundled().toString())
        .startsWith("PortRegistry IANA ")
        .endsWith(" (" + PortRegistry.bundled().provenance().rows() + " rows)");
  }

  @Test
  void aDossierIsItsTitleAndASectionItsSize() {
    Dossier.Item item = new Dossier.Item("tcp", "the old server", "more");

    assertThat(Dossier.of(PortRegistry.lookup(832)))
        .hasToString("Port 832: released, formerly netconfsoaphttp");
    assertThat(new Dossier.Section("Here", List.of(item, item))).hasToString("Here (2 items)");
    assertThat(new Dossier.Section("", List.of(item))).hasToString("(1 item)");
    assertThat(item).hasToString("tcp: the old server");
    assertThat(new Dossier.Item("", "x")).hasToString("x");
    assertThat(new Dossier.Item("Linux", "", List.of(), List.of("ss"), List.of()))
        .hasToString("Linux");
  }

  @Test
  void whatOthersWroteIsEscaped() {
    Stream<Object> values =
        Stream.of(
            new Assignment(EVIL, null, null, EVIL, List.of(), EVIL),
            new Assignment("x", null, null, EVIL, List.of(), EVIL),
            new UnnamedEntry(
                PortSpan.of(1),
                null,
                IanaState.RESERVED,
                PortStatus.RESERVED,
                EVIL,
                "",
                "",
                null,
                null,
                List.of(),
                "",
                ""),
            new FormerAssignment(
                null, EVIL, EVIL, null, EVIL, EVIL, FormerAssignment.Kind.MOVED, EVIL),
            new ObservedUse(
                PortSpan.of(1),
                null,
                EVIL,
                EVIL,
                ObservedUse.Confidence.REPORTED,
                List.of(EVIL),
                EVIL),
            new RegistryChange(
                RegistryChange.Kind.RETITLED, null, DAY, null, null, EVIL, EVIL, EVIL, EVIL),
            new Evidence(
                Evidence.Kind.MENTION, Evidence.Strength.WEAK, EVIL, EVIL, EVIL, List.of()),
            new Consultation(EVIL, EVIL, DAY, Consultation.Outcome.ABSENT, EVIL),
            new Provenance(EVIL, null, null, "", 1, 1, 0, 0, null),
            TeamTables.table(EVIL),
            new Dossier.Section(EVIL, List.of()),
            new Dossier.Item(EVIL, EVIL));

    assertThat(values)
        .extracting(Object::toString)
        .allMatch(text -> text.contains(EVIL_ESCAPED))
        .noneMatch(text -> text.chars().anyMatch(c -> c < ' ' || c == 0x202e));
  }
}
