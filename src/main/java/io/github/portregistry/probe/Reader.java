package io.github.portregistry.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The user and process that ask for advice.
 *
 * @param pid this process
 * @param startedAt when it started; null if the system does not show it
 * @param user its effective user; "" if not known, or if the answer is for another machine
 * @param userOf returns the user of a process by its pid; "" if not known
 */
record Reader(long pid, @Nullable Instant startedAt, String user, LongFunction<String> userOf) {

  /** Creates a reader who does not know the users of other processes. */
  Reader(long pid, @Nullable Instant startedAt, String user) {
    this(pid, startedAt, user, other -> "");
  }

  /**
   * The tolerance for start times, which are exact to a second and rounded differently by different
   * systems.
   */
  private static final Duration SAME_START = Duration.ofSeconds(2);

  /** Returns the user of this machine who runs this process. */
  static Reader here() {
    ProcessHandle.Info info = ProcessHandle.current().info();
    return new Reader(
        ProcessHandle.current().pid(),
        info.startInstant().orElse(null),
        info.user().orElse(""),
        other -> ProcessHandle.of(other).flatMap(process -> process.info().user()).orElse(""));
  }

  /** Returns a reader of another machine. */
  static Reader elsewhere() {
    Reader here = here();
    return new Reader(here.pid, here.startedAt, "");
  }

  boolean isRoot() {
    return user.equals("root");
  }

  /**
   * Whether it is the process that asks; a process with the same id on another machine has another
   * start time.
   */
  boolean is(ProcessRef process) {
    Instant start = process.startedAt();
    if (process.pid() != pid) {
      return false;
    }
    return (start == null || startedAt == null)
        ? !user.isEmpty()
        : Duration.between(start, startedAt).abs().compareTo(SAME_START) <= 0;
  }

  /** Whether the user may not end the process, as far as is known. */
  boolean needsRootFor(ProcessRef process) {
    return needsRootFor(process.user());
  }

  /** Whether the user may not end a process that started another, whose user is often the same. */
  boolean needsRootFor(Ancestor ancestor, ProcessRef started) {
    String its = user.isEmpty() ? "" : userOf.apply(ancestor.pid());
    return needsRootFor(its.isEmpty() ? started.user() : its);
  }

  private boolean needsRootFor(String other) {
    return !user.isEmpty() && !isRoot() && !other.isEmpty() && !other.equals(user);
  }
}
