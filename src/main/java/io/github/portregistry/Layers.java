package io.github.portregistry;

import io.github.portregistry.csv.OneLine;
import io.github.portregistry.csv.RowFormat;
import io.github.portregistry.csv.Rows;
import io.github.portregistry.fact.Facts;
import io.github.portregistry.fact.PortEvidence;
import io.github.portregistry.fact.RelatedFormat;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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
  List<RegistryRow> entries(int port) {
    List<RegistryRow> visible = entries(port, tables.length);
    visible.sort(RowFormat.tableOrder());
    return visible;
  }

  private List<RegistryRow> entries(int port, int count) {
    List<RegistryRow> visible = tables[0].entries(port);
    for (int layer = 1; layer < count; layer++) {
      List<RegistryRow> beneath = tables[layer].entries(port);
      visible = visible.isEmpty() ? beneath : over(visible, beneath);
    }
    return visible;
  }

  /** Joins the rows of one port; a row for all transports keeps those that the upper rows leave. */
  private static List<RegistryRow> over(List<RegistryRow> upper, List<RegistryRow> lower) {
    List<RegistryRow> visible = new ArrayList<>(upper);
    for (RegistryRow entry : lower) {
      List<Transport> left = transportsLeft(upper, entry);
      if (left.size() == TRANSPORTS.length || (!left.isEmpty() && entry.transport() != null)) {
        visible.add(entry);
      } else {
        for (Transport transport : left) {
          if (entry instanceof Assignment || !hasRowFor(lower, transport)) {
            visible.add(Rows.withTransport(entry, transport));
          }
        }
      }
    }
    return visible;
  }

  /**
   * Whether a row without a name is for just this transport: what it says goes before what a row
   * for all says, which could not be told any more once that one is for this transport too.
   */
  private static boolean hasRowFor(List<RegistryRow> entries, Transport transport) {
    for (RegistryRow entry : entries) {
      if (entry instanceof UnnamedEntry && entry.transport() == transport) {
        return true;
      }
    }
    return false;
  }

  /** The transports of an entry of which no upper row speaks. */
  private static List<Transport> transportsLeft(List<RegistryRow> upper, RegistryRow entry) {
    List<Transport> left = new ArrayList<>(TRANSPORTS.length);
    for (Transport transport : TRANSPORTS) {
      if (entry.isFor(transport) && !speakOf(upper, transport)) {
        left.add(transport);
      }
    }
    return left;
  }

  private static boolean speakOf(List<RegistryRow> upper, Transport transport) {
    for (RegistryRow entry : upper) {
      if (entry.isFor(transport)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the rows that can be seen and name a service, in registry order. */
  Stream<Assignment> assignments() {
    if (tables.length == 1) {
      return named(0).map(Assignment.class::cast);
    }
    Stream<RegistryRow> all = Stream.empty();
    for (int layer = 0; layer < tables.length; layer++) {
      all = Stream.concat(all, named(layer).flatMap(new Visibility(layer)::visible));
    }
    return all.sorted(RowFormat.tableOrder()).map(Assignment.class::cast);
  }

  private Stream<RegistryRow> named(int layer) {
    return tables[layer].entries().filter(Assignment.class::isInstance);
  }

  /** Returns the ports of the rows in any layer that pass a test, the hidden ones among them. */
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
    List<FormerAssignment> all = new ArrayList<>();
    for (PortTable table : tables) {
      for (FormerAssignment former : table.facts().former().of(port)) {
        if (all.stream().noneMatch(former::saysTheSameAs)) {
          all.add(former);
        }
      }
    }
    return List.copyOf(all);
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

  /** Whether a row of the first tables, down to one that is not asked, is for a port. */
  static boolean speakOf(int port, Transport transport, PortTable[] tables, int above) {
    for (int layer = 0; layer < above; layer++) {
      if (speakOf(tables[layer].entries(port), transport)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a row of a table that lies over another is for a port and transport. */
  boolean isOverlaid(int port, Transport transport) {
    return speakOf(port, transport, tables, tables.length - 1);
  }

  /** Returns the observed uses that any layer records for a port, the dominant ones first. */
  List<ObservedUse> observedUses(int port) {
    List<ObservedUse> all = new ArrayList<>();
    for (int layer = 0; layer < tables.length; layer++) {
      for (ObservedUse use : tables[layer].facts().uses().of(port)) {
        if (!all.contains(use)) {
          all.addAll(seen(use, port, layer));
        }
      }
    }
    return all.stream()
        .sorted(Comparator.comparing((ObservedUse use) -> use.commonName().isEmpty()))
        .toList();
  }

  /** What a layer above gives a port to is what is mostly met there, whatever else is met. */
  private List<ObservedUse> seen(ObservedUse use, int port, int layer) {
    if (use.commonName().isEmpty() || layer == 0) {
      return List.of(use);
    }
    EnumSet<Transport> left = EnumSet.noneOf(Transport.class);
    EnumSet<Transport> hidden = EnumSet.noneOf(Transport.class);
    for (Transport transport : TRANSPORTS) {
      if (use.isFor(transport)) {
        (speakOf(port, transport, tables, layer) ? hidden : left).add(transport);
      }
    }
    if (hidden.isEmpty()) {
      return List.of(use);
    }
    if (left.isEmpty()) {
      return List.of(use.with(use.transport(), ""));
    }
    return Stream.concat(
            left.stream().map(transport -> use.with(transport, use.commonName())),
            hidden.stream().map(transport -> use.with(transport, "")))
        .toList();
  }

  /**
   * Returns the evidence that any layer has for a port and its services.
   *
   * @param transport the transport that is asked for; null for all
   */
  List<Evidence> evidence(int port, List<Assignment> services, @Nullable Transport transport) {
    return distinct(facts -> PortEvidence.of(facts, port, services, transport).stream());
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

    private Visibility(int layer) {
      this.layer = layer;
      for (int above = 0; above < layer; above++) {
        named(above)
            .filter(entry -> entry.ports() == null)
            .forEach(entry -> namesAbove.add(key(entry, entry.transport())));
      }
    }

    /**
     * Returns what is to be seen of a row: the row itself, unless it holds for all transports and
     * some of them are hidden on each of its ports; then the row for each of the others. Nothing if
     * all of it is hidden.
     */
    Stream<RegistryRow> visible(RegistryRow entry) {
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
      for (int port = ports.first(); port <= ports.last(); port++) {
        left.addAll(transportsLeft(entries(port, layer), entry));
      }
      return left.isEmpty() || (entry.transport() == null && left.size() < TRANSPORTS.length)
          ? left.stream().map(transport -> Rows.withTransport(entry, transport))
          : Stream.of(entry);
    }

    private static String key(RegistryRow entry, @Nullable Transport transport) {
      return entry.serviceName().toLowerCase(Locale.ROOT) + '/' + RowFormat.text(transport);
    }
  }

  /** What each table is called and how many rows it has. */
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
