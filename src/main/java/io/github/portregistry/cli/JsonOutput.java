package io.github.portregistry.cli;

import java.util.Arrays;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Writes values as JSON, each as soon as it is computed. */
final class JsonOutput {

  private JsonOutput() {}

  static void print(Terminal terminal, Object value) {
    try {
      Mapper.JSON.writeValue(terminal.out(), value);
    } catch (NoClassDefFoundError e) {
      throw withoutJackson("--json", e);
    } catch (RuntimeException e) {
      OutputFailure failure = OutputFailure.behind(e);
      throw failure == null ? e : failure;
    }
    terminal.out().println();
  }

  /** Returns the JSON for a file. */
  static byte[] bytes(Object value, String option) {
    try {
      byte[] json = Mapper.JSON.writeValueAsBytes(value);
      byte[] line = Arrays.copyOf(json, json.length + 1);
      line[json.length] = '\n';
      return line;
    } catch (NoClassDefFoundError e) {
      throw withoutJackson(option, e);
    }
  }

  static UsageException withoutJackson(String option, NoClassDefFoundError e) {
    return new UsageException(
        option + " needs Jackson 3: put tools.jackson.core:jackson-databind on the class path", e);
  }

  /** A class of its own, so that only JSON output loads Jackson. */
  private static final class Mapper {
    /** In ASCII, whatever the locale, so that it is also safe to print on a terminal. */
    static final ObjectWriter JSON =
        JsonMapper.builder(JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build())
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build()
            .writerWithDefaultPrettyPrinter();
  }
}
