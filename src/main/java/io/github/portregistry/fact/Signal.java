package io.github.portregistry.fact;

import io.github.portregistry.Transport;
import org.jspecify.annotations.Nullable;

/**
 * One source that says something about a port.
 *
 * @param transport the transport; null where the source names none
 * @param serviceName the registered service that it is about; "" where it is about another program
 * @param kind what sort of source it is
 * @param label what the source calls it
 * @param source a key of {@code catalogs.csv}, an RFC or a URL
 */
public record Signal(
    @Nullable Transport transport, String serviceName, Kind kind, String label, String source) {

  /** The kind of source, and whether it is a sign of use. */
  public enum Kind {
    /** A protocol analyzer recognizes the protocol by the port. */
    DISSECTOR(true),
    /** A firewall has a predefined rule that opens the port. */
    FIREWALL_SERVICE(true),
    /** A traffic classifier or intrusion detector takes the port for the protocol. */
    TRAFFIC_ANALYZER(true),
    /** A program as its distribution installs it listens there. */
    DEFAULT_CONFIGURATION(true),
    /** A program's own source or documentation names the port. */
    IMPLEMENTATION(true),
    /** A scanner probes the port for the protocol by default. */
    SCANNER(true),
    /** An RFC specifies the service on the port, though the registry does not cite it. */
    SPECIFICATION(false),
    /** A security policy gives the port a type. */
    SECURITY_POLICY(false),
    /** A list of service names, which shows a name but no use. */
    SERVICES_FILE(false),
    /** A current RFC names the port in passing. */
    RFC_MENTION(false);

    private final boolean use;

    Kind(boolean use) {
      this.use = use;
    }

    /**
     * Returns whether it is a sign of use; any other kind only keeps a service from being called a
     * ghost.
     */
    public boolean isUse() {
      return use;
    }
  }
}
