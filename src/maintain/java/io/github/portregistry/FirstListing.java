package io.github.portregistry;

import io.github.portregistry.csv.Fields;
import io.github.portregistry.fact.Format;
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

  /** How {@code rules/first-listings.csv} spells a listing. */
  static final Format<FirstListing> FORMAT =
      new Format<>("port", "service_name", "listed", "source") {
        @Override
        public FirstListing decode(Fields fields) {
          return new FirstListing(
              fields.requireText(1), fields.requireDate(2), fields.requireText(3));
        }

        @Override
        public List<String> encode(FirstListing firstListing) {
          return List.of(
              firstListing.serviceName(), firstListing.listed().toString(), firstListing.source());
        }
      };
}
