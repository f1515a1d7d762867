package io.github.portregistry;

import io.github.portregistry.csv.RowFormat;
import io.github.portregistry.fact.FactTable;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names of dominant observed uses, found without allocating anything. */
final class DominantNames {

  private static final int TRANSPORTS = Transport.values().length;

  /** An open hash table: a key and, at the same place, its name; 0 where there is none. */
  private final int[] keys;

  private final @Nullable String[] names;

  /**
   * Collects the names of some layers, the topmost first; what a layer above says of a port and
   * transport hides a name beneath.
   */
  DominantNames(PortTable[] tables) {
    Map<Integer, String> found = new HashMap<>();
    for (int layer = tables.length - 1; layer >= 0; layer--) {
      for (FactTable.Row<ObservedUse> row : tables[layer].facts().uses().rows()) {
        if (!row.fact().commonName().isEmpty()) {
          add(row, tables, layer, found);
        }
      }
    }
    int size = Integer.highestOneBit(Math.max(16, 4 * found.size()));
    keys = new int[size];
    names = new String[size];
    found.forEach(this::put);
  }

  private static void add(
      FactTable.Row<ObservedUse> row, PortTable[] tables, int layer, Map<Integer, String> found) {
    for (int port = row.ports().first(); port <= row.ports().last(); port++) {
      for (Transport transport : Transport.values()) {
        if (row.fact().isFor(transport) && !Layers.speakOf(port, transport, tables, layer)) {
          found.put(key(port, transport), row.fact().commonName());
        }
      }
    }
  }

  /** Never 0. */
  private static int key(int port, Transport transport) {
    return port * TRANSPORTS + RowFormat.order(transport) + 1;
  }

  private int place(int key) {
    return ((key * 0x9E3779B9) >>> 12) & (keys.length - 1);
  }

  private void put(int key, String name) {
    int at = place(key);
    while (keys[at] != 0) {
      at = (at + 1) & (keys.length - 1);
    }
    keys[at] = key;
    names[at] = name;
  }

  /** Returns the name of a port's dominant use; null if it has none. */
  @Nullable String get(int port, Transport transport) {
    int key = key(port, transport);
    int at = place(key);
    while (keys[at] != 0) {
      if (keys[at] == key) {
        return names[at];
      }
      at = (at + 1) & (keys.length - 1);
    }
    return null;
  }
}
