package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransportTest {

  @Test
  void theTransportsAreFourInTheOrderOfTheTables() {
    assertThat(Transport.values())
        .containsExactly(Transport.TCP, Transport.UDP, Transport.SCTP, Transport.DCCP)
        .hasSize(Transport.COUNT)
        .extracting(transport -> transport.index)
        .containsExactly(0, 1, 2, 3);
  }

  @Test
  void theKeywordIsWhatTheRegistryWrites() {
    assertThat(Transport.values())
        .extracting(Transport::keyword)
        .containsExactly("tcp", "udp", "sctp", "dccp");
  }

  @Test
  void aTransportIsFoundByItsKeyword() {
    for (Transport transport : Transport.values()) {
      assertThat(Transport.ofKeyword(transport.keyword())).isSameAs(transport);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "TCP", "tcp ", "tcpudp", "quic"})
  void noOtherTextIsAKeyword(String text) {
    assertThat(Transport.ofKeyword(text)).isNull();
  }

  @Test
  void aRowWithoutATransportComesFirst() {
    assertThat(Transport.place(null)).isLessThan(Transport.place(Transport.TCP));
    assertThat(Transport.place(Transport.DCCP)).isEqualTo(3);
  }
}
