package io.github.portregistry;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;

/** The words of a search, and what they fit; no words fit nothing. */
final class PortSearch {

  private final List<String> words;

  /** Whether a row fits, so that one of many ports and a long text is read once. */
  private final IdentityHashMap<Entry, Boolean> known = new IdentityHashMap<>();

  PortSearch(String text) {
    words = List.of(text.toLowerCase(Locale.ROOT).strip().split("\\s+", -1));
  }

  /** Tells whether at least one row or observed use of the port fits. */
  boolean fits(PortRecord port) {
    return port.assignments().stream().anyMatch(this::isKnownToFit)
        || port.unnamedEntries().stream().anyMatch(this::isKnownToFit)
        || port.observedUses().stream().anyMatch(this::fits);
  }

  private boolean isKnownToFit(Entry row) {
    return known.computeIfAbsent(row, this::fits);
  }

  /** Tells whether each word occurs in the service name or the description of a row. */
  boolean fits(Entry row) {
    return fits(row.serviceName() + ' ' + row.description());
  }

  /** Tells whether each word occurs in the application of an observed use. */
  boolean fits(ObservedUse use) {
    return fits(use.application() + ' ' + use.commonName());
  }

  private boolean fits(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return !words.get(0).isEmpty() && words.stream().allMatch(lower::contains);
  }
}
