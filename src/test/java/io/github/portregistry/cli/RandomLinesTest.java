package io.github.portregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Command lines put together by chance, always in the same way, some of their words mutated. */
class RandomLinesTest {

  private static final int LINES = Integer.getInteger("lines", 500);

  private static final String[] WORDS = {
    "80",
    "443/udp",
    "tcp/22",
    "53:udp",
    "localhost:8080",
    "[::1]:443",
    "http://h:81/x",
    "22,80",
    "8000-8003",
    "/tcp",
    "80/",
    "80-",
    "-80",
    "#80",
    "0x50",
    "８０",
    "80.5",
    "70000",
    "ssh",
    "http",
    "kafka",
    "sql*net",
    "nosuchname",
    "http/tcp",
    "search",
    "status",
    "changes",
    "completion",
    "help",
    "version",
    "ghost",
    "released",
    "statu",
    "serch",
    "chnages",
    "",
    " ",
    "port",
    "tcp"
  };

  private static final String[] OPTIONS = {
    "--json",
    "--markdown",
    "--history",
    "--jsn",
    "--range",
    "--kind",
    "--since",
    "--as-of",
    "--json=yes",
    "-x",
    "--",
    "--range=1-100",
    "--as-of=2020-01-01",
    "--kind=renamed"
  };

  @Test
  @Tag("whole")
  void everyLineIsAnsweredOrExplainedAndNoWordIsDropped() {
    Random random = new Random(20);
    for (int i = 0; i < LINES; i++) {
      List<String> line = line(random);
      Cli cli = Cli.run(line.toArray(new String[0]));
      String all = cli.out() + cli.err();

      assertThat(cli.status()).as("%s", line).isBetween(0, 2);
      assertThat(all).as("%s", line).isNotBlank();
      assertThat(cli.err()).as("%s", line).doesNotContain("Exception", "\tat ");
      if (cli.status() == 2) {
        assertThat(cli.err()).as("%s", line).containsAnyOf("port-registry: ", "Usage: ");
        assertThat(cli.out()).as("%s", line).isEmpty();
      } else if (isPlainLookup(line)) {
        // Each port has a sentence or a row, and each name that is none is named.
        for (String word : line) {
          assertThat(all)
              .as("%s of %s", word, line)
              .contains(word.startsWith("no") ? word : "Port " + word + " ");
        }
      }
    }
  }

  private static boolean isPlainLookup(List<String> line) {
    return line.stream().allMatch(word -> word.matches("80|443/udp|nosuchname"));
  }

  private static List<String> line(Random random) {
    List<String> line = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      line.add(word(random));
    }
    if (random.nextInt(3) == 0) {
      line.add(random.nextInt(line.size() + 1), OPTIONS[random.nextInt(OPTIONS.length)]);
    }
    return line;
  }

  private static String word(Random random) {
    String word = WORDS[random.nextInt(WORDS.length)];
    if (random.nextInt(4) > 0 || word.length() < 2) {
      return word;
    }
    int at = random.nextInt(word.length());
    char c = "0189/,:.-#tuxé%[]@ ".charAt(random.nextInt(19));
    return switch (random.nextInt(3)) {
      case 0 -> word.substring(0, at) + word.substring(at + 1);
      case 1 -> word.substring(0, at) + c + word.substring(at);
      default -> word.substring(0, at) + c + word.substring(at + 1);
    };
  }
}
