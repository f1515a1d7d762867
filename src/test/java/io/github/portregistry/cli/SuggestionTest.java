package io.github.portregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {

  @Test
  void aShortWordMayHaveOneSlip() {
    assertThat(Suggestion.of(List.of("port"), "pxrt")).contains("port");
    assertThat(Suggestion.of(List.of("port"), "pxrx")).isEmpty();
    assertThat(Suggestion.of(List.of("port"), "po")).isEmpty();
  }

  @Test
  void aWordOfFiveLettersOrMoreMayHaveTwo() {
    assertThat(Suggestion.of(List.of("ports"), "pxrxs")).contains("ports");
    assertThat(Suggestion.of(List.of("ports"), "por")).isEmpty();
    assertThat(Suggestion.of(List.of("ports"), "portsxy")).contains("ports");
    assertThat(Suggestion.of(List.of("ports"), "xxxts")).isEmpty();
  }

  @Test
  void theNearestWordIsSuggestedWhereverItStands() {
    assertThat(Suggestion.of(List.of("listen", "lists"), "listz")).contains("lists");
    assertThat(Suggestion.of(List.of("lists", "listen"), "listz")).contains("lists");
  }
}
