package io.github.portregistry;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.portregistry.json.Given;
import io.github.portregistry.json.Text;
import io.github.portregistry.json.Whole;
import org.jspecify.annotations.Nullable;

/**
 * A name that people and programs use for a port although the registry has another, such as {@code
 * rdp} for 3389/tcp.
 *
 * @param name the name as its source spells it
 * @param port the port, 0 to 65535
 * @param transport the transport
 * @param source where the name is used for the port: a URL, a package, an RFC
 */
@Json
public record EverydayName(String name, int port, Transport transport, String source) {

  /**
   * Creates an everyday name.
   *
   * @param name the {@link #name}
   * @param port the {@link #port}
   * @param transport the {@link #transport}
   * @param source the {@link #source}
   * @throws IllegalArgumentException if {@code port} is below 0 or above 65535, or {@code name} or
   *     {@code source} is empty
   * @throws NullPointerException if an argument is null
   */
  public EverydayName {
    requireNonNull(name, "name");
    PortSpan.requirePort(port);
    requireNonNull(transport, "transport");
    requireNonNull(source, "source");
    if (name.isEmpty()) {
      throw new IllegalArgumentException("an everyday name of port " + port + " needs the name");
    }
    if (source.isEmpty()) {
      throw new IllegalArgumentException("an everyday name needs a source: " + name);
    }
  }

  /** The properties as JSON gives them, before they are checked. */
  record JsonObject(
      @Nullable Text name,
      @Nullable Whole port,
      @Nullable Transport transport,
      @Nullable Text source) {}

  @JsonCreator
  static EverydayName read(JsonObject json) {
    return new EverydayName(
        Given.required("name", json.name, "a text").value(),
        Whole.port("port", json.port),
        Given.required("transport", json.transport, Transport.class),
        Given.required("source", json.source, "a text").value());
  }

  /** Returns the name, its place and its source for a log, such as {@code rdp 3389/tcp (...)}. */
  @Override
  public String toString() {
    return ToString.of(name, ToString.place(PortSpan.of(port), transport), "(" + source + ")");
  }
}
