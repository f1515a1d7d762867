package io.github.portregistry;

import java.util.List;

/** How {@code observed-uses.csv} spells an observed use. */
final class UseFormat implements FactTable.Format<ObservedUse> {

  static final UseFormat INSTANCE = new UseFormat();

  private static final List<String> HEADER =
      List.of(
          "port", "transport", "application", "category", "confidence", "common_name", "sources");

  private UseFormat() {}

  @Override
  public List<String> header() {
    return HEADER;
  }

  @Override
  public int place(ObservedUse use) {
    return Transport.place(use.transport());
  }

  @Override
  public ObservedUse decode(Fields fields) {
    return new ObservedUse(
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
}
