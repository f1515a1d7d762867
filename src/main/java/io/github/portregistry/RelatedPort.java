package io.github.portregistry;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.portregistry.json.Given;
import io.github.portregistry.json.Whole;
import org.jspecify.annotations.Nullable;

/**
 * A port that is related to another, with the kind of relation.
 *
 * @param port the other port, 0 to 65535
 * @param relation how the other port is related to this one
 */
@Json
public record RelatedPort(int port, Relation relation) {

  /**
   * Creates a relation.
   *
   * @param port the {@link #port}
   * @param relation the {@link #relation}
   * @throws IllegalArgumentException if {@code port} is below 0 or above 65535
   * @throws NullPointerException if {@code relation} is null
   */
  public RelatedPort {
    PortSpan.requirePort(port);
    requireNonNull(relation, "relation");
  }

  /** The properties as JSON gives them, before they are checked. */
  record JsonObject(@Nullable Whole port, @Nullable Relation relation) {}

  @JsonCreator
  static RelatedPort read(JsonObject json) {
    return new RelatedPort(
        Whole.port("port", json.port), Given.required("relation", json.relation, Relation.class));
  }

  /** Returns the port and its relation for a log, such as {@code 830 FAMILY}. */
  @Override
  public String toString() {
    return port + " " + relation;
  }
}
