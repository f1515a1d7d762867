package io.github.portregistry.fact;

import io.github.portregistry.RegistryDate;
import io.github.portregistry.csv.Fields;
import io.github.portregistry.csv.RowFormat;
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

  public static final Format<Rfc> FORMAT =
      new Format<>("rfc", "title", "state", "published", "obsoleted_by", "updated_by", "source") {
        @Override
        public Rfc decode(Fields fields) {
          return new Rfc(
              fields.text(0),
              fields.requireText(1),
              fields.requireText(2),
              fields.date(3),
              fields.list(4),
              fields.list(5),
              fields.requireText(6));
        }

        @Override
        public List<String> encode(Rfc rfc) {
          return List.of(
              rfc.title(),
              rfc.state(),
              RowFormat.text(rfc.published()),
              RowFormat.text(rfc.obsoletedBy()),
              RowFormat.text(rfc.updatedBy()),
              rfc.source());
        }
      };

  /** Whether it is in force: neither Historic nor obsoleted, and its state is known. */
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
