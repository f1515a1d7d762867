package io.github.portregistry;

import io.github.portregistry.csv.Fields;
import io.github.portregistry.fact.Facts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table of registry rows, kept as the bytes of its canonical CSV; a row becomes an object when it
 * is asked for.
 *
 * <p>The ports are divided into runs of 64. The offset of each run's first row is known from the
 * beginning; the rows of a run are indexed when one of its ports is first asked for.
 *
 * <p>Immutable to its users, and thread-safe. The constructor trusts that the bytes are canonical;
 * {@link PortTableCsv} ensures it. This class is on the path to the first answer, so it uses as few
 * other classes as possible.
 */
final class PortTable {

  /** The number of runs, for 65,536 ports in all. */
  static final int RUNS = 1024;

  private static final int RUN_PORTS = 64;

  private static final int BLOCK_BYTES = 8192;

  private static final int COLUMNS = 15;
  private static final int TRANSPORT = 1;
  private static final int STATUS = 3;
  private static final int SERVICE_NAME = 4;
  private static final int REFERENCES = 10;
  private static final int ALIAS_OF = 13;

  private final String source;
  private final String name;
  private final byte[] csv;
  private final int[] starts;
  private final @Nullable Facts facts;
  private final @Nullable String statedSha256;
  private final int missingRows;

  /** For each run that is indexed, an offset and a span for each of its rows. */
  private final int[] @Nullable [] indexed = new int[RUNS][];

  /**
   * For each run, the rows that are already objects; a row belongs to the run of its first port.
   */
  private final @Nullable RegistryRow[] @Nullable [] made = new RegistryRow[RUNS][];

  /**
   * Creates a table of canonical bytes, which it does not copy.
   *
   * @param source the source of rows whose source column is blank
   * @param starts what {@link #startsOf} returns for the bytes
   * @param facts the facts that are not in the rows; null for the packaged ones, which no lookup
   *     loads
   * @param statedSha256 the SHA-256 of the bytes according to the provenance; null if there is none
   */
  PortTable(
      byte[] csv,
      String source,
      int[] starts,
      @Nullable Facts facts,
      @Nullable String statedSha256) {
    this(csv, source, source, starts, facts, statedSha256, 0);
  }

  private PortTable(
      byte[] csv,
      String source,
      String name,
      int[] starts,
      @Nullable Facts facts,
      @Nullable String statedSha256,
      int missingRows) {
    this.csv = csv;
    this.source = source;
    this.name = name;
    this.missingRows = missingRows;
    this.starts = starts;
    this.facts = facts;
    this.statedSha256 = statedSha256;
  }

  /**
   * Returns for each run the offset of the first row that covers a port in it or above it, and at
   * the end the offset of the names without a port.
   */
  static int[] startsOf(byte[] csv) {
    int[] starts = new int[RUNS + 1];
    int run = 0;
    int at = Fields.lineAfter(csv, 0);
    while (at < csv.length && csv[at] != ',') {
      int last = Fields.span(csv, at) & PortSpan.MAX_PORT;
      while (run <= last / RUN_PORTS) {
        starts[run++] = at;
      }
      at = Fields.lineAfter(csv, at);
    }
    while (run <= RUNS) {
      starts[run++] = at;
    }
    return starts;
  }

  /** Returns the source of rows whose source column is blank. */
  String source() {
    return source;
  }

  /** Returns the name of the table: its source, with the day if it is of an earlier day. */
  String name() {
    return name;
  }

  /** Returns the table with a day in its name; the source of the rows stays the same. */
  PortTable asOf(String day) {
    String nameOfDay = source + ", as of " + day;
    return new PortTable(csv, source, nameOfDay, starts, facts, statedSha256, missingRows);
  }

  /** Returns the table with other facts, and with the number of rows that seem to be missing. */
  PortTable with(Facts otherFacts, int missing) {
    return new PortTable(csv, source, name, starts, otherFacts, statedSha256, missing);
  }

  /** Returns the number of rows that seem to be missing; 0 if the table seems complete. */
  int missingRows() {
    return missingRows;
  }

  @Nullable String statedSha256() {
    return statedSha256;
  }

  /**
   * Whether this is a copy of the registry, and not a table of a team, which outranks the registry
   * on its ports.
   */
  boolean isCopy() {
    return facts == null || facts.history().isKnown();
  }

  /** The facts that are not in the rows of the table; null for the packaged ones. */
  @Nullable Facts facts() {
    return facts;
  }

  /** Returns the canonical bytes, which callers must not change. */
  byte[] csv() {
    return csv;
  }

  /** Returns the rows that cover a port, in table order; the ports of a row share one object. */
  synchronized List<RegistryRow> entries(int port) {
    int[] rows = index(port / RUN_PORTS);
    List<RegistryRow> covering = new ArrayList<>(4);
    for (int i = 0; i < rows.length; i += 2) {
      int span = rows[i + 1];
      if (span >>> 16 <= port && port <= (span & PortSpan.MAX_PORT)) {
        covering.add(made(rows[i], span));
      }
    }
    return covering;
  }

  /** Returns the row at an offset as an object, which is kept with the run of its first port. */
  private RegistryRow made(int offset, int span) {
    int run = (span >>> 16) / RUN_PORTS;
    int[] rows = index(run);
    @Nullable RegistryRow[] entries = made[run];
    if (entries == null) {
      entries = new RegistryRow[rows.length / 2];
      made[run] = entries;
    }
    int low = 0;
    int high = entries.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (rows[2 * middle] < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    RegistryRow entry = entries[low];
    if (entry == null) {
      entry = entry(offset);
      entries[low] = entry;
    }
    return entry;
  }

  private int[] index(int run) {
    int[] rows = indexed[run];
    if (rows == null) {
      if (facts == null) {
        rows = rows(RUN_PORTS * run, RUN_PORTS * run + RUN_PORTS - 1);
        indexed[run] = rows;
      } else {
        int[][] all = indexAll();
        System.arraycopy(all, 0, indexed, 0, RUNS);
        rows = all[run];
      }
    }
    return rows;
  }

  /**
   * Indexes all runs in one pass. A table that a caller reads may have rows of many ports, and each
   * run would have to search past them; the packaged one has few.
   */
  private int[][] indexAll() {
    int[][] all = new int[RUNS][0];
    int[] sizes = new int[RUNS];
    for (int at = starts[0]; at < starts[RUNS]; at = Fields.lineAfter(csv, at)) {
      int span = Fields.span(csv, at);
      int last = (span & PortSpan.MAX_PORT) / RUN_PORTS;
      for (int run = (span >>> 16) / RUN_PORTS; run <= last; run++) {
        if (sizes[run] == all[run].length) {
          all[run] = Arrays.copyOf(all[run], Math.max(8, 2 * sizes[run]));
        }
        all[run][sizes[run]++] = at;
        all[run][sizes[run]++] = span;
      }
    }
    for (int run = 0; run < RUNS; run++) {
      all[run] = Arrays.copyOf(all[run], sizes[run]);
    }
    return all;
  }

  /** Returns an offset and a span for each row that covers a port from one to another. */
  int[] rows(int firstPort, int lastPort) {
    int[] rows = new int[32];
    int size = 0;
    int at = starts[firstPort / RUN_PORTS];
    while (at < starts[RUNS]) {
      int span = Fields.span(csv, at);
      if (span >>> 16 > lastPort) {
        break;
      }
      if ((span & PortSpan.MAX_PORT) >= firstPort) {
        if (size == rows.length) {
          rows = Arrays.copyOf(rows, 2 * size);
        }
        rows[size++] = at;
        rows[size++] = span;
      }
      at = Fields.lineAfter(csv, at);
    }
    return Arrays.copyOf(rows, size);
  }

  /**
   * Returns the ports around a port, in whole runs, whose rows take about eight kilobytes: few
   * ports where the table is dense, thousands where it is not.
   */
  PortSpan block(int port) {
    int first = port / RUN_PORTS;
    int last = first;
    int block = starts[first] / BLOCK_BYTES;
    while (first > 0 && starts[first - 1] / BLOCK_BYTES == block) {
      first--;
    }
    while (last + 1 < RUNS && starts[last + 1] / BLOCK_BYTES == block) {
      last++;
    }
    return new PortSpan(RUN_PORTS * first, RUN_PORTS * last + RUN_PORTS - 1);
  }

  /** Returns the offset of each row, in table order. */
  IntStream offsets() {
    return IntStream.iterate(first(), at -> at < end(), this::after);
  }

  /** Returns the offset of the first row; {@link #end} if there is none. */
  int first() {
    return Fields.lineAfter(csv, 0);
  }

  /** Returns the offset of the first row of a name without a port, which are the last rows. */
  int firstWithoutPort() {
    return starts[RUNS];
  }

  /** Returns the offset of the row after another. */
  int after(int offset) {
    return Fields.lineAfter(csv, offset);
  }

  /** Returns the offset after the last row. */
  int end() {
    return csv.length;
  }

  /** Returns all rows as objects, in table order. */
  Stream<RegistryRow> entries() {
    return offsets().mapToObj(this::entry);
  }

  /** Returns the row at an offset as an object. */
  RegistryRow entry(int offset) {
    return Fields.of(csv, offset, COLUMNS, source).entry(source);
  }

  /**
   * Returns the hash code of the row's service name in lower case, computed without creating a
   * string; the hash code of "" if the row has no name.
   */
  int nameHash(int offset) {
    int hash = 0;
    for (int at = startOfField(offset, SERVICE_NAME); csv[at] != ','; at++) {
      byte b = csv[at];
      if (b < 0 || b == '"') {
        return serviceName(offset).toLowerCase(Locale.ROOT).hashCode();
      }
      hash = 31 * hash + (b >= 'A' && b <= 'Z' ? b + 'a' - 'A' : b);
    }
    return hash;
  }

  /**
   * Returns the service name of the row at an offset without decoding the row; "" if it has none.
   */
  String serviceName(int offset) {
    int at = startOfField(offset, SERVICE_NAME);
    return Fields.field(csv, at, Fields.endOfField(csv, at));
  }

  /** Whether the row at an offset names a service. */
  boolean isNamed(int offset) {
    return !isBlank(offset, SERVICE_NAME);
  }

  /** Returns whether the row at an offset names the transport, or none and so applies to all. */
  boolean isFor(int offset, Transport transport) {
    int at = startOfField(offset, TRANSPORT);
    // The transports differ in their first letters.
    return csv[at] == ',' || csv[at] == transport.keyword().charAt(0);
  }

  /** Adds the ports of the rows that apply to a transport. */
  void addPortsOf(Transport transport, BitSet ports) {
    for (int at = starts[0]; at < starts[RUNS]; at = Fields.lineAfter(csv, at)) {
      if (isFor(at, transport)) {
        int span = Fields.span(csv, at);
        ports.set(span >>> 16, (span & PortSpan.MAX_PORT) + 1);
      }
    }
  }

  /** Returns {@link Assignment#primaryRank} of the row at an offset. */
  int primaryRank(int offset) {
    int span = Fields.span(csv, offset);
    return Assignment.primaryRank(
        liveness(offset),
        !isBlank(offset, ALIAS_OF),
        !isBlank(offset, REFERENCES),
        (span & PortSpan.MAX_PORT) - (span >>> 16));
  }

  /** Returns the liveness of the row at an offset, which names a service. */
  Liveness liveness(int offset) {
    int at = startOfField(offset, STATUS);
    if (at == Fields.endOfField(csv, at)) {
      return Liveness.UNEXAMINED;
    }
    // The first two letters distinguish the words; any other word is a doubt.
    return csv[at] == 'i'
        ? Liveness.IN_USE
        : csv[at] == 'g'
            ? Liveness.GHOST
            : csv[at] == 's' && csv[at + 1] == 'p' ? Liveness.SPECIFIED : Liveness.IN_DOUBT;
  }

  private boolean isBlank(int offset, int column) {
    int at = startOfField(offset, column);
    return at == Fields.endOfField(csv, at);
  }

  private int startOfField(int offset, int column) {
    int at = offset;
    for (int i = 0; i < column; i++) {
      at = Fields.endOfField(csv, at) + 1;
    }
    return at;
  }
}
