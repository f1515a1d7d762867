package io.github.portregistry;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.portregistry.json.Given;
import io.github.portregistry.json.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of the registry that names a service, usually with the port that it is assigned to.
 *
 * <p>Text is "" if the registry left it blank.
 *
 * @param serviceName the service name, as the registry spells it; not empty
 * @param ports the port, or the range of ports, of the row; null for a name without a port
 * @param transport the transport; null if the row names none and so applies to all four
 * @param description the registry's title for the service
 * @param assignee the assignee, as the registry's own key for a person or organization ({@code
 *     Nir_Baroz}); several are joined by a comma
 * @param contact the person to ask about the assignment, in the same form
 * @param registered when the row was registered; null if the registry does not say
 * @param modified when the row was last changed; null if the registry does not say
 * @param references the documents that the registry cites, such as {@code RFC9110}
 * @param serviceCode the DCCP service code
 * @param unauthorizedUse the registry's remark on uses without an assignment
 * @param aliasOf the well-formed service name that this one is an alias or a duplicate of; "" if
 *     none
 * @param liveness whether the service is known to be in use
 * @param doubt for {@link Liveness#IN_DOUBT} why the service is not called a ghost; otherwise null
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
    Liveness liveness,
    @Nullable Doubt doubt,
    String source)
    implements RegistryRow {

  /** The number of values of {@link #primaryRank}. */
  static final int RANKS = (4 * Liveness.RANKS) << 16;

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
   * @param liveness the {@link #liveness}
   * @param doubt the {@link #doubt}
   * @param source the {@link #source}
   * @throws NullPointerException if a component other than {@code ports}, {@code transport}, {@code
   *     registered}, {@code modified} and {@code doubt} is null
   * @throws IllegalArgumentException if {@code serviceName} is empty, or there is a doubt without
   *     {@link Liveness#IN_DOUBT} or the reverse
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
    requireNonNull(liveness, "liveness");
    requireNonNull(source, "source");
    if (serviceName.isEmpty()) {
      throw new IllegalArgumentException("an assignment needs a service name");
    }
    if ((liveness == Liveness.IN_DOUBT) != (doubt != null)) {
      throw new IllegalArgumentException(
          doubt == null
              ? "a service that is in doubt needs a doubt: " + serviceName
              : "a service that is " + liveness + " has no doubt: " + serviceName);
    }
  }

  /** The properties as JSON gives them, before they are checked. */
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
      @Nullable Liveness liveness,
      @Nullable Doubt doubt,
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
        liveness(json),
        json.doubt,
        Text.orEmpty(json.source));
  }

  /** The liveness; if it is absent, the status gives it. */
  private static Liveness liveness(JsonObject json) {
    PortStatus status = Given.required("status", json.status, PortStatus.class);
    if (json.liveness == null) {
      return liveness(status);
    }
    if ((status == PortStatus.GHOST) != (json.liveness == Liveness.GHOST)) {
      throw new IllegalArgumentException(
          "a service of the status " + status + " cannot be " + json.liveness);
    }
    return json.liveness;
  }

  private static Liveness liveness(PortStatus status) {
    return switch (status) {
      case ASSIGNED -> Liveness.UNEXAMINED;
      case GHOST -> Liveness.GHOST;
      default ->
          throw new IllegalArgumentException("a row that names a service cannot be " + status);
    };
  }

  /**
   * Creates an assignment without assignee, contact and dates, whose use is {@link
   * Liveness#UNEXAMINED}.
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
        Liveness.UNEXAMINED,
        null,
        source);
  }

  /**
   * Returns the status of the assignment: ghost or assigned.
   *
   * @return {@link PortStatus#GHOST} if the service is {@link Liveness#GHOST}, otherwise {@link
   *     PortStatus#ASSIGNED}
   */
  @Override
  @JsonProperty
  public PortStatus status() {
    return liveness == Liveness.GHOST ? PortStatus.GHOST : PortStatus.ASSIGNED;
  }

  /**
   * Returns whether the registry cites anything for the service: a document, or in a few rows a
   * person. Whether a specification in force exists is {@link Liveness#SPECIFIED}.
   *
   * @return whether there is at least one reference
   */
  public boolean hasReference() {
    return !references.isEmpty();
  }

  /**
   * Returns the rank among the services of one port and transport; the lowest is primary: services
   * known to be in use, then real names before aliases, then services with a reference, then narrow
   * ranges before wide ones.
   */
  int primaryRank() {
    int width = ports == null ? 0 : ports.last() - ports.first();
    return primaryRank(liveness, !aliasOf.isEmpty(), hasReference(), width);
  }

  /**
   * @param width the number of ports after the first
   */
  static int primaryRank(Liveness liveness, boolean alias, boolean specified, int width) {
    return (4 * liveness.rank() + (alias ? 2 : 0) + (specified ? 0 : 1)) << 16 | width;
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
        liveness == Liveness.GHOST ? "GHOST" : "");
  }
}
