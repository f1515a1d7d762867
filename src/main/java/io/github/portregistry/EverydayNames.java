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

  /** By {@link NameIndex#key}. */
  private final Map<String, List<EverydayName>> byKey = new TreeMap<>();

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
    byKey.replaceAll((key, names) -> names.stream().sorted(ORDER).toList());
  }

  private void addCommonName(FactTable.Row<ObservedUse> row, int layer) {
    ObservedUse use = row.fact();
    if (use.commonName().isEmpty()) {
      return;
    }
    for (int port = row.ports().first(); port <= row.ports().last(); port++) {
      for (Transport transport : Transport.values()) {
        // A source that names no transport means the two that everybody uses.
        boolean meant =
            use.transport() == null
                ? transport == Transport.TCP || transport == Transport.UDP
                : use.transport() == transport;
        if (meant) {
          add(new EverydayName(use.commonName(), port, transport, use.sources().get(0)), layer);
        }
      }
    }
  }

  private void add(EverydayName name, int layer) {
    String key = NameIndex.key(name.name());
    if (isHidden(name, layer) || isRegistered(key, name.port())) {
      return;
    }
    List<EverydayName> names = byKey.computeIfAbsent(key, absent -> new ArrayList<>(2));
    for (EverydayName other : names) {
      if (other.port() == name.port() && other.transport() == name.transport()) {
        return;
      }
    }
    names.add(name);
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
    return byKey.getOrDefault(NameIndex.key(name), List.of());
  }

  /** Returns all names in alphabetical order, each with what it stands for. */
  List<EverydayName> all() {
    List<EverydayName> all = new ArrayList<>();
    byKey.values().forEach(all::addAll);
    return Collections.unmodifiableList(all);
  }
}
