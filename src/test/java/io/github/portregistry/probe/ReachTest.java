package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From how far an address can be reached. */
class ReachTest {

  private static Reach reach(String addresses) {
    return Reach.of(List.of(addresses.split(" ", -1)));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 1",
    "169.254.0.7, 2",
    "224.0.0.251, 2",
    "10.0.0.1, 3",
    "192.168.1.5, 3",
    "172.16.0.1, 3",
    // The range that carriers and overlay networks use, and what is around it.
    "100.64.0.1, 3",
    "100.127.255.254, 3",
    "100.63.255.254, 4",
    "100.128.0.1, 4",
    "101.64.0.1, 4",
    "99.64.0.1, 4",
    "203.0.113.5, 4",
    // The first byte of a unique local address of IPv6.
    "252.0.0.1, 4",
    "253.64.0.1, 4",
    "0.0.0.0, 5"
  })
  void anAddressOfIpv4HasARank(String address, int rank) {
    assertThat(reach(address)).isEqualTo(new Reach(rank, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "::1, 1",
    "fe80::1, 2",
    "fe80::1%2, 2",
    "[fe80::1], 2",
    "ff02::fb, 2",
    "fc00::1, 3",
    "fdff::1, 3",
    "fbff::1, 4",
    // The bytes of 100.64, which mean nothing here.
    "6440::1, 4",
    "2001:db8::1, 4",
    "::, 5"
  })
  void anAddressOfIpv6HasARank(String address, int rank) {
    assertThat(reach(address)).isEqualTo(new Reach(0, rank));
  }

  @ParameterizedTest
  @CsvSource({
    "*, 5, 5",
    "[::], -1, 5",
    "[::] 127.0.0.1, 1, 5",
    "127.0.0.1 10.0.0.1 127.0.0.2, 3, 0",
    "fd00::1 ::1 203.0.113.5, 4, 3"
  })
  void ofSeveralAddressesTheWidestCountsForEachFamily(String addresses, int ipv4, int ipv6) {
    assertThat(reach(addresses)).isEqualTo(new Reach(ipv4, ipv6));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%2", "%127.0.0.1", "localhost", "127.0.0.256", "1.2.3.4.5"})
  void whatIsNoAddressIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reach.check(text))
        .withMessage(
            "addresses: expected *, or an address such as 127.0.0.1 or ::1, found \""
                + text
                + "\"");
  }
}
