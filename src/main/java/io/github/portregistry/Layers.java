package io.github.portregistry;

import io.github.portregistry.csv.OneLine;
import io.github.portregistry.csv.RowFormat;
import io.github.portregistry.csv.Rows;
import io.github.portregistry.fact.FactLayers;
import io.github.portregistry.fact.Facts;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a registry, the topmost first: a row hides what the tables below say about the same
 * port and transport.
 */
final class Layers implements FactLayers.Cover {

  private static final Transport[] TRANSPORTS = Transport.values();

  private final PortTable[] tables;

  /** Copies of rows for all transports that apply to one, by the place of the transport. */
  private final IdentityHashMap<RegistryRow, @Nullable RegistryRow[]> parts =
      new IdentityHashMap<>();

  private Layers(PortTable[] tables) {
    this.tables = tables;
  }

  static Layers of(PortTable[] tables) {
    return new Layers(tables);
  }

  int count() {
    return tables.length;
  }

  PortTable table(int layer) {
    return tables[layer];
  }

  /** The names of the tables, the topmost first. */
  List<String> sources() {
    List<String> sources = new ArrayList<>(tables.length);
    for (PortTable table : tables) {
      sources.add(table.name());
    }
    return List.copyOf(sources);
  }

  /** Returns the rows that apply to a port, in table order. */
  List<RegistryRow> entries(int port) {
    List<RegistryRow> visible = entries(port, tables.length);
    visible.sort(RowFormat.tableOrder());
    return visible;
  }

  private List<RegistryRow> entries(int port, int count) {
    List<RegistryRow> visible = tables[0].entries(port);
    for (int layer = 1; layer < count; layer++) {
      List<RegistryRow> below = tables[layer].entries(port);
      visible = visible.isEmpty() ? below : over(visible, below);
    }
    return visible;
  }

  /**
   * Joins the rows of one port; a row for all transports keeps the transports that the upper rows
   * do not cover.
   */
  private List<RegistryRow> over(List<RegistryRow> upper, List<RegistryRow> lower) {
    Set<Transport> left = EnumSet.allOf(Transport.class);
    for (Transport transport : TRANSPORTS) {
      if (speakOf(upper, transport)) {
        left.remove(transport);
      }
    }
    if (left.isEmpty()) {
      return upper;
    }
    Set<Transport> unnamed = EnumSet.noneOf(Transport.class);
    for (RegistryRow entry : lower) {
      Transport transport = entry.transport();
      if (entry instanceof UnnamedEntry && transport != null) {
        unnamed.add(transport);
      }
    }
    List<RegistryRow> visible = new ArrayList<>(upper);
    for (RegistryRow entry : lower) {
      Transport only = entry.transport();
      if (only == null ? left.size() == TRANSPORTS.length : left.contains(only)) {
        visible.add(entry);
      } else if (only == null) {
        for (Transport transport : left) {
          // A row without a name for just this transport takes precedence over one for all
          // transports. Once the latter is copied for this transport, the two could no longer be
          // told apart.
          if (entry instanceof Assignment || !unnamed.contains(transport)) {
            visible.add(part(entry, transport));
          }
        }
      }
    }
    return visible;
  }

  /** The row for one transport; the ports of a row share one object. */
  private RegistryRow part(RegistryRow entry, Transport transport) {
    synchronized (parts) {
      @Nullable RegistryRow[] ofRow = parts.get(entry);
      if (ofRow == null) {
        ofRow = new RegistryRow[TRANSPORTS.length];
        parts.put(entry, ofRow);
      }
      RegistryRow part = ofRow[RowFormat.order(transport)];
      if (part == null) {
        part = Rows.withTransport(entry, transport);
        ofRow[RowFormat.order(transport)] = part;
      }
      return part;
    }
  }

  private static boolean speakOf(List<RegistryRow> upper, Transport transport) {
    for (RegistryRow entry : upper) {
      if (entry.isFor(transport)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the visible rows that name a service, in registry order. */
  Stream<Assignment> assignments() {
    return rows(Assignment.class::isInstance).map(Assignment.class::cast);
  }

  /** Returns the visible rows, in registry order. */
  Stream<RegistryRow> rows() {
    return rows(row -> true);
  }

  private Stream<RegistryRow> rows(Predicate<RegistryRow> wanted) {
    if (tables.length == 1) {
      return tables[0].entries().filter(wanted);
    }
    Stream<RegistryRow> all = Stream.empty();
    for (int layer = 0; layer < tables.length; layer++) {
      all =
          Stream.concat(
              all, visible(tables[layer].entries().filter(wanted), new Visibility(layer)));
    }
    return all.sorted(RowFormat.tableOrder());
  }

  private static Stream<RegistryRow> visible(Stream<RegistryRow> rows, Visibility visibility) {
    return rows.flatMap(row -> visibility.visible(row).stream());
  }

  /** Returns the ports of the rows in any layer that pass a test, including hidden rows. */
  BitSet portsOf(Predicate<RegistryRow> test) {
    BitSet ports = new BitSet();
    Stream.of(tables)
        .flatMap(PortTable::entries)
        .filter(test)
        .map(RegistryRow::ports)
        .filter(Objects::nonNull)
        .forEach(span -> ports.set(span.first(), span.last() + 1));
    return ports;
  }

  /** Whether a table above another has a row for a port and transport. */
  @Override
  public boolean speakOf(int port, Transport transport, int above) {
    for (int layer = 0; layer < above; layer++) {
      if (speakOf(tables[layer].entries(port), transport)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the facts that are not in the rows, except those that the layers above hide. */
  FactLayers with(List<Facts> facts) {
    return new FactLayers(facts, this);
  }

  /** Whether the visible rows of a port and transport are those of a team's table. */
  boolean isOverlaid(int port, Transport transport) {
    for (int layer = 0; layer < tables.length - 1; layer++) {
      if (speakOf(tables[layer].entries(port), transport)) {
        return !tables[layer].isCopy();
      }
    }
    return false;
  }

  /** Returns which rows of a layer are hidden by the layers above. */
  Visibility visibility(int layer) {
    return new Visibility(layer);
  }

  /** Finds the rows of one layer that are visible through the layers above it. */
  final class Visibility {
    private final int layer;

    /** The names without a port above, with their transports. */
    private final Set<String> namesAbove = new HashSet<>();

    /** The ports of the rows above, by the place of the transport. */
    private final BitSet[] portsAbove = new BitSet[TRANSPORTS.length];

    private Visibility(int layer) {
      this.layer = layer;
      for (int transport = 0; transport < portsAbove.length; transport++) {
        portsAbove[transport] = new BitSet();
      }
      for (int above = 0; above < layer; above++) {
        PortTable table = tables[above];
        for (int row = table.firstWithoutPort(); row < table.end(); row = table.after(row)) {
          RegistryRow entry = table.entry(row);
          namesAbove.add(key(entry, entry.transport()));
        }
        for (Transport transport : TRANSPORTS) {
          table.addPortsOf(transport, portsAbove[RowFormat.order(transport)]);
        }
      }
    }

    /**
     * Returns the visible part of a row: the row itself, unless it applies to all transports and
     * some of them are hidden on each of its ports; then the row for each of the others; empty if
     * all of it is hidden.
     */
    List<RegistryRow> visible(RegistryRow entry) {
      PortSpan ports = entry.ports();
      if (layer == 0) {
        return List.of(entry);
      }
      if (ports == null) {
        boolean hidden =
            namesAbove.contains(key(entry, null))
                || namesAbove.contains(key(entry, entry.transport()));
        return hidden ? List.of() : List.of(entry);
      }
      List<Transport> left = new ArrayList<>(TRANSPORTS.length);
      for (Transport transport : TRANSPORTS) {
        int free = portsAbove[RowFormat.order(transport)].nextClearBit(ports.first());
        if (entry.isFor(transport) && free <= ports.last()) {
          left.add(transport);
        }
      }
      if (left.isEmpty() || (entry.transport() == null && left.size() < TRANSPORTS.length)) {
        List<RegistryRow> parts = new ArrayList<>(left.size());
        for (Transport transport : left) {
          parts.add(Rows.withTransport(entry, transport));
        }
        return parts;
      }
      return List.of(entry);
    }

    private static String key(RegistryRow entry, @Nullable Transport transport) {
      return entry.serviceName().toLowerCase(Locale.ROOT) + '/' + RowFormat.text(transport);
    }
  }

  /** Returns the name and number of rows of each table. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (PortTable table : tables) {
      long rows = table.offsets().count();
      text.append(text.length() > 0 ? " over " : "").append(OneLine.of(table.source()));
      text.append(" (").append(rows).append(rows == 1 ? " row)" : " rows)");
    }
    return text.toString();
  }
}
