package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.probe.PortFinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The JSON that docs/json.md shows. */
class JsonDocumentTest {

  private static final Pattern JSON = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

  private static List<String> shown() throws IOException {
    return JSON.matcher(Files.readString(Path.of("docs/json.md")))
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }

  @Test
  void thePortIsTheRealOne() throws IOException {
    String port = shown().get(0);

    assertThat(JsonMapper.shared().readTree(port).toString())
        .isEqualTo(Jackson.JACKSON_3.text(PortRegistry.lookup(832)));
    assertThat(Jackson.JACKSON_2.read(port, PortRecord.class)).isEqualTo(PortRegistry.lookup(832));
  }

  @Test
  void theFindingFitsTheSchemaAndIsWhatWouldBeWritten() throws IOException {
    String finding = shown().get(1);

    assertThat(JsonSchemas.PORT_FINDING.faults(finding)).isEmpty();
    assertThat(Jackson.JACKSON_2.text(Jackson.JACKSON_3.read(finding, PortFinding.class)))
        .isEqualTo(JsonMapper.shared().readTree(finding).toString());
  }
}
