package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.Transport;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The addresses of a port that are in use. */
class ObstaclesTest {

  private static final int PORT = 8080;

  private static Listener listener(String address) {
    return FixedSource.tcp(address, PORT, new Denied("w"));
  }

  private static OtherUse use(String address) {
    return new OtherUse(OtherUse.Kind.BOUND, Transport.TCP, FixedSource.place(address, PORT), 1);
  }

  private static Obstacles obstacles(List<Listener> listeners, List<OtherUse> uses) {
    return new Obstacles(
        new PortFinding(
            PortRegistry.lookup(PORT),
            Instant.EPOCH,
            listeners,
            uses,
            new Coverage(Source.NETLINK, true, true, List.of()),
            Verdict.UNKNOWN,
            List.of()),
        Transport.TCP,
        null);
  }

  @Test
  void theAddressesOfListenersAndOfOtherUsesAreInUse() {
    assertThat(
            obstacles(
                    List.of(listener("127.0.0.1"), listener("::1")),
                    List.of(use("127.0.0.1"), use("127.0.0.2")))
                .usedOnly())
        .containsExactly("127.0.0.1", "::1", "127.0.0.2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::"})
  void aSocketOnAllAddressesLeavesNoneToOthers(String all) {
    assertThat(obstacles(List.of(listener("127.0.0.1")), List.of(use(all))).usedOnly()).isEmpty();
    assertThat(obstacles(List.of(listener("127.0.0.1"), listener(all)), List.of()).usedOnly())
        .isEmpty();
  }

  @Test
  void otherUsesAloneAreNotTold() {
    assertThat(obstacles(List.of(), List.of(use("127.0.0.1"))).usedOnly()).isEmpty();
  }
}
