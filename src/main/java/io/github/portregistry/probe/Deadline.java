package io.github.portregistry.probe;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The time limit of a search for owners. It is checked before each step, so that it is known
 * whether a step was left out. Thread-safe.
 */
class Deadline {

  /** The longest time limit; a longer one counts as this. */
  private static final Duration LONGEST = Duration.ofDays(365);

  private final Duration budget;
  private final long start = System.nanoTime();
  private final long nanos;

  /** The thread whose interrupt also ends the search; null for none. */
  private final @Nullable Thread caller;

  /** Whether the time was over at a check. */
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

  /** Returns a deadline that ends after a time. */
  static Deadline after(Duration budget) {
    return new Deadline(budget);
  }

  /** Returns a deadline that ends after a time, or when the calling thread is interrupted. */
  static Deadline afterOrInterrupted(Duration budget) {
    return new Deadline(budget, Thread.currentThread());
  }

  /** Whether the time is over. Checked before a step, which is then left out. */
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

  /** Ends the search because the waiting thread was interrupted. */
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

  /** The remaining milliseconds; negative after the end. */
  final long leftMillis() {
    return (nanos - (System.nanoTime() - start)) / 1_000_000;
  }

  /** The whole time, such as {@code 2 s}. */
  final String budget() {
    long millis = budget.toMillis();
    if (millis == 0) {
      return budget.toNanos() + " ns";
    }
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }

  /** The limit that ended the search, such as {@code within 2 s}. */
  final String bound() {
    return interrupted ? "before the thread that asked was interrupted" : "within " + budget();
  }

  /** What helps, as a sentence after a blank. */
  final String help() {
    return interrupted
        ? " Check again."
        : " Give the search more time (ListenerProbe.withOwnerBudget).";
  }

  /** The note on owners that were left out. */
  final String note() {
    return "The search for owners did not finish "
        + bound()
        + ", so owners may be missing."
        + help();
  }

  /** The note on what was left out after all processes had been searched. */
  final String groupNote() {
    return "Every process was searched, but not every control group and likely owner was looked up "
        + bound()
        + ", so some may be missing."
        + help();
  }
}
