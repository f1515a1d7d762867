package io.github.portregistry.greeting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.Transport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The greetings of real servers, which servers on loopback say again. */
class CapturedGreetingsTest {

  private static final List<CapturedGreeting> TCP =
      CapturedGreeting.all().stream().filter(one -> one.transport() == Transport.TCP).toList();

  /** What is right, what was not told, and what was told wrongly. */
  private static final class Count {

    private final List<String> right = new ArrayList<>();
    private final List<String> undecided = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();

    void add(CapturedGreeting one, List<String> told, String detail) {
      Set<String> strangers = new HashSet<>(told);
      strangers.removeAll(one.spoken());
      List<String> list =
          told.isEmpty() || (told.size() > 1 && strangers.size() < told.size())
              ? undecided
              : strangers.isEmpty() ? right : wrong;
      list.add(one + " = " + detail);
    }

    @Override
    public String toString() {
      return right.size() + " right, undecided " + undecided + ", wrong " + wrong;
    }
  }

  private static LoopbackServer server(CapturedGreeting one) {
    return LoopbackServer.start(
        client -> {
          if (!one.banner().isEmpty()) {
            client.say(one.banner());
          }
          if (one.name().equals("echo")) {
            while (client.hear() > 0) {
              client.say(client.received());
            }
          } else if (one.name().endsWith("mqtt") || one.name().equals("http to jdwp")) {
            answerOrClose(client, one.reply());
          } else if (client.hear() > 0 && !one.reply().isEmpty()) {
            client.say(one.reply());
          }
        });
  }

  private static void answerOrClose(LoopbackServer.Client client, String reply) throws IOException {
    if (client.hear() > 0 && !reply.isEmpty()) {
      client.say(reply);
    } else {
      client.socket().close();
    }
  }

  private static Count asked(Function<CapturedGreeting, Expected> expected) {
    List<LoopbackServer> servers = TCP.stream().map(CapturedGreetingsTest::server).toList();
    List<Target> targets = new ArrayList<>();
    for (int i = 0; i < servers.size(); i++) {
      targets.add(new Target(Transport.TCP, servers.get(i).address(), expected.apply(TCP.get(i))));
    }
    Count count = new Count();
    List<Heard> heard = Greeter.ask(targets, Asked.BUDGET);
    servers.forEach(LoopbackServer::close);
    for (int i = 0; i < heard.size(); i++) {
      Heard one = heard.get(i);
      count.add(
          TCP.get(i), one.protocols(), one.kind() + " " + one.protocols() + " " + one.asked());
    }
    System.out.println(count);
    return count;
  }

  @Test
  void noneIsCalledAnotherProtocolByItsBytesAlone() {
    Count count = new Count();
    for (CapturedGreeting one : CapturedGreeting.all()) {
      Recognition found =
          Recognition.of(one.text(), Protocols.packaged(), one.transport(), List.of(), null);
      count.add(one, found.names(), found.names().toString());
    }
    System.out.println(count);

    assertThat(count.wrong).isEmpty();
    assertThat(count.right).hasSizeGreaterThanOrEqualTo(49);
  }

  @Test
  @Tag("whole")
  void whereNothingIsKnownOfThePortNoneIsCalledAnotherProtocol() {
    Count count = asked(one -> Asked.nothing(Transport.TCP));

    assertThat(count.wrong).isEmpty();
    assertThat(count.right).hasSizeGreaterThanOrEqualTo(45);
  }

  @Test
  @Tag("whole")
  void onItsOwnPortAlmostEachIsRecognized() {
    Count count = asked(one -> Asked.of(one.port(), Transport.TCP));

    assertThat(count.wrong).isEmpty();
    assertThat(count.right).hasSizeGreaterThanOrEqualTo(51);
  }
}
