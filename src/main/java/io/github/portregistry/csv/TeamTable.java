package io.github.portregistry.csv;

import io.github.portregistry.OtherProtocols;
import io.github.portregistry.RegistryFormatException;
import io.github.portregistry.RegistryRow;
import io.github.portregistry.Transport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads a team's table, which may have only some of the columns of {@code port-registry.csv}. */
final class TeamTable extends LenientRows {

  private static final List<String> NEEDED = List.of("port", "service_name");
  private static final String COLUMNS =
      String.join(" and ", NEEDED)
          + ", and any of "
          + String.join(
              ", ", RowFormat.HEADER.stream().filter(name -> !NEEDED.contains(name)).toList());

  private static final int TRANSPORT = 1;
  private static final int STATE = 2;
  private static final int STATUS = 3;
  private static final int SERVICE_NAME = 4;

  private final String source;
  private final OtherProtocols others;
  private final Room room;
  private final List<RegistryRow> rows = new ArrayList<>();

  /** The line of each row, by its place. */
  private final Map<String, Integer> taken = new HashMap<>();

  private TeamTable(String source, OtherProtocols others) {
    super(source, RowFormat.HEADER, NEEDED);
    this.source = source;
    this.others = others;
    this.room = new Room(source);
  }

  /**
   * Returns the rows of a text, in its order.
   *
   * @throws RegistryFormatException at the first place that cannot be understood
   */
  static List<RegistryRow> rows(String text, String source, OtherProtocols others) {
    TeamTable table = new TeamTable(source, others);
    table.read(text);
    return table.rows;
  }

  @Override
  protected String expectedHeader(List<String> fields) {
    return fields.contains("Service Name") && fields.contains("Port Number")
        ? "the columns " + COLUMNS + " (readIana reads IANA's own file)"
        : "a header row with the columns " + COLUMNS + ", or lines such as https 443/tcp";
  }

  @Override
  protected void row(String[] canonical, int line, int[] places) {
    if (others == OtherProtocols.SKIP && !isTransport(canonical[TRANSPORT])) {
      return;
    }
    plain(canonical);
    Fields row = new Fields(canonical, source, line, places);
    row.requireOneLineEach();
    RegistryRow entry = row.entry(source);
    Integer before = taken.putIfAbsent(RowFormat.place(entry), line);
    if (before != null) {
      throw row.fault(0, "each row once", "the row of line " + before + " again");
    }
    rows.add(entry);
    room.take(canonical, line);
  }

  /**
   * Changes words to their canonical form, and leaves out a state or status that the row implies.
   */
  private static void plain(String[] fields) {
    fields[TRANSPORT] = fields[TRANSPORT].toLowerCase(Locale.ROOT);
    fields[STATE] = fields[STATE].toLowerCase(Locale.ROOT);
    fields[STATUS] = fields[STATUS].toLowerCase(Locale.ROOT);
    boolean named = !fields[SERVICE_NAME].isEmpty();
    if (fields[STATUS].equals(named ? "assigned" : fields[STATE])) {
      fields[STATUS] = "";
    }
    if (named && fields[STATE].equals("assigned")) {
      fields[STATE] = "";
    }
  }

  private static boolean isTransport(String text) {
    try {
      return text.isEmpty() || Transport.of(text).protocol() > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
