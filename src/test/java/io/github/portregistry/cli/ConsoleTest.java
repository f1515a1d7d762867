package io.github.portregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.Documents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs every command line that a document shows, and compares what it prints with what is shown.
 */
class ConsoleTest {

  private static final Pattern BLOCK = Pattern.compile("```console\n(.*?)```", Pattern.DOTALL);
  private static final String PROMPT = "$ port-registry ";

  /** A command line, and what it prints; "" if the document does not show it. */
  record Shown(String document, String line, String output) {
    @Override
    public String toString() {
      return document + ": " + line;
    }
  }

  static List<Shown> shown() throws IOException {
    List<Shown> all = new ArrayList<>();
    for (String document : Documents.all()) {
      Matcher blocks = BLOCK.matcher(Documents.text(document));
      while (blocks.find()) {
        Stream.of(blocks.group(1).split("(?m)^(?=\\$ )", -1))
            .filter(text -> !text.isEmpty())
            .map(
                text ->
                    new Shown(
                        document,
                        text.substring(PROMPT.length(), text.indexOf('\n')),
                        text.substring(text.indexOf('\n') + 1)))
            .forEach(all::add);
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("shown")
  @Tag("texts")
  void aCommandPrintsWhatTheDocumentShows(Shown shown) throws IOException {
    Cli cli = Cli.run(shown.line().split(" ", -1));

    if (!isOfThisMachine(shown.line())) {
      boolean wrong = shown.output().contains("Try 'port-registry --help'.");
      int status = wrong ? 2 : shown.output().startsWith("port-registry: ") ? 1 : 0;
      assertThat(cli.status()).isEqualTo(status);
    }
    if (!shown.output().isEmpty()) {
      io.github.portregistry.Shown.inDocument(
          Path.of(shown.document()),
          "$ port-registry " + shown.line() + "\n",
          shown.output(),
          cli.out() + cli.err());
    }
  }

  /** Whether there is a listener depends on where the test runs. */
  private static boolean isOfThisMachine(String line) {
    return line.startsWith("listening");
  }

  @Test
  void theDocumentsShowCommands() throws IOException {
    assertThat(shown()).hasSizeGreaterThan(8);
  }
}
