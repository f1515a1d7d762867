package io.github.portregistry;

import io.github.portregistry.csv.Fields;
import io.github.portregistry.csv.RowFormat;
import io.github.portregistry.fact.Format;
import java.util.List;

/**
 * A status that a person set against the rule, or where there is no rule, with the source for it.
 *
 * @param serviceName the registered service
 * @param status {@link PortStatus#GHOST} or {@link PortStatus#ASSIGNED}
 * @param reason why, in few words
 * @param source where that can be read
 */
record CuratedStatus(String serviceName, PortStatus status, String reason, String source) {

  /** How {@code rules/curated-statuses.csv} spells a status. */
  static final Format<CuratedStatus> FORMAT =
      new Format<>("port", "service_name", "status", "reason", "source") {
        @Override
        public CuratedStatus decode(Fields fields) {
          PortStatus status = fields.constant(2, PortStatus.class);
          if (status != PortStatus.GHOST && status != PortStatus.ASSIGNED) {
            throw fields.fault(2, "ghost or assigned", RowFormat.text(status));
          }
          return new CuratedStatus(
              fields.requireText(1), status, fields.requireText(3), fields.requireText(4));
        }

        @Override
        public List<String> encode(CuratedStatus curatedStatus) {
          return List.of(
              curatedStatus.serviceName(),
              RowFormat.text(curatedStatus.status()),
              curatedStatus.reason(),
              curatedStatus.source());
        }
      };
}
