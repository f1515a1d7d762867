package io.github.portregistry.probe;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.json.Given;
import io.github.portregistry.json.Text;
import io.github.portregistry.json.Truth;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A difference between a baseline and a later one.
 *
 * @param kind the kind of difference
 * @param before the listener of the baseline; null if it {@link Kind#APPEARED}, and for {@link
 *     Kind#INCOMPLETE}
 * @param after the later listener; null if it is {@link Kind#GONE}, and for {@link Kind#INCOMPLETE}
 * @param alarm whether somebody should look at it; an audit fails if one of its changes has an
 *     alarm
 * @param detail what differs, a sentence for a person, in which control characters of other
 *     programs are escaped
 */
@Json
public record BaselineChange(
    Kind kind,
    @Nullable BaselineListener before,
    @Nullable BaselineListener after,
    boolean alarm,
    String detail) {

  /** The kind of a difference between a baseline and a later one. */
  public enum Kind {
    /**
     * Not every socket could be read for the later baseline, so a new listener may be missing; an
     * alarm about no listener in particular.
     */
    INCOMPLETE,
    /**
     * A program listens on a port on which it did not listen before; an alarm, unless it is most
     * likely a client that waits for answers over UDP.
     */
    APPEARED,
    /** Another program, user, unit or file has the port; an alarm. */
    REPLACED,
    /** The same program listens on addresses that more machines can reach; an alarm. */
    EXPOSED,
    /**
     * The owner was not visible at the time of the baseline or later, so that it cannot be
     * compared; no alarm.
     */
    UNSEEN,
    /**
     * Another version of the same program; an alarm only if its verdict became {@link
     * Verdict#INVESTIGATE}.
     */
    UPGRADED,
    /** The same program listens on addresses that fewer machines can reach; no alarm. */
    NARROWED,
    /**
     * The same program has another port of the range that the system hands out, or another address
     * that no more machines can reach; no alarm.
     */
    MOVED,
    /** The same program in another process; no alarm. */
    RESTARTED,
    /** Nothing listens there anymore; no alarm. */
    GONE;

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
   * Creates a change.
   *
   * @param kind the {@link #kind}
   * @param before the {@link #before}
   * @param after the {@link #after}
   * @param alarm the {@link #alarm}
   * @param detail the {@link #detail}
   * @throws NullPointerException if {@code kind} or {@code detail} is null
   * @throws IllegalArgumentException unless {@code before} is null exactly for {@link
   *     Kind#APPEARED} and {@link Kind#INCOMPLETE}, and {@code after} exactly for {@link Kind#GONE}
   *     and {@link Kind#INCOMPLETE}
   */
  public BaselineChange {
    requireNonNull(kind, "kind");
    detail = Sentence.of(requireNonNull(detail, "detail"));
    require("before", before, kind, Kind.APPEARED);
    require("after", after, kind, Kind.GONE);
  }

  private static void require(
      String name, @Nullable BaselineListener listener, Kind kind, Kind without) {
    if ((listener == null) != (kind == without || kind == Kind.INCOMPLETE)) {
      throw new IllegalArgumentException(
          listener == null
              ? name
                  + " is missing or null, expected a listener for a change of kind "
                  + kind.json()
              : name
                  + ": expected none for a change of kind "
                  + kind.json()
                  + ", found a listener");
    }
  }

  /**
   * Returns the listener that the change is about.
   *
   * @return the later listener; the earlier one if it is gone; null for {@link Kind#INCOMPLETE}
   */
  public @Nullable BaselineListener listener() {
    return after == null ? before : after;
  }

  /**
   * Returns the same change without an alarm, for example because an {@link AllowList} allows the
   * listener.
   *
   * @param why a sentence that is added to the detail
   * @return a change for which {@link #alarm} is false
   * @throws NullPointerException if {@code why} is null
   */
  public BaselineChange withoutAlarm(String why) {
    return new BaselineChange(
        kind, before, after, false, detail + " " + requireNonNull(why, "why"));
  }

  /** The properties as JSON gives them, before they are checked. */
  @Json.Lenient
  record JsonObject(
      @Nullable Kind kind,
      @Nullable BaselineListener before,
      @Nullable BaselineListener after,
      @Nullable Truth alarm,
      @Nullable Text detail) {}

  /** Returns the difference on one line, with control characters escaped. */
  @Override
  public String toString() {
    BaselineListener listener = listener();
    return kind.json()
        + (alarm ? " (alarm)" : "")
        + (listener == null ? "" : " " + listener)
        + ": "
        + detail;
  }

  @JsonCreator
  static BaselineChange read(JsonObject json) {
    return new BaselineChange(
        Given.required("kind", json.kind, Kind.class),
        json.before,
        json.after,
        Truth.required("alarm", json.alarm),
        Text.orEmpty(json.detail));
  }
}
