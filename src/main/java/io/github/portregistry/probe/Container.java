package io.github.portregistry.probe;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.portregistry.dossier.Escaped;
import io.github.portregistry.json.Given;
import io.github.portregistry.json.Text;
import org.jspecify.annotations.Nullable;

/**
 * A container, as its engine describes it.
 *
 * @param name its name, without the leading slash
 * @param id the engine's id, 64 hex digits
 * @param image the image that it was created from; "" if the engine gives none
 * @param socket the socket of the engine
 */
@Json
public record Container(String name, String id, String image, String socket) {

  /**
   * Creates a container.
   *
   * @param name the {@link #name}
   * @param id the {@link #id}
   * @param image the {@link #image}
   * @param socket the {@link #socket}
   * @throws NullPointerException if a component is null
   */
  public Container {
    requireNonNull(name, "name");
    requireNonNull(id, "id");
    requireNonNull(image, "image");
    requireNonNull(socket, "socket");
  }

  /** Returns all components on one line, with control characters escaped. */
  @Override
  public String toString() {
    return "Container[name="
        + Escaped.text(name)
        + ", id="
        + Escaped.text(id)
        + ", image="
        + Escaped.text(image)
        + ", socket="
        + Escaped.text(socket)
        + "]";
  }

  /** The properties as JSON gives them, before they are checked. */
  record JsonObject(
      @Nullable Text name, @Nullable Text id, @Nullable Text image, @Nullable Text socket) {}

  @JsonCreator
  static Container read(JsonObject json) {
    return new Container(
        Given.required("name", json.name, "a text").value(),
        Given.required("id", json.id, "a text").value(),
        Text.orEmpty(json.image),
        Text.orEmpty(json.socket));
  }
}
