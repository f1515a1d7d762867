package io.github.portregistry;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.portregistry.json.Given;
import io.github.portregistry.json.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of the registry that has a service name: a name, and usually the port it is assigned to.
 *
 * <p>Text is "" where the registry left it blank.
 *
 * @param serviceName the service name, as the registry spells it; not empty
 * @param ports the port, or the range of ports, of the row; null for a name without a port
 * @param transport the transport; null where the row names none and so holds for all four
 * @param description the registry's title for the service
 * @param assignee who holds the assignment, as the registry's own key for the person or
 *     organization ({@code Nir_Baroz}); several are joined by a comma
 * @param contact whom to ask about it, in the same form
 * @param registered when the row was registered; null where the registry does not say
 * @param modified when the row was last changed; null where the registry does not say
 * @param references the documents that the registry cites, such as {@code RFC9110}
 * @param serviceCode the DCCP service code
 * @param unauthorizedUse the registry's remark on uses without an assignment
 * @param aliasOf the well-formed service name that this one is an alias or a duplicate of; "" if
 *     none
 * @param status whether the assignment is alive or a ghost
 * @param source where the row comes from
 */
@Json
public record Assignment(
    String serviceName,
    @Nullable PortSpan ports,
    @Nullable Transport transport,
    String description,
    String assignee,
    String contact,
    @Nullable RegistryDate registered,
    @Nullable RegistryDate modified,
    List<String> references,
    String serviceCode,
    String unauthorizedUse,
    String aliasOf,
    PortStatus status,
    String source)
    implements RegistryRow {

  /** How many values {@link #primaryRank} has. */
  static final int RANKS = 4;

  /**
   * Creates an assignment.
   *
   * @param serviceName the {@link #serviceName}
   * @param ports the {@link #ports}
   * @param transport the {@link #transport}
   * @param description the {@link #description}
   * @param assignee the {@link #assignee}
   * @param contact the {@link #contact}
   * @param registered the {@link #registered}
   * @param modified the {@link #modified}
   * @param references the {@link #references}
   * @param serviceCode the {@link #serviceCode}
   * @param unauthorizedUse the {@link #unauthorizedUse}
   * @param aliasOf the {@link #aliasOf}
   * @param status the {@link #status}
   * @param source the {@link #source}
   * @throws NullPointerException if a component other than {@code ports}, {@code transport}, {@code
   *     registered} and {@code modified} is null
   * @throws IllegalArgumentException if {@code serviceName} is empty, or {@code status} is one that
   *     a row that names a service cannot have
   */
  public Assignment {
    requireNonNull(serviceName, "serviceName");
    requireNonNull(description, "description");
    requireNonNull(assignee, "assignee");
    requireNonNull(contact, "contact");
    references = List.copyOf(requireNonNull(references, "references"));
    requireNonNull(serviceCode, "serviceCode");
    requireNonNull(unauthorizedUse, "unauthorizedUse");
    requireNonNull(aliasOf, "aliasOf");
    requireNonNull(status, "status");
    requireNonNull(source, "source");
    if (serviceName.isEmpty()) {
      throw new IllegalArgumentException("an assignment needs a service name");
    }
    if (status != PortStatus.ASSIGNED && status != PortStatus.GHOST) {
      throw new IllegalArgumentException("a row that names a service cannot be " + status);
    }
  }

  /** What is read from JSON, before anything is required of it. */
  record JsonObject(
      @Nullable Text serviceName,
      @Nullable PortSpan ports,
      @Nullable Transport transport,
      @Nullable Text description,
      @Nullable Text assignee,
      @Nullable Text contact,
      @Nullable RegistryDate registered,
      @Nullable RegistryDate modified,
      @Nullable List<Text> references,
      @Nullable Text serviceCode,
      @Nullable Text unauthorizedUse,
      @Nullable Text aliasOf,
      @Nullable PortStatus status,
      @Nullable Text source) {}

  @JsonCreator
  static Assignment read(JsonObject json) {
    return new Assignment(
        Given.required("serviceName", json.serviceName, "a text").value(),
        json.ports,
        json.transport,
        Text.orEmpty(json.description),
        Text.orEmpty(json.assignee),
        Text.orEmpty(json.contact),
        json.registered,
        json.modified,
        Text.list("references", json.references),
        Text.orEmpty(json.serviceCode),
        Text.orEmpty(json.unauthorizedUse),
        Text.orEmpty(json.aliasOf),
        Given.required("status", json.status, PortStatus.class),
        Text.orEmpty(json.source));
  }

  /**
   * Creates an assignment of which no more is known: without assignee, contact and dates, and
   * {@link PortStatus#ASSIGNED}.
   *
   * <pre>{@code
   * new Assignment("billing", PortSpan.of(8500), Transport.TCP, "Billing API", List.of(), "team");
   * }</pre>
   *
   * @param serviceName the {@link #serviceName}
   * @param ports the {@link #ports}
   * @param transport the {@link #transport}
   * @param description the {@link #description}
   * @param references the {@link #references}
   * @param source the {@link #source}
   * @throws NullPointerException if a component other than {@code ports} and {@code transport} is
   *     null
   * @throws IllegalArgumentException if {@code serviceName} is empty
   */
  public Assignment(
      String serviceName,
      @Nullable PortSpan ports,
      @Nullable Transport transport,
      String description,
      List<String> references,
      String source) {
    this(
        serviceName,
        ports,
        transport,
        description,
        "",
        "",
        null,
        null,
        references,
        "",
        "",
        "",
        PortStatus.ASSIGNED,
        source);
  }

  /**
   * Returns whether the registry cites a document that specifies the service.
   *
   * @return whether there is at least one reference
   */
  public boolean hasSpecification() {
    return !references.isEmpty();
  }

  /**
   * Returns the rank among the services of one port and transport, of which the lowest is primary:
   * a name that is no alias before an alias, then one that has a specification before one that has
   * none.
   */
  int primaryRank() {
    return primaryRank(!aliasOf.isEmpty(), hasSpecification());
  }

  static int primaryRank(boolean alias, boolean specified) {
    return (alias ? 2 : 0) + (specified ? 0 : 1);
  }

  /**
   * Returns the row for a log, such as {@code 443/tcp https (http protocol over TLS/SSL)}; a ghost,
   * an alias and a name without a port are marked.
   */
  @Override
  public String toString() {
    return ToString.of(
        ToString.place(ports, transport),
        ToString.titled(serviceName, description),
        ports == null ? "without a port" : "",
        ToString.led("alias of ", aliasOf),
        status == PortStatus.GHOST ? "GHOST" : "");
  }
}
