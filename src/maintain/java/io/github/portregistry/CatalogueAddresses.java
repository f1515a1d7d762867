package io.github.portregistry;

import static java.util.Objects.requireNonNull;

import io.github.portregistry.fact.Catalogue;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where the catalogues can be had that a text of the evidence names by their keys. */
record CatalogueAddresses(Map<String, Catalogue> catalogues) {

  List<String> namedIn(String text) {
    return Stream.of(text.split("[^a-z]+", -1))
        .filter(catalogues::containsKey)
        .map(word -> requireNonNull(catalogues.get(word), word).source())
        .toList();
  }
}
