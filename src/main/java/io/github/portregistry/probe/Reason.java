package io.github.portregistry.probe;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.json.Given;
import io.github.portregistry.json.Text;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A fact that a verdict rests on, or that is worth knowing beside it.
 *
 * @param kind which fact it is
 * @param detail the fact with its names and numbers, a sentence for a person, in which control
 *     characters of other programs are escaped
 */
@Json
public record Reason(Kind kind, String detail) {

  /** Which fact it is. */
  public enum Kind {
    /** No listener is in the socket tables. */
    NOBODY_LISTENS,
    /** A socket table could not be read to its end. */
    TABLES_NOT_READ,
    /** The listener's port and transport have an assignment that is functionally abandoned. */
    GHOST_PORT,
    /** The listener's port and transport had a holder before and have none now. */
    RELEASED_PORT,
    /** The registry holds the listener's port and transport back. */
    RESERVED_PORT,
    /** The listener's port and transport have no holder. */
    UNASSIGNED_PORT,
    /** The listener's port is a Dynamic Port, free for everybody. */
    DYNAMIC_PORT,
    /** Something other than the assigned service is often met on the port. */
    OBSERVED_USE,
    /** The program is known to implement a service that the port is assigned to. */
    KNOWN_IMPLEMENTER,
    /** The program stands in for others: it opens ports for services or passes them on. */
    STANDS_IN,
    /** The program is not known to implement a service that the port is assigned to. */
    UNFAMILIAR_OWNER,
    /** The program is one that does not fit the service that the port is assigned to. */
    OWNER_CONTRADICTS,
    /** The file that runs is no longer in its place. */
    EXECUTABLE_DELETED,
    /** The holder of the socket cannot be told. */
    OWNER_NOT_SEEN,
    /** Every listener waits on loopback addresses only. */
    LOOPBACK_ONLY,
    /** A listener waits on every address of the machine. */
    ALL_ADDRESSES,
    /** A listener waits on an address that other machines may reach. */
    SOME_ADDRESSES,
    /** Sockets have the port without listening on it. */
    OTHER_USE;

    /** The constant in JSON. */
    @JsonValue
    String json() {
      return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Kind read(Object json) {
      return Given.constant(json, Kind.class);
    }
  }

  /**
   * Creates a reason.
   *
   * @param kind the {@link #kind}
   * @param detail the {@link #detail}
   * @throws NullPointerException if a component is null
   */
  public Reason {
    requireNonNull(kind, "kind");
    requireNonNull(detail, "detail");
  }

  /** What is read from JSON, before anything is required of it. */
  record JsonObject(@Nullable Kind kind, @Nullable Text detail) {}

  @JsonCreator
  static Reason read(JsonObject json) {
    return new Reason(Given.required("kind", json.kind, Kind.class), Text.orEmpty(json.detail));
  }
}
