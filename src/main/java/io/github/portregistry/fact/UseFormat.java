package io.github.portregistry.fact;

import io.github.portregistry.ObservedUse;
import io.github.portregistry.csv.Fields;
import io.github.portregistry.csv.RowFormat;
import java.util.List;

/** How {@code observed-uses.csv} spells an observed use. */
public final class UseFormat extends Format<ObservedUse> {

  public static final Format<ObservedUse> FORMAT = new UseFormat();

  public static final int TRANSPORT = 1;
  public static final int CONFIDENCE = 4;
  public static final int COMMON_NAME = 5;

  /** What the column of confidence says of a use that another source contradicts. */
  public static final String DISPUTED = "disputed";

  private UseFormat() {
    super("port", "transport", "application", "category", "confidence", "common_name", "sources");
  }

  @Override
  public ObservedUse decode(Fields fields) {
    return new ObservedUse(
        fields.requirePorts(0),
        fields.transport(1),
        fields.requireText(2),
        fields.requireText(3),
        fields.constant(4, ObservedUse.Confidence.class),
        fields.requireList(6),
        fields.text(5));
  }

  @Override
  public List<String> encode(ObservedUse use) {
    return List.of(
        RowFormat.text(use.transport()),
        use.application(),
        use.category(),
        RowFormat.text(use.confidence()),
        use.commonName(),
        RowFormat.text(use.sources()));
  }

  @Override
  public int place(ObservedUse fact) {
    return RowFormat.order(fact.transport());
  }
}
