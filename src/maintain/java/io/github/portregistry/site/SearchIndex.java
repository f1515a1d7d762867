package io.github.portregistry.site;

import io.github.portregistry.Assignment;
import io.github.portregistry.EverydayName;
import io.github.portregistry.FormerAssignment;
import io.github.portregistry.Liveness;
import io.github.portregistry.ObservedUse;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortRegistry;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the search in the browser looks through: a script that hands over one text, with a line of
 * fields between tabs for each port that has a page.
 *
 * <p>The fields are: how far the number is from the one before; the status and how alive the port
 * is, as a letter and a digit; its names; its former names; programs; and the registry's title.
 * Fields without a value at the end are left out.
 */
final class SearchIndex {

  private static final String BETWEEN_NAMES = "|";

  private final Map<Integer, Set<String>> everyday = new HashMap<>();

  SearchIndex(PortRegistry registry) {
    for (EverydayName name : registry.everydayNames()) {
      everyday.computeIfAbsent(name.port(), absent -> new LinkedHashSet<>()).add(name.name());
    }
  }

  /** Returns the script. */
  String script(List<PortRecord> ports) {
    StringBuilder script = new StringBuilder("portRegistrySearch(\"");
    int before = 0;
    for (PortRecord port : ports) {
      script.append(quoted(line(port, port.number() - before))).append("\\n");
      before = port.number();
    }
    return script.append("\");\n").toString();
  }

  private String line(PortRecord port, int step) {
    Set<String> names = names(port);
    Set<String> former = new LinkedHashSet<>();
    for (FormerAssignment each : port.formerAssignments()) {
      former.add(each.serviceName());
    }
    Set<String> programs = new LinkedHashSet<>();
    for (ObservedUse use : port.observedUses()) {
      if (!use.isRange()) {
        programs.add(use.application());
      }
    }
    String line =
        String.join(
            "\t",
            Integer.toString(step),
            weight(port),
            joined(names),
            joined(former),
            joined(programs),
            title(port).replace('\t', ' '));
    return line.stripTrailing();
  }

  /** The names that people use first, then those of the registry. */
  private Set<String> names(PortRecord port) {
    Set<String> names = new LinkedHashSet<>();
    for (ObservedUse use : port.observedUses()) {
      if (!use.commonName().isEmpty()) {
        names.add(use.commonName());
      }
    }
    for (Assignment service : port.assignments()) {
      names.add(service.serviceName());
    }
    names.addAll(everyday.getOrDefault(port.number(), Set.of()));
    return names;
  }

  private static String joined(Collection<String> names) {
    return String.join(BETWEEN_NAMES, names).replace('\t', ' ');
  }

  private String weight(PortRecord port) {
    char status =
        switch (port.status()) {
          case ASSIGNED -> 'a';
          case GHOST -> 'g';
          case RELEASED -> 'r';
          case RESERVED -> 's';
          case UNASSIGNED -> 'u';
          case DYNAMIC -> 'd';
        };
    int alive =
        port.assignments().isEmpty() || port.liveness() == Liveness.GHOST
            ? 0
            : port.liveness() == Liveness.IN_USE ? 2 : 1;
    boolean known = port.observedUses().stream().anyMatch(use -> !use.commonName().isEmpty());
    int called = known ? 3 : everyday.containsKey(port.number()) ? 1 : 0;
    return status + Integer.toString(alive + called);
  }

  /** The registry's title of the first service that has one which says more than the name. */
  private static String title(PortRecord port) {
    for (Assignment service : port.assignments()) {
      String title = service.description();
      if (!title.isEmpty()
          && !title
              .toLowerCase(Locale.ROOT)
              .equals(service.serviceName().toLowerCase(Locale.ROOT))) {
        return title;
      }
    }
    return "";
  }

  /** The text within a string of JavaScript. */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\t' -> quoted.append("\\t");
        default -> {
          if (c < ' ' || c == '<' || c == '\u2028' || c == '\u2029') {
            quoted.append(String.format("\\u%04x", (int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.toString();
  }
}
