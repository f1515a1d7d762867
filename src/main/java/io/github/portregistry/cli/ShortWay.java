package io.github.portregistry.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a command line that has only ports and switches without picocli, because setting up picocli
 * takes longer than the answer.
 */
final class ShortWay {

  private ShortWay() {}

  /**
   * Returns the command with its words and switches; null if the line has anything else or may be
   * wrong, which {@link LongWay} then explains.
   */
  static @Nullable LookupCommand of(String[] args, Terminal terminal) {
    LookupCommand lookup = new LookupCommand(terminal);
    List<String> words = new ArrayList<>();
    for (String arg : args) {
      if (isPort(arg)) {
        words.add(arg);
      } else if (!isSwitchedOn(arg, lookup)) {
        return null;
      }
    }
    lookup.words = words;
    return words.isEmpty() ? null : lookup;
  }

  private static boolean isPort(String word) {
    if (word.isEmpty() || word.charAt(0) < '0' || word.charAt(0) > '9') {
      return false;
    }
    try {
      Query query = Query.parse(word);
      return query.ports() != null && query.ports().size() == 1;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Sets a switch; returns whether the argument is one that was not set before. */
  private static boolean isSwitchedOn(String arg, LookupCommand lookup) {
    boolean before;
    switch (arg) {
      case "-p", "--probe" -> {
        before = lookup.probe;
        lookup.probe = true;
      }
      case "--containers" -> {
        before = lookup.containers;
        lookup.containers = true;
      }
      case "--strict" -> {
        before = lookup.strict;
        lookup.strict = true;
      }
      case "--speaks" -> {
        before = lookup.speaks;
        lookup.speaks = true;
      }
      case "--speaks-udp" -> {
        before = lookup.speaksUdp;
        lookup.speaksUdp = true;
      }
      case "--history" -> {
        before = lookup.history;
        lookup.history = true;
      }
      case "--json" -> {
        before = lookup.json;
        lookup.json = true;
      }
      case "--full" -> {
        before = lookup.full;
        lookup.full = true;
      }
      case "--check" -> {
        before = lookup.check;
        lookup.check = true;
      }
      case "--markdown" -> {
        before = lookup.markdown;
        lookup.markdown = true;
      }
      default -> {
        return false;
      }
    }
    return !before;
  }
}
