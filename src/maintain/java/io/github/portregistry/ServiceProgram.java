package io.github.portregistry;

import io.github.portregistry.csv.Fields;
import io.github.portregistry.csv.RowFormat;
import io.github.portregistry.fact.Format;
import java.util.List;

/**
 * The programs by which an assigned service is met, set by a person: a use by one of them is that
 * service under another name.
 *
 * @param serviceName the assigned service
 * @param applications how the names of the programs begin
 */
record ServiceProgram(String serviceName, List<String> applications) {

  /** How {@code rules/service-programs.csv} spells them. */
  static final Format<ServiceProgram> FORMAT =
      new Format<>("service_name", "applications") {
        @Override
        public ServiceProgram decode(Fields fields) {
          return new ServiceProgram(fields.requireText(0), fields.requireList(1));
        }

        @Override
        public List<String> encode(ServiceProgram fact) {
          return List.of(RowFormat.text(fact.applications()));
        }
      };
}
