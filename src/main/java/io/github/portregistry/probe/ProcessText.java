package io.github.portregistry.probe;

import io.github.portregistry.dossier.Escaped;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Describes a process for a person: its file, the program it interprets, its start, its user, its
 * folder and what started it. Everything is escaped, and secrets are masked.
 */
final class ProcessText {

  private static final int LONGEST_COMMAND = 200;
  private static final int LONGEST_LABEL = 40;

  private ProcessText() {}

  /** Returns the whole description as part of a sentence. */
  static String of(ProcessRef process) {
    StringBuilder text = new StringBuilder(process(process));
    Instant start = process.startedAt();
    if (start != null) {
      text.append(" since ").append(start.truncatedTo(ChronoUnit.SECONDS));
    }
    String runs = runs(process);
    if (!runs.isEmpty()) {
      text.append(", runs ").append(runs);
    }
    Path folder = process.background().workingDirectory();
    if (folder != null) {
      text.append(", working directory ").append(Escaped.text(PathText.of(folder)));
    }
    String unit = UnitText.of(process.background().controlGroup());
    if (!unit.isEmpty()) {
      text.append(", belongs to ").append(unit);
    }
    if (!process.arguments().isEmpty()) {
      text.append(", started as ").append(command(process.arguments()));
    }
    return text.toString();
  }

  /** Returns the file, or else the name, with the pid and the user. */
  static String process(ProcessRef process) {
    String user = process.user().isEmpty() ? "" : ", user " + Escaped.text(process.user());
    return Escaped.text(file(process)) + " (pid " + process.pid() + user + ")";
  }

  /** Returns the file, or else the name, with the pid. */
  static String brief(ProcessRef process) {
    return Escaped.text(file(process)) + " (pid " + process.pid() + ")";
  }

  private static String file(ProcessRef process) {
    return process.executable() == null
        ? process.name().isEmpty() ? "a process without a name" : process.name()
        : PathText.of(process.executable());
  }

  /** Returns the program with its pid, for a sentence that says what to do with it. */
  static String named(ProcessRef process) {
    String program = process.program();
    return program.isEmpty()
        ? "the process " + process.pid()
        : Escaped.text(program) + " (pid " + process.pid() + ")";
  }

  /**
   * Returns the program with the script or jar that it runs, without a long path; "" if not known.
   */
  static String label(ProcessRef process) {
    String runs = process.background().runs();
    if (runs.startsWith("/")) {
      runs = runs.substring(runs.lastIndexOf('/') + 1);
    }
    runs = Escaped.text(Secrets.masked(runs));
    return Escaped.text(process.program()) + (runs.isEmpty() ? "" : " " + cut(runs, LONGEST_LABEL));
  }

  /** Returns the program that an interpreter runs; "" for other programs. */
  static String runs(ProcessRef process) {
    return Escaped.text(Secrets.masked(process.background().runs()));
  }

  /** Returns the name of an ancestor with its pid. */
  static String named(Ancestor ancestor) {
    String name = ancestor.name().isEmpty() ? "a process" : Secrets.masked(ancestor.name());
    return Escaped.text(name) + " (pid " + ancestor.pid() + ")";
  }

  /**
   * Returns the processes that started it, the oldest first: {@code npm run dev (5) -> node (180)}.
   */
  static String ancestry(ProcessRef process) {
    List<Ancestor> oldestFirst = new ArrayList<>(process.background().ancestors());
    Collections.reverse(oldestFirst);
    oldestFirst.removeIf(ancestor -> ancestor.pid() == Leaders.FIRST_PROCESS);
    if (oldestFirst.isEmpty()) {
      return "";
    }
    return oldestFirst.stream()
            .map(
                ancestor ->
                    Escaped.text(Secrets.masked(ancestor.name())) + " (" + ancestor.pid() + ")")
            .collect(Collectors.joining(" -> "))
        + " -> "
        + Escaped.text(process.program())
        + " ("
        + process.pid()
        + ")";
  }

  static String command(List<String> arguments) {
    return cut(Escaped.words(Secrets.masked(arguments)), LONGEST_COMMAND);
  }

  private static String cut(String text, int most) {
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most)) + "...";
  }
}
