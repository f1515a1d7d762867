package io.github.portregistry;

import static io.github.portregistry.TeamTables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a port and a row say of the use of a service, in Java and in JSON. */
class LivenessTest {

  private static String row(String transport, String status, String name) {
    return "2000," + transport + ",," + status + "," + name + ",,,,,,,,,,";
  }

  private static PortRecord port(String... rows) {
    return table("team", rows).port(2000);
  }

  @ParameterizedTest
  @CsvSource({
    "in_use, specified, IN_USE",
    "specified, row_changed, SPECIFIED",
    "specified, '', SPECIFIED",
    "row_changed, ghost, IN_DOUBT",
    "'', ghost, UNEXAMINED",
    "ghost, ghost, GHOST"
  })
  void aPortHasTheLivenessOfItsMostAliveService(String one, String other, Liveness liveness) {
    assertThat(port(row("tcp", one, "a"), row("udp", other, "b")).liveness()).isEqualTo(liveness);
    assertThat(port(row("tcp", other, "a"), row("udp", one, "b")).liveness()).isEqualTo(liveness);
    assertThat(port(row("tcp", one, "a"), row("tcp", other, "b")).liveness(Transport.TCP))
        .isEqualTo(liveness);
  }

  @Test
  void aTransportHasTheLivenessOfItsOwnServices() {
    PortRecord port = port(row("tcp", "ghost", "a"), row("udp", "in_use", "b"));

    assertThat(port.liveness(Transport.TCP)).isEqualTo(Liveness.GHOST);
    assertThat(port.liveness(Transport.UDP)).isEqualTo(Liveness.IN_USE);
    assertThat(port.liveness(Transport.SCTP)).isEqualTo(Liveness.UNEXAMINED);
  }

  @Test
  void aPortWithoutAServiceIsNotExamined() {
    assertThat(port().liveness()).isEqualTo(Liveness.UNEXAMINED);
    assertThat(port(TeamTables.unnamed("2000", "tcp", "reserved", "released")).liveness())
        .isEqualTo(Liveness.UNEXAMINED);
  }

  @ParameterizedTest
  @EnumSource
  void aRowOfADoubtIsInDoubt(Doubt doubt) {
    Assignment row = port(row("tcp", doubt.json(), "a")).assignments().get(0);

    assertThat(row.liveness()).isEqualTo(Liveness.IN_DOUBT);
    assertThat(row.doubt()).isEqualTo(doubt);
    assertThat(row.status()).isEqualTo(PortStatus.ASSIGNED);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GHOST")
  void onlyAGhostHasTheStatusOfOne(Liveness liveness) {
    String status =
        switch (liveness) {
          case UNEXAMINED -> "";
          case IN_DOUBT -> "maker_lives";
          default -> liveness.json();
        };

    Assignment row = port(row("tcp", status, "a")).assignments().get(0);

    assertThat(row.liveness()).isEqualTo(liveness);
    assertThat(row.status()).isEqualTo(PortStatus.ASSIGNED);
  }

  // The primary service

  @ParameterizedTest
  @CsvSource({
    "in_use, specified",
    "in_use, ''",
    "specified, maker_lives",
    "specified, ''",
    "maker_lives, ghost",
    "'', ghost"
  })
  void whatLivesComesFirst(String better, String worse) {
    String alias = "2000,tcp,," + better + ",b,,,,,,,,,a,";
    PortRegistry registry = table("team", "2000,tcp,," + worse + ",a,,,,,,RFC1,,,,", alias);

    assertThat(registry.serviceName(2000, Transport.TCP)).isEqualTo("b");
    assertThat(registry.port(2000).assignments(Transport.TCP).get(0).serviceName()).isEqualTo("b");
  }

  @ParameterizedTest
  @CsvSource({"maker_lives, ''", "'', listed_late", "in_use, in_use", "ghost, ghost"})
  void ofTwoAlikeTheOneThatIsNoAliasComesFirst(String one, String other) {
    PortRegistry registry =
        table("team", "2000,tcp,," + one + ",a,,,,,,,,,b,", row("tcp", other, "b"));

    assertThat(registry.serviceName(2000, Transport.TCP)).isEqualTo("b");
  }

  // JSON

  @ParameterizedTest
  @EnumSource
  void aPortIsReadFromJsonAsItWasWritten(Jackson jackson) {
    PortRecord port =
        port(
            row("tcp", "ghost", "a"),
            row("tcp", "other_reference", "b"),
            row("udp", "in_use", "c"),
            row("sctp", "specified", "d"));

    PortRecord read = jackson.read(jackson.write(port), PortRecord.class);

    assertThat(read).isEqualTo(port);
    assertThat(read.assignments()).extracting(Assignment::doubt).contains(Doubt.OTHER_REFERENCE);
    for (Transport transport : Transport.values()) {
      assertThat(read.liveness(transport)).isEqualTo(port.liveness(transport));
    }
  }

  @Test
  void thePortAndItsTransportsHaveTheirLivenessInJson() {
    String json = Jackson.JACKSON_3.text(port(row("tcp", "ghost", "a"), row("udp", "in_use", "b")));

    assertThat(json)
        .contains("\"status\":\"assigned\",\"liveness\":\"in_use\",\"transports\"")
        .contains("\"tcp\":{\"status\":\"ghost\",\"liveness\":\"ghost\",\"ianaState\"")
        .contains("\"sctp\":{\"status\":\"unassigned\",\"ianaState\"");
  }

  @Test
  void aPortWithoutAServiceHasNoLivenessInJson() {
    assertThat(Jackson.JACKSON_3.text(port())).doesNotContain("liveness");
  }

  @ParameterizedTest
  @CsvSource({"assigned, UNEXAMINED", "ghost, GHOST"})
  void aRowWithoutALivenessHasWhatItsStatusSays(String status, Liveness liveness) {
    String json = "{\"serviceName\":\"a\",\"status\":\"" + status + "\"}";

    assertThat(Jackson.JACKSON_3.read(json, Assignment.class).liveness()).isEqualTo(liveness);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "assigned|\"liveness\":\"ghost\"|a service of the status ASSIGNED cannot be GHOST",
        "ghost|\"liveness\":\"in_use\"|a service of the status GHOST cannot be IN_USE",
        "assigned|\"liveness\":\"in_doubt\"|a service that is in doubt needs a doubt: a",
        "assigned|\"doubt\":\"maker_lives\"|a service that is UNEXAMINED has no doubt: a",
        "released|\"source\":\"x\"|a row that names a service cannot be RELEASED"
      })
  void aRowThatContradictsItselfIsRefused(String status, String more, String message) {
    String json = "{\"serviceName\":\"a\",\"status\":\"" + status + "\"," + more + "}";

    for (Jackson jackson : Jackson.values()) {
      assertThatExceptionOfType(Jackson.Refused.class)
          .isThrownBy(() -> jackson.read(json, Assignment.class))
          .withMessageContaining(message);
    }
  }

  @Test
  void everyServiceOfThePackagedTableThatIsInDoubtHasADoubt() {
    List<Assignment> services = PortRegistry.bundled().assignments().toList();

    assertThat(services).extracting(Assignment::liveness).contains(Liveness.values());
    assertThat(services)
        .allMatch(row -> (row.doubt() != null) == (row.liveness() == Liveness.IN_DOUBT));
  }
}
