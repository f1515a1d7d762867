package io.github.portregistry.greeting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that do not do what a client hopes for. */
@Timeout(120)
class AdversariesTest {

  private static final String SSH = "SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u10\r\n";

  private static final String OK =
      "HTTP/1.1 200 OK\r\nServer: nginx/1.22.1\r\nContent-Length: 0\r\n\r\n";

  private static void assertAtMostAHelloEach(LoopbackServer server) {
    assertThat(server.received())
        .allMatch(sent -> sent.length() <= ProtocolFormat.MAX_HELLO || sent.startsWith("\u0016\3"));
  }

  @Test
  void aServerThatSaysNothingIsSilentAndGetsOneHelloAConnection() {
    try (LoopbackServer server = LoopbackServer.silent()) {
      Heard heard = Asked.anywhere(server);

      assertThat(heard.kind()).isEqualTo(Heard.Kind.SILENT);
      assertThat(heard.protocols()).isEmpty();
      assertThat(heard.asked()).startsWith("http", "tls").doesNotHaveDuplicates();
      assertThat(server.connections()).hasSameSizeAs(heard.asked());
      assertAtMostAHelloEach(server);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 150, 400})
  void aBannerThatComesLateIsWaitedForWhereTheServerSpeaksFirst(int millis) {
    try (LoopbackServer server =
        LoopbackServer.start(
            client -> {
              Thread.sleep(millis);
              client.say(SSH);
            })) {
      Heard heard = Asked.as(22, server);

      assertThat(heard.protocols()).containsExactly("ssh");
      assertThat(heard.version()).isEqualTo("9.2p1");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {150, 400, 1500})
  void aBannerThatComesLateIsCalledNothingElse(int millis) {
    try (LoopbackServer server =
        LoopbackServer.start(
            client -> {
              Thread.sleep(millis);
              client.say(SSH);
            })) {
      assertThat(Asked.anywhere(server).protocols()).isSubsetOf("ssh");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 20})
  void aBannerThatComesByteByByteIsRecognized(int millis) {
    try (LoopbackServer server =
        LoopbackServer.start(
            client -> {
              for (int i = 0; i < SSH.length(); i++) {
                client.say(SSH.substring(i, i + 1));
                Thread.sleep(millis);
              }
            })) {
      assertThat(Asked.as(22, server).protocols()).containsExactly("ssh");
      assertThat(Asked.anywhere(server).protocols()).containsExactly("ssh");
    }
  }

  @Test
  void aBannerInTwoPiecesWithAPauseIsRecognized() {
    try (LoopbackServer server =
        LoopbackServer.start(
            client -> {
              client.say("S");
              Thread.sleep(100);
              client.say(SSH.substring(1));
            })) {
      assertThat(Asked.as(22, server).protocols()).containsExactly("ssh");
    }
  }

  @Test
  void anAnswerInTwoPiecesWithAPauseIsRecognized() {
    try (LoopbackServer server =
        LoopbackServer.start(
            client -> {
              if (client.hear() > 0) {
                client.say("HT");
                Thread.sleep(100);
                client.say(OK.substring(2));
              }
            })) {
      assertThat(Asked.anywhere(server).protocols()).containsExactly("http");
    }
  }

  @Test
  void aFloodEndsAtTheBound() {
    byte[] block = "A".repeat(8192).getBytes(StandardCharsets.ISO_8859_1);
    try (LoopbackServer server =
        LoopbackServer.start(
            client -> {
              while (true) {
                client.say(block);
              }
            })) {
      Heard heard = Asked.as(22, server);

      assertThat(heard.kind()).isEqualTo(Heard.Kind.UNKNOWN);
      assertThat(heard.answer()).isEqualTo("A".repeat(80));
    }
  }

  @Test
  void aByteNowAndThenWithoutEndIsUnknown() {
    try (LoopbackServer server =
        LoopbackServer.start(
            client -> {
              while (true) {
                client.say("x");
                Thread.sleep(10);
              }
            })) {
      assertThat(Asked.anywhere(server).kind()).isEqualTo(Heard.Kind.UNKNOWN);
    }
  }

  @Test
  void aServerThatNeverStopsAnsweringEndsWithTheBudget() {
    try (LoopbackServer server =
        LoopbackServer.start(
            client -> {
              while (true) {
                client.say("x");
                Thread.sleep(10);
              }
            })) {
      Target target = new Target(Transport.TCP, server.address(), Asked.nothing(Transport.TCP));

      Heard heard = Greeter.ask(List.of(target), Duration.ofMillis(150)).get(0);
      assertThat(heard.protocols()).isEmpty();
      assertThat(heard.kind()).isIn(Heard.Kind.UNKNOWN, Heard.Kind.SILENT);
    }
  }

  @Test
  void randomBytesAreOfNoProtocol() {
    Random random = new Random(22);
    for (boolean first : new boolean[] {true, false}) {
      List<LoopbackServer> servers = new ArrayList<>();
      List<Target> targets = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        byte[] bytes = new byte[1 + random.nextInt(400)];
        random.nextBytes(bytes);
        LoopbackServer server =
            first ? LoopbackServer.greeting(bytes) : LoopbackServer.answering(bytes);
        servers.add(server);
        targets.add(new Target(Transport.TCP, server.address(), Asked.nothing(Transport.TCP)));
      }
      List<Heard> heard = Greeter.ask(targets, Asked.BUDGET);
      servers.forEach(LoopbackServer::close);

      assertThat(heard)
          .allMatch(one -> one.kind() == Heard.Kind.UNKNOWN && one.protocols().isEmpty());
    }
  }

  @Test
  void aServerThatClosesAtOnceIsClosed() {
    try (LoopbackServer server = LoopbackServer.start(client -> client.socket().close())) {
      Heard heard = Asked.anywhere(server);

      assertThat(heard.kind()).isEqualTo(Heard.Kind.CLOSED);
      assertThat(heard.answer()).isEmpty();
    }
  }

  @Test
  void aServerThatResetsIsClosed() {
    try (LoopbackServer server =
        LoopbackServer.start(
            client -> {
              client.socket().setSoLinger(true, 0);
              client.socket().close();
            })) {
      assertThat(Asked.anywhere(server).kind()).isEqualTo(Heard.Kind.CLOSED);
    }
  }

  @Test
  void aServerThatResetsAfterItsBannerIsCalledNothingElse() {
    try (LoopbackServer server =
        LoopbackServer.start(
            client -> {
              client.say(SSH);
              Thread.sleep(5);
              client.socket().setSoLinger(true, 0);
              client.socket().close();
            })) {
      // A reset can take what was sent with it, but not each time.
      List<List<String>> heard =
          IntStream.range(0, 10).mapToObj(i -> Asked.as(22, server).protocols()).toList();
      assertThat(heard).contains(List.of("ssh")).isSubsetOf(List.of("ssh"), List.of());
    }
  }

  @Test
  void aListenerThatIsGoneIsClosed() {
    LoopbackServer server = LoopbackServer.silent();
    server.close();

    Heard heard = Asked.anywhere(server);
    assertThat(heard.kind()).isEqualTo(Heard.Kind.CLOSED);
    assertThat(heard.why()).isEqualTo("the connection was refused");
    assertThat(heard.asked()).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aListenerWithAFullQueueIsSilent() throws IOException {
    List<SocketChannel> queue = new ArrayList<>();
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      InetSocketAddress address = (InetSocketAddress) server.getLocalSocketAddress();
      for (int i = 0; i < 4; i++) {
        SocketChannel waiting = SocketChannel.open();
        waiting.configureBlocking(false);
        waiting.connect(address);
        queue.add(waiting);
      }

      Heard heard = Asked.one(address, Asked.of(22, Transport.TCP));
      assertThat(heard.kind()).isEqualTo(Heard.Kind.SILENT);
      assertThat(heard.why()).isEqualTo("the connection was not accepted within 300 ms");
      assertThat(heard.asked()).isEmpty();
    } finally {
      for (SocketChannel waiting : queue) {
        waiting.close();
      }
    }
  }

  @Test
  void aServerBehindAProxyThatMustNameTheClientClosesAndIsCalledNothing() {
    try (LoopbackServer server =
        LoopbackServer.start(
            client -> {
              client.hear();
              if (!client.received().startsWith("PROXY ")) {
                client.socket().close();
              }
            })) {
      for (Heard heard :
          List.of(Asked.anywhere(server), Asked.as(22, server), Asked.as(80, server))) {
        assertThat(heard.kind()).isEqualTo(Heard.Kind.CLOSED);
        assertThat(heard.protocols()).isEmpty();
      }
      assertAtMostAHelloEach(server);
    }
  }

  @Test
  void aServerThatTakesOneConnectionAtATimeIsRecognized() {
    try (LoopbackServer server =
        LoopbackServer.oneAtATime(
            client -> {
              if (client.hear() > 0 && client.received().startsWith("PING")) {
                client.say("+PONG\r\n");
              }
            })) {
      assertThat(Asked.anywhere(server).protocols()).containsExactly("redis");
    }
  }

  @Test
  void aPortWithAKnockIsCalledNothing() {
    try (LoopbackServer server =
        LoopbackServer.start(
            client -> {
              client.hear();
              client.hear();
            })) {
      assertThat(Asked.as(22, server).kind()).isEqualTo(Heard.Kind.SILENT);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {22, 80, 443, 3306, 6379, Asked.UNKNOWN_PORT})
  void nothingIsSentToAServerThatSpeaksFirst(int port) {
    boolean isNothingSent = false;
    // On a slow machine a banner can come after the moment in which it is waited for.
    for (int i = 0; i < 5 && !isNothingSent; i++) {
      try (LoopbackServer server = LoopbackServer.greeting(SSH)) {
        Heard heard = Asked.as(port, server);

        assertThat(heard.protocols()).containsExactly("ssh");
        assertAtMostAHelloEach(server);
        isNothingSent = heard.asked().isEmpty() && server.received().equals(List.of(""));
      }
    }
    assertThat(isNothingSent).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {102, 502, 515, 9100, 9103, 9107, 20000, 44818, 47808, 601, 43})
  void portsThatMustNotBeTouchedAreNotEvenConnectedTo(int port) {
    try (LoopbackServer server = LoopbackServer.greeting(SSH)) {
      Heard heard = Asked.as(port, server);

      assertThat(heard.kind()).isEqualTo(Heard.Kind.NOT_ASKED);
      assertThat(heard.why()).startsWith("the port is for ").contains("never touched");
      assertThat(server.connections()).isEmpty();
    }
  }

  @Test
  void noAnswerOfHttpIsTakenFromAnEcho() {
    try (LoopbackServer server =
        LoopbackServer.start(
            client -> {
              for (int heard = 0; client.hear() > 0; ) {
                client.say(client.received().substring(heard));
                heard = client.received().length();
              }
            })) {
      for (int port : new int[] {7, 22, 80, 5672, 6379, Asked.UNKNOWN_PORT}) {
        assertThat(Asked.as(port, server).protocols()).as("port " + port).containsExactly("echo");
      }
    }
  }

  @Test
  void aBrokerThatRepeatsOnlyItsOwnHelloIsNoEcho() {
    try (LoopbackServer server =
        LoopbackServer.start(
            client -> {
              client.hear();
              if (client.received().equals("AMQP\0\0\t\1")) {
                client.say("AMQP\0\0\t\1");
              } else {
                client.socket().close();
              }
            })) {
      Expected expected =
          new Expected(
              Protocols.packaged(),
              List.of(new Expected.Own(Protocols.packaged().get("amqp-0-9-1"), false, false)),
              false,
              true,
              null);

      assertThat(Asked.one(server.address(), expected).protocols()).containsExactly("amqp");
    }
  }

  @Test
  void anInterruptEndsTheQuestionsAndStays() {
    List<LoopbackServer> servers =
        IntStream.range(0, 3).mapToObj(i -> LoopbackServer.silent()).toList();
    Thread caller = Thread.currentThread();
    try (LoopbackServer server =
        LoopbackServer.start(
            client -> {
              client.hear();
              caller.interrupt();
            })) {
      List<Target> targets = new ArrayList<>();
      targets.add(new Target(Transport.TCP, server.address(), Asked.nothing(Transport.TCP)));
      servers.forEach(
          one ->
              targets.add(new Target(Transport.TCP, one.address(), Asked.nothing(Transport.TCP))));

      List<Heard> heard = Greeter.ask(targets, Duration.ofHours(1));
      assertThat(Thread.interrupted()).isTrue();
      assertThat(heard).hasSize(4).allMatch(one -> one.protocols().isEmpty());
      assertThat(heard).allMatch(one -> one.asked().size() < 3);
    } finally {
      servers.forEach(LoopbackServer::close);
    }
  }

  @Test
  void aThreadThatWasInterruptedBeforeAsksAndStaysInterrupted() {
    try (LoopbackServer server = LoopbackServer.greeting(SSH)) {
      Thread.currentThread().interrupt();
      Heard heard = Asked.as(22, server);

      assertThat(Thread.interrupted()).isTrue();
      assertThat(heard.protocols()).containsExactly("ssh");
    }
  }

  @Test
  void aListenerBehindHundredsOfSilentOnesIsAskedBeforeTheseAreAskedAgain() {
    List<LoopbackServer> servers = new ArrayList<>();
    try {
      List<Target> targets = new ArrayList<>();
      for (int i = 0; i < 250; i++) {
        servers.add(LoopbackServer.silent());
      }
      servers.add(LoopbackServer.greeting("SSH-2.0-OpenSSH_9.2p1\r\n"));
      servers.forEach(
          one ->
              targets.add(new Target(Transport.TCP, one.address(), Asked.nothing(Transport.TCP))));

      List<Heard> heard = Greeter.ask(targets, Duration.ofSeconds(60));
      assertThat(heard.get(250).protocols()).containsExactly("ssh");
      assertThat(heard.subList(0, 250)).allMatch(one -> one.kind() == Heard.Kind.SILENT);
    } finally {
      servers.forEach(LoopbackServer::close);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void anAddressThatThisMachineDoesNotHaveIsFollowedByTheNext() throws IOException {
    try (LoopbackServer server = LoopbackServer.greeting("SSH-2.0-OpenSSH_9.2p1\r\n")) {
      InetSocketAddress group =
          new InetSocketAddress(
              InetAddress.getByAddress(new byte[] {(byte) 224, 0, 0, 1}), server.port());
      Expected nothing = Asked.nothing(Transport.TCP);

      List<Heard> heard =
          Greeter.ask(
              List.of(
                  new Target(Transport.TCP, List.of(group, server.address()), nothing),
                  new Target(Transport.TCP, group, nothing)),
              Duration.ofSeconds(60));
      assertThat(heard.get(0).protocols()).containsExactly("ssh");
      assertThat(heard.get(1).kind()).isEqualTo(Heard.Kind.NOT_ASKED);
      assertThat(heard.get(1).why()).isEqualTo("its address is not an address of this machine");
    }
  }

  @Test
  void whatTheBudgetLeavesNoTimeForIsNotAsked() {
    try (LoopbackServer server = LoopbackServer.silent()) {
      Target target = new Target(Transport.TCP, server.address(), Asked.nothing(Transport.TCP));

      Heard heard = Greeter.ask(List.of(target), Duration.ofNanos(1)).get(0);
      assertThat(heard.kind()).isEqualTo(Heard.Kind.NOT_ASKED);
      assertThat(heard.why()).isEqualTo("there was no time left to ask it");
    }
  }
}
