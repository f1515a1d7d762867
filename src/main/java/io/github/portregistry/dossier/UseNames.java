package io.github.portregistry.dossier;

import io.github.portregistry.ObservedUse;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The applications that are met on a port, each once, by what is said of them. */
final class UseNames {

  private final Set<String> dominant = new LinkedHashSet<>();
  private final Set<String> others = new LinkedHashSet<>();
  private final Set<String> ranges = new LinkedHashSet<>();
  private final Set<String> disputed = new LinkedHashSet<>();

  UseNames(List<ObservedUse> uses) {
    for (ObservedUse use : uses) {
      if (!use.commonName().isEmpty()) {
        dominant.add(use.application());
      }
      if (use.confidence() == ObservedUse.Confidence.DISPUTED) {
        disputed.add(use.application());
      } else if (use.isRange()) {
        ranges.add(use.label());
      } else {
        others.add(use.application());
      }
    }
    others.removeAll(dominant);
  }

  /** Those that have a common name. */
  Set<String> dominant() {
    return dominant;
  }

  /** Those that are neither dominant nor disputed, without claims on a range. */
  Set<String> others() {
    return others;
  }

  /** The claims on a range that are not disputed, with the range. */
  Set<String> ranges() {
    return ranges;
  }

  Set<String> disputed() {
    return disputed;
  }
}
