package io.github.portregistry.probe;

import static io.github.portregistry.probe.FixedSource.known;
import static io.github.portregistry.probe.FixedSource.tcp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.portregistry.PortSpan;
import io.github.portregistry.Transport;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports and paragraphs about sockets that are given. */
class ConflictReportTest {

  @Test
  void aReportShowsWhatRunsWhereAndStartedByWhat() {
    ProcessRef node =
        Some.process(180, "/usr/bin/node")
            .runs("server/index.js")
            .folder("/home/alice/api")
            .args("node", "server/index.js", "--password", "hunter2")
            .group(ControlGroup.Kind.SYSTEM_SERVICE, "api.service", "/system.slice/api.service")
            .by("177 sh", "5 npm run dev", "1 systemd")
            .ref();
    PortConflict conflict =
        PortConflict.of(
            new FixedSource().with(tcp("0.0.0.0", 20045, known(node))).probe(),
            20045,
            Transport.TCP);

    assertThat(conflict.report().lines())
        .containsSequence(
            "  Process      /usr/bin/node (pid 180)",
            "  Runs         server/index.js",
            "  Started as   node server/index.js --password ***",
            "  Folder       /home/alice/api",
            "  Started by   npm run dev (5) -> sh (177) -> node (180)",
            "  Unit         api.service",
            "  Listens on   all IPv4 addresses (0.0.0.0)");
    assertThat(
            PortConflict.explain(
                new FixedSource().with(tcp("0.0.0.0", 20045, known(node))).probe(), 20045))
        .contains(
            "/usr/bin/node (pid 180), runs server/index.js, working directory /home/alice/api, belongs to"
                + " api.service, started as node server/index.js --password ***. ");
  }

  @Test
  void aReportShowsTheContainerAndTheLikelyOwner() {
    Listener published =
        tcp("0.0.0.0", 20045, Some.process(7, "/usr/bin/docker-proxy").known())
            .withContainer(new Container("billing", "a".repeat(64), "shop/billing:2", "/d.sock"));
    assertThat(
            PortConflict.of(new FixedSource().with(published).probe(), 20045, Transport.TCP)
                .report())
        .contains("\n  Container    billing (aaaaaaaaaaaa, image shop/billing:2)\n");
    Likely likely =
        new Likely(
            List.of(Some.process(9, "/x/node80").folder("/srv").ref()),
            Likely.Basis.ONLY_PROCESS_OF_USER,
            "Why.");
    assertThat(
            PortConflict.of(
                    new FixedSource().with(tcp("0.0.0.0", 20045, likely)).probe(),
                    20045,
                    Transport.TCP)
                .report()
                .lines())
        .startsWith(
            "  Process      not visible",
            "  Reason       Why.",
            "  Probably     /x/node80 (pid 9)",
            "  Folder       /srv");
  }

  @Test
  void aReportShowsWhoAnswersLocalhost() {
    ListenerProbe probe =
        new FixedSource()
            .with(
                tcp("127.0.0.1", 5432, Some.process(7, "/usr/bin/postgres").known()),
                tcp("::1", 5432, Some.process(9, "/usr/bin/node").known()))
            .probe();

    assertThat(PortConflict.of(probe, 5432, Transport.TCP).report().lines())
        .containsSequence(
            "  Answers      127.0.0.1 is answered by /usr/bin/postgres (pid 7)",
            "               ::1 is answered by /usr/bin/node (pid 9)");
    assertThat(PortConflict.explain(probe, 5432))
        .contains(
            " 127.0.0.1 is answered by /usr/bin/postgres (pid 7), ::1 is answered by"
                + " /usr/bin/node (pid 9). ");
    assertThat(probe.check(5432).section().items())
        .anyMatch(
            item ->
                item.lead().equals("Answers")
                    && item.text().startsWith("tcp: 127.0.0.1 is answered by"));
  }

  @Test
  void aProcessThatOwnsSeveralSocketsIsReportedOnce() {
    ProcessRef docker = Some.process(5, "/x/com.docker.backend").args("com.docker.backend").ref();
    ListenerProbe probe =
        new FixedSource()
            .with(
                tcp("0.0.0.0", 20045, known(docker, Some.process(6, "/x/svchost").ref())),
                tcp("::1", 20045, known(docker)))
            .probe();

    assertThat(PortConflict.of(probe, 20045, Transport.TCP).report())
        .containsOnlyOnce("com.docker.backend (pid 5)");
  }

  @Test
  void theOwnerOfAConnectionIsReported() {
    ListenerProbe probe =
        new FixedSource()
            .with(
                new OtherUse(
                    OtherUse.Kind.CLIENT,
                    Transport.TCP,
                    FixedSource.place("127.0.0.1", 20045),
                    1,
                    Some.process(7, "/usr/bin/slack").known()))
            .probe();

    assertThat(PortConflict.of(probe, 20045, Transport.TCP).report())
        .contains("\n  Used by      /usr/bin/slack (pid 7)\n")
        .doesNotContain("Perhaps");
    assertThat(PortConflict.explain(probe, 20045))
        .contains("The process is /usr/bin/slack (pid 7).");
  }

  @Test
  void theLikelyOwnerOfAConnectionIsCalledLikely() {
    Likely likely =
        new Likely(
            List.of(Some.process(7, "/usr/bin/slack").ref()),
            Likely.Basis.ONLY_PROCESS_OF_USER,
            "Why.");
    ListenerProbe probe =
        new FixedSource()
            .with(
                new OtherUse(
                    OtherUse.Kind.CLIENT,
                    Transport.TCP,
                    FixedSource.place("127.0.0.1", 20045),
                    1,
                    likely))
            .probe();

    assertThat(PortConflict.of(probe, 20045, Transport.TCP).report())
        .contains("\n  Probably by  /usr/bin/slack (pid 7)\n");
    assertThat(PortConflict.explain(probe, 20045))
        .contains(" The process is most likely /usr/bin/slack (pid 7). ");
  }

  @Test
  void theLikelyOwnerOfAListenerIsCalledLikely() {
    Likely likely =
        new Likely(
            List.of(Some.process(9, "/x/node80").ref()), Likely.Basis.ONLY_PROCESS_OF_USER, "Why.");

    assertThat(
            PortConflict.explain(
                new FixedSource().with(tcp("0.0.0.0", 20045, likely)).probe(), 20045))
        .contains(": Why. It is most likely /x/node80 (pid 9). ");
  }

  @Test
  void twoOwnersAreReportedApartEachWithItsAddresses() {
    ListenerProbe probe =
        new FixedSource()
            .with(
                tcp("127.0.0.1", 20045, Some.process(7, "/usr/bin/postgres").known()),
                tcp("::1", 20045, Some.process(9, "/usr/bin/node").known()),
                tcp("127.0.0.2", 20045, Some.process(7, "/usr/bin/postgres").known()))
            .probe();

    assertThat(PortConflict.of(probe, 20045, Transport.TCP).report().lines())
        .startsWith(
            "  Process      /usr/bin/postgres (pid 7)",
            "  Listens on   127.0.0.1, 127.0.0.2",
            "  Process      /usr/bin/node (pid 9)",
            "  Listens on   ::1");
  }

  @Test
  void onlyTheProcessThatStartedTheOthersIsReportedInDetail() {
    ProcessRef master = Some.process(70, "/usr/sbin/nginx").folder("/srv").ref();
    ProcessRef worker =
        Some.process(71, "/usr/sbin/nginx").folder("/srv").by("70 nginx", "1 systemd").ref();
    ListenerProbe probe =
        new FixedSource().with(tcp("0.0.0.0", 20045, known(master, worker))).probe();

    assertThat(PortConflict.of(probe, 20045, Transport.TCP).report().lines())
        .startsWith(
            "  Process      /usr/sbin/nginx (pid 70)",
            "  Folder       /srv",
            "  Process      /usr/sbin/nginx (pid 71)",
            "  Listens on   all IPv4 addresses (0.0.0.0)");
  }

  @Test
  void aFailureThatARightWouldPreventNamesTheRight() {
    LocalPorts local =
        new LocalPorts(new PortSpan(49152, 65535), List.of(), List.of(), List.of(), 2000);
    PortFinding finding = new FixedSource().with(local).probe().check(1500);
    ConflictParagraph paragraph =
        new ConflictParagraph(
            finding, Transport.TCP, new Obstacles(finding, Transport.TCP, null), local, "");

    assertThat(paragraph.of(new BindException("Permission denied")))
        .startsWith(
            "Port 1500 could not be bound: Permission denied. This user may not bind ports below"
                + " 2000: grant cap_net_bind_service to the program, lower"
                + " net.ipv4.ip_unprivileged_port_start (now 2000), or use port 2000 or above."
                + " Nothing is listening on port 1500/tcp now.");
  }

  @Test
  void whatTheSystemDoesNotAllowIsReported() {
    LocalPorts local =
        new LocalPorts(
            new PortSpan(49152, 65535),
            List.of(),
            List.of(new PortSpan(8200, 8300)),
            List.of(),
            1024);
    ListenerProbe probe = new FixedSource().with(local).probe();

    assertThat(PortConflict.of(probe, 8212, Transport.TCP).report())
        .contains("\n  Note         the system reserves the port, so no program can bind it\n")
        .doesNotContain("Perhaps");
    assertThat(PortConflict.explain(probe, 8212))
        .contains("The system reserves a range of ports that includes TCP port 8212");
    assertThat(PortConflict.of(probe, 80, Transport.TCP).report())
        .contains("\n  Note         this user may not bind ports below 1024\n")
        .doesNotContain("Perhaps");
  }

  // One address

  private static PortConflict at(ListenerProbe probe, String address, int port) {
    return PortConflict.of(probe, FixedSource.place(address, port), Transport.TCP);
  }

  private static final ProcessRef RESOLVED = Some.process(5, "/x/systemd-resolved").ref();

  @Test
  void aSocketOnAnotherAddressIsNoObstacle() {
    ListenerProbe probe =
        new FixedSource()
            .with(tcp("127.0.0.53", 53, known(RESOLVED)), tcp("127.0.0.54", 53, known(RESOLVED)))
            .probe();

    assertThat(at(probe, "127.0.0.1", 53).report().lines())
        .startsWith(
            "  Process      none on 127.0.0.1",
            "  Note         The port is used only on 127.0.0.53 and 127.0.0.54, which do not block"
                + " 127.0.0.1.",
            "  Process      /x/systemd-resolved (pid 5)");
    assertThat(at(probe, "127.0.0.1", 53).advice())
        .startsWith(
            "The port is used only on 127.0.0.53 and 127.0.0.54, which do not block 127.0.0.1.")
        .doesNotContain("Stop");
    assertThat(at(probe, "127.0.0.54", 53).advice()).startsWith("Stop systemd-resolved (pid 5)");
    assertThat(at(probe, "0.0.0.0", 53).advice())
        .startsWith("Stop systemd-resolved (pid 5)")
        .doesNotContain("another address");
    assertThat(PortConflict.of(probe, 53, Transport.TCP).advice())
        .contains("\nOr bind another address: the port is used only on 127.0.0.53 and 127.0.0.54.");
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "0.0.0.0, ACCEPTED, 127.0.0.1, true",
        "0.0.0.0, ACCEPTED, ::1, false",
        "::, ACCEPTED, 127.0.0.1, true",
        "::, UNKNOWN, 127.0.0.1, true",
        "::, REFUSED, 127.0.0.1, false",
        "::, REFUSED, ::1, true",
        "::1, REFUSED, 0.0.0.0, true",
        "::1, REFUSED, ::, true",
        "10.0.0.1, ACCEPTED, 10.0.0.1, true",
        "10.0.0.1, ACCEPTED, 10.0.0.2, false"
      })
  void aSocketIsInTheWayOfTheAddressesThatItTakes(
      String used, Listener.Ipv4 ipv4, String wanted, boolean inTheWay) {
    Listener listener =
        new Listener(Transport.TCP, FixedSource.place(used, 80), ipv4, "", known(RESOLVED));
    PortConflict conflict = at(new FixedSource().with(listener).probe(), wanted, 80);
    String advice = conflict.advice();

    assertThat(conflict.hasObstacle()).isEqualTo(inTheWay);
    assertThat(advice.startsWith("Stop systemd-resolved")).isEqualTo(inTheWay);
    assertThat(advice.contains(" not block ")).isEqualTo(!inTheWay);
  }

  @Test
  void anAddressThatIsNotResolvedIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                PortConflict.of(InetSocketAddress.createUnresolved("a.example", 1), Transport.TCP))
        .withMessageContaining("a.example");
  }
}
