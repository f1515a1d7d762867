package io.github.portregistry;

import io.github.portregistry.csv.Fields;
import io.github.portregistry.csv.RowFormat;
import io.github.portregistry.fact.Format;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a source means by what it calls a port, where no word shows it.
 *
 * @param transport the transport; null for each
 * @param label what the source calls the port
 * @param serviceName the registered service that is meant; "" where it is another program
 * @param application the other program; "" where it is not known or the label names none
 * @param category what kind of program it is; "" without one
 */
record SignMeaning(
    @Nullable Transport transport,
    String label,
    String serviceName,
    String application,
    String category) {

  /** How {@code rules/sign-meanings.csv} spells a meaning. */
  static final Format<SignMeaning> FORMAT =
      new Format<>("port", "transport", "label", "service_name", "application", "category") {
        @Override
        public SignMeaning decode(Fields fields) {
          if (fields.text(4).isEmpty() != fields.text(5).isEmpty()) {
            throw fields.fault(
                5, "a category with an application, and none without", fields.text(5));
          }
          return new SignMeaning(
              fields.transport(1),
              fields.requireText(2),
              fields.text(3),
              fields.text(4),
              fields.text(5));
        }

        @Override
        public List<String> encode(SignMeaning signMeaning) {
          return List.of(
              RowFormat.text(signMeaning.transport()),
              signMeaning.label(),
              signMeaning.serviceName(),
              signMeaning.application(),
              signMeaning.category());
        }

        @Override
        public int place(SignMeaning fact) {
          return RowFormat.order(fact.transport());
        }
      };

  /** Whether this is about a label of a source on a transport, null where it names none. */
  boolean isFor(@Nullable Transport of, String what) {
    return label.equals(what) && (transport == null || transport == of);
  }
}
