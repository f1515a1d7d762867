package io.github.portregistry.fact;

import io.github.portregistry.Doubt;
import io.github.portregistry.Evidence;
import io.github.portregistry.Liveness;
import io.github.portregistry.csv.Fields;
import io.github.portregistry.csv.RowFormat;
import java.util.List;

/** How {@code statuses.csv} spells a judgement. */
public final class JudgementFormat extends Format<Judgement> {

  public static final Format<Judgement> FORMAT = new JudgementFormat();

  private JudgementFormat() {
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
  public Judgement decode(Fields fields) {
    return new Judgement(
        fields.requireText(1),
        fields.constant(2, Liveness.class),
        fields.text(3).isEmpty() ? null : fields.constant(3, Doubt.class),
        fields.constant(4, Judgement.Basis.class),
        fields.constant(5, Evidence.Strength.class),
        fields.text(6),
        fields.list(7),
        fields.list(8),
        fields.requireText(9));
  }

  @Override
  public List<String> encode(Judgement judgement) {
    return List.of(
        judgement.serviceName(),
        RowFormat.text(judgement.liveness()),
        judgement.doubt() == null ? "" : RowFormat.text(judgement.doubt()),
        RowFormat.text(judgement.basis()),
        RowFormat.text(judgement.strength()),
        judgement.reason(),
        RowFormat.text(judgement.inUse()),
        RowFormat.text(judgement.mentioned()),
        judgement.source());
  }
}
