package io.github.portregistry;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.json.Given;
import io.github.portregistry.json.Text;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One change of the registry: what was there before, what after, and when.
 *
 * <p>When: on a day, where {@code notBefore} and {@code notAfter} are that day; or between the two,
 * both included, where copies of the registry show the one and then the other.
 *
 * <p>What {@code before} and {@code after} tell depends on the kind:
 *
 * <table>
 * <caption>The values of a change</caption>
 * <tr><th>kind</th><th>before</th><th>after</th></tr>
 * <tr><td>{@link Kind#ASSIGNED}</td><td>the state of the port</td><td>the title</td></tr>
 * <tr><td>{@link Kind#WITHDRAWN}, {@link Kind#TRANSPORT_WITHDRAWN}</td><td>the title</td><td>the
 *     state of the port</td></tr>
 * <tr><td>{@link Kind#RENAMED}</td><td>the former name</td><td>the new name</td></tr>
 * <tr><td>{@link Kind#RETITLED}</td><td>the former title</td><td>the new title</td></tr>
 * <tr><td>{@link Kind#REFERENCE_CHANGED}</td><td>the former references</td><td>the new references,
 *     with a bar between two</td></tr>
 * <tr><td>{@link Kind#STATE_CHANGED}</td><td>the former state</td><td>the new state</td></tr>
 * </table>
 *
 * <p>A state is {@code reserved}, {@code unassigned}, or "" where no row told it: another service
 * had the port, or the registry had no row for it. Any text is "" where the source does not say.
 *
 * @param kind what was done
 * @param notBefore the earliest day that it can have been done on; null where that is not known
 * @param notAfter the latest day that it can have been done on, by which it was in effect; a month
 *     where no more is known
 * @param ports the ports; null for a service name without a port
 * @param transport the transport; null where the row names none, and for the state of a port for
 *     TCP and UDP alike
 * @param serviceName the service name, after a renaming the new one; "" for the state of a port
 * @param before what was there before
 * @param after what was there after
 * @param source where this is recorded
 */
@Json
public record RegistryChange(
    Kind kind,
    @Nullable RegistryDate notBefore,
    RegistryDate notAfter,
    @Nullable PortSpan ports,
    @Nullable Transport transport,
    String serviceName,
    String before,
    String after,
    String source) {

  /** What was done. */
  public enum Kind {
    /** A service name, or a transport of it, came into the registry. */
    ASSIGNED,
    /** A service name lost its port, or went from the registry. */
    WITHDRAWN,
    /** A service name lost one transport of its port and kept another. */
    TRANSPORT_WITHDRAWN,
    /** A service took another name; title, date or assignee stayed. */
    RENAMED,
    /** A service took another title. */
    RETITLED,
    /** The registry cites other documents for a service. */
    REFERENCE_CHANGED,
    /** A port without a service became reserved or unassigned, or was left out. */
    STATE_CHANGED;

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
   * @param notBefore the {@link #notBefore}
   * @param notAfter the {@link #notAfter}
   * @param ports the {@link #ports}
   * @param transport the {@link #transport}
   * @param serviceName the {@link #serviceName}
   * @param before the {@link #before}
   * @param after the {@link #after}
   * @param source the {@link #source}
   * @throws NullPointerException if a component other than {@code notBefore}, {@code ports} and
   *     {@code transport} is null
   * @throws IllegalArgumentException if {@code notBefore} is later than {@code notAfter}
   */
  public RegistryChange {
    requireNonNull(kind, "kind");
    requireNonNull(notAfter, "notAfter");
    requireNonNull(serviceName, "serviceName");
    requireNonNull(before, "before");
    requireNonNull(after, "after");
    requireNonNull(source, "source");
    if (notBefore != null && notBefore.isAfter(notAfter)) {
      throw new IllegalArgumentException(
          "a change cannot be made from " + notBefore + " to " + notAfter);
    }
  }

  /** What is read from JSON, before anything is required of it. */
  record JsonObject(
      @Nullable Kind kind,
      @Nullable RegistryDate notBefore,
      @Nullable RegistryDate notAfter,
      @Nullable PortSpan ports,
      @Nullable Transport transport,
      @Nullable Text serviceName,
      @Nullable Text before,
      @Nullable Text after,
      @Nullable Text source) {}

  @JsonCreator
  static RegistryChange read(JsonObject json) {
    return new RegistryChange(
        Given.required("kind", json.kind, Kind.class),
        json.notBefore,
        Given.required("notAfter", json.notAfter, RegistryDate.EXPECTED),
        json.ports,
        json.transport,
        Text.orEmpty(json.serviceName),
        Text.orEmpty(json.before),
        Text.orEmpty(json.after),
        Text.orEmpty(json.source));
  }

  /**
   * Tells whether the day of the change is known.
   *
   * @return whether {@link #notAfter} is that day
   */
  public boolean hasDay() {
    return isOneDate() && notAfter.day() != null;
  }

  /**
   * Returns when the change was made, for a person.
   *
   * @return a day, such as {@code 2025-09-29}; two with {@code to} between them where it was made
   *     from the one to the other; or {@code by} and the latest that it can have been
   */
  public String when() {
    if (notBefore == null) {
      return "by " + notAfter;
    }
    return isOneDate() ? notAfter.toString() : notBefore + " to " + notAfter;
  }

  private boolean isOneDate() {
    return notBefore != null && notBefore.compareTo(notAfter) == 0;
  }

  /**
   * Returns what was done, for a person.
   *
   * @return a few words without ports and transport, such as {@code netconfsoaphttp withdrawn, now
   *     reserved}
   */
  public String summary() {
    return switch (kind) {
      case ASSIGNED -> "assigned to " + titled(after) + (before.isEmpty() ? "" : ", was " + before);
      case WITHDRAWN -> titled(before) + " withdrawn" + (after.isEmpty() ? "" : ", now " + after);
      case TRANSPORT_WITHDRAWN ->
          titled(before)
              + " withdrawn from this transport"
              + (after.isEmpty() ? "" : ", now " + after);
      case RENAMED -> before + (after.isEmpty() ? " renamed" : " renamed to " + after);
      case RETITLED ->
          (serviceName.isEmpty() ? "" : serviceName + " ")
              + "retitled "
              + after
              + ", before "
              + before;
      case REFERENCE_CHANGED ->
          serviceName + " cites " + documents(after) + ", before " + documents(before);
      case STATE_CHANGED -> stated(after) + ", was " + stated(before);
    };
  }

  private String titled(String title) {
    String name = serviceName.isEmpty() ? "a service" : serviceName;
    return title.isEmpty() || title.equalsIgnoreCase(name) ? name : name + " (" + title + ")";
  }

  private static String documents(String references) {
    return references.isEmpty() ? "nothing" : references.replace("|", ", ");
  }

  private static String stated(String state) {
    return state.isEmpty() ? "without a row" : state;
  }

  /**
   * Returns the change for a log, such as {@code 2025-09-29 832/tcp: netconfsoaphttp withdrawn, now
   * reserved}.
   */
  @Override
  public String toString() {
    String place = ToString.place(ports, transport);
    return ToString.of(place.isEmpty() ? when() + ":" : when() + " " + place + ":", summary());
  }
}
