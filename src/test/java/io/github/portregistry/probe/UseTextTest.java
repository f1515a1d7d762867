package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.Jackson;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.Transport;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UseTextTest {

  private static UseText uses(String... uses) {
    String json = "{\"number\":8500,\"observedUses\":[" + String.join(",", uses) + "]}";
    return new UseText(Jackson.JACKSON_2.read(json, PortRecord.class), Set.of(Transport.TCP));
  }

  private static String use(String transport, String name, String confidence, String common) {
    return """
        {"ports":{"first":8500,"last":8500},"transport":%s,"application":"%s","category":"","confidence":"%s",\
        "sources":["https://a","https://b"],"commonName":"%s"}"""
        .formatted(transport, name, confidence, common);
  }

  private static String use(String name) {
    return use("\"tcp\"", name, "reported", "");
  }

  @ParameterizedTest
  @CsvSource({
    "A, A",
    "A B C D E, 'A, B, C, D, E'",
    "A B C D E F, 'A, B, C, D, E and 1 other'",
    "A B C D E F G, 'A, B, C, D, E and 2 others'",
    "A A B, 'A, B'"
  })
  void ofManyApplicationsTheFirstAreNamed(String names, String words) {
    String[] uses = Stream.of(names.split(" ", -1)).map(UseTextTest::use).toArray(String[]::new);

    assertThat(uses(uses).names()).isEqualTo(words);
    assertThat(uses(uses).sentences()).containsExactly("Known to use port 8500: " + words + ".");
  }

  @Test
  void noUseHasNoWords() {
    assertThat(uses().names()).isEmpty();
    assertThat(uses().sentences()).isEmpty();
  }

  @Test
  void aDisputedUseIsSaidToBeSo() {
    UseText text = uses(use("A"), use("\"tcp\"", "B", "disputed", ""));

    assertThat(text.names()).isEqualTo("A, B (disputed)");
    assertThat(text.sentences())
        .containsExactly(
            "Known to use port 8500: A.",
            "It is disputed whether B uses port 8500: see https://a and https://b.");
  }

  @Test
  void aDominantUseComesFirst() {
    assertThat(uses(use("A"), use("\"tcp\"", "B", "documented", "b")).sentences())
        .containsExactly(
            "Elsewhere, port 8500 is mostly used by B.", "Also known to use port 8500: A.");
  }

  @Test
  void onlyTheUsesOfTheTransportsAskedForAreTold() {
    String names =
        Stream.of(
                uses(
                        use("\"udp\"", "A", "reported", ""),
                        use("null", "B", "reported", ""),
                        use("C"))
                    .names())
            .collect(Collectors.joining());

    assertThat(names).isEqualTo("B, C");
  }

  private static String likely(int port) {
    return new UseText(PortRegistry.lookup(port), Set.of(Transport.TCP)).likelyNames();
  }

  @Test
  void aClaimOnARangeIsSaidToBeOneAndComesLast() {
    UseText text =
        uses(
            use("A"),
            use("B").replace("\"last\":8500", "\"last\":8516"),
            use("C").replace("\"last\":8500", "\"last\":8515"));

    assertThat(text.names()).isEqualTo("A, C, in the range 8500-8516 of B");
    assertThat(text.likelyNames()).isEqualTo("A, C");
    assertThat(text.sentences())
        .containsExactly(
            "Known to use port 8500: A, C.", "Port 8500 is in the range 8500-8516 of B.");
  }

  @Test
  void threeAreNamedAndTheOthersCounted() {
    assertThat(uses(use("A"), use("B"), use("C"), use("D")).likelyNames())
        .isEqualTo("A, B, C and 1 other");
  }

  @Test
  void aDisputedUseIsNotLikely() {
    assertThat(likely(432)).isEmpty();
  }
}
