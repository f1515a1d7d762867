package io.github.portregistry.fact;

import io.github.portregistry.csv.CsvText;
import io.github.portregistry.csv.Fault;
import io.github.portregistry.csv.Fields;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How a table is written that has one row a key and is not about ports, such as that of the RFCs.
 *
 * @param header the names of all columns, the first being that of the key
 * @param decode reads all columns
 * @param encode returns all columns
 */
public record KeyedFormat<T>(
    List<String> header, Function<Fields, T> decode, Function<T, List<String>> encode) {

  /** Reads rows, which must stand in ascending order of the keys. */
  public Map<String, T> read(CsvText text) {
    Map<String, T> rows = new LinkedHashMap<>();
    String before = "";
    for (Fields fields : text.rows(header)) {
      fields.requireOneLineEach();
      String key = fields.requireText(0);
      if (key.compareTo(before) <= 0) {
        throw fields.fault(0, "keys in ascending order, each once", Fault.quote(key));
      }
      rows.put(key, decode.apply(fields));
      before = key;
    }
    text.requireCanonical(csv(rows));
    return rows;
  }

  public byte[] csv(Map<String, T> rows) {
    StringBuilder csv = new StringBuilder();
    CsvText.appendRow(csv, header);
    new TreeMap<>(rows).values().forEach(row -> CsvText.appendRow(csv, encode.apply(row)));
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }
}
