package io.github.portregistry.fact;

import java.util.Locale;

/**
 * A document about a service that a person found: a vendor's page, a standard or a manual.
 *
 * @param serviceName the registered service
 * @param says whether it shows the port in use, leaves a doubt, or neither
 * @param organization the organization that published it
 * @param product the product that it is about
 * @param fact what it says, in a few words
 * @param published the year; "" if it is not shown
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

  /** The meaning of a document for the status. */
  public enum Says {
    /** It names the port for the service, and the product is maintained. */
    ALIVE,
    /** The product or standard is maintained, but the document does not name the port or is old. */
    DOUBTFUL,
    /** No implementation or use of the service is known. */
    UNUSED,
    /** The product, the protocol, or its use of the port ended. */
    ENDED,
    /** It explains the origin or purpose of the service, and says nothing about its use. */
    BACKGROUND
  }

  /**
   * The fact as a sentence without a full stop, with the document that it is from, unless the
   * sentence names that.
   */
  public String claim() {
    String said = fact.endsWith(".") ? fact.substring(0, fact.length() - 1) : fact;
    StringBuilder about = new StringBuilder();
    if (!said.startsWith("RFC ")) {
      add(about, organization, said);
      add(about, product, said);
    }
    add(about, published, said);
    return about.length() == 0 ? said : said + " (" + about + ")";
  }

  private static void add(StringBuilder about, String given, String said) {
    int bracket = given.indexOf(" (");
    String part = bracket < 0 ? given : given.substring(0, bracket);
    if (!said.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT))) {
      about.append(about.length() == 0 ? "" : ", ").append(part);
    }
  }
}
