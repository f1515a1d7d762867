package io.github.portregistry;

import io.github.portregistry.csv.Fields;
import io.github.portregistry.csv.RowFormat;
import io.github.portregistry.fact.Format;
import java.util.List;

/**
 * A search for a service in public code and documents, by a person or a program.
 *
 * @param serviceName the registered service
 * @param found what came of it
 * @param searched what was searched for, in few words
 * @param day when
 */
record Search(String serviceName, Found found, String searched, RegistryDate day) {

  /** What came of a search. */
  enum Found {
    /** Nothing that shows the service on the port, and nothing that leaves a doubt. */
    NOTHING,
    /** Something that neither shows the service on the port nor rules it out. */
    UNCLEAR
  }

  /** How {@code rules/searches.csv} spells a search. */
  static final Format<Search> FORMAT =
      new Format<>("port", "service_name", "found", "searched", "day") {
        @Override
        public Search decode(Fields fields) {
          return new Search(
              fields.requireText(1),
              fields.constant(2, Found.class),
              fields.requireText(3),
              fields.requireDate(4));
        }

        @Override
        public List<String> encode(Search search) {
          return List.of(
              search.serviceName(),
              RowFormat.text(search.found()),
              search.searched(),
              search.day().toString());
        }
      };
}
