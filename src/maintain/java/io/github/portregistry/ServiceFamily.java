package io.github.portregistry;

import io.github.portregistry.csv.Fields;
import io.github.portregistry.fact.FactTable;
import java.util.List;

/**
 * A service's membership in a set of services of one product, which live and die together.
 *
 * @param serviceName the registered service
 * @param family how the set is called
 * @param source what shows that they belong together
 */
record ServiceFamily(String serviceName, String family, String source) {

  /** How {@code rules/service-families.csv} spells a membership. */
  static final FactTable.Format<ServiceFamily> FORMAT =
      new FactTable.Format<>(
          List.of("port", "service_name", "family", "source"),
          ServiceFamily::decode,
          ServiceFamily::encode);

  private static ServiceFamily decode(Fields fields) {
    return new ServiceFamily(fields.requireText(1), fields.requireText(2), fields.requireText(3));
  }

  private List<String> encode() {
    return List.of(serviceName(), family(), source());
  }
}
