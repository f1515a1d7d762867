package io.github.portregistry;

import io.github.portregistry.csv.RowFormat;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows of a service name, whatever its case; they become objects when the name is first
 * asked for.
 *
 * <p>Thread-safe: the map is complete when the constructor returns, and a name's list is set to an
 * immutable one that any thread would make alike.
 */
final class NameIndex {

  /** How many rows more than its own a name may have for them to be kept. */
  private static final int MANY = 64;

  private final Layers layers;
  private final List<Layers.Visibility> visibilities = new ArrayList<>();
  private final Map<String, Rows> names = new HashMap<>();

  /** Made when a name is first asked for that is none; two threads may make one each. */
  private @Nullable Spellings spellings;

  /** The rows of one name. */
  private static final class Rows {
    private long[] places = new long[2];
    private int count;

    /** The rows of the name itself, as far as they can be seen. */
    private @Nullable List<Assignment> own;

    /** Those with the rows of what it is an alias of. */
    @Nullable List<Assignment> services;

    void add(int layer, int offset) {
      if (count == places.length) {
        places = Arrays.copyOf(places, 2 * count);
      }
      places[count++] = (long) layer << Integer.SIZE | offset;
    }
  }

  NameIndex(Layers layers) {
    this.layers = layers;
    for (int layer = 0; layer < layers.count(); layer++) {
      add(layer, layers.table(layer));
      visibilities.add(layers.visibility(layer));
    }
  }

  private void add(int layer, PortTable table) {
    for (int offset = table.first(); offset < table.end(); offset = table.after(offset)) {
      String name = table.serviceName(offset);
      if (!name.isEmpty()) {
        String key = name.toLowerCase(Locale.ROOT);
        Rows rows = names.get(key);
        if (rows == null) {
          rows = new Rows();
          names.put(key, rows);
        }
        rows.add(layer, offset);
      }
    }
  }

  /** Returns the rows of a name and of what it is an alias of; see {@link PortRegistry#service}. */
  List<Assignment> find(String serviceName) {
    Rows rows = names.get(serviceName);
    if (rows == null) {
      rows = names.get(serviceName.toLowerCase(Locale.ROOT));
    }
    if (rows == null) {
      rows = spellings().find(serviceName);
    }
    if (rows == null) {
      return List.of();
    }
    List<Assignment> services = rows.services;
    if (services == null) {
      services = withAliasesResolved(rows);
      // Many names can be aliases of one that has many rows, or of one another in a long row.
      if (services.size() <= rows.count + MANY) {
        rows.services = services;
      }
    }
    return services;
  }

  private List<Assignment> withAliasesResolved(Rows asked) {
    List<Assignment> services = new ArrayList<>();
    Set<Rows> seen = new HashSet<>();
    Deque<Rows> open = new ArrayDeque<>();
    open.add(asked);
    while (!open.isEmpty()) {
      Rows rows = open.remove();
      if (seen.add(rows)) {
        for (Assignment row : own(rows)) {
          services.add(row);
          Rows target = names.get(row.aliasOf().toLowerCase(Locale.ROOT));
          if (target != null) {
            open.add(target);
          }
        }
      }
    }
    return sorted(services);
  }

  /** Returns rows by standing, then in registry order; those without a port are at the end. */
  List<Assignment> sorted(List<Assignment> services) {
    if (services.size() > 1) {
      services.sort(new ByStanding());
    }
    return List.copyOf(services);
  }

  /** The order of {@link #sorted}. */
  private final class ByStanding implements Comparator<Assignment> {

    private final Comparator<RegistryRow> tableOrder = RowFormat.tableOrder();

    @Override
    public int compare(Assignment a, Assignment b) {
      int order = Boolean.compare(a.ports() == null, b.ports() == null);
      order = order != 0 ? order : Boolean.compare(isOver(b), isOver(a));
      order = order != 0 ? order : Integer.compare(a.liveness().rank(), b.liveness().rank());
      order = order != 0 ? order : tableOrder.compare(a, b);
      return order != 0 ? order : Integer.compare(a.primaryRank(), b.primaryRank());
    }
  }

  /** Whether a row is one of a table that lies over another: what it hides cannot be seen. */
  private boolean isOver(Assignment row) {
    PortSpan ports = row.ports();
    Transport transport = row.transport();
    if (ports == null || layers.count() == 1) {
      return false;
    }
    for (int port = ports.first(); port <= ports.last(); port++) {
      if (!layers.isOverlaid(port, transport == null ? Transport.TCP : transport)) {
        return false;
      }
    }
    return true;
  }

  /** Returns a name as it is compared with others: in small letters, all separators alike. */
  static String key(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-').replace('.', '-').replace(' ', '-');
  }

  private Spellings spellings() {
    Spellings made = spellings;
    if (made == null) {
      made = new Spellings(names);
      spellings = made;
    }
    return made;
  }

  /** Finds a name whose separators are written in another way. */
  private static final class Spellings {
    private final Map<String, Rows> byKey = new HashMap<>();

    Spellings(Map<String, Rows> names) {
      // In order, so that of two names with one key the one with a hyphen is found.
      for (Map.Entry<String, Rows> name : new TreeMap<>(names).entrySet()) {
        String key = key(name.getKey());
        if (key.indexOf('-') >= 0) {
          byKey.putIfAbsent(key, name.getValue());
        }
      }
    }

    @Nullable Rows find(String name) {
      return byKey.get(key(name));
    }
  }

  private List<Assignment> own(Rows rows) {
    List<Assignment> own = rows.own;
    if (own == null) {
      List<Assignment> visible = new ArrayList<>();
      for (int i = 0; i < rows.count; i++) {
        int layer = (int) (rows.places[i] >> Integer.SIZE);
        RegistryRow entry = layers.table(layer).entry((int) rows.places[i]);
        for (RegistryRow row : visibilities.get(layer).visible(entry)) {
          visible.add((Assignment) row);
        }
      }
      own = List.copyOf(visible);
      rows.own = own;
    }
    return own;
  }
}
