package io.github.portregistry.fact;

import io.github.portregistry.PortSpan;
import io.github.portregistry.RegistryFormatException;
import io.github.portregistry.csv.CsvText;
import io.github.portregistry.csv.Fields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table of facts about ports, one fact per row, in the canonical order: by port, facts about
 * several ports last; then in the format's order, then by their text. A row becomes an object when
 * it is asked for.
 *
 * @param <T> the type of a fact
 */
public final class FactTable<T> {

  /** A fact with its ports. */
  public record Row<T>(PortSpan ports, T fact) {}

  private final Format<T> format;
  private final SortedRows rows;

  /** For each row of several ports, its offset and its ports. */
  private final int[] wide;

  /** All rows; null until all are asked for. */
  private volatile @Nullable List<Row<T>> all;

  private FactTable(Format<T> format, SortedRows rows) {
    this.format = format;
    this.rows = rows;
    int start = rows.startOf(PortSpan.MAX_PORT + 1);
    int count = 0;
    for (int row = start; row < rows.end(); row = rows.after(row)) {
      count++;
    }
    wide = new int[2 * count];
    int at = 0;
    for (int row = start; row < rows.end(); row = rows.after(row)) {
      wide[at++] = row;
      wide[at++] = rows.span(row);
    }
  }

  public static <T> FactTable<T> empty(Format<T> format) {
    return new FactTable<>(format, SortedRows.of(format.header(), List.of()));
  }

  /** Returns the table of rows in any order; a row may occur more than once. */
  public static <T> FactTable<T> of(Format<T> format, List<Row<T>> rows) {
    List<Row<T>> sorted = new ArrayList<>(rows);
    sorted.sort(order(format));
    List<List<String>> lines = new ArrayList<>(sorted.size());
    Row<T> before = null;
    for (Row<T> row : sorted) {
      if (!row.equals(before)) {
        lines.add(line(format, row));
        before = row;
      }
    }
    return new FactTable<>(format, SortedRows.of(format.header(), lines));
  }

  private static <T> List<String> line(Format<T> format, Row<T> row) {
    return SortedRows.line(row.ports().toString(), format.encode(row.fact()));
  }

  /** Returns rows by their ports; rows with the same ports keep their order. */
  public static <T> Map<PortSpan, List<Row<T>>> byPorts(List<Row<T>> rows) {
    Map<PortSpan, List<Row<T>>> byPorts = new HashMap<>();
    for (Row<T> row : rows) {
      byPorts.computeIfAbsent(row.ports(), absent -> new ArrayList<>(1)).add(row);
    }
    return byPorts;
  }

  private static <T> Comparator<Row<T>> order(Format<T> format) {
    return Comparator.comparing((Row<T> row) -> row.ports().size() > 1)
        .thenComparing(Row::ports)
        .thenComparingInt(row -> format.place(row.fact()))
        .thenComparing(row -> String.join("\0", format.encode(row.fact())));
  }

  /**
   * Returns the table of a text.
   *
   * @throws RegistryFormatException if it is not canonical in every byte
   */
  public static <T> FactTable<T> read(Format<T> format, CsvText text) {
    Comparator<Row<T>> order = order(format);
    List<List<String>> lines = new ArrayList<>();
    Row<T> before = null;
    Set<Row<T>> seen = new HashSet<>();
    for (Fields fields : text.rows(format.header())) {
      fields.requireOneLineEach();
      Row<T> row = new Row<>(fields.requirePorts(0), format.decode(fields));
      if (!seen.add(row)) {
        throw fields.fault(0, "each row once", "a row that stands above already");
      }
      if (before != null && order.compare(before, row) > 0) {
        throw fields.fault(
            0,
            "rows in ascending order of port, then transport, and those of several ports last",
            "a row that belongs further up");
      }
      lines.add(line(format, row));
      before = row;
    }
    SortedRows rewritten = SortedRows.of(format.header(), lines);
    return ofCanonical(format, text.requireCanonical(rewritten.csv()), text.source());
  }

  /**
   * Returns the table of canonical bytes. The bytes of a packaged table were read strictly when it
   * was built, and their checksum shows that they are the same.
   */
  public static <T> FactTable<T> ofCanonical(Format<T> format, byte[] csv, String source) {
    return new FactTable<>(format, new SortedRows(csv, source, format.header()));
  }

  /** Returns the canonical bytes of the table, which callers must not change. */
  public byte[] csv() {
    return rows.csv();
  }

  /** Returns all rows in table order; they are kept from then on. */
  public List<Row<T>> rows() {
    List<Row<T>> known = all;
    if (known == null) {
      List<Row<T>> made = new ArrayList<>();
      for (int row = rows.first(); row < rows.end(); row = rows.after(row)) {
        Fields fields = rows.fields(row);
        made.add(new Row<>(fields.requirePorts(0), format.decode(fields)));
      }
      known = Collections.unmodifiableList(made);
      all = known;
    }
    return known;
  }

  /** Returns a cursor over the rows that reads columns without creating an object for each row. */
  public Walk walk() {
    return new Walk(rows);
  }

  /** A cursor over the rows. It is before the first row until {@link #next} is called. */
  public static final class Walk {
    private final SortedRows rows;
    private int row = -1;

    private Walk(SortedRows rows) {
      this.rows = rows;
    }

    /** Moves to the next row; returns whether there is one. */
    public boolean next() {
      row = row < 0 ? rows.first() : rows.after(row);
      return row < rows.end();
    }

    /** Returns the offset of the row, for {@link #moveTo}. */
    public int row() {
      return row;
    }

    public void moveTo(int other) {
      row = other;
    }

    public int firstPort() {
      return rows.span(row) >>> 16;
    }

    public int lastPort() {
      return rows.span(row) & PortSpan.MAX_PORT;
    }

    public String text(int column) {
      return rows.text(row, column);
    }
  }

  public Stream<T> facts() {
    return rows().stream().map(Row::fact);
  }

  /** Returns the facts about a port, in table order. */
  public List<T> of(int port) {
    List<T> facts = new ArrayList<>(4);
    int row = rows.startOf(port);
    int onePort = port << 16 | port;
    while (row < rows.end() && rows.span(row) == onePort) {
      facts.add(format.decode(rows.fields(row)));
      row = rows.after(row);
    }
    for (int i = 0; i < wide.length; i += 2) {
      if (wide[i + 1] >>> 16 <= port && port <= (wide[i + 1] & PortSpan.MAX_PORT)) {
        facts.add(format.decode(rows.fields(wide[i])));
      }
    }
    return Collections.unmodifiableList(facts);
  }
}
