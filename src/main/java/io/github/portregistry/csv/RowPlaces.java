package io.github.portregistry.csv;

import io.github.portregistry.RegistryFormatException;
import io.github.portregistry.RegistryRow;
import java.util.HashSet;
import java.util.Set;

/** Where the rows of a table stand that is being read. Refuses a row that stands twice. */
public final class RowPlaces {

  /** Texts, because many texts of one hash code are still found quickly, unlike many lists. */
  private final Set<String> places = new HashSet<>();

  private final RowBounds bounds = new RowBounds();

  /**
   * Adds a row.
   *
   * @param fields what the row was read from
   * @param nameColumn where the row has its name
   * @param portColumn where it has its ports
   * @throws RegistryFormatException if the row stands above already, or is one too many
   */
  public void add(RegistryRow row, Fields fields, int nameColumn, int portColumn) {
    if (!places.add(RowFormat.place(row))) {
      throw fields.fault(0, "each row once", "a row that stands above already");
    }
    bounds.add(row.ports(), row.serviceName(), fields, nameColumn, portColumn);
  }
}
