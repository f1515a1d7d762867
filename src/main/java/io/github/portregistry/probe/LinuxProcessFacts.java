package io.github.portregistry.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code /proc/<pid>} tells of a process. */
final class LinuxProcessFacts {

  /** The kernel's unit of times in {@code stat}, the same on every machine that Java runs on. */
  private static final long TICK_MILLIS = 10;

  /** The place of the start time in {@code stat}, counted from the field after the name. */
  private static final int START_FIELD = 19;

  private static final int LIMIT = 64 * 1024;
  private static final String DELETED = " (deleted)";

  private final LinuxProcFiles files;
  private final LinuxUserNames users;
  private long bootMillis = -1;

  LinuxProcessFacts(LinuxProcFiles files, LinuxUserNames users) {
    this.files = files;
    this.users = users;
  }

  /**
   * Reads one process.
   *
   * @param thread the folder of a thread that lives, for what goes with a thread's memory
   * @throws IOException if the process is gone, or could not be read
   */
  ProcessRef read(long pid, String thread) throws IOException {
    byte[] stat = files.read(pid + "/stat", LIMIT);
    int open = indexOf(stat, '(');
    // The name is whatever the process says, so only the last parenthesis is surely its end.
    int close = lastIndexOf(stat, ')');
    if (open < 0 || close < open) {
      throw new IOException("expected \"pid (name) state ...\" in stat of process " + pid);
    }
    Path link = executable(thread);
    boolean deleted = false;
    if (link != null && link.toString().endsWith(DELETED)) {
      deleted = !files.leadsTo(thread + "/exe", link);
    }
    return new ProcessRef(
        pid,
        start(new String(stat, close + 1, stat.length - close - 1, StandardCharsets.US_ASCII)),
        ProcessRef.text(stat, open + 1, close),
        ProgramFile.named(link != null && deleted ? withoutMark(link) : link, deleted),
        arguments(thread),
        user(pid),
        Background.UNKNOWN);
  }

  private @Nullable Path executable(String thread) {
    try {
      return files.readLink(thread + "/exe");
    } catch (IOException e) {
      return null;
    }
  }

  private static Path withoutMark(Path link) {
    String name = String.valueOf(link.getFileName());
    try {
      return name.length() > DELETED.length()
          ? link.resolveSibling(name.substring(0, name.length() - DELETED.length()))
          : link;
    } catch (InvalidPathException e) {
      // The name has bytes that this JVM's encoding cannot write.
      return link;
    }
  }

  private @Nullable Instant start(String afterName) throws IOException {
    String[] fields = afterName.trim().split(" ", -1);
    long boot = bootMillis();
    if (boot == 0 || fields.length <= START_FIELD) {
      return null;
    }
    try {
      return Instant.ofEpochMilli(boot + TICK_MILLIS * Long.parseLong(fields[START_FIELD]));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** When the machine started; 0 if it does not tell. */
  private long bootMillis() {
    if (bootMillis < 0) {
      bootMillis = 0;
      try {
        String stat = new String(files.read("stat", 16 * LIMIT), StandardCharsets.US_ASCII);
        int at = stat.indexOf("\nbtime ");
        if (at >= 0) {
          int end = stat.indexOf('\n', at + 1);
          bootMillis = 1000 * Long.parseLong(stat.substring(at + "\nbtime ".length(), end));
        }
      } catch (IOException | NumberFormatException | StringIndexOutOfBoundsException e) {
        bootMillis = 0;
      }
    }
    return bootMillis;
  }

  /** A process that writes over its command line may leave out the bytes between the words. */
  private List<String> arguments(String thread) {
    List<String> arguments = new ArrayList<>();
    try {
      byte[] line = files.read(thread + "/cmdline", LIMIT);
      int end = line.length;
      while (end > 0 && line[end - 1] == 0) {
        end--;
      }
      // One word that is empty is told by its terminator alone.
      for (int from = 0; from <= end && line.length > 0; ) {
        int to = from;
        while (to < end && line[to] != 0) {
          to++;
        }
        arguments.add(ProcessRef.text(line, from, to));
        from = to + 1;
      }
    } catch (IOException e) {
      arguments.clear();
    }
    return arguments;
  }

  /** The user as whom the process acts; its folder may belong to root instead. */
  private String user(long pid) {
    try {
      String status = new String(files.read(pid + "/status", LIMIT), StandardCharsets.ISO_8859_1);
      // The kernel escapes the name in the first line here, so no name can pretend to be a field.
      int at = status.indexOf("\nUid:\t");
      if (at < 0) {
        return "";
      }
      String[] ids = status.substring(at + 6, status.indexOf('\n', at + 1)).split("\t", -1);
      return users.name(Long.parseLong(ids[1]));
    } catch (IOException | RuntimeException e) {
      return "";
    }
  }

  private static int indexOf(byte[] bytes, char wanted) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  private static int lastIndexOf(byte[] bytes, char wanted) {
    for (int i = bytes.length - 1; i >= 0; i--) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
  }
}
