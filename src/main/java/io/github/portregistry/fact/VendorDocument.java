package io.github.portregistry.fact;

/**
 * A document of a vendor, a standard or a manual about a service, found by a person.
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
    /** No implementation or use of the service is known. */
    UNUSED,
    /** The product, the protocol, or its use of the port ended. */
    ENDED,
    /** Where the service comes from or what it was for; nothing about its use. */
    BACKGROUND
  }
}
