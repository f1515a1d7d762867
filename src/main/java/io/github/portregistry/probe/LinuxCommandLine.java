package io.github.portregistry.probe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The words of command lines, as {@code /proc/<pid>/cmdline} has them. */
final class LinuxCommandLine {

  /** The last word in place of those that were not read. */
  static final String CUT = "[the rest of the command line was not read]";

  /** The kernel lets a command line and the environment have 2 MiB together, unless told else. */
  static final int LIMIT = 2 << 20;

  /** More words than any shell's {@code *} makes; a process may write 2 million empty ones. */
  static final int MOST_WORDS = 1 << 16;

  /** So much of each is read, however many there are. */
  static final int AT_LEAST = 64 * 1024;

  /** So much is read in all, so that many processes with long lines do not fill the memory. */
  private static final int ALL = 32 << 20;

  private final LinuxProcFiles files;
  private int left = ALL;

  LinuxCommandLine(LinuxProcFiles files) {
    this.files = files;
  }

  /** The words of a process or thread; none if they are refused. */
  List<String> read(String thread) {
    int limit = Math.max(AT_LEAST, Math.min(LIMIT, left));
    try {
      byte[] line = files.read(thread + "/cmdline", limit + 1);
      left -= Math.min(left, line.length);
      return words(line, limit);
    } catch (IOException e) {
      return List.of();
    }
  }

  /**
   * The words of a line, each of which ends with a zero byte. A process that writes over its line
   * may leave out the bytes between the words.
   *
   * @param line the line, or its first {@code limit + 1} bytes if it has more than {@code limit}
   */
  static List<String> words(byte[] line, int limit) {
    List<String> words = new ArrayList<>();
    int end = line.length;
    boolean cut = end > limit;
    if (cut) {
      end = lastZero(line, limit);
    } else {
      while (end > 0 && line[end - 1] == 0) {
        end--;
      }
    }
    // One word that is empty is known by its terminator alone.
    for (int from = 0; from <= end && line.length > 0; ) {
      if (words.size() == MOST_WORDS) {
        cut = true;
        break;
      }
      int to = from;
      while (to < end && line[to] != 0) {
        to++;
      }
      words.add(to == from ? "" : ProcessRef.text(line, from, to));
      from = to + 1;
    }
    if (cut) {
      words.add(CUT);
    }
    return words;
  }

  /** Where the last whole word ends; -1 if none does. */
  private static int lastZero(byte[] line, int limit) {
    int at = limit;
    while (at >= 0 && line[at] != 0) {
      at--;
    }
    return at;
  }
}
