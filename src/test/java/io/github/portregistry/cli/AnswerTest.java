package io.github.portregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers that differ from another in one respect. */
class AnswerTest {

  private final StringWriter out = new StringWriter();
  private final PrintWriter writer = new PrintWriter(out);
  private final Terminal terminal = new Terminal(writer, writer, 80, false);

  private final Answer nothing = Answer.none(() -> writer.println("nothing"));
  private final Answer found = Answer.table(List.of(7), () -> new Table("a"), terminal);

  private String printed() {
    return out.toString().replace(System.lineSeparator(), "|");
  }

  @Test
  void anArrayOfAnAnswerHasItsStatusAndItsText() {
    Answer array = Answer.arrayOf(nothing);
    array.print();

    assertThat(array.json()).isEqualTo(List.of(List.of()));
    assertThat(array.status()).isEqualTo(Main.NOTHING);
    assertThat(array.isSilent()).isTrue();
    assertThat(printed()).isEqualTo("nothing|");
    assertThat(Answer.arrayOf(found).status()).isEqualTo(Main.FOUND);
    assertThat(Answer.arrayOf(found).isSilent()).isFalse();
  }

  @Test
  void anAnswerAfterSentencesHasTheSameValueAndStatus() {
    Answer after = Answer.after(List.of("One.", "Two."), nothing, terminal);
    after.print();

    assertThat(printed()).isEqualTo("One.|Two.||nothing|");
    assertThat(after.json()).isEqualTo(List.of());
    assertThat(after.status()).isEqualTo(Main.NOTHING);
    assertThat(after.isSilent()).isTrue();
    assertThat(Answer.after(List.of(), found, terminal).isSilent()).isFalse();
    assertThat(Answer.after(List.of(), found, terminal).json()).isEqualTo(List.of(7));
  }
}
