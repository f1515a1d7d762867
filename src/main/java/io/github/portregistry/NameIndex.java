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
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows of a service name in any case; they become objects when the name is first asked
 * for.
 *
 * <p>Thread-safe: the chains are complete when the constructor returns, and every thread would
 * compute an equal immutable list for a name.
 */
final class NameIndex {

  /** The most rows of other names that are kept with a name's own. */
  private static final int MANY = 64;

  /** A length that a chain reaches only by attack, or by many rows of one name. */
  private static final int LONG = 64;

  private final Layers layers;
  private final List<Layers.Visibility> visibilities = new ArrayList<>();

  // All rows with a name, in chains by its hash code. Creating a string for each name would take
  // longer than the answer.

  /** The place of each row: the layer in the upper 32 bits, the offset in the lower. */
  private final long[] places;

  private final int[] hashes;

  /** The index of the previous row in the chain, plus 1; 0 for none. */
  private final int[] before;

  /** The index of the last row of each chain, plus 1. */
  private final int[] last;

  /** The rows of the names asked for so far, by the name in lower case. */
  private final Map<String, Rows> asked = new ConcurrentHashMap<>();

  /** Created when an unknown name is first asked for; two threads may create one each. */
  private @Nullable Spellings spellings;

  /** The rows of one name. */
  private static final class Rows {
    private final long[] places;

    /** The visible rows of the name itself. */
    private @Nullable List<Assignment> own;

    /** The visible rows of the name and of the names that it is an alias of. */
    @Nullable List<Assignment> services;

    Rows(long[] places) {
      this.places = places;
    }
  }

  NameIndex(Layers layers) {
    this.layers = layers;
    long[] found = new long[16_384];
    int[] codes = new int[16_384];
    int count = 0;
    for (int layer = 0; layer < layers.count(); layer++) {
      PortTable table = layers.table(layer);
      for (int offset = table.first(); offset < table.end(); offset = table.after(offset)) {
        int code = table.nameHash(offset);
        if (code != 0 || table.isNamed(offset)) {
          if (count == found.length) {
            found = Arrays.copyOf(found, 2 * count);
            codes = Arrays.copyOf(codes, 2 * count);
          }
          found[count] = (long) layer << Integer.SIZE | offset;
          codes[count++] = code;
        }
      }
      visibilities.add(layers.visibility(layer));
    }
    places = Arrays.copyOf(found, count);
    hashes = Arrays.copyOf(codes, count);
    before = new int[count];
    last = new int[Math.max(2, Integer.highestOneBit(count) << 1)];
    if (chain() > LONG) {
      findByText();
    }
  }

  /** Builds the chains, and returns the length of the longest. */
  private int chain() {
    int[] lengths = new int[last.length];
    int longest = 0;
    for (int row = 0; row < places.length; row++) {
      int chain = hashes[row] & (last.length - 1);
      before[row] = last[chain];
      last[chain] = row + 1;
      longest = Math.max(longest, ++lengths[chain]);
    }
    return longest;
  }

  /**
   * Replaces the chains by strings, because a table can have thousands of names with one hash code.
   */
  private void findByText() {
    Map<String, List<Long>> byName = new HashMap<>();
    for (int row = 0; row < places.length; row++) {
      byName.computeIfAbsent(name(row), absent -> new ArrayList<>(2)).add(places[row]);
    }
    byName.forEach(
        (name, rows) ->
            asked.put(name, new Rows(rows.stream().mapToLong(Long::longValue).toArray())));
    Arrays.fill(last, 0);
  }

  /** The rows of a name in lower case; null if no row has the name. */
  private @Nullable Rows rows(String name) {
    Rows rows = asked.get(name);
    if (rows == null) {
      rows = collected(name);
      if (rows != null) {
        Rows other = asked.putIfAbsent(name, rows);
        rows = other != null ? other : rows;
      }
    }
    return rows;
  }

  private @Nullable Rows collected(String name) {
    int hash = name.hashCode();
    long[] found = new long[2];
    int size = 0;
    for (int row = last[hash & (last.length - 1)] - 1; row >= 0; row = before[row] - 1) {
      if (hashes[row] == hash && name(row).equals(name)) {
        if (size == found.length) {
          found = Arrays.copyOf(found, 2 * size);
        }
        found[size++] = places[row];
      }
    }
    if (size == 0) {
      return null;
    }
    long[] inOrder = new long[size];
    for (int i = 0; i < size; i++) {
      inOrder[i] = found[size - 1 - i];
    }
    return new Rows(inOrder);
  }

  private String name(int row) {
    PortTable table = layers.table((int) (places[row] >> Integer.SIZE));
    return table.serviceName((int) places[row]).toLowerCase(Locale.ROOT);
  }

  /** Returns the rows of a name and of what it is an alias of; see {@link PortRegistry#service}. */
  List<Assignment> find(String serviceName) {
    Rows rows = asked.get(serviceName);
    if (rows == null) {
      rows = rows(serviceName.toLowerCase(Locale.ROOT));
    }
    if (rows == null) {
      String name = spellings().find(serviceName);
      rows = name == null ? null : rows(name);
    }
    if (rows == null) {
      return List.of();
    }
    List<Assignment> services = rows.services;
    if (services == null) {
      services = withAliasesResolved(rows);
      // Not kept for many rows: many names can be aliases of one with many rows, or form a long
      // chain of aliases.
      if (services.size() <= rows.places.length + MANY) {
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
          Rows target = rows(row.aliasOf().toLowerCase(Locale.ROOT));
          if (target != null) {
            open.add(target);
          }
        }
      }
    }
    return sorted(services);
  }

  /** Returns rows by standing, then in registry order; rows without a port are at the end. */
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

  /** Whether a row is from an overlay; rows that it hides are not visible. */
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

  /** Returns the key of a name: in lower case, with one kind of separator. */
  static String key(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-').replace('.', '-').replace(' ', '-');
  }

  private Spellings spellings() {
    Spellings made = spellings;
    if (made == null) {
      Set<String> names = new TreeSet<>();
      for (int row = 0; row < places.length; row++) {
        names.add(name(row));
      }
      made = new Spellings(names);
      spellings = made;
    }
    return made;
  }

  /** Finds names that differ only in separators. */
  private static final class Spellings {
    private final Map<String, String> byKey = new HashMap<>();

    /** Sorted, so that of two names with one key the one with a hyphen is found. */
    Spellings(Set<String> names) {
      for (String name : names) {
        String key = key(name);
        if (key.indexOf('-') >= 0) {
          byKey.putIfAbsent(key, name);
        }
      }
    }

    @Nullable String find(String name) {
      return byKey.get(key(name));
    }
  }

  private List<Assignment> own(Rows rows) {
    List<Assignment> own = rows.own;
    if (own == null) {
      List<Assignment> visible = new ArrayList<>();
      for (long place : rows.places) {
        int layer = (int) (place >> Integer.SIZE);
        RegistryRow entry = layers.table(layer).entry((int) place);
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
