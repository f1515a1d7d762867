package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.Transport;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTextTest {

  @ParameterizedTest
  @CsvSource({
    "::1, ::1",
    "::, ::",
    "2001:DB8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "fe80:0:0:0:0:0:0:a, fe80::a",
    "1:0:2:3:4:5:6:7, 1:0:2:3:4:5:6:7",
    "127.0.0.1, 127.0.0.1",
    "::ffff:10.0.0.1, 10.0.0.1"
  })
  void anAddressIsWrittenAsRfc5952Says(String given, String text) throws UnknownHostException {
    assertThat(AddressText.of(InetAddress.getByName(given))).isEqualTo(text);
  }

  @Test
  void aLinkLocalAddressHasItsScope() throws UnknownHostException {
    byte[] bytes = InetAddress.getByName("fe80::1").getAddress();

    assertThat(AddressText.of(Inet6Address.getByAddress(null, bytes, 2))).isEqualTo("fe80::1%2");
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "0.0.0.0, ACCEPTED, 0.0.0.0, all IPv4 addresses (0.0.0.0)",
        "::, ACCEPTED, *, all addresses (*)",
        "::, REFUSED, [::], all IPv6 addresses ([::])",
        "::, UNKNOWN, [::], 'all IPv6 addresses, perhaps IPv4 too ([::])'",
        "::1, REFUSED, ::1, ::1",
        "10.1.2.3, ACCEPTED, 10.1.2.3, 10.1.2.3"
      })
  void onlyASocketOfBothFamiliesIsOnAllAddresses(
      String address, Listener.Ipv4 ipv4, String word, String words) throws UnknownHostException {
    InetSocketAddress place = new InetSocketAddress(InetAddress.getByName(address), 80);
    Listener listener = new Listener(Transport.TCP, place, ipv4, "", NotVisible.notRequested());

    assertThat(listener.addressText()).isEqualTo(word);
    assertThat(AddressText.reached(listener)).isEqualTo(words);
  }
}
