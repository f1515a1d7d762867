package io.github.portregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.Transport;
import io.github.portregistry.probe.Ancestor;
import io.github.portregistry.probe.Background;
import io.github.portregistry.probe.Container;
import io.github.portregistry.probe.ControlGroup;
import io.github.portregistry.probe.Coverage;
import io.github.portregistry.probe.Denied;
import io.github.portregistry.probe.Greeting;
import io.github.portregistry.probe.Known;
import io.github.portregistry.probe.Likely;
import io.github.portregistry.probe.Listener;
import io.github.portregistry.probe.NotVisible;
import io.github.portregistry.probe.Ownership;
import io.github.portregistry.probe.PortFinding;
import io.github.portregistry.probe.ProcessRef;
import io.github.portregistry.probe.ProgramFile;
import io.github.portregistry.probe.Source;
import io.github.portregistry.probe.Spoken;
import io.github.portregistry.probe.Verdict;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenerTableTest {

  private static final ProcessRef JAVA = process(3, "java", "billing.jar");

  private static ProcessRef process(long pid, String name, String runs, Ancestor... ancestors) {
    return new ProcessRef(
        pid,
        null,
        name,
        ProgramFile.UNKNOWN,
        List.of(),
        "",
        new Background(runs, null, null, List.of(ancestors)));
  }

  private static Known known(ProcessRef... owners) {
    return new Known(List.of(owners), true);
  }

  private static Listener listener(
      String address,
      int port,
      Ownership ownership,
      @Nullable ControlGroup group,
      @Nullable Container container) {
    try {
      InetAddress on = InetAddress.getByName(address);
      return new Listener(
          Transport.TCP,
          new InetSocketAddress(on, port),
          address.indexOf(':') < 0 ? Listener.Ipv4.ACCEPTED : Listener.Ipv4.REFUSED,
          "",
          ownership,
          group,
          container,
          null,
          Verdict.PLAUSIBLE);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Listener listener(String address, int port, Ownership ownership) {
    return listener(address, port, ownership, null, null);
  }

  private static Listener suspicious(Listener plain) {
    return new Listener(
        plain.transport(),
        plain.address(),
        plain.ipv4(),
        plain.user(),
        plain.ownership(),
        null,
        null,
        null,
        Verdict.INVESTIGATE);
  }

  private static PortFinding finding(Listener... listeners) {
    return new PortFinding(
        PortRegistry.lookup(listeners[0].address().getPort()),
        Instant.EPOCH,
        List.of(listeners),
        List.of(),
        new Coverage(Source.PROC, true, true, List.of()),
        Verdict.PLAUSIBLE,
        List.of());
  }

  private static List<String> printed(PortFinding... findings) {
    return printed(Greeting.NONE, Terminal.ANY, findings);
  }

  private static List<String> printed(Greeting greeting, int width, PortFinding... findings) {
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out, true);
    new ListenerTable(List.of(findings), PortRegistry.bundled(), greeting)
        .print(new Terminal(writer, writer, width, false));
    return out.toString().lines().toList();
  }

  @Test
  void whatAnInterpreterRunsIsShown() {
    assertThat(printed(finding(listener("127.0.0.1", 28000, known(JAVA)))).get(1))
        .startsWith("28000/tcp  127.0.0.1  java billing.jar  3  ");
  }

  @Test
  void addressesOfOneFamilyAreNotCalledAll() {
    assertThat(
            printed(
                    finding(
                        listener("0.0.0.0", 28000, known(JAVA)),
                        listener("::", 28000, known(JAVA))))
                .get(1))
        .startsWith("28000/tcp  0.0.0.0 [::]  java");
  }

  @Test
  void aLikelyOwnerHasAQuestionMark() {
    Likely likely = new Likely(List.of(JAVA), Likely.Basis.CONTROL_GROUP, "Why.");

    assertThat(printed(finding(listener("127.0.0.1", 28000, likely))))
        .anyMatch(line -> line.contains("  java billing.jar?  3?  "))
        .endsWith(
            "The owner of port 28000 is not visible to this user. Why.",
            "A program with a question mark is the likely owner, which is not certain.");
  }

  @Test
  void unitsAndContainersHaveAColumnWhereThereAreAny() {
    ControlGroup socket =
        new ControlGroup(ControlGroup.Kind.SOCKET_UNIT, "ssh.socket", "/system.slice/ssh.socket");
    Container billing = new Container("billing", "a", "", "/d.sock");

    assertThat(printed(finding(listener("127.0.0.1", 28000, known(JAVA)))).get(0))
        .doesNotContain("UNIT");
    assertThat(
            printed(
                finding(listener("0.0.0.0", 22, known(process(1, "systemd", "")), socket, null)),
                finding(listener("0.0.0.0", 28000, new Denied("x"), null, billing))))
        .satisfies(lines -> assertThat(lines.get(0)).containsPattern("USER +UNIT +SERVICE"))
        .satisfies(lines -> assertThat(lines.get(1)).contains("systemd  1 ", "  ssh.socket  "))
        .satisfies(lines -> assertThat(lines.get(2)).contains("  container billing  "));
  }

  @Test
  void theProgramThatStartedTheOthersIsNamedAndNotProcessOne() {
    ProcessRef master = process(70, "nginx", "", new Ancestor(1, "systemd"));
    ProcessRef worker = process(60, "nginx-worker", "", new Ancestor(70, "nginx"));

    assertThat(printed(finding(listener("0.0.0.0", 80, known(worker, master)))).get(1))
        .contains("  nginx    70 +1  ");
    assertThat(
            printed(finding(listener("0.0.0.0", 80, known(process(1, "systemd", ""), master))))
                .get(1))
        .contains("  nginx    70 +1  ");
  }

  @Test
  void aProgramIsPrintedOnceForAPort() {
    ProcessRef docker = process(5, "com.docker.backend.exe", "");

    assertThat(
            printed(
                finding(
                    listener("0.0.0.0", 6443, known(docker, process(6, "svchost.exe", ""))),
                    listener("::", 6443, known(docker)))))
        .hasSize(2)
        .last()
        .asString()
        .contains("0.0.0.0 [::]", "com.docker.backend.exe  5 +1");
  }

  @Test
  void aCauseIsSaidOnceForAllItsPorts() {
    Denied denied = new Denied("Ask as root.");
    PortFinding[] three = {
      finding(listener("0.0.0.0", 22, denied)),
      finding(listener("0.0.0.0", 80, denied)),
      finding(listener("0.0.0.0", 443, denied), listener("::", 443, denied))
    };

    assertThat(printed(three))
        .endsWith(
            "", "The owners of 3 ports are not visible to this user: 22, 80 and 443. Ask as root.");
    PortFinding[] many =
        IntStream.range(0, 20)
            .mapToObj(i -> finding(listener("0.0.0.0", 28000 + 2 * i, denied)))
            .toArray(PortFinding[]::new);
    assertThat(printed(many))
        .last()
        .asString()
        .startsWith("The owners of 20 ports are not visible to this user: 28000, 28002, ")
        .contains(" 28022 and 8 more. ");
  }

  // What listeners speak

  private static Listener speaking(Transport transport, int port, Ownership owner, Spoken spoken) {
    Listener listener = listener("127.0.0.1", port, owner);
    return new Listener(
        transport,
        listener.address(),
        Listener.Ipv4.ACCEPTED,
        "root",
        owner,
        null,
        null,
        spoken,
        Verdict.PLAUSIBLE);
  }

  private static Spoken spoken(Spoken.Kind kind, String protocol, String product, String version) {
    List<String> protocols = protocol.isEmpty() ? List.of() : List.of(protocol);
    return new Spoken(kind, protocols, product, version, false, List.of(), "", "");
  }

  private static Spoken answering(String answer) {
    return new Spoken(
        Spoken.Kind.SPEAKS_OTHER, List.of(), "", "", false, List.of("http"), answer, "");
  }

  private static Spoken notAsked(String why) {
    return new Spoken(Spoken.Kind.NOT_ASKED, List.of(), "", "", false, List.of(), "", why);
  }

  private static final Spoken SSH =
      spoken(Spoken.Kind.SPEAKS, "ssh", "OpenSSH", "9.2p1 Debian-2+deb12u7");

  @Test
  void whatListenersSpeakStandsBesideTheService() {
    assertThat(
            printed(
                Greeting.ASK,
                Terminal.ANY,
                finding(speaking(Transport.TCP, 22, known(process(7, "sshd", "")), SSH))))
        .containsExactly(
            "PORT    ADDRESS    PROGRAM  PID  USER  SERVICE  SPEAKS               STATUS    VERDICT",
            "22/tcp  127.0.0.1  sshd     7    root  ssh      ssh (OpenSSH 9.2p1)  assigned  plausible");
  }

  @Test
  void listenersOfOneOwnerThatSpeakDifferentlyAreOneRow() {
    Known sshd = known(process(7, "sshd", ""));
    Spoken silent = spoken(Spoken.Kind.SILENT, "", "", "");

    assertThat(
            printed(
                Greeting.ASK,
                Terminal.ANY,
                finding(
                    speaking(Transport.TCP, 22, sshd, SSH),
                    speaking(Transport.TCP, 22, sshd, silent),
                    speaking(Transport.TCP, 22, sshd, SSH))))
        .hasSize(2)
        .last()
        .asString()
        .contains("  ssh (OpenSSH 9.2p1), silent  ");
  }

  @Test
  void aReasonNotToAskIsSaidOnceForAllItsPorts() {
    Known owner = known(JAVA);
    Spoken printer = notAsked("a printer prints what it is sent");

    assertThat(
            printed(
                Greeting.ASK,
                Terminal.ANY,
                finding(speaking(Transport.TCP, 9100, owner, printer)),
                finding(speaking(Transport.TCP, 9101, owner, printer)),
                finding(speaking(Transport.TCP, 28000, owner, notAsked("A sentence.")))))
        .endsWith(
            "",
            "The listeners of ports 9100 and 9101 were not asked: a printer prints what it is"
                + " sent.",
            "The listener of port 28000 was not asked: A sentence.");
  }

  @Test
  void thatUdpWasNotToBeAskedIsNoNews() {
    PortFinding udp = finding(speaking(Transport.UDP, 53, known(JAVA), notAsked("It is UDP.")));

    assertThat(printed(Greeting.ASK, Terminal.ANY, udp))
        .hasSize(2)
        .last()
        .asString()
        .contains("not asked");
    assertThat(printed(Greeting.ASK_UDP, Terminal.ANY, udp))
        .endsWith("", "The listener of port 53 was not asked: It is UDP.");
  }

  @Test
  void theFirstBytesOfAnUnknownProtocolAreShownBelow() {
    Known owner = known(JAVA);

    assertThat(
            printed(
                Greeting.ASK,
                Terminal.ANY,
                finding(speaking(Transport.TCP, 28000, owner, answering("\\x01\\x02\\r\\n"))),
                finding(speaking(Transport.TCP, 28001, owner, answering("hm"))),
                finding(speaking(Transport.TCP, 28002, owner, answering("hm")))))
        .anyMatch(line -> line.contains("  unknown protocol  "))
        .endsWith(
            "",
            "The listener of port 28000 answers: \"\\x01\\x02\\r\\n\"",
            "The listeners of ports 28001 and 28002 answer: \"hm\"");
  }

  @Test
  void aHostileBannerDoesNothingToTheTable() {
    Spoken hostile = spoken(Spoken.Kind.SPEAKS, "ssh", "\\x1b[2J", "a\\nb\\xe2");

    assertThat(
            printed(
                Greeting.ASK,
                Terminal.ANY,
                finding(speaking(Transport.TCP, 22, known(JAVA), hostile))))
        .hasSize(2)
        .last()
        .asString()
        .contains("  ssh (\\x1b[2J a\\nb\\xe2)  ");
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 120, Terminal.ANY})
  void aLongClaimDoesNotWidenTheColumnForAll(int width) {
    Spoken hostile = spoken(Spoken.Kind.SPEAKS, "http", "x".repeat(80), "");
    List<String> lines =
        printed(
            Greeting.ASK,
            width,
            finding(speaking(Transport.TCP, 22, known(process(7, "sshd", "")), SSH)),
            finding(speaking(Transport.TCP, 80, known(process(8, "httpd", "")), hostile)));

    assertThat(lines).allMatch(line -> line.length() <= Math.min(width, 111));
    if (width > 80) {
      assertThat(lines.get(1)).contains("  ssh (OpenSSH 9.2p1)  ");
      assertThat(lines.get(2)).contains("  http (" + "x".repeat(31) + "...  ");
    }
  }

  @Test
  void aTerminalOf120ColumnsIsWideEnoughForRealPrograms() {
    List<String> lines =
        printed(
            Greeting.ASK,
            120,
            finding(speaking(Transport.TCP, 22, known(process(700, "sshd", "")), SSH)),
            finding(
                speaking(
                    Transport.TCP,
                    8080,
                    known(process(8675, "python3", "http.server")),
                    spoken(Spoken.Kind.SPEAKS, "http", "SimpleHTTP", "0.6 Python/3.11.2"))),
            finding(
                speaking(
                    Transport.TCP,
                    5432,
                    known(process(900, "postgres", "")),
                    spoken(Spoken.Kind.SPEAKS, "postgresql", "", ""))));

    assertThat(lines)
        .allMatch(line -> line.length() <= 120)
        .noneMatch(line -> line.contains("..."));
  }

  // What is folded

  private static Listener udp(String address, int port, Ownership ownership) {
    Listener tcp = listener(address, port, ownership);
    return new Listener(
        Transport.UDP,
        tcp.address(),
        tcp.ipv4(),
        tcp.user(),
        ownership,
        null,
        null,
        null,
        Verdict.PLAUSIBLE);
  }

  private static PortFinding[] findings(Ownership owner, int... ports) {
    return IntStream.of(ports)
        .mapToObj(port -> finding(listener("127.0.0.1", port, owner)))
        .toArray(PortFinding[]::new);
  }

  @Test
  void bothTransportsOfAPortAreOneRow() {
    Known named = known(process(9, "named", ""));

    assertThat(printed(finding(listener("0.0.0.0", 53, named), udp("0.0.0.0", 53, named))))
        .hasSize(2)
        .last()
        .asString()
        .startsWith("53/tcp,udp  0.0.0.0  named ");
  }

  @Test
  void portsOfAProcessAreOneRowWithRangesForAPerson() {
    assertThat(printed(Greeting.NONE, 80, findings(known(JAVA), 8000, 8001, 8002, 8003, 8005)))
        .hasSize(3)
        .satisfies(lines -> assertThat(lines.get(1)).startsWith("8000-8003,  "))
        .satisfies(lines -> assertThat(lines.get(2)).startsWith("8005/tcp"));
  }

  @Test
  void everyPortIsWrittenOutWhereNobodyLooks() {
    List<String> lines = printed(findings(known(JAVA), 28020, 28021, 28022, 28023, 28024));

    assertThat(lines).hasSize(3);
    assertThat(lines.get(1)).startsWith("28020,28021,28022,28023/tcp  ");
    assertThat(lines.get(2)).startsWith("28024/tcp ").contains("  java billing.jar  3  ");
  }

  @Test
  void manyPortsAreCountedInTheRowAndListedBelow() {
    int[] ports = IntStream.range(0, 18).map(i -> 50001 + 3 * i).toArray();

    assertThat(printed(Greeting.NONE, 200, findings(known(JAVA), ports)))
        .satisfies(lines -> assertThat(lines.get(1)).startsWith("18 ports/tcp  127.0.0.1  java "))
        .satisfies(lines -> assertThat(lines.get(2)).isEqualTo("50001-50052"))
        .satisfies(
            lines ->
                assertThat(String.join(" ", lines.subList(4, lines.size())))
                    .startsWith("java billing.jar (3) listens on 18 ports: 50001, 50004, ")
                    .contains(IntStream.of(ports).mapToObj(String::valueOf).toList())
                    .endsWith(" 50052/tcp"));
  }

  @Test
  void rowsOfDifferentStatusesVerdictsAddressesOrProcessesAreNotFolded() {
    Known java = known(JAVA);
    PortFinding first = finding(listener("127.0.0.1", 28000, java));
    PortFinding suspicious =
        new PortFinding(
            PortRegistry.lookup(28001),
            Instant.EPOCH,
            List.of(suspicious(listener("127.0.0.1", 28001, java))),
            List.of(),
            first.coverage(),
            Verdict.INVESTIGATE,
            List.of());

    assertThat(printed(first, suspicious)).hasSize(3);
    assertThat(printed(first, finding(listener("127.0.0.1", 432, java)))).hasSize(3);
    assertThat(printed(first, finding(listener("0.0.0.0", 28001, java)))).hasSize(3);
    assertThat(
            printed(
                first,
                finding(listener("127.0.0.1", 28001, known(process(4, "java", "billing.jar"))))))
        .hasSize(3);
    assertThat(printed(findings(new NotVisible(NotVisible.Cause.UNKNOWN, "Why."), 28000, 28001)))
        .filteredOn(line -> line.contains("  ?  "))
        .hasSize(2);
  }

  @Test
  void theAddressThatMostMachinesReachIsFirst() {
    assertThat(
            printed(
                    Greeting.NONE,
                    80,
                    finding(
                        listener("127.0.0.1", 28000, known(JAVA)),
                        listener("10.0.0.1", 28000, known(JAVA)),
                        listener("10.0.0.2", 28000, known(JAVA)),
                        listener("0.0.0.0", 28000, known(JAVA))))
                .get(1))
        .contains("  0.0.0.0 10.0.0.1 +2  ");
  }

  // What gives way

  private static PortFinding[] ofAServer() {
    return new PortFinding[] {
      finding(owned(22, "sshd", "", 48211, "root")),
      finding(owned(432, "python3", "http.server", 48675, "postgres")),
      finding(owned(3000, "node", "server.js", 1234567, "www-data")),
      finding(owned(8002, "java", "billing.jar", 49001, "www-data")),
    };
  }

  private static Listener owned(int port, String name, String runs, long pid, String user) {
    Known owner = known(process(pid, name, runs));
    ControlGroup group =
        new ControlGroup(ControlGroup.Kind.SYSTEM_SERVICE, name + ".service", "/" + name);
    Listener plain = listener("127.0.0.1", port, owner);
    return new Listener(
        Transport.TCP,
        plain.address(),
        Listener.Ipv4.ACCEPTED,
        user,
        owner,
        group,
        null,
        null,
        Verdict.PLAUSIBLE);
  }

  @Test
  void programPidAndVerdictAreWholeAt80Columns() {
    List<String> lines = printed(Greeting.NONE, 80, ofAServer());

    assertThat(lines).allMatch(line -> line.length() <= 80);
    assertThat(lines.get(0))
        .containsPattern("PORT +ADDRESS +PROGRAM +PID +UNIT +SERVICE +VERDICT")
        .doesNotContain("USER", "STATUS");
    assertThat(lines.get(2)).containsPattern("  python3 http\\.server  48675 +python3 +iasd ");
    assertThat(lines.get(4)).contains("  node server.js       1234567  ");
    assertThat(lines.get(5)).contains("  java billing.jar     49001  ").endsWith("  plausible");
  }

  @Test
  void theUserIsLeftOutFirstAndThenTheStatus() {
    int whole = longest(printed(ofAServer()));

    assertThat(printed(Greeting.NONE, whole, ofAServer())).isEqualTo(printed(ofAServer()));
    assertThat(printed(Greeting.NONE, whole - 1, ofAServer()).get(0))
        .contains("STATUS")
        .doesNotContain("USER");
    assertThat(printed(Greeting.NONE, whole - "www-data  ".length() - 1, ofAServer()).get(0))
        .doesNotContain("STATUS", "USER");
  }

  private static Listener speaking(Listener plain, String unit, Spoken spoken) {
    return new Listener(
        plain.transport(),
        plain.address(),
        plain.ipv4(),
        plain.user(),
        plain.ownership(),
        new ControlGroup(ControlGroup.Kind.SYSTEM_SERVICE, unit, "/" + unit),
        null,
        spoken,
        plain.verdict());
  }

  /** Listeners of which every column has something to give. */
  private static List<String> ofEveryColumn(int width) {
    return printed(
        Greeting.ASK,
        width,
        finding(speaking(owned(22, "sshd", "", 482, "root"), "sshd.service", SSH)),
        finding(
            speaking(
                owned(432, "python3", "", 486, "postgres"),
                "python-http-server.service",
                spoken(Spoken.Kind.SILENT, "", "", ""))));
  }

  @Test
  void theColumnsGiveWayInTheOrderOfTheirWeight() {
    assertThat(ofEveryColumn(125))
        .containsExactly(
            "PORT     ADDRESS    PROGRAM  PID  USER      UNIT                        SERVICE  SPEAKS               STATUS    VERDICT",
            "22/tcp   127.0.0.1  sshd     482  root      sshd.service                ssh      ssh (OpenSSH 9.2p1)  assigned  plausible",
            "432/tcp  127.0.0.1  python3  486  postgres  python-http-server.service  iasd     silent               ghost     plausible");
    assertThat(ofEveryColumn(111))
        .containsExactly(
            "PORT     ADDRESS    PROGRAM  PID  UNIT                        SERVICE  SPEAKS               STATUS    VERDICT",
            "22/tcp   127.0.0.1  sshd     482  sshd.service                ssh      ssh (OpenSSH 9.2p1)  assigned  plausible",
            "432/tcp  127.0.0.1  python3  486  python-http-server.service  iasd     silent               ghost     plausible");
    // The status is in the column of the service, and a unit loses its ending.
    assertThat(ofEveryColumn(110))
        .containsExactly(
            "PORT     ADDRESS    PROGRAM  PID  UNIT                SERVICE       SPEAKS               VERDICT",
            "22/tcp   127.0.0.1  sshd     482  sshd                ssh           ssh (OpenSSH 9.2p1)  plausible",
            "432/tcp  127.0.0.1  python3  486  python-http-server  iasd (ghost)  silent               plausible");
    assertThat(ofEveryColumn(92))
        .containsExactly(
            "PORT     ADDRESS    PROGRAM  PID  UNIT          SERVICE       SPEAKS               VERDICT",
            "22/tcp   127.0.0.1  sshd     482  sshd          ssh           ssh (OpenSSH 9.2p1)  plausible",
            "432/tcp  127.0.0.1  python3  486  python-ht...  iasd (ghost)  silent               plausible");
    // The software is left out, which makes room for the unit.
    assertThat(ofEveryColumn(91))
        .containsExactly(
            "PORT     ADDRESS    PROGRAM  PID  UNIT                SERVICE       SPEAKS  VERDICT",
            "22/tcp   127.0.0.1  sshd     482  sshd                ssh           ssh     plausible",
            "432/tcp  127.0.0.1  python3  486  python-http-server  iasd (ghost)  silent  plausible");
    assertThat(ofEveryColumn(70))
        .containsExactly(
            "PORT     ADDRESS    PROGRAM  PID  UNIT      SERVICE  SPEAKS  VERDICT",
            "22/tcp   127.0.0.1  sshd     482  sshd      ssh      ssh     plausible",
            "432/tcp  127.0.0.1  python3  486  pytho...  iasd     silent  plausible",
            "                                            (ghost)");
  }

  @Test
  void aTerminalOf100ColumnsHasRoomForSeveralPortsOnALine() {
    PortFinding[] ports = findings(known(JAVA), 8000, 8001, 8002, 8003, 8005);

    assertThat(printed(Greeting.NONE, 100, ports).get(1)).startsWith("8000-8003,8005/tcp  ");
    assertThat(printed(Greeting.NONE, 99, ports).get(1)).startsWith("8000-8003,  ");
  }

  @Test
  void threeAddressesAreNamedAndOfMoreTheFirstTwo() {
    PortFinding three =
        finding(
            listener("10.0.0.1", 28000, known(JAVA)),
            listener("10.0.0.2", 28000, known(JAVA)),
            listener("10.0.0.3", 28000, known(JAVA)));

    assertThat(printed(Greeting.NONE, 120, three).get(1))
        .contains("  10.0.0.1 10.0.0.2 10.0.0.3  ");
  }

  @Test
  void anOwnerThatIsNotKnownIsAQuestionMarkInBothColumns() {
    assertThat(printed(findings(new NotVisible(NotVisible.Cause.UNKNOWN, "Why."), 28000)))
        .satisfies(
            lines -> assertThat(lines.get(1)).startsWith("28000/tcp  127.0.0.1  ?        ?  "))
        .endsWith("", "The owner of port 28000 is not visible: Why.");
  }

  @Test
  void aVeryLongProgramIsCutInTheMiddleForAPersonAndWholeInAFile() {
    String name = "a" + "-long".repeat(13) + "-z";
    PortFinding finding = finding(listener("127.0.0.1", 28000, known(process(7, name, ""))));

    assertThat(printed(Greeting.NONE, 200, finding).get(1))
        .contains("  a-long-long-long-long-long-lo...g-long-long-long-long-long-z  ");
    assertThat(printed(finding).get(1)).contains("  " + name + "  ");
  }

  // Notes

  @Test
  void whatCouldNotBeReadIsSaidBelow() {
    PortFinding seen = finding(listener("127.0.0.1", 28000, known(JAVA)));
    PortFinding partly =
        new PortFinding(
            seen.record(),
            seen.at(),
            seen.listeners(),
            List.of(),
            new Coverage(Source.PROC, false, true, List.of("One table was missing.")),
            seen.verdict(),
            List.of());

    assertThat(printed(partly, seen)).hasSize(4).endsWith("", "One table was missing.");
  }

  @Test
  void whyAnOwnerIsNotVisibleIsSaidOnceForAllItsPorts() {
    NotVisible why = new NotVisible(NotVisible.Cause.UNKNOWN, "First. Last.");

    assertThat(printed(findings(why, 28000, 28001)))
        .endsWith("", "The owners of 2 ports are not visible: 28000 and 28001. First. Last.");
  }

  @Test
  void twelvePortsOfAReasonAreNamedAndOfMoreTheOthersAreCounted() {
    Denied denied = new Denied("Why.");
    int[] twelve = IntStream.range(0, 12).map(i -> 28000 + 2 * i).toArray();
    int[] more =
        IntStream.of(
                28000, 28002, 28004, 28006, 28008, 28010, 28012, 28014, 28016, 28018, 28020, 28022,
                28024, 28025, 28026)
            .toArray();

    assertThat(printed(findings(denied, twelve)))
        .last()
        .asString()
        .endsWith(
            " user: 28000, 28002, 28004, 28006, 28008, 28010, 28012, 28014, 28016, 28018,"
                + " 28020 and 28022. Why.");
    assertThat(printed(findings(denied, more)))
        .last()
        .asString()
        .endsWith(" 28020, 28022 and 3 more. Why.");
  }

  private static int longest(List<String> lines) {
    return lines.stream().mapToInt(String::length).max().orElseThrow();
  }

  @Test
  void aLongProgramIsBrokenAtABlankAndItsLongestWordCutInTheMiddleLast() {
    Known owner = known(process(7, "python3", "a-" + "long".repeat(6) + "-name.py"));

    assertThat(printed(Greeting.NONE, 56, finding(listener("127.0.0.1", 28000, owner))))
        .allMatch(line -> line.length() <= 60)
        .anyMatch(line -> line.contains("  python3 "))
        .anyMatch(line -> line.strip().matches("a-l.*\\.\\.\\..*\\.py *"));
  }

  @Test
  void aReasonIsWrappedToTheTerminal() {
    Denied denied = new Denied("Something was refused. Check again as that user, or with sudo.");
    Denied other = new Denied("Another thing was refused. Check again with sudo.");

    assertThat(
            printed(
                Greeting.NONE,
                60,
                finding(listener("0.0.0.0", 22, denied)),
                finding(listener("0.0.0.0", 80, other))))
        .endsWith(
            "",
            "The owners of 2 ports are not visible to this user: 22 and",
            "  80. Check again with sudo.");
  }

  @Test
  void wideCharactersDoNotShiftTheColumnsAfterThem() {
    List<String> lines =
        printed(
            Greeting.NONE,
            80,
            finding(
                listener("127.0.0.1", 7001, known(process(7, "python3", "\u30b5\u30fc\u30d0.py")))),
            finding(listener("127.0.0.1", 7002, known(process(8, "python3", "server.py")))));

    assertThat(lines.get(2).indexOf("  8 ") - lines.get(1).indexOf("  7 ")).isEqualTo(3);
  }

  @Test
  void aGhostIsColoredInTheColumnOfItsServiceToo() {
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out, true);
    new ListenerTable(List.of(ofAServer()), PortRegistry.bundled(), Greeting.NONE)
        .print(new Terminal(writer, writer, 80, true));

    assertThat(out.toString()).contains("\033[33m(ghost)\033[0m");
  }
}
