package io.github.portregistry;

import io.github.portregistry.csv.RowFormat;
import io.github.portregistry.fact.KeyedFormat;
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
  static final KeyedFormat<ServiceProgram> FORMAT =
      new KeyedFormat<>(
          List.of("service_name", "applications"),
          fields -> new ServiceProgram(fields.requireText(0), fields.requireList(1)),
          row -> List.of(row.serviceName(), RowFormat.text(row.applications())));
}
