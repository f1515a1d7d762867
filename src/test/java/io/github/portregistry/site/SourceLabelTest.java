package io.github.portregistry.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceLabelTest {

  @ParameterizedTest
  @CsvSource({
    "https://github.com/ipfs/kubo/blob/b7deea7214c9/docs/config.md#L12, kubo docs/config.md",
    "https://github.com/firewalld/firewalld/tree/2745d6f0ab9e/config/services, firewalld config/services",
    "https://github.com/electronicarts/CnC_Generals, electronicarts/CnC_Generals",
    "https://www.rfc-editor.org/rfc/rfc1700, RFC 1700",
    "https://support.apple.com/en-ca/HT202944, support.apple.com/en-ca/HT202944",
    "https://www.wireshark.org/, wireshark.org",
    "https://example.org/ports/, example.org/ports",
    "https://gitlab.com/wireshark/wireshark/-/tree/v4.6.9/epan/, wireshark epan",
  })
  void aLinkIsCalledByItsRepositoryOrHostAndItsPath(String address, String label) {
    assertThat(SourceLabel.of(address)).isEqualTo(label);
  }

  @Test
  void ofALongPathOnlyTheEndIsShown() {
    assertThat(
            SourceLabel.of(
                "https://github.com/batfish/batfish/blob/cba1873338ae/projects/batfish/src/main/java/org/batfish/grammar/cisco_asa/AsaControlPlaneExtractor.java#L10003"))
        .isEqualTo("batfish …/grammar/cisco_asa/AsaControlPlaneExtractor.java");
  }

  @Test
  void aPathOf48LettersIsShownWhole() {
    String path = "a/" + "p".repeat(46);

    assertThat(SourceLabel.of("https://example.org/" + path)).isEqualTo("example.org/" + path);
    assertThat(SourceLabel.of("https://example.org/a" + path))
        .isEqualTo("example.org/…/" + "p".repeat(46));
  }

  @Test
  void theNameOfAFileIsShownHoweverLongItIs() {
    String file = "f".repeat(60) + ".html";

    assertThat(SourceLabel.of("https://example.org/docs/" + file))
        .isEqualTo("example.org/…/" + file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"?a=b", "?a=b#c", "#c", "#c?a=b"})
  void aQueryAndAFragmentAreNotShown(String rest) {
    assertThat(SourceLabel.of("https://example.org/docs" + rest)).isEqualTo("example.org/docs");
  }

  @Test
  void aNameIsNoAddress() {
    assertThat(SourceLabel.isAddress("Wireshark 4.0.17 and 4.6.9")).isFalse();
    assertThat(SourceLabel.isAddress("https://example.org/a b")).isFalse();
    assertThat(SourceLabel.isAddress("https://example.org/a")).isTrue();
  }
}
