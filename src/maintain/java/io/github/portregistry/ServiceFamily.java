package io.github.portregistry;

import io.github.portregistry.csv.Fields;
import io.github.portregistry.fact.Format;
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
  static final Format<ServiceFamily> FORMAT =
      new Format<>("port", "service_name", "family", "source") {
        @Override
        public ServiceFamily decode(Fields fields) {
          return new ServiceFamily(
              fields.requireText(1), fields.requireText(2), fields.requireText(3));
        }

        @Override
        public List<String> encode(ServiceFamily serviceFamily) {
          return List.of(
              serviceFamily.serviceName(), serviceFamily.family(), serviceFamily.source());
        }
      };
}
