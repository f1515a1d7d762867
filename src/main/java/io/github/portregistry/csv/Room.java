package io.github.portregistry.csv;

import io.github.portregistry.RegistryFormatException;

/**
 * Limits the size of a table's rows in the canonical form, so that a short file cannot expand
 * beyond the limit for files.
 */
final class Room {

  private static final int PORTS = 0;
  private static final int SERVICE_NAME = 4;

  private final String source;
  private final RowBounds bounds = new RowBounds();
  private int taken;

  Room(String source) {
    this.source = source;
  }

  /**
   * Counts one row.
   *
   * @param fields the row in the canonical form
   * @throws RegistryFormatException if the rows exceed the limit, or the row is one too many for a
   *     port
   */
  void take(String[] fields, int line) {
    Fields row = new Fields(fields, source, line);
    bounds.add(row.ports(PORTS), fields[SERVICE_NAME], row, SERVICE_NAME, PORTS);
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
