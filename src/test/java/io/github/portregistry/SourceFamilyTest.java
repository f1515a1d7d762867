package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceFamilyTest {

  @ParameterizedTest
  @CsvSource({
    "https://github.com/acme/one/blob/0/README.md#L1, acme",
    "https://github.com/Acme/two, acme",
    "https://raw.githubusercontent.com/acme/one/main/a, acme",
    "https://gitlab.com/acme/one, acme",
    "https://acme.github.io/docs/, acme",
    "https://acme.readthedocs.io/en/latest/, acme",
    "https://docs.acme.com/ports, acme",
    "https://acme.com, acme",
    "https://www.acme.co.uk/ports, acme",
    "https://gerrit.googlesource.com/gerrit/+/0%5E%21, gerrit",
    "http://38.example.org:8001/a, example",
    "https://sourceforge.net/projects/acme, sourceforge",
    "http://localhost/a, localhost"
  })
  void theFamilyIsWhoOwnsTheRepositoryOrTheDomain(String url, String family) {
    assertThat(SourceFamily.of(url)).isEqualTo(family);
  }

  @Test
  void whatIsNoAddressIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SourceFamily.of("documented"))
        .withMessage("expected an address with a host, but found documented");
  }
}
