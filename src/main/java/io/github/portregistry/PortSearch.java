package io.github.portregistry;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;

/** The words of a search, and what they fit; no words fit nothing. */
final class PortSearch {

  private final List<String> words;

  /** Whether a row fits, so that one of many ports and a long text is read once. */
  private final IdentityHashMap<RegistryRow, Boolean> known = new IdentityHashMap<>();

  PortSearch(String text) {
    words = List.of(text.toLowerCase(Locale.ROOT).strip().split("\\s+", -1));
  }

  /** The same for a row that several ports share: a long one of many ports is read once. */
  boolean fitsOnce(RegistryRow row) {
    return known.computeIfAbsent(row, this::fits);
  }

  /** Returns whether each word occurs in the service name or the description of a row. */
  boolean fits(RegistryRow row) {
    return fits(row.serviceName() + ' ' + row.description());
  }

  /** Returns whether each word occurs in the application of an observed use. */
  boolean fits(ObservedUse use) {
    return fits(use.application() + ' ' + use.commonName());
  }

  private boolean fits(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return !words.get(0).isEmpty() && words.stream().allMatch(lower::contains);
  }
}
