package io.github.portregistry.dossier;

import static io.github.portregistry.dossier.MadePorts.disputed;
import static io.github.portregistry.dossier.MadePorts.dominant;
import static io.github.portregistry.dossier.MadePorts.service;
import static io.github.portregistry.dossier.MadePorts.use;
import static io.github.portregistry.dossier.MadePorts.usedBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.Evidence;
import io.github.portregistry.FormerAssignment;
import io.github.portregistry.Liveness;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.RegistryDate;
import io.github.portregistry.TeamTables;
import io.github.portregistry.Transport;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortSentenceTest {

  private static String sentence(PortRecord port) {
    return new DossierSections(port, null).sentence();
  }

  private static PortRecord team(String... rows) {
    return TeamTables.table("team", rows).port(8500);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "42   | Port 42 is assigned to name and nameserver, and mostly used by Microsoft WINS replication.",
        "48   | Port 48 is assigned to auditd (Digital Audit Daemon), but no source shows it in use; it is not called a ghost because it is part of a platform that is still maintained.",
        "54   | Port 54 is assigned to xns-ch (XNS Clearinghouse), but no source shows it in use; it is not called a ghost because a document leaves open whether it still uses the port.",
        "998  | Port 998 is assigned to busboy and puparp, but no source shows them in use; they are not called ghosts because ",
        "861  | Port 861 is assigned to owamp-control and owamp-test; RFCs in force specify them, but no source shows them in use.",
        "1880 | Port 1880 is assigned to vsat-control (Gilat VSAT Control), but mostly used by Node-RED.",
        "8086 | Port 8086 is assigned to d-s-n (Distributed SCADA Networking Rendezvous Port), but mostly used by InfluxDB and Command & Conquer: Generals (LAN lobby).",
        "15   | Port 15 was assigned to netstat; IANA released it, and it is unassigned now; the port is used by netstat (inetd).",
        "51   | Port 51 was IMP Logical Address Maintenance (la-maint) until 2013-05-24; IANA released it, and it is reserved now.",
      })
  void theSentenceFollowsFromTheFacts(int port, String sentence) {
    assertThat(sentence(PortRegistry.lookup(port))).startsWith(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "445  | Port 445 is assigned to microsoft-ds and mostly used over tcp by Windows file sharing.",
        "1434 | Port 1434 is assigned to ms-sql-m (Microsoft-SQL-Monitor) and mostly used over udp by Microsoft SQL Server (SQL Browser, probe).",
      })
  void theTransportOfTheDominantUseIsGivenIfTheServiceIsInUseOverAnother(
      int port, String sentence) {
    assertThat(sentence(PortRegistry.lookup(port))).isEqualTo(sentence);
  }

  @Test
  void theTransportOfTheDominantUseIsNotRepeatedIfItWasAskedFor() {
    assertThat(new DossierSections(PortRegistry.lookup(445), Transport.TCP).sentence())
        .isEqualTo(
            "Port 445/tcp is assigned to microsoft-ds and mostly used by Windows file sharing.");
  }

  @Test
  void aSpecifiedServiceWithoutEvidenceIsSpecifiedByAnRfc() {
    PortRecord port =
        MadePorts.port(
            Map.of(
                "assignments",
                List.of(
                    service("billing").title("Billing API").liveness(Liveness.SPECIFIED).row())));

    assertThat(sentence(port))
        .isEqualTo(
            "Port 8500 is assigned to billing (Billing API); an RFC in force specifies it, but no"
                + " source shows it in use.");
  }

  @ParameterizedTest
  @CsvSource({
    "billing,    '',          Billing server, and",
    "billing,    '',          Billing,        and",
    "bill,       Billing API, Billing server, and",
    "accounting, Ledger,      Billing server, but",
    "accounting, Ledger,      Billing,        but",
  })
  void aDominantUseIsContrastedWithTheServiceUnlessItHasItsName(
      String name, String description, String application, String conjunction) {
    PortRecord port =
        MadePorts.port(
            Map.of(
                "assignments",
                List.of(service(name).title(description).row()),
                "observedUses",
                List.of(dominant(application))));

    assertThat(sentence(port)).endsWith(conjunction + " mostly used by " + application + ".");
  }

  // Aliases

  @Test
  void aPortWithNothingButAnAliasIsAssignedToIt() {
    assertThat(sentence(team("8500,tcp,,,bill,Billing API,,,,,,,,billing,")))
        .isEqualTo(
            "Port 8500 is assigned to bill (Billing API); whether it is used was not examined.");
  }

  @Test
  void aPortWithNothingButAliasesIsAssignedToEach() {
    assertThat(
            sentence(
                team(
                    TeamTables.alias("8500", "tcp", "bil", "billing"),
                    TeamTables.alias("8500", "tcp", "bill", "billing"))))
        .startsWith("Port 8500 is assigned to bil and bill;");
  }

  @Test
  void anAliasBesideAServiceIsNotNamed() {
    assertThat(
            sentence(
                team(
                    TeamTables.named("8500", "tcp", "billing", "Billing API"),
                    TeamTables.alias("8500", "tcp", "bill", "billing"))))
        .startsWith("Port 8500 is assigned to billing (Billing API);");
  }

  // Titles

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rtmp     | Routing Table Maintenance.        | Routing Table Maintenance",
        "aux      | Secondary, (UDP)                  | Secondary",
        "x        | A title;.,                        | A title",
        "doom     | doom Id Software (the game)       | doom Id Software",
        "billing  | Billing                           | ''",
        "billing  | Billing (of the team)             | ''",
        "x        | (the team)                        | ''",
        "x        | -- unknown --                     | ''",
        "x        | a(b                               | ''",
        "x        | a)b                               | ''",
        "x        | ...                               | ''",
        "x        | ''                                | ''",
      })
  void aTitleIsTheDescriptionWithoutItsRemarks(String name, String description, String title) {
    assertThat(PortSentence.title(name, description)).isEqualTo(title);
  }

  @Test
  void aTitleThatIsTooLongIsLeftOut() {
    assertThat(PortSentence.title("x", "a".repeat(60))).isEqualTo("a".repeat(60));
    assertThat(PortSentence.title("x", "a".repeat(61))).isEmpty();
  }

  // Released

  @Test
  void aReleasedPortWhoseFormerHolderIsNotKnownIsSaidToBeReleased() {
    assertThat(sentence(team(TeamTables.unnamed("8500", "tcp", "reserved", "released"))))
        .isEqualTo(
            "Port 8500 was assigned before and is released; the registry lists it as reserved"
                + " now.");
  }

  private static PortRecord released(@Nullable RegistryDate lastSeen) {
    FormerAssignment former =
        new FormerAssignment(
            Transport.TCP,
            "billing",
            "",
            List.of(),
            null,
            null,
            "IANA",
            "",
            FormerAssignment.Kind.RELEASED,
            "",
            lastSeen,
            lastSeen == null ? null : new RegistryDate(2014, 7, null),
            Evidence.Strength.WEAK);
    return MadePorts.port(
        Map.of(
            "unnamedEntries",
            TeamTables.table("team", TeamTables.unnamed("8500", "tcp", "reserved", "released"))
                .port(8500)
                .unnamedEntries(),
            "formerAssignments",
            List.of(former)));
  }

  @Test
  void theDayOfTheReleaseIsToldAsFarAsItIsKnown() {
    assertThat(sentence(released(new RegistryDate(2005, 12, 22))))
        .isEqualTo(
            "Port 8500 was assigned to billing until some day between 2005-12-22 and 2014-07; IANA"
                + " released it, and it is reserved now.");
    assertThat(sentence(released(null)))
        .isEqualTo("Port 8500 was assigned to billing; IANA released it, and it is reserved now.");
  }

  // Uses

  @ParameterizedTest
  @CsvSource({
    "60, 40, 'by %s, %s and 2 others.'",
    "60, 41, 'by %s and 3 others.'",
    "60, 30, 'by %s, %s, c and d.'",
    "101, 1, 'by %s and 3 others.'",
  })
  void longNamesLeaveRoomForFewerNames(int first, int second, String end) {
    String a = "a".repeat(first);
    String b = "b".repeat(second);

    assertThat(sentence(usedBy(use(a), use(b), use("c"), use("d"))))
        .isEqualTo("Port 8500 is unassigned, but used " + end.formatted(a, b));
  }

  @Test
  void threeUsesAreNamedAndTheRestAreCounted() {
    assertThat(sentence(usedBy(use("A"), use("B"), use("C"), use("D"))))
        .endsWith(", but used by A, B, C and D.");
    assertThat(sentence(usedBy(use("A"), use("B"), use("C"), use("D"), use("E"))))
        .endsWith(", but used by A, B, C and 2 others.");
  }

  @Test
  void aDisputedUseIsSaidToBeDenied() {
    assertThat(sentence(usedBy(disputed("A"), disputed("B"))))
        .isEqualTo(
            "Port 8500 is unassigned, but used, as one source claims and another denies, by A or"
                + " B.");
  }
}
