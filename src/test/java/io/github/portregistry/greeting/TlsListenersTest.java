package io.github.portregistry.greeting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Listeners that speak TLS, or something else where TLS is expected. */
@Timeout(120)
class TlsListenersTest {

  private static final String OK =
      "HTTP/1.1 200 OK\r\nServer: nginx/1.22.1\r\nContent-Length: 0\r\n\r\n";

  private static final String BAD_REQUEST =
      "HTTP/1.1 400 Bad Request\r\nServer: nginx/1.22.1\r\nContent-Type: text/html\r\n\r\n"
          + "The plain HTTP request was sent to HTTPS port";

  private static final String SSH = "SSH-2.0-OpenSSH_9.2p1\r\n";

  private static final String IMAP = "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] Dovecot ready.\r\n";

  private final TlsServers tls = new TlsServers();

  TlsListenersTest() throws Exception {}

  private static void assertHttpInside(Heard heard) {
    assertThat(heard.protocols()).containsExactly("http");
    assertThat(heard.tls()).isTrue();
    assertThat(heard.product()).isEqualTo("nginx");
    assertThat(heard.version()).isEqualTo("1.22.1");
  }

  private static void assertTlsAlone(Heard heard) {
    assertThat(heard.kind()).isEqualTo(Heard.Kind.RECOGNIZED);
    assertThat(heard.protocols()).containsExactly("tls");
  }

  @ParameterizedTest
  @ValueSource(ints = {443, 80, 22, Asked.UNKNOWN_PORT})
  void httpInsideOfTlsIsFoundOnAnyPort(int port) {
    try (LoopbackServer server = tls.start(tls.answering(OK))) {
      assertHttpInside(Asked.as(port, server));
      assertThat(tls.heardInside).hasSize(1).allMatch(sent -> sent.startsWith("GET / HTTP/1.0"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void eachVersionOfTlsIsUnwrapped(String version) {
    try (LoopbackServer server = tls.start(tls.answering(OK), version)) {
      assertHttpInside(Asked.as(443, server));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aServerThatWantsACertificateOfTheClientSpeaksTls(String version) {
    try (LoopbackServer server = tls.wantingACertificate(tls.answering(OK), version)) {
      assertTlsAlone(Asked.as(443, server));
      assertTlsAlone(Asked.as(Asked.UNKNOWN_PORT, server));
    }
  }

  @Test
  void aServerThatIsSilentInsideSpeaksTls() {
    try (LoopbackServer server = tls.start((in, out) -> {})) {
      Heard heard = Asked.as(443, server);

      assertTlsAlone(heard);
      assertThat(heard.asked()).containsExactly("tls", "http");
    }
  }

  @Test
  void aServerThatClosesInsideSpeaksTls() {
    try (LoopbackServer server = tls.start((in, out) -> out.close())) {
      assertTlsAlone(Asked.as(443, server));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {443, 80, 8080, Asked.UNKNOWN_PORT})
  void aServerThatRefusesHttpInClearIsAskedInsideOfTls(int port) {
    try (LoopbackServer server =
        tls.startOr(client -> client.say(BAD_REQUEST), tls.answering(OK))) {
      assertHttpInside(Asked.as(port, server));
    }
  }

  @Test
  void aServerThatRefusesHttpAndSpeaksNoTlsSpeaksHttp() {
    try (LoopbackServer server = LoopbackServer.answering(BAD_REQUEST)) {
      for (int port : new int[] {80, 443, Asked.UNKNOWN_PORT}) {
        Heard heard = Asked.as(port, server);

        assertThat(heard.protocols()).containsExactly("http");
        assertThat(heard.tls()).isFalse();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {993, Asked.UNKNOWN_PORT})
  void aServerThatSpeaksFirstInsideOfTlsIsHeard(int port) {
    try (LoopbackServer server = tls.start(tls.greeting(IMAP))) {
      Heard heard = Asked.as(port, server);

      assertThat(heard.protocols()).containsExactly("imap");
      assertThat(heard.tls()).isTrue();
    }
  }

  @Test
  void nothingIsSentInsideToAServerThatSpeaksFirstThere() {
    try (LoopbackServer server = tls.start(tls.greeting(IMAP))) {
      assertThat(Asked.as(993, server).protocols()).containsExactly("imap");
    }
    assertThat(tls.heardInside).allMatch(String::isEmpty);
  }

  @Test
  void aMultiplexerThatWaitsBeforeItSpeaksSshAnswersOnItsPortAsExpected() {
    LoopbackServer.Talk ssh =
        client -> {
          Thread.sleep(2000);
          client.say(SSH);
        };
    try (LoopbackServer server = tls.startOr(ssh, tls.answering(OK))) {
      assertHttpInside(Asked.as(443, server));
    }
  }

  @Test
  void aServerThatSpeaksSshAtOnceWhereTlsIsExpectedSpeaksSsh() {
    try (LoopbackServer server = LoopbackServer.greeting(SSH)) {
      Heard heard = Asked.as(443, server);

      assertThat(heard.protocols()).containsExactly("ssh");
      assertThat(heard.tls()).isFalse();
    }
  }

  @Test
  void aServerThatAnswersTlsWithTextSpeaksWhatTheTextIs() {
    try (LoopbackServer server =
        LoopbackServer.answering("-ERR wrong number of arguments for 'get' command\r\n")) {
      assertThat(Asked.as(443, server).protocols()).containsExactly("redis");
    }
  }

  @Test
  void aServerThatBeginsAsTlsAndGoesOnWithGarbageEndsTheHandshake() {
    byte[] garbage = new byte[3000];
    garbage[0] = 22;
    garbage[1] = 3;
    garbage[2] = 3;
    garbage[3] = 11;
    garbage[4] = 0x58;
    garbage[5] = 2;
    try (LoopbackServer server = LoopbackServer.answering(garbage)) {
      assertTlsAlone(Asked.as(443, server));
    }
  }

  @Test
  void aFloodInsideOfTlsEndsAtTheBound() {
    byte[] block = new byte[8192];
    try (LoopbackServer server =
        tls.start(
            (in, out) -> {
              while (true) {
                out.write(block);
              }
            })) {
      assertThat(Asked.as(443, server).protocols()).containsExactly("tls");
    }
  }

  @Test
  void whatIsInsideTlsOnThePortOfAnotherProtocolIsLeftOpen() {
    try (LoopbackServer server = tls.start((in, out) -> {})) {
      Heard heard = Asked.as(22, server);

      assertTlsAlone(heard);
      assertThat(Asked.of(22, Transport.TCP).fit(heard.protocols(), heard.tls()))
          .isEqualTo(Expected.Fit.OPEN);
    }
  }
}
