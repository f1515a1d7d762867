package io.github.portregistry.csv;

import io.github.portregistry.RegistryFormatException;

/**
 * How much room the rows of a table take with all columns written: what a short file makes of
 * itself in memory is bounded as the file is.
 */
final class Room {

  private final String source;
  private int taken;

  Room(String source) {
    this.source = source;
  }

  /**
   * Takes the room of one row.
   *
   * @throws RegistryFormatException if there is none left
   */
  void take(String[] fields, int line) {
    taken += fields.length;
    for (String field : fields) {
      taken += field.length();
    }
    if (taken > Utf8.MAX_BYTES) {
      throw new RegistryFormatException(
          source,
          line,
          0,
          "at most " + Utf8.MAX_BYTES + " bytes with all 15 columns written",
          "more");
    }
  }
}
