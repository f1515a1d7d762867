package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.Transport;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** A probe that looks at one transport only. */
class OneTransportTest {

  private static final int PORT = 443;

  private static Listener udp() {
    InetSocketAddress place = FixedSource.place("127.0.0.1", PORT);
    return new Listener(Transport.UDP, place, true, "", NotVisible.notRequested());
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
