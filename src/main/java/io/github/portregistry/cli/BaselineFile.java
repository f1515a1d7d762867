package io.github.portregistry.cli;

import io.github.portregistry.probe.ListenerBaseline;
import java.io.IOException;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads a baseline file. */
final class BaselineFile {

  private static final String REMEDY =
      "; if you cannot repair the file, write a new one with --save";

  private BaselineFile() {}

  static ListenerBaseline read(Path file) {
    try {
      ListenerBaseline read = Mapper.JSON.readValue(WholeFile.read(file), ListenerBaseline.class);
      if (read == null) {
        throw new UsageException(file + ": expected a baseline, found null" + REMEDY);
      }
      return read;
    } catch (NoClassDefFoundError e) {
      throw JsonOutput.withoutJackson("--diff", e);
    } catch (JacksonException e) {
      throw new UsageException(file + place(e) + ": " + reason(e) + REMEDY, e);
    } catch (IOException e) {
      throw new UsageException("cannot read " + file + ": " + RegistryOptions.reason(e), e);
    }
  }

  private static String place(JacksonException e) {
    TokenStreamLocation at = e.getLocation();
    return at == null || at.getLineNr() < 1
        ? ""
        : ", line " + at.getLineNr() + ", column " + at.getColumnNr();
  }

  /** The reason from the values' own checks, or else from Jackson. */
  private static String reason(JacksonException e) {
    if (e.getCause() instanceof IllegalArgumentException refused) {
      return path(e) + refused.getMessage();
    }
    if (e instanceof DatabindException) {
      return path(e) + "expected a baseline, found JSON of another shape";
    }
    // The rest is advice for a programmer.
    String message = String.valueOf(e.getOriginalMessage()).replaceFirst("(?s)(: | \\().*", "");
    return "it is not valid JSON: " + message;
  }

  /** The place in the document, such as {@code listeners[2].port}. */
  private static String path(JacksonException e) {
    StringBuilder path = new StringBuilder();
    for (JacksonException.Reference step : e.getPath()) {
      if (step.getPropertyName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.length() == 0 ? "" : ".").append(step.getPropertyName());
      }
    }
    return path.length() == 0 ? "" : path + ": ";
  }

  /** A class of its own, so that only a baseline loads Jackson. */
  private static final class Mapper {
    static final JsonMapper JSON =
        JsonMapper.builder(
                JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
  }
}
