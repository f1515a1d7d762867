package io.github.portregistry.probe;

import io.github.portregistry.ObservedUse;
import io.github.portregistry.PortRecord;
import io.github.portregistry.Transport;
import io.github.portregistry.dossier.Escaped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Formats the observed uses of a port, in their order: each with its confidence, and only the first
 * few by name.
 */
final class UseText {

  private static final int NAMED = 5;
  private static final int LIKELY = 3;

  private final PortRecord record;
  private final Set<Transport> transports;

  UseText(PortRecord record, Set<Transport> transports) {
    this.record = record;
    this.transports = transports;
  }

  private Stream<ObservedUse> all() {
    return record.observedUses().stream()
        .filter(use -> use.transport() == null || transports.contains(use.transport()));
  }

  /** The uses without claims on a range. */
  private Stream<ObservedUse> uses() {
    return all().filter(use -> !use.isRange());
  }

  private static String name(ObservedUse use) {
    return Escaped.text(use.label());
  }

  private static boolean isDisputed(ObservedUse use) {
    return use.confidence() == ObservedUse.Confidence.DISPUTED;
  }

  private static boolean isDominant(ObservedUse use) {
    return !use.commonName().isEmpty();
  }

  /** Returns the applications by name, claims on a range last; "" if there is none. */
  String names() {
    return list(
        Stream.concat(
            uses().map(use -> name(use) + (isDisputed(use) ? " (disputed)" : "")), ranges()));
  }

  /** The applications that are likeliest to be met, the likeliest first, "" if there is none. */
  String likelyNames() {
    return list(uses().filter(use -> !isDisputed(use)).map(UseText::name), LIKELY);
  }

  /** The applications that dominate the port, "" if there is none. */
  String commonNames() {
    return list(uses().filter(UseText::isDominant).map(UseText::name));
  }

  private Stream<String> ranges() {
    return all()
        .filter(use -> use.isRange() && !isDisputed(use))
        .map(use -> Escaped.text(use.label()));
  }

  /**
   * Returns a sentence for the dominant uses, one for the others, one for claims on a range, and
   * one for disputed uses.
   */
  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    String dominant = commonNames();
    if (!dominant.isEmpty()) {
      sentences.add("Elsewhere, port " + record.number() + " is mostly used by " + dominant + ".");
    }
    String others =
        list(uses().filter(use -> !isDominant(use) && !isDisputed(use)).map(UseText::name));
    if (!others.isEmpty()) {
      sentences.add(
          (dominant.isEmpty() ? "Known" : "Also known")
              + " to use port "
              + record.number()
              + ": "
              + others
              + ".");
    }
    String ranges = list(ranges());
    if (!ranges.isEmpty()) {
      sentences.add("Port " + record.number() + " is " + ranges + ".");
    }
    uses().filter(UseText::isDisputed).map(this::disputed).distinct().forEach(sentences::add);
    return sentences;
  }

  private String disputed(ObservedUse use) {
    return "It is disputed whether "
        + name(use)
        + " uses port "
        + record.number()
        + ": see "
        + Escaped.text(String.join(" and ", use.sources()))
        + ".";
  }

  private static String list(Stream<String> names) {
    return list(names, NAMED);
  }

  private static String list(Stream<String> names, int most) {
    List<String> distinct = names.distinct().toList();
    String named = distinct.stream().limit(most).collect(Collectors.joining(", "));
    int more = distinct.size() - most;
    return more <= 0 ? named : named + " and " + more + (more == 1 ? " other" : " others");
  }
}
