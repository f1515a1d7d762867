package io.github.portregistry.probe;

import java.time.Duration;

/**
 * When a search for owners has to end. It is asked before each step, so that whatever was left out
 * for lack of time is known afterwards. Several threads may ask.
 */
class Deadline {

  /** A longer search is one without an end. */
  private static final Duration LONGEST = Duration.ofDays(365);

  private final Duration budget;
  private final long start = System.nanoTime();
  private final long nanos;

  /** Whether it was over when it was asked. */
  private volatile boolean over;

  Deadline(Duration budget) {
    this.budget = budget;
    this.nanos = (budget.compareTo(LONGEST) < 0 ? budget : LONGEST).toNanos();
  }

  /** One that is over once so much time has passed. */
  static Deadline after(Duration budget) {
    return new Deadline(budget);
  }

  /** Whether the time has passed. Asked before a step, which is left out if it has. */
  final boolean isOver() {
    if (!over && hasPassed()) {
      over = true;
    }
    return over;
  }

  /** Whether a step was left out. */
  final boolean leftOut() {
    return over;
  }

  boolean hasPassed() {
    return System.nanoTime() - start >= nanos;
  }

  /** The milliseconds until then; below zero after it. */
  final long leftMillis() {
    return (nanos - (System.nanoTime() - start)) / 1_000_000;
  }

  /** The time that there was, such as {@code 2 s}. */
  final String budget() {
    long millis = budget.toMillis();
    if (millis == 0) {
      return budget.toNanos() + " ns";
    }
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }

  /** A note on what was left out. */
  final String note() {
    return "Not every process was searched for owners within "
        + budget()
        + ", so owners may be missing. Give the search more time"
        + " (ListenerProbe.withOwnerBudget).";
  }
}
