package io.github.portregistry;

import io.github.portregistry.csv.RowFormat;
import io.github.portregistry.fact.EverydayFormat;
import io.github.portregistry.fact.FactLayers;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.Facts;
import io.github.portregistry.fact.UseFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Finds the ports that everyday names stand for: names of the table first, then common names of
 * observed uses.
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

  /** The rows that have a name, by {@link NameIndex#key}, the topmost layer first. */
  private final Map<String, List<Place>> byKey = new HashMap<>();

  /** A row of a table that has a name; it is decoded when the name is asked for. */
  private record Place(FactTable<?> table, int row, int nameColumn, int layer) {}

  EverydayNames(Layers layers, FactLayers facts) {
    this.layers = layers;
    for (int layer = 0; layer < layers.count(); layer++) {
      Facts own = facts.of(layer);
      add(own.names(), EverydayFormat.NAME, layer);
      add(own.uses(), UseFormat.COMMON_NAME, layer);
    }
  }

  private void add(FactTable<?> table, int nameColumn, int layer) {
    FactTable.Walk walk = table.walk();
    while (walk.next()) {
      String name = walk.text(nameColumn);
      if (!name.isEmpty()) {
        String key = NameIndex.key(name);
        List<Place> places = byKey.get(key);
        if (places == null) {
          places = new ArrayList<>(2);
          byKey.put(key, places);
        }
        places.add(new Place(table, walk.row(), nameColumn, layer));
      }
    }
  }

  /** The visible meanings of a name, each port and transport once. */
  private List<EverydayName> seen(String key) {
    List<Place> places = byKey.get(key);
    if (places == null) {
      return List.of();
    }
    List<EverydayName> seen = new ArrayList<>();
    for (Place place : places) {
      for (EverydayName name : names(place)) {
        if (!isHidden(name, place.layer())
            && !isRegistered(key, name.port())
            && !isAmong(seen, name)) {
          seen.add(name);
        }
      }
    }
    seen.sort(ORDER);
    return Collections.unmodifiableList(seen);
  }

  /**
   * The names of a row: one for each of its ports and transports, with the first of its sources.
   */
  private static List<EverydayName> names(Place place) {
    FactTable.Walk row = place.table().walk();
    row.moveTo(place.row());
    String name = row.text(place.nameColumn());
    // In both tables, the sources follow the name.
    String sources = row.text(place.nameColumn() + 1);
    int bar = sources.indexOf(RowFormat.LIST_SEPARATOR);
    String source = bar < 0 ? sources : sources.substring(0, bar);
    String of = row.text(UseFormat.TRANSPORT);
    List<EverydayName> names = new ArrayList<>(2);
    for (int port = row.firstPort(); port <= row.lastPort(); port++) {
      for (Transport transport : Transport.values()) {
        if (of.isEmpty() || of.equals(transport.keyword())) {
          names.add(new EverydayName(name, port, transport, source));
        }
      }
    }
    return names;
  }

  /** Whether the list already has a name with the same port and transport. */
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

  /** Whether a table above gives the port to another service, which hides its names. */
  private boolean isHidden(EverydayName name, int layer) {
    if (!layers.speakOf(name.port(), name.transport(), layer)) {
      return false;
    }
    List<RegistryRow> below = layers.table(layer).entries(name.port());
    for (RegistryRow row : layers.entries(name.port())) {
      for (RegistryRow old : below) {
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

  /** Returns the meanings of a name, by port and transport; empty if it is not an everyday name. */
  List<EverydayName> of(String name) {
    return seen(NameIndex.key(name));
  }

  /** Returns all names in alphabetical order, each with its meanings. */
  List<EverydayName> all() {
    List<EverydayName> all = new ArrayList<>();
    for (String key : new TreeSet<>(byKey.keySet())) {
      all.addAll(seen(key));
    }
    return Collections.unmodifiableList(all);
  }
}
