package io.github.portregistry;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.json.Given;
import io.github.portregistry.json.Whole;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The port of a network flow that is more likely the server's, with how certain that is.
 *
 * @param port the port number, 0 to 65535
 * @param certainty how certain it is that this is the server's port
 */
@Json
public record ServerEnd(int port, Certainty certainty) {

  /** How certain it is which end is the server's; {@code docs/flow-logs.md} has measured shares. */
  public enum Certainty {
    /**
     * This port is known to be in use, and the other has no service, or a ghost, or is the same
     * number.
     */
    CLEAR,
    /**
     * More speaks for this port than for the other, but it is not clear; or both ends have this
     * number, which is assigned but not known to be in use.
     */
    LIKELY,
    /**
     * Nothing distinguishes the ports, and this is the lower number; or both ends have this number,
     * which has no service and no use.
     */
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
   * Creates the server's end of a flow.
   *
   * @param port the {@link #port}
   * @param certainty the {@link #certainty}
   * @throws IllegalArgumentException if {@code port} is below 0 or above 65535
   * @throws NullPointerException if {@code certainty} is null
   */
  public ServerEnd {
    PortSpan.requirePort(port);
    requireNonNull(certainty, "certainty");
  }

  /** The properties as JSON gives them, before they are checked. */
  record JsonObject(@Nullable Whole port, @Nullable Certainty certainty) {}

  @JsonCreator
  static ServerEnd read(JsonObject json) {
    return new ServerEnd(
        Whole.port("port", json.port),
        Given.required("certainty", json.certainty, Certainty.class));
  }

  /** Returns the end for a log, such as {@code 443 CLEAR}. */
  @Override
  public String toString() {
    return port + " " + certainty;
  }
}
