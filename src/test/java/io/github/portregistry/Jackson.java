package io.github.portregistry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/** The two Jacksons, each as it is when nobody has configured it. */
public enum Jackson {
  JACKSON_2 {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ObjectMapper LENIENT =
        new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    @Override
    public byte[] write(Object value) {
      try {
        return MAPPER.writeValueAsBytes(value);
      } catch (JsonProcessingException e) {
        throw new Refused(e);
      }
    }

    @Override
    public <T> T read(byte[] json, Class<T> type, boolean strict) {
      try {
        return (strict ? MAPPER : LENIENT).readValue(json, type);
      } catch (IOException e) {
        throw new Refused(e);
      }
    }
  },
  JACKSON_3 {
    private static final JsonMapper MAPPER =
        JsonMapper.builder()
            .enable(tools.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final JsonMapper LENIENT =
        JsonMapper.builder()
            .disable(tools.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    @Override
    public byte[] write(Object value) {
      try {
        return MAPPER.writeValueAsBytes(value);
      } catch (tools.jackson.core.JacksonException e) {
        throw new Refused(e);
      }
    }

    @Override
    public <T> T read(byte[] json, Class<T> type, boolean strict) {
      try {
        return (strict ? MAPPER : LENIENT).readValue(json, type);
      } catch (tools.jackson.core.JacksonException e) {
        throw new Refused(e);
      }
    }
  };

  /** What Jackson throws, of either version. */
  public static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(Exception cause) {
      super(cause.getMessage(), cause);
    }
  }

  public abstract byte[] write(Object value);

  abstract <T> T read(byte[] json, Class<T> type, boolean strict);

  /** Reads, and refuses properties that the type does not have. */
  public <T> T read(byte[] json, Class<T> type) {
    return read(json, type, true);
  }

  public <T> T read(String json, Class<T> type) {
    return read(json.getBytes(StandardCharsets.UTF_8), type, true);
  }

  public <T> T readLeniently(String json, Class<T> type) {
    return read(json.getBytes(StandardCharsets.UTF_8), type, false);
  }

  public String text(Object value) {
    return new String(write(value), StandardCharsets.UTF_8);
  }
}
