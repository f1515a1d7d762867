package io.github.portregistry.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.MadeRow;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.PortSpan;
import io.github.portregistry.Transport;
import io.github.portregistry.probe.PortFinding;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The picture of a service with a title of any length. */
class ThreeQuestionsTest {

  private static final Pattern TEXT = Pattern.compile("<text [^>]*>([^<]*)</text>");

  /** What the first card says between the name of the service and its assignee. */
  private static List<String> title(String title) throws IOException {
    PortRegistry team =
        PortRegistry.of(
            "team",
            List.of(
                MadeRow.of("made")
                    .on(PortSpan.of(ThreeQuestions.PORT), Transport.TCP)
                    .title(title)
                    .assignee("Team")
                    .source("team")
                    .row()));
    PortFinding finding = ExampleMachine.check(ThreeQuestions.PORT, 1, "/bin/made", "made");
    String svg = ThreeQuestions.svg(PortRegistry.bundled().withOverlay(team), finding, Theme.LIGHT);
    List<String> texts = TEXT.matcher(svg).results().map(text -> text.group(1)).toList();
    return texts.subList(texts.indexOf("made") + 1, texts.indexOf("assignee Team"));
  }

  @Test
  void aTitleOf36LettersIsALine() throws IOException {
    assertThat(title("a".repeat(17) + " " + "b".repeat(18)))
        .containsExactly("a".repeat(17) + " " + "b".repeat(18));
    assertThat(title("a".repeat(36))).containsExactly("a".repeat(36));
  }

  @Test
  void aLongerTitleIsBrokenBetweenWords() throws IOException {
    assertThat(title("a".repeat(17) + " " + "b".repeat(19) + " c"))
        .containsExactly("a".repeat(17), "b".repeat(19) + " c");
  }
}
