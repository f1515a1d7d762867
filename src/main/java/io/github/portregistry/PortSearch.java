package io.github.portregistry;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;

/** Matches rows and uses against the words of a search; without words, nothing matches. */
final class PortSearch {

  private final List<String> words;

  /** The result for each row, so that a row of many ports with a long text is read once. */
  private final IdentityHashMap<RegistryRow, Boolean> known = new IdentityHashMap<>();

  PortSearch(String text) {
    words = List.of(text.toLowerCase(Locale.ROOT).strip().split("\\s+", -1));
  }

  /**
   * The same as {@link #fits(RegistryRow)}, but computed once for a row that several ports share.
   */
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
