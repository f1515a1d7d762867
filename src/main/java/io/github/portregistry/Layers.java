package io.github.portregistry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a registry, the topmost first: a row hides what the tables beneath say of the same
 * port and transport.
 */
final class Layers {

  private static final Transport[] TRANSPORTS = Transport.values();

  private final PortTable[] tables;

  /** Rows for all transports that were made for some, by the place of the transport. */
  private final IdentityHashMap<Entry, @Nullable Entry[]> parts = new IdentityHashMap<>();

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

  /** What the tables are called, the topmost first. */
  List<String> sources() {
    return Stream.of(tables).map(PortTable::source).toList();
  }

  /** Returns the rows that hold for a port, in table order. */
  List<Entry> entries(int port) {
    List<Entry> visible = entries(port, tables.length);
    visible.sort(RowFormat.tableOrder());
    return visible;
  }

  private List<Entry> entries(int port, int count) {
    List<Entry> visible = tables[0].entries(port);
    for (int layer = 1; layer < count; layer++) {
      List<Entry> beneath = tables[layer].entries(port);
      visible = visible.isEmpty() ? beneath : over(visible, beneath);
    }
    return visible;
  }

  /** Joins the rows of one port; a row for all transports keeps those that the upper rows leave. */
  private List<Entry> over(List<Entry> upper, List<Entry> lower) {
    Set<Transport> left = EnumSet.allOf(Transport.class);
    upper.forEach(entry -> left.removeIf(entry::isFor));
    if (left.isEmpty()) {
      return upper;
    }
    Set<Transport> unnamed = EnumSet.noneOf(Transport.class);
    for (Entry entry : lower) {
      Transport transport = entry.transport();
      if (entry instanceof UnnamedEntry && transport != null) {
        unnamed.add(transport);
      }
    }
    List<Entry> visible = new ArrayList<>(upper);
    for (Entry entry : lower) {
      Transport only = entry.transport();
      if (only == null ? left.size() == TRANSPORTS.length : left.contains(only)) {
        visible.add(entry);
      } else if (only == null) {
        for (Transport transport : left) {
          // What a row without a name for just this transport says goes before what a row for all
          // says, which could not be told any more once that one is for this transport too.
          if (entry instanceof Assignment || !unnamed.contains(transport)) {
            visible.add(part(entry, transport));
          }
        }
      }
    }
    return visible;
  }

  /** The same row for one transport; the ports of a row share one object. */
  private Entry part(Entry entry, Transport transport) {
    synchronized (parts) {
      @Nullable Entry[] ofRow =
          parts.computeIfAbsent(entry, absent -> new Entry[TRANSPORTS.length]);
      Entry part = ofRow[transport.index];
      if (part == null) {
        part = entry.withTransport(transport);
        ofRow[transport.index] = part;
      }
      return part;
    }
  }

  /** Returns the rows that can be seen and name a service, in registry order. */
  Stream<Assignment> assignments() {
    if (tables.length == 1) {
      return named(0).map(Assignment.class::cast);
    }
    Stream<Entry> all = Stream.empty();
    for (int layer = 0; layer < tables.length; layer++) {
      all = Stream.concat(all, named(layer).flatMap(new Visibility(layer)::visible));
    }
    return all.sorted(RowFormat.tableOrder()).map(Assignment.class::cast);
  }

  private Stream<Entry> named(int layer) {
    return tables[layer].entries().filter(Assignment.class::isInstance);
  }

  /** Returns the ports of the rows in any layer that pass a test, the hidden ones among them. */
  BitSet portsOf(Predicate<Entry> test) {
    BitSet ports = new BitSet();
    Stream.of(tables)
        .flatMap(PortTable::entries)
        .filter(test)
        .map(Entry::ports)
        .filter(Objects::nonNull)
        .forEach(span -> ports.set(span.first(), span.last() + 1));
    return ports;
  }

  /** Returns the ports of the observed uses in any layer that pass a test. */
  BitSet portsOfUses(Predicate<ObservedUse> test) {
    BitSet ports = new BitSet();
    Stream.of(tables)
        .flatMap(table -> table.facts().uses().rows().stream())
        .filter(row -> test.test(row.fact()))
        .forEach(row -> ports.set(row.ports().first(), row.ports().last() + 1));
    return ports;
  }

  /** Returns the former assignments that any layer records for a port, each told once. */
  List<FormerAssignment> formerAssignments(int port) {
    Map<FormerAssignment, FormerAssignment> all = new LinkedHashMap<>();
    for (PortTable table : tables) {
      for (FormerAssignment former : table.facts().former().of(port)) {
        all.putIfAbsent(former.withoutSource(), former);
      }
    }
    return List.copyOf(all.values());
  }

  /** Returns the ports that a service name had before, in any layer, whatever its case. */
  BitSet formerPorts(String serviceName) {
    BitSet ports = new BitSet();
    Stream.of(tables)
        .flatMap(table -> table.facts().former().rows().stream())
        .filter(row -> row.fact().serviceName().equalsIgnoreCase(serviceName))
        .forEach(row -> ports.set(row.ports().first(), row.ports().last() + 1));
    return ports;
  }

  /** Returns the observed uses that any layer records for a port, the dominant ones first. */
  List<ObservedUse> observedUses(int port) {
    return distinct(facts -> facts.uses().of(port).stream()).stream()
        .sorted(Comparator.comparing((ObservedUse use) -> use.commonName().isEmpty()))
        .toList();
  }

  /** Returns the evidence that any layer has for a port. */
  List<Evidence> evidence(PortRecord port) {
    return evidence(port, null);
  }

  /** The same of one transport only; of all if it is null. */
  List<Evidence> evidence(PortRecord port, @Nullable Transport transport) {
    return distinct(facts -> PortEvidence.of(facts, port, transport).stream());
  }

  /** Returns the relations that any layer records for a port. */
  List<RelatedPort> related(int port) {
    return distinct(facts -> facts.related().of(port).stream().map(RelatedFormat.Row::related));
  }

  /** Returns what the registry beneath changed about a port, with what is known of before. */
  List<RegistryChange> history(int port) {
    return distinct(facts -> facts.history().of(port, facts.former()).stream());
  }

  private <T> List<T> distinct(Function<Facts, Stream<T>> of) {
    return Stream.of(tables).map(PortTable::facts).flatMap(of).distinct().toList();
  }

  /** Returns what can tell which rows of a layer are hidden by those above. */
  Visibility visibility(int layer) {
    return new Visibility(layer);
  }

  /** Tells which rows of one layer can be seen through those above it. */
  final class Visibility {
    private final int layer;

    /** The names without a port above, with their transports. */
    private final Set<String> namesAbove = new HashSet<>();

    /** The ports of which a row above speaks, by the place of the transport. */
    private final BitSet[] portsAbove = new BitSet[TRANSPORTS.length];

    private Visibility(int layer) {
      this.layer = layer;
      Arrays.setAll(portsAbove, transport -> new BitSet());
      for (int above = 0; above < layer; above++) {
        named(above)
            .filter(entry -> entry.ports() == null)
            .forEach(entry -> namesAbove.add(key(entry, entry.transport())));
        for (Transport transport : TRANSPORTS) {
          tables[above].addPortsOf(transport, portsAbove[transport.index]);
        }
      }
    }

    /**
     * Returns what is to be seen of a row: the row itself, unless it holds for all transports and
     * some of them are hidden on each of its ports; then the row for each of the others. Nothing if
     * all of it is hidden.
     */
    Stream<Entry> visible(Entry entry) {
      PortSpan ports = entry.ports();
      if (layer == 0) {
        return Stream.of(entry);
      }
      if (ports == null) {
        boolean hidden =
            namesAbove.contains(key(entry, null))
                || namesAbove.contains(key(entry, entry.transport()));
        return hidden ? Stream.empty() : Stream.of(entry);
      }
      EnumSet<Transport> left = EnumSet.noneOf(Transport.class);
      for (Transport transport : TRANSPORTS) {
        int free = portsAbove[transport.index].nextClearBit(ports.first());
        if (entry.isFor(transport) && free <= ports.last()) {
          left.add(transport);
        }
      }
      return left.isEmpty() || (entry.transport() == null && left.size() < TRANSPORTS.length)
          ? left.stream().map(entry::withTransport)
          : Stream.of(entry);
    }

    private static String key(Entry entry, @Nullable Transport transport) {
      return entry.serviceName().toLowerCase(Locale.ROOT) + '/' + RowFormat.text(transport);
    }
  }
}
