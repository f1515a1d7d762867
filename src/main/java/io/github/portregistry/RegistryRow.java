package io.github.portregistry;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of a registry: an {@link Assignment}, which names a service, or an {@link UnnamedEntry},
 * which describes ports without a service.
 *
 * <pre>{@code
 * RegistryRow row = PortRegistry.lookup(443).assignments().get(0);
 * row.covers(443); // true
 * row.isFor(Transport.TCP);
 * }</pre>
 */
public sealed interface RegistryRow permits Assignment, UnnamedEntry {

  /**
   * Returns the service name.
   *
   * @return the name as the registry spells it; "" for a row that names no service
   */
  String serviceName();

  /**
   * Returns the port, or the range of ports, of the row.
   *
   * @return the ports; null for a service name without a port
   */
  @Nullable PortSpan ports();

  /**
   * Returns the transport of the row.
   *
   * @return the transport; null if the row names none and so applies to all four
   */
  @Nullable Transport transport();

  /**
   * Returns the registry's title for the service, or its remark on ports without one.
   *
   * @return the text; "" if the registry left it blank
   */
  String description();

  /**
   * Returns the person or organization that the row is assigned to.
   *
   * @return the registry's own key, such as {@code Nir_Baroz}; several are joined by a comma; "" if
   *     the registry left it blank
   */
  String assignee();

  /**
   * Returns the person or organization to ask about the row.
   *
   * @return a key in the form of {@link #assignee}; "" if the registry left it blank
   */
  String contact();

  /**
   * Returns when the row was registered.
   *
   * @return a month or a day; null if the registry does not say
   */
  @Nullable RegistryDate registered();

  /**
   * Returns when the row was last changed.
   *
   * @return a month or a day; null if the registry does not say
   */
  @Nullable RegistryDate modified();

  /**
   * Returns the documents that the registry cites.
   *
   * @return an unmodifiable list of names such as {@code RFC9110}; empty if it cites none
   */
  List<String> references();

  /**
   * Returns the registry's remark on uses without an assignment.
   *
   * @return the remark; "" if there is none
   */
  String unauthorizedUse();

  /**
   * Returns the status of the row.
   *
   * @return the status, which follows from the row, from former assignments and from the evidence
   */
  PortStatus status();

  /**
   * Returns the name of the table that the row comes from.
   *
   * @return the name of a table
   */
  String source();

  /**
   * Returns whether the row applies to a transport.
   *
   * @param transport the transport
   * @return true if the row names it, or names none and so applies to all
   * @throws NullPointerException if {@code transport} is null
   */
  default boolean isFor(Transport transport) {
    Transport own = transport();
    return requireNonNull(transport, "transport") == own || own == null;
  }

  /**
   * Returns whether the row covers a port.
   *
   * @param port any number
   * @return true if it is among the ports of the row
   */
  default boolean covers(int port) {
    PortSpan ports = ports();
    return ports != null && ports.contains(port);
  }
}
