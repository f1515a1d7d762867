package io.github.portregistry;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.json.Given;
import io.github.portregistry.json.Whole;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The end of a flow that is more likely the server's, and how sure that is.
 *
 * @param port the port number, 0 to 65535
 * @param certainty how sure it is that the server has this port
 */
@Json
public record FlowEnd(int port, Certainty certainty) {

  /** How sure it is which end is the server's; {@code docs/flow-logs.md} has measured shares. */
  public enum Certainty {
    /** This port is seen in use, and the other one is not: it has no service, or a ghost. */
    CLEAR,
    /** More is known of this port than of the other one, but not so much that it is clear. */
    LIKELY,
    /** As much is known of both ports, and the lower number was taken. */
    GUESS;

    /** The constant in JSON. */
    @JsonValue
    String json() {
      return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Certainty read(Object json) {
      return Given.constant(json, Certainty.class);
    }
  }

  /**
   * Creates an end of a flow.
   *
   * @param port the {@link #port}
   * @param certainty the {@link #certainty}
   * @throws IllegalArgumentException if {@code port} is below 0 or above 65535
   * @throws NullPointerException if {@code certainty} is null
   */
  public FlowEnd {
    PortSpan.requirePort(port);
    requireNonNull(certainty, "certainty");
  }

  /** What is read from JSON, before anything is required of it. */
  record JsonObject(@Nullable Whole port, @Nullable Certainty certainty) {}

  @JsonCreator
  static FlowEnd read(JsonObject json) {
    return new FlowEnd(
        Whole.port("port", json.port),
        Given.required("certainty", json.certainty, Certainty.class));
  }

  /** Returns the end for a log, such as {@code 443 CLEAR}. */
  @Override
  public String toString() {
    return port + " " + certainty;
  }
}
