package io.github.portregistry;

import static io.github.portregistry.CsvSpec.HEADER;
import static io.github.portregistry.CsvSpec.IANA_HEADER;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Small files that were made to keep their reader busy. The time limits are no measurements: what
 * they guard against takes minutes or hours, and should take milliseconds.
 */
@Timeout(value = 10, threadMode = ThreadMode.SEPARATE_THREAD)
class HostileInputTest {

  @ParameterizedTest
  @ValueSource(strings = {"&.", "&", ".", "<&.", "a&b.c ", "[", "[]", "| "})
  void aLongFieldIsReadWhateverItIsMadeOf(String piece) {
    String title = "<&" + piece.repeat(4_000 / piece.length());

    PortRegistry registry =
        CsvSpec.readIana(
            IANA_HEADER
                + "alpha,1,tcp,"
                + title
                + ","
                + title
                + ",,,,"
                + title
                + ",,,"
                + title
                + "␍␊");

    assertThat(registry.serviceName(1, Transport.TCP)).isEqualTo("alpha");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Previously assigned to ",
        "Port 1 Previously assigned to application below x 1/tcp x ",
        "Removed on ",
        "This entry is an alias to ",
        "Historic usage was ",
        "previously x by ["
      })
  void aLongNoteIsReadWhateverItIsMadeOf(String piece) {
    String note = piece.repeat(10_000 / piece.length());

    PortRegistry registry =
        CsvSpec.readIana(IANA_HEADER + "alpha,1,tcp,Alpha,,,,,,,," + note + "␍␊");

    assertThat(registry.serviceName(1, Transport.TCP)).isEqualTo("alpha");
  }

  @Test
  void manyServicesOfOnePortAreRead() {
    int services = 60_000;
    StringBuilder table = new StringBuilder(HEADER);
    for (int i = 0; i < services; i++) {
      table.append("1,tcp,,,service-").append(100_000 + i).append(",,,,,,,,,,␊");
    }

    assertThat(CsvSpec.read(table.toString()).provenance().rows()).isEqualTo(services);
  }
}
