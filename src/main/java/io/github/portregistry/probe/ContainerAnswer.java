package io.github.portregistry.probe;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the answer of a container engine; a class of its own, so that Jackson is loaded only if an
 * engine is asked.
 */
final class ContainerAnswer {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final int SHORT_ID = 12;

  private ContainerAnswer() {}

  /** A running container and its ports. */
  record Running(Container container, List<Published> ports) {}

  /**
   * A port of the machine that is published for a container.
   *
   * @param ip the address that it is published on; "" for all
   * @param transport its name in upper case
   */
  record Published(String ip, int port, String transport) {}

  /** An object in the answer, limited to the properties that are read. */
  private record Row(
      @JsonProperty("Id") @Nullable String id,
      @JsonProperty("Names") @Nullable List<@Nullable String> names,
      @JsonProperty("Image") @Nullable String image,
      @JsonProperty("Ports") @Nullable List<@Nullable Port> ports) {}

  private record Port(
      @JsonProperty("IP") @Nullable String ip,
      @JsonProperty("PublicPort") @Nullable Integer port,
      @JsonProperty("Type") @Nullable String type) {}

  /**
   * Reads an answer.
   *
   * @param socket the engine that gave it
   * @throws IOException if it is not a list of containers in JSON
   */
  static List<Running> read(byte[] json, String socket) throws IOException {
    @Nullable Row[] rows;
    try {
      rows = JSON.readValue(json, Row[].class);
    } catch (JacksonException e) {
      throw new IOException("its answer is not a list of containers in JSON", e);
    }
    List<Running> running = new ArrayList<>();
    for (Row row : rows == null ? new Row[0] : rows) {
      if (row == null || row.id == null || row.id.isEmpty()) {
        throw new IOException("its answer has a container without an Id");
      }
      String image = row.image == null ? "" : row.image;
      running.add(new Running(new Container(name(row, row.id), row.id, image, socket), ports(row)));
    }
    return running;
  }

  /**
   * The name of a container, which also has a name for each link to it that starts with the other
   * container's name.
   */
  private static String name(Row row, String id) {
    for (String name : row.names == null ? List.<String>of() : row.names) {
      String bare = name != null && name.startsWith("/") ? name.substring(1) : name;
      if (bare != null && !bare.isEmpty() && bare.indexOf('/') < 0) {
        return bare;
      }
    }
    return id.substring(0, Math.min(id.length(), SHORT_ID));
  }

  private static List<Published> ports(Row row) {
    List<Published> ports = new ArrayList<>();
    for (Port port : row.ports == null ? List.<Port>of() : row.ports) {
      // A port that is not published has no public number.
      if (port != null && port.port != null && port.type != null) {
        ports.add(
            new Published(
                port.ip == null ? "" : port.ip, port.port, port.type.toUpperCase(Locale.ROOT)));
      }
    }
    return ports;
  }
}
