package io.github.portregistry.greeting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The usual budget, in which a silent listener gets the hellos of its port and the general ones.
 */
@Timeout(120)
class BudgetTest {

  private static final Duration BUDGET = Duration.ofSeconds(1);

  private static List<String> general() {
    return Protocols.packaged().general(Transport.TCP).stream().map(Protocol::name).toList();
  }

  /** The ports with the longest waits: one hello of their own that waits a second. */
  private static List<Expected> slowest() {
    List<Expected> slowest = new ArrayList<>();
    for (int port : new int[] {6006, 1080, 3389, 25565, 5222, 1521, 445, 1194, 9418}) {
      Expected expected = Asked.of(port, Transport.TCP);
      assertThat(expected.own().get(0).protocol().waitMillis()).as("" + port).isEqualTo(1000);
      slowest.add(expected);
    }
    return slowest;
  }

  @Test
  void afterAHelloThatWaitsLongTheGeneralHellosAreSent() {
    try (LoopbackServer server = LoopbackServer.silent()) {
      for (Expected expected : slowest()) {
        Heard heard =
            Greeter.ask(List.of(new Target(Transport.TCP, server.address(), expected)), BUDGET)
                .get(0);

        assertThat(heard.asked()).containsAll(general());
      }
    }
  }

  @Test
  void aWebServerOnThePortOfASlowProtocolIsRecognized() {
    try (LoopbackServer server =
        LoopbackServer.start(
            client -> {
              if (client.hear() > 0 && client.received().startsWith("GET ")) {
                client.say("HTTP/1.1 200 OK\r\nServer: nginx\r\n\r\n");
              }
            })) {
      for (Expected expected : slowest()) {
        assertThat(
                Greeter.ask(List.of(new Target(Transport.TCP, server.address(), expected)), BUDGET)
                    .get(0)
                    .protocols())
            .containsExactly("http");
      }
    }
  }
}
