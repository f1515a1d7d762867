package io.github.portregistry;

import static java.util.Objects.requireNonNull;

import io.github.portregistry.csv.CsvText;
import io.github.portregistry.csv.TableText;
import io.github.portregistry.csv.Utf8;
import io.github.portregistry.fact.Facts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes registries of tables that somebody handed us. */
final class TableReader {

  private TableReader() {}

  static PortRegistry read(Path table, OtherProtocols others) throws IOException {
    requireNonNull(others, "others");
    try (InputStream in = Files.newInputStream(requireNonNull(table, "table"))) {
      return read(in, table.toString(), others);
    }
  }

  static PortRegistry read(InputStream table, String sourceName, OtherProtocols others)
      throws IOException {
    requireNonNull(table, "table");
    requireNonNull(sourceName, "sourceName");
    requireNonNull(others, "others");
    List<RegistryRow> rows = TableText.rows(Utf8.read(table, sourceName), sourceName, others);
    PortTable read = PortTableCsv.of(rows, sourceName, Facts.none());
    if (read.csv().length > CsvText.MAX_BYTES) {
      throw new RegistryFormatException(
          sourceName,
          0,
          0,
          "at most " + CsvText.MAX_BYTES + " bytes with all columns written",
          read.csv().length + " bytes");
    }
    return new PortRegistry(read);
  }
}
