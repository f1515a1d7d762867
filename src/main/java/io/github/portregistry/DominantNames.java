package io.github.portregistry;

import io.github.portregistry.csv.RowFormat;
import io.github.portregistry.fact.FactLayers;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.UseFormat;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The names of dominant observed uses, found by one array read. */
final class DominantNames {

  private static final Transport[] TRANSPORTS = Transport.values();

  /** By transport, then by port; each array ends at the highest port with a name. */
  private final @Nullable String[][] names = new String[TRANSPORTS.length][0];

  /**
   * Collects the names of some layers, the topmost first. A row of a layer hides the names below it
   * for its ports and transport.
   */
  DominantNames(Layers layers, FactLayers facts) {
    for (int layer = layers.count() - 1; layer >= 0; layer--) {
      FactTable.Walk uses = facts.of(layer).uses().walk();
      while (uses.next()) {
        String name = uses.text(UseFormat.COMMON_NAME);
        if (!name.isEmpty()) {
          add(uses, name, layers, layer);
        }
      }
    }
  }

  private void add(FactTable.Walk use, String name, Layers layers, int layer) {
    String of = use.text(UseFormat.TRANSPORT);
    for (Transport transport : TRANSPORTS) {
      if (of.isEmpty() || of.equals(transport.keyword())) {
        for (int port = use.firstPort(); port <= use.lastPort(); port++) {
          if (!layers.speakOf(port, transport, layer)) {
            put(port, RowFormat.order(transport), name);
          }
        }
      }
    }
  }

  private void put(int port, int transport, String name) {
    if (port >= names[transport].length) {
      int length = Math.max(1024, Integer.highestOneBit(port) << 1);
      names[transport] = Arrays.copyOf(names[transport], length);
    }
    names[transport][port] = name;
  }

  /** Returns the name of a port's dominant use; null if it has none or is not a port number. */
  @SuppressWarnings("EnumOrdinal")
  @Nullable String get(int port, Transport transport) {
    @Nullable String[] ofTransport = names[transport.ordinal()];
    return port >= 0 && port < ofTransport.length ? ofTransport[port] : null;
  }
}
