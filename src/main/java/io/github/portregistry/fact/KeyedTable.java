package io.github.portregistry.fact;

import io.github.portregistry.RegistryFormatException;
import io.github.portregistry.csv.CsvText;
import io.github.portregistry.csv.Fault;
import io.github.portregistry.csv.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A table with one row per key that is not about ports, such as the RFCs, in ascending order of the
 * keys. A row becomes an object when it is asked for.
 *
 * @param <T> the type of a row
 */
public final class KeyedTable<T> {

  private final Format<T> format;
  private final SortedRows rows;

  private KeyedTable(Format<T> format, SortedRows rows) {
    this.format = format;
    this.rows = rows;
  }

  /** Returns the table of rows by their keys. */
  public static <T> KeyedTable<T> of(Format<T> format, Map<String, T> byKey) {
    List<List<String>> lines = new ArrayList<>(byKey.size());
    for (Map.Entry<String, T> row : new TreeMap<>(byKey).entrySet()) {
      lines.add(SortedRows.line(row.getKey(), format.encode(row.getValue())));
    }
    return new KeyedTable<>(format, SortedRows.of(format.header(), lines));
  }

  /**
   * Returns the table of a text.
   *
   * @throws RegistryFormatException if it is not canonical in every byte
   */
  public static <T> KeyedTable<T> read(Format<T> format, CsvText text) {
    Map<String, T> byKey = new LinkedHashMap<>();
    String before = "";
    for (Fields fields : text.rows(format.header())) {
      fields.requireOneLineEach();
      String key = fields.requireText(0);
      if (key.compareTo(before) <= 0) {
        throw fields.fault(0, "keys in ascending order, each once", Fault.quote(key));
      }
      byKey.put(key, format.decode(fields));
      before = key;
    }
    byte[] csv = text.requireCanonical(of(format, byKey).csv());
    return ofCanonical(format, csv, text.source());
  }

  /** Returns the table of canonical bytes, see {@link FactTable#ofCanonical}. */
  public static <T> KeyedTable<T> ofCanonical(Format<T> format, byte[] csv, String source) {
    return new KeyedTable<>(format, new SortedRows(csv, source, format.header()));
  }

  /** Returns the canonical bytes of the table, which callers must not change. */
  public byte[] csv() {
    return rows.csv();
  }

  /** Returns the row of a key; null if there is none. */
  public @Nullable T get(String key) {
    int row = rows.startOf(key);
    return rows.hasKey(row, key) ? format.decode(rows.fields(row)) : null;
  }

  /** Returns all rows by their keys, in table order. */
  public Map<String, T> byKey() {
    Map<String, T> byKey = new LinkedHashMap<>();
    for (int row = rows.first(); row < rows.end(); row = rows.after(row)) {
      Fields fields = rows.fields(row);
      byKey.put(fields.text(0), format.decode(fields));
    }
    return byKey;
  }
}
