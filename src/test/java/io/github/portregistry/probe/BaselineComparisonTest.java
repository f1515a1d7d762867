package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.Transport;
import io.github.portregistry.probe.BaselineOwner.Seen;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the listeners of two baselines are paired, and what is said about each pair. */
class BaselineComparisonTest {

  private static final Instant AT = Instant.parse("2026-11-20T10:00:00Z");

  private static BaselineOwner program(String name, long pid, @Nullable Instant startedAt) {
    return new BaselineOwner(Seen.KNOWN, name, "/usr/sbin/" + name, "", pid, startedAt, false);
  }

  private static BaselineOwner program(String name) {
    return program(name, 7, null);
  }

  private static BaselineListener listener(
      int port, Transport transport, String user, BaselineOwner owner, String... addresses) {
    return new BaselineListener(
        port,
        transport,
        List.of(addresses),
        port >= 32768,
        user,
        "",
        "",
        "",
        owner,
        Verdict.PLAUSIBLE);
  }

  private static BaselineListener tcp(int port, BaselineOwner owner) {
    return listener(port, Transport.TCP, "u", owner, "127.0.0.1");
  }

  private static BaselineListener udp(int port, BaselineOwner owner) {
    return listener(port, Transport.UDP, "u", owner, "127.0.0.1");
  }

  private static ListenerBaseline baseline(BaselineListener... listeners) {
    return new ListenerBaseline(AT, true, List.of(listeners));
  }

  /** Each change with its kind, its place and its detail; an exclamation mark is an alarm. */
  private static List<String> changes(ListenerBaseline before, ListenerBaseline after) {
    return before.compare(after).stream()
        .map(
            change ->
                (change.alarm() ? "! " : "")
                    + change.kind()
                    + " "
                    + change.listener().place()
                    + ": "
                    + change.detail())
        .toList();
  }

  private static List<String> changes(BaselineListener before, BaselineListener after) {
    return changes(baseline(before), baseline(after));
  }

  // Order and pairs

  @Test
  void changesAreInTheOrderOfPortsTransportsAndKinds() {
    BaselineListener wide = listener(80, Transport.TCP, "u", program("nginx"), "*");

    assertThat(
            changes(
                baseline(tcp(90, program("a")), udp(80, program("b")), tcp(80, program("nginx"))),
                baseline(tcp(70, program("c")), wide)))
        .containsExactly(
            "! APPEARED 70/tcp: It did not listen at the time of the baseline.",
            "! EXPOSED 80/tcp: It listened on 127.0.0.1, and listens on * now.",
            "GONE 80/udp: It is not listening there anymore.",
            "GONE 90/tcp: It is not listening there anymore.");
  }

  @Test
  void ofSeveralListenersOfAProgramTheOneWithTheSameAddressesIsCompared() {
    BaselineListener on1 = listener(80, Transport.TCP, "u", program("nginx"), "10.0.0.1");
    BaselineListener on2 = listener(80, Transport.TCP, "u", program("nginx"), "10.0.0.2");

    assertThat(changes(baseline(on2), baseline(on1, on2)))
        .containsExactly("! APPEARED 80/tcp: It did not listen at the time of the baseline.");
    assertThat(baseline(on2).compare(baseline(on1, on2)).get(0).after()).isSameAs(on1);
  }

  @Test
  void ofSeveralListenersWithOtherAddressesTheFirstIsCompared() {
    BaselineListener on1 = listener(80, Transport.TCP, "u", program("nginx"), "10.0.0.1");
    BaselineListener on2 = listener(80, Transport.TCP, "u", program("nginx"), "10.0.0.2");
    BaselineListener on3 = listener(80, Transport.TCP, "u", program("nginx"), "10.0.0.3");

    assertThat(changes(baseline(on3), baseline(on1, on2)))
        .containsExactlyInAnyOrder(
            "MOVED 80/tcp: It listened on 10.0.0.3, and listens on 10.0.0.1 now.",
            "! APPEARED 80/tcp: It did not listen at the time of the baseline.");
  }

  @Test
  void aReplacedListenerOnOtherAddressesComesWithBoth() {
    assertThat(
            changes(
                tcp(80, program("nginx")),
                listener(80, Transport.TCP, "u", program("apache2"), "127.0.0.1", "::1")))
        .containsExactly(
            "! REPLACED 80/tcp: The program was nginx (/usr/sbin/nginx), and is apache2"
                + " (/usr/sbin/apache2) now. It listened on 127.0.0.1, and listens on 127.0.0.1 ::1"
                + " now.");
  }

  @Test
  void aReplacedListenerOnTheSameAddressesComesWithoutThem() {
    assertThat(changes(tcp(80, program("nginx")), tcp(80, program("apache2"))))
        .containsExactly(
            "! REPLACED 80/tcp: The program was nginx (/usr/sbin/nginx), and is apache2"
                + " (/usr/sbin/apache2) now.");
  }

  // Owners that are not visible

  @Test
  void oneListenerWhoseOwnerIsNotVisibleKeepsTheNameOfTheOther() {
    assertThat(changes(tcp(80, program("nginx")), tcp(80, BaselineOwner.NOT_VISIBLE)))
        .containsExactly(
            "UNSEEN 80/tcp: The owner cannot be compared: it was nginx, and is not visible now.");
  }

  @Test
  void severalListenersWhoseOwnersAreNotVisibleAreComparedWithAllTheirAddresses() {
    BaselineListener one = listener(53, Transport.UDP, "u", program("dnsmasq"), "10.0.0.1");
    BaselineListener other = listener(53, Transport.UDP, "u", program("named"), "10.0.0.2");
    BaselineListener unseen =
        listener(53, Transport.UDP, "u", BaselineOwner.NOT_VISIBLE, "10.0.0.1", "10.0.0.2");

    List<BaselineChange> changes = baseline(one, other).compare(baseline(unseen));

    assertThat(changes)
        .singleElement()
        .extracting(BaselineChange::before)
        .isEqualTo(
            listener(53, Transport.UDP, "u", BaselineOwner.NOT_VISIBLE, "10.0.0.1", "10.0.0.2"));
  }

  // Ports that the system hands out

  @Test
  void aProgramThatMovedComesWithItsEarlierPort() {
    assertThat(changes(tcp(40001, program("helper")), tcp(45555, program("helper"))))
        .containsExactly(
            "MOVED 45555/tcp: It had port 40001, and the system hands out the ports of this range.");
  }

  @Test
  void aKnownProgramMayMoveToAnotherAddressThatNoMoreMachinesReach() {
    assertThat(
            changes(
                tcp(40001, program("helper")),
                listener(45555, Transport.TCP, "u", program("helper"), "127.0.0.2")))
        .containsExactly(
            "MOVED 45555/tcp: It had port 40001, and the system hands out the ports of this range.");
  }

  @Test
  void anotherProgramOfTheSameUserDoesNotMove() {
    assertThat(changes(tcp(40001, program("helper")), tcp(45555, program("other"))))
        .containsExactly(
            "GONE 40001/tcp: It is not listening there anymore.",
            "! APPEARED 45555/tcp: It did not listen at the time of the baseline.");
  }

  @Test
  void aProgramThatIsNotVisibleMayHaveMovedIfTheUserAndTheAddressesAreTheSame() {
    assertThat(changes(tcp(40001, program("helper")), tcp(45555, BaselineOwner.NOT_VISIBLE)))
        .singleElement()
        .asString()
        .startsWith(
            "UNSEEN 45555/tcp: A program of the same user had port 40001, and the system hands out"
                + " the ports of this range. ");
  }

  @ParameterizedTest
  @CsvSource({"u, 127.0.0.2", "'', 127.0.0.1"})
  void aProgramThatIsNotVisibleHasNotMovedIfTheAddressDiffersOrTheUserIsNotKnown(
      String user, String address) {
    assertThat(
            changes(
                listener(40001, Transport.TCP, user, program("helper"), "127.0.0.1"),
                listener(45555, Transport.TCP, user, BaselineOwner.NOT_VISIBLE, address)))
        .containsExactly(
            "GONE 40001/tcp: It is not listening there anymore.",
            "! APPEARED 45555/tcp: It did not listen at the time of the baseline.");
  }

  @Test
  void aSocketOfTheKernelHasNoNameByWhichItCouldMoveToAnotherAddress() {
    assertThat(
            changes(
                tcp(40001, BaselineOwner.KERNEL),
                listener(45555, Transport.TCP, "u", BaselineOwner.KERNEL, "127.0.0.2")))
        .containsExactly(
            "GONE 40001/tcp: It is not listening there anymore.",
            "! APPEARED 45555/tcp: It did not listen at the time of the baseline.");
  }

  // Restarts

  @ParameterizedTest
  @CsvSource({"7, 9", "9, 7", "1, 7"})
  void anotherProcessIsARestart(long was, long is) {
    assertThat(changes(tcp(80, program("nginx", was, null)), tcp(80, program("nginx", is, null))))
        .containsExactly("RESTARTED 80/tcp: The program is the same, but the process is new.");
  }

  @ParameterizedTest
  @CsvSource({"0, 7", "7, 0", "0, 0"})
  void aProcessWithoutANumberIsNotCompared(long was, long is) {
    assertThat(changes(tcp(80, program("nginx", was, null)), tcp(80, program("nginx", is, null))))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"5001", "-5001", "60000"})
  void theSameNumberWithAnotherStartIsARestart(long milliseconds) {
    assertThat(
            changes(
                tcp(80, program("nginx", 7, AT)),
                tcp(80, program("nginx", 7, AT.plusMillis(milliseconds)))))
        .containsExactly("RESTARTED 80/tcp: The program is the same, but the process is new.");
  }

  @ParameterizedTest
  @CsvSource({"0", "5000", "-5000"})
  void startsAreTheSameIfTheyDifferByFiveSecondsAtMost(long milliseconds) {
    assertThat(
            changes(
                tcp(80, program("nginx", 7, AT)),
                tcp(80, program("nginx", 7, AT.plusMillis(milliseconds)))))
        .isEmpty();
  }

  @Test
  void aStartThatIsNotKnownIsNotCompared() {
    BaselineListener known = tcp(80, program("nginx", 7, AT));
    BaselineListener unknown = tcp(80, program("nginx", 7, null));

    assertThat(changes(known, unknown)).isEmpty();
    assertThat(changes(unknown, known)).isEmpty();
  }

  // New listeners

  @Test
  void whereTheBaselineIsIncompleteANewListenerMayHaveBeenThere() {
    ListenerBaseline partial = new ListenerBaseline(AT, false, List.of());

    assertThat(changes(partial, baseline(tcp(80, program("nginx")))))
        .containsExactly(
            "! APPEARED 80/tcp: It is not in the baseline, but not every listener could be seen for"
                + " the baseline.");
  }

  @Test
  void aUdpPortOfAKnownProgramIsLikeThatOfAClient() {
    BaselineListener resolver = udp(53, program("unbound"));

    assertThat(changes(baseline(resolver), baseline(resolver, udp(51234, program("unbound")))))
        .containsExactly(
            "APPEARED 51234/udp: It did not listen at the time of the baseline. The same program is"
                + " in the baseline with another port, and it opens UDP ports that the system hands"
                + " out, as clients do.");
  }

  @Test
  void aUdpPortOfAProgramThatIsNotInTheBaselineIsAnAlarm() {
    BaselineListener resolver = udp(53, program("unbound"));

    assertThat(changes(baseline(resolver), baseline(resolver, udp(51234, program("other")))))
        .containsExactly("! APPEARED 51234/udp: It did not listen at the time of the baseline.");
  }

  @Test
  void aUdpPortThatTheSystemDoesNotHandOutIsAnAlarm() {
    BaselineListener resolver = udp(53, program("unbound"));

    assertThat(changes(baseline(resolver), baseline(resolver, udp(853, program("unbound")))))
        .containsExactly("! APPEARED 853/udp: It did not listen at the time of the baseline.");
  }

  @Test
  void aUdpPortWhoseOwnerIsOnlyLikelyIsAnAlarm() {
    BaselineOwner likely =
        new BaselineOwner(Seen.LIKELY, "unbound", "/usr/sbin/unbound", "", 7, null, false);

    assertThat(changes(baseline(udp(53, likely)), baseline(udp(53, likely), udp(51234, likely))))
        .containsExactly("! APPEARED 51234/udp: It did not listen at the time of the baseline.");
  }

  @Test
  void aUdpPortOfTheKernelIsAnAlarm() {
    BaselineListener first = udp(53, BaselineOwner.KERNEL);

    assertThat(changes(baseline(first), baseline(first, udp(51234, BaselineOwner.KERNEL))))
        .containsExactly("! APPEARED 51234/udp: It did not listen at the time of the baseline.");
  }
}
