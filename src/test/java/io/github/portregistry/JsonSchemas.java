package io.github.portregistry;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schemas of the documentation. */
public enum JsonSchemas {
  PORT_RECORD("port-record.schema.json"),
  PORT_FINDING("port-finding.schema.json"),
  LISTENER_BASELINE("listener-baseline.schema.json");

  /** Where the schemas are said to be, so that the one finds the other; nothing is fetched. */
  private static final String BASE = "https://schemas.invalid/";

  private final String file;

  JsonSchemas(String file) {
    this.file = file;
  }

  /** The schema as JSON. */
  public JsonNode node() {
    return JsonMapper.shared().readTree(text());
  }

  private String text() {
    try {
      return Files.readString(Path.of("docs", "json", file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final Map<JsonSchemas, Schema> SCHEMAS = schemas();

  private static Map<JsonSchemas, Schema> schemas() {
    SchemaRegistry registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder ->
                builder.schemas(
                    Map.of(
                        BASE + PORT_RECORD.file, PORT_RECORD.text(),
                        BASE + PORT_FINDING.file, PORT_FINDING.text(),
                        BASE + LISTENER_BASELINE.file, LISTENER_BASELINE.text())));
    return Map.of(
        PORT_RECORD, registry.getSchema(SchemaLocation.of(BASE + PORT_RECORD.file)),
        PORT_FINDING, registry.getSchema(SchemaLocation.of(BASE + PORT_FINDING.file)),
        LISTENER_BASELINE, registry.getSchema(SchemaLocation.of(BASE + LISTENER_BASELINE.file)));
  }

  /** What the schema has against a JSON text; empty if nothing. */
  public List<String> faults(String json) {
    return SCHEMAS
        .get(this)
        .validate(
            json,
            InputFormat.JSON,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(Object::toString)
        .toList();
  }
}
