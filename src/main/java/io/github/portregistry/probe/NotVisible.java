package io.github.portregistry.probe;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.json.Given;
import io.github.portregistry.json.Text;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * No owner of the socket was found in the processes that were searched.
 *
 * @param cause why the owner is not visible
 * @param why the cause, as sentences for a person
 */
@Json
public record NotVisible(Cause cause, String why) implements Ownership {

  /** The cause for which an owner is not visible. */
  public enum Cause {
    /**
     * The owner was not looked up: the probe does not search for owners ({@link Owners#NONE}), or
     * it is the ownership of an {@link OtherUse} that no process can own, such as one in TIME_WAIT,
     * or that need not be explained because something listens on the port.
     */
    NOT_REQUESTED,
    /** {@code /proc} is mounted so that it hides the processes of other users. */
    HIDEPID,
    /** The caller runs in a pid namespace (a container) and the owner may be outside. */
    PID_NAMESPACE,
    /** Every process of the machine was searched: most likely the kernel itself owns the socket. */
    KERNEL,
    /**
     * The time limit ended the search before all processes were searched or the owner's facts were
     * read: {@link ListenerProbe#withOwnerBudget}.
     */
    NOT_SEARCHED,
    /** The system does not say. */
    UNKNOWN;

    /** The constant in JSON. */
    @JsonValue
    String json() {
      return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Cause read(Object json) {
      return Given.constant(json, Cause.class);
    }
  }

  /**
   * Creates an ownership.
   *
   * @param cause the {@link #cause}
   * @param why the {@link #why}
   * @throws NullPointerException if a component is null
   */
  public NotVisible {
    requireNonNull(cause, "cause");
    why = Sentence.of(requireNonNull(why, "why"));
  }

  /** The properties as JSON gives them, before they are checked. */
  record JsonObject(@Nullable Cause cause, @Nullable Text why) {}

  @JsonCreator
  static NotVisible read(JsonObject json) {
    return new NotVisible(Given.required("cause", json.cause, Cause.class), Text.orEmpty(json.why));
  }

  static NotVisible notSearched(Deadline deadline) {
    return new NotVisible(
        Cause.NOT_SEARCHED,
        "The search did not find the owner " + deadline.bound() + "." + deadline.help());
  }

  /** Returns the result for a process that has the socket, but whose facts were not read. */
  static NotVisible notRead(long pid, Deadline deadline) {
    return new NotVisible(
        Cause.NOT_SEARCHED,
        "Process "
            + pid
            + " has the socket, but its details were not read "
            + deadline.bound()
            + "."
            + deadline.help());
  }

  static NotVisible notRequested() {
    return new NotVisible(Cause.NOT_REQUESTED, "The owner was not looked up.");
  }
}
