package io.github.portregistry;

import java.util.List;

/** How {@code related-ports.csv} spells a relation, with what it rests on. */
final class RelatedFormat implements FactTable.Format<RelatedFormat.Row> {

  static final RelatedFormat INSTANCE = new RelatedFormat();

  private static final List<String> HEADER =
      List.of("port", "related_port", "relation", "basis", "source");

  /** A relation, why it holds, and where that can be read. */
  record Row(RelatedPort related, String basis, String source) {}

  private RelatedFormat() {}

  @Override
  public List<String> header() {
    return HEADER;
  }

  @Override
  public int place(Row row) {
    return row.related().port();
  }

  @Override
  public Row decode(Fields fields) {
    PortSpan related = fields.requirePorts(1);
    if (related.size() > 1) {
      throw fields.fault(1, "one port", RegistryFormatException.quote(related.toString()));
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
}
