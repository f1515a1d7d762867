package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.portregistry.greeting.LoopbackServer;
import io.github.portregistry.probe.BaselineChange.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Programs that listen, end, and listen again in another way. */
class LiveBaselineTest {

  @BeforeEach
  void python() {
    assumeTrue(
        Child.hasPython() && Files.isDirectory(Path.of("/proc/net")), "needs Linux, python3");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = LoopbackServer.onUnknownPort(InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static ListenerBaseline seen(int port, String... programs) throws IOException {
    if (programs.length == 0) {
      PortFinding found = ListenerProbe.local().check(port);
      return ListenerBaseline.of(new Survey(found.at(), List.of(found), found.coverage()));
    }
    try (Child child = Child.python(programs[0])) {
      assertThat(child.pid()).isPositive();
      return seen(port);
    }
  }

  private static String bind(String address, int port) {
    return "bind(socket.AF_INET, '"
        + address
        + "', port="
        + port
        + ", options=[(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)])";
  }

  @Test
  void aRestartIsNoAlarmAndAnotherProgramIs() throws IOException {
    int port = freePort();
    String program = bind("127.0.0.1", port);
    ListenerBaseline before = seen(port, program);

    assertThat(before.compare(seen(port, program)))
        .extracting(BaselineChange::kind, BaselineChange::alarm)
        .containsExactly(tuple(Kind.RESTARTED, false));
    assertThat(before.compare(seen(port, program + "; time.sleep(0)")))
        .extracting(BaselineChange::kind, BaselineChange::alarm)
        .containsExactly(tuple(Kind.REPLACED, true));
  }

  @Test
  void aListenerThatEndedIsGoneAndANewOneHasAppeared() throws IOException {
    int port = freePort();
    ListenerBaseline with = seen(port, bind("127.0.0.1", port));
    ListenerBaseline without = seen(port);

    assertThat(with.compare(without)).extracting(BaselineChange::kind).containsExactly(Kind.GONE);
    assertThat(without.compare(with))
        .extracting(BaselineChange::kind)
        .containsExactly(Kind.APPEARED);
  }

  @Test
  void aServerThatListensOnAllAddressesIsExposed() throws IOException {
    int port = freePort();
    String where = "bind(socket.AF_INET, '%s', port=" + port + ")";
    ListenerBaseline before = seen(port, where.formatted("127.0.0.1"));
    ListenerBaseline after = seen(port, where.formatted("0.0.0.0"));

    // The text of the program is another too, so its digest is taken out.
    assertThat(withoutDigest(before).compare(withoutDigest(after)))
        .extracting(BaselineChange::kind)
        .containsExactly(Kind.EXPOSED);
  }

  private static ListenerBaseline withoutDigest(ListenerBaseline baseline) {
    return new ListenerBaseline(
        baseline.at(),
        true,
        baseline.listeners().stream()
            .map(
                one -> {
                  BaselineOwner owner = one.owner();
                  return one.withOwner(
                      new BaselineOwner(
                          owner.seen(),
                          owner.program(),
                          owner.file(),
                          "server.py",
                          owner.pid(),
                          owner.startedAt(),
                          owner.activated()));
                })
            .toList());
  }
}
