package io.github.portregistry;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * IANA's file and the later facts, read a second time: none of this is code of the library, so that
 * a fault of the import cannot hide in its own test.
 */
final class RawSnapshot {

  static final Path DIRECTORY = Path.of("..", "shared", "data", "iana");
  static final Path IANA = DIRECTORY.resolve("service-names-port-numbers-2026-08-17.csv");
  static final Path LATER = DIRECTORY.resolve("later-facts-2026-09.csv");

  static final List<String> TRANSPORTS = List.of("tcp", "udp", "sctp", "dccp");

  private static final List<String> RELEASE_WORDS =
      List.of(
          "de-assigned",
          "de-registered",
          "decomissioned",
          "de-commissioned",
          "deprecated",
          "removed",
          "released",
          "withdrawn",
          "[was ");

  private final List<Row> rows;
  private final List<List<Row>> byPort = new ArrayList<>();

  /** One row; {@code first} and {@code last} are -1 where the file gives no port. */
  record Row(
      String name,
      int first,
      int last,
      String transport,
      String title,
      String assignee,
      String contact,
      String registered,
      String modified,
      String reference,
      String serviceCode,
      String unauthorizedUse,
      String note,
      String seenIn) {

    boolean isFor(String wanted) {
      return transport.isEmpty() || transport.equals(wanted);
    }

    boolean hasPort() {
      return first >= 0;
    }

    boolean isNamed() {
      return !name.isEmpty();
    }

    String place() {
      String ports = first == last ? "" + first : first + "-" + last;
      return (hasPort() ? ports : "") + '/' + transport + '/' + name;
    }

    boolean hasReleaseWording() {
      String words = (title + ' ' + note).toLowerCase(Locale.ROOT);
      return !isNamed() && RELEASE_WORDS.stream().anyMatch(words::contains);
    }

    String state() {
      if (isNamed() || title.startsWith("any private ")) {
        return "ASSIGNED";
      }
      return title.startsWith("Reserved") ? "RESERVED" : "UNASSIGNED";
    }

    boolean isAlias() {
      return !aliasOf().isEmpty();
    }

    String aliasOf() {
      String words = collapsed(note);
      String alias = between(words, "This entry is an alias to \"", "\"");
      return alias.isEmpty() ? between(words, "This is a duplicate of the \"", "\"") : alias;
    }

    /** The title in one line, without the sentence on the name that it replaces. */
    String plainTitle() {
      String line = withoutMail(collapsed(title));
      int sentence = line.indexOf("IANA assigned this well-formed service name");
      return (sentence < 0 ? line : line.substring(0, sentence)).strip();
    }

    List<String> references() {
      List<String> documents = new ArrayList<>();
      for (String document : bracketed(reference)) {
        // The one text that is longer describes a protocol.
        if (!document.equals("n/a") && document.length() < 200) {
          documents.add(document);
        }
      }
      return documents;
    }

    private Row over(int newFirst, int newLast) {
      return new Row(
          name,
          newFirst,
          newLast,
          transport,
          title,
          assignee,
          contact,
          registered,
          modified,
          reference,
          serviceCode,
          unauthorizedUse,
          note,
          seenIn);
    }
  }

  private RawSnapshot(List<Row> rows) {
    this.rows = rows;
    for (int port = 0; port <= 65535; port++) {
      byPort.add(new ArrayList<>(2));
    }
    for (Row row : rows) {
      for (int port = row.first; row.hasPort() && port <= row.last; port++) {
        byPort.get(port).add(row);
      }
    }
  }

  /** What IANA published; the calling test is skipped where the file is absent. */
  static RawSnapshot published() {
    assumePresent();
    List<Row> rows = new ArrayList<>();
    for (String[] f : records(IANA, 12)) {
      int dash = f[1].indexOf('-');
      int first = f[1].isEmpty() ? -1 : Integer.parseInt(dash < 0 ? f[1] : f[1].substring(0, dash));
      int last = dash < 0 ? first : Integer.parseInt(f[1].substring(dash + 1));
      rows.add(
          new Row(
              f[0], first, last, f[2], f[3], f[4], f[5], f[6], f[7], f[8], f[9], f[10], f[11], ""));
    }
    return new RawSnapshot(rows);
  }

  /** What IANA published, and what was assigned or renamed since. */
  static RawSnapshot withLaterFacts() {
    List<Row> rows = new ArrayList<>(published().rows);
    for (String[] f : records(LATER, 6)) {
      String place = f[0] + '/' + f[1] + '/' + f[2];
      if (rows.stream().noneMatch(row -> row.place().equals(place))) {
        apply(rows, Integer.parseInt(f[0]), f);
      }
    }
    return new RawSnapshot(rows);
  }

  private static void apply(List<Row> rows, int port, String[] f) {
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      if (row.first == port && row.name.equals(f[4]) && row.transport.equals(f[1])) {
        if (row.isNamed()) {
          Row renamed =
              new Row(
                  f[2],
                  port,
                  port,
                  f[1],
                  f[3],
                  row.assignee,
                  row.contact,
                  row.registered,
                  row.modified,
                  row.reference,
                  row.serviceCode,
                  row.unauthorizedUse,
                  row.note,
                  f[5]);
          rows.set(i, renamed);
          return;
        }
      }
      if (!row.isNamed() && row.first <= port && port <= row.last && row.isFor(f[1])) {
        rows.remove(i);
        if (port < row.last) {
          rows.add(i, row.over(port + 1, row.last));
        }
        if (row.first < port) {
          rows.add(i, row.over(row.first, port - 1));
        }
      }
    }
    rows.add(new Row(f[2], port, port, f[1], f[3], "", "", "", "", "", "", "", "", f[5]));
  }

  static void assumePresent() {
    assumeTrue(Files.exists(IANA) && Files.exists(LATER), "needs ../shared/data/iana");
  }

  /** The calling test is skipped where the tables were made from a newer file by a refresh. */
  static void assumeOfTheTables() {
    assumePresent();
    String source = PortRegistry.bundled().sources().get(0);
    String day = source.substring(source.lastIndexOf(' ') + 1);
    assumeTrue(
        IANA.toString().endsWith('-' + day + ".csv"),
        "needs ../shared/data/iana of the day of the tables");
  }

  List<Row> rows() {
    return rows;
  }

  /** The rows that cover a port, in the order of the file. */
  List<Row> at(int port) {
    return byPort.get(port);
  }

  /** The services of a port and transport, the primary first. */
  List<Row> services(int port, String transport) {
    List<Row> services = new ArrayList<>();
    for (Row row : at(port)) {
      if (row.isNamed() && row.isFor(transport)) {
        services.add(row);
      }
    }
    if (services.size() > 1) {
      services.sort(
          Comparator.comparing(Row::isAlias).thenComparing(r -> r.references().isEmpty()));
    }
    return services;
  }

  List<String> names(int port, String transport) {
    return services(port, transport).stream().map(Row::name).toList();
  }

  String state(int port, String transport) {
    Row row = narrowest(port, transport);
    return row == null ? "UNASSIGNED" : row.state();
  }

  String status(int port, String transport) {
    Row row = narrowest(port, transport);
    if (row == null) {
      return port >= 49152 ? "DYNAMIC" : "UNASSIGNED";
    }
    return row.hasReleaseWording() ? "RELEASED" : row.state();
  }

  /** A named row if there is one; else the row for this transport, else that of fewest ports. */
  private Row narrowest(int port, String transport) {
    Row best = null;
    for (Row row : at(port)) {
      if (row.isFor(transport) && (best == null || weight(row) < weight(best))) {
        best = row;
      }
    }
    return best;
  }

  private static int weight(Row row) {
    int ports = row.last - row.first;
    return row.isNamed() ? -1 : row.transport.isEmpty() ? 100_000 + ports : ports;
  }

  /** First and last port of the row with the fewest ports, or of the range where there is none. */
  List<Integer> block(int port) {
    List<Row> covering = at(port);
    if (covering.isEmpty()) {
      return port < 1024
          ? List.of(0, 1023)
          : port < 49152 ? List.of(1024, 49151) : List.of(49152, 65535);
    }
    Row least = covering.get(0);
    for (Row row : covering) {
      if (row.last - row.first < least.last - least.first) {
        least = row;
      }
    }
    return List.of(least.first, least.last);
  }

  static String collapsed(String text) {
    return String.join(" ", Arrays.stream(text.split("\\s+")).filter(w -> !w.isEmpty()).toList());
  }

  /** What stands in brackets and between them, piece by piece. */
  static List<String> bracketed(String text) {
    return Arrays.stream(withoutMail(collapsed(text)).split("[\\[\\]]"))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  static String withoutMail(String text) {
    int from = text.indexOf('<');
    int to = text.indexOf('>', from + 1);
    if (from < 0 || to < 0) {
      return text;
    }
    String inside = text.substring(from, to);
    boolean mail = (inside.contains("&") || inside.contains("@")) && !inside.contains(" ");
    String before = text.substring(0, mail ? from : to + 1);
    return (mail ? before.stripTrailing() : before) + withoutMail(text.substring(to + 1));
  }

  private static String between(String text, String before, String after) {
    int from = text.indexOf(before);
    return from < 0
        ? ""
        : text.substring(from + before.length(), text.indexOf(after, from + before.length()));
  }

  /** A CSV reader of the fewest lines: one character, one state. */
  static List<String[]> records(Path file, int columns) {
    try {
      return records(Files.readString(file), file.toString(), columns);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String[]> records(String text, String file, int columns) {
    List<String[]> records = new ArrayList<>();
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        if (quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
          field.append('"');
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (quoted || (c != ',' && c != '\n' && c != '\r')) {
        field.append(c);
      } else if (c != '\r') {
        fields.add(field.toString());
        field.setLength(0);
        if (c == '\n') {
          if (fields.size() != columns) {
            throw new AssertionError(
                file + " has a row of " + fields.size() + " fields: " + fields);
          }
          records.add(fields.toArray(new String[0]));
          fields.clear();
        }
      }
    }
    return records.subList(1, records.size());
  }
}
