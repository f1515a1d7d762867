package io.github.portregistry;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * The published states of the registry, rebuilt from their table by plain texts: none of this is
 * code of the library, so that a fault of the library cannot hide in its own test.
 */
final class RawStates {

  static final Path FILE = Path.of("..", "shared", "data", "history", "daily-states.csv.gz");

  private static List<String[]> records;

  /** Title and documents by place, such as {@code 80/tcp/http}; several may share one. */
  private final Map<String, List<String>> services = new TreeMap<>();

  /** The titles of rows without a name, by ports and transport. */
  private final Map<String, List<String>> unnamed = new HashMap<>();

  /** The narrowest row without a name, by port and transport; made when first asked for. */
  private Map<String, String> narrowest;

  static synchronized List<String[]> records() {
    assumeTrue(Files.exists(FILE), "needs ../shared/data/history");
    if (records == null) {
      try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(FILE))) {
        records =
            RawSnapshot.records(
                new String(in.readAllBytes(), StandardCharsets.UTF_8), FILE.toString(), 8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return records;
  }

  /**
   * The days of the states: the registry's own date of each. Servers delivered some copies again
   * that were older than one seen before; those are no states of their own.
   */
  static List<String> days() {
    List<String> days = new ArrayList<>();
    for (String[] row : records()) {
      if (days.isEmpty() || row[0].compareTo(days.get(days.size() - 1)) > 0) {
        days.add(row[0]);
      }
    }
    return days;
  }

  /** How many rows came or left with states that are no states of their own. */
  static long rowsOfStaleCopies() {
    String newest = "";
    long rows = 0;
    for (String[] row : records()) {
      rows += row[0].compareTo(newest) < 0 && !row[2].equals(".") ? 1 : 0;
      newest = row[0].compareTo(newest) > 0 ? row[0] : newest;
    }
    return rows;
  }

  /** The last state of a day, or of the last day before it that has one. */
  static RawStates asOf(String day) {
    List<String[]> rows = records();
    String newest = "";
    int end = 0;
    for (int i = 0; i < rows.size(); i++) {
      String of = rows.get(i)[0];
      if (of.compareTo(newest) >= 0 && of.compareTo(day) <= 0) {
        newest = of;
        end = i + 1;
      }
    }
    RawStates state = new RawStates();
    rows.subList(0, end).forEach(state::apply);
    return state;
  }

  private void apply(String[] row) {
    String place = row[3] + '/' + row[4] + '/' + row[5];
    Map<String, List<String>> rows = row[5].isEmpty() ? unnamed : services;
    switch (row[2]) {
      case "=", "+" -> rows.computeIfAbsent(place, none -> new ArrayList<>(1)).add(text(row));
      case "-" -> {
        List<String> titles = rows.get(place);
        if (titles == null || !titles.remove(text(row))) {
          throw new AssertionError("no " + row[6] + " at " + place);
        }
      }
      default -> {
        // A state without a difference.
      }
    }
  }

  /**
   * What a state has of a row besides its place: the title, and of a service on a port what it
   * cites. What a name without a port cited before it left is not kept.
   */
  private static String text(String[] row) {
    if (row[5].isEmpty()) {
      return row[6];
    }
    String documents = row[3].isEmpty() ? "" : " " + cited(List.of(row[7].split("\\|")));
    return plain(row[6]) + documents;
  }

  /** The documents that a row cites, in one order, without their sections. */
  static List<String> cited(List<String> references) {
    return references.stream()
        .map(name -> name.replaceFirst(",.*", ""))
        .map(name -> name.matches("rfc[0-9]+") ? name.toUpperCase(Locale.ROOT) : name)
        .filter(name -> name.startsWith("RFC") || name.startsWith("draft-"))
        .distinct()
        .sorted()
        .toList();
  }

  /** The services with their titles and the documents that they cite, in one sorted list. */
  List<String> services() {
    List<String> all = new ArrayList<>();
    services.forEach((place, texts) -> texts.forEach(text -> all.add(place + ' ' + text)));
    all.sort(null);
    return all;
  }

  /** A title without the sentence on the name that it replaces, mail addresses and documents. */
  static String plain(String title) {
    String line = RawSnapshot.withoutMail(RawSnapshot.collapsed(title));
    int sentence = line.indexOf("IANA assigned this well-formed service name");
    String plain = sentence < 0 ? line : line.substring(0, sentence);
    int document = plain.indexOf(" [RFC");
    return (document < 0 ? plain : plain.substring(0, document)).strip();
  }

  /** RESERVED, UNASSIGNED or ASSIGNED, for TCP or UDP on a port without a service. */
  String state(int port, String transport) {
    if (narrowest == null) {
      narrowest = new HashMap<>();
      unnamed.forEach((place, titles) -> titles.forEach(title -> addNarrowest(place, title)));
    }
    String weighed = narrowest.get(port + "/" + transport);
    return weighed == null ? "UNASSIGNED" : state(weighed.substring(weighed.indexOf(' ') + 1));
  }

  private static String state(String title) {
    if (title.startsWith("any private ")) {
      return "ASSIGNED";
    }
    return title.contains("Reserved") ? "RESERVED" : "UNASSIGNED";
  }

  private void addNarrowest(String place, String title) {
    String[] parts = place.split("/", -1);
    int dash = parts[0].indexOf('-');
    int first = Integer.parseInt(dash < 0 ? parts[0] : parts[0].substring(0, dash));
    int last = Integer.parseInt(parts[0].substring(dash + 1));
    int weight = 100_000 + last - first + (parts[1].isEmpty() ? 100_000 : 0);
    for (String transport : parts[1].isEmpty() ? List.of("tcp", "udp") : List.of(parts[1])) {
      for (int port = first; port <= last; port++) {
        narrowest.merge(
            port + "/" + transport,
            weight + " " + title,
            (one, other) -> one.compareTo(other) < 0 ? one : other);
      }
    }
  }
}
