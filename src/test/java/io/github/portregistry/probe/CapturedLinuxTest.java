package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.Transport;
import io.github.portregistry.probe.Fixtures.Case;
import java.io.IOException;
import java.net.Inet6Address;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All cases of a real machine, as root saw it and as nobody saw it at the same moment. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CapturedLinuxTest {

  /** Sockets that have their port without listening on it in this network namespace. */
  private static final Map<String, Set<OtherUse.Kind>> NOT_LISTENERS =
      Map.of(
          "bound-not-listening", Set.of(),
          "bound-not-listening-noreuse", Set.of(),
          "client-local-port", Set.of(OtherUse.Kind.CLIENT),
          "time-wait-only", Set.of(OtherUse.Kind.TIME_WAIT),
          "udp-connected", Set.of(OtherUse.Kind.CONNECTED_UDP),
          "other-netns", Set.of());

  @TempDir private static Path temp;

  private ListenerProbe root;
  private ListenerProbe nobody;

  @BeforeAll
  void build() throws IOException {
    root = FakeProc.captured(temp.resolve("root"), "linux-root").probe();
    nobody = FakeProc.captured(temp.resolve("nobody"), "linux-nobody").probe();
  }

  @AfterAll
  void drop() {
    root = null;
    nobody = null;
  }

  static List<Case> cases() {
    return Fixtures.truth();
  }

  private static List<Listener> listeners(PortFinding finding, Case fixture) {
    Transport transport = Transport.valueOf(fixture.transport().toUpperCase(Locale.ROOT));
    return finding.listeners().stream().filter(l -> l.transport() == transport).toList();
  }

  private static List<Long> pids(Listener listener) {
    return listener.ownership() instanceof Known known
        ? known.owners().stream().map(ProcessRef::pid).toList()
        : List.of();
  }

  @Test
  void theTruthHasAllCases() {
    assertThat(cases()).hasSize(49);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void rootSeesEachListenerWithAllItsOwners(Case fixture) {
    PortFinding finding = root.check(fixture.port());
    List<Listener> listeners = listeners(finding, fixture);

    assertThat(finding.coverage().socketsComplete()).isTrue();
    assertThat(finding.coverage().ownersComplete()).isTrue();
    if (NOT_LISTENERS.containsKey(fixture.name())) {
      assertThat(listeners).isEmpty();
      assertThat(finding.verdict()).isEqualTo(Verdict.NOT_IN_USE);
    } else {
      assertThat(finding.verdict()).isNotIn(Verdict.NOT_IN_USE, Verdict.UNKNOWN);
      assertThat(listeners).anySatisfy(l -> assertThat(pids(l)).isEqualTo(fixture.pids()));
      assertThat(listeners)
          .allSatisfy(l -> assertThat(l.ownership()).isInstanceOf(Known.class))
          .allSatisfy(l -> assertThat(l.address().getPort()).isEqualTo(fixture.port()));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void nobodySeesEachListenerAndOnlyItsOwnProcess(Case fixture) {
    PortFinding finding = nobody.check(fixture.port());
    List<Listener> listeners = listeners(finding, fixture);

    assertThat(finding.coverage().socketsComplete()).isTrue();
    if (NOT_LISTENERS.containsKey(fixture.name())) {
      assertThat(listeners).isEmpty();
      assertThat(finding.verdict()).isEqualTo(Verdict.NOT_IN_USE);
    } else {
      assertThat(finding.verdict()).isNotIn(Verdict.NOT_IN_USE, Verdict.UNKNOWN);
      assertThat(finding.coverage().ownersComplete()).isFalse();
      assertThat(listeners).isNotEmpty();
      if (fixture.port() == 20046) {
        assertThat(pids(listeners.get(0))).isEqualTo(fixture.pids());
        assertThat(((Known) listeners.get(0).ownership()).complete()).isFalse();
      } else {
        assertThat(listeners).allSatisfy(l -> assertThat(l.ownership()).isInstanceOf(Denied.class));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatElseHasThePortIsTold(Case fixture) {
    Set<OtherUse.Kind> kinds =
        root.check(fixture.port()).otherUses().stream()
            .map(OtherUse::kind)
            .collect(Collectors.toSet());

    Set<OtherUse.Kind> expected =
        NOT_LISTENERS.containsKey(fixture.name())
            ? NOT_LISTENERS.get(fixture.name())
            : Set.of(20018, 20003).contains(fixture.port())
                ? Set.of(OtherUse.Kind.NO_OWNER)
                : Set.of();
    assertThat(kinds).isEqualTo(expected);
  }

  @Test
  void allListenersComeInOnePass() {
    Set<Integer> expected =
        cases().stream()
            .filter(fixture -> !NOT_LISTENERS.containsKey(fixture.name()))
            .map(Case::port)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(root.checkAll()).extracting(PortFinding::port).containsExactlyElementsOf(expected);
    assertThat(nobody.checkAll()).extracting(PortFinding::port).containsExactlyElementsOf(expected);
  }

  @Test
  void severalPortsComeInOnePassWhetherInUseOrNot() {
    List<PortFinding> findings = root.check(List.of(20019, 20003, 20003));

    assertThat(findings).extracting(PortFinding::port).containsExactly(20003, 20019);
    assertThat(findings.get(0).listeners()).isEqualTo(root.check(20003).listeners());
    assertThat(findings.get(1).verdict()).isEqualTo(Verdict.NOT_IN_USE);
  }

  // Addresses

  private Listener only(int port) {
    List<Listener> listeners = root.check(port).listeners();
    assertThat(listeners).hasSize(1);
    return listeners.get(0);
  }

  @Test
  void aSocketOnAllIpv6AddressesMayAcceptIpv4OrNot() {
    assertThat(only(20001).ipv4()).isEqualTo(Listener.Ipv4.UNKNOWN);
    assertThat(only(20002).ipv4()).isEqualTo(Listener.Ipv4.UNKNOWN);
    assertThat(only(20001).address().getAddress().getHostAddress()).isEqualTo("0:0:0:0:0:0:0:0");
    assertThat(only(20001).isOnAllAddresses()).isTrue();
  }

  @Test
  void aMappedAddressIsAnIpv4Address() {
    assertThat(only(20007).address().getAddress().getHostAddress()).isEqualTo("127.0.0.1");
    assertThat(only(20007).ipv4()).isEqualTo(Listener.Ipv4.ACCEPTED);
  }

  @Test
  void aLinkLocalAddressHasTheInterfaceThatHasIt() {
    Inet6Address address = (Inet6Address) only(20008).address().getAddress();

    assertThat(address.getHostAddress()).startsWith("fe80:0:0:0:1852:85ff:feef:c4a8%");
    assertThat(address.getScopeId()).isEqualTo(3);
    assertThat(only(20008).ipv4()).isEqualTo(Listener.Ipv4.REFUSED);
  }

  @Test
  void addressesAreInTheOrderOfTheNetwork() {
    assertThat(only(20005).address().getAddress().getHostAddress()).isEqualTo("127.0.0.53");
    assertThat(only(20006).address().getAddress().getHostAddress()).isEqualTo("0:0:0:0:0:0:0:1");
    assertThat(only(20003).isOnAllAddresses()).isTrue();
    assertThat(only(20003).isLoopback()).isFalse();
    assertThat(only(20004).isLoopback()).isTrue();
    assertThat(only(20004).ipv4()).isEqualTo(Listener.Ipv4.ACCEPTED);
  }

  @Test
  void eachSocketOfAPortIsAListener() {
    assertThat(root.check(20010).listeners())
        .extracting(CapturedLinuxTest::pids)
        .containsExactly(List.of(69L), List.of(69L));
    assertThat(root.check(20011).listeners())
        .extracting(CapturedLinuxTest::pids)
        .containsExactlyInAnyOrder(List.of(70L), List.of(71L));
    assertThat(root.check(20013).listeners())
        .extracting(l -> l.address().getAddress().getHostAddress())
        .containsExactly("127.0.0.1", "127.0.0.2");
    assertThat(root.check(20025).listeners())
        .extracting(Listener::transport)
        .containsExactly(Transport.TCP, Transport.UDP);
  }

  // Processes

  private ProcessRef owner(int port) {
    return ((Known) only(port).ownership()).owners().get(0);
  }

  @Test
  void anOwnerHasItsFacts() {
    ProcessRef owner = owner(20001);

    assertThat(owner.name()).isEqualTo("python3");
    assertThat(owner.executable()).isEqualTo(Path.of("/usr/local/bin/python3.11"));
    assertThat(owner.executableDeleted()).isFalse();
    assertThat(owner.arguments())
        .containsExactly("/usr/local/bin/python3", "src/listeners.py", "240", "/srv/fixture");
    assertThat(owner.user()).isEqualTo("root");
    assertThat(owner.startedAt()).isEqualTo(Instant.parse("2026-11-23T03:39:12.240Z"));
  }

  @Test
  void aNameIsWhatTheKernelKeepsWhateverItIs() {
    assertThat(owner(20031).name()).isEqualTo("a) S 1 (b");
    assertThat(owner(20032).name()).isEqualTo("new\nline");
    assertThat(owner(20033).name()).isEqualTo("\u00ff\u00fe\u00e9x");
    assertThat(owner(20034).name()).isEmpty();
    assertThat(owner(20038).name()).isEqualTo("kworker(");
    assertThat(owner(20038).startedAt()).isEqualTo(Instant.parse("2026-11-23T03:39:12.380Z"));
    assertThat(owner(20032).toString()).contains("name=new\\nline,").doesNotContain("\n");
  }

  @Test
  void aFileThatIsGoneIsTold() {
    assertThat(owner(20040).executable()).isEqualTo(Path.of("/srv/fixture/ghost-server"));
    assertThat(owner(20040).executableDeleted()).isTrue();
    assertThat(owner(20041).executable()).isEqualTo(Path.of("/srv/fixture/upgraded-server"));
    assertThat(owner(20041).executableDeleted()).isTrue();
    assertThat(owner(20042).executable()).isEqualTo(Path.of("/srv/fixture/my server (v2).bin"));
    assertThat(owner(20043).executable()).isEqualTo(Path.of("/srv/fixture/bad\nname"));
    assertThat(owner(20043).toString()).contains("bad\\nname").doesNotContain("\n");
  }

  @Test
  void aFileMayHaveANameThatEndsLikeTheMark() {
    assertThat(owner(20044).executable().getFileName()).hasToString("honest (deleted)");
    assertThat(owner(20044).executableDeleted()).isFalse();
  }

  @Test
  void theFileIsTheIdentityWhateverTheArgumentsSay() {
    assertThat(owner(20045).executable()).isEqualTo(Path.of("/srv/fixture/listener2"));
    assertThat(owner(20045).arguments().get(0)).startsWith("sshd: ");
    assertThat(owner(20045).program()).isEqualTo("listener2");
  }

  @Test
  void theUserOfTheSocketAndOfTheProcessAreTwo() {
    assertThat(only(20015).user()).isEqualTo("root");
    assertThat(owner(20015).user()).isEqualTo("nobody");
    assertThat(only(20014).user()).isEqualTo("nobody");
  }
}
