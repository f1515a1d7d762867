package io.github.portregistry;

import io.github.portregistry.csv.CsvText;
import io.github.portregistry.csv.Fields;
import io.github.portregistry.csv.RowFormat;
import io.github.portregistry.fact.Changes;
import io.github.portregistry.fact.Facts;
import io.github.portregistry.fact.RegistryHistory;
import io.github.portregistry.past.PastRegistry;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.TreeSet;

/**
 * Computes the table of an earlier day. Only rows that a change can have touched become objects, in
 * which the changes are undone; the bytes of all others are copied, without later dates.
 *
 * <p>Rows become objects in whole groups with the same first port, or the same name without a port,
 * so that the results fit between copied rows without sorting.
 */
final class PastTable {

  private static final int TRANSPORT = 1;
  private static final int STATE = 2;
  private static final int STATUS = 3;
  private static final int NAME = 4;
  private static final int REGISTERED = 8;
  private static final int AFTER_DATES = 10;

  /** Flag of a row: it has dates after the day. */
  private static final int DATED_LATER = 1;

  private static final int TAKEN = 2;

  /** Flag of a row: it only says that ports are unassigned for all transports. */
  private static final int PLAIN = 4;

  private static final byte[] WITHOUT_MORE = ",,,,,,,,,,,".getBytes(StandardCharsets.US_ASCII);

  private final PortTable table;
  private final byte[] csv;
  private final int day;

  /** For each row its offset, its ports as {@link PortTable#span} returns them, and its flags. */
  private int[] starts = new int[16_384];

  private int[] spans = new int[16_384];
  private byte[] flags = new byte[16_384];
  private int rows;

  /** The number of rows with ports; the others follow them. */
  private int rowsWithPorts;

  /** The offsets of the columns of the current row, up to the last one needed. */
  private final int[] columns = new int[AFTER_DATES + 1];

  private final BitSet changedPorts = new BitSet(PortSpan.MAX_PORT + 1);

  /** The ports of all rows that become objects. */
  private final BitSet touchedPorts = new BitSet(PortSpan.MAX_PORT + 1);

  /** The indexes of the rows that became objects. */
  private final IdentityHashMap<RegistryRow, Integer> places = new IdentityHashMap<>();

  private final TreeSet<String> touchedNames = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  private PastTable(PortTable table, LocalDate day) {
    this.table = table;
    this.csv = table.csv();
    this.day = (day.getYear() * 100 + day.getMonthValue()) * 100 + day.getDayOfMonth();
  }

  /**
   * Returns a table as it was at the end of a day.
   *
   * @param facts the facts that are not in the rows of the table, with the changes
   * @throws IllegalArgumentException if the changes do not lead to that day
   * @throws IllegalStateException if a change does not fit the rows
   */
  static PortTable of(PortTable table, Facts facts, LocalDate day) {
    RegistryHistory history = facts.history();
    List<RegistryChange> changes = new ArrayList<>(history.changes());
    PastTable past = new PastTable(table, day);
    past.touch(changes, day);
    past.scan();
    past.touchedPorts.or(past.changedPorts);
    past.take();
    PastRegistry then = PastRegistry.of(past.takenRows(), table.source(), facts, changes, day);
    byte[] csv = past.merge(then.rows());
    String source = table.source();
    return new PortTable(csv, source, PortTable.startsOf(csv), then.facts(), null)
        .asOf(day.toString());
  }

  private void touch(List<RegistryChange> changes, LocalDate then) {
    for (int i = changes.size() - 1; i >= 0; i--) {
      RegistryChange change = changes.get(i);
      if (!Changes.effective(change).isAfter(then)) {
        return;
      }
      PortSpan ports = change.ports();
      if (ports != null) {
        changedPorts.set(ports.first(), ports.last() + 1);
      } else {
        touchedNames.add(change.serviceName());
        touchedNames.add(Changes.formerName(change));
      }
    }
  }

  /** Finds all rows, and marks rows that are touched although no change is about them. */
  private void scan() {
    int plainLast = -1;
    int unnamedPort = -1;
    byte unnamedTransport = 0;
    int at = Fields.lineAfter(csv, 0);
    while (at < csv.length) {
      if (rows == starts.length) {
        starts = Arrays.copyOf(starts, 2 * rows);
        spans = Arrays.copyOf(spans, 2 * rows);
        flags = Arrays.copyOf(flags, 2 * rows);
      }
      starts[rows] = at;
      boolean hasPorts = csv[at] != ',';
      int span = hasPorts ? Fields.span(csv, at) : -1;
      spans[rows] = span;
      int end = columnsOf(at);
      boolean named = csv[columns[NAME]] != ',';
      boolean later = isLater(columns[REGISTERED]) || isLater(columns[REGISTERED + 1]);
      flags[rows] = (byte) (later ? DATED_LATER : 0);
      if (hasPorts) {
        rowsWithPorts++;
        byte transport = csv[columns[TRANSPORT]];
        if (unnamedPort == span >>> 16 && unnamedTransport == transport) {
          // A row with the same ports as a row without a service name may sort before it later.
          touchedPorts.set(unnamedPort);
        }
        if (!named) {
          unnamedPort = span >>> 16;
          unnamedTransport = transport;
        }
        if (named ? later && dependsOnDates() : csv[columns[STATUS]] != ',') {
          touchedPorts.set(span >>> 16, (span & PortSpan.MAX_PORT) + 1);
        } else if (!named && isPlain()) {
          flags[rows] = (byte) (flags[rows] | PLAIN);
          // Adjacent rows of unassigned ports become one row.
          int first = span >>> 16;
          int last = span & PortSpan.MAX_PORT;
          if (plainLast >= 0 && plainLast + 1 == first) {
            touchedPorts.set(plainLast, plainLast + 2);
          } else if (plainLast >= first) {
            // Overlapping rows may become adjacent to others once they are cut.
            changedPorts.set(first, Math.max(plainLast, last) + 1);
          }
          plainLast = last;
        }
      }
      rows++;
      at = end;
    }
  }

  /** Finds the offsets of the columns of a row; returns the offset of the next row. */
  private int columnsOf(int start) {
    int column = 0;
    boolean quoted = false;
    int at = start;
    for (byte b = csv[at]; b != '\n'; b = csv[++at]) {
      if (b == '"') {
        quoted = !quoted;
      } else if (b == ',' && !quoted && column < AFTER_DATES) {
        columns[++column] = at + 1;
      }
    }
    return at + 1;
  }

  /** Whether the date of a column is after the day; a month counts from its first day. */
  private boolean isLater(int at) {
    int date = 0;
    int i = at;
    for (byte b = csv[i]; b != ','; b = csv[++i]) {
      if (b != '-') {
        date = 10 * date + b - '0';
      }
    }
    return (i - at == 7 ? 100 * date + 1 : date) > day;
  }

  /** Whether the liveness of a service may depend on its dates, see {@link Doubt#ROW_CHANGED}. */
  private boolean dependsOnDates() {
    int status = columns[STATUS];
    return csv[status] == 'r' && csv[status + 1] == 'o';
  }

  /** Whether a row only says that ports are unassigned for all transports. */
  private boolean isPlain() {
    int status = columns[STATUS];
    return csv[columns[TRANSPORT]] == ','
        && csv[columns[STATE]] == 'u'
        && Arrays.equals(
            csv, status, status + WITHOUT_MORE.length, WITHOUT_MORE, 0, WITHOUT_MORE.length);
  }

  /**
   * Marks the rows that become objects: rows with a touched port, and plain rows next to a changed
   * port, with which they may be joined. Rows that overlap, directly or through others, become
   * objects together.
   */
  private void take() {
    int end;
    for (int start = 0; start < rowsWithPorts; start = end) {
      int reach = -1;
      boolean taken = false;
      for (end = start; end < rowsWithPorts; end++) {
        int first = spans[end] >>> 16;
        int last = spans[end] & PortSpan.MAX_PORT;
        if (end > start && first > reach) {
          break;
        }
        reach = Math.max(reach, last);
        taken |= isBesideAChange(end, first, last) || isTouched(first, last);
      }
      if (taken) {
        for (int row = start; row < end; row++) {
          flags[row] = (byte) (flags[row] | TAKEN);
        }
      }
    }
    for (int row = rowsWithPorts; row < rows && !touchedNames.isEmpty(); row++) {
      if (touchedNames.contains(table.serviceName(starts[row]))) {
        flags[row] = (byte) (flags[row] | TAKEN);
      }
    }
  }

  private boolean isBesideAChange(int row, int first, int last) {
    return (flags[row] & PLAIN) != 0
        && (changedPorts.get(last + 1) || (first > 0 && changedPorts.get(first - 1)));
  }

  private boolean isTouched(int first, int last) {
    if (first == last) {
      return touchedPorts.get(first);
    }
    int touched = touchedPorts.nextSetBit(first);
    return touched >= 0 && touched <= last;
  }

  private List<RegistryRow> takenRows() {
    List<RegistryRow> taken = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      if ((flags[row] & TAKEN) != 0) {
        RegistryRow entry = table.entry(starts[row]);
        taken.add(entry);
        places.put(entry, row);
      }
    }
    return taken;
  }

  /** Returns the line of a row of the day: the line of the table if the row is unchanged. */
  private byte[] line(RegistryRow row) {
    Integer place = places.get(row);
    if (place != null) {
      return Arrays.copyOfRange(csv, starts[place], endOf(place));
    }
    StringBuilder line = new StringBuilder();
    CsvText.appendRow(line, RowFormat.encode(row, table.source()));
    return line.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the table of the given rows and of the rows that did not become objects. */
  private byte[] merge(List<RegistryRow> rowsOfDay) {
    List<RegistryRow> made = new ArrayList<>(rowsOfDay);
    made.sort(RowFormat.tableOrder());
    byte[][] lines = new byte[made.size()][];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = line(made.get(i));
    }
    Output out = new Output(lengthWith(lines));
    int copied = 0;
    int next = 0;
    int nextPort = portOf(made, next);
    for (int row = 0; row < rows; row++) {
      if (row < rowsWithPorts ? nextPort < spans[row] >>> 16 : isBefore(made, next, row)) {
        out.add(csv, copied, starts[row]);
        copied = starts[row];
        do {
          out.add(lines[next], 0, lines[next].length);
          next++;
        } while (isBefore(made, next, row));
        nextPort = portOf(made, next);
      }
      if ((flags[row] & (DATED_LATER | TAKEN)) != 0) {
        out.add(csv, copied, starts[row]);
        copied = endOf(row);
        if ((flags[row] & TAKEN) == 0) {
          addWithoutLaterDates(row, out);
        }
      }
    }
    out.add(csv, copied, csv.length);
    while (next < lines.length) {
      out.add(lines[next], 0, lines[next].length);
      next++;
    }
    return out.bytes;
  }

  /** The length of the table with the lines in place of the rows that became objects. */
  private int lengthWith(byte[][] lines) {
    int length = csv.length;
    for (byte[] line : lines) {
      length += line.length;
    }
    for (int row = 0; row < rows; row++) {
      if ((flags[row] & TAKEN) != 0) {
        length -= endOf(row) - starts[row];
      } else if ((flags[row] & DATED_LATER) != 0) {
        columnsOf(starts[row]);
        for (int column = REGISTERED; column < AFTER_DATES; column++) {
          length -= isLater(columns[column]) ? columns[column + 1] - 1 - columns[column] : 0;
        }
      }
    }
    return length;
  }

  private int endOf(int row) {
    return row + 1 < rows ? starts[row + 1] : csv.length;
  }

  /** The first port of a created row; a number above all ports if it has none. */
  private static int portOf(List<RegistryRow> made, int row) {
    PortSpan ports = row < made.size() ? made.get(row).ports() : null;
    return ports == null ? PortSpan.MAX_PORT + 1 : ports.first();
  }

  /** Whether a created row sorts before a row of the table. */
  private boolean isBefore(List<RegistryRow> made, int next, int row) {
    if (next == made.size()) {
      return false;
    }
    int port = portOf(made, next);
    return row < rowsWithPorts
        ? port < spans[row] >>> 16
        : port <= PortSpan.MAX_PORT
            || made.get(next).serviceName().compareToIgnoreCase(table.serviceName(starts[row])) < 0;
  }

  private void addWithoutLaterDates(int row, Output out) {
    int at = starts[row];
    columnsOf(at);
    for (int column = REGISTERED; column < AFTER_DATES; column++) {
      out.add(csv, at, columns[column]);
      at = isLater(columns[column]) ? columns[column + 1] - 1 : columns[column];
    }
    out.add(csv, at, endOf(row));
  }

  /** A byte array that is filled from the start. */
  private static final class Output {
    private final byte[] bytes;
    private int size;

    Output(int length) {
      bytes = new byte[length];
    }

    void add(byte[] from, int start, int end) {
      System.arraycopy(from, start, bytes, size, end - start);
      size += end - start;
    }
  }
}
