package io.github.portregistry.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.Shown;
import io.github.portregistry.dossier.Dossier;
import io.github.portregistry.probe.PortFinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The terminal box at the top of the README. */
class FirstScreenTest {

  private static final Path README = Path.of("README.md");
  private static final String LEAD = "```text\n$ sudo port-registry 831 --probe\n";

  @Test
  @Tag("texts")
  void theReadmeShowsWhatTheProbePrints() throws IOException {
    PortFinding finding =
        ExampleMachine.check(831, 0, "/usr/bin/python3", "python3", "-m", "http.server", "831");
    String readme = Files.readString(README);
    int start = readme.indexOf(LEAD) + LEAD.length();

    Shown.inDocument(
        README,
        LEAD,
        readme.substring(start, readme.indexOf("```", start)),
        // The copy of /proc has no names of users.
        finding.addedTo(Dossier.of(finding.record())).summary().replace("user 0", "user root")
            + "            port-registry 831 --full --probe\n");
  }

  @Test
  void theBoxAndTheCodeComeBeforeAllElse() throws IOException {
    String readme = Files.readString(README);

    assertThat(readme.substring(0, readme.indexOf("## "))).contains(LEAD, "```java", "```xml");
    assertThat(readme.indexOf(LEAD)).isLessThan(readme.indexOf("```java"));
    assertThat(readme.substring(0, readme.indexOf("```xml")).lines()).hasSizeLessThan(50);
  }
}
