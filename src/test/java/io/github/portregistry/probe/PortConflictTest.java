package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.portregistry.PortRange;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.PortSpan;
import io.github.portregistry.PortStatus;
import io.github.portregistry.Transport;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortConflictTest {

  @TempDir private Path temp;

  private ListenerProbe captured(String view) throws IOException {
    return FakeProc.captured(temp.resolve(view), view).probe();
  }

  @Test
  void theProcessIsNamedWithItsStartAndItsCommand() throws IOException {
    assertThat(PortConflict.explain(captured("linux-root"), 20045))
        .startsWith(
            "Port 20045/tcp is in use on 127.0.0.1 by /srv/fixture/listener2 (pid 112, user root)"
                + " since 2026-11-23T03:39:12Z")
        .contains(
            ", started as \"sshd: /usr/sbin/sshd -D [listener] 0 of 10-100 startups\" 20045 240.")
        .contains(" The port is not assigned.")
        .endsWith(
            " Port 20050 is free: it is unassigned, has no known use and is not in use here.");
  }

  @Test
  void allOwnersAndAllListenersAreNamed() throws IOException {
    assertThat(PortConflict.explain(captured("linux-root"), 20012))
        .contains("(pid 72, user root)")
        .contains(", and by the processes 73, 74, 75.")
        .contains("The port is assigned to ");
    assertThat(PortConflict.explain(captured("linux-nobody"), 20025))
        .contains("Port 20025/tcp is in use on 127.0.0.1, and the process is not visible: ")
        .contains("Check again with sudo.")
        .doesNotContain("20025/udp");
    assertThat(PortConflict.explain(captured("linux-nobody"), 20025, Transport.UDP))
        .contains("Port 20025/udp is in use on 127.0.0.1, and the process is not visible: ")
        .doesNotContain("20025/tcp");
  }

  @Test
  void aProcessIsDescribedOnce() {
    Known node = Some.process(7, "/usr/bin/node").args("node", "server.js").known();
    String paragraph =
        PortConflict.explain(
            new FixedSource()
                .with(
                    FixedSource.tcp("127.0.0.1", 20045, node),
                    FixedSource.tcp("127.0.0.2", 20045, node))
                .probe(),
            20045);

    assertThat(paragraph)
        .containsOnlyOnce("started as node server.js")
        .contains(" on 127.0.0.2 by /usr/bin/node (pid 7), as above.");
  }

  @Test
  void severalSocketsAreSeveral() {
    ListenerProbe probe =
        new FixedSource()
            .with(
                new OtherUse(
                    OtherUse.Kind.TIME_WAIT,
                    Transport.TCP,
                    FixedSource.place("127.0.0.1", 20045),
                    2))
            .probe();

    assertThat(PortConflict.explain(probe, 20045)).contains("But there are 2 TCP sockets on");
  }

  @Test
  void aFileThatIsGoneIsTold() throws IOException {
    assertThat(PortConflict.explain(captured("linux-root"), 20040))
        .contains("/srv/fixture/ghost-server (pid 107")
        .contains("Its file was deleted or replaced after it started.");
  }

  @Test
  void aParagraphIsOneLine() throws IOException {
    ListenerProbe probe = captured("linux-root");
    for (Fixtures.Case fixture : Fixtures.truth()) {
      assertThat(PortConflict.explain(probe, fixture.port()))
          .doesNotContain("\n", "\t", "\u0000")
          .doesNotContain("null");
    }
  }

  @Test
  void whatElseHasThePortIsTold() throws IOException {
    ListenerProbe probe = captured("linux-root");

    assertThat(PortConflict.explain(probe, 20019))
        .startsWith(
            "Nothing is listening on port 20019/tcp now. But there is 1 TCP socket on 127.0.0.1")
        .contains(
            "Wait about a minute. SO_REUSEADDR helps only if the former server had set it too.");
    assertThat(PortConflict.explain(probe, 20017))
        .contains("But there is 1 TCP socket on 127.0.0.1 port 20017: one end")
        .doesNotContain("SO_REUSEADDR");
    assertThat(PortConflict.explain(probe, 20016))
        .startsWith(
            "Nothing is listening on port 20016/tcp now. The process may have exited, or may have");
  }

  /** A machine of which nothing is known but its tables. */
  private FakeProc machine(String tcp, String udp) throws IOException {
    FakeProc proc = new FakeProc(temp.resolve("machine")).firstProcess();
    return proc.write("net/tcp", FakeMachine.HEADER + tcp)
        .write("net/tcp6", FakeMachine.HEADER)
        .write("net/udp", FakeMachine.HEADER + udp)
        .write("net/udp6", FakeMachine.HEADER);
  }

  @Test
  void whatHasThePortOverTheOtherTransportIsNotInTheWay() throws IOException {
    String closed = FakeMachine.row("0100007F:0050", "06", 0, 0);
    String bound = FakeMachine.row("0100007F:0050", "07", 0, 7);
    ListenerProbe probe = machine(closed, bound).probe();

    assertThat(PortConflict.explain(probe, 80, Transport.UDP))
        .startsWith("Port 80/udp is in use on 127.0.0.1, and the process is not visible: ")
        .doesNotContain("TIME_WAIT");
    assertThat(PortConflict.explain(probe, 80))
        .isEqualTo(PortConflict.explain(probe, 80, Transport.TCP))
        .doesNotContain("udp")
        .startsWith(
            "Nothing is listening on port 80/tcp now. But there is 1 TCP socket on 127.0.0.1 port 80 in TIME_WAIT: closed; the system"
                + " keeps the port for about a minute. Wait about a minute. SO_REUSEADDR helps only if the former"
                + " server had set it too. ");
    String listening = FakeMachine.listener(80, 8);
    assertThat(PortConflict.explain(machine(listening + closed, bound).probe(), 80))
        .contains("Port 80/tcp is in use on 127.0.0.1")
        .doesNotContain("TIME_WAIT");
  }

  @Test
  void anObstacleIsASocketOfTheTransportARangeOfTheSystemOrAMissingRight() {
    OtherUse closed =
        new OtherUse(
            OtherUse.Kind.TIME_WAIT, Transport.TCP, FixedSource.place("127.0.0.1", 8080), 1);
    ListenerProbe used = new FixedSource().with(closed).probe();
    LocalPorts forbidding =
        new LocalPorts(PortRange.DYNAMIC.span(), List.of(), List.of(), List.of(), 1024);
    LocalPorts excluding =
        new LocalPorts(
            PortRange.DYNAMIC.span(), List.of(), List.of(PortSpan.of(8080)), List.of(), 0);

    assertThat(PortConflict.of(used, 8080, Transport.TCP).hasObstacle()).isTrue();
    assertThat(PortConflict.of(used, 8080, Transport.UDP).hasObstacle()).isFalse();
    assertThat(PortConflict.of(used, 8081, Transport.TCP).hasObstacle()).isFalse();
    assertThat(with(forbidding, 80, Transport.TCP).hasObstacle()).isTrue();
    assertThat(with(forbidding, 1024, Transport.TCP).hasObstacle()).isFalse();
    assertThat(with(excluding, 8080, Transport.TCP).hasObstacle()).isTrue();
    assertThat(with(excluding, 8080, Transport.UDP).hasObstacle()).isFalse();
  }

  private static PortConflict with(LocalPorts local, int port, Transport transport) {
    return PortConflict.of(new FixedSource().with(local).probe(), port, transport);
  }

  @Test
  void theFailureOfAUdpSocketIsExplainedByUdpSockets() throws SocketException {
    try (DatagramSocket socket = new DatagramSocket(0)) {
      int port = socket.getLocalPort();
      BindException failure = new BindException("Address already in use");

      assertThat(PortConflict.explain(failure, port, Transport.UDP))
          .startsWith("Port " + port + " could not be bound: Address already in use. Port " + port)
          .contains(port + "/udp is in use");
      assertThat(PortConflict.explain(port, Transport.UDP)).contains(port + "/udp is in use");
      assertThat(PortConflict.explain(failure, port)).doesNotContain("is in use on");
    }
  }

  @Test
  void aTransportWhoseSocketsAreNotSeenIsRefused() {
    ListenerProbe probe = new FixedSource().probe();
    InetSocketAddress address = FixedSource.place("127.0.0.1", 443);

    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> PortConflict.of(443, Transport.SCTP),
            () -> PortConflict.of(probe, 443, Transport.SCTP),
            () -> PortConflict.of(address, Transport.SCTP),
            () -> PortConflict.of(probe, address, Transport.SCTP),
            () -> PortConflict.explain(443, Transport.SCTP),
            () -> PortConflict.explain(probe, 443, Transport.SCTP),
            () -> PortConflict.explain(new BindException(), 443, Transport.SCTP))) {
      assertThatIllegalArgumentException()
          .isThrownBy(call)
          .withMessage("expected TCP or UDP, whose sockets the system shows, found SCTP");
    }
  }

  @Test
  void nothingIsSaidNotToListenWhereAListenerOfTheOtherTransportAloneCouldBeRead() {
    ListenerProbe probe =
        new FixedSource()
            .with(
                new Listener(
                    Transport.UDP,
                    FixedSource.place("127.0.0.1", 443),
                    Listener.Ipv4.ACCEPTED,
                    "",
                    new Denied("w")))
            .withoutSome("The table tcp was refused.")
            .probe();
    PortConflict conflict = PortConflict.of(probe, 443, Transport.TCP);

    assertThat(PortConflict.explain(probe, 443))
        .startsWith(
            "Whether anything is listening on port 443/tcp is unknown: The table tcp was refused.");
    assertThat(conflict.report()).contains("unknown: The table tcp was refused.");
    assertThat(conflict.advice()).doesNotContain("may have exited").contains("sudo ss ");
  }

  @Test
  void ofManyOwnersTheRestAreCounted() throws IOException {
    FakeProc proc = machine(FakeMachine.listener(80, 7), "");
    for (int pid = 10; pid < 40; pid++) {
      proc.write(pid + "/stat", pid + " (p) S 1").link(pid + "/fd/3", "socket:[7]");
    }

    assertThat(PortConflict.explain(proc.probe(), 80))
        .contains("by p (pid 10)")
        .contains(", and by the processes 11, 12, ")
        .contains(", 25, 26 and 13 more. ");
  }

  @ParameterizedTest
  @CsvSource({"17, ' 25, 26. '", "18, ' 25, 26 and 1 more. '"})
  void sixteenOtherOwnersAreTheMostThatAreNamed(int owners, String end) throws IOException {
    FakeProc proc = machine(FakeMachine.listener(80, 7), "");
    for (int pid = 10; pid < 10 + owners; pid++) {
      proc.write(pid + "/stat", pid + " (p) S 1").link(pid + "/fd/3", "socket:[7]");
    }

    assertThat(PortConflict.explain(proc.probe(), 80)).contains(end);
  }

  @Test
  void aListenerOnAllAddressesOfAFamilyIsSaidToBeSo() throws IOException {
    assertThat(
            PortConflict.explain(
                machine(FakeMachine.row("00000000:0050", "0A", 0, 7), "").probe(), 80))
        .startsWith("Port 80/tcp is in use on all IPv4 addresses (0.0.0.0), and the process");
  }

  @Test
  void aGhostAndTheUsesOfItsPortAreTold() throws IOException {
    assertThat(PortConflict.explain(machine("", "").probe(), 432))
        .contains(
            " The port is assigned to iasd (IASD), but apparently abandoned (a ghost). ",
            " uses port 432: see ");
    assertThat(PortConflict.explain(machine("", "").probe(), 80))
        .contains("The port is assigned to http (World Wide Web HTTP)")
        .doesNotContain("ghost");
  }

  @Test
  void tablesThatCannotBeReadAreNotSilence() throws IOException {
    FakeProc empty = new FakeProc(temp.resolve("empty"));

    assertThat(PortConflict.explain(empty.probe(), 80))
        .startsWith(
            "Whether anything is listening on port 80/tcp is unknown: The table tcp is not there")
        .contains("The port is assigned to http (World Wide Web HTTP)")
        .doesNotContain("nearest free port");
  }

  @Test
  void aLongCommandIsCut() throws IOException {
    FakeProc proc = FakeProc.captured(temp.resolve("long"), "linux-root");
    proc.write("112/cmdline", "x".repeat(500));

    assertThat(PortConflict.explain(proc.probe(), 20045))
        .contains(" started as " + "x".repeat(200) + "....")
        .doesNotContain("x".repeat(201));
  }

  @Test
  void aCharacterIsNotCutInTwo() throws IOException {
    FakeProc proc = FakeProc.captured(temp.resolve("pair"), "linux-root");
    proc.write("112/cmdline", "x".repeat(199) + "\ud83d\ude00" + "y".repeat(9));

    assertThat(PortConflict.explain(proc.probe(), 20045))
        .contains(" started as " + "x".repeat(199) + "\ud83d\ude00....");
  }

  // The nearest free port

  private static OptionalInt near(ListenerProbe probe, int port) {
    return new FreePorts(probe).near(port);
  }

  @Test
  @Tag("whole")
  void aFreePortIsUnassignedAndNotInUse() throws IOException {
    ListenerProbe probe = captured("linux-root");
    for (int port : new int[] {1024, 8080, 20003, 65535}) {
      int nearest = 0;
      for (int distance = 1; nearest == 0; distance++) {
        // Of two at the same distance the lower one.
        nearest =
            isFree(probe, port - distance)
                ? port - distance
                : isFree(probe, port + distance) ? port + distance : 0;
      }

      assertThat(near(probe, port)).hasValue(nearest);
    }
  }

  private static boolean isFree(ListenerProbe probe, int port) {
    if (port < 1024 || port > 49151 || probe.handsOut(port)) {
      return false;
    }
    PortRecord record = PortRegistry.lookup(port);
    if (record.status() != PortStatus.UNASSIGNED || !record.observedUses().isEmpty()) {
      return false;
    }
    PortFinding finding = probe.check(port);
    return finding.verdict() == Verdict.NOT_IN_USE && finding.otherUses().isEmpty();
  }

  @Test
  void whereNothingCanBeSeenNothingIsFree() throws IOException {
    assertThat(near(new FakeProc(temp.resolve("empty")).probe(), 80))
        .isEqualTo(OptionalInt.empty());
  }

  // Failures

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFailureIsExplained() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = server.getLocalPort();
      BindException failure = null;
      try (ServerSocket second = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        assertThat(second).isNull();
      } catch (BindException e) {
        failure = e;
      }

      assertThat(PortConflict.explain(failure, port))
          .startsWith("Port " + port + " could not be bound: " + failure.getMessage() + ".")
          .contains("(pid " + ProcessHandle.current().pid() + ",");
      assertThat(PortConflict.explain(port))
          .startsWith("Port " + port + "/tcp is in use on 127.0.0.1 by ");
    }
  }

  @Test
  void aFailureThatNoOtherProcessCausedIsExplained() {
    assertThat(PortConflict.explain(new BindException("Permission denied"), 1))
        .contains("only privileged processes bind ports below 1024");
    assertThat(PortConflict.explain(new BindException("Permission denied"), 1023))
        .contains("only privileged processes bind ports below 1024");
    assertThat(PortConflict.explain(new BindException("Permission denied"), 1024))
        .contains("The system does not allow this process to bind the port.");
    assertThat(PortConflict.explain(new BindException("Permission denied"), 20000))
        .contains("The system does not allow this process to bind the port.");
    assertThat(PortConflict.explain(new BindException("Cannot assign requested address"), 20000))
        .contains("The address does not belong to this machine");
  }

  @Test
  void aFailureWithoutAMessageIsOneNevertheless() {
    assertThat(PortConflict.explain(new BindException(), 20000))
        .startsWith("Port 20000 could not be bound. ")
        .doesNotContain("null");
  }

  // In lines

  private PortConflict tcp(String view, int port) throws IOException {
    return PortConflict.of(captured(view), port, Transport.TCP);
  }

  @Test
  void aReportTellsOfTheProcessTheAssignmentAndAFreePort() throws IOException {
    PortConflict conflict = tcp("linux-root", 20045);

    assertThat(conflict.report().lines())
        .element(0)
        .isEqualTo("  Process      /srv/fixture/listener2 (pid 112, user root)");
    assertThat(conflict.report().lines().skip(1).limit(1))
        .allMatch(line -> line.matches("  Running      since 2026-11-23T03:39:12Z, for \\d+ \\w+"));
    assertThat(conflict.report().lines().skip(2))
        .containsExactly(
            "  Started as   \"sshd: /usr/sbin/sshd -D [listener] 0 of 10-100 startups\" 20045 240",
            "  Listens on   127.0.0.1",
            "  Assigned to  no service",
            "  Free nearby  20050, unassigned and with no known use");
    assertThat(conflict.advice().lines())
        .containsExactly(
            "Stop listener2 (pid 112) if it is not needed: kill 112",
            "Or bind another address: the port is used only on 127.0.0.1.",
            "Or take another port: 20050 is free.");
    assertThat(conflict.freePort()).hasValue(20050);
    assertThat(conflict.finding().port()).isEqualTo(20045);
  }

  @Test
  void aReportNamesAllProcessesOfAPort() throws IOException {
    assertThat(tcp("linux-root", 20012).report())
        .contains("(pid 72, user root)")
        .contains("(pid 75, user root)");
    assertThat(tcp("linux-root", 20012).advice()).contains("(pid 72) if").doesNotContain("75");
  }

  @Test
  void aReportTellsWhyAProcessIsNotVisibleAndHowToFindIt() throws IOException {
    PortConflict conflict = tcp("linux-nobody", 20025);

    assertThat(conflict.report())
        .startsWith("  Process      not visible, user ")
        .contains("\n  Reason       ")
        .contains("Check again with sudo.\n  Listens on   127.0.0.1\n");
    assertThat(conflict.advice())
        .startsWith("To see the process, run: sudo ss -H -lntp 'sport = :20025'\n");
  }

  @Test
  void aReportTellsOfOneTransport() throws IOException {
    ListenerProbe probe = machine("", FakeMachine.row("0100007F:0050", "07", 0, 7)).probe();

    assertThat(PortConflict.of(probe, 80, Transport.UDP).report())
        .contains("Listens on   127.0.0.1");
    assertThat(PortConflict.of(probe, 80, Transport.TCP).report().lines())
        .containsExactly(
            "  Process      none; nothing is listening now",
            "  Perhaps      the process has exited, or has bound the port without listening",
            "  Assigned to  http (World Wide Web HTTP)",
            "  Free nearby  8080, not in use here");
    assertThat(PortConflict.of(probe, 80, Transport.TCP).advice())
        .startsWith("Nothing is using the port now. If a bind just failed, the process that had");
  }

  @Test
  void aReportNamesTheLikeliestUsesFirst() throws IOException {
    String likeliest = PortRegistry.lookup(8080).observedUses(Transport.TCP).get(0).application();

    assertThat(PortConflict.of(machine("", "").probe(), 8080, Transport.TCP).report())
        .contains("\n  Used for     " + likeliest + ", ")
        .doesNotContain("Farming Simulator");
  }

  @Test
  void aReportTellsWhatElseHasThePort() throws IOException {
    PortConflict conflict = tcp("linux-root", 20019);

    assertThat(conflict.report()).contains("  Note         1 TCP socket on 127.0.0.1 port 20019");
    assertThat(conflict.advice())
        .startsWith("Wait about a minute. SO_REUSEADDR helps only if the former");
  }

  @Test
  void aReportTellsWhatCannotBeRead() throws IOException {
    PortConflict conflict =
        PortConflict.of(new FakeProc(temp.resolve("none")).probe(), 431, Transport.TCP);

    assertThat(conflict.report())
        .startsWith("  Process      unknown: The table tcp is not there")
        .contains("utmpcd")
        .contains(", apparently abandoned")
        .doesNotContain("Free nearby");
    assertThat(conflict.freePort()).isEmpty();
    assertThat(conflict.advice()).startsWith("To see the process, run: ");
  }

  @Test
  void aReportHasNoLongerListThanNeeded() throws IOException {
    FakeProc proc = machine(FakeMachine.listener(80, 7), "");
    for (int pid = 10; pid < 40; pid++) {
      proc.write(pid + "/stat", pid + " (p\033) S 1").link(pid + "/fd/3", "socket:[7]");
    }
    PortConflict conflict = PortConflict.of(proc.probe(), 80, Transport.TCP);

    assertThat(conflict.report())
        .contains("p\\u001b (pid 10)", "(pid 17)", "and 22 more processes")
        .doesNotContain("(pid 18)");
    assertThat(conflict.advice()).contains("p\\u001b (pid 17) and the other processes if");
  }

  @Test
  void aReportTellsOfAFileThatIsGone() throws IOException {
    assertThat(tcp("linux-root", 20040).report())
        .contains("/srv/fixture/ghost-server (pid 107, user root); its file was deleted");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aProcessIsNotAdvisedToStopItself() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      PortConflict conflict = PortConflict.of(server.getLocalPort(), Transport.TCP);

      assertThat(conflict.report()).contains("(pid " + ProcessHandle.current().pid() + ",");
      assertThat(conflict.advice())
          .startsWith("This process already uses the port: configure a different port");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "-5, 0 seconds",
    "1, 1 second",
    "59, 59 seconds",
    "60, 1 minute",
    "3599, 59 minutes",
    "3600, 1 hour",
    "86399, 23 hours",
    "86400, 1 day",
    "200000, 2 days"
  })
  void aTimeIsToldInItsGreatestUnit(long seconds, String text) {
    assertThat(ConflictReport.length(Duration.ofSeconds(seconds))).isEqualTo(text);
  }

  @Test
  void argumentsAreChecked() {
    assertThatIllegalArgumentException().isThrownBy(() -> PortConflict.of(65536, Transport.TCP));
    assertThatNullPointerException().isThrownBy(() -> PortConflict.of(1, null));
    assertThatNullPointerException()
        .isThrownBy(() -> PortConflict.of((ListenerProbe) null, 1, Transport.TCP));
    assertThatNullPointerException()
        .isThrownBy(() -> PortConflict.of(ListenerProbe.local(), 1, null));
    assertThatIllegalArgumentException().isThrownBy(() -> PortConflict.explain(65536));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PortConflict.explain(new BindException(), -1));
    assertThatNullPointerException()
        .isThrownBy(() -> PortConflict.explain((BindException) null, 1));
    assertThatNullPointerException()
        .isThrownBy(() -> PortConflict.explain((ListenerProbe) null, 1));
  }
}
