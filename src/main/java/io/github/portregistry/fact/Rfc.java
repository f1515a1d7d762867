package io.github.portregistry.fact;

import io.github.portregistry.RegistryDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An RFC and its present state, as the RFC index gives it.
 *
 * @param name such as {@code RFC9900}
 * @param title the title
 * @param state such as {@code PROPOSED STANDARD}
 * @param published the month
 * @param obsoletedBy the RFCs that took its place
 * @param updatedBy the RFCs that changed it
 * @param source which copy of the index
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

  /** The number in a name such as {@code RFC9900}. */
  public static int number(String name) {
    return Integer.parseInt(name.substring(3));
  }

  /** What a reader should know of it, in one line. */
  String describe() {
    String text = "RFC " + name.substring(3) + ", " + title;
    if (published != null) {
      text += ", " + published;
    }
    text += ", " + state.charAt(0) + state.substring(1).toLowerCase(Locale.ROOT);
    return obsoletedBy.isEmpty() ? text : text + ", obsoleted by " + String.join(", ", obsoletedBy);
  }
}
