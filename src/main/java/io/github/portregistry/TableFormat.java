package io.github.portregistry;

/**
 * The formats in which {@link PortRegistry#write} writes a registry, always in UTF-8 with LF line
 * ends.
 */
public enum TableFormat {
  /**
   * The canonical table: all rows with all 15 columns of {@code port-registry.csv}, which {@link
   * PortRegistry#read} reads again. Rows of the topmost table leave the column {@code source}
   * blank.
   */
  CSV,

  /**
   * Two columns for the lookups of log pipelines: a header {@code port,service}, then one line for
   * each port and transport that has a service, such as {@code 443/tcp,https}. The service is
   * {@link PortRegistry#serviceName}, so each key occurs once.
   */
  LOOKUP,

  /**
   * The file {@code /etc/services}: one line for each port, transport and service, the primary
   * service first, such as {@code https 443/tcp # http protocol over TLS/SSL}. An alias is on the
   * line of the name that it stands for. Rows without a service or a port are left out.
   */
  SERVICES
}
