package io.github.portregistry;

import java.util.Arrays;

/**
 * A table in our own format: refused, or written as it was read and asked; and the same bytes as a
 * team's table, under a header and as they are.
 */
public final class TableFuzz {

  private TableFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    byte[] table = FuzzedTables.underHeader(CsvSpec.HEADER, data);
    PortRegistry registry = FuzzedTables.readOrNull(CsvSpec::readCanonical, table);
    if (registry != null) {
      FuzzedTables.require(Arrays.equals(table, registry.csv()), "a table is written as read");
      FuzzedTables.requireThatItAnswers(registry);
    }
    team(data);
    PortRegistry team = team(table);
    FuzzedTables.require(
        registry == null || (team != null && Arrays.equals(table, team.csv())),
        "a team may write the canonical form");
  }

  private static PortRegistry team(byte[] table) {
    PortRegistry registry = FuzzedTables.readOrNull(PortRegistry::read, table);
    if (registry != null) {
      FuzzedTables.requireThatItCanBeReadBack(registry);
      FuzzedTables.requireThatItAnswers(registry);
    }
    return registry;
  }
}
