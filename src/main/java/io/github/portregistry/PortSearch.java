package io.github.portregistry;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** The words of a search, and what they fit; no words fit nothing. */
final class PortSearch {

  private final List<String> words;

  PortSearch(String text) {
    words = List.of(text.toLowerCase(Locale.ROOT).strip().split("\\s+", -1));
  }

  /** Returns the ports of a registry that fit, in ascending order. */
  List<PortRecord> in(PortRegistry registry) {
    BitSet ports = registry.layers().portsOf(this::fits);
    ports.or(registry.layers().portsOfUses(this::fits));
    // A row that fits can be hidden by a table above.
    return ports.stream().mapToObj(registry::port).filter(this::fits).toList();
  }

  private boolean fits(PortRecord port) {
    return port.assignments().stream().anyMatch(this::fits)
        || port.unnamedEntries().stream().anyMatch(this::fits)
        || port.observedUses().stream().anyMatch(this::fits);
  }

  /** Tells whether each word occurs in the service name or the description of a row. */
  boolean fits(RegistryRow row) {
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
