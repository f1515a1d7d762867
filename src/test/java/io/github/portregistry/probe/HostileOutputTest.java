package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.PortSpan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Output that was made to keep its reader busy. The time limit is no measurement: what it guards
 * against takes minutes or hours, and should take milliseconds.
 */
@Timeout(value = 10, threadMode = ThreadMode.SEPARATE_THREAD)
class HostileOutputTest {

  @ParameterizedTest
  @ValueSource(strings = {"\\x20", "\\x", "\\", "("})
  void aLongNameOfAProcessIsReadWhateverItIsMadeOf(String piece) throws IOException {
    String name = piece.repeat(1_000_000 / piece.length());
    String output = "p7\nc" + name + "\nf3\ntIPv4\nPTCP\nn*:80\nTST=LISTEN\n";

    assertThat(new MacLsof(output.getBytes(StandardCharsets.ISO_8859_1)).rows())
        .extracting(NetstatRow::pid)
        .containsExactly(7L);
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\t", "1 ", "1", ": 1", "*", " *"})
  void aLongLineOfPortsIsReadWhateverItIsMadeOf(String piece) {
    byte[] line =
        ("8000 8010\n" + piece.repeat(1_000_000 / piece.length()) + "x\n")
            .getBytes(StandardCharsets.ISO_8859_1);

    assertThat(new WindowsLocalPorts(words -> line, "netsh.exe").read().excludedTcp())
        .containsExactly(new PortSpan(8000, 8010));
  }
}
