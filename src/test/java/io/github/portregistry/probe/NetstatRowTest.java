package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetstatRowTest {

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, 0.0.0.0",
    "255.249.199.99, 255.249.199.99",
    "::, 0:0:0:0:0:0:0:0",
    "fe80::1, fe80:0:0:0:0:0:0:1",
    "::ffff:1.2.3.4, 1.2.3.4"
  })
  void anAddressIsRead(String text, String address) throws IOException {
    assertThat(NetstatRow.address(text, 80).getAddress().getHostAddress()).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 80, 65535})
  void aPortIsRead(int port) throws IOException {
    assertThat(NetstatRow.port(Integer.toString(port))).isEqualTo(port);
  }

  @ParameterizedTest
  @ValueSource(strings = {"65536", "99999", "100000", "-1", "", "8O"})
  void whatIsNoPortIsRefused(String text) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> NetstatRow.port(text))
        .withMessage("expected a port, found \"" + text + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"12345678901", "-1", "", "x"})
  void whatIsNoProcessIdIsRefused(String text) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> NetstatRow.pid(text))
        .withMessage("expected a process id, found \"" + text + "\"");
  }

  /** A caller that asks a resolver for it would get its answer, or its exception as the cause. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.256",
        "999.1.1.1",
        "1.2.3.4294967296",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.",
        ".:1",
        "..::",
        "localhost",
        ""
      })
  void whatIsNoAddressIsRefusedWithoutAskingForNames(String text) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> NetstatRow.address(text, 80))
        .withMessage("expected an address, found \"" + text + "\"")
        .withNoCause();
  }

  @Test
  void anInterfaceWithoutThatNameGivesNoScope() throws IOException {
    InetAddress address = NetstatRow.address("fe80::1%no-such-device", 80).getAddress();

    assertThat(((Inet6Address) address).getScopeId()).isZero();
    assertThat(((Inet6Address) address).getScopedInterface()).isNull();
  }

  @Test
  void anInterfaceIsFoundByItsName() throws IOException {
    Optional<Inet6Address> own =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(Inet6Address.class::isInstance)
            .map(Inet6Address.class::cast)
            .filter(address -> address.getScopedInterface() != null)
            .findFirst();
    assumeTrue(own.isPresent(), "needs IPv6");
    String text = own.get().getHostAddress();

    assertThat(NetstatRow.address(text, 80).getAddress().getHostAddress()).isEqualTo(text);
  }

  @Test
  void aNumberIsAScopeWithoutAnInterface() throws IOException {
    assertThat(NetstatRow.address("fe80::1%12", 80).getAddress().getHostAddress())
        .isEqualTo("fe80:0:0:0:0:0:0:1%12");
  }
}
