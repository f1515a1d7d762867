package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.PortSpan;
import io.github.portregistry.Transport;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RememberedPortsTest {

  private static final LocalPorts PORTS = LocalPorts.ofClient(new PortSpan(20_000, 20_001));

  /** A machine that counts how often its settings are read. */
  private static final class Counting implements SocketSource {

    private final boolean here;
    private int reads;

    Counting(boolean here) {
      this.here = here;
    }

    @Override
    public LocalPorts localPorts() {
      reads++;
      return PORTS;
    }

    @Override
    public Sockets survey(PortSet ports, Depth depth) {
      return new FixedSource().survey(ports, depth);
    }

    @Override
    public List<Long> otherNamespaces() {
      return List.of(60L);
    }

    @Override
    public boolean isHere() {
      return here;
    }

    @Override
    public List<String> commands(int port, List<Transport> transports) {
      return List.of("ss -ltn");
    }
  }

  @Test
  void theSettingsAreReadOnce() {
    Counting machine = new Counting(true);
    ListenerProbe probe = new ListenerProbe(machine).remembering();

    assertThat(probe.localPorts()).isEqualTo(PORTS);
    assertThat(probe.localPorts()).isEqualTo(PORTS);
    assertThat(machine.reads).isEqualTo(1);
  }

  @Test
  void whatRemembersAlreadyStaysTheSame() {
    ListenerProbe probe = new ListenerProbe(new Counting(true)).remembering();

    assertThat(probe.remembering()).isSameAs(probe);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void allElseIsAskedOfTheMachine(boolean here) {
    ListenerProbe probe = new ListenerProbe(new Counting(here)).remembering();

    assertThat(probe.isHere()).isEqualTo(here);
    assertThat(probe.otherNamespaces()).containsExactly(60L);
    assertThat(probe.commands(80, List.of(Transport.TCP))).containsExactly("ss -ltn");
  }
}
