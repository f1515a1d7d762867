package io.github.portregistry.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscapedTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "billing.jar   | billing.jar",
        "'a b'         | \"a b\"",
        "' a'          | \" a\"",
        "a\"b          | \"a\\\"b\"",
        "\"a           | \"\\\"a\"",
        "''            | \"\"",
        "'a\nb'        | a\\nb",
        "'a b\u202e'   | \"a b\\u202e\"",
      })
  void aWordIsQuotedIfItIsEmptyOrHasABlankOrAQuote(String word, String escaped) {
    assertThat(Escaped.words(List.of(word))).isEqualTo(escaped);
  }

  @Test
  void wordsAreSeparatedByBlanks() {
    assertThat(Escaped.words(List.of("java", "-jar", "my app.jar", "")))
        .isEqualTo("java -jar \"my app.jar\" \"\"");
  }

  @Test
  void noWordsAreNoText() {
    assertThat(Escaped.words(List.of())).isEmpty();
  }
}
