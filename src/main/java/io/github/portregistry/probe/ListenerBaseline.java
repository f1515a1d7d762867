package io.github.portregistry.probe;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.json.Given;
import io.github.portregistry.json.Text;
import io.github.portregistry.json.Truth;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record of the listeners of a machine at one time, for comparing it with a later one.
 *
 * <pre>{@code
 * ListenerBaseline before = ListenerBaseline.of(ListenerProbe.local().survey());
 * // later, or in another JVM
 * ListenerBaseline now = ListenerBaseline.of(ListenerProbe.local().survey());
 * before.compare(now).stream().filter(BaselineChange::alarm).forEach(System.out::println);
 * }</pre>
 *
 * <p>Jackson 2 and 3 write it as JSON and read it back. The JSON has no command lines; it has names
 * of programs, users, units and containers, and paths of programs.
 *
 * @param at when the sockets were read
 * @param socketsComplete whether every socket table was read to its end; if not, {@link #compare}
 *     does not report that a listener is gone
 * @param listeners the listeners, by port and transport
 */
public record ListenerBaseline(
    Instant at, boolean socketsComplete, List<BaselineListener> listeners) {

  /** The version of the JSON that is written and read. */
  static final int FORMAT = 1;

  /**
   * Creates a baseline.
   *
   * @param at the {@link #at}
   * @param socketsComplete the {@link #socketsComplete}
   * @param listeners the {@link #listeners}
   * @throws NullPointerException if a component is or has null
   */
  public ListenerBaseline {
    requireNonNull(at, "at");
    listeners = List.copyOf(requireNonNull(listeners, "listeners"));
  }

  /**
   * Returns the baseline of a survey.
   *
   * @param survey the result of {@link ListenerProbe#survey}
   * @return a baseline with the survey's instant and listeners
   * @throws NullPointerException if {@code survey} is null
   */
  public static ListenerBaseline of(Survey survey) {
    requireNonNull(survey, "survey");
    return new ListenerBaseline(
        survey.at(), survey.coverage().socketsComplete(), BaselineListeners.of(survey.findings()));
  }

  /**
   * Returns the differences between this baseline and a later one. A difference that a careful
   * administrator would expect, such as a restart, is reported without an {@linkplain
   * BaselineChange#alarm alarm}. If not every socket could be read for the later baseline, the
   * first change is an alarm of the kind {@link BaselineChange.Kind#INCOMPLETE}.
   *
   * @param later the later baseline
   * @return an unmodifiable list, by port and transport; empty if nothing differs and every socket
   *     was read
   * @throws NullPointerException if {@code later} is null
   */
  public List<BaselineChange> compare(ListenerBaseline later) {
    return new BaselineComparison(this, requireNonNull(later, "later")).changes();
  }

  /** Returns the number of listeners and the instant; the listeners would be too long for a log. */
  @Override
  public String toString() {
    return (listeners.size() == 1 ? "1 listener at " : listeners.size() + " listeners at ")
        + at
        + (socketsComplete ? "" : ", but not every socket could be read");
  }

  @JsonCreator
  static ListenerBaseline of(BaselineJson json) {
    return json.toBaseline();
  }

  @JsonValue
  BaselineJson json() {
    return new BaselineJson(
        new Format(FORMAT), Text.of(at.toString()), Truth.of(socketsComplete), listeners);
  }

  /** The JSON of a baseline, which starts with its version. */
  @Json
  @Json.Lenient
  record BaselineJson(
      @Nullable Format format,
      @Nullable Text at,
      @Nullable Truth socketsComplete,
      @Nullable List<BaselineListener> listeners) {

    ListenerBaseline toBaseline() {
      Given.required("format", format, "the number " + FORMAT);
      return new ListenerBaseline(
          FindingJson.instant("at", Given.required("at", at, FindingJson.INSTANT).value()),
          Truth.required("socketsComplete", socketsComplete),
          Given.list("listeners", listeners, "a listener"));
    }
  }

  /**
   * The version. A wrong one is refused as soon as it is read, because the rest may have another
   * structure.
   */
  record Format(@JsonValue int number) {

    @JsonCreator
    static Format read(Object json) {
      if (json instanceof Integer number && number == FORMAT) {
        return new Format(FORMAT);
      }
      if (json instanceof Integer number && number > FORMAT) {
        throw new IllegalArgumentException(
            "expected a baseline of format "
                + FORMAT
                + ", found format "
                + number
                + ", which a later version of port-registry wrote");
      }
      throw Given.refused("the number " + FORMAT, json);
    }
  }
}
