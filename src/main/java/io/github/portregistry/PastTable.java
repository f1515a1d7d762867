package io.github.portregistry;

import io.github.portregistry.csv.CsvText;
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
import java.util.List;
import java.util.TreeSet;

/**
 * The table of an earlier day. Only the rows that a change can have touched become objects, from
 * which the changes are taken back; the bytes of all others are copied, without dates that were
 * still to come.
 *
 * <p>Rows become objects in whole groups of one first port, or of one name without a port, so that
 * what is made of them stands between copied rows as it is.
 */
final class PastTable {

  private static final int STATUS = 3;
  private static final int NAME = 4;
  private static final int REGISTERED = 8;
  private static final int AFTER_DATES = 10;

  /** Flags of a row: it names a service, has dates after the day, or becomes an object. */
  private static final int NAMED = 1;

  private static final int DATED_LATER = 2;
  private static final int TAKEN = 4;

  private static final byte[] WITHOUT_MORE = ",,,,,,,,,,,".getBytes(StandardCharsets.US_ASCII);

  private final PortTable table;
  private final byte[] csv;
  private final int day;

  /** Where each row starts, its ports as {@link PortTable#span} has them, and its flags. */
  private int[] starts = new int[16_384];

  private int[] spans = new int[16_384];
  private byte[] flags = new byte[16_384];
  private int rows;

  /** How many rows have ports; the others follow them. */
  private int rowsWithPorts;

  /** Where the columns of the row at hand start that are looked at. */
  private final int[] columns = new int[AFTER_DATES + 1];

  private final BitSet touchedPorts = new BitSet(PortSpan.MAX_PORT + 1);
  private final TreeSet<String> touchedNames = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  private PastTable(PortTable table, LocalDate day) {
    this.table = table;
    this.csv = table.csv();
    this.day = (day.getYear() * 100 + day.getMonthValue()) * 100 + day.getDayOfMonth();
  }

  /**
   * Returns a table as it was at the end of a day.
   *
   * @param facts what is known beside the rows of the table, with the changes
   * @throws IllegalArgumentException if the changes do not lead to that day
   * @throws IllegalStateException if a change does not fit the rows
   */
  static PortTable of(PortTable table, Facts facts, LocalDate day) {
    RegistryHistory history = facts.history();
    List<RegistryChange> changes = new ArrayList<>(history.changes());
    PastTable past = new PastTable(table, day);
    past.touch(changes, day);
    past.scan();
    past.take();
    PastRegistry then =
        PastRegistry.of(past.takenRows(), table.source(), facts, changes, day);
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
        touchedPorts.set(ports.first(), ports.last() + 1);
      } else {
        touchedNames.add(change.serviceName());
        touchedNames.add(Changes.formerName(change));
      }
    }
  }

  /** Finds the rows, and those that are touched though no change is about them. */
  private void scan() {
    int plainSpan = -1;
    int at = PortTable.lineAfter(csv, 0);
    while (at < csv.length) {
      if (rows == starts.length) {
        starts = Arrays.copyOf(starts, 2 * rows);
        spans = Arrays.copyOf(spans, 2 * rows);
        flags = Arrays.copyOf(flags, 2 * rows);
      }
      starts[rows] = at;
      boolean hasPorts = csv[at] != ',';
      int span = hasPorts ? PortTable.span(csv, at) : -1;
      spans[rows] = span;
      int end = columnsOf(at);
      boolean named = csv[columns[NAME]] != ',';
      boolean later = isLater(columns[REGISTERED]) || isLater(columns[REGISTERED + 1]);
      flags[rows] = (byte) ((named ? NAMED : 0) | (later ? DATED_LATER : 0));
      if (hasPorts) {
        rowsWithPorts++;
        if (named ? later && dependsOnDates() : csv[columns[STATUS]] != ',') {
          touchedPorts.set(span >>> 16, (span & PortSpan.MAX_PORT) + 1);
        } else if (isPlain()) {
          // Neighbors that are no more than unassigned become one row.
          if (plainSpan >= 0 && (plainSpan & PortSpan.MAX_PORT) + 1 == span >>> 16) {
            touchedPorts.set(span >>> 16);
          }
          plainSpan = span;
        }
      }
      rows++;
      at = end;
    }
  }

  /** Finds where the columns of a row start; returns where the next row does. */
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

  /** Whether a service may be in doubt because its row was changed, see {@link Doubt#ROW_CHANGED}. */
  private boolean dependsOnDates() {
    int status = columns[STATUS];
    return csv[status] == 'r' && csv[status + 1] == 'o';
  }

  /** Whether a row says that ports are unassigned for all transports, and no more. */
  private boolean isPlain() {
    int status = columns[STATUS];
    return csv[columns[1]] == ','
        && csv[columns[2]] == 'u'
        && Arrays.equals(
            csv, status, status + WITHOUT_MORE.length, WITHOUT_MORE, 0, WITHOUT_MORE.length);
  }

  /**
   * Marks the rows that become objects: those that have a touched port and, of those without a
   * name, also those beside one, as they may be joined. All ports of such a row are touched too.
   */
  private void take() {
    boolean more = true;
    while (more) {
      more = false;
      for (int row = 0; row < rowsWithPorts; row++) {
        int margin = (flags[row] & NAMED) == 0 ? 1 : 0;
        int first = spans[row] >>> 16;
        int last = spans[row] & PortSpan.MAX_PORT;
        int touched = touchedPorts.nextSetBit(Math.max(0, first - margin));
        if (touched >= 0 && touched <= last + margin) {
          flags[row] = (byte) (flags[row] | TAKEN);
          if (touchedPorts.nextClearBit(first) <= last) {
            touchedPorts.set(first, last + 1);
            more = true;
          }
        }
      }
    }
    for (int row = rowsWithPorts; row < rows && !touchedNames.isEmpty(); row++) {
      if (touchedNames.contains(table.serviceName(starts[row]))) {
        flags[row] = (byte) (flags[row] | TAKEN);
      }
    }
  }

  private List<RegistryRow> takenRows() {
    List<RegistryRow> taken = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      if ((flags[row] & TAKEN) != 0) {
        taken.add(table.entry(starts[row]));
      }
    }
    return taken;
  }

  /** Returns the table of some rows and of those that did not become objects. */
  private byte[] merge(List<RegistryRow> made) {
    List<RegistryRow> sorted = new ArrayList<>(made);
    sorted.sort(RowFormat.tableOrder());
    Output out = new Output(csv.length + csv.length / 8);
    out.add(csv, 0, rows == 0 ? csv.length : starts[0]);
    StringBuilder text = new StringBuilder();
    int next = 0;
    for (int row = 0; row < rows; row++) {
      if ((flags[row] & TAKEN) == 0) {
        while (next < sorted.size() && isBefore(sorted.get(next), row)) {
          CsvText.appendRow(text, RowFormat.encode(sorted.get(next++), table.source()));
        }
        out.add(text);
        copy(row, out);
      }
    }
    while (next < sorted.size()) {
      CsvText.appendRow(text, RowFormat.encode(sorted.get(next++), table.source()));
    }
    out.add(text);
    return out.toBytes();
  }

  /** Whether a row that was made goes before one that is copied; no two are of one group. */
  private boolean isBefore(RegistryRow made, int row) {
    PortSpan ports = made.ports();
    if (row < rowsWithPorts) {
      return ports != null && ports.first() < spans[row] >>> 16;
    }
    return ports != null
        || made.serviceName().compareToIgnoreCase(table.serviceName(starts[row])) < 0;
  }

  private void copy(int row, Output out) {
    int start = starts[row];
    int end = row + 1 < rows ? starts[row + 1] : csv.length;
    if ((flags[row] & DATED_LATER) == 0) {
      out.add(csv, start, end);
      return;
    }
    columnsOf(start);
    int at = start;
    for (int column = REGISTERED; column < AFTER_DATES; column++) {
      out.add(csv, at, columns[column]);
      at = isLater(columns[column]) ? columns[column + 1] - 1 : columns[column];
    }
    out.add(csv, at, end);
  }

  /** Bytes that grow. */
  private static final class Output {
    private byte[] bytes;
    private int size;

    Output(int capacity) {
      bytes = new byte[capacity];
    }

    void add(byte[] from, int start, int end) {
      int length = end - start;
      if (size + length > bytes.length) {
        bytes = Arrays.copyOf(bytes, 2 * (size + length));
      }
      System.arraycopy(from, start, bytes, size, length);
      size += length;
    }

    /** Adds a text, which is empty afterwards. */
    void add(StringBuilder text) {
      if (text.length() > 0) {
        byte[] utf8 = text.toString().getBytes(StandardCharsets.UTF_8);
        add(utf8, 0, utf8.length);
        text.setLength(0);
      }
    }

    byte[] toBytes() {
      return Arrays.copyOf(bytes, size);
    }
  }
}
