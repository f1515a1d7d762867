package io.github.portregistry.fact;

import io.github.portregistry.csv.Fields;
import io.github.portregistry.csv.RowFormat;
import java.util.List;

/** The columns of {@code rfcs.csv}. */
public final class RfcFormat extends Format<Rfc> {

  public static final Format<Rfc> FORMAT = new RfcFormat();

  private RfcFormat() {
    super("rfc", "title", "state", "published", "obsoleted_by", "updated_by", "source");
  }

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
}
