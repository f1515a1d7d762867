package io.github.portregistry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Published states of the registry as a server published them, and the differences between them:
 * rows as plain texts, so that no fault of the library can hide in its own test.
 */
final class ReplayStates {

  /**
   * A state.
   *
   * @param day the registry's own date of it
   * @param rows number, transport, name, title and references of each row
   */
  record State(String day, List<List<String>> rows) {

    /** The rows of services as one text each, by place: number, transport and name. */
    Map<String, List<String>> titles() {
      Map<String, List<String>> titles = new TreeMap<>();
      for (List<String> row : rows) {
        if (!row.get(2).isEmpty()) {
          titles
              .computeIfAbsent(place(row), none -> new ArrayList<>(1))
              .add(RawStates.plain(row.get(3)));
        }
      }
      titles.values().forEach(all -> all.sort(null));
      return titles;
    }

    /** The references of each place that one row has. */
    Map<String, String> references() {
      Map<String, String> references = new TreeMap<>();
      Map<String, List<String>> titles = titles();
      for (List<String> row : rows) {
        if (!row.get(2).isEmpty() && titles.getOrDefault(place(row), List.of()).size() == 1) {
          references.put(place(row), row.get(4));
        }
      }
      return references;
    }

    private static String place(List<String> row) {
      return (row.get(0).isEmpty() ? "no port" : row.get(0))
          + (row.get(1).isEmpty() ? "" : "/" + row.get(1))
          + " "
          + row.get(2);
    }

    /** The state as IANA's XML. */
    String xml() {
      StringBuilder xml = new StringBuilder("<?xml version='1.0' encoding='UTF-8'?>\n");
      xml.append("<registry xmlns=\"http://www.iana.org/assignments\"");
      xml.append(" id=\"service-names-port-numbers\">\n");
      add(xml, "updated", day);
      for (List<String> row : rows) {
        xml.append("<record>\n");
        add(xml, "name", row.get(2));
        add(xml, "protocol", row.get(1));
        // Such ports are assigned; the states leave out to whom.
        if (row.get(3).startsWith("any private ")) {
          xml.append("<assignee><xref type=\"person\" data=\"Jon_Postel\"/></assignee>\n");
        }
        add(xml, "description", row.get(3));
        add(xml, "number", row.get(0));
        for (String reference : row.get(4).isEmpty() ? new String[0] : row.get(4).split("\\|")) {
          xml.append("<xref type=\"").append(reference.startsWith("rfc") ? "rfc" : "draft");
          xml.append("\" data=\"").append(escaped(reference)).append("\"/>\n");
        }
        xml.append("</record>\n");
      }
      return xml.append("</registry>\n").toString();
    }

    private static void add(StringBuilder xml, String element, String text) {
      if (!text.isEmpty()) {
        xml.append('<').append(element).append('>').append(escaped(text));
        xml.append("</").append(element).append(">\n");
      }
    }

    private static String escaped(String text) {
      return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
  }

  private ReplayStates() {}

  /** The states of some days, the oldest first. */
  static List<State> of(List<String> days) {
    List<State> states = new ArrayList<>();
    Map<List<String>, Integer> counts = new TreeMap<>(ReplayStates::compare);
    String newest = "";
    String next = days.get(0);
    int taken = 0;
    for (String[] record : RawStates.records()) {
      if (record[0].compareTo(newest) > 0 && newest.equals(next)) {
        states.add(new State(newest, rows(counts)));
        taken++;
        next = taken < days.size() ? days.get(taken) : "";
      }
      newest = record[0].compareTo(newest) > 0 ? record[0] : newest;
      List<String> row = List.of(record).subList(3, 8);
      switch (record[2]) {
        case "=", "+" -> counts.merge(row, 1, Integer::sum);
        case "-" -> counts.computeIfPresent(row, (same, count) -> count == 1 ? null : count - 1);
        default -> {
          // A state without a difference.
        }
      }
    }
    if (newest.equals(next)) {
      states.add(new State(newest, rows(counts)));
    }
    return states;
  }

  /** The order of the registry, in which names without a port are last. */
  private static int compare(List<String> one, List<String> other) {
    int order = Integer.compare(first(one), first(other));
    return order != 0 ? order : String.join("\t", one).compareTo(String.join("\t", other));
  }

  private static int first(List<String> row) {
    return row.get(0).isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(row.get(0).split("-", 2)[0]);
  }

  private static List<List<String>> rows(Map<List<String>, Integer> counts) {
    List<List<String>> rows = new ArrayList<>();
    counts.forEach((row, count) -> rows.addAll(java.util.Collections.nCopies(count, row)));
    return rows;
  }

  /**
   * The difference of the services of two states.
   *
   * @param assigned places that only the newer has
   * @param withdrawn places that only the older has
   * @param renamed each place of the older with the name in the newer, where the title stayed
   * @param retitled places with another title
   * @param citing places with other references
   */
  record Difference(
      List<String> assigned,
      List<String> withdrawn,
      List<String> renamed,
      List<String> retitled,
      List<String> citing) {

    static Difference of(State older, State newer) {
      Map<String, List<String>> before = older.titles();
      Map<String, List<String>> after = newer.titles();
      Map<String, String> left = new TreeMap<>();
      Map<String, String> come = new TreeMap<>();
      List<String> retitled = new ArrayList<>();
      before.forEach(
          (place, titles) -> {
            int missing = titles.size() - after.getOrDefault(place, List.of()).size();
            if (missing > 0) {
              left.put(place, titles.get(0));
            } else if (!after.getOrDefault(place, List.of()).containsAll(titles)) {
              retitled.add(place);
            }
          });
      after.forEach(
          (place, titles) -> {
            if (titles.size() > before.getOrDefault(place, List.of()).size()) {
              come.put(place, titles.get(0));
            }
          });
      List<String> renamed = new ArrayList<>();
      for (Map.Entry<String, String> gone : new HashMap<>(left).entrySet()) {
        String port = gone.getKey().split(" ", 2)[0];
        come.entrySet().stream()
            .filter(row -> !gone.getKey().startsWith("no port"))
            .filter(row -> row.getKey().startsWith(port + " "))
            .filter(row -> row.getValue().equals(gone.getValue()))
            .findFirst()
            .ifPresent(
                row -> {
                  renamed.add(gone.getKey() + " is " + row.getKey().split(" ", 2)[1]);
                  left.remove(gone.getKey());
                  come.remove(row.getKey());
                });
      }
      renamed.sort(null);
      return new Difference(
          List.copyOf(come.keySet()),
          List.copyOf(left.keySet()),
          renamed,
          retitled,
          citing(older, newer));
    }

    private static List<String> citing(State older, State newer) {
      Map<String, String> before = older.references();
      List<String> citing = new ArrayList<>();
      newer
          .references()
          .forEach(
              (place, now) -> {
                if (!now.equals(before.getOrDefault(place, now))) {
                  citing.add(place);
                }
              });
      return citing;
    }

    @Override
    public String toString() {
      return assigned.size()
          + " assigned, "
          + withdrawn.size()
          + " withdrawn, "
          + renamed.size()
          + " renamed, "
          + retitled.size()
          + " retitled, "
          + citing.size()
          + " citing others";
    }
  }

  /** The services of some rows, as {@link State#titles} has them, in one sorted list. */
  static List<String> services(State state) {
    return state.titles().entrySet().stream()
        .flatMap(row -> row.getValue().stream().map(title -> row.getKey() + " " + title))
        .sorted()
        .collect(Collectors.toList());
  }
}
