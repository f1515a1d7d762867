package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.portregistry.PortSpan;
import io.github.portregistry.Transport;
import io.github.portregistry.dossier.HandChecks;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** macOS on captured shapes; the system itself was not at hand. */
class MacSourceTest {

  private static final String HEADER =
      "Proto Recv-Q Send-Q  Local Address  Foreign Address  (state)  rhiwat  shiwat  pid  epid\n";

  private final List<List<String>> commands = new ArrayList<>();

  /** A system on which each program prints something; null if it fails. */
  private ListenerProbe probe(byte[] netstat, byte[] lsof) {
    return new ListenerProbe(
        new MacSource(
            words -> {
              commands.add(words);
              byte[] output = words.get(0).endsWith("lsof") ? lsof : netstat;
              if (output == null) {
                throw new IOException("it failed");
              }
              return output;
            },
            (pid, name) -> new ProcessRef(pid, null, name, null, false, List.of(), "u")));
  }

  private ListenerProbe shape(String name) {
    return probe(Fixtures.bytes("shapes/mac-netstat-" + name + ".txt"), null);
  }

  private ListenerProbe rows(String rows) {
    return probe((HEADER + rows).getBytes(StandardCharsets.UTF_8), null);
  }

  private static String place(Listener listener) {
    return listener.transport()
        + " "
        + listener.address().getAddress().getHostAddress().replaceAll("%.*", "")
        + " "
        + listener.ipv4()
        + " "
        + (listener.ownership() instanceof Known known
            ? known.owners().get(0).pid()
            : ((NotVisible) listener.ownership()).cause());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sonoma", "sequoia", "tahoe"})
  void everyReleaseIsReadAlike(String release) {
    ListenerProbe probe = shape(release);

    PortFinding finding = probe.check(432);
    assertThat(finding.listeners())
        .extracting(MacSourceTest::place)
        .containsExactly(
            "TCP 0:0:0:0:0:0:0:0 ACCEPTED 4711",
            "TCP fe80:0:0:0:0:0:0:1 REFUSED 901",
            "UDP 0.0.0.0 ACCEPTED 300");
    assertThat(finding.coverage())
        .isEqualTo(new Coverage(Source.MAC_NETSTAT, true, false, List.of()));
    assertThat(probe.check(5432).listeners())
        .extracting(MacSourceTest::place)
        .containsExactly("TCP 127.0.0.1 ACCEPTED 88", "TCP 0:0:0:0:0:0:0:1 REFUSED 88");
    assertThat(probe.check(5353).listeners())
        .extracting(MacSourceTest::place)
        .containsExactly("UDP 0:0:0:0:0:0:0:0 ACCEPTED 300");
    assertThat(probe.check(49515).otherUses())
        .extracting(OtherUse::kind)
        .containsExactly(OtherUse.Kind.CLIENT);
    assertThat(probe.checkAll()).extracting(PortFinding::port).containsExactly(432, 5353, 5432);
    assertThat(probe.check(433).verdict()).isEqualTo(Verdict.NOT_IN_USE);
  }

  @Test
  void theProgramsAreRunByTheirFullPaths() {
    shape("sonoma").check(432);

    assertThat(commands)
        .containsExactly(
            List.of("/usr/sbin/netstat", "-anv", "-p", "tcp"),
            List.of("/usr/sbin/netstat", "-anv", "-p", "udp"));
  }

  @Test
  void aNameMayHaveBlanksAndParentheses() throws IOException {
    MacNetstat tahoe = new MacNetstat(Fixtures.bytes("shapes/mac-netstat-tahoe.txt"));

    assertThat(tahoe.rows())
        .extracting(NetstatRow::name)
        .containsExactly(
            "node",
            "postgres",
            "postgres",
            "Google Chrome He",
            "My App (x)",
            "mDNSResponder",
            "mDNSResponder");
    assertThat(tahoe.rows())
        .extracting(NetstatRow::pid)
        .containsExactly(4711L, 88L, 88L, 901L, 22712L, 300L, 300L);
    assertThat(new MacNetstat(Fixtures.bytes("shapes/mac-netstat-sonoma.txt")).rows())
        .extracting(NetstatRow::name)
        .containsOnly("");
  }

  @Test
  void theNameOfAProcessIsUtf8() throws IOException {
    String captured =
        new String(Fixtures.bytes("shapes/mac-netstat-tahoe.txt"), StandardCharsets.UTF_8);

    String named = captured.replace("node:4711", "Caf\u00e9 \u65e5\u672c:4711");
    assertThat(new MacNetstat(named.getBytes(StandardCharsets.UTF_8)).rows())
        .extracting(NetstatRow::name)
        .startsWith("Caf\u00e9 \u65e5\u672c", "postgres");
  }

  @ParameterizedTest
  @CsvSource({
    "LISTEN, ",
    "TIME_WAIT, TIME_WAIT",
    "CLOSED, BOUND",
    "FIN_WAIT_1, CLOSING",
    "FIN_WAIT_2, CLOSING",
    "CLOSING, CLOSING",
    "LAST_ACK, CLOSING",
    "CLOSE_WAIT, CLIENT",
    "ESTABLISHED, CLIENT",
    "SYN_RCVD, HALF_OPEN",
    "SYN_SENT, CLIENT"
  })
  void aTcpStateTellsTheUse(String state, OtherUse.Kind use) throws IOException {
    MacNetstat netstat =
        new MacNetstat(
            (HEADER + "tcp4 0 0 127.0.0.1.80 *.* " + state + " 1 1 7 0\n")
                .getBytes(StandardCharsets.UTF_8));

    assertThat(netstat.rows()).extracting(NetstatRow::use).containsExactly(use);
  }

  @Test
  void aRowMayHaveFewerColumnsThanTheHeader() throws IOException {
    MacNetstat netstat =
        new MacNetstat(
            (HEADER + "udp4 0 0 *.80 *.* 7 0\nudp4 0 0 *.81 *.* node:8 0\n")
                .getBytes(StandardCharsets.UTF_8));

    assertThat(netstat.rows())
        .extracting(row -> row.local().getPort() + " " + row.pid() + " " + row.name())
        .containsExactly("80 7 ", "81 8 node");
    assertThat(netstat.complete()).isTrue();
  }

  @Test
  void theProcessMayBeTheLastColumn() throws IOException {
    MacNetstat netstat =
        new MacNetstat(
            "Proto Recv-Q Send-Q  Local Address  Foreign Address  (state)  pid\n"
                .concat("tcp4 0 0 *.80 *.* LISTEN 7\ntcp4 0 0 *.81 *.*\n")
                .getBytes(StandardCharsets.UTF_8));

    assertThat(netstat.rows()).extracting(NetstatRow::pid).containsExactly(7L);
    assertThat(netstat.notes(PortSet.all()))
        .containsExactly(
            "A row was not understood: expected 6 columns or more, found 5 in tcp4 0 0 *.81 *.*");
  }

  @Test
  void aRowThatIsTooShortTellsHowManyColumnsAreNeeded() throws IOException {
    MacNetstat netstat =
        new MacNetstat((HEADER + "tcp4 0 0 *.80 *.* 7\n").getBytes(StandardCharsets.UTF_8));

    assertThat(netstat.notes(PortSet.all()))
        .containsExactly(
            "A row was not understood: expected 7 columns or more, found 6 in"
                + " tcp4 0 0 *.80 *.* 7");
  }

  @Test
  void anAddressOfWhichNoWholeGroupIsKnownIsNotUnderstood() throws IOException {
    MacNetstat netstat =
        new MacNetstat(
            (HEADER + "tcp6 0 0 ::ffff:192.168.1.80 *.* LISTEN 1 1 7 0\n")
                .getBytes(StandardCharsets.UTF_8));

    assertThat(netstat.rows()).isEmpty();
    assertThat(netstat.complete()).isFalse();
    assertThat(netstat.notes(PortSet.all()))
        .containsExactly(
            "A row was not understood: expected a whole address, found \"::ffff:192.168.1\" in"
                + " tcp6 0 0 ::ffff:192.168.1.80 *.* LISTEN 1 1 7 0");
  }

  @Test
  void aUdpSocketWithAPeerIsConnected() {
    assertThat(rows("udp4 0 0 127.0.0.1.80 127.0.0.1.53 1 1 7 0\n").check(80).otherUses())
        .extracting(OtherUse::kind)
        .containsExactly(OtherUse.Kind.CONNECTED_UDP);
  }

  @Test
  void aSocketWithoutAPortIsNoListener() {
    ListenerProbe probe = rows("udp4 0 0 *.* *.* 1 1 7 0\n");

    assertThat(probe.checkAll()).isEmpty();
    assertThat(probe.check(80).coverage())
        .isEqualTo(new Coverage(Source.MAC_NETSTAT, true, true, List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "fe80::1852:85ff:, fe80:0:0:0:0:0:0:0",
    "2001:db8:17:a:b1, 2001:db8:17:a:0:0:0:0",
    "2001:db8::1:2:3:, 2001:db8:0:0:0:0:0:0"
  })
  void ofAnAddressThatWasCutTheBeginningIsTold(String cut, String address) {
    PortFinding finding = rows("tcp6 0 0 " + cut + ".80 *.* LISTEN 1 1 7 0\n").check(80);

    assertThat(finding.listeners())
        .extracting(MacSourceTest::place)
        .containsExactly("TCP " + address + " REFUSED 7");
    assertThat(finding.reasons())
        .extracting(Reason::kind)
        .doesNotContain(Reason.Kind.ALL_ADDRESSES);
    assertThat(finding.coverage().socketsComplete()).isTrue();
    // The same table stands in for that of UDP.
    assertThat(finding.coverage().notes())
        .containsOnly(
            "netstat cuts long addresses: only the beginning of the address of the listener on port"
                + " 80 is known ("
                + cut
                + ").");
  }

  @Test
  void theCutAddressOfAnotherPortIsNotNoted() {
    ListenerProbe probe = rows("tcp6 0 0 2001:db8:17:a:b1.443 *.* LISTEN 1 1 7 0\n");

    assertThat(probe.check(631).coverage().notes()).isEmpty();
    assertThat(probe.check(443).coverage().notes()).isNotEmpty();
  }

  @Test
  void theCutAddressOfAConnectionIsNoDoubt() {
    PortFinding finding =
        rows("tcp6 0 0 2001:db8:17:a:b1.50000 2001:db8::1.443 ESTABLISHED 1 1 7 0\n").check(80);

    assertThat(finding.verdict()).isEqualTo(Verdict.NOT_IN_USE);
    assertThat(finding.coverage().notes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"fe80::1%lo0, fe80:0:0:0:0:0:0:1", "fe80::1%12, fe80:0:0:0:0:0:0:1%12"})
  void anAddressHasItsInterfaceWhereThatIsKnown(String text, String address) {
    PortFinding finding = rows("tcp6 0 0 " + text + ".80 *.* LISTEN 1 1 7 0\n").check(80);

    String host = finding.listeners().get(0).address().getAddress().getHostAddress();
    // A machine that has an interface of that name gives the address its scope.
    assertThat(host).isIn(address, address + "%lo0");
  }

  @Test
  void theKernelsSocketsAreTheKernels() {
    assertThat(rows("udp4 0 0 *.80 *.* 1 1 0 0\n").check(80).listeners())
        .extracting(MacSourceTest::place)
        .containsExactly("UDP 0.0.0.0 ACCEPTED KERNEL");
  }

  @Test
  void theFirstProcessIsAProgram() {
    assertThat(rows("tcp4 0 0 *.80 *.* LISTEN 1 1 1 0\n").check(80).listeners())
        .extracting(MacSourceTest::place)
        .contains("TCP 0.0.0.0 ACCEPTED 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tcp4 0 0\n",
        "tcp4 0 0 *.x *.* LISTEN 1 1 7 0\n",
        "tcp4 0 0 *.80 *.* LISTEN 1 1 x 0\n",
        "tcp4 0 0 host.80 *.* LISTEN 1 1 7 0\n",
        "tcp4 0 0 80 *.* LISTEN 1 1 7 0\n"
      })
  void aRowThatIsNotUnderstoodIsNeverNothing(String row) {
    PortFinding finding = rows(row).check(81);

    assertThat(finding.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(finding.coverage().notes())
        .isNotEmpty()
        .allMatch(
            note ->
                note.startsWith("A row was not understood: expected ")
                    && note.contains(", found ")
                    && note.endsWith(" in " + row.trim()));
  }

  @ParameterizedTest
  @CsvSource({
    "'', 'expected a header that starts with Proto, found none'",
    "'Proto a b', 'expected a header with a column of process ids, found \"Proto a b\"'",
    "'tcp4 0 0', 'expected a header before the rows, found \"tcp4 0 0\"'"
  })
  void aTableWithoutAHeaderTellsWhatWasFound(String output, String message) {
    assertThatThrownBy(() -> new MacNetstat(output.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IOException.class)
        .hasMessage(message);
  }

  // What the system does with ports

  private LocalPorts settings(String sysctl) {
    return probe(sysctl.getBytes(StandardCharsets.US_ASCII), null).localPorts();
  }

  @Test
  void thePortsOfConnectionsAreThoseThatSysctlNames() {
    assertThat(settings("32768\n60999\n"))
        .isEqualTo(LocalPorts.ofClient(new PortSpan(32_768, 60_999)));
    assertThat(commands)
        .containsExactly(
            List.of(
                "/usr/sbin/sysctl",
                "-n",
                "net.inet.ip.portrange.first",
                "net.inet.ip.portrange.last"));
  }

  @Test
  void theFirstOfThePortsOfConnectionsMayBeTheHighest() {
    assertThat(settings("65535\n49152\n").client()).isEqualTo(new PortSpan(49_152, 65_535));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "49000\n",
        "x\ny\n",
        "1\n65536\n",
        "-1\n5\n",
        "net.inet.ip.portrange.first: 49000\nnet.inet.ip.portrange.last: 49001\n"
      })
  void wherePortsOfConnectionsAreNotUnderstoodTheyAreTheUsualOnes(String sysctl) {
    assertThat(settings(sysctl)).isEqualTo(LocalPorts.USUAL);
  }

  @Test
  void whereSysctlFailsThePortsOfConnectionsAreTheUsualOnes() {
    assertThat(probe(null, null).localPorts()).isEqualTo(LocalPorts.USUAL);
  }

  // lsof

  @ParameterizedTest
  @ValueSource(
      strings = {"", "nothing", "tcp4 0 0 *.80 *.* LISTEN 1 1 7 0\n", "Proto without it\n"})
  void whereNetstatIsNotUnderstoodLsofIsAsked(String netstat) {
    ListenerProbe probe =
        probe(netstat.getBytes(StandardCharsets.UTF_8), Fixtures.bytes("shapes/mac-lsof-F.txt"));

    PortFinding finding = probe.check(57607);
    assertThat(finding.coverage().source()).isEqualTo(Source.MAC_LSOF);
    assertThat(finding.coverage().socketsComplete()).isFalse();
    assertThat(finding.coverage().ownersComplete()).isFalse();
    assertThat(finding.coverage().notes()).hasSize(2);
    assertThat(finding.listeners())
        .extracting(MacSourceTest::place)
        .containsExactly("TCP 0.0.0.0 ACCEPTED 783", "TCP 0:0:0:0:0:0:0:0 UNKNOWN 783");
    assertThat(probe.check(3000).listeners())
        .extracting(MacSourceTest::place)
        .containsExactly("TCP 0:0:0:0:0:0:0:1 REFUSED 990");
    assertThat(probe.check(58631).otherUses())
        .extracting(OtherUse::kind)
        .containsExactly(OtherUse.Kind.CLIENT);
    assertThat(probe.check(1).verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(commands).contains(List.of("/usr/sbin/lsof", "-nP", "-iTCP", "-iUDP", "-FpcftPnT"));
  }

  @Test
  void namesOfLsofAreUnescaped() throws IOException {
    MacLsof lsof = new MacLsof(Fixtures.bytes("shapes/mac-lsof-F.txt"));

    assertThat(lsof.rows())
        .extracting(NetstatRow::name)
        .containsExactly(
            "rapportd", "rapportd", "ControlCenter", "Slack Helper", "next-server (v15");
  }

  @Test
  void udpSocketsAndBoundOnesAreReadFromLsofToo() throws IOException {
    String text =
        """
        p1
        c\\xc3\\xbc\\xzz
        f3
        tIPv4
        PUDP
        n127.0.0.1:53
        f4
        tIPv4
        PUDP
        n127.0.0.1:54->127.0.0.1:53
        f5
        tIPv4
        PTCP
        n*:80
        TST=CLOSED
        TQR=0
        """;

    assertThat(new MacLsof(text.getBytes(StandardCharsets.UTF_8)).rows())
        .extracting(row -> row.transport() + " " + row.use() + " " + row.name())
        .containsExactly("UDP null ü\\xzz", "UDP CONNECTED_UDP ü\\xzz", "TCP BOUND ü\\xzz");
  }

  private static byte[] lsof(String name, String endpoint, String protocol) {
    return ("p1\nc" + name + "\nf3\ntIPv4\nP" + protocol + "\nn" + endpoint + "\nTST=LISTEN\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "ca\\x20, 'ca '",
    "a\\x09b, 'a\tb'",
    "ca\\x2, ca\\x2",
    "ca\\x, ca\\x",
    "ca\\x2z, ca\\x2z",
    "ca\\xz2, ca\\xz2"
  })
  void onlyTwoHexDigitsAreAByteOfAName(String printed, String name) throws IOException {
    assertThat(new MacLsof(lsof(printed, "*:80", "TCP")).rows())
        .extracting(NetstatRow::name)
        .containsExactly(name);
  }

  @Test
  void aByteOfANameMayBeZero() throws IOException {
    assertThat(new MacLsof(lsof("a\\x00b", "*:80", "TCP")).rows())
        .extracting(NetstatRow::name)
        .containsExactly("a\0b");
  }

  @ParameterizedTest
  @CsvSource({"*:*, UDP", ":80, TCP", "80, TCP", "*:80, ICMP"})
  void aDescriptorWithoutAnAddressAndAPortOfATransportIsNoRow(String endpoint, String protocol)
      throws IOException {
    assertThat(new MacLsof(lsof("a", endpoint, protocol)).rows()).isEmpty();
  }

  @Test
  void whatNetstatToldBeforeItFailedIsNotMixedWithWhatLsofTells() {
    ListenerProbe probe =
        new ListenerProbe(
            new MacSource(
                words -> {
                  if (words.contains("udp")) {
                    throw new IOException("it failed");
                  }
                  return words.get(0).endsWith("lsof")
                      ? lsof("a", "*:81", "TCP")
                      : (HEADER + "tcp4 0 0 *.80 *.* LISTEN 1 1 7 0\n")
                          .getBytes(StandardCharsets.UTF_8);
                },
                (pid, name) -> new ProcessRef(pid, null, name, null, false, List.of(), "u")));

    assertThat(probe.checkAll()).extracting(PortFinding::port).containsExactly(81);
  }

  @Test
  void whereNothingCanBeRunNothingIsKnown() {
    PortFinding finding = probe(null, null).check(80);

    assertThat(finding.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(finding.coverage().notes())
        .containsExactly(
            "/usr/sbin/netstat could not be used: it failed", "lsof could not be used: it failed");
  }

  @Test
  void theCommandsAreThoseOfThePlatform() {
    assertThat(probe(null, null).commands(432, List.of(Transport.UDP)))
        .isEqualTo(HandChecks.mac(432, List.of(Transport.UDP)));
  }

  private static MacSource source() {
    return new MacSource(
        words -> {
          throw new IOException("it failed");
        },
        (pid, name) -> new ProcessRef(pid, null, name, null, false, List.of(), "u"));
  }

  @Test
  void theSourceIsThatOfThisMachine() {
    assertThat(source().isHere()).isTrue();
  }

  @Test
  void aPortThatSomethingHasCannotBeBound() throws IOException {
    int port;
    try (ServerSocket server = new ServerSocket(0)) {
      port = server.getLocalPort();

      assertThat(source().canBind(port)).isFalse();
    }
    assertThat(source().canBind(port)).isTrue();
  }
}
