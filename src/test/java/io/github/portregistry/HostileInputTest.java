package io.github.portregistry;

import static io.github.portregistry.CsvSpec.HEADER;
import static io.github.portregistry.CsvSpec.IANA_HEADER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Small files that were made to keep their reader busy. The time limits are no measurements: what
 * they guard against takes minutes or hours, and should take milliseconds.
 */
@Timeout(value = 10, threadMode = ThreadMode.SEPARATE_THREAD)
@Tag("whole")
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

  /** As long as a field can be, as often as a file has room for it. */
  @ParameterizedTest
  @CsvSource({
    "'', 'Previously assigned to x but released by '",
    "'', 'Previously assigned to '",
    "'', ', previously x by ['",
    "'Port 1 Previously assigned to application below x 1/tcp x ', 'x 1/udp '",
    "'', 'Port 1 Previously assigned to application below x 1/tcp x x 1/udp '",
    "'Previously assigned to x', ' but released by [RFC1'",
    "'a', '.'",
    "'a', ', '",
  })
  @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
  @Tag("whole")
  void aFileOfLongNotesIsReadWhateverTheyAreMadeOf(String start, String piece) {
    String note = start + piece.repeat(65_000 / piece.length()) + "z";
    StringBuilder file = new StringBuilder(IANA_HEADER);
    for (int port = 0; port < 128; port++) {
      file.append("alpha,").append(port).append(",tcp,Alpha,,,,,,,,\"").append(note).append("\"␍␊");
    }

    assertThat(CsvSpec.readIana(file.toString()).serviceName(127, Transport.TCP))
        .isEqualTo("alpha");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"unassigned (x-released ", "unassigned [was ", "removed 1/1/", "-released ", ") "})
  void aFileOfLongTitlesIsReadWhateverTheyAreMadeOf(String piece) {
    String title = "unassigned (" + piece.repeat(65_000 / piece.length()) + "z";
    StringBuilder file = new StringBuilder(IANA_HEADER);
    for (int port = 0; port < 64; port++) {
      file.append(',').append(port).append(",tcp,").append(title).append(",,,,,,,,␍␊");
    }

    assertThat(CsvSpec.readIana(file.toString()).port(63).ianaState(Transport.TCP))
        .isEqualTo(IanaState.UNASSIGNED);
  }

  @Test
  @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
  @Tag("whole")
  void manyReservedPortsThatHadAHolderAreRead() {
    StringBuilder file = new StringBuilder(IANA_HEADER);
    for (int port = 0; port < 35_000; port++) {
      for (Transport transport : Transport.values()) {
        file.append(',').append(port).append(',').append(transport.keyword());
        file.append(",Reserved,,,,,,,,Removed on 1/1/01␍␊");
      }
    }

    PortRegistry registry = CsvSpec.readIana(file.toString());

    assertThat(registry.port(34_999).status()).isEqualTo(PortStatus.RELEASED);
  }

  @Test
  @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
  @Tag("whole")
  void manyNamesOfOneHashCodeAreRead() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 1 << 17; i++) {
      StringBuilder name = new StringBuilder();
      for (int bit = 16; bit >= 0; bit--) {
        name.append((i >> bit & 1) == 0 ? "a}" : "b^");
      }
      names.add(name.toString());
    }
    assertThat(names).extracting(String::hashCode).containsOnly(names.get(0).hashCode());
    names.sort(String.CASE_INSENSITIVE_ORDER);
    StringBuilder table = new StringBuilder(HEADER);
    names.forEach(name -> table.append(",tcp,,,").append(name).append(",,,,,,,,,,␊"));

    assertThat(CsvSpec.read(table.toString()).service(names.get(0))).hasSize(1);
  }

  @Test
  void namesOfOneHashCodeAreFoundEachAtItsPortsInOrder() {
    StringBuilder table = new StringBuilder(HEADER);
    for (int port = 1; port <= 512; port++) {
      table.append(port).append(",tcp,,,").append(sameHash(port % 256)).append(",,,,,,,,,,␊");
    }
    PortRegistry registry = CsvSpec.read(table.toString());

    for (int port = 1; port <= 256; port++) {
      String name = sameHash(port % 256);
      assertThat(name).hasSameHashCodeAs(sameHash(0));
      assertThat(registry.service(name.toUpperCase(Locale.ROOT)))
          .extracting(row -> row.ports().first())
          .containsExactly(port, port + 256);
    }
    assertThat(registry.service(sameHash(256))).isEmpty();
  }

  /** Returns one of 512 names that have the same hash code. */
  private static String sameHash(int number) {
    StringBuilder name = new StringBuilder();
    for (int bit = 8; bit >= 0; bit--) {
      name.append((number >> bit & 1) == 0 ? "a}" : "b^");
    }
    return name.toString();
  }

  @Test
  @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
  void aSearchReadsALongTextOfAllPortsOnce() {
    StringBuilder table = new StringBuilder(HEADER);
    for (int i = 0; i < 60; i++) {
      table.append("0-65535,tcp,,,x").append(i).append(',').append("x".repeat(65_000));
      table.append(",,,,,,,,,␊");
    }
    PortRegistry registry = CsvSpec.read(table.toString());

    assertThat(registry.search("x59").size()).isEqualTo(65_536);
  }
}
