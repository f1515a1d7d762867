package io.github.portregistry.probe;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

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

  /** Whose interrupt ends the search as well; null if nobody's does. */
  private final @Nullable Thread caller;

  /** Whether it was over when it was asked. */
  private volatile boolean over;

  private volatile boolean interrupted;

  Deadline(Duration budget) {
    this(budget, null);
  }

  private Deadline(Duration budget, @Nullable Thread caller) {
    this.budget = budget;
    this.caller = caller;
    this.nanos = (budget.compareTo(LONGEST) < 0 ? budget : LONGEST).toNanos();
  }

  /** One that is over once so much time has passed. */
  static Deadline after(Duration budget) {
    return new Deadline(budget);
  }

  /** One that is also over once the thread that calls this is interrupted. */
  static Deadline afterOrInterrupted(Duration budget) {
    return new Deadline(budget, Thread.currentThread());
  }

  /** Whether the time has passed. Asked before a step, which is left out if it has. */
  final boolean isOver() {
    if (!over) {
      if (caller != null && caller.isInterrupted()) {
        interrupt();
      } else if (hasPassed()) {
        over = true;
      }
    }
    return over;
  }

  /** Ends the search, as the thread that waits for it was interrupted. */
  final void interrupt() {
    if (!over) {
      interrupted = true;
      over = true;
    }
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

  /** When the search ended, such as {@code within 2 s}. */
  final String bound() {
    return interrupted ? "before the thread that asked was interrupted" : "within " + budget();
  }

  /** What helps, as a sentence after a blank. */
  final String help() {
    return interrupted
        ? " Check again."
        : " Give the search more time (ListenerProbe.withOwnerBudget).";
  }

  /** A note on owners that were left out. */
  final String note() {
    return "The search for owners did not finish "
        + bound()
        + ", so owners may be missing."
        + help();
  }

  /** A note on what was left out after all processes had been searched. */
  final String groupNote() {
    return "Every process was searched, but not every control group and likely owner was looked up "
        + bound()
        + ", so some may be missing."
        + help();
  }
}
