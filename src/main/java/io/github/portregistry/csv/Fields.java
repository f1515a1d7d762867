package io.github.portregistry.csv;

import io.github.portregistry.Assignment;
import io.github.portregistry.Doubt;
import io.github.portregistry.IanaState;
import io.github.portregistry.Liveness;
import io.github.portregistry.PortSpan;
import io.github.portregistry.PortStatus;
import io.github.portregistry.RegistryDate;
import io.github.portregistry.RegistryFormatException;
import io.github.portregistry.RegistryRow;
import io.github.portregistry.Transport;
import io.github.portregistry.UnnamedEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one row of a table, with the row's place in the file; reads a field as a value, or
 * reports what is wrong with it.
 *
 * <p>Columns are counted from 0 here and from 1 in the exceptions. This class is on the path to the
 * first answer, so it uses no lambda and no regular expression, and concatenates strings for a
 * fault only.
 */
public final class Fields {

  private final String[] fields;
  private final String source;
  private final int line;

  /** The column of each field in the file, from 1; null if the file has them in this order. */
  private final int @Nullable [] places;

  public Fields(String[] fields, String source, int line) {
    this(fields, source, line, null);
  }

  /**
   * Creates the fields of a row that has its columns in another order.
   *
   * @param places the column of each field in the file, from 1; 0 for a field without a column
   */
  public Fields(String[] fields, String source, int line, int @Nullable [] places) {
    this.fields = fields;
    this.source = source;
    this.line = line;
    this.places = places;
  }

  // Rows of a canonical table, which has no line break in a field

  /** Returns the fields of the row that starts at an offset. */
  public static Fields of(byte[] csv, int row, int columns, String source) {
    String[] fields = new String[columns];
    int at = row;
    for (int column = 0; column < columns; column++) {
      int end = endOfField(csv, at);
      fields[column] = field(csv, at, end);
      at = end + 1;
    }
    return new Fields(fields, source, 0);
  }

  /** Returns the offset of the next row. */
  public static int lineAfter(byte[] csv, int row) {
    int at = row;
    while (csv[at] != '\n') {
      at++;
    }
    return at + 1;
  }

  /** Returns the ports at an offset: the first port in the upper 16 bits, the last in the lower. */
  public static int span(byte[] csv, int start) {
    int at = start;
    int last = 0;
    byte b = csv[at];
    for (; b >= '0'; b = csv[++at]) {
      last = 10 * last + b - '0';
    }
    int first = last;
    if (b == '-') {
      last = 0;
      for (b = csv[++at]; b >= '0'; b = csv[++at]) {
        last = 10 * last + b - '0';
      }
    }
    return first << 16 | last;
  }

  /** Returns the end of a field: the offset of the comma or line end after it. */
  public static int endOfField(byte[] csv, int start) {
    int at = start;
    boolean quoted = false;
    for (byte b = csv[at]; quoted || (b != ',' && b != '\n'); b = csv[++at]) {
      if (b == '"') {
        quoted = !quoted;
      }
    }
    return at;
  }

  /** Returns the text of a field. */
  public static String field(byte[] csv, int start, int end) {
    if (start == end) {
      return "";
    }
    if (csv[start] != '"') {
      return new String(csv, start, end - start, StandardCharsets.UTF_8);
    }
    return new String(csv, start + 1, end - start - 2, StandardCharsets.UTF_8)
        .replace("\"\"", "\"");
  }

  public String text(int column) {
    return fields[column];
  }

  public String requireText(int column) {
    if (fields[column].isEmpty()) {
      throw fault(column, "a text", "nothing");
    }
    return fields[column];
  }

  public RuntimeException fault(int column, String expected, String found) {
    return Fault.at(source, line, places == null ? column + 1 : places[column], expected, found);
  }

  private RuntimeException fault(int column, String expected) {
    return fault(column, expected, Fault.quote(fields[column]));
  }

  private void requireBlank(int column, String where) {
    if (!fields[column].isEmpty()) {
      throw fault(column, "nothing in " + where);
    }
  }

  /** Refuses what {@link #requireOneLine} refuses, in every column. */
  public void requireOneLineEach() {
    for (int column = 0; column < fields.length; column++) {
      requireOneLine(column);
    }
  }

  /**
   * Refuses text with a line break or another control character, or with invisible space at its
   * ends.
   */
  public void requireOneLine(int column) {
    String text = fields[column];
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        throw fault(column, "text without line breaks and other control characters");
      }
    }
    if (!text.equals(text.strip())) {
      throw fault(column, "text without space at its ends");
    }
  }

  /** A port or a range of ports; null for an empty field. */
  public @Nullable PortSpan ports(int column) {
    return fields[column].isEmpty()
        ? null
        : ports(
            column,
            "a port from 0 to 65535, a range such as 6000-6063 in ascending order, or an empty"
                + " field");
  }

  /** Returns a port or a range of ports. */
  public PortSpan requirePorts(int column) {
    if (fields[column].isEmpty()) {
      throw fault(column, "a port or a range of ports", "nothing");
    }
    return ports(column, "a port from 0 to 65535 or a range such as 6000-6063 in ascending order");
  }

  private PortSpan ports(int column, String expected) {
    String text = fields[column];
    int dash = text.indexOf('-');
    int first = port(text, 0, dash < 0 ? text.length() : dash);
    int last = dash < 0 ? first : port(text, dash + 1, text.length());
    if (first < 0 || last < first) {
      throw fault(column, expected);
    }
    return new PortSpan(first, last);
  }

  /** Returns an enum constant, spelled in lower case. */
  public <E extends Enum<E>> E constant(int column, Class<E> type) {
    for (E constant : type.getEnumConstants()) {
      // A quick comparison first, because it creates no string for each constant.
      if (constant.name().equalsIgnoreCase(fields[column])
          && RowFormat.text(constant).equals(fields[column])) {
        return constant;
      }
    }
    throw fault(
        column,
        Stream.of(type.getEnumConstants())
            .map(RowFormat::text)
            .collect(Collectors.joining(" or ")));
  }

  /**
   * The port that the digits spell; -1 if it is not a number, is too large, or has a leading zero.
   */
  private static int port(String text, int from, int to) {
    int length = to - from;
    if (length < 1 || length > 5 || (length > 1 && text.charAt(from) == '0')) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = 10 * value + digit;
    }
    return value > PortSpan.MAX_PORT ? -1 : value;
  }

  /** Returns a transport; null if the field is empty. */
  public @Nullable Transport transport(int column) {
    String text = fields[column];
    if (text.isEmpty()) {
      return null;
    }
    Transport transport = null;
    try {
      transport = Transport.of(text);
    } catch (IllegalArgumentException e) {
      // Refused below, as another spelling is.
    }
    if (transport == null || !transport.keyword().equals(text)) {
      throw fault(column, "tcp, udp, sctp, dccp or an empty field");
    }
    return transport;
  }

  /** Returns a month or a day; null if the field is empty. */
  public @Nullable RegistryDate date(int column) {
    String text = fields[column];
    if (text.isEmpty()) {
      return null;
    }
    try {
      return RegistryDate.parse(text);
    } catch (IllegalArgumentException e) {
      throw fault(column, "a date such as 2005-12 or 2005-12-31, or an empty field");
    }
  }

  /** Returns a month or a day. */
  public RegistryDate requireDate(int column) {
    RegistryDate date = date(column);
    if (date == null) {
      throw fault(column, "a date such as 2005-12 or 2005-12-31", "nothing");
    }
    return date;
  }

  /** Returns a list of at least one text, separated by bars. */
  public List<String> requireList(int column) {
    requireText(column);
    return list(column);
  }

  /** Returns a list of texts, separated by bars; it may be empty. */
  public List<String> list(int column) {
    String text = fields[column];
    if (text.isEmpty()) {
      return List.of();
    }
    List<String> texts = new ArrayList<>(2);
    int from = 0;
    while (from <= text.length()) {
      int bar = text.indexOf(RowFormat.LIST_SEPARATOR, from);
      int to = bar < 0 ? text.length() : bar;
      if (to == from) {
        throw fault(column, "texts with one | between two");
      }
      texts.add(text.substring(from, to));
      from = to + 1;
    }
    return texts;
  }

  private IanaState state(int column) {
    String text = fields[column];
    if (text.equals("unassigned")) {
      return IanaState.UNASSIGNED;
    } else if (text.equals("reserved")) {
      return IanaState.RESERVED;
    } else if (text.equals("assigned")) {
      return IanaState.ASSIGNED;
    }
    throw fault(column, "unassigned, reserved or assigned in a row without a service name");
  }

  private PortStatus unnamedStatus(int column, IanaState state) {
    String text = fields[column];
    if (text.isEmpty()) {
      return PortStatus.of(state);
    } else if (text.equals("released") && state != IanaState.ASSIGNED) {
      return PortStatus.RELEASED;
    }
    throw fault(
        column,
        state == IanaState.ASSIGNED
            ? "nothing in a row that is assigned"
            : "released or an empty field in a row without a service name");
  }

  /** The liveness of a row with a service name. */
  private Liveness liveness(int column) {
    String text = fields[column];
    if (text.isEmpty()) {
      return Liveness.UNEXAMINED;
    } else if (text.equals("in_use")) {
      return Liveness.IN_USE;
    } else if (text.equals("ghost")) {
      return Liveness.GHOST;
    } else if (text.equals("specified")) {
      return Liveness.SPECIFIED;
    }
    return Liveness.IN_DOUBT;
  }

  /**
   * A method of its own, so that the JVM does not load {@code Doubt} to verify the caller of a row
   * without one.
   */
  private @Nullable Doubt doubt(int column, Liveness liveness) {
    if (liveness != Liveness.IN_DOUBT) {
      return null;
    }
    for (Doubt doubt : Doubt.values()) {
      if (doubt.name().toLowerCase(Locale.ROOT).equals(fields[column])) {
        return doubt;
      }
    }
    throw fault(
        column,
        "in_use, specified, ghost, a doubt such as maker_lives, or an empty field in a row with a service"
            + " name");
  }

  /**
   * Returns the entry of a row of {@code port-registry.csv}.
   *
   * @param tableSource the source of a row whose source column is blank
   * @throws RegistryFormatException at the first field that is not right
   */
  public RegistryRow entry(String tableSource) {
    PortSpan ports = ports(0);
    Transport transport = transport(1);
    RegistryDate registered = date(8);
    RegistryDate modified = date(9);
    List<String> references = list(10);
    String entrySource = fields[14].isEmpty() ? tableSource : fields[14];
    if (!fields[4].isEmpty()) {
      requireBlank(2, "a row with a service name, which is assigned");
      Liveness liveness = liveness(3);
      return new Assignment(
          fields[4],
          ports,
          transport,
          fields[5],
          fields[6],
          fields[7],
          registered,
          modified,
          references,
          fields[11],
          fields[12],
          fields[13],
          liveness,
          doubt(3, liveness),
          entrySource);
    }
    if (ports == null) {
      throw fault(0, "a port in a row without a service name", "nothing");
    }
    requireBlank(11, "a row without a service name");
    requireBlank(13, "a row without a service name");
    IanaState state = state(2);
    return new UnnamedEntry(
        ports,
        transport,
        state,
        unnamedStatus(3, state),
        fields[5],
        fields[6],
        fields[7],
        registered,
        modified,
        references,
        fields[12],
        entrySource);
  }
}
