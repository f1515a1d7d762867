package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransportTest {

  @Test
  void theTransportsAreFourInTheOrderOfTheTables() {
    assertThat(Transport.values())
        .containsExactly(Transport.TCP, Transport.UDP, Transport.SCTP, Transport.DCCP);
  }

  @Test
  void theKeywordIsWhatTheRegistryWrites() {
    assertThat(Transport.values())
        .extracting(Transport::keyword)
        .containsExactly("tcp", "udp", "sctp", "dccp");
  }

  @Test
  void aTransportIsFoundByItsNameInAnyCase() {
    for (Transport transport : Transport.values()) {
      assertThat(Transport.of(transport.keyword())).isSameAs(transport);
      assertThat(Transport.of(transport.name())).isSameAs(transport);
    }
    assertThat(Transport.of("Sctp")).isSameAs(Transport.SCTP);
  }

  @Test
  void aWordThatMayNameATransportIsLookedUpWithoutAnException() {
    assertThat(Transport.ofKeyword("TCP")).contains(Transport.TCP);
    assertThat(Transport.ofKeyword("icmp")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "tcp ", "tcpudp", "quic", "6", "ſctp"})
  void anyOtherNameIsRefusedWithTheFourThatThereAre(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Transport.of(name))
        .withMessage("expected tcp, udp, sctp or dccp but found \"" + name + "\"");
  }

  @Test
  void theProtocolNumbersAreThoseOfTheIpHeader() {
    assertThat(Transport.values()).extracting(Transport::protocol).containsExactly(6, 17, 132, 33);
    for (Transport transport : Transport.values()) {
      assertThat(Transport.ofProtocol(transport.protocol())).contains(transport);
    }
  }

  @Test
  void noOtherProtocolNumberHasATransport() {
    long found =
        IntStream.rangeClosed(-1, 256)
            .filter(number -> Transport.ofProtocol(number).isPresent())
            .count();

    assertThat(found).isEqualTo(4);
  }
}
