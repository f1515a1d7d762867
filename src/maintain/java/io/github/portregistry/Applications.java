package io.github.portregistry;

import io.github.portregistry.csv.Fault;
import io.github.portregistry.csv.Fields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person decided on the applications that were collected; the third column has them.
 *
 * @param categories the decisions, by the name as it was collected
 */
record Applications(Map<String, ApplicationCategory> categories) {

  boolean isLeftOut(String application) {
    ApplicationCategory known = categories.get(application);
    return known != null && known.category().equals(ApplicationCategory.LEFT_OUT);
  }

  /** The category of an application that was collected without one of ours. */
  String category(Fields fields, @Nullable String otherwise) {
    ApplicationCategory known = categories.get(fields.requireText(2));
    if (known != null) {
      return known.category();
    }
    if (otherwise != null) {
      return otherwise;
    }
    throw fields.fault(
        2, "an application that rules/application-categories.csv has", Fault.quote(fields.text(2)));
  }

  String shown(String collected, String otherwise) {
    ApplicationCategory known = categories.get(collected);
    return known == null || known.shownAs().isEmpty() ? otherwise : known.shownAs();
  }
}
