package io.github.portregistry;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.portregistry.json.Given;
import io.github.portregistry.json.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of the registry without a service name: ports that are reserved, unassigned, or assigned
 * to a purpose ("any private mail system").
 *
 * <p>Text is "" if the registry left it blank.
 *
 * @param ports the port, or the range of ports, of the row
 * @param transport the transport; null if the row names none and so applies to all four
 * @param state the state of the ports
 * @param status the status of the ports: {@link PortStatus#RELEASED} if they were assigned before,
 *     otherwise the status of the same name as the state
 * @param description the row's own words, if they say more than the state
 * @param assignee the assignee, as the registry's own key for a person or organization
 * @param contact the person to ask about the row, in the same form
 * @param registered when the row was registered; null if the registry does not say
 * @param modified when the row was last changed; null if the registry does not say
 * @param references the documents that the registry cites, such as {@code RFC6335}
 * @param unauthorizedUse the registry's remark on uses without an assignment
 * @param source where the row comes from
 */
@Json
public record UnnamedEntry(
    PortSpan ports,
    @Nullable Transport transport,
    IanaState state,
    PortStatus status,
    String description,
    String assignee,
    String contact,
    @Nullable RegistryDate registered,
    @Nullable RegistryDate modified,
    List<String> references,
    String unauthorizedUse,
    String source)
    implements RegistryRow {

  /**
   * Creates an entry.
   *
   * @param ports the {@link #ports}
   * @param transport the {@link #transport}
   * @param state the {@link #state}
   * @param status the {@link #status}
   * @param description the {@link #description}
   * @param assignee the {@link #assignee}
   * @param contact the {@link #contact}
   * @param registered the {@link #registered}
   * @param modified the {@link #modified}
   * @param references the {@link #references}
   * @param unauthorizedUse the {@link #unauthorizedUse}
   * @param source the {@link #source}
   * @throws NullPointerException if a component other than {@code transport}, {@code registered}
   *     and {@code modified} is null
   * @throws IllegalArgumentException if {@code status} contradicts {@code state}
   */
  public UnnamedEntry {
    requireNonNull(ports, "ports");
    requireNonNull(state, "state");
    requireNonNull(status, "status");
    requireNonNull(description, "description");
    requireNonNull(assignee, "assignee");
    requireNonNull(contact, "contact");
    references = List.copyOf(requireNonNull(references, "references"));
    requireNonNull(unauthorizedUse, "unauthorizedUse");
    requireNonNull(source, "source");
    boolean released = status == PortStatus.RELEASED && state != IanaState.ASSIGNED;
    if (!released && status != PortStatus.of(state)) {
      throw new IllegalArgumentException("a row that is " + state + " cannot be " + status);
    }
  }

  /** The properties as JSON gives them, before they are checked. */
  record JsonObject(
      @Nullable PortSpan ports,
      @Nullable Transport transport,
      @Nullable IanaState state,
      @Nullable PortStatus status,
      @Nullable Text description,
      @Nullable Text assignee,
      @Nullable Text contact,
      @Nullable RegistryDate registered,
      @Nullable RegistryDate modified,
      @Nullable List<Text> references,
      @Nullable Text unauthorizedUse,
      @Nullable Text source) {}

  @JsonCreator
  static UnnamedEntry read(JsonObject json) {
    return new UnnamedEntry(
        Given.required("ports", json.ports, "a span with first and last"),
        json.transport,
        Given.required("state", json.state, IanaState.class),
        Given.required("status", json.status, PortStatus.class),
        Text.orEmpty(json.description),
        Text.orEmpty(json.assignee),
        Text.orEmpty(json.contact),
        json.registered,
        json.modified,
        Text.list("references", json.references),
        Text.orEmpty(json.unauthorizedUse),
        Text.orEmpty(json.source));
  }

  /**
   * Creates an entry with only the state of the ports.
   *
   * @param ports the {@link #ports}
   * @param transport the {@link #transport}
   * @param state the {@link #state}; the {@link #status} follows from it
   * @param source the {@link #source}
   * @throws NullPointerException if a component other than {@code transport} is null
   */
  public UnnamedEntry(
      PortSpan ports, @Nullable Transport transport, IanaState state, String source) {
    this(
        ports,
        transport,
        state,
        PortStatus.of(state),
        "",
        "",
        "",
        null,
        null,
        List.of(),
        "",
        source);
  }

  /** Returns "", because the row names no service. */
  @Override
  public String serviceName() {
    return "";
  }

  /** Returns the row for a log, such as {@code 834-846 UNASSIGNED}, with its own words if any. */
  @Override
  public String toString() {
    return ToString.of(
        ToString.place(ports, transport),
        state.name(),
        state.name().equals(status.name()) ? "" : status.name(),
        description.isEmpty() ? "" : "(" + description + ")");
  }
}
