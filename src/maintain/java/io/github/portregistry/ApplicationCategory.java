package io.github.portregistry;

import io.github.portregistry.fact.KeyedFormat;
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

  static final KeyedFormat<ApplicationCategory> FORMAT =
      new KeyedFormat<>(
          List.of("application", "category", "shown_as"),
          fields ->
              new ApplicationCategory(fields.requireText(0), fields.requireText(1), fields.text(2)),
          row -> List.of(row.application(), row.category(), row.shownAs()));
}
