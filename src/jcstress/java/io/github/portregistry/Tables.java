package io.github.portregistry;

import io.github.portregistry.csv.RowFormat;
import io.github.portregistry.fact.Facts;
import java.nio.charset.StandardCharsets;

/** What the tests race for, and what each lookup of it has to tell. */
final class Tables {

  static final int PORT = 80;

  private static final byte[] CSV =
      String.join(
              "\n",
              String.join(",", RowFormat.HEADER),
              "80,tcp,,,http,World Wide Web HTTP,,,,,RFC9110,,,,",
              "80,tcp,,,www,World Wide Web HTTP,,,,,,,,http,",
              "80,udp,reserved,,,,,,,,,,,,",
              "")
          .getBytes(StandardCharsets.US_ASCII);

  private static final int[] STARTS = PortTable.startsOf(CSV);

  static final String RIGHT = told(registry().port(PORT));

  private Tables() {}

  /** A registry of which nothing was asked yet. */
  static PortRegistry registry() {
    return new PortRegistry(new PortTable(CSV, "table.csv", STARTS, Facts.none(), null));
  }

  /** All that the rows of a port tell. */
  static String told(PortRecord port) {
    return port.number() + " " + port.block() + port.unnamedEntries() + port.assignments();
  }

  /** 1 if the record tells what is right, 2 if it tells anything else. */
  static int judged(PortRecord port) {
    return told(port).equals(RIGHT) ? 1 : 2;
  }
}
