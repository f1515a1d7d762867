package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortQueryTest {

  @Test
  void aPortMayHaveATransport() {
    assertThat(PortQuery.parse("443/tcp"))
        .isEqualTo(new PortQuery(PortSpan.of(443), Transport.TCP));
    assertThat(PortQuery.parse("443")).isEqualTo(new PortQuery(PortSpan.of(443), null));
    assertThat(PortQuery.parse("8000-8999/udp"))
        .isEqualTo(new PortQuery(new PortSpan(8000, 8999), Transport.UDP));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "443", "65535/sctp", "0-65535", "8000-8999/udp", "1-2/dccp"})
  void whatWasParsedIsWrittenAsItWas(String text) {
    assertThat(PortQuery.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({"443/TCP,443/tcp", "0443,443", "443-443/Udp,443/udp", "00001-0002,1-2"})
  void caseAndLeadingZerosAreNotKept(String text, String written) {
    assertThat(PortQuery.parse(text)).hasToString(written);
    assertThat(PortQuery.parse(written)).isEqualTo(PortQuery.parse(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "65536         | port 65536 is above 65535",
        "99999999999999999999 | port 99999999999999999999 is above 65535",
        "-1            | port -1 is below 0",
        "-5/tcp        | port -5 is below 0",
        "443/foo       | 'foo' is not a transport; give tcp, udp, sctp or dccp, as in 443/udp",
        "80-90/foo     | 'foo' is not a transport; give tcp, udp, sctp or dccp, as in 80-90/udp",
        "443/tcp/foo   | 'tcp/foo' is not a transport; give tcp, udp, sctp or dccp, as in 443/udp",
        "443/          | no transport after the slash; give tcp, udp, sctp or dccp, as in 443/udp",
        "443/udp/tcp   | '443/udp/tcp' has more than one transport; give each by itself: 443/udp 443/tcp",
        "53/tcp,udp    | '53/tcp,udp' has more than one transport; give each by itself: 53/tcp 53/udp",
        "80,443        | '80,443' is no port; give each by itself: 80 443",
        "80,443/tcp    | '80,443' is no port; give each by itself: 80 443",
        "80,           | '80,' is no port; give one such as 443, 443/tcp or 8000-8999",
        "80-           | '80-' is no range of ports; give one such as 80-65535",
        "1-2-3         | '1-2-3' is no port; give one such as 443, 443/tcp or 8000-8999",
        "9000-8000     | the range 9000-8000 ends before it begins; did you mean 8000-9000?",
        "8000-70000    | port 70000 is above 65535",
        "\"\"            | '' is no port; give one such as 443, 443/tcp or 8000-8999",
        "\" 80\"         | ' 80' is no port; give one such as 443, 443/tcp or 8000-8999",
        "https         | 'https' is no port; give one such as 443, 443/tcp or 8000-8999",
        "/tcp          | '/tcp' is no port; give one such as 443, 443/tcp or 8000-8999",
        "٨٠            | '٨٠' is no port; give one such as 443, 443/tcp or 8000-8999",
      })
  void whatIsNoQueryIsRefusedWithWhatWouldBeRight(String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PortQuery.parse(text))
        .withMessage(message);
  }

  @Test
  void aControlCharacterIsEscapedInTheMessage() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PortQuery.parse("80\u001b[31m"))
        .withMessageContaining("'80\\u001b[31m'");
  }

  @Test
  void nullIsRefusedByItsName() {
    assertThatNullPointerException().isThrownBy(() -> PortQuery.parse(null)).withMessage("text");
    assertThatNullPointerException()
        .isThrownBy(() -> new PortQuery(null, Transport.TCP))
        .withMessage("ports");
  }
}
