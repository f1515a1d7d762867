package io.github.portregistry.csv;

import io.github.portregistry.OtherProtocols;
import io.github.portregistry.PortQuery;
import io.github.portregistry.PortSpan;
import io.github.portregistry.RegistryFormatException;
import io.github.portregistry.RegistryRow;
import io.github.portregistry.Transport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file like {@code /etc/services}: a name, a port and a protocol, aliases, and a comment.
 *
 * <p>A name that occurs twice for a port and protocol becomes one row with both comments; a name
 * that has a line of its own is not an alias. Lines of {@code ddp} and {@code divert} are left out.
 */
final class ServicesText {

  private static final int PORT = 0;
  private static final int TRANSPORT = 1;
  private static final int SERVICE_NAME = 4;
  private static final int DESCRIPTION = 5;
  private static final int ALIAS_OF = 13;
  private static final int COLUMNS = RowFormat.HEADER.size();

  /**
   * Protocols of {@code /etc/services} whose numbers are not ports: the sockets of AppleTalk
   * (Debian, BSD) and of FreeBSD's packet diversion. Any other word may be a misspelled transport.
   */
  private static final Set<String> WITHOUT_PORTS = Set.of("ddp", "divert");

  private static final String A_PLACE = "a port and a protocol such as 443/tcp";

  private final String source;
  private final OtherProtocols others;
  private final Room room;

  /** By port, protocol and name in lower case. */
  private final Map<List<String>, Row> rows = new LinkedHashMap<>();

  private ServicesText(String source, OtherProtocols others) {
    this.source = source;
    this.others = others;
    this.room = new Room(source);
  }

  /** The fields of a row, which several lines can contribute to. */
  private static final class Row {
    private final String[] fields;
    private final int line;
    private @Nullable Set<String> comments;

    Row(String[] fields, int line) {
      this.fields = fields;
      this.line = line;
    }

    void add(String comment) {
      if (!comment.isEmpty() && !comment.equals(fields[DESCRIPTION])) {
        Set<String> all = comments == null ? new LinkedHashSet<>() : comments;
        if (all.isEmpty() && !fields[DESCRIPTION].isEmpty()) {
          all.add(fields[DESCRIPTION]);
        }
        all.add(comment);
        comments = all;
      }
    }
  }

  /** Whether the first line that is neither blank nor a comment is in this format. */
  static boolean isServices(String text) {
    boolean comment = false;
    for (Iterator<String> lines = text.lines().iterator(); lines.hasNext(); ) {
      String line = lines.next().strip();
      if (line.startsWith("#")) {
        comment = true;
      } else if (!line.isEmpty()) {
        String[] words = line.split("\\s+", 3);
        return words.length > 1 && words[1].matches("[0-9]+(-[0-9]+)?/.*");
      }
    }
    return comment;
  }

  /**
   * Returns the rows of a text, in its order.
   *
   * @throws RegistryFormatException at the first place that cannot be understood
   */
  static List<RegistryRow> rows(String text, String source, OtherProtocols others) {
    ServicesText services = new ServicesText(source, others);
    int line = 1;
    for (Iterator<String> lines = text.lines().iterator(); lines.hasNext(); line++) {
      services.line(lines.next(), line);
    }
    List<RegistryRow> rows = new ArrayList<>(services.rows.size());
    for (Row row : services.rows.values()) {
      if (row.comments != null) {
        row.fields[DESCRIPTION] = String.join("; ", row.comments);
        CsvText.requireLength(row.fields[DESCRIPTION], source, row.line, 0);
      }
      rows.add(fields(row.fields, source, row.line).entry(source));
    }
    return rows;
  }

  private static Fields fields(String[] fields, String source, int line) {
    int[] places = new int[COLUMNS];
    places[SERVICE_NAME] = 1;
    places[PORT] = 2;
    places[TRANSPORT] = 2;
    return new Fields(fields, source, line, places);
  }

  private void line(String text, int line) {
    int hash = text.indexOf('#');
    String said = (hash < 0 ? text : text.substring(0, hash)).strip();
    if (said.isEmpty()) {
      return;
    }
    String comment = hash < 0 ? "" : text.substring(hash + 1).replace('\t', ' ').strip();
    String[] words = said.split("\\s+", -1);
    if (words.length < 2) {
      throw fault(line, 2, A_PLACE + " after the name " + Fault.quote(words[0]), "nothing");
    }
    int slash = words[1].indexOf('/');
    String protocol = words[1].substring(slash + 1).toLowerCase(Locale.ROOT);
    if (slash < 0 || !protocol.matches("[a-z0-9.+-]+")) {
      throw fault(line, 2, A_PLACE, Fault.quote(words[1]));
    }
    PortSpan ports = ports(words[1].substring(0, slash), line);
    if (!isTransport(protocol)) {
      if (others == OtherProtocols.REFUSE && !WITHOUT_PORTS.contains(protocol)) {
        throw fault(line, 2, "tcp, udp, sctp or dccp after the slash", Fault.quote(words[1]));
      }
      return;
    }
    add(words[0], ports, protocol, comment, "", line);
    for (int i = 2; i < words.length; i++) {
      add(words[i], ports, protocol, comment, words[0], line);
    }
  }

  private PortSpan ports(String text, int line) {
    try {
      return PortQuery.parse(text).ports();
    } catch (IllegalArgumentException e) {
      throw fault(line, 2, "a port from 0 to 65535 before the slash", Fault.quote(text));
    }
  }

  private static boolean isTransport(String protocol) {
    for (Transport transport : Transport.values()) {
      if (transport.keyword().equals(protocol)) {
        return true;
      }
    }
    return false;
  }

  private void add(
      String name, PortSpan ports, String protocol, String comment, String aliasOf, int line) {
    String[] fields = new String[COLUMNS];
    Arrays.fill(fields, "");
    fields[PORT] = ports.toString();
    fields[TRANSPORT] = protocol;
    fields[SERVICE_NAME] = name;
    fields[DESCRIPTION] = comment;
    fields[ALIAS_OF] = aliasOf;
    fields(fields, source, line).requireOneLineEach();
    CsvText.requireLength(name, source, line, 1);
    CsvText.requireLength(comment, source, line, 0);
    List<String> place = List.of(ports.toString(), protocol, name.toLowerCase(Locale.ROOT));
    Row row = rows.get(place);
    if (row != null) {
      if (aliasOf.isEmpty()) {
        row.fields[ALIAS_OF] = "";
        row.add(comment);
      }
      return;
    }
    room.take(fields, line);
    rows.put(place, new Row(fields, line));
  }

  private RegistryFormatException fault(int line, int column, String expected, String found) {
    return new RegistryFormatException(source, line, column, expected, found);
  }
}
