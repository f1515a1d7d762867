package io.github.portregistry;

import io.github.portregistry.csv.Fields;
import io.github.portregistry.csv.RowFormat;
import io.github.portregistry.fact.FactTable;
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
  static final FactTable.Format<Search> FORMAT =
      new FactTable.Format<>(
          List.of("port", "service_name", "found", "searched", "day"),
          Search::decode,
          Search::encode);

  private static Search decode(Fields fields) {
    return new Search(
        fields.requireText(1),
        fields.constant(2, Found.class),
        fields.requireText(3),
        fields.requireDate(4));
  }

  private List<String> encode() {
    return List.of(serviceName(), RowFormat.text(found()), searched(), day().toString());
  }
}
