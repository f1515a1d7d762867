package io.github.portregistry.csv;

import io.github.portregistry.RegistryFormatException;
import io.github.portregistry.RegistryRow;
import java.util.HashSet;
import java.util.Set;

/** The places of the rows read so far. Refuses a row that occurs twice. */
public final class RowPlaces {

  /** Strings, because a hash set finds colliding strings quickly, unlike lists. */
  private final Set<String> places = new HashSet<>();

  private final RowBounds bounds = new RowBounds();

  /**
   * Adds a row.
   *
   * @param fields the fields that the row was read from
   * @param nameColumn the column of the name
   * @param portColumn the column of the ports
   * @throws RegistryFormatException if the row occurs above already, or is one too many
   */
  public void add(RegistryRow row, Fields fields, int nameColumn, int portColumn) {
    if (!places.add(RowFormat.place(row))) {
      throw fields.fault(0, "each row once", "a row that stands above already");
    }
    bounds.add(row.ports(), row.serviceName(), fields, nameColumn, portColumn);
  }
}
