package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.Transport;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A probe that looks at one transport only. */
class OneTransportTest {

  private static final int PORT = 443;

  private static Listener udp() {
    InetSocketAddress place = FixedSource.place("127.0.0.1", PORT);
    return new Listener(
        Transport.UDP, place, Listener.Ipv4.ACCEPTED, "", NotVisible.notRequested());
  }

  private static OtherUse connection(Transport transport) {
    return new OtherUse(OtherUse.Kind.CLIENT, transport, FixedSource.place("127.0.0.1", PORT), 1);
  }

  private static final ListenerProbe BOTH =
      new FixedSource()
          .with(FixedSource.tcp("127.0.0.1", PORT, NotVisible.notRequested()), udp())
          .with(connection(Transport.TCP), connection(Transport.UDP))
          .probe();

  @Test
  void aFindingHasTheListenersAndUsesOfTheTransportAlone() {
    for (Transport transport : new Transport[] {Transport.TCP, Transport.UDP}) {
      PortFinding finding = BOTH.withTransport(transport).check(PORT);

      assertThat(finding.listeners()).extracting(Listener::transport).containsExactly(transport);
      assertThat(finding.otherUses()).extracting(OtherUse::transport).containsExactly(transport);
      assertThat(finding.record()).isEqualTo(PortRegistry.lookup(PORT).forTransport(transport));
    }
    assertThat(BOTH.check(PORT).listeners()).hasSize(2);
  }

  @Test
  void aPortThatOnlyTheOtherTransportListensOnIsNotInUse() {
    PortFinding finding =
        new FixedSource().with(udp()).probe().withTransport(Transport.TCP).check(PORT);

    assertThat(finding.verdict()).isEqualTo(Verdict.NOT_IN_USE);
    assertThat(finding.reasons())
        .extracting(Reason::detail)
        .first()
        .asString()
        .startsWith("Nothing is listening on port 443 over TCP");
  }

  @Test
  void allListenersOfTheTransportAreFound() {
    ListenerProbe udp = BOTH.withTransport(Transport.UDP);

    assertThat(udp.checkAll()).extracting(PortFinding::port).containsExactly(PORT);
    assertThat(new FixedSource().with(udp()).probe().withTransport(Transport.TCP).checkAll())
        .isEmpty();
  }

  // Each listener has its own verdict

  private static Listener over(Transport transport, int port, Ownership ownership) {
    return new Listener(
        transport, FixedSource.place("127.0.0.1", port), Listener.Ipv4.ACCEPTED, "root", ownership);
  }

  private static final ListenerProbe INNOCENT_AND_SUSPICIOUS =
      new FixedSource()
          .with(
              over(Transport.TCP, 5151, Some.process(7, "/usr/bin/python3").known()),
              over(Transport.UDP, 5151, Some.process(8, "/tmp/evil").known()))
          .probe();

  @Test
  void aListenerIsNotToBlameForAnotherOnItsPort() {
    PortFinding finding = INNOCENT_AND_SUSPICIOUS.check(5151);

    assertThat(finding.listeners())
        .extracting(Listener::verdict)
        .containsExactly(Verdict.PLAUSIBLE, Verdict.INVESTIGATE);
    assertThat(finding.verdict()).isEqualTo(Verdict.INVESTIGATE);
    assertThat(ListenerBaseline.of(INNOCENT_AND_SUSPICIOUS.survey()).listeners())
        .extracting(BaselineListener::verdict)
        .containsExactly(Verdict.PLAUSIBLE, Verdict.INVESTIGATE);
    assertThat(finding.reasons())
        .filteredOn(reason -> reason.kind() == Reason.Kind.SUSPICIOUS_FILE)
        .extracting(Reason::transport)
        .containsExactly(Transport.UDP);
  }

  @Test
  void aReasonAboutBothTransportsIsGivenOnceAndNamesNeither() {
    Known shell = Some.process(7, "/bin/sh").known();
    PortFinding finding =
        new FixedSource()
            .with(over(Transport.TCP, 49500, shell), over(Transport.UDP, 49500, shell))
            .probe()
            .check(49500);

    assertThat(finding.reasons())
        .filteredOn(reason -> reason.kind() == Reason.Kind.PROGRAM_MISMATCH)
        .singleElement()
        .extracting(Reason::transport)
        .isNull();
  }

  @Test
  void severalSocketsOfAProgramHaveTheWorstOfTheirVerdictsInABaseline() {
    Listener first = over(Transport.TCP, 5151, Some.process(7, "/usr/bin/python3").known());
    Listener second =
        new Listener(
            Transport.TCP,
            FixedSource.place("10.0.0.1", 5151),
            Listener.Ipv4.ACCEPTED,
            "root",
            Some.process(9, "/usr/bin/python3").known());
    PortFinding finding =
        new PortFinding(
            PortRegistry.lookup(5151),
            Instant.EPOCH,
            List.of(first.withVerdict(Verdict.PLAUSIBLE), second.withVerdict(Verdict.INVESTIGATE)),
            List.of(),
            new Coverage(Source.PROC, true, true, List.of()),
            Verdict.INVESTIGATE,
            List.of());

    assertThat(BaselineListeners.of(List.of(finding)))
        .singleElement()
        .extracting(BaselineListener::verdict)
        .isEqualTo(Verdict.INVESTIGATE);
  }

  @Test
  @Tag("whole")
  void aListenerHasTheSameVerdictWhetherOneTransportIsAskedForOrBoth() {
    FixedSource machine = new FixedSource();
    for (int port = 1; port < 10_000; port++) {
      machine.with(
          over(Transport.TCP, port, Some.process(7, "/usr/sbin/sshd").known()),
          over(Transport.UDP, port, new Denied("w")));
    }
    List<Listener> both = listeners(machine.probe());
    List<Listener> one = listeners(machine.probe().withTransport(Transport.TCP));
    one.addAll(listeners(machine.probe().withTransport(Transport.UDP)));

    assertThat(both).hasSize(2 * 9_999);
    assertThat(Set.copyOf(both)).isEqualTo(Set.copyOf(one));
  }

  private static List<Listener> listeners(ListenerProbe probe) {
    List<Listener> listeners = new ArrayList<>();
    probe.checkAll().forEach(finding -> listeners.addAll(finding.listeners()));
    return listeners;
  }

  @Test
  void aFreePortIsFreeOverBothTransports() {
    FixedSource source = new FixedSource();
    int free = source.probe().free(PortRange.USER.span(), 1).get(0);
    source.with(FixedSource.tcp("127.0.0.1", free, NotVisible.notRequested()));

    assertThat(source.probe().withTransport(Transport.UDP).free(PortRange.USER.span(), 1))
        .doesNotContain(free);
  }

  @Test
  void aTransportWhoseSocketsAreNotSeenIsRefused() {
    assertThatThrownBy(() -> BOTH.withTransport(Transport.SCTP))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected TCP or UDP, whose sockets the system shows, found SCTP");
  }
}
