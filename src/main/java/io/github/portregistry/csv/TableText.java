package io.github.portregistry.csv;

import io.github.portregistry.OtherProtocols;
import io.github.portregistry.RegistryFormatException;
import io.github.portregistry.RegistryRow;
import java.util.List;

/** A table from outside, in any of the supported formats. */
public final class TableText {

  private static final String EXPECTED = "UTF-8 text (a spreadsheet calls it \"CSV UTF-8\")";

  private TableText() {}

  /**
   * Returns the rows that bytes spell, in their order.
   *
   * @throws RegistryFormatException at the first place that cannot be understood
   */
  public static List<RegistryRow> rows(byte[] bytes, String source, OtherProtocols others) {
    if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
      throw Utf8.fault(source, bytes, 0, EXPECTED, "UTF-16 text");
    }
    String text = Utf8.decode(bytes, source, EXPECTED);
    if (text.startsWith(Utf8.BYTE_ORDER_MARK)) {
      text = text.substring(1);
    }
    return ServicesText.isServices(text)
        ? ServicesText.rows(text, source, others)
        : TeamTable.rows(text, source, others);
  }

  private static boolean startsWith(byte[] bytes, int first, int second) {
    return bytes.length >= 2 && bytes[0] == (byte) first && bytes[1] == (byte) second;
  }
}
