package io.github.portregistry.fact;

import io.github.portregistry.ObservedUse;
import io.github.portregistry.csv.Fields;
import io.github.portregistry.csv.RowFormat;
import java.util.List;

/** The columns of {@code observed-uses.csv}. */
public final class UseFormat extends Format<ObservedUse> {

  public static final Format<ObservedUse> FORMAT = new UseFormat();

  public static final int TRANSPORT = 1;
  public static final int CONFIDENCE = 4;
  public static final int COMMON_NAME = 5;

  /** The confidence of a use that another source contradicts, as the column spells it. */
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
