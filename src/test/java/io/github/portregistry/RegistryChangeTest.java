package io.github.portregistry;

import static io.github.portregistry.MadeChange.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.RegistryChange.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryChangeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ASSIGNED            | shop | ''         | Acme shop  | assigned to shop (Acme shop)",
        "ASSIGNED            | shop | ''         | SHOP       | assigned to shop",
        "ASSIGNED            | shop | reserved   | ''         | assigned to shop, was reserved",
        "ASSIGNED            | ''   | ''         | Acme shop  | assigned to a service (Acme shop)",
        "WITHDRAWN           | shop | Acme shop  | ''         | shop (Acme shop) withdrawn",
        "WITHDRAWN           | shop | ''         | reserved   | shop withdrawn, now reserved",
        "TRANSPORT_WITHDRAWN | shop | ''         | ''         | shop withdrawn from this transport",
        "TRANSPORT_WITHDRAWN | shop | ''         | reserved   | shop withdrawn from this transport, now reserved",
        "RENAMED             | shop | store      | shop       | store renamed to shop",
        "RENAMED             | shop | store      | ''         | store renamed",
        "RETITLED            | shop | ''         | Shop       | title of shop added: Shop",
        "RETITLED            | shop | Shop       | ''         | title of shop removed: Shop",
        "RETITLED            | ''   | Shop       | Store      | title changed from Shop to Store",
        "REFERENCE_CHANGED   | shop | RFC1;RFC2  | RFC3       | reference of shop changed from RFC1, RFC2 to RFC3",
        "STATE_CHANGED       | ''   | unassigned | reserved   | reserved, was unassigned",
        "STATE_CHANGED       | ''   | ''         | unassigned | unassigned, was without a row",
      })
  void aChangeIsSummarizedInAFewWords(
      Kind kind, String name, String before, String after, String summary) {
    RegistryChange change =
        on("2025-09-29", kind, "9000", Transport.TCP, name, before.replace(';', '|'), after);

    assertThat(change.summary()).isEqualTo(summary);
    assertThat(change).hasToString("2025-09-29 9000/tcp: " + summary);
  }

  @Test
  void aServiceWithoutAPortIsRegistered() {
    assertThat(
            on("2025-09-29", Kind.ASSIGNED, "", Transport.TCP, "shop", "", "Acme shop").summary())
        .isEqualTo("shop (Acme shop) registered without a port");
  }
}
