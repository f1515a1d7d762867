package io.github.portregistry;

import static java.util.Objects.requireNonNull;

import io.github.portregistry.fact.Catalog;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where the catalogs can be had that a text of the evidence names by their keys. */
record CatalogAddresses(Map<String, Catalog> catalogs) {

  List<String> namedIn(String text) {
    return Stream.of(text.split("[^a-z]+", -1))
        .filter(catalogs::containsKey)
        .map(word -> requireNonNull(catalogs.get(word), word).source())
        .toList();
  }
}
