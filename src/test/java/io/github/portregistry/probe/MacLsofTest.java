package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.Transport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read of a descriptor in the output of lsof. */
class MacLsofTest {

  private static MacLsof lsof(String family, String protocol, String endpoint, String state)
      throws IOException {
    String text =
        "p5\nca\nf3\nt" + family + "\nP" + protocol + "\nn" + endpoint + "\nTST=" + state + "\n";
    return new MacLsof(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "IPv4, *:80, 0.0.0.0, ACCEPTED",
    "IPv6, *:80, ::, UNKNOWN",
    "IPv4, 127.0.0.1:80, 127.0.0.1, ACCEPTED",
    "IPv6, [::1]:80, ::1, REFUSED",
    "IPv6, [fe80::1]:80, fe80::1, REFUSED"
  })
  void anAsteriskIsEveryAddressOfTheFamily(
      String family, String endpoint, String address, Listener.Ipv4 ipv4) throws IOException {
    assertThat(lsof(family, "TCP", endpoint, "LISTEN").rows())
        .containsExactly(
            new NetstatRow(Transport.TCP, FixedSource.place(address, 80), ipv4, null, 5, "a"));
  }

  @ParameterizedTest
  @CsvSource({
    "TCP, 10.0.0.1:80->10.0.0.2:5000, ESTABLISHED, CLIENT",
    "TCP, 10.0.0.1:80, CLOSED, BOUND",
    "UDP, 10.0.0.1:80->10.0.0.2:53, '', CONNECTED_UDP"
  })
  void theLocalEndOfAConnectionIsRead(
      String protocol, String endpoint, String state, OtherUse.Kind use) throws IOException {
    assertThat(lsof("IPv4", protocol, endpoint, state).rows())
        .containsExactly(
            new NetstatRow(
                Transport.valueOf(protocol),
                FixedSource.place("10.0.0.1", 80),
                Listener.Ipv4.ACCEPTED,
                use,
                5,
                "a"));
  }

  @Test
  void aConnectionWithoutALocalEndIsNoRow() throws IOException {
    assertThat(lsof("IPv4", "TCP", "->10.0.0.2:5000", "ESTABLISHED").rows()).isEmpty();
  }
}
