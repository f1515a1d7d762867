package io.github.portregistry.fact;

import io.github.portregistry.PortSpan;
import io.github.portregistry.RelatedPort;
import io.github.portregistry.Relation;
import io.github.portregistry.csv.Fault;
import io.github.portregistry.csv.Fields;
import io.github.portregistry.csv.RowFormat;
import java.util.List;

/** The columns of {@code related-ports.csv}. */
public final class RelatedFormat extends Format<RelatedFormat.Row> {

  public static final Format<Row> FORMAT = new RelatedFormat();

  public static final int RELATION = 2;

  /** The relation of the client's end of a protocol to the server's, as the column spells it. */
  public static final String SERVER_END = "server_end";

  private RelatedFormat() {
    super("port", "related_port", "relation", "basis", "source");
  }

  @Override
  public Row decode(Fields fields) {
    PortSpan related = fields.requirePorts(1);
    if (related.size() > 1) {
      throw fields.fault(1, "one port", Fault.quote(related.toString()));
    }
    Relation relation = fields.constant(2, Relation.class);
    return new Row(
        new RelatedPort(related.first(), relation), fields.requireText(3), fields.requireText(4));
  }

  @Override
  public List<String> encode(Row row) {
    return List.of(
        Integer.toString(row.related().port()),
        RowFormat.text(row.related().relation()),
        row.basis(),
        row.source());
  }

  @Override
  public int place(Row fact) {
    return fact.related().port();
  }

  /** A relation with the reason for it and its source. */
  public record Row(RelatedPort related, String basis, String source) {}
}
