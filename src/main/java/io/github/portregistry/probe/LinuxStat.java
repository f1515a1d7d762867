package io.github.portregistry.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The facts in {@code /proc/<pid>/stat}.
 *
 * @param name the name that the process gives itself
 * @param parent the pid of the parent; 0 if it has none in this pid namespace
 * @param start when it started, in ticks since the machine did; -1 if the line does not say
 */
record LinuxStat(String name, long parent, long start) {

  /** The indexes of fields, counted from the one after the name. */
  private static final int PARENT = 1;

  private static final int START = 19;

  /**
   * Reads the line.
   *
   * @throws IOException if it has no name in parentheses
   */
  static LinuxStat of(long pid, byte[] line) throws IOException {
    int open = 0;
    while (open < line.length && line[open] != '(') {
      open++;
    }
    // The process chooses the name, so only the last parenthesis is certainly its end.
    int close = line.length - 1;
    while (close >= 0 && line[close] != ')') {
      close--;
    }
    if (close < open) {
      throw new IOException("expected \"pid (name) state ...\" in stat of process " + pid);
    }
    String[] fields =
        new String(line, close + 1, line.length - close - 1, StandardCharsets.US_ASCII)
            .trim()
            .split(" ", -1);
    return new LinuxStat(
        ProcessRef.text(line, open + 1, close),
        Math.max(0, number(fields, PARENT)),
        number(fields, START));
  }

  private static long number(String[] fields, int place) {
    if (place >= fields.length) {
      return -1;
    }
    try {
      return Long.parseLong(fields[place]);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
