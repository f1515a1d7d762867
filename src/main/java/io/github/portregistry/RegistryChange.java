package io.github.portregistry;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.json.Given;
import io.github.portregistry.json.Text;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One change in the registry: the kind, the port or name, the values before and after, and the
 * date.
 *
 * <p>If the day is known, {@code notBefore} and {@code notAfter} are that day. If only two copies
 * of the registry are known, the change was made between the two dates, both included.
 *
 * <p>The meaning of {@code before} and {@code after} depends on the kind:
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
 *     separated by bars</td></tr>
 * <tr><td>{@link Kind#STATE_CHANGED}</td><td>the former state</td><td>the new state</td></tr>
 * </table>
 *
 * <p>A state is {@code reserved}, {@code unassigned}, or "" if no row gives it because another
 * service had the port, or the registry had no row for it. Any text is "" if the source does not
 * say.
 *
 * @param kind the kind of change
 * @param notBefore the earliest day on which the change can have been made; null if not known
 * @param notAfter the latest day on which the change can have been made, or a month if the day is
 *     not known
 * @param ports the ports; null for a service name without a port
 * @param transport the transport; null if the row names none, or if the state changed for both TCP
 *     and UDP
 * @param serviceName the service name, after a renaming the new one; "" for a change of state
 * @param before the value before the change
 * @param after the value after the change
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

  /** The kind of change. */
  public enum Kind {
    /** A service name, or one of its transports, was added to the registry. */
    ASSIGNED,
    /** A service name lost its port, or was removed from the registry. */
    WITHDRAWN,
    /** A service name lost one transport of its port and kept another. */
    TRANSPORT_WITHDRAWN,
    /** A service got another name, and kept its title, date or assignee. */
    RENAMED,
    /** A service got another title. */
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

  /** The properties as JSON gives them, before they are checked. */
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
   * Returns whether the day of the change is known.
   *
   * @return true if {@link #notAfter} is that day
   */
  public boolean hasDay() {
    return isOneDate() && notAfter.day() != null;
  }

  /**
   * Returns the date of the change as text for a person.
   *
   * @return a day, such as {@code 2025-09-29}; two days joined by {@code to} if the change was made
   *     between them; or {@code by} and the latest possible day
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
   * Returns the change in a few words for a person.
   *
   * @return a few words without ports and transport, such as {@code netconfsoaphttp withdrawn, now
   *     reserved}
   */
  public String summary() {
    return switch (kind) {
      case ASSIGNED ->
          ports == null
              ? titled(after) + " registered without a port"
              : "assigned to " + titled(after) + (before.isEmpty() ? "" : ", was " + before);
      case WITHDRAWN -> titled(before) + " withdrawn" + (after.isEmpty() ? "" : ", now " + after);
      case TRANSPORT_WITHDRAWN ->
          titled(before)
              + " withdrawn from this transport"
              + (after.isEmpty() ? "" : ", now " + after);
      case RENAMED -> before + (after.isEmpty() ? " renamed" : " renamed to " + after);
      case RETITLED -> changed("title", before, after);
      case REFERENCE_CHANGED -> changed("reference", documents(before), documents(after));
      case STATE_CHANGED -> stated(after) + ", was " + stated(before);
    };
  }

  private String titled(String title) {
    String name = serviceName.isEmpty() ? "a service" : serviceName;
    return title.isEmpty() || title.equalsIgnoreCase(name) ? name : name + " (" + title + ")";
  }

  private String changed(String what, String from, String to) {
    String of = what + (serviceName.isEmpty() ? "" : " of " + serviceName);
    if (from.isEmpty()) {
      return of + " added: " + to;
    }
    return to.isEmpty() ? of + " removed: " + from : of + " changed from " + from + " to " + to;
  }

  private static String documents(String references) {
    return references.replace("|", ", ");
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
