package io.github.portregistry.fact;

import io.github.portregistry.RegistryChange;
import io.github.portregistry.RegistryDate;
import io.github.portregistry.csv.Fields;
import java.time.LocalDate;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The changes of {@code history.csv} in their order; each becomes an object when it is first asked
 * for.
 */
final class HistoryRows extends AbstractList<RegistryChange> implements RandomAccess {

  /** The ports of a change without a port: a first port above the last. */
  static final int NO_PORT = 1 << 16;

  private static final int PORTS = 2;

  private final SortedRows rows;

  /** The offset of each row, including the rows of the two copies. */
  private final int[] starts;

  private final int[] spans;
  private final @Nullable RegistryChange[] made;

  HistoryRows(SortedRows rows) {
    this.rows = rows;
    int[] places = new int[1024];
    int[] ports = new int[1024];
    int count = 0;
    for (int row = rows.first(); row < rows.end(); count++) {
      if (count == places.length) {
        places = Arrays.copyOf(places, 2 * count);
        ports = Arrays.copyOf(ports, 2 * count);
      }
      int field = rows.field(row, PORTS);
      places[count] = row;
      ports[count] = rows.spanOr(field, NO_PORT);
      row = rows.after(field);
    }
    starts = Arrays.copyOf(places, count);
    spans = Arrays.copyOfRange(ports, 1, count - 1);
    made = new RegistryChange[count - 2];
  }

  /** Returns the row of the copy before the changes. */
  Fields firstCopy() {
    return rows.fields(starts[0]);
  }

  /** Returns the row of the copy after the changes. */
  Fields lastCopy() {
    return rows.fields(starts[starts.length - 1]);
  }

  @Override
  public int size() {
    return made.length;
  }

  @Override
  public RegistryChange get(int place) {
    RegistryChange change = made[place];
    if (change == null) {
      // Two threads may create one each, which are equal and immutable.
      change = change(rows.fields(starts[place + 1]));
      made[place] = change;
    }
    return change;
  }

  /**
   * Returns the ports of each change, the first port in the upper 16 bits; callers must not change
   * the array.
   */
  int[] spans() {
    return spans;
  }

  static RegistryChange change(Fields fields) {
    RegistryDate notBefore = fields.requireDate(0);
    RegistryDate notAfter = fields.requireDate(1);
    if (day(fields, 0).isAfter(notAfter.latest())) {
      throw fields.fault(0, "a day up to " + notAfter, notBefore.toString());
    }
    return new RegistryChange(
        fields.constant(4, RegistryChange.Kind.class),
        notBefore,
        notAfter,
        fields.ports(2),
        fields.transport(3),
        fields.text(5),
        fields.text(6),
        fields.text(7),
        fields.requireText(8));
  }

  /** Reads a day. */
  static LocalDate day(Fields fields, int column) {
    RegistryDate date = fields.requireDate(column);
    if (date.day() == null) {
      throw fields.fault(column, "a day such as 2005-12-31", date.toString());
    }
    return date.earliest();
  }
}
