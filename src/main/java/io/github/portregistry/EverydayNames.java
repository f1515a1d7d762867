package io.github.portregistry;

import io.github.portregistry.csv.RowFormat;
import io.github.portregistry.fact.FactLayers;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.Facts;
import io.github.portregistry.fact.UseFormat;
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

  /** By port, then by transport. */
  private static final Comparator<EverydayName> ORDER =
      new Comparator<>() {
        @Override
        public int compare(EverydayName a, EverydayName b) {
          int order = Integer.compare(a.port(), b.port());
          return order != 0 ? order : a.transport().compareTo(b.transport());
        }
      };

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
      FactTable.Walk uses = own.uses().walk();
      while (uses.next()) {
        addCommonName(uses, layer);
      }
    }
  }

  private void addCommonName(FactTable.Walk use, int layer) {
    String name = use.text(UseFormat.COMMON_NAME);
    if (name.isEmpty()) {
      return;
    }
    String sources = use.text(UseFormat.SOURCES);
    int bar = sources.indexOf(RowFormat.LIST_SEPARATOR);
    String source = bar < 0 ? sources : sources.substring(0, bar);
    String of = use.text(UseFormat.TRANSPORT);
    for (int port = use.firstPort(); port <= use.lastPort(); port++) {
      for (Transport transport : Transport.values()) {
        if (of.isEmpty() || of.equals(transport.keyword())) {
          add(new EverydayName(name, port, transport, source), layer);
        }
      }
    }
  }

  private void add(EverydayName name, int layer) {
    String key = NameIndex.key(name.name());
    List<Meaning> meanings = byKey.get(key);
    if (meanings == null) {
      meanings = new ArrayList<>(2);
      byKey.put(key, meanings);
    }
    meanings.add(new Meaning(name, layer));
  }

  /** What can be seen of the meanings of a name, each place once; found when it is asked for. */
  private List<EverydayName> seen(String key) {
    List<EverydayName> seen = new ArrayList<>();
    for (Meaning meaning : byKey.getOrDefault(key, List.of())) {
      EverydayName name = meaning.name();
      if (!isHidden(name, meaning.layer())
          && !isRegistered(key, name.port())
          && !isAmong(seen, name)) {
        seen.add(name);
      }
    }
    seen.sort(ORDER);
    return Collections.unmodifiableList(seen);
  }

  /** Whether a name with the port and transport of another is there already. */
  private static boolean isAmong(List<EverydayName> seen, EverydayName name) {
    for (EverydayName other : seen) {
      if (ORDER.compare(other, name) == 0) {
        return true;
      }
    }
    return false;
  }

  private boolean isRegistered(String key, int port) {
    for (RegistryRow row : layers.entries(port)) {
      if (NameIndex.key(row.serviceName()).equals(key)) {
        return true;
      }
    }
    return false;
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
    List<EverydayName> all = new ArrayList<>();
    for (String key : byKey.keySet()) {
      all.addAll(seen(key));
    }
    return Collections.unmodifiableList(all);
  }
}
