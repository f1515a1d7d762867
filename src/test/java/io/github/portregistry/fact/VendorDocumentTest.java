package io.github.portregistry.fact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VendorDocumentTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Oracle | Oracle Net | The manual names 1521 | '' | The manual names 1521 (Oracle, Oracle Net)",
        "VSI (ex DEC) | OpenVMS (VAX) | Still documented. | '' | Still documented (VSI, OpenVMS)",
        "Oracle | Solaris | Solaris 10 answers. | 2013 | Solaris 10 answers (Oracle, 2013)",
        "HP | HP SIM | The paper on hp sim names 280 | '' | The paper on hp sim names 280",
        "HP | HP SIM | The paper on hp sim names 280 | 2008 | The paper on hp sim names 280 (2008)",
        "IETF | NETCONF | RFC 9900 released the port | '' | RFC 9900 released the port",
        "tcpdump group | '' | The decoder has it | '' | The decoder has it (tcpdump group)"
      })
  void aClaimNamesItsDocumentUnlessTheFactDoes(
      String organization, String product, String fact, String published, String claim) {
    VendorDocument document =
        new VendorDocument(
            "name",
            VendorDocument.Says.ENDED,
            organization,
            product,
            fact,
            published,
            "https://example.com/");

    assertThat(document.claim()).isEqualTo(claim);
  }
}
