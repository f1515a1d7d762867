package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.PortStatus;
import io.github.portregistry.Transport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a listener was heard to speak, in the verdict. */
class SpokenVerdictTest {

  private static final Coverage WHOLE = new Coverage(Source.PROC, true, true, List.of());

  private static Spoken spoken(Spoken.Kind kind, boolean tls, String... protocols) {
    return new Spoken(kind, List.of(protocols), "", "", tls, List.of(), "", "");
  }

  private static Spoken speaks(String... protocols) {
    return spoken(Spoken.Kind.SPEAKS, false, protocols);
  }

  private static VerdictRule rule(int port, Ownership ownership, Spoken spoken) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    Listener listener =
        new Listener(Transport.TCP, address, Listener.Ipv4.ACCEPTED, "root", ownership)
            .withSpoken(spoken);
    return new VerdictRule(
        PortRegistry.lookup(port), List.of(listener), List.of(), WHOLE, () -> LocalPorts.USUAL);
  }

  private static Known by(String file) {
    return new Known(
        List.of(new ProcessRef(7, null, "n", Path.of(file), false, List.of(), "root")), true);
  }

  private static final NotVisible HIDDEN =
      new NotVisible(NotVisible.Cause.UNKNOWN, "It is not visible.");

  private static List<Reason.Kind> kinds(VerdictRule rule) {
    return rule.reasons().stream().map(Reason::kind).toList();
  }

  @Test
  void anUnknownProgramThatSpeaksWhatItsPortIsForIsExpected() {
    VerdictRule rule = rule(22, by("/opt/acme/gate"), speaks("ssh"));

    assertThat(rule.verdict()).isEqualTo(Verdict.EXPECTED);
    assertThat(rule.reasons())
        .contains(
            new Reason(
                Reason.Kind.SPEAKS_EXPECTED,
                Transport.TCP,
                "The listener speaks ssh, as expected on 22/tcp, which is assigned to ssh."));
    assertThat(kinds(rule)).contains(Reason.Kind.UNRECOGNIZED_PROGRAM);
  }

  @Test
  void anOwnerThatIsNotVisibleIsExpectedIfItSpeaksWhatItsPortIsFor() {
    VerdictRule rule = rule(6379, HIDDEN, speaks("redis"));

    assertThat(rule.verdict()).isEqualTo(Verdict.EXPECTED);
    assertThat(kinds(rule)).contains(Reason.Kind.SPEAKS_EXPECTED, Reason.Kind.OWNER_UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({"/usr/sbin/sshd", "/opt/acme/gate", "/usr/bin/docker-proxy"})
  void anotherProtocolOnAnAssignedPortIsToBeInvestigatedWhoeverSpeaksIt(String file) {
    VerdictRule rule = rule(22, by(file), spoken(Spoken.Kind.SPEAKS_OTHER, false, "http"));

    assertThat(rule.verdict()).isEqualTo(Verdict.INVESTIGATE);
    assertThat(rule.reasons())
        .contains(
            new Reason(
                Reason.Kind.SPEAKS_OTHER,
                Transport.TCP,
                "22/tcp is assigned to ssh, but the listener speaks another protocol: http."));
  }

  @Test
  void anotherProtocolOfAnOwnerThatIsNotVisibleIsToBeInvestigated() {
    VerdictRule rule = rule(80, HIDDEN, spoken(Spoken.Kind.SPEAKS_OTHER, false, "ssh"));

    assertThat(rule.verdict()).isEqualTo(Verdict.INVESTIGATE);
  }

  @ParameterizedTest
  @CsvSource({
    "/tmp/x/sshd, SUSPICIOUS_FILE",
    "/memfd:sshd, SUSPICIOUS_FILE",
    "/usr/bin/bash, PROGRAM_MISMATCH",
    "/usr/bin/socat, PROGRAM_MISMATCH",
    "/home/eve/sshd, SUSPICIOUS_FILE"
  })
  void anAlarmingProgramStaysAlarmingWhateverItSpeaks(String file, Reason.Kind kind) {
    VerdictRule rule = rule(22, by(file), speaks("ssh"));

    assertThat(rule.verdict()).isEqualTo(Verdict.INVESTIGATE);
    assertThat(kinds(rule)).contains(kind, Reason.Kind.SPEAKS_EXPECTED);
  }

  @ParameterizedTest
  @CsvSource({"/usr/bin/python3.11", "/usr/sbin/vsftpd"})
  void anInterpreterOrAnotherServerOnASystemPortIsPlausibleAtBest(String file) {
    assertThat(rule(22, by(file), speaks("ssh")).verdict()).isEqualTo(Verdict.PLAUSIBLE);
  }

  @ParameterizedTest
  @CsvSource({"SILENT", "CLOSED", "NOT_ASKED", "SPEAKS_OTHER"})
  void whatWasNotUnderstoodChangesNothing(Spoken.Kind kind) {
    VerdictRule heard = rule(22, by("/opt/acme/gate"), spoken(kind, false));
    VerdictRule deaf =
        new VerdictRule(
            PortRegistry.lookup(22),
            List.of(
                new Listener(
                    Transport.TCP,
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 22),
                    Listener.Ipv4.ACCEPTED,
                    "root",
                    by("/opt/acme/gate"))),
            List.of(),
            WHOLE);

    assertThat(heard.verdict()).isEqualTo(deaf.verdict());
    assertThat(heard.reasons()).isEqualTo(deaf.reasons());
  }

  @Test
  void aProtocolThatOnlyMayBeTheRightOneChangesNothing() {
    assertThat(rule(21, by("/opt/acme/gate"), speaks("ftp", "smtp")).verdict())
        .isEqualTo(Verdict.PLAUSIBLE);
  }

  @Test
  void severalProtocolsOfWhichNoneIsTheRightOneContradict() {
    Spoken spoken = spoken(Spoken.Kind.SPEAKS_OTHER, false, "ftp", "smtp");

    assertThat(rule(22, by("/opt/acme/gate"), spoken).verdict()).isEqualTo(Verdict.INVESTIGATE);
    assertThat(rule(22, by("/opt/acme/gate"), spoken).reasons().get(1).detail())
        .endsWith("speaks another protocol: ftp or smtp.");
  }

  @Test
  void theRightProtocolWithoutTlsOrWithItNeitherSupportsNorContradicts() {
    assertThat(rule(443, by("/opt/acme/gate"), speaks("http")).verdict())
        .isEqualTo(Verdict.PLAUSIBLE);
    assertThat(rule(443, by("/opt/acme/gate"), spoken(Spoken.Kind.SPEAKS, true, "tls")).verdict())
        .isEqualTo(Verdict.PLAUSIBLE);
    assertThat(rule(443, by("/opt/acme/gate"), spoken(Spoken.Kind.SPEAKS, true, "http")).verdict())
        .isEqualTo(Verdict.EXPECTED);
  }

  @Test
  void aPortThatIsNotAssignedIsNotContradicted() {
    VerdictRule rule = rule(49_999, by("/opt/acme/gate"), spoken(Spoken.Kind.SPEAKS, false, "ssh"));

    assertThat(rule.verdict()).isEqualTo(Verdict.PLAUSIBLE);
    assertThat(kinds(rule)).doesNotContain(Reason.Kind.SPEAKS_OTHER);
  }

  @ParameterizedTest
  @CsvSource({
    "/usr/sbin/sshd, PLAUSIBLE",
    "/usr/bin/python3.11, INVESTIGATE",
    "/opt/acme/gate, INVESTIGATE",
    "/home/eve/sshd, INVESTIGATE"
  })
  void anInstalledServerOnAPortOfALittleKnownServiceWasPutThere(String file, Verdict verdict) {
    Spoken ssh = spoken(Spoken.Kind.SPEAKS_OTHER, false, "ssh");

    assertThat(PortRegistry.lookup(2022).status()).isEqualTo(PortStatus.ASSIGNED);
    assertThat(rule(2022, by(file), ssh).verdict()).isEqualTo(verdict);
    assertThat(kinds(rule(2022, by(file), ssh))).contains(Reason.Kind.SPEAKS_OTHER);
    assertThat(rule(2022, HIDDEN, ssh).verdict()).isEqualTo(Verdict.INVESTIGATE);
  }

  @Test
  void aFileThatAnyUserCanPutThereIsPlausibleWhateverItSpeaks() {
    VerdictRule rule = rule(5900, by("/home/bob/bin/srv"), speaks("vnc"));

    assertThat(rule.verdict()).isEqualTo(Verdict.PLAUSIBLE);
    assertThat(kinds(rule)).contains(Reason.Kind.UNRECOGNIZED_PROGRAM, Reason.Kind.SPEAKS_EXPECTED);
  }

  private static final ControlGroup SERVICE =
      new ControlGroup(
          ControlGroup.Kind.SYSTEM_SERVICE, "shop.service", "/system.slice/shop.service");

  private static final ControlGroup USERS_SERVICE =
      new ControlGroup(
          ControlGroup.Kind.USER_SERVICE,
          "shop.service",
          "/user.slice/user-1000.slice/user@1000.service/app.slice/shop.service");

  private static Known by(String file, ProgramFile.State state, boolean systems, ControlGroup in) {
    return new Known(
        List.of(
            new ProcessRef(
                7,
                null,
                "n",
                new ProgramFile(Path.of(file), state, systems, "", null),
                List.of(),
                "nobody",
                new Background("", null, in, List.of()))),
        true);
  }

  @ParameterizedTest
  @CsvSource({
    "/srv/bin/redis-server, IN_PLACE, false, PLAUSIBLE",
    "/srv/bin/foo, IN_PLACE, false, PLAUSIBLE",
    "/srv/bin/foo, REPLACED, false, PLAUSIBLE",
    "/srv/bin/redis-server, REPLACED, false, PLAUSIBLE",
    "/mnt/foo, OTHER_MOUNT_NAMESPACE, false, PLAUSIBLE",
    "/usr/bin/foo, REPLACED, true, EXPECTED",
    "/usr/bin/foo, OTHER_MOUNT_NAMESPACE, true, EXPECTED",
    "/usr/bin/redis-server, REPLACED, true, EXPECTED",
  })
  void aFileThatAnyUserCanPutThereIsPlausibleAtBestWhateverItsName(
      String file, ProgramFile.State state, boolean systems, Verdict verdict) {
    assertThat(rule(6379, by(file, state, systems, USERS_SERVICE), speaks("redis")).verdict())
        .isEqualTo(verdict);
  }

  @Test
  void theFilesOfAContainerCanBelongToItsUsers() {
    ControlGroup docker =
        new ControlGroup(ControlGroup.Kind.DOCKER, "a".repeat(64), "/docker/" + "a".repeat(64));
    Known redis = by("/data/redis-server", ProgramFile.State.OTHER_MOUNT_NAMESPACE, false, docker);

    assertThat(rule(6379, redis, speaks("redis")).verdict()).isEqualTo(Verdict.EXPECTED);
  }

  @ParameterizedTest
  @CsvSource({"6379, redis", "8080, http"})
  void anInterpreterIsExpectedOnlyIfAnAdministratorSetItUp(int port, String protocol) {
    String python = "/usr/bin/python3.11";

    assertThat(
            rule(
                    port,
                    by(python, ProgramFile.State.IN_PLACE, true, USERS_SERVICE),
                    speaks(protocol))
                .verdict())
        .isEqualTo(Verdict.PLAUSIBLE);
    assertThat(
            rule(port, by(python, ProgramFile.State.IN_PLACE, true, SERVICE), speaks(protocol))
                .verdict())
        .isEqualTo(Verdict.EXPECTED);
  }

  @Test
  void whatPeopleRunOnThePortSpeaksForItToo() {
    VerdictRule rule = rule(9092, HIDDEN, speaks("kafka"));

    assertThat(rule.verdict()).isEqualTo(Verdict.EXPECTED);
    assertThat(rule.reasons())
        .contains(
            new Reason(
                Reason.Kind.SPEAKS_EXPECTED,
                Transport.TCP,
                "The listener speaks kafka, which is known for 9092/tcp."));
    assertThat(rule(9050, HIDDEN, speaks("socks")).verdict()).isNotEqualTo(Verdict.EXPECTED);
  }

  @ParameterizedTest
  @CsvSource({"2375, http", "2379, http", "5984, http", "6001, http", "3300, http", "6379, tls"})
  void whatSaysLittleOfTheServiceChangesNothing(int port, String protocol) {
    VerdictRule heard = rule(port, by("/opt/acme/gate"), speaks(protocol));

    assertThat(heard.verdict()).isEqualTo(Verdict.PLAUSIBLE);
    assertThat(kinds(heard)).doesNotContain(Reason.Kind.SPEAKS_EXPECTED, Reason.Kind.SPEAKS_OTHER);
  }

  @Test
  void aPublishedPortOfAContainerMaySpeakAnythingOnAUserPort() {
    Spoken http = spoken(Spoken.Kind.SPEAKS_OTHER, false, "http");

    assertThat(rule(1883, by("/usr/bin/docker-proxy"), http).verdict())
        .isEqualTo(Verdict.PLAUSIBLE);
    assertThat(rule(22, by("/usr/bin/docker-proxy"), http).verdict())
        .isEqualTo(Verdict.INVESTIGATE);
  }

  @Test
  void aGhostThatSpeaksAnythingStaysOneToInvestigate() {
    assertThat(rule(432, by("/opt/acme/gate"), speaks("http")).verdict())
        .isEqualTo(Verdict.INVESTIGATE);
  }

  @Test
  void theEscapesOfAProductAreNotEscapedAgain() {
    Spoken spoken =
        new Spoken(
            Spoken.Kind.SPEAKS_OTHER,
            List.of("http"),
            "x\\x1b[2J",
            "1\\n2",
            false,
            List.of("http"),
            "",
            "");

    assertThat(rule(22, by("/opt/acme/gate"), spoken).reasons())
        .extracting(Reason::detail)
        .contains(
            "22/tcp is assigned to ssh, but the listener speaks another protocol: http (x\\x1b[2J"
                + " 1\\n2).");
  }

  // A registry of a test, so that it is known which protocols its services speak

  private static final PortRegistry REGISTRY =
      registry(
          """
          22,tcp,,,ssh,Secure Shell,,,,,,,,,
          700,tcp,,,obscure,Obscure,,,,,,,,,
          701,tcp,,,ssh,Secure Shell,,,,,,,,,
          701,tcp,,,obscure,Obscure,,,,,,,,,
          702,tcp,,ghost,ssh,Secure Shell,,,,,,,,,
          2022,tcp,,,obscure,Obscure,,,,,,,,,
          2023,tcp,,,ssh,Secure Shell,,,,,,,,,
          """);

  private static PortRegistry registry(String rows) {
    String header =
        "port,transport,state,status,service_name,description,assignee,contact,registered,modified,"
            + "references,service_code,unauthorized_use,alias_of,source\n";
    try {
      byte[] csv = (header + rows).getBytes(StandardCharsets.UTF_8);
      return PortRegistry.read(new ByteArrayInputStream(csv), "test");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Listener listener(int port, Ownership ownership, Spoken spoken) {
    return FixedSource.tcp("127.0.0.1", port, ownership).withSpoken(spoken);
  }

  private static SpokenCase spokenCase(int port, Spoken spoken) {
    return new SpokenCase(REGISTRY.port(port), listener(port, HIDDEN, spoken));
  }

  private static VerdictRule ruleOf(int port, Ownership ownership, Spoken spoken) {
    return new VerdictRule(
        REGISTRY.port(port), List.of(listener(port, ownership, spoken)), List.of(), WHOLE);
  }

  @Test
  void theProtocolOfAGhostsServiceSpeaksNeitherForNorAgainstAListener() {
    SpokenCase ssh = spokenCase(702, speaks("ssh"));

    assertThat(ssh.isOwn()).isFalse();
    assertThat(ssh.contradicts()).isFalse();
    assertThat(ssh.sentence()).isEmpty();
  }

  @Test
  void anotherProtocolOnAGhostIsToldButContradictsNothing() {
    SpokenCase ftp = spokenCase(702, speaks("ftp"));

    assertThat(ftp.contradicts()).isFalse();
    assertThat(ftp.sentence())
        .isEqualTo("The listener speaks ftp, which is not known for 702/tcp.");
  }

  @ParameterizedTest
  @CsvSource({"22, true", "700, false", "701, false", "702, true"})
  void ofAPortOfSeveralServicesTheProtocolOfEachMustBeKnown(int port, boolean known) {
    assertThat(spokenCase(port, speaks("ftp")).isEveryServiceKnown()).isEqualTo(known);
  }

  @Test
  void ofAPortWhoseListenerSaidNothingNoProtocolIsKnown() {
    assertThat(spokenCase(22, spoken(Spoken.Kind.SILENT, false)).isEveryServiceKnown()).isFalse();
    assertThat(spokenCase(22, spoken(Spoken.Kind.SILENT, false)).sentence()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1023, false", "1024, true", "49151, true", "49152, false"})
  void aUserPortIsOneInTheMiddleRange(int port, boolean user) {
    assertThat(spokenCase(port, speaks("ftp")).isUserPort()).isEqualTo(user);
  }

  @ParameterizedTest
  @CsvSource({
    "2022, /usr/sbin/mysqld, PLAUSIBLE",
    "2022, /usr/sbin/gate, INVESTIGATE",
    "2022, /home/eve/mysqld, INVESTIGATE",
    "2023, /usr/sbin/mysqld, INVESTIGATE",
    "2023, /usr/sbin/nginx, PLAUSIBLE",
    "700, /usr/sbin/mysqld, INVESTIGATE",
    "700, /usr/sbin/nginx, INVESTIGATE"
  })
  void aServerWasMovedOnlyToAUserPortOfWhoseServiceNoProtocolIsKnown(
      int port, String file, Verdict verdict) {
    assertThat(ruleOf(port, by(file), speaks("mysql")).verdict()).isEqualTo(verdict);
  }

  @Test
  void eachOwnerOfAMovedServerMustBeAServer() {
    Known both =
        FixedSource.known(
            Some.process(7, "/usr/sbin/mysqld").ref(), Some.process(8, "/usr/sbin/gate").ref());

    assertThat(ruleOf(2022, both, speaks("mysql")).verdict()).isEqualTo(Verdict.INVESTIGATE);
  }

  /** The second is judged like the first, though only the first has a reason. */
  @ParameterizedTest
  @CsvSource({"ssh, PLAUSIBLE", "'', INVESTIGATE"})
  void whatAListenerSpeaksCountsForEachProcessOfAProgram(String protocol, Verdict verdict) {
    Known both =
        FixedSource.known(
            Some.process(7, "/usr/bin/python3").args("python3", "a.py").ref(),
            Some.process(8, "/usr/bin/python3").args("python3", "b.py").ref());
    Spoken spoken = protocol.isEmpty() ? spoken(Spoken.Kind.SILENT, false) : speaks(protocol);

    assertThat(ruleOf(22, both, spoken).verdict()).isEqualTo(verdict);
  }

  // The protocol in words

  private static Spoken software(String product, String version) {
    return new Spoken(
        Spoken.Kind.SPEAKS, List.of("http"), product, version, false, List.of(), "", "");
  }

  @ParameterizedTest
  @CsvSource({
    "nginx, 1.22.1, http (nginx 1.22.1)",
    "nginx, 1.22.1 Debian, http (nginx 1.22.1)",
    "nginx, ' 2', http (nginx)",
    "nginx, '', http (nginx)",
    "'', 2, http (2)",
    "'', '', http"
  })
  void aVersionIsCutAtItsFirstBlank(String product, String version, String words) {
    assertThat(software(product, version).words()).isEqualTo(words);
  }

  @Test
  void theWholeVersionIsInAllWords() {
    assertThat(software("nginx", "1.22.1 Debian").allWords())
        .isEqualTo("http (nginx 1.22.1 Debian)");
  }

  @Test
  void aBlankAndATildeArePrintable() {
    assertThat(software(" ~", "~ ").product()).isEqualTo(" ~");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u001f", "\u007f", "a\u00e9", "\n"})
  void whatIsNotPrintableIsNoProduct(String product) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> software(product, ""))
        .withMessageStartingWith("product: expected printable ASCII and escapes");
  }

  @ParameterizedTest
  @CsvSource({"40, ''", "41, ...", "80, ..."})
  void ofAnUnknownAnswerTheFirstFortyCharactersAreShown(int length, String end) {
    Spoken unknown =
        new Spoken(
            Spoken.Kind.SPEAKS_OTHER, List.of(), "", "", false, List.of(), "x".repeat(length), "");

    assertThat(SpokenText.phrase(unknown))
        .isEqualTo(", answers in an unknown protocol: \"" + "x".repeat(40) + end + "\"");
  }

  @ParameterizedTest
  @CsvSource({
    "SILENT, ', silent when asked'",
    "CLOSED, ', refuses or closes connections without sending anything'",
    "NOT_ASKED, ''"
  })
  void whatSaidNothingIsOnePhrase(Spoken.Kind kind, String phrase) {
    assertThat(SpokenText.phrase(spoken(kind, false))).isEqualTo(phrase);
  }

  @Test
  void aKnownProtocolIsAPhraseWithTheWholeVersion() {
    assertThat(SpokenText.phrase(software("nginx", "1.22.1 Debian")))
        .isEqualTo(", speaks http (nginx 1.22.1 Debian)");
  }
}
