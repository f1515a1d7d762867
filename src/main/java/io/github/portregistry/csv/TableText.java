package io.github.portregistry.csv;

import io.github.portregistry.OtherProtocols;
import io.github.portregistry.RegistryFormatException;
import io.github.portregistry.RegistryRow;
import java.util.List;

/** Reads a table in any of the supported formats. */
public final class TableText {

  private TableText() {}

  /**
   * Returns the rows of a table, in its order.
   *
   * @throws RegistryFormatException at the first place that cannot be understood
   */
  public static List<RegistryRow> rows(byte[] bytes, String source, OtherProtocols others) {
    String text = LenientRows.text(bytes, source);
    return ServicesText.isServices(text)
        ? ServicesText.rows(text, source, others)
        : TeamTable.rows(text, source, others);
  }
}
