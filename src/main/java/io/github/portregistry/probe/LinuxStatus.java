package io.github.portregistry.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The facts in {@code /proc/<pid>/status}.
 *
 * @param uids its real, effective, saved and file system user; empty if not shown
 * @param gids its groups, likewise
 * @param groups its other groups
 * @param capabilities the effective capabilities, one bit each
 * @param ownsMemory whether it has memory of its own or several threads; kernel threads and ended
 *     processes do not, and have no descriptors
 */
record LinuxStatus(
    List<Long> uids, List<Long> gids, List<Long> groups, long capabilities, boolean ownsMemory) {

  private static final int LIMIT = 64 * 1024;
  private static final int SYS_PTRACE = 19;
  private static final int HEX = 16;
  private static final int EFFECTIVE = 1;

  /**
   * Reads the status of a process.
   *
   * @param pid its number, or {@code self}
   * @throws IOException if it cannot be read
   */
  static LinuxStatus read(LinuxProcFiles files, String pid) throws IOException {
    // The kernel escapes the name in the first line, so no name can pretend to be a field.
    String text = new String(files.read(pid + "/status", LIMIT), StandardCharsets.ISO_8859_1);
    List<Long> threads = numbers(text, "Threads", 10);
    List<Long> capabilities = numbers(text, "CapEff", HEX);
    return new LinuxStatus(
        numbers(text, "Uid", 10),
        numbers(text, "Gid", 10),
        numbers(text, "Groups", 10),
        capabilities.isEmpty() ? 0 : capabilities.get(0),
        text.contains("\nVmSize:") || (!threads.isEmpty() && threads.get(0) > 1));
  }

  /** Returns the effective user; -1 if not shown. */
  long uid() {
    return uids.size() > EFFECTIVE ? uids.get(EFFECTIVE) : -1;
  }

  /** Whether it may inspect the processes of others. */
  boolean hasPtrace() {
    return (capabilities >>> SYS_PTRACE & 1) != 0;
  }

  boolean isIn(long group) {
    return gids.contains(group) || groups.contains(group);
  }

  private static List<Long> numbers(String text, String field, int radix) {
    List<Long> numbers = new ArrayList<>();
    int at = text.indexOf("\n" + field + ":");
    int end = text.indexOf('\n', at + 1);
    if (at < 0 || end < 0) {
      return numbers;
    }
    for (String word : text.substring(at + field.length() + 2, end).strip().split("\\s+", -1)) {
      try {
        numbers.add(Long.parseUnsignedLong(word, radix));
      } catch (NumberFormatException e) {
        // There are no groups, or this is not a status of Linux.
        return numbers;
      }
    }
    return numbers;
  }
}
