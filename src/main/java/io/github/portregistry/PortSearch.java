package io.github.portregistry;

import java.util.List;
import java.util.Locale;

/** The words of a search, and what they fit; no words fit nothing. */
final class PortSearch {

  private final List<String> words;

  PortSearch(String text) {
    words = List.of(text.toLowerCase(Locale.ROOT).strip().split("\\s+", -1));
  }

  /** Tells whether at least one row of the port fits. */
  boolean fits(PortRecord port) {
    return port.assignments().stream().anyMatch(this::fits)
        || port.unnamedEntries().stream().anyMatch(this::fits);
  }

  /** Tells whether each word occurs in the service name or the description of a row. */
  boolean fits(Entry row) {
    String text = (row.serviceName() + ' ' + row.description()).toLowerCase(Locale.ROOT);
    return !words.get(0).isEmpty() && words.stream().allMatch(text::contains);
  }
}
