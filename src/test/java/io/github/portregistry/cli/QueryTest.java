package io.github.portregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.PortSpan;
import io.github.portregistry.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a word is about ports or a name. */
class QueryTest {

  @Test
  void digitsAreAPort() {
    assertThat(Query.parse("0")).isEqualTo(new Query(PortSpan.of(0), "", null));
    assertThat(Query.parse("9/udp")).isEqualTo(new Query(PortSpan.of(9), "", Transport.UDP));
    assertThat(Query.parse("90-99")).isEqualTo(new Query(new PortSpan(90, 99), "", null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-", "a1", "1a", ":", ";1", "/", "/tcp", "914c/g", "a/b", "sql*net"})
  void anythingWithAnotherCharacterIsAName(String word) {
    assertThat(Query.parse(word)).isEqualTo(new Query(null, word, null));
  }

  @Test
  void aNameMayHaveATransportAfterItsLastSlash() {
    assertThat(Query.parse("a/TCP")).isEqualTo(new Query(null, "a", Transport.TCP));
    assertThat(Query.parse("914c/g/udp")).isEqualTo(new Query(null, "914c/g", Transport.UDP));
  }
}
