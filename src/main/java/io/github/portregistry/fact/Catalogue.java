package io.github.portregistry.fact;

import io.github.portregistry.RegistryDate;
import io.github.portregistry.csv.Fields;
import io.github.portregistry.csv.RowFormat;
import java.util.List;

/**
 * A source that was searched for every System Port.
 *
 * @param id what {@code in-use-signals.csv} calls it
 * @param name how it is called
 * @param version which version was consulted
 * @param consulted when
 * @param whatItTells what being in it means, after the name of a source: "dissects", "opens"
 * @param source where it can be had
 */
public record Catalogue(
    String id,
    String name,
    String version,
    RegistryDate consulted,
    String whatItTells,
    String source) {

  public static final Format<Catalogue> FORMAT =
      new Format<>("id", "name", "version", "consulted", "tells", "source") {
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
      };
}
