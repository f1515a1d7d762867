package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The networks of an allow list. */
class NetworkTest {

  private static boolean contains(String network, String address) {
    return Network.contain(Network.of(network), Network.of(address).get(0));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.1.2.3, true",
    // One bit differs: each of the first byte, and the last one that counts.
    "10.0.0.0/8, 138.0.0.1, false",
    "10.0.0.0/8, 74.0.0.1, false",
    "10.0.0.0/8, 42.0.0.1, false",
    "10.0.0.0/8, 26.0.0.1, false",
    "10.0.0.0/8, 2.0.0.1, false",
    "10.0.0.0/8, 14.0.0.1, false",
    "10.0.0.0/8, 8.0.0.1, false",
    "10.0.0.0/8, 11.0.0.1, false",
    "172.16.0.0/12, 172.31.0.1, true",
    "172.16.0.0/12, 172.32.0.1, false",
    "192.168.1.4/30, 192.168.1.7, true",
    "192.168.1.4/30, 192.168.1.8, false",
    "192.168.1.4, 192.168.1.4, true",
    "192.168.1.4, 192.168.1.5, false",
    "192.168.1.4/32, 192.168.1.4, true",
    "0.0.0.0/0, 203.0.113.5, true",
    "0.0.0.0, 203.0.113.5, true",
    // All addresses are more than a part of them.
    "10.0.0.0/8, 0.0.0.0, false",
    "127.0.0.0/8, 127.0.0.0/7, false",
    "127.0.0.0/8, 127.0.0.0/8, true",
    "fd00::/8, fdff::1, true",
    "fd00::/8, fc00::1, false",
    "::1, ::1, true",
    "::1/128, ::1, true",
    "::, 2001:db8::1, true",
    // The families are different networks, even if their bits are alike.
    "::/0, 127.0.0.1, false",
    "0.0.0.0/0, ::1, false"
  })
  void aNetworkContainsTheAddressesThatBeginWithItsBits(
      String network, String address, boolean contained) {
    assertThat(contains(network, address)).isEqualTo(contained);
  }

  @ParameterizedTest
  @ValueSource(strings = {"loopback", "LOCALHOST"})
  void loopbackIsThatOfBothFamilies(String text) {
    assertThat(Network.of(text)).hasSize(2);
    assertThat(contains(text, "127.8.9.1")).isTrue();
    assertThat(contains(text, "::1")).isTrue();
    assertThat(contains(text, "::2")).isFalse();
    assertThat(contains(text, "128.0.0.1")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "any", "ANY", "*"})
  void anyIsEveryAddressOfBothFamilies(String text) {
    assertThat(Network.of(text)).hasSize(2);
    assertThat(contains(text, "0.0.0.0")).isTrue();
    assertThat(contains(text, "::")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"10.0.0.0/33, 32, 33", "10.0.0.0/-1, 32, -1", "fd00::/129, 128, 129"})
  void aNetworkHasNoMoreBitsThanItsAddress(String text, int most, int found) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Network.of(text))
        .withMessage("expected 0 to " + most + " bits, found " + found);
  }

  @Test
  void aNumberOfBitsAloneIsNoNetwork() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Network.of("/8"))
        .withMessage("addresses: expected *, or an address such as 127.0.0.1 or ::1, found \"\"");
  }
}
