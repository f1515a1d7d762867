package io.github.portregistry.fact;

import io.github.portregistry.csv.Fields;
import io.github.portregistry.csv.RowFormat;
import java.util.List;

/** How {@code catalogues.csv} spells a source. */
public final class CatalogueFormat extends Format<Catalogue> {

  public static final Format<Catalogue> FORMAT = new CatalogueFormat();

  private CatalogueFormat() {
    super("id", "name", "version", "consulted", "tells", "source");
  }

  @Override
  public Catalogue decode(Fields fields) {
    return new Catalogue(
        fields.text(0),
        fields.requireText(1),
        fields.requireText(2),
        fields.requireDate(3),
        fields.requireText(4),
        fields.requireText(5));
  }

  @Override
  public List<String> encode(Catalogue catalogue) {
    return List.of(
        catalogue.name(),
        catalogue.version(),
        RowFormat.text(catalogue.consulted()),
        catalogue.whatItTells(),
        catalogue.source());
  }
}
