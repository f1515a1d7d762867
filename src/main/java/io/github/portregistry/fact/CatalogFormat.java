package io.github.portregistry.fact;

import io.github.portregistry.csv.Fields;
import io.github.portregistry.csv.RowFormat;
import java.util.List;

/** How {@code catalogs.csv} spells a source. */
public final class CatalogFormat extends Format<Catalog> {

  public static final Format<Catalog> FORMAT = new CatalogFormat();

  private CatalogFormat() {
    super("id", "name", "version", "consulted", "tells", "source");
  }

  @Override
  public Catalog decode(Fields fields) {
    return new Catalog(
        fields.text(0),
        fields.requireText(1),
        fields.requireText(2),
        fields.requireDate(3),
        fields.requireText(4),
        fields.requireText(5));
  }

  @Override
  public List<String> encode(Catalog catalog) {
    return List.of(
        catalog.name(),
        catalog.version(),
        RowFormat.text(catalog.consulted()),
        catalog.whatItTells(),
        catalog.source());
  }
}
