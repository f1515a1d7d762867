package io.github.portregistry.probe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads command lines from {@code /proc/<pid>/cmdline}. */
final class LinuxCommandLine {

  /** The last word, in place of the words that were not read. */
  static final String CUT = "[the rest of the command line was not read]";

  /** By default, the kernel allows 2 MiB for a command line and the environment together. */
  static final int LIMIT = 2 << 20;

  /**
   * The most words: more than a shell's {@code *} produces. A process can write 2 million empty
   * ones.
   */
  static final int MOST_WORDS = 1 << 16;

  /** The bytes that are read of each command line, however many there are. */
  static final int AT_LEAST = 64 * 1024;

  /**
   * The most bytes in all, so that many processes with long command lines do not fill the memory.
   */
  private static final int ALL = 32 << 20;

  private final LinuxProcFiles files;
  private int left = ALL;

  LinuxCommandLine(LinuxProcFiles files) {
    this.files = files;
  }

  /** Returns the words of a process or thread; none if the system refuses. */
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
   * Returns the words of a command line, each of which ends with a zero byte. A process that
   * overwrites its command line may leave out these bytes.
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
    // A single empty word consists of its terminator alone.
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

  /** The index of the end of the last complete word; -1 if there is none. */
  private static int lastZero(byte[] line, int limit) {
    int at = limit;
    while (at >= 0 && line[at] != 0) {
      at--;
    }
    return at;
  }
}
