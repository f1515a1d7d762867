package io.github.portregistry;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.json.Given;
import io.github.portregistry.json.Whole;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The more likely server port of a network flow, with how certain that is.
 *
 * @param port the port number, 0 to 65535
 * @param certainty how certain it is that this is the server's port
 */
@Json
public record FlowEnd(int port, Certainty certainty) {

  /** How certain it is which end is the server's; {@code docs/flow-logs.md} has measured shares. */
  public enum Certainty {
    /** This port is known to be in use, and the other has no service, or a ghost. */
    CLEAR,
    /** More speaks for this port than for the other, but it is not clear. */
    LIKELY,
    /** Nothing distinguishes the ports; this is the lower number. */
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

  /** The properties as JSON gives them, before they are checked. */
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
