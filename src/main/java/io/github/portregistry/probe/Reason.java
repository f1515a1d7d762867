package io.github.portregistry.probe;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.Transport;
import io.github.portregistry.json.Given;
import io.github.portregistry.json.Text;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A fact that a verdict rests on, or that is worth knowing with it.
 *
 * @param kind the kind of fact
 * @param transport the transport of the listeners or sockets that it is about; null if it is about
 *     the port or about both transports
 * @param detail the fact with its names and numbers, a sentence for a person, in which control
 *     characters of other programs are escaped
 */
@Json
public record Reason(Kind kind, @Nullable Transport transport, String detail) {

  /** The kind of a fact. */
  public enum Kind {
    /** No listener is in the socket tables. */
    NO_LISTENER,
    /** A socket table could not be read to its end. */
    SOCKETS_INCOMPLETE,
    /** The listener's port and transport have an assignment that is functionally abandoned. */
    GHOST_PORT,
    /** The listener's port and transport were assigned before and are not now. */
    RELEASED_PORT,
    /** The listener's port and transport are reserved by the registry. */
    RESERVED_PORT,
    /** The listener's port and transport are not assigned. */
    UNASSIGNED_PORT,
    /** The listener's port is a Dynamic Port, which any program may use. */
    DYNAMIC_PORT,
    /** The listener's port is one that the system of this machine hands out by itself. */
    CLIENT_PORT,
    /** The system lets no program bind the port, although nothing listens on it. */
    EXCLUDED_PORT,
    /** This user lacks the right to bind the port. */
    PRIVILEGED_PORT,
    /** A use of the port other than the assigned service is on record. */
    OBSERVED_USE,
    /** The program is documented to serve a service or an application of the port. */
    KNOWN_IMPLEMENTER,
    /** The program has the name of a documented one, but its file could not be verified. */
    UNVERIFIED_FILE,
    /** The program runs from memory, or from a temporary, hidden or otherwise wrong folder. */
    SUSPICIOUS_FILE,
    /** The program opens ports for other programs, or forwards connections to them. */
    INTERMEDIARY,
    /** The program is not known for the port. */
    UNRECOGNIZED_PROGRAM,
    /**
     * The program does not fit the port's service, or is a shell or relay that should not listen.
     */
    PROGRAM_MISMATCH,
    /** The executable file was removed, or replaced by another. */
    EXECUTABLE_DELETED,
    /** The listener speaks a protocol of a service or an application of the port. */
    SPEAKS_EXPECTED,
    /** The listener speaks a protocol other than the ones known for the port. */
    SPEAKS_OTHER,
    /** The owner of the socket is not visible. */
    OWNER_UNKNOWN,
    /** The owner of the socket is not visible, and there is a likely one. */
    LIKELY_OWNER,
    /** Every listener is on a loopback address. */
    LOOPBACK_ONLY,
    /** A listener is on every address of the machine. */
    ALL_ADDRESSES,
    /** A listener is on a specific address that other machines may reach. */
    SPECIFIC_ADDRESSES,
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
   * @param transport the {@link #transport}
   * @param detail the {@link #detail}
   * @throws NullPointerException if {@code kind} or {@code detail} is null
   */
  public Reason {
    requireNonNull(kind, "kind");
    detail = Sentence.of(requireNonNull(detail, "detail"));
  }

  /**
   * Creates a reason about the port, or about both transports.
   *
   * @param kind the {@link #kind}
   * @param detail the {@link #detail}
   * @throws NullPointerException if a component is null
   */
  public Reason(Kind kind, String detail) {
    this(kind, null, detail);
  }

  /** The properties as JSON gives them, before they are checked. */
  record JsonObject(@Nullable Kind kind, @Nullable Transport transport, @Nullable Text detail) {}

  @JsonCreator
  static Reason read(JsonObject json) {
    return new Reason(
        Given.required("kind", json.kind, Kind.class), json.transport, Text.orEmpty(json.detail));
  }
}
