package io.github.portregistry.probe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a program's output that were not understood: the first few, and the number of the
 * others.
 */
final class NetstatOddRows {

  static final int TOLD = 3;

  private final List<String> first = new ArrayList<>();
  private int more;

  void add(String row, IOException why) {
    if (first.size() < TOLD) {
      first.add("A row was not understood: " + Command.reason(why) + " in " + Command.excerpt(row));
    } else {
      more++;
    }
  }

  boolean isEmpty() {
    return first.isEmpty();
  }

  /** Returns a few sentences for a person. */
  List<String> notes() {
    List<String> notes = new ArrayList<>(first);
    if (more > 0) {
      notes.add(more + (more == 1 ? " more row was" : " more rows were") + " not understood.");
    }
    return notes;
  }
}
