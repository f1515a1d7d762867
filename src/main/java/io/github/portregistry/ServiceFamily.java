package io.github.portregistry;

import java.util.List;

/**
 * A service's membership in a set of services of one product, which live and die together.
 *
 * @param serviceName the registered service
 * @param family how the set is called
 * @param source what shows that they belong together
 */
record ServiceFamily(String serviceName, String family, String source) {

  /** How {@code service-families.csv} spells a membership. */
  static final class Format implements FactTable.Format<ServiceFamily> {

    static final Format INSTANCE = new Format();

    private static final List<String> HEADER = List.of("port", "service_name", "family", "source");

    private Format() {}

    @Override
    public List<String> header() {
      return HEADER;
    }

    @Override
    public ServiceFamily decode(Fields fields) {
      return new ServiceFamily(fields.requireText(1), fields.requireText(2), fields.requireText(3));
    }

    @Override
    public List<String> encode(ServiceFamily member) {
      return List.of(member.serviceName(), member.family(), member.source());
    }
  }
}
