package io.github.portregistry.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the facts that {@code /proc/<pid>} shows about processes, during one survey. */
final class LinuxProcessFacts {

  /** The kernel's unit of time in {@code stat}, the same on every platform that Java supports. */
  private static final long TICK_MILLIS = 10;

  private static final int LIMIT = 64 * 1024;

  private final LinuxProcFiles files;
  private final LinuxUserNames users;
  private final LinuxCommandLine commandLines;
  private final LinuxProgramFiles programs;
  private final LinuxControlGroups groups;
  private final LinuxAncestors ancestors;
  private long bootMillis = -1;

  /**
   * Creates a reader.
   *
   * @param deadline the time limit; facts that are read after it may be incomplete
   */
  LinuxProcessFacts(LinuxProcFiles files, LinuxUserNames users, Deadline deadline) {
    this.files = files;
    this.users = users;
    this.commandLines = new LinuxCommandLine(files);
    // The table is loaded for the first Java process only.
    this.programs =
        new LinuxProgramFiles(files, name -> KnownPrograms.packaged().knowsJar(name), deadline);
    this.groups = new LinuxControlGroups(files);
    this.ancestors = new LinuxAncestors(files);
  }

  /**
   * Reads one process.
   *
   * @param thread the folder of a thread that is alive, for facts that depend on the memory
   * @throws IOException if the process is gone, or could not be read
   */
  ProcessRef read(long pid, String thread) throws IOException {
    LinuxStat stat = LinuxStat.of(pid, files.read(pid + "/stat", LIMIT));
    List<String> words = commandLines.read(thread);
    ProgramFile file = programs.read(thread, stat.name(), words);
    Background background =
        new Background(
            InterpreterRuns.of(file.fileName(), words),
            workingDirectory(thread),
            groups.ofProcess(pid),
            ancestors.from(stat.parent()));
    return new ProcessRef(
        pid, startedAt(stat.start()), stat.name(), file, words, user(pid), background);
  }

  private @Nullable Path workingDirectory(String thread) {
    try {
      return files.readLink(thread + "/cwd");
    } catch (IOException e) {
      return null;
    }
  }

  private @Nullable Instant startedAt(long ticks) {
    long boot = bootMillis();
    return boot == 0 || ticks < 0 ? null : Instant.ofEpochMilli(boot + TICK_MILLIS * ticks);
  }

  /** When the machine started; 0 if not known. */
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

  /** The effective user of the process; its folder may belong to root instead. */
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
}
