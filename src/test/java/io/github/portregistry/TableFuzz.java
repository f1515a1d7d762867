package io.github.portregistry;

import java.util.Arrays;

/** A table in our own format: refused, or written as it was read and asked. */
public final class TableFuzz {

  private TableFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    byte[] table = FuzzedTables.underHeader(CsvSpec.HEADER, data);
    PortRegistry registry = FuzzedTables.readOrNull(PortRegistry::read, table);
    if (registry != null) {
      FuzzedTables.require(Arrays.equals(table, registry.csv()), "a table is written as read");
      FuzzedTables.requireThatItAnswers(registry);
    }
  }
}
