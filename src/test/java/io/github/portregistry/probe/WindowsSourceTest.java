package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.Transport;
import io.github.portregistry.dossier.HandChecks;
import io.github.portregistry.probe.SocketSource.Sockets;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows on captured shapes; the system itself was not at hand. */
class WindowsSourceTest {

  private final List<List<String>> commands = new ArrayList<>();

  private ListenerProbe probe(byte[] output) {
    return new ListenerProbe(source(output, "C:\\Windows"));
  }

  private WindowsSource source(byte[] output, String root) {
    return new WindowsSource(
        words -> {
          commands.add(words);
          return output;
        },
        (pid, name) -> new ProcessRef(pid, null, "p" + pid, null, false, List.of(), "u"),
        root);
  }

  private ListenerProbe probe(String output) {
    return probe(output.getBytes(StandardCharsets.ISO_8859_1));
  }

  static List<String> shapes() {
    return Fixtures.list("shapes").stream()
        .map(path -> path.getFileName().toString())
        .filter(name -> name.startsWith("win-"))
        .toList();
  }

  private static String place(Listener listener) {
    Ownership ownership = listener.ownership();
    return listener.transport()
        + " "
        + listener.address().getAddress().getHostAddress()
        + " "
        + listener.ipv4()
        + " "
        + (ownership instanceof Known known
            ? known.owners().get(0).pid()
            : ((NotVisible) ownership).cause());
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void everyLanguageAndCodePageIsReadAlike(String shape) {
    ListenerProbe probe = probe(Fixtures.bytes("shapes/" + shape));

    PortFinding finding = probe.check(432);
    assertThat(finding.listeners())
        .extracting(WindowsSourceTest::place)
        .containsExactly(
            "TCP 0.0.0.0 ACCEPTED KERNEL",
            "TCP 0:0:0:0:0:0:0:0 UNKNOWN KERNEL",
            "TCP fe80:0:0:0:0:0:0:1c2d%12 REFUSED 777",
            "UDP 0.0.0.0 ACCEPTED 4856");
    assertThat(finding.otherUses())
        .extracting(use -> use.kind() + " " + use.count())
        .containsExactly("ACCEPTED 1");
    assertThat(finding.coverage())
        .isEqualTo(new Coverage(Source.WINDOWS_NETSTAT, true, false, List.of()));
    assertThat(probe.checkAll())
        .extracting(PortFinding::port)
        .containsExactly(135, 432, 4321, 5353);
    assertThat(probe.check(51000).otherUses())
        .extracting(OtherUse::kind)
        .containsExactly(OtherUse.Kind.TIME_WAIT);
    assertThat(probe.check(50127).otherUses())
        .extracting(OtherUse::kind)
        .containsExactly(OtherUse.Kind.CONNECTED_UDP);
    assertThat(probe.check(433).verdict()).isEqualTo(Verdict.NOT_IN_USE);
  }

  @Test
  void thereAreEightShapes() {
    assertThat(shapes()).hasSize(8);
  }

  @ParameterizedTest
  @CsvSource({
    "D:\\WinNT, D:\\WinNT\\System32\\netstat.exe",
    ", C:\\Windows\\System32\\netstat.exe",
    ".., C:\\Windows\\System32\\netstat.exe",
    "'', C:\\Windows\\System32\\netstat.exe"
  })
  void theProgramIsRunByItsFullPath(String root, String program) {
    source(Fixtures.bytes("shapes/win-en.txt"), root)
        .survey(PortSet.of(1), Depth.USUAL.with(OtherUses.NONE));

    assertThat(commands).containsExactly(List.of(program, "-ano"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Something else\r\n",
        "  UDP  0.0.0.0:1  *:*  4\r\n",
        "  TCP\r\n",
        "  TCP  0.0.0.0:1  0.0.0.0:0  LISTENING\r\n",
        "  TCP  0.0.0.0:x  0.0.0.0:0  LISTENING  1\r\n",
        "  TCP  0.0.0.0:99999  0.0.0.0:0  LISTENING  1\r\n",
        "  TCP  host:1  0.0.0.0:0  LISTENING  1\r\n",
        "  TCP  999.0.0.1:1  0.0.0.0:0  LISTENING  1\r\n",
        "  TCP  [:::1]:1  [::]:0  LISTENING  1\r\n",
        "  TCP  1  0.0.0.0:0  LISTENING  1\r\n"
      })
  void whatIsNotUnderstoodIsNeverNothing(String output) {
    PortFinding finding = probe(output).check(80);

    assertThat(finding.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(finding.coverage().notes()).isNotEmpty();
  }

  @Test
  void aProgramThatFailsLeavesTheAnswerUnknown() {
    ListenerProbe probe =
        new ListenerProbe(
            new WindowsSource(
                words -> {
                  throw new IOException("no such\nprogram");
                },
                NetstatSurvey::process,
                null));

    assertThat(probe.check(80).verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(probe.check(80).coverage().notes())
        .containsExactly("The sockets could not be read: no such\\nprogram");
  }

  @Test
  void ownersAreLookedForAsFarAsAsked() {
    String two =
        """
          TCP  0.0.0.0:80  0.0.0.0:0  X  10
          TCP  0.0.0.0:80  0.0.0.0:0  X  11
          TCP  0.0.0.0:81  0.0.0.0:0  X  0
        """;

    Known all = (Known) probe(two).check(80).listeners().get(0).ownership();
    assertThat(all.owners()).extracting(ProcessRef::pid).containsExactly(10L, 11L);
    assertThat(all.complete()).isFalse();
    Known first =
        (Known) probe(two).withOwners(Owners.FIRST).check(80).listeners().get(0).ownership();
    assertThat(first.owners()).extracting(ProcessRef::pid).containsExactly(10L);
    assertThat(probe(two).withOwners(Owners.NONE).check(80).listeners().get(0).ownership())
        .isEqualTo(NotVisible.notRequested());
    assertThat(probe(two).check(81).listeners().get(0).ownership())
        .isInstanceOfSatisfying(
            NotVisible.class,
            hidden -> assertThat(hidden.cause()).isEqualTo(NotVisible.Cause.UNKNOWN));
  }

  private String why(String row) {
    return probe(row + "\r\n").checkAll().get(0).listeners().stream()
        .map(listener -> ((NotVisible) listener.ownership()).why())
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TCP 0.0.0.0:80 0.0.0.0:0 X 4",
        "TCP [::]:5985 [::]:0 X 4",
        "UDP 0.0.0.0:443 *:* 4"
      })
  void ofTheKernelsSocketTheCommandIsNamedThatShowsWhoIsBehindIt(String row) {
    assertThat(why(row)).endsWith("run netsh http show servicestate view=requestq.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UDP [::]:500 *:* 4", "UDP 0.0.0.0:51820 *:* 4", "UDP [::]:1701 *:* 4"})
  void aUdpSocketOfTheKernelBelongsToADriver(String row) {
    assertThat(why(row)).contains("a driver opened it").doesNotContain("http");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TCP 0.0.0.0:445 0.0.0.0:0 X 4",
        "TCP 192.0.2.1:139 0.0.0.0:0 X 4",
        "UDP 192.0.2.1:137 *:* 4",
        "UDP 192.0.2.1:138 *:* 4"
      })
  void ofFileSharingNoCommandIsNamedThatCannotShowIt(String row) {
    assertThat(why(row)).contains("SMB").doesNotContain("http");
  }

  @Test
  void theOwnerOfAConnectionIsThatOfItsRow() {
    PortFinding finding = probe("  TCP 127.0.0.1:3306 127.0.0.1:50001 X 10872\r\n").check(3306);

    assertThat(finding.otherUses())
        .singleElement()
        .satisfies(
            use -> {
              assertThat(use.kind()).isEqualTo(OtherUse.Kind.CLIENT);
              assertThat(((Known) use.ownership()).owners())
                  .extracting(ProcessRef::pid)
                  .containsExactly(10_872L);
            });
  }

  @Test
  void whatTheSystemDoesWithPortsIsReadByTheFullPathOfItsProgram() {
    source(new byte[0], "D:\\WinNT").localPorts();

    assertThat(commands)
        .extracting(words -> words.get(0))
        .containsOnly("D:\\WinNT\\System32\\netsh.exe");
  }

  @Test
  void aPortOfThisMachineIsTried() throws IOException {
    try (ServerSocket server = new ServerSocket(0)) {
      assertThat(source(new byte[0], null).canBind(server.getLocalPort())).isFalse();
    }
  }

  @Test
  void theSourceIsChosenByThePlatform() {
    assertThat(ListenerProbe.source("Windows 11")).isInstanceOf(WindowsSource.class);
    assertThat(ListenerProbe.source("Mac OS X")).isInstanceOf(MacSource.class);
    assertThat(ListenerProbe.source("Linux")).isInstanceOf(LinuxSource.class);
    assertThat(ListenerProbe.source("SunOS")).isInstanceOf(NoSource.class);
    assertThat(ListenerProbe.source("")).isInstanceOf(NoSource.class);
  }

  @Test
  void theCommandsAreThoseOfThePlatform() {
    assertThat(probe("").commands(432, List.of(Transport.TCP)))
        .isEqualTo(HandChecks.windows(432, List.of(Transport.TCP)));
  }

  @Test
  void aProcessIsWhatTheJvmTells() {
    ProcessHandle self = ProcessHandle.current();
    ProcessRef process = NetstatSurvey.process(self.pid(), "");

    assertThat(process.pid()).isEqualTo(self.pid());
    assertThat(process.executable()).hasToString(self.info().command().orElseThrow());
    assertThat(process.name()).isEqualTo(process.executable().getFileName().toString());
    assertThat(process.startedAt()).isEqualTo(self.info().startInstant().orElse(null));
    assertThat(process.user()).isEqualTo(self.info().user().orElse(""));
    ProcessRef gone = NetstatSurvey.process(Integer.MAX_VALUE, "name");
    assertThat(gone)
        .isEqualTo(new ProcessRef(Integer.MAX_VALUE, null, "name", null, false, List.of(), ""));
  }

  @Test
  void aSurveyTellsOfTheWantedPortsOnly() {
    Sockets survey =
        source(Fixtures.bytes("shapes/win-en.txt"), null)
            .survey(PortSet.of(5353), Depth.USUAL.with(OtherUses.NONE));

    assertThat(survey.listeners()).hasSize(1);
    assertThat(survey.otherUses()).isEmpty();
  }

  @Test
  void whatIsNotUnderstoodOfARowIsTold() {
    assertThat(
            probe("  TCP  0.0.0.0:1  0.0.0.0:0  X  9\r\n  TCP  :80  0.0.0.0:0  X  9\r\n")
                .check(80)
                .coverage()
                .notes())
        .singleElement()
        .asString()
        .startsWith("A row was not understood: expected an address, found \"\" in ");
    assertThat(
            probe("  TCP  0.0.0.0:1  0.0.0.0:0  X  9\r\n  UDP  80  *:*  9\r\n")
                .check(80)
                .coverage()
                .notes())
        .singleElement()
        .asString()
        .startsWith("A row was not understood: expected an address and a port, found \"80\" in ");
  }

  @Test
  void theSourceIsThatOfThisMachine() {
    assertThat(source(new byte[0], null).isHere()).isTrue();
  }

  @Test
  void aPortThatNothingHasCanBeBound() throws IOException {
    int port;
    try (ServerSocket server = new ServerSocket(0)) {
      port = server.getLocalPort();
    }

    assertThat(source(new byte[0], null).canBind(port)).isTrue();
  }
}
