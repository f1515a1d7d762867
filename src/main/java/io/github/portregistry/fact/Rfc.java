package io.github.portregistry.fact;

import io.github.portregistry.RegistryDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An RFC and its current state according to the RFC index.
 *
 * @param name the name, such as {@code RFC9900}
 * @param title the title
 * @param state the state, such as {@code PROPOSED STANDARD}
 * @param published the month of publication
 * @param obsoletedBy the RFCs that replaced it
 * @param updatedBy the RFCs that changed it
 * @param source the copy of the index
 */
public record Rfc(
    String name,
    String title,
    String state,
    @Nullable RegistryDate published,
    List<String> obsoletedBy,
    List<String> updatedBy,
    String source) {

  /** Whether the RFC is in force: its state is known, and it is neither Historic nor obsoleted. */
  public boolean isCurrent() {
    return obsoletedBy.isEmpty() && !isHistoric() && !state.equals("UNKNOWN");
  }

  public boolean isHistoric() {
    return state.equals("HISTORIC");
  }

  /** Returns the number in a name such as {@code RFC9900}. */
  public static int number(String name) {
    return Integer.parseInt(name.substring(3));
  }

  /** Returns its name, title and state in one line. */
  String describe() {
    String text = "RFC " + name.substring(3) + ", " + title;
    if (published != null) {
      text += ", " + published;
    }
    text += ", " + state.charAt(0) + state.substring(1).toLowerCase(Locale.ROOT);
    return obsoletedBy.isEmpty() ? text : text + ", obsoleted by " + String.join(", ", obsoletedBy);
  }
}
