package io.github.portregistry;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Tables with one row a key, which are not about ports: the RFCs and the catalogues. */
final class KeyedTable {

  private KeyedTable() {}

  /** Reads rows whose first column is the key, in ascending order of the keys. */
  static <T> Map<String, T> read(
      CsvText text,
      List<String> header,
      Function<Fields, T> decode,
      Function<T, List<String>> encode) {
    Map<String, T> rows = new LinkedHashMap<>();
    String before = "";
    for (Fields fields : text.rows(header)) {
      fields.requireOneLineEach();
      String key = fields.requireText(0);
      if (key.compareTo(before) <= 0) {
        throw fields.fault(
            0, "keys in ascending order, each once", RegistryFormatException.quote(key));
      }
      rows.put(key, decode.apply(fields));
      before = key;
    }
    text.requireCanonical(csv(header, rows, encode));
    return rows;
  }

  static <T> byte[] csv(
      List<String> header, Map<String, T> rows, Function<T, List<String>> encode) {
    StringBuilder csv = new StringBuilder();
    CsvText.appendRow(csv, header);
    new TreeMap<>(rows).values().forEach(row -> CsvText.appendRow(csv, encode.apply(row)));
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }
}
