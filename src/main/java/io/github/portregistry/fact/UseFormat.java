package io.github.portregistry.fact;

import io.github.portregistry.ObservedUse;
import io.github.portregistry.csv.Fields;
import io.github.portregistry.csv.RowFormat;
import java.util.List;

/** How {@code observed-uses.csv} spells an observed use. */
public final class UseFormat {

  public static final FactTable.Format<ObservedUse> FORMAT =
      new FactTable.Format<>(
          List.of(
              "port",
              "transport",
              "application",
              "category",
              "confidence",
              "common_name",
              "sources"),
          UseFormat::decode,
          UseFormat::encode,
          use -> RowFormat.order(use.transport()));

  private UseFormat() {}

  private static ObservedUse decode(Fields fields) {
    return new ObservedUse(
        fields.requirePorts(0),
        fields.transport(1),
        fields.requireText(2),
        fields.requireText(3),
        fields.constant(4, ObservedUse.Confidence.class),
        fields.requireList(6),
        fields.text(5));
  }

  private static List<String> encode(ObservedUse use) {
    return List.of(
        RowFormat.text(use.transport()),
        use.application(),
        use.category(),
        RowFormat.text(use.confidence()),
        use.commonName(),
        RowFormat.text(use.sources()));
  }
}
