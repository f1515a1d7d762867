package io.github.portregistry;

import io.github.portregistry.csv.RowFormat;
import io.github.portregistry.fact.FactLayers;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.Facts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds what everyday names stand for: those of the table, then the common names of observed uses.
 *
 * <p>Thread-safe: complete when the constructor returns, and never changed.
 */
final class EverydayNames {

  private static final Comparator<EverydayName> ORDER =
      Comparator.comparingInt(EverydayName::port)
          .thenComparingInt(name -> RowFormat.order(name.transport()));

  private final Layers layers;

  /** By {@link NameIndex#key}, the topmost layer first. */
  private final Map<String, List<Meaning>> byKey = new TreeMap<>();

  /** What a name stands for by the facts of a layer, whether that can be seen or not. */
  private record Meaning(EverydayName name, int layer) {}

  EverydayNames(Layers layers, FactLayers facts) {
    this.layers = layers;
    for (int layer = 0; layer < layers.count(); layer++) {
      Facts own = facts.of(layer);
      for (FactTable.Row<EverydayName> row : own.names().rows()) {
        add(row.fact(), layer);
      }
      for (FactTable.Row<ObservedUse> row : own.uses().rows()) {
        addCommonName(row, layer);
      }
    }
  }

  private void addCommonName(FactTable.Row<ObservedUse> row, int layer) {
    ObservedUse use = row.fact();
    if (use.commonName().isEmpty()) {
      return;
    }
    for (int port = row.ports().first(); port <= row.ports().last(); port++) {
      for (Transport transport : Transport.values()) {
        if (use.isFor(transport)) {
          add(new EverydayName(use.commonName(), port, transport, use.sources().get(0)), layer);
        }
      }
    }
  }

  private void add(EverydayName name, int layer) {
    byKey
        .computeIfAbsent(NameIndex.key(name.name()), absent -> new ArrayList<>(2))
        .add(new Meaning(name, layer));
  }

  /** What can be seen of the meanings of a name, each place once; found when it is asked for. */
  private List<EverydayName> seen(String key) {
    List<EverydayName> seen = new ArrayList<>();
    for (Meaning meaning : byKey.getOrDefault(key, List.of())) {
      EverydayName name = meaning.name();
      if (!isHidden(name, meaning.layer())
          && !isRegistered(key, name.port())
          && seen.stream()
              .noneMatch(
                  other -> other.port() == name.port() && other.transport() == name.transport())) {
        seen.add(name);
      }
    }
    seen.sort(ORDER);
    return Collections.unmodifiableList(seen);
  }

  private boolean isRegistered(String key, int port) {
    return layers.entries(port).stream()
        .anyMatch(row -> NameIndex.key(row.serviceName()).equals(key));
  }

  /** A table above that gives the port to another service takes the port's names away too. */
  private boolean isHidden(EverydayName name, int layer) {
    if (!layers.speakOf(name.port(), name.transport(), layer)) {
      return false;
    }
    List<RegistryRow> beneath = layers.table(layer).entries(name.port());
    for (RegistryRow row : layers.entries(name.port())) {
      for (RegistryRow old : beneath) {
        if (row.isFor(name.transport())
            && old.isFor(name.transport())
            && !row.serviceName().isEmpty()
            && row.serviceName().equalsIgnoreCase(old.serviceName())) {
          return false;
        }
      }
    }
    return true;
  }

  /** Returns what a name stands for, by port and transport; empty if it is none. */
  List<EverydayName> of(String name) {
    return seen(NameIndex.key(name));
  }

  /** Returns all names in alphabetical order, each with what it stands for. */
  List<EverydayName> all() {
    return byKey.keySet().stream().flatMap(key -> seen(key).stream()).toList();
  }
}
