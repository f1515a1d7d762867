package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.ObservedUse;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.PortSpan;
import io.github.portregistry.PortStatus;
import io.github.portregistry.Transport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictRuleTest {

  private static final String HEADER =
      "port,transport,state,status,service_name,description,assignee,contact,registered,modified,"
          + "references,service_code,unauthorized_use,alias_of,source\n";

  private static final PortRegistry REGISTRY =
      registry(
          """
          22,tcp,,,ssh,Secure Shell,,,,,,,,,
          80,tcp,,,http,Web,,,,,,,,,
          80,tcp,,,www,Web,,,,,,,,http,
          432,tcp,,ghost,iasd,IASD,,,,,,,,,
          700,tcp,,,obscure,Obscure,,,,,,,,,
          832,tcp,reserved,released,,,,,,,,,,,
          900,tcp,reserved,,,,,,,,,,,,
          """);

  private static final Coverage WHOLE = new Coverage(Source.PROC, true, true, List.of());

  private static PortRegistry registry(String rows) {
    try {
      byte[] csv = (HEADER + rows).getBytes(StandardCharsets.UTF_8);
      return PortRegistry.read(new ByteArrayInputStream(csv), "test");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Listener listener(int port, String address, Ownership ownership) {
    try {
      InetSocketAddress place = new InetSocketAddress(InetAddress.getByName(address), port);
      return new Listener(Transport.TCP, place, Listener.Ipv4.ACCEPTED, "root", ownership);
    } catch (UnknownHostException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Known by(String... programs) {
    return new Known(
        java.util.Arrays.stream(programs).map(VerdictRuleTest::process).toList(), true);
  }

  /** A process; a program that ends in {@code !} is deleted. */
  private static ProcessRef process(String program) {
    boolean deleted = program.endsWith("!");
    String file = deleted ? program.substring(0, program.length() - 1) : program;
    return new ProcessRef(7, null, "n", Path.of("/usr/sbin", file), deleted, List.of(), "root");
  }

  private static VerdictRule rule(int port, Ownership ownership) {
    return rule(port, listener(port, "127.0.0.1", ownership));
  }

  private static VerdictRule rule(int port, Listener... listeners) {
    return new VerdictRule(REGISTRY.port(port), List.of(listeners), List.of(), WHOLE);
  }

  private static List<Reason.Kind> kinds(VerdictRule rule) {
    return rule.reasons().stream().map(Reason::kind).toList();
  }

  // No listener

  @Test
  void aPortWithoutAListenerIsNotInUseOnlyIfTheTablesWereReadWhole() {
    Coverage partial = new Coverage(Source.PROC, false, true, List.of("The table is not there."));

    assertThat(rule(22).verdict()).isEqualTo(Verdict.NOT_IN_USE);
    assertThat(rule(22).reasons())
        .containsExactly(
            new Reason(
                Reason.Kind.NO_LISTENER,
                "Nothing is listening on port 22: the socket tables have no row for it."));
    VerdictRule unknown = new VerdictRule(REGISTRY.port(22), List.of(), List.of(), partial);
    assertThat(unknown.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(unknown.reasons())
        .containsExactly(
            new Reason(
                Reason.Kind.SOCKETS_INCOMPLETE,
                "No listener was seen, but not every socket could be read: The table is not there."));
  }

  // The port

  @ParameterizedTest
  @CsvSource({
    "432, GHOST_PORT",
    "832, RELEASED_PORT",
    "900, RESERVED_PORT",
    "1000, UNASSIGNED_PORT"
  })
  void aListenerOnAPortThatIsNotAssignedIsToBeInvestigated(int port, Reason.Kind kind) {
    VerdictRule rule = rule(port, by("sshd"));

    assertThat(rule.verdict()).isEqualTo(Verdict.INVESTIGATE);
    assertThat(kinds(rule)).containsExactly(kind, Reason.Kind.LOOPBACK_ONLY);
    assertThat(rule.reasons().get(0).detail())
        .startsWith(port + "/tcp ")
        .endsWith(
            " The listener may be software that chose an apparently unused port, or malware.");
  }

  /** The ports without a service of which another program's own use is on record. */
  private static Stream<PortRecord> portsOfOthers() {
    return PortRegistry.bundled()
        .ports()
        .filter(
            port ->
                port.status(Transport.TCP) != PortStatus.ASSIGNED
                    && port.status(Transport.TCP) != PortStatus.DYNAMIC
                    && port.observedUses(Transport.TCP).stream()
                        .anyMatch(
                            use ->
                                !use.isRange()
                                    && !use.isMalware()
                                    && use.confidence() != ObservedUse.Confidence.DISPUTED));
  }

  private static VerdictRule packaged(PortRecord port, Ownership ownership) {
    return new VerdictRule(
        port, List.of(listener(port.number(), "127.0.0.1", ownership)), List.of(), WHOLE);
  }

  @Test
  void whereAnotherProgramsUseIsOnRecordAListenerIsPlausibleAndTheUseIsNamed() {
    assertThat(portsOfOthers()).hasSizeGreaterThan(100);
    assertThat(portsOfOthers())
        .allSatisfy(
            port -> {
              VerdictRule rule = packaged(port, by("anything"));
              assertThat(rule.verdict()).isEqualTo(Verdict.PLAUSIBLE);
              assertThat(rule.reasons().get(0).detail())
                  .contains(". It is known for ")
                  .endsWith(", but what listens here may be something else.");
            });
  }

  @Test
  void aShellIsNoProgramOfAnyUse() {
    assertThat(portsOfOthers())
        .allSatisfy(
            port -> {
              VerdictRule rule = packaged(port, by("dash"));
              assertThat(rule.verdict()).isEqualTo(Verdict.INVESTIGATE);
              assertThat(kinds(rule)).contains(Reason.Kind.PROGRAM_MISMATCH);
            });
  }

  @Test
  void aClaimOnARangeOrADisputedUseMakesNothingPlausible() {
    assertThat(PortRegistry.lookup(432).observedUses(Transport.TCP)).isNotEmpty();
    assertThat(packaged(PortRegistry.lookup(432), by("game")).verdict())
        .isEqualTo(Verdict.INVESTIGATE);
    PortRecord claimed =
        PortRegistry.bundled()
            .ports(PortStatus.UNASSIGNED)
            .filter(port -> !port.observedUses(Transport.TCP).isEmpty())
            .filter(
                port -> port.observedUses(Transport.TCP).stream().allMatch(use -> use.isRange()))
            .findFirst()
            .orElseThrow();
    assertThat(packaged(claimed, by("python3")).verdict()).isEqualTo(Verdict.INVESTIGATE);
  }

  @Test
  void theStatusIsThatOfTheListenersTransport() {
    Listener udp =
        new Listener(
            Transport.UDP,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 22),
            Listener.Ipv4.ACCEPTED,
            "root",
            by("sshd"));

    assertThat(rule(22, udp).verdict()).isEqualTo(Verdict.INVESTIGATE);
    assertThat(kinds(rule(22, udp))).contains(Reason.Kind.UNASSIGNED_PORT);
  }

  @Test
  void aGhostIsCalledByItsName() {
    assertThat(rule(432, by("x")).reasons().get(0).detail())
        .startsWith("432/tcp is a ghost: assigned to iasd, but apparently abandoned.");
  }

  @Test
  void aDynamicPortIsPlausible() {
    VerdictRule rule = rule(50000, by("anything"));

    assertThat(rule.verdict()).isEqualTo(Verdict.PLAUSIBLE);
    assertThat(kinds(rule)).containsExactly(Reason.Kind.DYNAMIC_PORT, Reason.Kind.LOOPBACK_ONLY);
  }

  // The owner

  @ParameterizedTest
  @CsvSource({
    "22, sshd, EXPECTED, KNOWN_IMPLEMENTER",
    "22, SSHD.EXE, EXPECTED, KNOWN_IMPLEMENTER",
    "80, nginx, EXPECTED, KNOWN_IMPLEMENTER",
    "22, my-ssh-server, PLAUSIBLE, UNRECOGNIZED_PROGRAM",
    "22, python3.11, INVESTIGATE, PROGRAM_MISMATCH",
    "700, python3.11, PLAUSIBLE, UNRECOGNIZED_PROGRAM",
    "700, socat, INVESTIGATE, PROGRAM_MISMATCH",
    "700, openssl, INVESTIGATE, PROGRAM_MISMATCH",
    "22, mysqld, INVESTIGATE, PROGRAM_MISMATCH",
    "22, systemd, PLAUSIBLE, INTERMEDIARY",
    "22, bash, INVESTIGATE, PROGRAM_MISMATCH",
    "700, dash, INVESTIGATE, PROGRAM_MISMATCH",
    "22, nginx, PLAUSIBLE, INTERMEDIARY",
    "700, nginx, PLAUSIBLE, INTERMEDIARY",
    "700, mysqld, PLAUSIBLE, UNRECOGNIZED_PROGRAM",
    "700, whatever, PLAUSIBLE, UNRECOGNIZED_PROGRAM"
  })
  void theOwnerOfAnAssignedPortDecides(
      int port, String program, Verdict verdict, Reason.Kind kind) {
    VerdictRule rule = rule(port, by(program));

    assertThat(rule.verdict()).isEqualTo(verdict);
    assertThat(kinds(rule)).containsExactly(kind, Reason.Kind.LOOPBACK_ONLY);
    assertThat(rule.reasons().get(0).detail()).contains(program).contains("(pid 7)");
  }

  @ParameterizedTest
  @CsvSource({
    "22, sshd!",
    "22, systemd!",
    "700, whatever!",
    "50000, java!",
    "1000, whatever!",
    "5000, x!"
  })
  void aFileThatWasRemovedIsToBeInvestigated(int port, String program) {
    VerdictRule rule = rule(port, by(program));

    assertThat(rule.verdict()).isEqualTo(Verdict.INVESTIGATE);
    assertThat(rule.reasons().get(0).kind()).isEqualTo(Reason.Kind.EXECUTABLE_DELETED);
    assertThat(rule.reasons().get(0).detail())
        .startsWith(
            process(program).executable()
                + " (pid 7) still runs, but its file was deleted and not replaced");
  }

  private static Known by(ProgramFile file) {
    return new Known(
        List.of(new ProcessRef(7, null, "n", file, List.of(), "root", Background.UNKNOWN)), true);
  }

  @ParameterizedTest
  @CsvSource({"22, /usr/sbin/sshd, PLAUSIBLE", "700, /usr/bin/java, PLAUSIBLE"})
  void aFileThatAnUpgradeReplacedIsNoAlarm(int port, Path file, Verdict verdict) {
    VerdictRule rule =
        rule(port, by(new ProgramFile(file, ProgramFile.State.REPLACED, true, "", null)));

    assertThat(rule.verdict()).isEqualTo(verdict);
    assertThat(rule.reasons())
        .extracting(Reason::detail)
        .anyMatch(detail -> detail.contains(" was replaced after it started"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/usr/sbin/sshd | REFUSED | false | PLAUSIBLE | UNVERIFIED_FILE",
        "/usr/sbin/sshd | IN_PLACE | true | EXPECTED | KNOWN_IMPLEMENTER",
        "/usr/sbin/sshd | IN_PLACE | false | PLAUSIBLE | UNVERIFIED_FILE",
        "/usr/sbin/sshd | OTHER_MOUNT_NAMESPACE | true | PLAUSIBLE | UNVERIFIED_FILE",
        "/usr/sbin/sshd | NOT_COMPARED | false | EXPECTED | KNOWN_IMPLEMENTER",
        "/home/a/sshd | IN_PLACE | true | INVESTIGATE | SUSPICIOUS_FILE",
        "/root/sshd | IN_PLACE | true | INVESTIGATE | SUSPICIOUS_FILE",
        "/tmp/sshd | IN_PLACE | true | INVESTIGATE | SUSPICIOUS_FILE",
        "/dev/shm/a/sshd | NOT_COMPARED | true | INVESTIGATE | SUSPICIOUS_FILE",
        "/var/tmp/sshd | OTHER_MOUNT_NAMESPACE | true | INVESTIGATE | SUSPICIOUS_FILE",
        "/usr/lib/.a/sshd | IN_PLACE | true | INVESTIGATE | SUSPICIOUS_FILE",
        "/usr/sbin/.sshd | IN_PLACE | true | INVESTIGATE | SUSPICIOUS_FILE",
        "/memfd:sshd | IN_MEMORY | false | INVESTIGATE | SUSPICIOUS_FILE",
        "/nix/store/a-openssh/bin/.sshd-wrapped | IN_PLACE | true | EXPECTED | KNOWN_IMPLEMENTER"
      })
  void onlyAFileThatIsWhatItsPathSaysIsExpected(
      Path file, ProgramFile.State state, boolean systemOwned, Verdict verdict, Reason.Kind kind) {
    VerdictRule rule = rule(22, by(new ProgramFile(file, state, systemOwned, "", null)));

    assertThat(rule.verdict()).isEqualTo(verdict);
    assertThat(rule.reasons().get(0).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/home/a/.nvm/versions/node/v22/bin/node",
        "/home/a/.vscode-server/bin/x/node",
        "/Users/a/.sdkman/candidates/java/21/bin/java",
        "/root/.cargo/bin/server",
        "C:\\Users\\a\\AppData\\Local\\Programs\\x\\x.exe"
      })
  void aVersionManagersFolderInAHomeIsNoHiddenPlace(String file) {
    assertThat(
            rule(
                    700,
                    by(new ProgramFile(Path.of(file), ProgramFile.State.IN_PLACE, false, "", null)))
                .verdict())
        .isEqualTo(Verdict.PLAUSIBLE);
  }

  @ParameterizedTest
  @CsvSource({
    "busybox, '', INVESTIGATE",
    "busybox, nc, INVESTIGATE",
    "busybox, /bin/sh, INVESTIGATE",
    "busybox, /bin/httpd, PLAUSIBLE",
    "busybox, busybox tftpd, PLAUSIBLE",
    "busybox, busybox telnetd, INVESTIGATE",
    "busybox, busybox tcpsvd, INVESTIGATE",
    "busybox, busybox nc, INVESTIGATE",
    "toybox, httpd, PLAUSIBLE"
  })
  void aFileWithManyProgramsIsTheOneThatItIsAskedToBe(
      String program, String words, Verdict verdict) {
    ProcessRef process =
        new ProcessRef(
            7,
            null,
            "n",
            Path.of("/bin", program),
            false,
            words.isEmpty() ? List.of() : List.of(words.split(" ")),
            "root");

    assertThat(rule(700, new Known(List.of(process), true)).verdict()).isEqualTo(verdict);
  }

  private static Known withGroup(String program, ControlGroup group) {
    return new Known(
        List.of(
            new ProcessRef(
                7,
                null,
                "n",
                ProgramFile.named(Path.of("/usr/bin", program), false),
                List.of(),
                "root",
                new Background("", null, group, List.of()))),
        true);
  }

  @ParameterizedTest
  @CsvSource({
    "SYSTEM_SERVICE, /system.slice/web.service, PLAUSIBLE",
    "DOCKER, /system.slice/docker-1.scope, PLAUSIBLE",
    "SCOPE, /user.slice/user-1000.slice/session-2.scope, INVESTIGATE",
    "USER_SERVICE, /user.slice/user-1000.slice/user@1000.service/a.service, INVESTIGATE",
    "DOCKER, /user.slice/user-1000.slice/user@1000.service/docker-1.scope, INVESTIGATE"
  })
  void anInterpreterOnASystemPortIsNoAlarmWhereAnAdministratorSetItUp(
      ControlGroup.Kind kind, String path, Verdict verdict) {
    assertThat(rule(80, withGroup("node", new ControlGroup(kind, "x", path))).verdict())
        .isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "5000, SYSTEM_SERVICE, /system.slice/web.service, PLAUSIBLE",
    "5000, SCOPE, /user.slice/user-1000.slice/session-2.scope, INVESTIGATE",
    "432, SYSTEM_SERVICE, /system.slice/web.service, INVESTIGATE"
  })
  void anOwnerThatIsNotSeenIsJudgedByTheUnitOfItsSocket(
      int port, ControlGroup.Kind kind, String path, Verdict verdict) {
    Listener listener =
        new Listener(
            Transport.TCP,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
            Listener.Ipv4.ACCEPTED,
            "root",
            new Denied("why"),
            new ControlGroup(kind, "x", path),
            null);

    assertThat(rule(port, listener).verdict()).isEqualTo(verdict);
    // What is called plausible is not called malware in the next line.
    assertThat(rule(port, listener).reasons().get(0).detail().contains("malware"))
        .isEqualTo(verdict == Verdict.INVESTIGATE);
  }

  @Test
  void aSentenceStatesNothingThatWasNotChecked() {
    ProgramFile memory =
        new ProgramFile(Path.of("/memfd:sshd"), ProgramFile.State.IN_MEMORY, false, "", null);

    assertThat(rule(22, by(memory)).reasons().get(0).detail())
        .endsWith("To examine it, copy /proc/7/exe before you stop it.");
    assertThat(rule(5000, by("docker-proxy")).reasons().get(0).detail())
        .endsWith("so another process may answer.");
    assertThat(rule(22, listener(22, "127.0.0.1", by("sshd"))).reasons())
        .extracting(Reason::detail)
        .contains(
            "Every listener that was seen is on a loopback address, which other machines cannot"
                + " reach directly.");
  }

  @Test
  void whatStandsInForAnotherPassesOnToIt() {
    assertThat(rule(22, by("systemd", "sshd")).verdict()).isEqualTo(Verdict.EXPECTED);
    assertThat(rule(22, by("systemd", "bash")).verdict()).isEqualTo(Verdict.INVESTIGATE);
    assertThat(rule(22, by("systemd")).verdict()).isEqualTo(Verdict.PLAUSIBLE);
    assertThat(rule(5000, by("docker-proxy")).verdict()).isEqualTo(Verdict.PLAUSIBLE);
  }

  @ParameterizedTest
  @CsvSource({
    "5000, /opt/shop/server, IN_PLACE, true, PLAUSIBLE",
    "5000, /opt/shop/server, IN_PLACE, false, INVESTIGATE",
    "5000, /opt/shop/server, OTHER_MOUNT_NAMESPACE, true, INVESTIGATE",
    "5000, /home/a/server, IN_PLACE, true, INVESTIGATE",
    "5000, /usr/bin/python3.11, IN_PLACE, true, INVESTIGATE",
    "1000, /opt/shop/server, IN_PLACE, true, INVESTIGATE",
    "432, /opt/shop/server, IN_PLACE, true, INVESTIGATE"
  })
  void anInstalledProgramIsNoAlarmOnAUserPortWithoutAService(
      int port, Path file, ProgramFile.State state, boolean systemOwned, Verdict verdict) {
    VerdictRule rule = rule(port, by(new ProgramFile(file, state, systemOwned, "", null)));

    assertThat(rule.verdict()).isEqualTo(verdict);
    assertThat(kinds(rule))
        .contains(port == 432 ? Reason.Kind.GHOST_PORT : Reason.Kind.UNASSIGNED_PORT);
  }

  @Test
  void aPortThatTheMachineHandsOutByItselfIsPlausibleAndSaysSo() {
    LocalPorts ports = LocalPorts.ofClient(new PortSpan(4900, 5100));
    VerdictRule rule =
        new VerdictRule(
            REGISTRY.port(5000),
            List.of(listener(5000, "127.0.0.1", by("python3"))),
            List.of(),
            WHOLE,
            () -> ports);

    assertThat(rule.verdict()).isEqualTo(Verdict.PLAUSIBLE);
    assertThat(rule.reasons().get(0))
        .isEqualTo(
            new Reason(
                Reason.Kind.CLIENT_PORT,
                Transport.TCP,
                "5000/tcp is in the range 4900-5100, from which this machine gives ports to outgoing"
                    + " connections and to programs that ask for any free port."));
  }

  @Test
  void theLimitBelowWhichAPortIsPrivilegedIsTheSystems() {
    LocalPorts ports =
        new LocalPorts(new PortSpan(49152, 65535), List.of(), List.of(), List.of(), 10_000);

    assertThat(
            kinds(new VerdictRule(REGISTRY.port(8079), List.of(), List.of(), WHOLE, () -> ports)))
        .containsExactly(Reason.Kind.NO_LISTENER, Reason.Kind.PRIVILEGED_PORT);
    assertThat(
            kinds(new VerdictRule(REGISTRY.port(10_000), List.of(), List.of(), WHOLE, () -> ports)))
        .containsExactly(Reason.Kind.NO_LISTENER);
  }

  @Test
  void aPortThatCannotBeBoundThoughNothingListensIsReported() {
    LocalPorts ports =
        new LocalPorts(
            new PortSpan(49152, 65535), List.of(), List.of(new PortSpan(90, 99)), List.of(), 1024);
    Coverage windows = new Coverage(Source.WINDOWS_NETSTAT, true, true, List.of());

    assertThat(
            kinds(new VerdictRule(REGISTRY.port(95), List.of(), List.of(), windows, () -> ports)))
        .containsExactly(Reason.Kind.NO_LISTENER, Reason.Kind.EXCLUDED_PORT);
    assertThat(kinds(new VerdictRule(REGISTRY.port(95), List.of(), List.of(), WHOLE, () -> ports)))
        .containsExactly(Reason.Kind.NO_LISTENER, Reason.Kind.PRIVILEGED_PORT);
    assertThat(
            kinds(new VerdictRule(REGISTRY.port(1024), List.of(), List.of(), WHOLE, () -> ports)))
        .containsExactly(Reason.Kind.NO_LISTENER);
  }

  @Test
  void aServerOfJavaIsKnownByTheJarThatItHasOpen() {
    ProgramFile java =
        new ProgramFile(
            Path.of("/usr/lib/jvm/java-21/bin/java"),
            ProgramFile.State.IN_PLACE,
            true,
            "",
            Path.of("/opt/kafka/libs/kafka_2.13-3.9.0.jar"));
    VerdictRule rule =
        new VerdictRule(
            PortRegistry.lookup(9092),
            List.of(listener(9092, "127.0.0.1", by(java))),
            List.of(),
            WHOLE);

    assertThat(rule.verdict()).isEqualTo(Verdict.EXPECTED);
    assertThat(rule.reasons().get(0).detail())
        .startsWith(
            "/usr/lib/jvm/java-21/bin/java (pid 7) has /opt/kafka/libs/kafka_2.13-3.9.0.jar open,"
                + " which is documented to use 9092/tcp: Apache Kafka");
  }

  @Test
  void ofAPortThatAnApplicationDominatesTheReasonNamesItAndNotTheService() {
    PortRecord kafka = PortRegistry.lookup(9092);
    assertThat(packaged(kafka, by("python3")).reasons().get(0).detail())
        .isEqualTo(
            "/usr/sbin/python3 (pid 7) is not known for this port: 9092/tcp is usually used by Apache"
                + " Kafka.");
    assertThat(packaged(kafka, by("bash")).reasons().get(0).detail())
        .isEqualTo(
            "/usr/sbin/bash (pid 7) is a shell, not a server; 9092/tcp is usually used by Apache"
                + " Kafka.");
    assertThat(packaged(PortRegistry.lookup(700), by("python3")).reasons().get(0).detail())
        .isEqualTo(
            "/usr/sbin/python3 (pid 7) is not known to implement epp, the service assigned to"
                + " 700/tcp.");
  }

  /** A likely owner is no owner: it makes nothing expected. */
  @Test
  void aLikelyOwnerMakesNothingExpected() {
    Likely likely =
        new Likely(List.of(process("sshd")), Likely.Basis.CONTROL_GROUP, "why it is so.");

    assertThat(rule(22, likely).verdict()).isEqualTo(Verdict.PLAUSIBLE);
    assertThat(rule(22, likely).reasons().get(0))
        .isEqualTo(
            new Reason(
                Reason.Kind.LIKELY_OWNER,
                Transport.TCP,
                "The owner of 22/tcp is not certain: why it is so."));
  }

  /** A process of which only the name is seen that it gives itself. */
  private static Known calledBy(String name) {
    return new Known(
        List.of(new ProcessRef(7, null, name, null, false, List.of(name), "root")), true);
  }

  @Test
  void aNameThatAProcessGivesItselfIsNotKnownToImplementAnything() {
    VerdictRule rule = rule(22, calledBy("sshd"));

    assertThat(rule.verdict()).isEqualTo(Verdict.PLAUSIBLE);
    assertThat(rule.reasons().get(0))
        .isEqualTo(
            new Reason(
                Reason.Kind.UNVERIFIED_FILE,
                Transport.TCP,
                "sshd (pid 7) has the name of a program documented for ssh, the service assigned to"
                    + " 22/tcp, but the file that runs is not visible, and a process can take any"
                    + " name."));
  }

  @ParameterizedTest
  @CsvSource({
    "22, whatever, PLAUSIBLE, UNRECOGNIZED_PROGRAM",
    "22, systemd, PLAUSIBLE, INTERMEDIARY",
    "22, bash, INVESTIGATE, PROGRAM_MISMATCH",
    "22, mysqld, INVESTIGATE, PROGRAM_MISMATCH"
  })
  void aNameThatFitsTheServiceNotAtAllCounts(
      int port, String name, Verdict verdict, Reason.Kind kind) {
    VerdictRule rule = rule(port, calledBy(name));

    assertThat(rule.verdict()).isEqualTo(verdict);
    assertThat(kinds(rule)).containsExactly(kind, Reason.Kind.LOOPBACK_ONLY);
  }

  @Test
  void theReasonNamesTheSourceThatKnowsTheProgram() {
    assertThat(rule(80, by("nginx")).reasons().get(0).detail())
        .isEqualTo(
            "/usr/sbin/nginx (pid 7) is known to implement http, the service assigned to 80/tcp"
                + " (https://nginx.org/en/docs/).");
  }

  @Test
  void aPortOfSeveralServicesNamesThemAll() {
    assertThat(rule(80, by("x")).reasons().get(0).detail()).contains("implement http, www,");
  }

  @Test
  void theWorstOfSeveralOwnersCounts() {
    assertThat(rule(22, by("sshd", "other")).verdict()).isEqualTo(Verdict.PLAUSIBLE);
    assertThat(rule(22, by("sshd", "other", "bash")).verdict()).isEqualTo(Verdict.INVESTIGATE);
    assertThat(rule(22, by("sshd", "sshd")).verdict()).isEqualTo(Verdict.EXPECTED);
    assertThat(
            rule(22, listener(22, "127.0.0.1", by("bash")), listener(22, "127.0.0.2", by("sshd")))
                .verdict())
        .isEqualTo(Verdict.INVESTIGATE);
  }

  @Test
  void anOwnerThatIsNotSeenIsPlausible() {
    for (Ownership ownership :
        List.of(
            new Denied("why it is so."),
            new NotVisible(NotVisible.Cause.KERNEL, "why it is so."),
            new Vanished("why it is so."))) {
      assertThat(rule(22, ownership).verdict()).isEqualTo(Verdict.PLAUSIBLE);
      assertThat(rule(22, ownership).reasons().get(0))
          .isEqualTo(
              new Reason(
                  Reason.Kind.OWNER_UNKNOWN,
                  Transport.TCP,
                  "The owner of 22/tcp is not "
                      + (ownership instanceof Vanished ? "known" : "visible")
                      + ": why it is so."));
      assertThat(kinds(rule(432, ownership)))
          .contains(Reason.Kind.OWNER_UNKNOWN, Reason.Kind.GHOST_PORT);
    }
  }

  @ParameterizedTest
  @CsvSource({"python3.11, python", "perl, perl", "php8.2-, php", "'', ''", "3, ''"})
  void aVersionIsNotPartOfAName(String program, String name) {
    assertThat(Interpreter.withoutVersion(program)).isEqualTo(name);
  }

  // Exposure and other uses

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, LOOPBACK_ONLY",
    "::1, LOOPBACK_ONLY",
    "0.0.0.0, ALL_ADDRESSES",
    "::, ALL_ADDRESSES",
    "192.0.2.7, SPECIFIC_ADDRESSES"
  })
  void exposureIsNoted(String address, Reason.Kind kind) {
    assertThat(kinds(rule(22, listener(22, address, by("sshd")))))
        .containsExactly(Reason.Kind.KNOWN_IMPLEMENTER, kind);
  }

  @Test
  void onePublicListenerIsNotLoopbackOnly() {
    assertThat(
            kinds(
                rule(
                    22,
                    listener(22, "127.0.0.1", by("sshd")),
                    listener(22, "192.0.2.7", by("sshd")))))
        .containsExactly(Reason.Kind.KNOWN_IMPLEMENTER, Reason.Kind.SPECIFIC_ADDRESSES);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ACCEPTED | on 127.0.0.1 port 22: connections to the listener.",
        "NO_OWNER | on 127.0.0.1 port 22: connections that no program has accepted yet.",
        "HALF_OPEN | on 127.0.0.1 port 22: half-open, because the other side has not completed the connection.",
        "CLOSING | on 127.0.0.1 port 22: closed by the program; the system needs a minute or two to end the connection.",
        "TIME_WAIT | on 127.0.0.1 port 22 in TIME_WAIT: closed; the system keeps the port for about a minute.",
        "CONNECTED_UDP | on 127.0.0.1 port 22: connected to one peer.",
        "BOUND | on 127.0.0.1 port 22: bound without listening; most other programs cannot bind the port."
      })
  void everyOtherUseIsAReason(OtherUse.Kind kind, String sentence) {
    InetSocketAddress place = new InetSocketAddress(InetAddress.getLoopbackAddress(), 22);
    List<OtherUse> uses =
        List.of(
            new OtherUse(kind, Transport.TCP, place, 1),
            new OtherUse(kind, Transport.TCP, place, 2));
    VerdictRule rule = new VerdictRule(REGISTRY.port(22), List.of(), uses, WHOLE);

    assertThat(rule.verdict()).isEqualTo(Verdict.NOT_IN_USE);
    assertThat(rule.reasons())
        .extracting(Reason::kind)
        .containsExactly(Reason.Kind.NO_LISTENER, Reason.Kind.OTHER_USE, Reason.Kind.OTHER_USE);
    assertThat(rule.reasons())
        .extracting(Reason::detail)
        .endsWith("1 TCP socket " + sentence, "2 TCP sockets " + sentence);
  }

  @Test
  void aConnectionIsCounted() {
    InetSocketAddress place = new InetSocketAddress(InetAddress.getLoopbackAddress(), 22);

    assertThat(VerdictText.sentence(new OtherUse(OtherUse.Kind.CLIENT, Transport.TCP, place, 1)))
        .isEqualTo("1 TCP socket on 127.0.0.1 port 22: one end of a connection.");
    assertThat(VerdictText.sentence(new OtherUse(OtherUse.Kind.CLIENT, Transport.TCP, place, 2)))
        .isEqualTo("2 TCP sockets on 127.0.0.1 port 22: ends of connections.");
  }

  /** What has the name of a stand-in and may be any user's file excuses nothing. */
  @Test
  void aStandInHasToBeTheFileThatItSays() {
    ProgramFile any =
        new ProgramFile(Path.of("/srv/a/nginx"), ProgramFile.State.IN_PLACE, false, "", null);

    assertThat(rule(5000, by(any)).verdict()).isEqualTo(Verdict.INVESTIGATE);
    ProcessRef other = new ProcessRef(8, null, "n", any, List.of(), "a", Background.UNKNOWN);
    Known both = new Known(List.of(process("sshd"), other), true);
    assertThat(rule(22, both).reasons())
        .extracting(Reason::detail)
        .anyMatch(detail -> detail.startsWith("/srv/a/nginx (pid 8) "));
    assertThat(rule(22, both).verdict()).isEqualTo(Verdict.INVESTIGATE);
  }

  @ParameterizedTest
  @ValueSource(ints = {22, 23})
  void aReasonIsOneLineWhateverTheRegistrySays(int port) {
    PortRegistry hostile =
        registry("22,tcp,,,b\u202e,X,,,,,,,,,\n23,tcp,,ghost,b\u202e,X,,,,,,,,,\n");
    Listener listener = listener(port, "127.0.0.1", by("x"));
    VerdictRule rule = new VerdictRule(hostile.port(port), List.of(listener), List.of(), WHOLE);

    assertThat(rule.reasons().get(0).detail()).doesNotContain("\u202e").contains("b\\u202e");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bad\nname", "\u001b[31mred", "\u202ereversed"})
  void aReasonIsOneLineWhateverTheProgramIsCalled(String program) {
    assertThat(rule(22, by(program)).reasons().get(0).detail())
        .doesNotContain("\n", "\u001b", "\u202e")
        .contains("\\");
  }

  private static final LocalPorts NOTHING_HANDED_OUT =
      new LocalPorts(new PortSpan(65535, 65535), List.of(), List.of(), List.of(), 1024);

  // What else is met on the port

  private static List<String> uses(int port) {
    return new VerdictRule(
            PortRegistry.lookup(port),
            List.of(listener(port, "127.0.0.1", by("python3"))),
            List.of(),
            WHOLE)
        .reasons().stream()
            .filter(reason -> reason.kind() == Reason.Kind.OBSERVED_USE)
            .map(Reason::detail)
            .toList();
  }

  @Test
  void aDisputedUseIsNotToldAsAFact() {
    assertThat(uses(432))
        .containsExactly(
            "It is disputed whether Command & Conquer: Generals uses port 432: see"
                + " https://www.connected.app/ports/432 and"
                + " https://github.com/electronicarts/CnC_Generals_Zero_Hour.");
  }

  @Test
  void aDominantUseIsToldApartFromTheOthers() {
    assertThat(uses(9092))
        .containsExactly(
            "Elsewhere, port 9092 is mostly used by Apache Kafka.",
            "Also known to use port 9092: H2 database TCP server.");
  }

  @Test
  void ofManyUsesTheFirstFewAreNamed() {
    assertThat(uses(8080))
        .singleElement()
        .asString()
        .matches("Known to use port 8080: [^,]+(, [^,]+){4} and \\d+ others\\.");
  }

  /** Back Orifice uses 31337 and 31338 over UDP, and nothing else on record does. */
  @Test
  void aUseByMalwareMakesNoListenerLessSuspicious() {
    int found = 0;
    for (int port = 1024; port < 49152; port++) {
      PortRecord record = PortRegistry.lookup(port);
      for (Transport transport : List.of(Transport.TCP, Transport.UDP)) {
        List<ObservedUse> uses =
            record.observedUses(transport).stream().filter(use -> !use.isRange()).toList();
        if (record.status(transport) == PortStatus.UNASSIGNED
            && !uses.isEmpty()
            && uses.stream().allMatch(ObservedUse::isMalware)) {
          found++;
          Listener listener =
              new Listener(
                  transport,
                  new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                  Listener.Ipv4.ACCEPTED,
                  "root",
                  by("python3"));
          VerdictRule rule =
              new VerdictRule(
                  record, List.of(listener), List.of(), WHOLE, () -> NOTHING_HANDED_OUT);
          assertThat(rule.verdict()).as("%d/%s", port, transport).isEqualTo(Verdict.INVESTIGATE);
        }
      }
    }
    assertThat(found).isPositive();
  }

  @Test
  void aPortWithoutAUseTellsOfNone() {
    assertThat(uses(431)).isEmpty();
  }

  @Test
  void anExposedListenerIsToldWithItsAddress() {
    assertThat(rule(22, listener(22, "0.0.0.0", by("sshd"))).reasons())
        .contains(
            new Reason(
                Reason.Kind.ALL_ADDRESSES,
                Transport.TCP,
                "The TCP listener is open on all IPv4 addresses (0.0.0.0)."));
    assertThat(
            rule(22, listener(22, "192.0.2.7", by("sshd")), listener(22, "192.0.2.8", by("sshd")))
                .reasons())
        .contains(
            new Reason(
                Reason.Kind.SPECIFIC_ADDRESSES,
                "Other machines may reach the listener on 192.0.2.7, 192.0.2.8."));
  }

  @Test
  void anOwnerWithoutAFileOrANameIsAProcess() {
    ProcessRef nameless = new ProcessRef(7, null, "", null, false, List.of(), "root");

    assertThat(rule(22, new Known(List.of(nameless), true)).reasons())
        .extracting(Reason::detail)
        .anyMatch(detail -> detail.startsWith("A process (pid 7) "));
  }

  @Test
  void aProgramCalledByAVersionAloneHasNoOtherName() {
    assertThat(Interpreter.withoutVersion("3.11")).isEmpty();
  }

  // No listener, by system and transport

  private static List<Reason.Kind> ofFreePort(
      Source source, int port, @Nullable Transport transport, LocalPorts ports) {
    Coverage coverage = new Coverage(source, true, true, List.of());
    return kinds(
        new VerdictRule(
            REGISTRY.port(port), List.of(), List.of(), coverage, transport, () -> ports));
  }

  @ParameterizedTest
  @CsvSource({
    "5001, , true",
    "5001, TCP, true",
    "5001, UDP, false",
    "5002, , true",
    "5002, TCP, false",
    "5002, UDP, true",
    "5003, , false",
    "5003, TCP, false",
    "5003, UDP, false"
  })
  void anExcludedPortIsReportedForTheTransportsThatWereChecked(
      int port, @Nullable Transport transport, boolean reported) {
    LocalPorts ports =
        new LocalPorts(
            new PortSpan(49152, 65535),
            List.of(),
            List.of(new PortSpan(5001, 5001)),
            List.of(new PortSpan(5002, 5002)),
            0);

    assertThat(
            ofFreePort(Source.WINDOWS_NETSTAT, port, transport, ports)
                .contains(Reason.Kind.EXCLUDED_PORT))
        .isEqualTo(reported);
    assertThat(ofFreePort(Source.PROC, port, transport, ports))
        .containsExactly(Reason.Kind.NO_LISTENER);
  }

  @ParameterizedTest
  @CsvSource({
    "PROC, true",
    "NETLINK, true",
    "MAC_LSOF, false",
    "MAC_NETSTAT, false",
    "WINDOWS_NETSTAT, false"
  })
  void onlyLinuxKeepsUsersFromLowPorts(Source source, boolean forbids) {
    LocalPorts ports =
        new LocalPorts(new PortSpan(49152, 65535), List.of(), List.of(), List.of(), 1024);

    assertThat(ofFreePort(source, 1023, null, ports).contains(Reason.Kind.PRIVILEGED_PORT))
        .isEqualTo(forbids);
  }

  @Test
  void whatKeepsAFreePortFromBeingBoundIsToldInASentence() {
    LocalPorts ports =
        new LocalPorts(
            new PortSpan(49152, 65535), List.of(), List.of(new PortSpan(90, 99)), List.of(), 1024);
    Coverage windows = new Coverage(Source.WINDOWS_NETSTAT, true, true, List.of());

    assertThat(
            new VerdictRule(REGISTRY.port(95), List.of(), List.of(), windows, () -> ports)
                .reasons()
                .get(1))
        .isEqualTo(
            new Reason(
                Reason.Kind.EXCLUDED_PORT,
                "Windows excludes port 95: no program can bind it, and Java reports \"Address already"
                    + " in use\". Use another port."));
    assertThat(
            new VerdictRule(REGISTRY.port(95), List.of(), List.of(), WHOLE, () -> ports)
                .reasons()
                .get(1))
        .isEqualTo(
            new Reason(Reason.Kind.PRIVILEGED_PORT, "This user may not bind ports below 1024."));
  }

  @Test
  void thereMayBeMoreListenersWhereATableCouldNotBeRead() {
    Coverage partial = new Coverage(Source.PROC, false, true, List.of("A note."));
    VerdictRule rule =
        new VerdictRule(
            REGISTRY.port(22), List.of(listener(22, "127.0.0.1", by("sshd"))), List.of(), partial);

    assertThat(rule.verdict()).isEqualTo(Verdict.EXPECTED);
    assertThat(rule.reasons())
        .last()
        .isEqualTo(
            new Reason(
                Reason.Kind.SOCKETS_INCOMPLETE,
                "Not every socket table could be read: there may be more listeners."));
  }

  // Several processes of one program

  private static final Some WORKER =
      Some.process(7, "/usr/sbin/gate")
          .args("gate", "-x")
          .user("alice")
          .runs("a")
          .group(ControlGroup.Kind.SYSTEM_SERVICE, "gate.service", "/system.slice/gate.service");

  @Test
  void aForkIsJudgedLikeItsParent() {
    ProcessRef fork =
        Some.process(8, "/usr/sbin/gate")
            .args("gate", "-x")
            .user("alice")
            .runs("a")
            .group(ControlGroup.Kind.SYSTEM_SERVICE, "gate.service", "/system.slice/gate.service")
            .by("7 gate")
            .ref();

    assertThat(VerdictRule.isAlike(WORKER.ref(), fork)).isTrue();
  }

  static Stream<ProcessRef> unlike() {
    ProcessRef worker = WORKER.ref();
    return Stream.of(
        new ProcessRef(
            7,
            null,
            worker.name(),
            ProgramFile.named(Path.of("/usr/bin/gate"), false),
            worker.arguments(),
            worker.user(),
            worker.background()),
        new ProcessRef(
            7, null, "door", worker.file(), worker.arguments(), worker.user(), worker.background()),
        WORKER.user("bob").ref(),
        WORKER.args("gate", "-y").ref(),
        WORKER.runs("b").ref(),
        WORKER.group(ControlGroup.Kind.SCOPE, "a.scope", "/user.slice/a.scope").ref());
  }

  @ParameterizedTest
  @MethodSource("unlike")
  void aProcessThatDiffersInAnythingIsJudgedForItself(ProcessRef other) {
    assertThat(VerdictRule.isAlike(WORKER.ref(), other)).isFalse();
    assertThat(VerdictRule.isAlike(other, WORKER.ref())).isFalse();
  }

  @Test
  void processesWithoutAFileAreEachJudged() {
    assertThat(VerdictRule.isAlike(Some.process(7, "").ref(), Some.process(7, "").ref())).isFalse();
  }

  private static List<String> details(VerdictRule rule) {
    return rule.reasons().stream().map(Reason::detail).toList();
  }

  @Test
  void aReasonIsGivenOnceForSeveralProcessesOfTheSameFile() {
    VerdictRule rule =
        rule(
            700,
            FixedSource.known(
                Some.process(7, "/usr/bin/bash").args("bash", "a").ref(),
                Some.process(8, "/usr/bin/bash").args("bash", "b").ref()));

    assertThat(rule.verdict()).isEqualTo(Verdict.INVESTIGATE);
    assertThat(kinds(rule))
        .containsExactly(Reason.Kind.PROGRAM_MISMATCH, Reason.Kind.LOOPBACK_ONLY);
    assertThat(details(rule).get(0))
        .isEqualTo(
            "/usr/bin/bash (pid 7) is a shell, not a server; 700/tcp is assigned to obscure.");
  }

  @Test
  void aReasonIsGivenForEachProcessOfWhichNoFileIsSeen() {
    ProcessRef one = new ProcessRef(7, null, "bash", null, false, List.of("a"), "root");
    ProcessRef other = new ProcessRef(8, null, "bash", null, false, List.of("b"), "root");

    assertThat(details(rule(700, FixedSource.known(one, other))))
        .startsWith(
            "bash (pid 7) is a shell, not a server; 700/tcp is assigned to obscure.",
            "bash (pid 8) is a shell, not a server; 700/tcp is assigned to obscure.");
  }

  @Test
  void programsThatNothingSpeaksAgainstAreEachNamed() {
    assertThat(
            details(
                rule(
                    700,
                    FixedSource.known(
                        Some.process(7, "/usr/bin/gate").args("gate", "a").ref(),
                        Some.process(8, "/usr/bin/gate").args("gate", "b").ref()))))
        .startsWith(
            "/usr/bin/gate (pid 7) is not known to implement obscure, the service assigned to"
                + " 700/tcp.",
            "/usr/bin/gate (pid 8) is not known to implement obscure, the service assigned to"
                + " 700/tcp.");
  }

  // What is said of a port and of a file

  @Test
  void aPlausibleOwnersPortIsNotCalledMalware() {
    assertThat(details(rule(5000, by("docker-proxy"))).get(1))
        .isEqualTo("5000/tcp is not assigned.");
    assertThat(details(rule(5000, by("bash"))).get(1))
        .isEqualTo(
            "5000/tcp is not assigned. The listener may be software that chose an apparently unused"
                + " port, or malware.");
  }

  @Test
  void aRemovedFileInATemporaryPlaceIsBoth() {
    ProgramFile removed =
        new ProgramFile(Path.of("/tmp/x"), ProgramFile.State.REMOVED, false, "", null);
    VerdictRule rule = rule(700, by(removed));

    assertThat(details(rule))
        .startsWith(
            "/tmp/x (pid 7) runs from a temporary directory, where any user can put a file;"
                + " 700/tcp is assigned to obscure.",
            "/tmp/x (pid 7) still runs, but its file was deleted and not replaced; 700/tcp is"
                + " assigned to obscure.");
    assertThat(kinds(rule))
        .containsExactly(
            Reason.Kind.SUSPICIOUS_FILE, Reason.Kind.EXECUTABLE_DELETED, Reason.Kind.LOOPBACK_ONLY);
  }

  @Test
  void aFileInATemporaryPlaceIsNotCalledRemovedIfItIsNot() {
    assertThat(kinds(rule(700, Some.process(7, "/tmp/x").known())))
        .containsExactly(Reason.Kind.SUSPICIOUS_FILE, Reason.Kind.LOOPBACK_ONLY);
  }

  @Test
  void aReplacedFileIsToldOnceWithWhatToDo() {
    ProgramFile unknown =
        new ProgramFile(Path.of("/usr/bin/gate"), ProgramFile.State.REPLACED, true, "", null);
    ProgramFile documented =
        new ProgramFile(Path.of("/usr/sbin/sshd"), ProgramFile.State.REPLACED, true, "", null);

    assertThat(details(rule(700, by(unknown))).get(1))
        .isEqualTo(
            "The file of /usr/bin/gate (pid 7) was replaced after it started, as an upgrade does. If"
                + " you know of the upgrade, restart it to run the new file.");
    assertThat(kinds(rule(22, by(documented))))
        .containsExactly(Reason.Kind.UNVERIFIED_FILE, Reason.Kind.LOOPBACK_ONLY);
  }
}
