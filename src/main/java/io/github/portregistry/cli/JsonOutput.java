package io.github.portregistry.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes values as JSON. */
final class JsonOutput {

  private JsonOutput() {}

  static void print(Terminal terminal, CommandSpec command, Object value) {
    String json;
    try {
      json = Mapper.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    } catch (NoClassDefFoundError e) {
      throw new ParameterException(
          command.commandLine(),
          "--json needs Jackson 3: put tools.jackson.core:jackson-databind on the class path",
          e);
    }
    terminal.out().println(json);
  }

  /** Apart, so that Jackson is loaded for JSON only. */
  private static final class Mapper {
    /** In ASCII, whatever the locale; so nothing in it does anything to a terminal, either. */
    static final JsonMapper JSON =
        JsonMapper.builder(JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build())
            .build();
  }
}
