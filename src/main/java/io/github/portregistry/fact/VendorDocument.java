package io.github.portregistry.fact;

/**
 * What a maker, a standard or a manual says of a service, found by a person.
 *
 * @param serviceName the registered service
 * @param says whether it shows the port in use, leaves a doubt, or neither
 * @param organization who says it
 * @param product what it is said of
 * @param fact what is said, in few words
 * @param published the year; "" where it is not shown
 * @param source the URL
 */
public record VendorDocument(
    String serviceName,
    Says says,
    String organization,
    String product,
    String fact,
    String published,
    String source) {

  /** What a document means for the status. */
  public enum Says {
    /** It names the port for the service, and what it is about is maintained. */
    ALIVE,
    /** The product or standard lives, but the port was not seen; or the document is old. */
    DOUBTFUL,
    /** Nobody is known to implement or use the service. */
    UNUSED,
    /** The product, the protocol, or its use of the port ended. */
    ENDED,
    /** Where the service comes from or what it was for; nothing about its use. */
    BACKGROUND
  }
}
