package io.github.portregistry.fact;

import io.github.portregistry.Doubt;
import io.github.portregistry.Evidence;
import io.github.portregistry.Liveness;
import io.github.portregistry.csv.Fields;
import io.github.portregistry.csv.RowFormat;
import java.util.List;

/** How {@code statuses.csv} spells a judgment. */
public final class JudgmentFormat extends Format<Judgment> {

  public static final Format<Judgment> FORMAT = new JudgmentFormat();

  private JudgmentFormat() {
    super(
        "port",
        "service_name",
        "liveness",
        "doubt",
        "basis",
        "strength",
        "reason",
        "in_use",
        "mentioned",
        "source");
  }

  @Override
  public Judgment decode(Fields fields) {
    return new Judgment(
        fields.requireText(1),
        fields.constant(2, Liveness.class),
        fields.text(3).isEmpty() ? null : fields.constant(3, Doubt.class),
        fields.constant(4, Judgment.Basis.class),
        fields.constant(5, Evidence.Strength.class),
        fields.text(6),
        fields.list(7),
        fields.list(8),
        fields.requireText(9));
  }

  @Override
  public List<String> encode(Judgment judgment) {
    return List.of(
        judgment.serviceName(),
        RowFormat.text(judgment.liveness()),
        judgment.doubt() == null ? "" : RowFormat.text(judgment.doubt()),
        RowFormat.text(judgment.basis()),
        RowFormat.text(judgment.strength()),
        judgment.reason(),
        RowFormat.text(judgment.inUse()),
        RowFormat.text(judgment.mentioned()),
        judgment.source());
  }
}
