package io.github.portregistry;

import static java.util.Objects.requireNonNull;

import io.github.portregistry.csv.GivenRows;
import io.github.portregistry.csv.TableText;
import io.github.portregistry.csv.Utf8;
import io.github.portregistry.fact.Facts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** Reads tables from files and streams. */
final class TableReader {

  private static final String BOUND =
      "at most " + Utf8.MAX_BYTES + " bytes with all 15 columns written";

  private TableReader() {}

  static PortTable read(Path table, OtherProtocols others) throws IOException {
    requireNonNull(others, "others");
    try (InputStream in = Files.newInputStream(requireNonNull(table, "table"))) {
      return read(in, table.toString(), others);
    }
  }

  static PortTable read(InputStream table, String sourceName, OtherProtocols others)
      throws IOException {
    requireNonNull(table, "table");
    requireNonNull(sourceName, "sourceName");
    requireNonNull(others, "others");
    PortTable read =
        table(TableText.rows(Utf8.read(table, sourceName), sourceName, others), sourceName);
    int bytes = read.csv().length;
    if (bytes > Utf8.MAX_BYTES) {
      throw new RegistryFormatException(sourceName, 0, 0, BOUND, bytes + " bytes");
    }
    return read;
  }

  static PortTable of(String source, Collection<? extends RegistryRow> rows) {
    requireNonNull(source, "source");
    PortTable made = table(GivenRows.checked(requireNonNull(rows, "rows"), source), source);
    int bytes = made.csv().length;
    if (bytes > Utf8.MAX_BYTES) {
      throw new IllegalArgumentException("expected " + BOUND + " but found " + bytes + " bytes");
    }
    return made;
  }

  private static PortTable table(List<RegistryRow> rows, String source) {
    return PortTableCsv.of(rows, source, Facts.none());
  }
}
