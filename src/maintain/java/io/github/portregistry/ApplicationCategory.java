package io.github.portregistry;

import io.github.portregistry.csv.Fields;
import io.github.portregistry.fact.Format;
import java.util.List;

/**
 * What kind of program an application is, set by a person.
 *
 * @param application the name as it was collected
 * @param category the category
 * @param shownAs the name to show instead; "" where the collected one will do
 */
record ApplicationCategory(String application, String category, String shownAs) {

  /** The category of what was collected and is no application. */
  static final String LEFT_OUT = "left-out";

  static final Format<ApplicationCategory> FORMAT =
      new Format<>("application", "category", "shown_as") {
        @Override
        public ApplicationCategory decode(Fields fields) {
          return new ApplicationCategory(
              fields.requireText(0), fields.requireText(1), fields.text(2));
        }

        @Override
        public List<String> encode(ApplicationCategory fact) {
          return List.of(fact.category(), fact.shownAs());
        }
      };
}
