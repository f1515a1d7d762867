package io.github.portregistry;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The log of changes as it was collected, undone and done by plain texts: none of this is code of
 * the library, so that a fault of the library cannot hide in its own test.
 */
final class RawHistory {

  /** The day of IANA's file, from which the log leads back and on. */
  static final String ANCHOR = "2026-02-13";

  private static final Path FILE = Path.of("..", "shared", "data", "history", "history-events.csv");

  record Event(
      String effective,
      String port,
      String transport,
      String kind,
      String name,
      String before,
      String after) {

    String place() {
      return port + '/' + transport + '/' + name;
    }

    int first() {
      int dash = port.indexOf('-');
      return Integer.parseInt(dash < 0 ? port : port.substring(0, dash));
    }

    int last() {
      return Integer.parseInt(port.substring(port.indexOf('-') + 1));
    }
  }

  /** The titles of the services by port, transport and name; two rows may share these. */
  private final Map<String, List<String>> services = new TreeMap<>();

  /** What is known of a state other than IANA's file has it, by port and transport. */
  private final Map<String, String> states = new TreeMap<>();

  private final RawSnapshot snapshot = RawSnapshot.published();

  private RawHistory() {
    for (RawSnapshot.Row row : snapshot.rows()) {
      if (row.isNamed()) {
        services.computeIfAbsent(row.place(), none -> new ArrayList<>()).add(row.plainTitle());
      }
    }
  }

  static List<Event> events() {
    assumeTrue(Files.exists(FILE), "needs ../shared/data/history");
    return RawSnapshot.records(FILE, 10).stream()
        .map(f -> new Event(f[0].isEmpty() ? f[2] : f[0], f[3], f[4], f[5], f[6], f[7], f[8]))
        .toList();
  }

  /** The registry at the end of a day such as 2020-06-01. */
  static RawHistory asOf(String day) {
    RawHistory history = new RawHistory();
    List<Event> events = events();
    for (int i = events.size() - 1; i >= 0; i--) {
      String effective = events.get(i).effective();
      if (effective.compareTo(day) > 0 && effective.compareTo(ANCHOR) <= 0) {
        history.undo(events.get(i));
      }
    }
    for (Event event : events) {
      if (event.effective().compareTo(ANCHOR) > 0 && event.effective().compareTo(day) <= 0) {
        history.apply(event);
      }
    }
    return history;
  }

  private void undo(Event event) {
    String place = event.place();
    switch (event.kind()) {
      case "ASSIGNED" -> {
        replace(place, event.after(), null, null);
        if (!event.before().isEmpty()) {
          put(event, event.before());
        }
      }
      case "WITHDRAWN", "TRANSPORT_WITHDRAWN" -> {
        services.computeIfAbsent(place, none -> new ArrayList<>()).add(event.before());
        if (!event.port().isEmpty()) {
          put(event, "");
        }
      }
      case "RENAMED" ->
          replace(place, null, event.port() + '/' + event.transport() + '/' + event.before(), null);
      case "DESCRIPTION_CHANGED" -> replace(place, event.after(), place, event.before());
      case "STATE_CHANGED" -> put(event, event.before());
      default -> {
        // References are not compared here.
      }
    }
  }

  private void apply(Event event) {
    String place = event.place();
    switch (event.kind()) {
      case "ASSIGNED" -> {
        services.computeIfAbsent(place, none -> new ArrayList<>()).add(event.after());
        put(event, "");
      }
      case "RENAMED" ->
          replace(event.port() + '/' + event.transport() + '/' + event.before(), null, place, null);
      case "DESCRIPTION_CHANGED" -> replace(place, event.before(), place, event.after());
      case "STATE_CHANGED" -> put(event, event.after());
      default -> throw new AssertionError("not after the anchor: " + event);
    }
  }

  /** Takes a title away, whatever it is if null; and puts it, or another, somewhere else. */
  private void replace(String place, String title, String newPlace, String newTitle) {
    List<String> titles = services.get(place);
    for (int i = 0; titles != null && i < titles.size(); i++) {
      if (title == null || letters(titles.get(i)).equals(letters(title))) {
        String taken = titles.remove(i);
        if (newPlace != null) {
          services
              .computeIfAbsent(newPlace, none -> new ArrayList<>())
              .add(newTitle == null ? taken : newTitle);
        }
        return;
      }
    }
    throw new AssertionError("no " + title + " at " + place);
  }

  private void put(Event event, String state) {
    for (int port = event.first(); port <= event.last(); port++) {
      for (String transport :
          event.transport().isEmpty() ? List.of("tcp", "udp") : List.of(event.transport())) {
        states.put(port + "/" + transport, state);
      }
    }
  }

  static String letters(String title) {
    return title.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
  }

  /** The services with the letters of their titles, in one sorted list. */
  List<String> services() {
    List<String> all = new ArrayList<>();
    services.forEach(
        (place, titles) -> titles.forEach(title -> all.add(place + ' ' + letters(title))));
    all.sort(null);
    return all;
  }

  /** RESERVED or UNASSIGNED, for TCP or UDP on a port without a service. */
  String state(int port, String transport) {
    String changed = states.get(port + "/" + transport);
    if (changed == null) {
      return snapshot.state(port, transport);
    }
    return changed.isEmpty() ? "UNASSIGNED" : changed.replace("IANA ", "").toUpperCase(Locale.ROOT);
  }
}
