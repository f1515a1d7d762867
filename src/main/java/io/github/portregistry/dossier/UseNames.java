package io.github.portregistry.dossier;

import io.github.portregistry.ObservedUse;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Groups the applications that use a port by confidence, each once. */
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
        others.add(use.label());
      }
    }
    others.removeAll(dominant);
  }

  /** Returns the applications with a common name. */
  Set<String> dominant() {
    return dominant;
  }

  /** Returns the applications that are neither dominant nor disputed, without claims on a range. */
  Set<String> others() {
    return others;
  }

  /** Returns the claims on a range that are not disputed, with the range. */
  Set<String> ranges() {
    return ranges;
  }

  Set<String> disputed() {
    return disputed;
  }

  /** Whether there are uses, and a source contradicts each of them. */
  boolean areAllDisputed() {
    return !disputed.isEmpty() && dominant.isEmpty() && others.isEmpty() && ranges.isEmpty();
  }

  /**
   * Returns the likeliest uses in one line, such as {@code mostly Apache Kafka; also A, B and 3
   * more}.
   *
   * @param most the most uses to name
   * @return "" if there is none
   */
  String likeliest(int most) {
    List<String> also = new ArrayList<>(others);
    for (String application : disputed) {
      also.add(application + " (disputed)");
    }
    // If the port has uses of its own, claims on a range are only counted.
    boolean named = !also.isEmpty() || !dominant.isEmpty();
    int uncounted = named ? also.size() : most;
    also.addAll(ranges);
    if (dominant.isEmpty()) {
      return listed(also, Math.min(most, uncounted));
    }
    String mostly = "mostly " + listed(List.copyOf(dominant), most);
    int room = Math.min(Math.max(1, most - dominant.size()), uncounted);
    return also.isEmpty()
        ? mostly
        : room == 0
            ? mostly + " and " + also.size() + " more"
            : mostly + "; also " + listed(also, room);
  }

  /** The first names of a list, separated by commas, and the number of the others. */
  private static String listed(List<String> names, int most) {
    int more = names.size() - most;
    return more > 0
        ? String.join(", ", names.subList(0, most)) + " and " + more + " more"
        : String.join(", ", names);
  }
}
