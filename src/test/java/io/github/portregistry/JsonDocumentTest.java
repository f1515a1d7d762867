package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.probe.PortFinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON that docs/json.md shows. */
class JsonDocumentTest {

  private static final Pattern JSON = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

  private static final Path DOCUMENT = Path.of("docs", "json.md");
  private static final PortRecord PORT = PortRegistry.lookup(832);

  private static List<String> shown() throws IOException {
    return JSON.matcher(Files.readString(DOCUMENT))
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }

  @Test
  @Tag("texts")
  void thePortIsTheRealOne() throws IOException {
    String port = indented(JsonMapper.shared().readTree(Jackson.JACKSON_3.text(PORT)), "");

    Shown.inDocument(DOCUMENT, "```json\n", shown().get(0), port + "\n");
    assertThat(Jackson.JACKSON_2.read(port, PortRecord.class)).isEqualTo(PORT);
  }

  /** JSON in which what is short stands on one line. */
  private static String indented(JsonNode json, String indent) {
    String line = json.toString().replaceAll("([{,:])(?=[\"{\\[0-9tf])", "$1 ").replace("}", " }");
    boolean isShort = json.isContainer() && line.length() + indent.length() <= 92;
    if (!json.isContainer() || (isShort && isFlat(json))) {
      return json.isContainer() ? line.replaceAll("^\\[ ", "[") : json.toString();
    }
    String inner = indent + "  ";
    Stream<String> parts =
        json.isArray()
            ? json.valueStream().map(value -> inner + indented(value, inner))
            : json.propertyStream()
                .map(
                    property ->
                        inner
                            + '"'
                            + property.getKey()
                            + "\": "
                            + indented(property.getValue(), inner));
    String open = json.isArray() ? "[" : "{";
    String close = json.isArray() ? "]" : "}";
    return parts.collect(Collectors.joining(",\n", open + "\n", "\n" + indent + close));
  }

  private static boolean isFlat(JsonNode json) {
    return json.isArray()
        ? json.valueStream().allMatch(JsonDocumentTest::isFlat)
        : json.propertyStream().noneMatch(property -> property.getValue().isContainer());
  }

  @Test
  void theFindingFitsTheSchemaAndIsWhatWouldBeWritten() throws IOException {
    String finding = shown().get(1);

    assertThat(JsonSchemas.PORT_FINDING.faults(finding)).isEmpty();
    assertThat(Jackson.JACKSON_2.text(Jackson.JACKSON_3.read(finding, PortFinding.class)))
        .isEqualTo(JsonMapper.shared().readTree(finding).toString());
  }
}
