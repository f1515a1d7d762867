package io.github.portregistry;

import java.util.List;

/**
 * The oldest list of assigned numbers that has a service, for those that are older than the
 * registry's own dates.
 *
 * @param serviceName the registered service
 * @param listed the month of the list
 * @param source the list
 */
record FirstListing(String serviceName, RegistryDate listed, String source) {

  /** How {@code first-listings.csv} spells a listing. */
  static final class Format implements FactTable.Format<FirstListing> {

    static final Format INSTANCE = new Format();

    private static final List<String> HEADER = List.of("port", "service_name", "listed", "source");

    private Format() {}

    @Override
    public List<String> header() {
      return HEADER;
    }

    @Override
    public FirstListing decode(Fields fields) {
      return new FirstListing(fields.requireText(1), fields.requireDate(2), fields.requireText(3));
    }

    @Override
    public List<String> encode(FirstListing listing) {
      return List.of(listing.serviceName(), listing.listed().toString(), listing.source());
    }
  }
}
