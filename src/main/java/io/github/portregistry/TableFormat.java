package io.github.portregistry;

/** How {@link PortRegistry#write} writes a registry; always UTF-8 with LF at the ends of lines. */
public enum TableFormat {
  /**
   * The canonical table: all rows with all 15 columns of {@code port-registry.csv}, which {@link
   * PortRegistry#read} reads again. Rows of the topmost table leave the column {@code source}
   * blank.
   */
  CSV,

  /**
   * Two columns for the look-ups of log pipelines: a header {@code port,service}, then one line for
   * each port and transport that has a service, such as {@code 443/tcp,https}. The service is
   * {@link PortRegistry#serviceName}, so that each key stands once.
   */
  LOOKUP,

  /**
   * The file {@code /etc/services}: one line for each port, transport and service, the primary
   * service first, such as {@code https 443/tcp # http protocol over TLS/SSL}. Aliases stand on the
   * line of the name that they stand for. Rows without a service or a port have no place in it.
   */
  SERVICES
}
