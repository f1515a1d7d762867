package io.github.portregistry.greeting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that begin as others do, and are asked one harmless word. */
@Timeout(120)
class AmbiguousBannersTest {

  private static LoopbackServer server(String banner, String toNoop) {
    return LoopbackServer.start(
        client -> {
          client.say(banner);
          client.hear();
          if (client.received().equals("NOOP\r\n")) {
            client.say(toNoop);
          }
        });
  }

  @Test
  void anFtpServerThatDoesNotNameItselfIsToldByItsAnswerToNoop() {
    try (LoopbackServer server =
        server("220 ready\r\n", "530 Please login with USER and PASS.\r\n")) {
      assertThat(Asked.anywhere(server).protocols()).containsExactly("ftp");
      assertThat(Asked.as(21, server).protocols()).containsExactly("ftp");
      assertThat(Asked.as(25, server).protocols()).containsExactly("ftp");
      assertThat(server.received()).allMatch(sent -> sent.isEmpty() || sent.equals("NOOP\r\n"));
    }
  }

  @Test
  void anSmtpServerThatDoesNotNameItselfIsToldByItsAnswerToNoop() {
    try (LoopbackServer server = server("220 ready\r\n", "250 2.0.0 OK\r\n")) {
      assertThat(Asked.anywhere(server).protocols()).containsExactly("smtp");
      assertThat(Asked.as(25, server).protocols()).containsExactly("smtp");
      assertThat(Asked.as(21, server).protocols()).containsExactly("smtp");
      assertThat(server.received()).allMatch(sent -> sent.isEmpty() || sent.equals("NOOP\r\n"));
    }
  }

  @Test
  void aServerThatDoesNotAnswerTheWordIsToldAsOneOfSeveral() {
    try (LoopbackServer server = LoopbackServer.greeting("220 ready\r\n")) {
      Heard heard = Asked.anywhere(server);

      assertThat(heard.kind()).isEqualTo(Heard.Kind.RECOGNIZED);
      assertThat(heard.protocols()).contains("ftp", "smtp");
    }
  }

  @Test
  void aBannerOnItsOwnPortIsToldAsOneOfSeveralTooIfNothingProvesIt() {
    try (LoopbackServer server = LoopbackServer.greeting("220 ready\r\n")) {
      assertThat(Asked.as(21, server).protocols()).contains("ftp");
      assertThat(Asked.as(25, server).protocols()).contains("smtp");
    }
  }

  @Test
  void aServerThatClosesOnTheWordIsToldByItsBanner() {
    try (LoopbackServer server =
        LoopbackServer.start(
            client -> {
              client.say("220 ready\r\n");
              client.hear();
              client.socket().close();
            })) {
      assertThat(Asked.anywhere(server).protocols()).contains("ftp", "smtp");
    }
  }
}
