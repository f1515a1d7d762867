package io.github.portregistry.probe;

import static io.github.portregistry.probe.FixedSource.tcp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.portregistry.ObservedUse;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.PortSpan;
import io.github.portregistry.PortStatus;
import io.github.portregistry.Transport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FreePortsTest extends FakeMachine {

  @BeforeEach
  void clientsGetHighPorts() throws IOException {
    proc.write("sys/net/ipv4/ip_local_port_range", "48000\t60999\n");
  }

  /** The ports of a range that are nobody's and that nothing is known to use. */
  private static List<Integer> quiet(int first, int last) {
    return new ArrayList<>(
        IntStream.rangeClosed(first, last)
            .filter(port -> isQuiet(PortRegistry.lookup(port)))
            .boxed()
            .toList());
  }

  private static boolean isQuiet(PortRecord port) {
    return port.status() == PortStatus.UNASSIGNED
        && port.observedUses().stream().allMatch(ObservedUse::isRange);
  }

  @Test
  void onAQuietMachineThePortsThatAreNobodysAreFree() throws IOException {
    List<Integer> quiet = quiet(39_100, 39_500);

    assertThat(quiet).hasSizeGreaterThan(200);
    assertThat(proc.probe().free(new PortSpan(39_100, 39_500), 1000)).isEqualTo(quiet);
    for (int count : new int[] {1, 63, 64, 65, 130, 200}) {
      assertThat(proc.probe().free(new PortSpan(39_100, 39_500), count))
          .isEqualTo(quiet.subList(0, count));
    }
  }

  @Test
  void aPortThatSomebodyHasInAnyWayIsNotFree() throws IOException {
    List<Integer> quiet = quiet(39_100, 39_150);
    int listens = quiet.remove(3);
    int connected = quiet.remove(1);
    tables(listener(listens, 7) + row("0100007F:%04X".formatted(connected), "01", 0, 8));

    assertThat(proc.probe().free(new PortSpan(39_100, 39_150), 10)).isEqualTo(quiet.subList(0, 10));
  }

  @Test
  void dynamicPortsAreGivenOnlyWhereNothingElseIsAskedFor() throws IOException {
    assertThat(proc.probe().free(new PortSpan(61_001, 61_200), 3)).hasSize(3);
    assertThat(proc.probe().free(new PortSpan(49_152, 49_200), 3)).hasSize(3);
  }

  @Test
  void aRangeThatOnlyReachesIntoTheDynamicPortsGivesNone() {
    LocalPorts local = LocalPorts.ofClient(new PortSpan(20_000, 20_001));
    ListenerProbe probe = new FixedSource().with(local).probe();

    assertThat(probe.free(new PortSpan(49_100, 49_200), 1000))
        .isNotEmpty()
        .isEqualTo(quiet(49_100, 49_151));
  }

  @Test
  void portZeroIsNotFree() throws IOException {
    assertThat(proc.probe().free(new PortSpan(0, 0), 10)).isEmpty();
    assertThat(proc.probe().free(new PortSpan(0, 1023), 1)).isEqualTo(quiet(1, 1023).subList(0, 1));
  }

  @Test
  void aPortThatIsAssignedOrHasAUseOnRecordIsNotFree() throws IOException {
    assertThat(proc.probe().free(new PortSpan(432, 432), 1)).isEmpty();
    assertThat(isQuiet(PortRegistry.lookup(15000))).isFalse();
    assertThat(proc.probe().free(new PortSpan(15000, 15000), 1)).isEmpty();
  }

  @Test
  void aPortThatIsClaimedOnlyAsOneOfARangeIsFree() throws IOException {
    PortRecord claimed =
        PortRegistry.bundled()
            .ports(PortStatus.UNASSIGNED)
            .filter(port -> port.number() < 48_000 && !port.observedUses().isEmpty())
            .filter(port -> port.observedUses().stream().allMatch(ObservedUse::isRange))
            .findFirst()
            .orElseThrow();

    assertThat(proc.probe().free(PortSpan.of(claimed.number()), 1))
        .containsExactly(claimed.number());
    assertThat(proc.probe().free(new PortSpan(30_000, 32_767), 3)).hasSize(3);
  }

  @Test
  void whatTheSystemHandsOutToClientsIsLeftOutUnlessNothingElseWasAskedFor() throws IOException {
    ListenerProbe probe = proc.probe();

    assertThat(probe.clientPorts()).isEqualTo(new PortSpan(48_000, 60_999));
    assertThat(probe.free(new PortSpan(47_000, 49_000), 2000))
        .isNotEmpty()
        .allMatch(p -> p < 48_000);
    assertThat(probe.free(new PortSpan(48_000, 49_000), 5)).hasSize(5);
  }

  @Test
  void whatTheSystemWasToldToKeepBackIsNotHandedOut() {
    LocalPorts local =
        new LocalPorts(
            new PortSpan(39_000, 60_999),
            List.of(new PortSpan(39_200, 39_300)),
            List.of(),
            List.of(),
            0);
    ListenerProbe probe = new FixedSource().with(local).probe();

    assertThat(probe.free(new PortSpan(39_100, 39_400), 1000)).isEqualTo(quiet(39_200, 39_300));
    assertThat(probe.handsOut(39_199)).isTrue();
    assertThat(probe.handsOut(39_200)).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> probe.handsOut(65_536));
  }

  @Test
  void aPortThatThisUserCannotBindIsNotFree() {
    List<Integer> quiet = quiet(39_100, 39_150);
    LocalPorts local =
        new LocalPorts(
            new PortSpan(49_152, 65_535),
            List.of(),
            List.of(PortSpan.of(quiet.get(1))),
            List.of(PortSpan.of(quiet.get(2))),
            39_101);
    ListenerProbe probe = new FixedSource().with(local).notBindable(quiet.get(3)).probe();

    assertThat(probe.free(new PortSpan(quiet.get(0), 39_150), 2)).doesNotContain(quiet.get(3));
    assertThat(probe.free(new PortSpan(39_000, 39_150), 1)).containsExactly(quiet.get(4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x y", "5", "60999 32768", "1 70000"})
  void whereTheSettingIsNotUnderstoodTheKernelsOwnCounts(String setting) throws IOException {
    proc.write("sys/net/ipv4/ip_local_port_range", setting);

    assertThat(proc.probe().clientPorts()).isEqualTo(new PortSpan(32_768, 60_999));
  }

  @Test
  void whereTheTablesCannotBeReadNothingIsSaidToBeFree() throws IOException {
    proc.refuse("net/tcp");
    ListenerProbe probe = proc.probe();

    assertThatIllegalStateException()
        .isThrownBy(() -> probe.free(new PortSpan(39_100, 39_500), 1))
        .withMessage(
            "cannot see whether a port is in use: The system refused to show the table tcp to"
                + " this user.");
  }

  @Test
  void oneHasToAskForAtLeastOne() throws IOException {
    ListenerProbe probe = proc.probe();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> probe.free(new PortSpan(1, 2), 0))
        .withMessage("expected a count of at least 1, found 0");
  }

  // Instead of a port

  private static OptionalInt near(ListenerProbe probe, int port) {
    return new FreePorts(probe).near(port);
  }

  @ParameterizedTest
  @CsvSource({"80, 8080", "443, 8443", "53, 8053", "1023, 9023", "0, 8000"})
  void insteadOfASystemPortOneThatEndsLikeItIsSuggested(int port, int near) {
    assertThat(near(new FixedSource().probe(), port)).hasValue(near);
  }

  @ParameterizedTest
  @CsvSource({"21, 2121", "22, 2222", "25, 2525"})
  void theUsualPortComesBeforeOneThatEndsLikeIt(int port, int usual) {
    assertThat(near(new FixedSource().probe(), port)).hasValue(usual);
    assertThat(near(new FixedSource().notBindable(usual).probe(), port).getAsInt())
        .isBetween(8000 + port, 8009 + port);
  }

  /** People expect FreeSWITCH on 8021 and Mailpit on 8025. */
  @ParameterizedTest
  @CsvSource({"21, 2121, 8022", "25, 2525, 8026"})
  void aPortThatAnApplicationDominatesIsNotSuggested(int port, int usual, int next) {
    assertThat(near(new FixedSource().notBindable(usual).probe(), port)).hasValue(next);
  }

  /** OMG DDS claims 7902-8149 and 8652-8899, Kubernetes claims 30000-32767. */
  @ParameterizedTest
  @CsvSource({"8080, 8340", "8677, 8399", "31338, 29998"})
  void aPortInARangeThatAnApplicationClaimsIsNotSuggestedIfThereIsAnother(int port, int near) {
    assertThat(near(new FixedSource().probe(), port)).hasValue(near);
  }

  @Test
  void anAlternativeThatTheSystemHandsOutIsNotSuggested() {
    LocalPorts local = LocalPorts.ofClient(new PortSpan(8080, 8082));

    assertThat(near(new FixedSource().with(local).probe(), 80)).hasValue(8083);
  }

  /** Kubernetes claims 30000-32767, which this machine keeps back; it hands out all the rest. */
  @Test
  void aPortThatAnApplicationClaimsIsSuggestedBeforeOneThatIsHandedOut() {
    LocalPorts local =
        new LocalPorts(
            new PortSpan(1024, 65_535),
            List.of(new PortSpan(30_100, 30_200)),
            List.of(),
            List.of(),
            0);

    assertThat(near(new FixedSource().with(local).probe(), 20_045))
        .hasValue(quiet(30_100, 30_200).get(0));
  }

  @Test
  void whatIsSaidOfASuggestionIsWhatIsKnownOfIt() {
    FreePorts free = new FreePorts(new FixedSource().probe());
    int none = near(new FixedSource().probe(), 20_045).orElseThrow();

    assertThat(free.described(8079)).isEqualTo("8079, unassigned; OMG DDS may use 7902-8149");
    assertThat(free.sentence(8079))
        .isEqualTo(
            "Port 8079 is free: it is unassigned and not in use here; OMG DDS may use 7902-8149.");
    assertThat(free.described(8080)).isEqualTo("8080, not in use here");
    assertThat(free.sentence(8080)).isEqualTo("Port 8080 is free: it is not in use here.");
    assertThat(free.described(none)).isEqualTo(none + ", unassigned and with no known use");
    assertThat(free.sentence(none))
        .isEqualTo(
            "Port "
                + none
                + " is free: it is unassigned, has no known use and is not in use here.");
  }

  @Test
  @Tag("whole")
  void onlyAPortWithoutAnyUseIsSaidToHaveNone() {
    FreePorts free = new FreePorts(new FixedSource().probe());

    for (int port = 0; port <= 65535; port++) {
      boolean none = (free.described(port) + free.sentence(port)).contains("no known use");
      if (none) {
        assertThat(PortRegistry.lookup(port).observedUses()).as("port %d", port).isEmpty();
      }
    }
  }

  @Test
  void aSuggestionCanBeBoundAndIsNotInUse() {
    FixedSource machine =
        new FixedSource().with(tcp("127.0.0.1", 8080, new Denied(""))).notBindable(8081);

    assertThat(near(machine.probe(), 80)).hasValue(8082);
    for (int port = 8080; port < 8090; port++) {
      machine.notBindable(port);
    }
    int quiet = near(machine.probe(), 80).orElseThrow();
    assertThat(quiet).isGreaterThan(1023);
    assertThat(PortRegistry.lookup(quiet).status()).isEqualTo(PortStatus.UNASSIGNED);
  }

  @Test
  void whatTheSystemKeepsForItselfIsNotSuggested() {
    LocalPorts local =
        new LocalPorts(
            new PortSpan(8000, 8081),
            List.of(new PortSpan(8081, 8081)),
            List.of(),
            List.of(new PortSpan(8444, 8999)),
            8443);

    // Handed out, reserved but not allowed, and all others of its kind not allowed.
    assertThat(near(new FixedSource().with(local).probe(), 80).orElseThrow()).isGreaterThan(8999);
    assertThat(near(new FixedSource().with(local).probe(), 443)).hasValue(8443);
  }

  @Test
  void aMachineThatHandsOutEverythingStillHasASuggestionAndSaysSo() {
    LocalPorts all = LocalPorts.ofClient(new PortSpan(1024, 65535));
    PortConflict conflict =
        PortConflict.of(new FixedSource().with(all).probe(), 20045, Transport.TCP);

    assertThat(conflict.freePort()).isPresent();
    assertThat(conflict.report())
        .contains("this machine gives the ports 1024-65535 to outgoing connections");
  }
}
