package io.github.portregistry.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Who asks what to do.
 *
 * @param pid this process
 * @param startedAt when it started; null where the system does not show it
 * @param user the user as whom it acts; "" if nobody knows, or the answer is for another machine
 * @param userOf the user of a process by its pid; "" if it is not known
 */
record Reader(long pid, @Nullable Instant startedAt, String user, LongFunction<String> userOf) {

  /** One that knows the users of no other processes. */
  Reader(long pid, @Nullable Instant startedAt, String user) {
    this(pid, startedAt, user, other -> "");
  }

  /** Processes are dated to a second, and not every system rounds in the same way. */
  private static final Duration SAME_START = Duration.ofSeconds(2);

  /** The user of this machine who runs this process. */
  static Reader here() {
    ProcessHandle.Info info = ProcessHandle.current().info();
    return new Reader(
        ProcessHandle.current().pid(),
        info.startInstant().orElse(null),
        info.user().orElse(""),
        other -> ProcessHandle.of(other).flatMap(process -> process.info().user()).orElse(""));
  }

  /** Somebody who looks at a machine that may be another one. */
  static Reader elsewhere() {
    Reader here = here();
    return new Reader(here.pid, here.startedAt, "");
  }

  boolean isRoot() {
    return user.equals("root");
  }

  /** Whether it is the process that asks; the same number on another machine started otherwise. */
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

  /** The same of a process that started another, whose user is often the same. */
  boolean needsRootFor(Ancestor ancestor, ProcessRef started) {
    String its = user.isEmpty() ? "" : userOf.apply(ancestor.pid());
    return needsRootFor(its.isEmpty() ? started.user() : its);
  }

  private boolean needsRootFor(String other) {
    return !user.isEmpty() && !isRoot() && !other.isEmpty() && !other.equals(user);
  }
}
