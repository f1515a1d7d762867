package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PidRowTest {

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, 0.0.0.0",
    "255.249.199.99, 255.249.199.99",
    "::, 0:0:0:0:0:0:0:0",
    "fe80::1, fe80:0:0:0:0:0:0:1",
    "::ffff:1.2.3.4, 1.2.3.4"
  })
  void anAddressIsRead(String text, String address) throws IOException {
    assertThat(PidRow.address(text, 80).getAddress().getHostAddress()).isEqualTo(address);
  }

  /** Whoever asks a resolver for it would have its answer, or its exception as the cause. */
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
        .isThrownBy(() -> PidRow.address(text, 80))
        .withMessage("expected an address, found \"" + text + "\"")
        .withNoCause();
  }
}
