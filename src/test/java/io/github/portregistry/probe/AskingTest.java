package io.github.portregistry.probe;

import static io.github.portregistry.probe.FixedSource.known;
import static io.github.portregistry.probe.FixedSource.place;
import static io.github.portregistry.probe.FixedSource.tcp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.Transport;
import io.github.portregistry.greeting.LoopbackServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of the listeners that a survey found are asked, and on which address. */
@Timeout(120)
class AskingTest {

  /** Long, so that a slow machine changes no answer. */
  private static final Duration BUDGET = Duration.ofSeconds(60);

  /** A port of which nothing is known, and on which these tests never have a server. */
  private static final int PORT = 3120;

  private static final String SSH = "SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u10\r\n";

  private static final String TAKEN = "another listener answers on the loopback address";
  private static final String SHARED =
      "another program listens on the same address, so either may answer";
  private static final String FORWARDS =
      "its program passes on what it gets, perhaps to another machine or a device";

  private static final Known NGINX = Some.process(7, "/usr/sbin/nginx").known();
  private static final Known OTHER = Some.process(8, "/usr/bin/node").known();

  /** A program that is not asked itself. */
  private static final Known RELAY = Some.process(9, "/usr/bin/socat").known();

  /** What each listener speaks, in their order. */
  private static List<Spoken> asked(Listener... listeners) {
    SocketSource.Sockets survey =
        new SocketSource.Sockets(
            List.of(listeners), List.of(), new Coverage(Source.PROC, true, true, List.of()));
    SocketSource.Sockets asked =
        new Asking(Greeting.ASK, BUDGET).ask(survey, PortRegistry.bundled(), true);
    return asked.listeners().stream().map(Listener::spoken).toList();
  }

  private static Listener onAllOfIpv6(int port, Listener.Ipv4 ipv4) {
    return new Listener(Transport.TCP, place("::", port), ipv4, "", NGINX);
  }

  private static Listener udp(String address, int port) {
    return new Listener(Transport.UDP, place(address, port), Listener.Ipv4.ACCEPTED, "", OTHER);
  }

  /** A server on 127.0.0.1, or on an address beside it. */
  private static LoopbackServer server(int last) throws UnknownHostException {
    return LoopbackServer.start(
        InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last}), client -> client.say(SSH));
  }

  private static void assertNotAsked(Spoken spoken, String why) {
    assertThat(spoken.kind()).isEqualTo(Spoken.Kind.NOT_ASKED);
    assertThat(spoken.why()).isEqualTo(why);
  }

  // The time

  @Test
  void aDayIsTheLongestTimeToWaitFor() {
    Duration day = Duration.ofDays(1);

    assertThat(new Asking(Greeting.ASK, day).budget()).isEqualTo(day);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Asking(Greeting.ASK, day.plusNanos(1)))
        .withMessage(
            "expected a budget of more than zero and at most a day, such as PT1S, found"
                + " PT24H0.000000001S; to ask nobody, use Greeting.NONE");
  }

  // What is not connected to

  @ParameterizedTest
  @ValueSource(strings = {"/usr/bin/socat", "/usr/bin/ssh", "/usr/lib/openssh/sshd-session"})
  void aProgramThatForwardsIsNotAsked(String program) {
    assertNotAsked(
        asked(tcp("127.0.0.1", PORT, Some.process(7, program).known())).get(0), FORWARDS);
  }

  @Test
  void aListenerThatOneOfItsOwnersForwardsIsNotAsked() {
    Known both = known(NGINX.leader(), RELAY.leader());

    assertNotAsked(asked(tcp("127.0.0.1", PORT, both)).get(0), FORWARDS);
  }

  @Test
  void theSessionOfAUserForwardsThoughItsProgramIsTheServer() {
    Known session = Some.process(7, "/usr/sbin/sshd").args("sshd: alice@pts/0").known();

    assertNotAsked(asked(tcp("127.0.0.1", PORT, session)).get(0), FORWARDS);
  }

  @ParameterizedTest
  @CsvSource({
    "/usr/sbin/sshd, sshd: /usr/sbin/sshd -D [listener] 0 of 10-100 startups",
    "/usr/sbin/nginx, nginx: worker of alice@example"
  })
  void whatIsNoSessionOfAUserIsAsked(String program, String title) {
    Known owner = Some.process(7, program).args(title, "alice@example").known();
    try (LoopbackServer server = LoopbackServer.greeting(SSH)) {
      assertThat(asked(tcp("127.0.0.1", server.port(), owner)).get(0).protocols())
          .containsExactly("ssh");
    }
  }

  /** Port 9100 is that of printers, which print what they get. */
  @Test
  void whyAPortIsNeverTouchedCountsMoreThanWhoElseHasTheAddress() {
    assertThat(asked(tcp("127.0.0.1", 9100, NGINX), tcp("127.0.0.1", 9100, OTHER)))
        .extracting(Spoken::why)
        .hasSize(2)
        .allMatch(why -> why.startsWith("the port is for ") && why.contains("never touched"));
  }

  // The address

  @Test
  void whereOthersHaveEveryLoopbackAddressAllOfIpv4IsNotAsked() {
    Spoken all =
        asked(
                tcp("0.0.0.0", PORT, NGINX),
                tcp("127.0.0.1", PORT, RELAY),
                tcp("127.0.0.2", PORT, RELAY),
                tcp("127.0.0.3", PORT, RELAY))
            .get(0);

    assertNotAsked(all, TAKEN);
  }

  @Test
  void whereAnotherHasTheLoopbackAddressOfIpv6AListenerForIpv6OnlyIsNotAsked() {
    assertNotAsked(
        asked(onAllOfIpv6(PORT, Listener.Ipv4.REFUSED), tcp("::1", PORT, RELAY)).get(0), TAKEN);
  }

  @ParameterizedTest
  @EnumSource
  void whereOthersHaveIpv4AndTheLoopbackAddressOfIpv6AllOfIpv6IsNotAsked(Listener.Ipv4 ipv4) {
    assertNotAsked(
        asked(onAllOfIpv6(PORT, ipv4), tcp("0.0.0.0", PORT, RELAY), tcp("::1", PORT, RELAY)).get(0),
        TAKEN);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void allOfIpv4IsAskedOnTheFirstLoopbackAddressThatNoOtherHas() throws IOException {
    try (LoopbackServer server = server(2)) {
      assertThat(
              asked(
                      tcp("0.0.0.0", server.port(), NGINX),
                      tcp("127.0.0.1", server.port(), RELAY),
                      tcp("127.0.0.3", server.port(), RELAY))
                  .get(0)
                  .protocols())
          .containsExactly("ssh");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aListenerForBothFamiliesIsAskedOverIpv4IfOnlyThatIsFree() throws IOException {
    try (LoopbackServer server = server(2)) {
      assertThat(
              asked(
                      onAllOfIpv6(server.port(), Listener.Ipv4.ACCEPTED),
                      tcp("127.0.0.1", server.port(), RELAY),
                      tcp("::1", server.port(), RELAY))
                  .get(0)
                  .protocols())
          .containsExactly("ssh");
    }
  }

  @Test
  void theListenersOfAnotherPortOrTransportTakeNoAddress() {
    try (LoopbackServer server = LoopbackServer.greeting(SSH)) {
      assertThat(
              asked(
                      tcp("0.0.0.0", server.port(), NGINX),
                      udp("127.0.0.1", server.port()),
                      udp("127.0.0.2", server.port()),
                      udp("127.0.0.3", server.port()),
                      tcp("127.0.0.1", PORT, RELAY),
                      tcp("127.0.0.2", PORT, RELAY),
                      tcp("127.0.0.3", PORT, RELAY))
                  .get(0)
                  .protocols())
          .containsExactly("ssh");
    }
  }

  // One address of several

  @Test
  void wherePartOfTheOwnersIsNotVisibleNeitherListenerIsAsked() {
    List<Spoken> spoken =
        asked(tcp("127.0.0.1", PORT, NGINX), tcp("127.0.0.1", PORT, new Denied("w")));

    assertNotAsked(spoken.get(0), SHARED);
    assertNotAsked(spoken.get(1), SHARED);
  }

  @Test
  void oneProcessWithTwoSocketsOnAnAddressIsAsked() {
    ProcessRef both = Some.process(7, "/usr/sbin/nginx").ref();
    ProcessRef worker = Some.process(9, "/opt/worker").ref();
    try (LoopbackServer server = LoopbackServer.greeting(SSH)) {
      assertThat(
              asked(
                  tcp("127.0.0.1", server.port(), known(both)),
                  tcp("127.0.0.1", server.port(), known(both, worker))))
          .extracting(Spoken::protocols)
          .containsExactly(List.of("ssh"), List.of("ssh"));
    }
  }

  @Test
  void whatOnlyTheServiceManagerHasInCommonIsNotOneServer() {
    ProcessRef manager = Some.process(1, "/usr/lib/systemd/systemd").ref();
    List<Spoken> spoken =
        asked(
            tcp("127.0.0.1", PORT, known(manager, NGINX.leader())),
            tcp("127.0.0.1", PORT, known(manager, OTHER.leader())));

    assertNotAsked(spoken.get(0), SHARED);
    assertNotAsked(spoken.get(1), SHARED);
  }
}
